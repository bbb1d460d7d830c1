"""Who is offered and in which order, without any words: the heart of the matcher.

Order: band, score, days, load, id. Nothing is random; what is equally good is marked as a tie.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, Final

from advisor_app.domain.people import Practitioner, Roster, VisitMode
from advisor_app.matching.criteria import CRITERIA, Candidate, h2_family, h3_kind
from advisor_app.matching.expertise import (
    ANY_FAMILY,
    Expertise,
    Nearness,
    also_families,
    nearness,
    read_expertise,
)
from advisor_app.matching.offers import Offer, Surroundings, best_offer, offers, wanted_modes
from advisor_app.matching.results import Band, Criterion, Factor, Outcome
from advisor_app.matching.score import Volumes, factors, total
from advisor_app.matching.wishes import Wishes, coordinates
from advisor_app.oncology.facts import Facts
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.oncology.redflags import RaisedFlag, raised_by
from advisor_app.oncology.routes import Routing, route
from advisor_app.oncology.urgency import PLANNED_DAYS, Urgency, urgency_of

_ANYWHERE: Final = "10001"
_NEVER: Final = 99_999
_STRICT_DAYS: Final = 2
"""Targets up to so many days rule out who is later, where somebody is in time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One specialist who is offered."""

    case: Candidate
    band: Band
    score: float
    shares: tuple[Factor, ...]
    open: tuple[Criterion, ...]
    tie: bool = False
    late: bool = False

    @property
    def id(self) -> str:
        """The specialist's id."""
        return self.case.one.id

    @property
    def day(self) -> date | None:
        """The first day."""
        return self.case.offer.day if self.case.offer is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """One specialist who is not offered, with the criteria that are not met or open."""

    case: Candidate
    criteria: tuple[Criterion, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """What follows from facts and wishes: the route, the urgency, the order, and who is left out.

    `dropped` holds only those who see such cancers and are of a kind that the route calls for;
    `elsewhere` are all others.
    """

    facts: Facts
    wishes: Wishes
    routing: Routing
    flags: tuple[RaisedFlag, ...]
    urgency: Urgency
    around: Surroundings
    ranked: tuple[Ranked, ...]
    dropped: tuple[Dropped, ...]
    seen: frozenset[str]


class Tried:
    """What was worked out in one ranking and holds for the next question tried with it."""

    def __init__(self) -> None:
        self._situations: dict[tuple[Any, ...], int] = {}
        self._offers: dict[tuple[str, int], tuple[Offer, ...]] = {}
        self._called: dict[tuple[object, ...], list[tuple[Expertise, Nearness, Band]]] = {}

    def situation(self, around: Surroundings) -> int:
        """The number of everything that ways to meet depend on."""
        facts = around.facts
        key = (
            around.wishes,
            tuple(around.unsuitable),
            facts.tissue,
            facts.services,
            facts.admitted,
            facts.abroad,
        )
        return self._situations.setdefault(key, len(self._situations))

    def offers(
        self, one: Practitioner, situation: int, around: Surroundings, now: datetime
    ) -> tuple[Offer, ...]:
        """The ways to meet a specialist in a situation."""
        key = (one.id, situation)
        if key not in self._offers:
            self._offers[key] = offers(one, around, now)
        return self._offers[key]

    def called(
        self, setup: "_Setup", look: Callable[[], list[tuple[Expertise, Nearness, Band]]]
    ) -> list[tuple[Expertise, Nearness, Band]]:
        """Who is called for such a cancer by such a route."""
        facts = setup.around.facts
        key = (facts.kind, facts.finding, facts.families, facts.team, setup.routing)
        if key not in self._called:
            self._called[key] = look()
        return self._called[key]


class RankedRoster:
    """A roster whose focus words were read once, ready to be ranked for any case."""

    def __init__(self, knowledge: Knowledge, roster: Roster) -> None:
        self.knowledge = knowledge
        self.roster = roster
        self.all = tuple(read_expertise(one, knowledge) for one in roster.practitioners)
        self.volumes = Volumes.of(roster.practitioners)
        self.site_names = {site.id: site.name for site in roster.sites}
        for one in roster.practitioners:
            for site_id in one.sites:
                self.site_names.setdefault(site_id, site_id)
        for site in roster.sites:
            coordinates(site.postal_code or _ANYWHERE)  # reads the table of postal codes once
        self._of = _grouped(self.all)

    def rank(
        self,
        facts: Facts,
        wishes: Wishes,
        now: datetime,
        tried: Tried,
        noted: tuple[str, ...] = (),
    ) -> Ranking:
        """The order for these facts and wishes; `noted` are flags that somebody noted."""
        setup = self._setup(facts, wishes, now, tried, noted)
        called = tried.called(setup, lambda: self._called(setup))
        judged = [self._judged(one, near, setup) for one, near, _ in called]
        ranked = [one for one in judged if isinstance(one, Ranked)]
        kept, late = _in_time(ranked, setup.urgent, facts.today)
        ordered = _ordered(kept)
        dropped = (*(one for one in judged if isinstance(one, Dropped)), *late)
        return Ranking(
            facts=facts,
            wishes=wishes,
            routing=setup.routing,
            flags=setup.flags,
            urgency=setup.urgent,
            around=setup.around,
            ranked=ordered,
            dropped=dropped,
            seen=frozenset(
                case.one.id
                for case in (*(one.case for one in ordered), *(one.case for one in dropped))
            ),
        )

    def leading(
        self, facts: Facts, wishes: Wishes, now: datetime, tried: Tried, count: int
    ) -> tuple[Ranked, ...]:
        """The first `count` of the order alone; lower bands are not looked at once it is full."""
        setup = self._setup(facts, wishes, now, tried, ())
        every = PLANNED_DAYS[setup.urgent.code] <= _STRICT_DAYS
        ranked: list[Ranked] = []
        called = tried.called(setup, lambda: self._called(setup))
        called = sorted(called, key=lambda one: -one[2])
        for band, group in groupby(called, key=lambda one: one[2]):
            if len(ranked) >= count and not every and band < ranked[-1].band:
                break
            judged = (self._judged(one, near, setup) for one, near, _ in group)
            ranked += [one for one in judged if isinstance(one, Ranked)]
        kept, _ = _in_time(ranked, setup.urgent, facts.today)
        return _ordered(kept)[:count]

    def elsewhere(self, expertise: Expertise, ranking: Ranking) -> Dropped:
        """Why a specialist was not looked at further: another cancer, or another kind."""
        case = Candidate(
            expertise=expertise,
            facts=ranking.facts,
            wishes=ranking.wishes,
            routing=ranking.routing,
            knowledge=self.knowledge,
            nearness=nearness(expertise, ranking.facts, self.knowledge, ranking.routing.team),
        )
        found = tuple(one for one in (h2_family(case), h3_kind(case)) if one.state != Outcome.MET)
        return Dropped(case=case, criteria=found)

    def _setup(
        self,
        facts: Facts,
        wishes: Wishes,
        now: datetime,
        tried: Tried,
        noted: tuple[str, ...],
    ) -> "_Setup":
        routing = route(facts, self.knowledge.routes)
        flags = raised_by(facts, self.knowledge.red_flags, noted)
        around = Surroundings.of(facts, wishes, self.roster, self.knowledge.visit_rules)
        return _Setup(
            now=now,
            tried=tried,
            routing=routing,
            flags=flags,
            urgent=urgency_of(facts, flags, routing, self.knowledge),
            around=around,
            situation=tried.situation(around),
            wanted=wanted_modes(facts, wishes),
        )

    def _called(self, setup: "_Setup") -> list[tuple[Expertise, Nearness, Band]]:
        """Those of a kind that the route calls for, who may see such a cancer."""
        facts, routing = setup.around.facts, setup.routing
        groups: tuple[str, ...] = ("",)
        if facts.family:
            also = also_families(facts, self.knowledge)
            teams = (f"team {routing.team}", f"team {facts.team}")
            groups = (*facts.families, *sorted(also), ANY_FAMILY, *teams)
        found = {
            one.practitioner.id: one
            for kind in sorted(routing.kinds)
            for group in groups
            for one in self._of.get((kind, group), ())
        }
        called = []
        for one in found.values():
            near = nearness(one, facts, self.knowledge, routing.team)
            if near is not None:
                called.append((one, near, _band(one, near, routing)))
        return called

    def _judged(self, expertise: Expertise, near: Nearness, setup: "_Setup") -> Ranked | Dropped:
        around, target = setup.around, PLANNED_DAYS[setup.urgent.code]
        ways = setup.tried.offers(expertise.practitioner, setup.situation, around, setup.now)
        case = Candidate(
            expertise=expertise,
            facts=around.facts,
            wishes=around.wishes,
            routing=setup.routing,
            knowledge=self.knowledge,
            nearness=near,
            offers=ways,
            offer=best_offer(ways, setup.wanted, target, around.facts.today),
            act_by=setup.urgent.act_by,
        )
        answers = (test(case) for test in CRITERIA)
        open_ = tuple(one for one in answers if one.state is not Outcome.MET)
        if any(one.state is Outcome.NOT_MET for one in open_):
            return Dropped(case=case, criteria=open_)
        band = _band(expertise, near, setup.routing)
        shares = factors(case, band, self.volumes, target)
        return Ranked(case=case, band=band, score=total(shares), shares=shares, open=open_)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setup:
    """What one ranking works with, for all specialists."""

    now: datetime
    tried: Tried
    routing: Routing
    flags: tuple[RaisedFlag, ...]
    urgent: Urgency
    around: Surroundings
    situation: int
    wanted: tuple[VisitMode, ...]


def _grouped(all_: tuple[Expertise, ...]) -> Mapping[tuple[str, str], tuple[Expertise, ...]]:
    """Specialists by kind and family, by kind and team, and by kind alone."""
    groups: dict[tuple[str, str], list[Expertise]] = defaultdict(list)
    for one in all_:
        kind, team = one.practitioner.kind, one.practitioner.team
        for group in ("", f"team {team}", *one.families):
            groups[kind, group].append(one)
    return {key: tuple(group) for key, group in groups.items()}


def _band(expertise: Expertise, near: Nearness, routing: Routing) -> Band:
    """The band by nearness; kinds that only come with the first visit stay behind it."""
    one = expertise.practitioner
    if one.kind in routing.first:
        desk = one.team == routing.team and ANY_FAMILY in expertise.families
        return max(near.band, Band.FAMILY) if desk else near.band
    return min(near.band, Band.TEAM) if one.kind in routing.pair else Band.ANY


def _in_time(
    ranked: list[Ranked], urgent: Urgency, today: date
) -> tuple[list[Ranked], list[Dropped]]:
    """Marks who is later than the target; rules them out where the target is a matter of days.

    Who is late is kept where nobody is in time: a late date is better than none.
    """
    target = PLANNED_DAYS[urgent.code]
    end = today + timedelta(days=max(target, _STRICT_DAYS))
    late = [one for one in ranked if one.day is not None and one.day > end]
    in_time = [one for one in ranked if one.day is None or one.day <= end]
    first = any(one.case.one.kind in one.case.routing.first and one.day for one in in_time)
    if target > _STRICT_DAYS or not first:
        return [*in_time, *(replace(one, late=True) for one in late)], []
    return in_time, [_too_late(one, end) for one in late]


def _too_late(one: Ranked, end: date) -> Dropped:
    days = (one.day - one.case.facts.today).days if one.day is not None else 0
    target = (end - one.case.facts.today).days
    text = f"first free in {days} days; this is seen within {target}"
    criterion = Criterion(
        criterion="H8 in time", state=Outcome.NOT_MET, text=text, would_change="an earlier slot"
    )
    return Dropped(case=one.case, criteria=(criterion, *one.open))


def _ordered(ranked: list[Ranked]) -> tuple[Ranked, ...]:
    order = sorted(ranked, key=_key)
    equal = [
        index for index in range(1, len(order)) if _equal(order[index - 1]) == _equal(order[index])
    ]
    tied = {*equal, *(index - 1 for index in equal)}
    return tuple(replace(one, tie=index in tied) for index, one in enumerate(order))


def _key(one: Ranked) -> tuple[int, float, int, float, str]:
    days = (one.day - one.case.facts.today).days if one.day is not None else _NEVER
    return (-one.band, -one.score, days, one.case.one.panel_load or 0.0, one.id)


def _equal(one: Ranked) -> tuple[int, float]:
    return (one.band, one.score)
