"""The phrases of callers with what they mean, as data."""

from dataclasses import dataclass
from pathlib import Path

from advisor_app.domain.tables import read_table

_FILE = Path(__file__).resolve().parent.parent / "data" / "oncology" / "phrases.tsv"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One phrase: the kinds, findings or families that are right, and what must be set aside."""

    text: str
    kinds: frozenset[str]
    families: frozenset[str]
    asides: frozenset[str]
    never: frozenset[str]


def phrases(split: str) -> list[Phrase]:
    """The phrases of one split, `dev` or `held_out`."""
    table = read_table(_FILE, "phrases/1", ("text", "expected", "split"))
    return [_phrase(row["text"], row["expected"]) for row in table.rows if row["split"] == split]


def _phrase(text: str, expected: str) -> Phrase:
    told: dict[str, frozenset[str]] = {}
    for part in expected.split(";"):
        sort, _, values = part.partition(":")
        told[sort] = frozenset(values.split(",")) - {""}
    return Phrase(
        text=text,
        kinds=told.get("kind", frozenset()) | told.get("finding", frozenset()),
        families=told.get("family", frozenset()),
        asides=told.get("aside", frozenset()),
        never=told.get("not", frozenset()),
    )
