"""The ways to meet of a whole case: what can be booked now, and what cannot, with the reason."""

from collections.abc import Iterator, Sequence

from advisor_app.domain.people import VisitMode
from advisor_app.matching.masks import members
from advisor_app.matching.meeting import JudgedWay
from advisor_app.matching.meeting_ways import REVIEWS, case_mode, video_in_general
from advisor_app.matching.offers import Offer, offers_of
from advisor_app.matching.openings import modes_of
from advisor_app.matching.ranking import Ranking
from advisor_app.matching.results import Outcome, RefusedMode, VisitModes
from advisor_app.oncology.redflags import EMERGENCIES, RaisedFlag
from advisor_app.oncology.visits import refusals


def visit_modes(ranking: Ranking, emergency: RaisedFlag | None) -> VisitModes:
    """Every way of the centre, allowed or refused; an open emergency refuses every visit."""
    situation = ranking.situation
    tier = emergency.tier if emergency is not None and emergency.tier in EMERGENCIES else ""
    held = refusals(situation.facts, tier, situation.knowledge.visit_rules)
    allowed: list[str] = []
    refused: list[RefusedMode] = []
    for name, mode, ways in _ways(ranking):
        if mode in held:
            refused.append(RefusedMode(name, held[mode]))
        elif any(one.met & ranking.judgement.fits for one in ways) or _at_desks(mode, ranking):
            allowed.append(name)
        else:
            refused.append(RefusedMode(name, _reason(name, mode, ways, ranking)))
    return VisitModes(allowed=tuple(allowed), refused=tuple(refused))


def _ways(ranking: Ranking) -> Iterator[tuple[str, VisitMode, Sequence[JudgedWay]]]:
    judged = ranking.meeting.ways
    for site_id in ranking.ranked.site_names:
        here = [one for one in judged if one.way == (VisitMode.IN_PERSON, site_id)]
        yield f"in_person:{site_id}", VisitMode.IN_PERSON, here
    for mode in VisitMode:
        if mode is not VisitMode.IN_PERSON:
            yield mode.value, mode, [one for one in judged if one.way.mode is mode]


def _at_desks(mode: VisitMode, ranking: Ranking) -> bool:
    """A review can be booked at a desk though no specialist of the route does it."""
    if mode not in REVIEWS or _offered(mode, ranking):
        return False
    desks = (one for one in ranking.ranked.roster.practitioners if one.accepting)
    fits = case_mode(mode, ranking.situation).state is Outcome.MET
    return fits and any(mode in modes_of(one) for one in desks)


def _offered(mode: VisitMode, ranking: Ranking) -> bool:
    """Whether somebody of the matches meets patients that way."""
    fits = ranking.judgement.fits
    return any(one.timeline.holders & fits for one in ranking.meeting.ways if one.way.mode is mode)


def _reason(name: str, mode: VisitMode, ways: Sequence[JudgedWay], ranking: Ranking) -> str:
    """Why nobody can be met that way: the case itself, or what stands in the way of each."""
    general = video_in_general(ranking.situation) if mode is VisitMode.VIDEO else None
    if general is not None:
        return general.reason
    if mode not in (VisitMode.IN_PERSON, VisitMode.VIDEO):
        verdict = case_mode(mode, ranking.situation)
        if verdict.state is not Outcome.MET and verdict.reason:
            return verdict.reason
    of_matches = _reasons(ways, ranking.judgement.fits, ranking)
    waiting = next((one.reason for one in of_matches if one.state is Outcome.UNKNOWN), "")
    others = _reasons(ways, ranking.near, ranking)
    found = waiting or next((one.reason for one in (*of_matches, *others)), "")
    if not found and mode is VisitMode.IN_PERSON:
        site_id = name.partition(":")[2]
        return f"no specialist for this at {ranking.ranked.site_names[site_id]}"
    return found or "no specialist who fits offers this"


def _reasons(ways: Sequence[JudgedWay], people: int, ranking: Ranking) -> list[Offer]:
    """How the first of `people` who offer such a way say why it cannot be."""
    found = []
    for judged in ways:
        refused = judged.timeline.holders & people & ~judged.met
        for index in members(refused & judged.unknown)[:1] + members(refused)[:1]:
            one = ranking.ranked.roster.practitioners[index]
            offers = offers_of(index, one, ranking.meeting, ranking.openings)
            found += [offer for offer in offers if offer.way == judged.way and offer.reason]
    return found
