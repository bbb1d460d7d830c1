"""The ways to meet of a whole case: what can be booked now, and what cannot, with the reason."""

from collections.abc import Iterator

from advisor_app.domain.people import VisitMode
from advisor_app.matching.offers import Offer, case_mode, modes_of, video_in_general
from advisor_app.matching.ranking import RankedRoster, Ranking
from advisor_app.matching.results import Outcome, RefusedMode, VisitModes
from advisor_app.oncology.redflags import EMERGENCIES, RaisedFlag
from advisor_app.oncology.visits import refusals


def visit_modes(ranking: Ranking, ranked: RankedRoster, emergency: RaisedFlag | None) -> VisitModes:
    """Every way of the centre, allowed or refused; an open emergency refuses every visit."""
    tier = emergency.tier if emergency is not None and emergency.tier in EMERGENCIES else ""
    held = refusals(ranking.facts, tier, ranking.around.rules)
    allowed: list[str] = []
    refused: list[RefusedMode] = []
    for name, mode, offers, why in _ways(ranking, ranked):
        open_ = [offer for offer in offers if offer.state is Outcome.MET]
        if mode in held:
            refused.append(RefusedMode(name, held[mode]))
        elif open_:
            allowed.append(name)
        else:
            general = mode is VisitMode.VIDEO and video_in_general(ranking.around) is not None
            refused.append(RefusedMode(name, why if general else _reason(offers, why)))
    return VisitModes(allowed=tuple(allowed), refused=tuple(refused))


def _ways(
    ranking: Ranking, ranked: RankedRoster
) -> Iterator[tuple[str, VisitMode, list[Offer], str]]:
    offers = [offer for one in ranking.ranked for offer in one.case.offers]
    for site_id, name in ranked.site_names.items():
        here = [o for o in offers if o.mode is VisitMode.IN_PERSON and o.site == site_id]
        why = f"no specialist for this at {name}"
        yield f"in_person:{site_id}", VisitMode.IN_PERSON, here, why
    for mode in VisitMode:
        if mode is not VisitMode.IN_PERSON:
            there = [o for o in offers if o.mode is mode] or _of_desks(mode, ranking, ranked)
            yield mode.value, mode, there, _lacking(mode, ranking)


def _of_desks(mode: VisitMode, ranking: Ranking, ranked: RankedRoster) -> list[Offer]:
    """A review can be booked at a desk though no specialist of the route does it."""
    if mode not in (VisitMode.PATHOLOGY_REVIEW, VisitMode.RADIOLOGY_REVIEW):
        return []
    desks = (one for one in ranked.roster.practitioners if one.accepting)
    if not any(mode in modes_of(one) for one in desks):
        return []
    state, reason, change = case_mode(mode, ranking.around)
    return [Offer(mode=mode, site="", state=state, reason=reason, would_change=change)]


def _lacking(mode: VisitMode, ranking: Ranking) -> str:
    """Why nobody offers a way: the case itself, or what stands in the way of those left out."""
    if mode is VisitMode.VIDEO:
        general = video_in_general(ranking.around)
        if general is not None:
            return general[1]
    else:
        state, reason, _ = case_mode(mode, ranking.around)
        if state is not Outcome.MET and reason:
            return reason
    offers = (offer for one in ranking.dropped for offer in one.case.offers if offer.mode is mode)
    reason = next((offer.reason for offer in offers if offer.reason), "")
    return reason or "no specialist who fits offers this"


def _reason(offers: list[Offer], why: str) -> str:
    waiting = [offer.reason for offer in offers if offer.state is Outcome.UNKNOWN and offer.reason]
    others = [offer.reason for offer in offers if offer.reason]
    return next(iter(waiting or others), why)
