"""How long a record takes from the request to the desk, and the days that follow from it.

Planning defaults of `clinical/lead_times.toml`; they are told as such and promise nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.oncology.rules import RuleFile

SCHEMA: Final = "lead-times-1"
LETTERS: Final = ("", "slides", "images", "reports")
_SATURDAY: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadTime:
    """One way in which records come: `first` to `last` days, working days where `working`.

    `after_release` counts from the signed release; `reading` are days that are needed after it
    came, before it is of use; `letter` is the request by which it is asked for.
    """

    id: str
    name: str
    first: int
    last: int
    working: bool = False
    after_release: bool = False
    reading: int = 0
    letter: str = ""

    def comes_by(self, asked: date) -> date:
        """The day by which it should be here, if it is asked for on `asked`."""
        return _later(asked, self.last, working=self.working)

    def needed_by(self, visit: date) -> date:
        """The day by which it must be here, so that it is read before the visit."""
        return visit - timedelta(days=max(1, self.reading))

    def ask_by(self, visit: date) -> date:
        """The last day on which asking is in time for the visit."""
        return _later(self.needed_by(visit), -self.last, working=self.working)


def load_lead_times(folder: TableFolder) -> Mapping[str, LeadTime]:
    """The lead times by id. Raises TableError with file and line."""
    file = RuleFile.read(folder / "clinical" / "lead_times.toml", SCHEMA)
    return {str(entry["id"]): _lead_time(file, entry) for entry in file.entries("lead")}


def _lead_time(file: RuleFile, entry: Mapping[str, Any]) -> LeadTime:
    mark = str(entry["id"])
    days = {name: entry.get(name, 0) for name in ("first", "last", "reading")}
    if not all(isinstance(one, int) and 0 <= one <= 365 for one in days.values()):
        raise file.refuse(mark, "first, last and reading must be whole days")
    if not 0 < days["last"] >= days["first"]:
        raise file.refuse(mark, "last must be a day at least, and not before first")
    if entry.get("letter", "") not in LETTERS:
        raise file.refuse(mark, f"letter must be one of {', '.join(LETTERS[1:])}")
    return LeadTime(
        id=mark,
        name=str(entry.get("name", mark)),
        working=entry.get("working", False) is True,
        after_release=entry.get("after_release", False) is True,
        letter=entry.get("letter", ""),
        **days,
    )


def _later(day: date, days: int, *, working: bool) -> date:
    step = timedelta(days=1 if days > 0 else -1)
    for _ in range(abs(days)):
        day += step
        while working and day.weekday() >= _SATURDAY:
            day += step
    return day
