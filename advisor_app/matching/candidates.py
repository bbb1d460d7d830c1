"""One specialist before one case, in full: made only for who is shown or asked about."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from advisor_app.domain.dates import format_day
from advisor_app.domain.people import Practitioner
from advisor_app.matching.closeness import Nearness
from advisor_app.matching.criteria import (
    FAMILY,
    IN_TIME,
    KIND,
    LICENCE,
    NAMES,
    WAY,
    fails,
    is_open,
    met,
)
from advisor_app.matching.expertise import Expertise
from advisor_app.matching.hard_criteria import VALUE_CRITERIA, h2_family, kind_change
from advisor_app.matching.offers import Offer, either, offers_of
from advisor_app.matching.openings import ANY_STATE
from advisor_app.matching.ranking import Ranking
from advisor_app.matching.results import Band, Criterion, Factor, Outcome
from advisor_app.matching.shares import factors
from advisor_app.matching.situation import Situation

_BY_VALUE: Final = {one.name: one for one in VALUE_CRITERIA}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One specialist, the ways to meet, the way chosen, and every criterion."""

    expertise: Expertise
    situation: Situation
    nearness: Nearness | None
    offers: tuple[Offer, ...]
    offer: Offer | None
    criteria: tuple[Criterion, ...]

    @property
    def one(self) -> Practitioner:
        """The specialist."""
        return self.expertise.practitioner

    @property
    def open(self) -> tuple[Criterion, ...]:
        """The criteria that are not met, open or not checked."""
        return tuple(one for one in self.criteria if one.state is not Outcome.MET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One specialist who is offered; `late` is later than the target."""

    case: Candidate
    band: Band
    score: float
    shares: tuple[Factor, ...]
    tie: bool
    late: bool

    @property
    def day(self) -> date | None:
        """The first day."""
        return self.case.offer.day if self.case.offer is not None else None


def ranked_at(ranking: Ranking, place: int) -> Ranked:
    """The specialist at that place of the order."""
    found = ranking.order[place]
    case = candidate(ranking, found.who)
    target = ranking.situation.target_days
    day = case.offer.day if case.offer is not None else None
    return Ranked(
        case=case,
        band=Band(-found.band),
        score=-found.tenths / 10,
        shares=factors(ranking, found.who, case.offer, case.nearness),
        tie=ranking.is_tie(place),
        late=day is not None and (day - ranking.situation.today).days > target,
    )


def candidate(ranking: Ranking, index: int) -> Candidate:
    """The specialist of that index, whether offered or not."""
    expertise, situation = ranking.ranked.people[index], ranking.situation
    offers = offers_of(index, expertise.practitioner, ranking.meeting, ranking.openings)
    way = next((one.judged.way for one in ranking.meeting.choose(1 << index)), None)
    offer = next((one for one in offers if one.way == way), None)
    return Candidate(
        expertise=expertise,
        situation=situation,
        nearness=ranking.ranked.nearness_of(index, ranking.levels),
        offers=offers,
        offer=offer,
        criteria=tuple(_criteria(ranking, index, offers, offer)),
    )


def _criteria(
    ranking: Ranking, index: int, offers: tuple[Offer, ...], offer: Offer | None
) -> Iterator[Criterion]:
    expertise, situation = ranking.ranked.people[index], ranking.situation
    for name in NAMES:
        failing = bool(ranking.judgement.marks[name].not_met >> index & 1)
        if name in _BY_VALUE:
            found = _BY_VALUE[name].test(_BY_VALUE[name].value(expertise), situation)
            if name == KIND and found.state is Outcome.NOT_MET:
                found = replace(found, would_change=kind_change(expertise.kind, situation))
            yield found
        elif name == FAMILY:
            yield h2_family(expertise, situation) if failing else met(FAMILY)
        elif name == LICENCE:
            yield _licence(offers, offer, failing=failing)
        elif name == WAY:
            yield _way(offers, offer, failing=failing)
        elif name == IN_TIME:
            limits = _limits_of(ranking, index) if failing else ()
            yield _in_time(situation, offers, offer, limits)


def _licence(offers: tuple[Offer, ...], offer: Offer | None, *, failing: bool) -> Criterion:
    """H5: a licence where the patient will be for video, and where the site is for a visit."""
    if failing:
        return _unlicensed(offers)
    if offer is not None and offer.state is Outcome.UNKNOWN and offer.verdict.by_licence:
        return is_open(LICENCE, offer.reason)
    return met(LICENCE)


def _unlicensed(offers: tuple[Offer, ...]) -> Criterion:
    """The licence that is lacking, alone or where no way is open either."""
    for one in (offer.verdict for offer in offers if offer.verdict.by_licence):
        return fails(LICENCE, one.reason, one.would_change)
    states = next(one.unlicensed for one in offers if one.unlicensed)
    if states == ANY_STATE:
        return fails(LICENCE, "no licence that is valid on that day", "a licence is renewed")
    return fails(LICENCE, f"no licence in {either(states)}", f"a licence in {either(states)}")


def _way(offers: tuple[Offer, ...], offer: Offer | None, *, failing: bool) -> Criterion:
    """H6: a way and a place to meet."""
    if failing:
        first = next((one.verdict for one in offers if one.reason), None)
        if first is None:
            return fails(WAY, "no way to meet is recorded", "a way to meet")
        return fails(WAY, first.reason, first.would_change)
    if offer is not None and offer.state is Outcome.UNKNOWN and not offer.verdict.by_licence:
        reason = offer.reason
        said = reason if reason.startswith("if ") else f"if this is settled: {reason}"
        return is_open(WAY, said, offer.verdict.would_change)
    return met(WAY)


def _limits_of(ranking: Ranking, index: int) -> tuple[date, ...]:
    """The last days that are early enough for a specialist."""
    return tuple(last for people, last in ranking.limits if people >> index & 1)


def _in_time(
    situation: Situation, offers: tuple[Offer, ...], offer: Offer | None, limits: tuple[date, ...]
) -> Criterion:
    """H8: a day before the next treatment, or early enough for the tier.

    `limits` are the last days for who is later than one of them in every way to meet.
    """
    dated = [one.day for one in ((offer,) if offer is not None else offers) if one.day is not None]
    if not dated:
        return is_open(IN_TIME, "if a date can be found")
    if not limits:
        return met(IN_TIME)
    day = min((day for day in dated if day > min(limits)), default=min(dated))
    missed = [last for last in limits if day > last]
    if situation.facts.next_treatment in missed:
        last = situation.facts.next_treatment
        planned = "planned biopsy" if situation.facts.next_is_biopsy else "next treatment"
        text = f"first day {format_day(day)}, after the {planned} on {format_day(last)}"
        moves = f"the {planned} moves past {format_day(day)}"
        return fails(IN_TIME, text, moves if len(missed) == 1 else "an earlier slot")
    away = (day - situation.today).days
    text = f"first free in {away} days; others as near are free within {situation.target_days}"
    return fails(IN_TIME, text, "an earlier slot")
