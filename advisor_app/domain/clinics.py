"""Places for new patients: a template of the week, the places it makes, and days without any."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import ClinicHours, Leave, Practitioner, Slot, VisitMode

WEEKDAYS: Final = ("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")
LONGEST_MINUTES: Final = 8 * 60
MOST_PLACES: Final = 24
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class UnreadLine(ValueError):
    """A line that is no template of a clinic; the sentence says what one looks like."""

    line: str

    def __str__(self) -> str:
        return f"“{self.line}” is no clinic; write it as TUE 09:00 4x60 MAIN, or with video behind."


def clinic_words(one: ClinicHours) -> str:
    """A line of the template as it is written: `TUE 09:00 4x60 MAIN`, the mode behind if other."""
    mode = "" if one.mode is VisitMode.IN_PERSON else f" {one.mode.value}"
    begins = f"{one.begins:%H:%M}"
    return f"{WEEKDAYS[one.weekday]} {begins} {one.places}x{one.minutes} {one.site}{mode}"


def read_clinic(line: str) -> ClinicHours:
    """A line of the template. Raises UnreadLine."""
    words = line.split()
    try:
        weekday = WEEKDAYS.index(words[0][:3].upper())
        begins = time.fromisoformat(words[1].zfill(5))
        places, _, minutes = words[2].casefold().partition("x")
        mode = VisitMode(words[4]) if len(words) > 4 else VisitMode.IN_PERSON
        read = ClinicHours(
            weekday=weekday,
            begins=begins,
            places=int(places),
            minutes=int(minutes or 60),
            site=words[3],
            mode=mode,
        )
    except (IndexError, ValueError):
        raise UnreadLine(line.strip()) from None
    if not (0 < read.places <= MOST_PLACES and 0 < read.minutes <= LONGEST_MINUTES):
        raise UnreadLine(line.strip())
    return read


def places_of(
    weekly: Iterable[ClinicHours], first: date, last: date, away: Iterable[Leave] = ()
) -> tuple[Slot, ...]:
    """The places that a template makes from day to day, none on a day of absence; soonest first."""
    absences = tuple(away)
    hours = tuple(weekly)
    found = []
    day = first
    while day <= last:
        if not any(one.first <= day <= one.last for one in absences):
            found += [
                slot for one in hours if one.weekday == day.weekday() for slot in _on(one, day)
            ]
        day += _DAY
    return tuple(sorted(found, key=lambda slot: (slot.at, slot.site)))


def with_more_places(one: Practitioner, today: date, weeks: int) -> Practitioner:
    """The specialist with places for so many weeks more, after the last day that has any.

    What was taken out of days before stays out.
    """
    days = [slot.at.astimezone(EASTERN).date() for slot in one.slots]
    first = max([*days, today]) + _DAY
    more = places_of(one.weekly, first, first + timedelta(weeks=weeks) - _DAY, one.leave)
    return replace(one, slots=(*one.slots, *more))


def opened(one: Practitioner, today: date, weeks: int) -> Practitioner:
    """The specialist with the first places of a template, from the day they say they are free."""
    if one.next_available_days is None:
        return one
    first = today + timedelta(days=one.next_available_days)
    last = first + timedelta(weeks=weeks)
    return replace(one, slots=places_of(one.weekly, first, last, one.leave))


def blocked_out(one: Practitioner, absence: Leave) -> Practitioner:
    """The specialist away on these days: no place on any of them, now or when more are made."""
    kept = tuple(
        slot
        for slot in one.slots
        if not absence.first <= slot.at.astimezone(EASTERN).date() <= absence.last
    )
    leave = tuple(sorted({*one.leave, absence}, key=lambda span: (span.first, span.last)))
    return replace(one, slots=kept, leave=leave)


def _on(one: ClinicHours, day: date) -> Iterable[Slot]:
    start = datetime.combine(day, one.begins, EASTERN)
    for number in range(one.places):
        yield Slot(at=start + timedelta(minutes=number * one.minutes), site=one.site, mode=one.mode)
