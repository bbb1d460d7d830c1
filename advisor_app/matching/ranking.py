"""Who is offered and in which order, without any words: the heart of the matcher.

Every criterion is a set of specialists (`masks.py`); the sets give at once who fits, why each other
does not, and who would, if one thing changed. Only who fits is scored, and only who is shown is put
into words. Order: band, score, days, load, id. Nothing is random; equals are marked as a tie.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final, NamedTuple

from advisor_app.domain.people import Roster
from advisor_app.matching.closeness import TEAM, Closeness, Level, Nearness
from advisor_app.matching.criteria import (
    FAMILY,
    IN_TIME,
    KIND,
    LICENCE,
    NAMES,
    WAY,
    CriterionColumn,
    Marks,
)
from advisor_app.matching.deadlines import Deadline, deadlines
from advisor_app.matching.expertise import read_expertise
from advisor_app.matching.hard_criteria import VALUE_CRITERIA
from advisor_app.matching.masks import joined, members
from advisor_app.matching.meeting import Meeting, meet
from advisor_app.matching.openings import NO_DAY, Openings
from advisor_app.matching.score import Group, Merits, Sought, hundredths, time
from advisor_app.matching.situation import Situation, Verdicts
from advisor_app.matching.wishes import Wishes
from advisor_app.oncology.facts import Facts
from advisor_app.oncology.knowledge import Knowledge

_KEPT: Final = 64
_HUNDREDTHS_OF_A_TENTH: Final = 10


class Place(NamedTuple):
    """One specialist in the order, `who` in the roster. What is best is least, for a plain sort."""

    band: int
    tenths: int
    day: int
    load: float
    place: int
    who: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What the criteria say of the whole roster for one case.

    `alone` holds, by criterion, who fails that one only: whom one change would let in.
    """

    marks: Mapping[str, Marks]
    fits: int
    alone: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Ranking:
    """The order of those who fit, and the judgement on everybody."""

    ranked: "RankedRoster"
    situation: Situation
    levels: tuple[Level, ...]
    openings: Openings
    meeting: Meeting
    judgement: Judgement
    sought: Sought
    groups: Sequence[Group]
    order: Sequence[Place]
    limits: Sequence[Deadline]

    def is_tie(self, place: int) -> bool:
        """Whether the specialist at that place is as good as a neighbour."""
        mine = self.order[place]
        beside = self.order[max(place - 1, 0) : place + 2]
        return sum(one.band == mine.band and one.tenths == mine.tenths for one in beside) > 1

    def ids(self, count: int) -> list[str]:
        """The ids of the first of the order."""
        return [self.ranked.roster.practitioners[one.who].id for one in self.order[:count]]

    @cached_property
    def near(self) -> int:
        """Who sees such cancers and is of a kind that the route calls for, and is not offered."""
        marks = self.judgement.marks
        return self.ranked.everybody & ~(
            self.judgement.fits | marks[FAMILY].not_met | marks[KIND].not_met
        )


class RankedRoster:
    """A roster compiled into sets, ready to be ranked for any case."""

    def __init__(self, knowledge: Knowledge, roster: Roster) -> None:
        self.knowledge = knowledge
        self.roster = roster
        self.people = tuple(read_expertise(one, knowledge) for one in roster.practitioners)
        self.everybody = (1 << len(self.people)) - 1
        self.index_of = {one.id: index for index, one in enumerate(roster.practitioners)}
        self.sites = {site.id: site for site in roster.sites}
        self.site_names = {site.id: site.name for site in roster.sites}
        for one in roster.practitioners:
            for site_id in one.sites:
                self.site_names.setdefault(site_id, site_id)
        self.merits = Merits(self.people)
        self._closeness = Closeness(self.people, knowledge)
        self._columns = tuple(CriterionColumn(one, self.people) for one in VALUE_CRITERIA)
        self._openings: Openings | None = None
        self._verdicts: dict[tuple[Facts, tuple[str, ...]], Verdicts] = {}

    def rank(
        self, facts: Facts, wishes: Wishes, now: datetime, noted: tuple[str, ...] = ()
    ) -> Ranking:
        """The order for these facts and wishes; `noted` are flags that somebody noted."""
        situation = Situation(
            facts=facts,
            wishes=wishes,
            verdicts=self._verdicts_on(facts, noted),
            knowledge=self.knowledge,
            sites=self.sites,
            now=now,
        )
        openings = self._opened(now)
        marks = {one.criterion.name: one.marks(situation) for one in self._columns}
        # A nearer deadline must not make room for others by counting more people as away.
        accepting = openings.accepting
        levels = self._closeness.levels(situation)
        marks[FAMILY] = Marks(self.everybody & ~self._who_sees(levels, accepting, situation))
        first = accepting & ~marks[FAMILY].not_met
        first &= self.merits.of_kinds(situation.routing.first)
        limits = deadlines(situation, openings, levels, first)
        meeting = meet(openings, situation, limits)
        marks[LICENCE] = Marks(meeting.no_licence)
        marks[WAY] = Marks(meeting.no_way)
        marks[IN_TIME] = Marks(meeting.late)
        judgement = _judged(marks, self.everybody)
        sought = self.merits.sought(situation)
        groups = self.merits.groups(judgement.fits, levels, situation)
        return Ranking(
            ranked=self,
            situation=situation,
            levels=levels,
            openings=openings,
            meeting=meeting,
            judgement=judgement,
            sought=sought,
            groups=groups,
            order=self._ordered(judgement.fits, groups, meeting, sought),
            limits=limits,
        )

    def nearness_of(self, index: int, levels: tuple[Level, ...]) -> Nearness | None:
        """How near one specialist's work is to the case."""
        return self._closeness.nearness(index, levels)

    def _verdicts_on(self, facts: Facts, noted: tuple[str, ...]) -> Verdicts:
        key = (facts, noted)
        if key not in self._verdicts:
            if len(self._verdicts) >= _KEPT:
                self._verdicts.clear()
            self._verdicts[key] = Verdicts.of(facts, self.knowledge, noted)
        return self._verdicts[key]

    def _opened(self, now: datetime) -> Openings:
        if self._openings is None or not self._openings.hold_at(now):
            self._openings = Openings(self.roster.practitioners, now)
        return self._openings

    def _who_sees(self, levels: Sequence[Level], accepting: int, situation: Situation) -> int:
        """Who sees such a cancer. Who names other families, and shares the team or a family that
        the kind belongs to as well, stands in for a first visit where the roster has nobody of the
        same kind who names this one; the latter may come beside the first visit, too.
        """
        sees = joined(one.people for one in levels if not one.stands_in)
        stand_in = joined(one.people for one in levels if one.stands_in)
        beside = joined(one.people for one in levels if one.stands_in and one.points > TEAM)
        firsts = self.merits.of_kinds(situation.routing.first)
        found = sees | (beside & ~firsts)
        for kind in situation.routing.first if stand_in else ():
            alike = self.merits.of_kinds((kind,))
            if not sees & accepting & alike & self._closeness.names(situation):
                found |= stand_in & alike
        return found

    def _ordered(
        self, fits: int, groups: Sequence[Group], meeting: Meeting, sought: Sought
    ) -> list[Place]:
        merits, today, target = self.merits, meeting.today, meeting.target_days
        standing, loads, places = merits.standing, merits.loads, merits.places
        extras = merits.extras(fits, sought)
        bases: dict[int, tuple[int, int]] = {}
        for group in groups:
            points = hundredths(group.disease) + hundredths(group.setting)
            base = (-group.band, points + hundredths(group.language))
            bases.update(dict.fromkeys(members(group.people), base))
        soon = {NO_DAY: hundredths(time(None, target))}
        order: list[Place] = []
        for chosen in meeting.choose(fits):
            first, where = chosen.judged.timeline.first, hundredths(chosen.near.points)
            for index in members(chosen.people):
                day = first[index]
                counted = day if chosen.certain else NO_DAY
                if counted not in soon:
                    soon[counted] = hundredths(time(counted - today, target))
                band, points = bases[index]
                points += where + standing[index] + soon[counted] + extras.get(index, 0)
                order.append(Place(band, -tenths(points), day, loads[index], places[index], index))
        order.sort()
        return order


def tenths(points: int) -> int:
    """Hundredths of points as tenths, halves up: the score as it is shown."""
    return (points + _HUNDREDTHS_OF_A_TENTH // 2) // _HUNDREDTHS_OF_A_TENTH


def _judged(marks: Mapping[str, Marks], everybody: int) -> Judgement:
    """Who fails nothing, and who fails one criterion only."""
    once = more = 0
    for name in NAMES:
        failing = marks[name].not_met
        more |= once & failing
        once |= failing
    one_only = once & ~more
    alone = {name: marks[name].not_met & one_only for name in NAMES}
    return Judgement(marks=marks, fits=everybody & ~once, alone=alone)
