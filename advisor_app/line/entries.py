"""By which way a caller came in: what a dialled line and a menu choice tell of the call."""

from dataclasses import dataclass
from typing import Final

from advisor_app.domain.phones import read_phone
from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import Row, read_table
from advisor_app.line.groups import Groups

SCHEMA: Final = "line-entries/1"
FILE: Final = "entries.tsv"
_COLUMNS: Final = ("dialled", "menu", "group", "language", "note")


@dataclass(frozen=True, slots=True, kw_only=True)
class LineEntry:
    """One way in: `group` is a group of the line, empty where it tells nothing of the cancer."""

    dialled: str
    menu: str = ""
    group: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class LineEntries:
    """All ways in that the centre has told; what is not among them tells nothing."""

    all: tuple[LineEntry, ...] = ()

    def of(self, dialled: str, menu: str = "") -> LineEntry | None:
        """The entry of a line and a choice, else that of the line alone; None where unset."""
        of_line = [one for one in self.all if one.dialled == dialled]
        chosen = next((one for one in of_line if menu and one.menu == menu), None)
        return chosen or next((one for one in of_line if not one.menu), None)


def load_entries(groups: Groups, folder: TableFolder = RESOURCES) -> LineEntries:
    """The ways in of `centre/entries.tsv`, whose groups are among `groups`. Raises TableError."""
    table = read_table(folder / "centre" / FILE, SCHEMA, _COLUMNS)
    found: dict[tuple[str, str], LineEntry] = {}
    for row in table.rows:
        entry = _entry(row, groups)
        if (entry.dialled, entry.menu) in found:
            raise row.refuse("the same line and choice stand twice")
        found[entry.dialled, entry.menu] = entry
    return LineEntries(tuple(found.values()))


def _entry(row: Row, groups: Groups) -> LineEntry:
    dialled = read_phone(row["dialled"])
    if dialled is None:
        raise row.refuse("has a dialled line that is no telephone number")
    if row["group"] and groups.group(row["group"]) is None:
        raise row.refuse(f"{row['group']} is no group of the line")
    return LineEntry(
        dialled=dialled, menu=row["menu"], group=row["group"], language=row["language"]
    )
