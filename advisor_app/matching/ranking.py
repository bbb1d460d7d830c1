"""Who is offered and in which order, without any words: the heart of the matcher.

Order: band, score, days, load, id. Nothing is random; what is equally good is marked as a tie.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from advisor_app.domain.people import Roster
from advisor_app.matching.criteria import CRITERIA, Candidate, h2_family, h3_kind
from advisor_app.matching.expertise import ANY_FAMILY, Expertise, nearness, read_expertise
from advisor_app.matching.offers import Surroundings, best_offer, offers, wanted_modes
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


class RankedRoster:
    """A roster whose focus words were read once, ready to be ranked for any case."""

    def __init__(self, knowledge: Knowledge, roster: Roster) -> None:
        self.knowledge = knowledge
        self.roster = roster
        self.all = tuple(read_expertise(one, knowledge) for one in roster.practitioners)
        self.volumes = Volumes.of(roster.practitioners)
        for site in roster.sites:
            coordinates(site.postal_code or _ANYWHERE)  # reads the table of postal codes once
        self._by_kind: Mapping[str, tuple[Expertise, ...]] = _grouped(self.all)

    def rank(
        self, facts: Facts, wishes: Wishes, now: datetime, noted: tuple[str, ...] = ()
    ) -> Ranking:
        """The order for these facts and wishes; `noted` are flags that somebody noted."""
        routing = route(facts, self.knowledge.routes)
        flags = raised_by(facts, self.knowledge.red_flags, noted)
        urgent = urgency_of(facts, flags, routing, self.knowledge)
        around = Surroundings.of(facts, wishes, self.roster, self.knowledge.visit_rules)
        ranked: list[Ranked] = []
        dropped: list[Dropped] = []
        for expertise in self._called(routing):
            case = self._candidate(expertise, routing, urgent, around, now)
            if case.nearness is None:
                continue
            open_ = tuple(
                one for one in (test(case) for test in CRITERIA) if one.state is not Outcome.MET
            )
            if any(one.state is Outcome.NOT_MET for one in open_):
                dropped.append(Dropped(case=case, criteria=open_))
            else:
                ranked.append(self._ranked(case, open_, urgent))
        kept, late = _in_time(ranked, urgent, facts.today)
        ordered = _ordered(kept)
        return Ranking(
            facts=facts,
            wishes=wishes,
            routing=routing,
            flags=flags,
            urgency=urgent,
            around=around,
            ranked=ordered,
            dropped=(*dropped, *late),
            seen=frozenset(
                case.one.id
                for case in (*(r.case for r in ordered), *(d.case for d in (*dropped, *late)))
            ),
        )

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

    def _called(self, routing: Routing) -> list[Expertise]:
        return [one for kind in sorted(routing.kinds) for one in self._by_kind.get(kind, ())]

    def _candidate(
        self,
        expertise: Expertise,
        routing: Routing,
        urgent: Urgency,
        around: Surroundings,
        now: datetime,
    ) -> Candidate:
        near = nearness(expertise, around.facts, self.knowledge, routing.team)
        case = Candidate(
            expertise=expertise,
            facts=around.facts,
            wishes=around.wishes,
            routing=routing,
            knowledge=self.knowledge,
            nearness=near,
            act_by=urgent.act_by,
        )
        if near is None:
            return case
        ways = offers(case.one, around, now)
        wanted = wanted_modes(around.facts, around.wishes)
        best = best_offer(ways, wanted, PLANNED_DAYS[urgent.code], around.facts.today)
        return replace(case, offers=ways, offer=best)

    def _ranked(self, case: Candidate, open_: tuple[Criterion, ...], urgent: Urgency) -> Ranked:
        band = _band(case)
        shares = factors(case, band, self.volumes, PLANNED_DAYS[urgent.code])
        return Ranked(case=case, band=band, score=total(shares), shares=shares, open=open_)


def _grouped(all_: tuple[Expertise, ...]) -> Mapping[str, tuple[Expertise, ...]]:
    groups: dict[str, list[Expertise]] = defaultdict(list)
    for one in all_:
        groups[one.practitioner.kind].append(one)
    return {kind: tuple(group) for kind, group in groups.items()}


def _band(case: Candidate) -> Band:
    """The band by nearness; kinds that only come with the first visit stay behind it."""
    assert case.nearness is not None
    band, kind = case.nearness.band, case.one.kind
    if kind in case.routing.first:
        desk = case.one.team == case.routing.team and ANY_FAMILY in case.expertise.families
        return max(band, Band.FAMILY) if desk else band
    if kind in case.routing.pair:
        return min(band, Band.TEAM)
    return Band.ANY


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
