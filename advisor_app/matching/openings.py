"""When each specialist can first see a new patient, each way, from one instant on.

This depends on the roster and the clock and on no case: it is worked out once, and again when the
day turns or a first slot has passed.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from operator import or_
from typing import Final

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import Licence, Practitioner, Slot, VisitMode
from advisor_app.matching.masks import joined, mask_of
from advisor_app.matching.meeting_places import Way
from advisor_app.matching.results import Outcome

NO_DAY: Final = 99_999_999
"""Stands for a day that is not known, as an ordinal: after every day there is."""
ANY_STATE: Final = frozenset({"*"})
"""Stands for whichever state the patient will be in: a licence must be valid somewhere."""
USUAL_DAYS: Final = 14
"""The time in question where no day to act by is told."""
_FRIDAY: Final = 4
_DESKS: Final = {
    "pathology_service": VisitMode.PATHOLOGY_REVIEW,
    "radiology_service": VisitMode.RADIOLOGY_REVIEW,
}


def modes_of(one: Practitioner) -> tuple[VisitMode, ...]:
    """The ways a specialist meets patients; a desk reviews, and others meet in person."""
    return one.visit_modes or (_DESKS.get(one.kind, VisitMode.IN_PERSON),)


def ways_of(one: Practitioner) -> tuple[Way, ...]:
    """Every way to meet a specialist: in person at each site, and the other modes."""
    found: list[Way] = []
    for mode in modes_of(one):
        if mode is VisitMode.IN_PERSON:
            found += [Way(mode, site) for site in one.sites or ("",)]
        else:
            found.append(Way(mode))
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Who offers one way, by first day: `first` holds ordinals, `dateless` who has none."""

    holders: int
    dateless: int
    first: Mapping[int, int]
    days: Sequence[int]
    by_day: Sequence[int]

    def until(self, day: int) -> int:
        """Who offers the way on that day (an ordinal) or before it."""
        place = bisect_right(self.days, day)
        return self.by_day[place - 1] if place else 0


class Openings:
    """The first days of a whole roster at one instant.

    `varied` are those whose first day differs from way to way; `accepting` who takes new patients
    and is not away all the usual time, whatever the day that a case has to be seen by.
    """

    def __init__(self, people: Sequence[Practitioner], now: datetime) -> None:
        self._people = people
        self.today = now.astimezone(EASTERN).date()
        self._until = datetime.max.replace(tzinfo=now.tzinfo)
        self._licences: dict[tuple[Way, frozenset[str]], Mapping[Outcome, int]] = {}
        self._from = now
        self._slots: dict[tuple[Way, int], Slot] = {}
        firsts: dict[Way, dict[int, int]] = {}
        varied = []
        for index, one in enumerate(people):
            days = self._days(index, one, now)
            for way, day in days:
                firsts.setdefault(way, {})[index] = day
            if one.slots and len({day for _, day in days}) > 1:
                varied.append(index)
        self.varied = mask_of(varied, len(people))
        self.accepting = mask_of(
            (i for i, one in enumerate(people) if self._accepts(one)), len(people)
        )
        self.timelines = {way: _timeline(first, len(people)) for way, first in firsts.items()}

    def hold_at(self, now: datetime) -> bool:
        """Whether nothing has changed up to that instant."""
        return self._from <= now < self._until and now.astimezone(EASTERN).date() == self.today

    def until(self, day: date) -> int:
        """Who sees a new patient in any way on that day or before it."""
        return joined(one.until(day.toordinal()) for one in self.timelines.values())

    def soonest(self, people: int) -> date | None:
        """The first day on which any of them sees a new patient; None where no day is known."""
        days = (
            next((day for day, who in zip(one.days, one.by_day, strict=True) if who & people), None)
            for one in self.timelines.values()
        )
        first = min((day for day in days if day is not None), default=None)
        return date.fromordinal(first) if first is not None else None

    def licences(self, way: Way, states: frozenset[str]) -> Mapping[Outcome, int]:
        """Who of those who offer a way is licensed in one of the states on the first day."""
        key = (way, states)
        if key not in self._licences:
            self._licences[key] = self._licensed(way, states)
        return self._licences[key]

    def first(self, index: int, way: Way) -> tuple[date | None, Slot | None]:
        """The first day on which a specialist sees a new patient that way, and the slot, if any."""
        day = self.timelines[way].first[index]
        return date.fromordinal(day) if day != NO_DAY else None, self._slots.get((way, index))

    def _accepts(self, one: Practitioner) -> bool:
        end = self.today + timedelta(days=USUAL_DAYS)
        away = any(leave.first <= self.today and leave.last >= end for leave in one.leave)
        return one.accepting and not away

    def _days(self, index: int, one: Practitioner, now: datetime) -> list[tuple[Way, int]]:
        if not one.slots:
            day, _ = first_day(one, Way(VisitMode.IN_PERSON), now)
            ordinal = day.toordinal() if day is not None else NO_DAY
            return [(way, ordinal) for way in ways_of(one)]
        found = []
        for way in ways_of(one):
            day, slot = first_day(one, way, now)
            found.append((way, day.toordinal() if day is not None else NO_DAY))
            if slot is not None:
                self._slots[way, index] = slot
                self._until = min(self._until, slot.at)
        return found

    def _licensed(self, way: Way, states: frozenset[str]) -> Mapping[Outcome, int]:
        timeline = self.timelines[way]
        if not states:
            return {Outcome.NOT_CHECKED: timeline.holders}
        known: dict[tuple[tuple[Licence, ...], int], Outcome] = {}
        found: dict[Outcome, list[int]] = {}
        for index, ordinal in timeline.first.items():
            key = (self._people[index].licences, ordinal)
            if key not in known:
                day = date.fromordinal(ordinal) if ordinal != NO_DAY else None
                known[key] = licensed(self._people[index], states, day)
            found.setdefault(known[key], []).append(index)
        return {outcome: mask_of(who, len(self._people)) for outcome, who in found.items()}


def first_day(one: Practitioner, way: Way, now: datetime) -> tuple[date | None, Slot | None]:
    """The first day on which a specialist sees a new patient this way; None where not known."""
    today = now.astimezone(EASTERN).date()
    if one.slots:
        slots = (slot for slot in _slots(one, way) if slot.at >= now)
        free = [slot for slot in slots if not _away_on(one, slot.at.astimezone(EASTERN).date())]
        if free:
            first = min(free, key=lambda slot: slot.at)
            return first.at.astimezone(EASTERN).date(), first
    if one.next_available_days is None:
        return None, None
    opening = on_working_day(today + timedelta(days=one.next_available_days))
    return on_working_day(back_from_leave(one, opening)), None


def licensed(one: Practitioner, states: frozenset[str], day: date | None) -> Outcome:
    """Whether a specialist is licensed in one of the states; unknown where none is recorded."""
    if not one.licences:
        return Outcome.UNKNOWN
    held = valid_states(one, day)
    return Outcome.MET if held & states or (held and states == ANY_STATE) else Outcome.NOT_MET


def valid_states(one: Practitioner, day: date | None) -> frozenset[str]:
    """The states in which a specialist is licensed on a day; every one where no day is known."""
    return frozenset(
        own.state
        for own in one.licences
        if own.valid_until is None or day is None or own.valid_until >= day
    )


def on_working_day(day: date) -> date:
    """The day itself, or the Monday after it: no clinic sees new patients at the weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > _FRIDAY else day


def back_from_leave(one: Practitioner, day: date) -> date:
    """The first day from `day` on that is in no leave."""
    for leave in sorted(one.leave, key=lambda leave: leave.first):
        if leave.first <= day <= leave.last:
            day = leave.last + timedelta(days=1)
    return day


def _timeline(first: Mapping[int, int], count: int) -> Timeline:
    by_day: dict[int, list[int]] = {}
    for index, day in first.items():
        by_day.setdefault(day, []).append(index)
    dateless = mask_of(by_day.pop(NO_DAY, ()), count)
    days = sorted(by_day)
    return Timeline(
        holders=mask_of(first, count),
        dateless=dateless,
        first=first,
        days=days,
        by_day=list(accumulate((mask_of(by_day[day], count) for day in days), or_)),
    )


def _slots(one: Practitioner, way: Way) -> Iterator[Slot]:
    """Slots of that way; a review without a visit is done whenever the desk works."""
    for slot in one.slots:
        fits = slot.mode is way.mode or way.mode not in (VisitMode.IN_PERSON, VisitMode.VIDEO)
        if fits and (way.mode is not VisitMode.IN_PERSON or not way.site or slot.site == way.site):
            yield slot


def _away_on(one: Practitioner, day: date) -> bool:
    return any(leave.first <= day <= leave.last for leave in one.leave)
