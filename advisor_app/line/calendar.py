"""When the line is staffed: Monday to Friday on Eastern time, at hours that the centre sets.

The hours have no default. Until somebody has set them the line says so, and nothing is promised.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any, Final

import holidays

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import Settings, read_settings

SCHEMA: Final = "line-calendar/1"
_DAYS_TO_SEARCH: Final = 400
_DAY_NAMES: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class LinePhase(StrEnum):
    """Whether anybody answers."""

    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    UNSET = "unset"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A day on which the centre closes the line, and why."""

    day: date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineHours:
    """The business calendar of the line; `weekdays` count from Monday = 0.

    `opens` and `closes` are Eastern wall-clock times, None until they are set.
    """

    opens: time | None = None
    closes: time | None = None
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4)
    closures: tuple[Closure, ...] = ()
    federal_holidays: bool = True
    closing_notice_minutes: int = 30

    @property
    def set(self) -> bool:
        """Whether the hours are set and make sense."""
        return self.opens is not None and self.closes is not None and self.opens < self.closes


@dataclass(frozen=True, slots=True, kw_only=True)
class LineState:
    """The line at one instant.

    `words` are for the top bar. `minutes` are those to the next change (closing or opening), None
    where no change is known. `opens_at` and `closes_at` are instants on Eastern time.
    """

    phase: LinePhase
    words: str
    minutes: int | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    reason: str = field(default="")

    @property
    def staffed(self) -> bool:
        """Whether a call can be answered now."""
        return self.phase in (LinePhase.OPEN, LinePhase.CLOSING)


def line_state(now: datetime, hours: LineHours) -> LineState:
    """Whether the line is open at `now`, and when that changes."""
    if not hours.set:
        return LineState(phase=LinePhase.UNSET, words="line hours not set")
    local = now.astimezone(EASTERN)
    closes_at = _closing(local.date(), hours)
    opens_at = _opening(local.date(), hours)
    if opens_at is not None and closes_at is not None and opens_at <= local < closes_at:
        return _open_until(closes_at, opens_at, local, hours)
    return _closed_until(next_opening(now, hours), local, why_closed(local.date(), hours))


def next_opening(now: datetime, hours: LineHours) -> datetime | None:
    """The next instant after `now` at which the line opens; None where the hours are unset."""
    local = now.astimezone(EASTERN)
    for day in _days_from(local.date()):
        opening = _opening(day, hours)
        if opening is not None and opening > local:
            return opening
    return None


def why_closed(day: date, hours: LineHours) -> str:
    """Why the line is closed all `day`: a closure, a holiday, the weekend; or nothing."""
    for closure in hours.closures:
        if closure.day == day:
            return closure.name
    if hours.federal_holidays and (name := holiday_name(day)):
        return name
    return "" if day.weekday() in hours.weekdays else "weekend"


def is_staffed(day: date, hours: LineHours) -> bool:
    """Whether the line is staffed at any time of `day`."""
    return hours.set and not why_closed(day, hours)


def holiday_name(day: date) -> str:
    """The federal holiday of that day, observed days included; no state's own."""
    return _federal(day.year).get(day, "")


def read_line_hours(folder: TableFolder = RESOURCES) -> LineHours:
    """The shipped calendar: days and holidays, without hours. Raises TableError."""
    return line_hours(read_settings(folder / "centre" / "calendar.toml", SCHEMA))


def line_hours(settings: Settings) -> LineHours:
    """A calendar as it stands in a settings file. Raises TableError."""
    days = settings.table("days")
    weekdays = days.get("weekdays", list(_DAY_NAMES[:5]))
    if not isinstance(weekdays, list) or any(name not in _DAY_NAMES for name in weekdays):
        words = "weekdays holds a word that is no day of the week"
        raise settings.refuse(words, r"\s*weekdays\b")
    notice = days.get("closing_notice_minutes", 30)
    if not isinstance(notice, int):
        raise settings.refuse("closing_notice_minutes must be whole minutes", r"\s*closing_notice")
    closures = enumerate(settings.tables("closure"))
    return LineHours(
        weekdays=tuple(_DAY_NAMES.index(name) for name in weekdays),
        closures=tuple(_closure(settings, place, entry) for place, entry in closures),
        federal_holidays=days.get("federal_holidays", True) is True,
        closing_notice_minutes=notice,
    )


def with_hours(hours: LineHours, opens: str, closes: str) -> LineHours:
    """The calendar with its hours, told as `09:00`; empty words leave them unset.

    Raises ValueError where they are no times of the day or end before they begin.
    """
    if not opens and not closes:
        return replace(hours, opens=None, closes=None)
    told = replace(hours, opens=time.fromisoformat(opens), closes=time.fromisoformat(closes))
    if not told.set:
        raise ValueError("the line must open before it closes")
    return told


def _open_until(
    closes_at: datetime, opens_at: datetime, local: datetime, hours: LineHours
) -> LineState:
    minutes = _minutes_between(local, closes_at)
    soon = minutes <= hours.closing_notice_minutes
    words = f"line closes in {minutes} min" if soon else f"line closes {closes_at:%H:%M}"
    return LineState(
        phase=LinePhase.CLOSING if soon else LinePhase.OPEN,
        words=words,
        minutes=minutes,
        opens_at=opens_at,
        closes_at=closes_at,
    )


def _closed_until(opens_at: datetime | None, local: datetime, reason: str) -> LineState:
    if opens_at is None:
        return LineState(phase=LinePhase.CLOSED, words="line closed", reason=reason)
    minutes = _minutes_between(local, opens_at)
    if minutes <= 60:
        words = f"line opens in {minutes} min"
    elif opens_at.date() == local.date():
        words = f"line opens {opens_at:%H:%M}"
    else:
        words = f"line closed, opens {opens_at:%a %d %b %H:%M}"
    return LineState(
        phase=LinePhase.CLOSED, words=words, minutes=minutes, opens_at=opens_at, reason=reason
    )


def _opening(day: date, hours: LineHours) -> datetime | None:
    if hours.opens is None or not is_staffed(day, hours):
        return None
    return datetime.combine(day, hours.opens, EASTERN)


def _closing(day: date, hours: LineHours) -> datetime | None:
    if hours.closes is None or not is_staffed(day, hours):
        return None
    return datetime.combine(day, hours.closes, EASTERN)


def _minutes_between(start: datetime, end: datetime) -> int:
    """Whole minutes, rounded up; on the instants, because wall clocks jump twice a year."""
    seconds = end.timestamp() - start.timestamp()
    return max(0, int(-(-seconds // 60)))


def _days_from(first: date) -> Iterator[date]:
    return (first + timedelta(days=step) for step in range(_DAYS_TO_SEARCH))


def _closure(settings: Settings, place: int, entry: Mapping[str, Any]) -> Closure:
    try:
        day = entry["day"]
        return Closure(
            day=day if isinstance(day, date) else date.fromisoformat(day), name=str(entry["name"])
        )
    except (KeyError, TypeError, ValueError):
        words = "a closure needs a day and a name"
        raise settings.refuse_table("closure", place, words) from None


@lru_cache(maxsize=16)
def _federal(year: int) -> dict[date, str]:
    return {day: str(name) for day, name in holidays.country_holidays("US", years=year).items()}
