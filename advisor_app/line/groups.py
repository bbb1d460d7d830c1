"""The groups of the line: which families of cancers each answers for, and who can help out."""

from dataclasses import dataclass
from typing import Final

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import Row, TableHeader, read_table

SCHEMA: Final = "line-groups/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineGroup:
    """Advisors who answer for the same families; groups of one pod help each other out.

    `limit` is how many may wait at once before the board warns.
    """

    id: str
    name: str
    pod: str = ""
    families: tuple[str, ...] = ()
    limit: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """All groups, in the order of the board."""

    all: tuple[LineGroup, ...] = ()
    header: TableHeader | None = None

    def group(self, id_: str) -> LineGroup | None:
        """The group of that id."""
        return next((one for one in self.all if one.id == id_), None)

    def of_family(self, family: str) -> LineGroup | None:
        """The group that answers for a family; a group's own id stands for all of its families."""
        found = next((one for one in self.all if family in one.families), None)
        return found or self.group(family)

    def families_of(self, known: str) -> tuple[str, ...]:
        """What a call is about: one family, or all of a group where only the group is known."""
        group = None if any(known in one.families for one in self.all) else self.group(known)
        return group.families if group is not None else (known,) if known else ()

    def related(self, group_id: str, family: str) -> bool:
        """Whether a group is in the same pod as the one that answers for the family."""
        own, other = self.group(group_id), self.of_family(family)
        return own is not None and other is not None and bool(own.pod) and own.pod == other.pod


def load_groups(folder: TableFolder = RESOURCES) -> Groups:
    """The groups of `centre/groups.tsv`. Raises TableError."""
    path = folder / "centre" / "groups.tsv"
    table = read_table(path, SCHEMA, ("id", "name", "pod", "families", "limit"))
    seen: set[str] = set()
    for row in table.rows:
        twice = seen.intersection(row.items("families"))
        if twice:
            raise row.refuse(f"the family {min(twice)} is in two groups")
        seen.update(row.items("families"))
    groups = tuple(_group(row) for row in table.rows)
    return Groups(all=groups, header=table.header)


def _group(row: Row) -> LineGroup:
    if not row["limit"].isdigit():
        raise row.refuse("has a limit that is no number")
    return LineGroup(
        id=row["id"],
        name=row["name"],
        pod=row["pod"],
        families=row.items("families"),
        limit=int(row["limit"]),
    )
