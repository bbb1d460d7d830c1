"""Which given names are one name in daily use: Bill and William, Pepe and José."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.tables import read_table
from advisor_app.services.person_words import romanised

SCHEMA = "nicknames/1"


@dataclass(frozen=True, slots=True)
class Nicknames:
    """The names that go with a name, by romanised name; symmetrical, not transitive."""

    beside: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def of(self, name: str) -> frozenset[str]:
        """The other names that somebody called `name` may go by."""
        return self.beside.get(name, frozenset())


def load_nicknames(folder: Path = RESOURCES) -> Nicknames:
    """The table `people/nicknames.tsv`. Raises TableError with file and line."""
    table = read_table(folder / "people" / "nicknames.tsv", SCHEMA, ("name", "short", "language"))
    beside: dict[str, set[str]] = {}
    for row in table.rows:
        words = [_one(name) for name in (row["name"], *row.items("short"))]
        if len(words) < 2 or not all(words):
            raise row.refuse("needs one word as a name, and its short forms")
        for short in words[1:]:
            # Two short forms of one name can be one person: Bill and Will are both William.
            beside.setdefault(short, set()).update(words)
            beside.setdefault(words[0], set()).add(short)
    return Nicknames({name: frozenset(others - {name}) for name, others in beside.items()})


def _one(name: str) -> str:
    words = romanised(name)
    return words[0] if len(words) == 1 else ""
