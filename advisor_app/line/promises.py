"""A promise to call back: on both clocks, how it stands, and when it may be put."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from advisor_app.domain.case import Promise, PromiseState
from advisor_app.domain.clock import EASTERN
from advisor_app.line.calendar import LineHours, line_state

QUIET_FROM: Final = time(21, 0)
QUIET_UNTIL: Final = time(8, 0)
"""No call to a home between these wall-clock times of the person called.

Source: the hours of 47 CFR 64.1200(c)(1), taken as the house rule for calls of every kind.
"""

_SOON: Final = timedelta(minutes=15)
_STEP: Final = timedelta(minutes=30)
_STEPS_A_WEEK: Final = 7 * 48


class Standing(StrEnum):
    """How a promise stands at an instant."""

    OVERDUE = "overdue"
    SOON = "soon"
    TODAY = "today"
    LATER = "later"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class BothClocks:
    """One instant on the line's clock and on the patient's."""

    ours: datetime
    theirs: datetime
    same: bool
    quiet: bool

    @property
    def words(self) -> str:
        """`16:00 ET = 22:00 CET`, with the day where it is another one there."""
        if self.same:
            return f"{self.ours:%H:%M} ET"
        there = f"{self.theirs:%H:%M} {self.theirs.tzname()}"
        day = f" ({self.theirs:%a %d %b})" if self.theirs.date() != self.ours.date() else ""
        return f"{self.ours:%H:%M} ET = {there}{day}"


def zone_of(name: str) -> ZoneInfo:
    """The zone of that IANA name; Eastern where the name is empty or unknown."""
    if not name:
        return EASTERN
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return EASTERN


def both_clocks(at: datetime, zone: str) -> BothClocks:
    """The instant on both clocks, and whether it falls into the quiet hours there."""
    ours, theirs = at.astimezone(EASTERN), at.astimezone(zone_of(zone))
    return BothClocks(
        ours=ours,
        theirs=theirs,
        same=ours.utcoffset() == theirs.utcoffset(),
        quiet=in_quiet_hours(theirs),
    )


def in_quiet_hours(local: datetime) -> bool:
    """Whether a call at that wall-clock time would disturb."""
    return local.time() >= QUIET_FROM or local.time() < QUIET_UNTIL


def standing(promise: Promise, now: datetime, notice: timedelta = _SOON) -> Standing:
    """How the promise stands, soon from `notice` before it; what is kept or moved has ended."""
    if promise.state is not PromiseState.DUE:
        return Standing.ENDED
    if promise.due_at < now:
        return Standing.OVERDUE
    if promise.due_at - now <= notice:
        return Standing.SOON
    same_day = promise.due_at.astimezone(EASTERN).date() == now.astimezone(EASTERN).date()
    return Standing.TODAY if same_day else Standing.LATER


def standing_words(promise: Promise, now: datetime) -> str:
    """`Overdue 74 min`, `In 7 min`, `Quiet hours there`, or nothing."""
    stands = standing(promise, now)
    minutes = int(abs((promise.due_at - now).total_seconds()) // 60)
    if stands is Standing.OVERDUE:
        return f"Overdue {minutes} min" if minutes < 600 else f"Overdue {minutes // 60} h"
    if stands is Standing.SOON:
        return f"In {minutes} min"
    if stands is not Standing.ENDED and both_clocks(promise.due_at, promise.zone).quiet:
        return "Quiet hours there"
    return ""


def better_time(at: datetime, zone: str, hours: LineHours, now: datetime) -> datetime | None:
    """The staffed half hour nearest to `at`, after `now`, that is not quiet for the patient.

    None where there is none in the week around, or where the hours of the line are not set.
    """
    base = half_hour(at)
    for step in range(_STEPS_A_WEEK):
        for candidate in (base - step * _STEP, base + step * _STEP):
            if candidate > now and _fits(candidate, zone, hours):
                return candidate.astimezone(EASTERN)
    return None


def callback_times(
    first: datetime, zone: str, hours: LineHours, taken: frozenset[datetime], count: int
) -> tuple[datetime, ...]:
    """The next `count` half hours from `first` that are staffed, not quiet and not taken."""
    base = half_hour(first)
    if base < first:
        base += _STEP
    fitting = (base + step * _STEP for step in range(4 * _STEPS_A_WEEK))
    found: list[datetime] = []
    for candidate in fitting:
        if len(found) == count:
            break
        if candidate not in taken and _fits(candidate, zone, hours):
            found.append(candidate.astimezone(EASTERN))
    return tuple(found)


def half_hour(at: datetime) -> datetime:
    """The beginning of the half hour of an instant, in UTC: wall clocks jump twice a year."""
    there = at.astimezone(UTC)
    return there.replace(minute=there.minute // 30 * 30, second=0, microsecond=0)


def full_half_hours(promises: Iterable[Promise], places: int) -> frozenset[datetime]:
    """The half hours in which the line has promised as many call-backs as it keeps."""
    held = Counter(half_hour(one.due_at) for one in promises if one.state is PromiseState.DUE)
    return frozenset(start for start, number in held.items() if number >= places)


def why_not_then(
    at: datetime, zone: str, hours: LineHours, full: frozenset[datetime], now: datetime
) -> str:
    """Why nobody can call at that instant, in words; empty where somebody can."""
    if at <= now:
        return "the time has passed"
    if not line_state(at, hours).staffed:
        return "the line is closed then"
    if both_clocks(at, zone).quiet:
        return "it is quiet hours there"
    return "no advisor is free then" if half_hour(at) in full else ""


def _fits(at: datetime, zone: str, hours: LineHours) -> bool:
    return line_state(at, hours).staffed and not both_clocks(at, zone).quiet
