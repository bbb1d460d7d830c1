"""The sentences of a match and of an exclusion: facts only, every one from a named field."""

from typing import Final

from advisor_app.domain.dates import format_day
from advisor_app.domain.people import Practitioner, VisitMode
from advisor_app.matching.candidates import Candidate, Ranked
from advisor_app.matching.criteria import FAMILY, KIND, words_of
from advisor_app.matching.results import (
    Band,
    Criterion,
    Exclusion,
    Match,
    Outcome,
)
from advisor_app.matching.visit_words import (
    booking_step,
    meeting_ways,
    miles_to,
    treated_at,
    where_words,
)

MOST_WORDS: Final = 45
_WHOLE: Final = 100.0


def matched(one: Ranked, site_name: str, first: Ranked) -> Match:
    """A match as it is shown."""
    offer, practitioner = one.case.offer, one.case.one
    assert offer is not None
    return Match(
        id=practitioner.id,
        name=practitioner.name,
        kind=practitioner.kind,
        team=practitioner.team,
        site=offer.site,
        site_name=site_name,
        mode=offer.mode.value,
        band=one.band,
        score=max(0.0, min(_WHOLE, one.score)),
        factors=one.shares,
        text=why(one, site_name),
        unknown=_conditions(one),
        next_available=offer.day,
        next_slot=offer.slot,
        tie=one.tie,
        sooner=_sooner(one, first, site_name),
        also=_also(one.case),
        criteria=one.case.criteria,
        miles=miles_to(one.case, offer),
        treatment_site=treated_at(one.case, offer),
        ways=meeting_ways(one.case),
        known_for=one.case.nearness.known_for if one.case.nearness is not None else "",
        step=booking_step(one.case.situation, practitioner.name, offer, site_name),
    )


def why(one: Ranked, site_name: str) -> str:
    """Why this specialist, in at most 45 words; what matters less falls away first.

    It names every rule that fired: the sentence is printed, too.
    """
    case = one.case
    fired = ", ".join(case.situation.routing.routes)
    route = f"{_reason(case)} (route {fired})."
    fragments = [
        f"{_capital(words_of(case.one.kind))}.",
        route,
        _nearness(one),
        _when(one, site_name),
        _no_video(case),
        _advice(case),
        _volume(case.one),
        _beside(case),
    ]
    kept: list[str] = []
    for fragment in fragments:
        if fragment and len(" ".join((*kept, fragment)).split()) <= MOST_WORDS:
            kept.append(fragment)
    return " ".join(kept)


def excluded(case: Candidate) -> Exclusion:
    """An exclusion as it is shown: the deciding reason, then everything that is not met or open."""
    failing = [one for one in case.criteria if one.state is Outcome.NOT_MET]
    deciding = min(failing, key=lambda one: one.criterion not in (FAMILY, KIND))
    return Exclusion(
        id=case.one.id,
        name=case.one.name,
        text=f"{_capital(deciding.text)}. Changes if: {deciding.would_change}.",
        criteria=case.open,
        ways=meeting_ways(case),
    )


def not_shown(case: Candidate, place: int, shown: int) -> Exclusion:
    """A specialist who fits and stands below the list."""
    return Exclusion(
        id=case.one.id,
        name=case.one.name,
        text=f"Fits, ranked {place}; the first {shown} are shown. Changes if: a longer list.",
        criteria=(
            Criterion(
                criterion="list length",
                state=Outcome.NOT_MET,
                text=f"ranked {place}, the first {shown} are shown",
                would_change="a longer list is asked for",
            ),
        ),
        ways=meeting_ways(case),
        place=place,
    )


def _reason(case: Candidate) -> str:
    """What decided the route: its own words, or the finding where there is no diagnosis yet."""
    finding = case.situation.knowledge.catalogue.findings.get(case.situation.facts.finding)
    if finding is not None and case.situation.facts.status != "hereditary_risk_only":
        return f"{_capital(finding.name)}, no diagnosis yet"
    return _capital(case.situation.routing.text)


def _nearness(one: Ranked) -> str:
    near = one.case.nearness
    assert near is not None
    if near.known_for:
        return f"Sees this family of cancers, known for another branch: {near.known_for}."
    focus = f": {near.focus}" if near.focus else ""
    named = {
        Band.EXACT: "Treats exactly this",
        Band.ANCESTOR: "Treats the group of this cancer",
        Band.FAMILY: "Treats this family of cancers",
        Band.TEAM: "In the team for this cancer",
        Band.ANY: "Sees patients with any cancer",
    }[near.band]
    return f"{named}{focus}."


def _when(one: Ranked, site_name: str) -> str:
    offer = one.case.offer
    assert offer is not None
    place = where_words(offer, site_name)
    if offer.day is None:
        return f"{_capital(place)}, date not known."
    days = (offer.day - one.case.situation.facts.today).days
    late = ", later than the aim" if one.late else ""
    return f"{_capital(place)}, {format_day(offer.day)}, {_in_days(days)}{late}."


def _in_days(days: int) -> str:
    return "today" if days == 0 else "in 1 day" if days == 1 else f"in {days} days"


def _volume(one: Practitioner) -> str:
    told = one.new_patients_per_year_in_focus
    return f"{told} new patients a year." if told is not None else ""


def _no_video(case: Candidate) -> str:
    """Why not by video, where video is wanted and another way is offered."""
    offer = case.offer
    if case.situation.wishes.mode != "video" or offer is None or offer.mode is VisitMode.VIDEO:
        return ""
    refused = (o.reason for o in case.offers if o.mode is VisitMode.VIDEO)
    reason = next((text for text in refused if text), "")
    return f"No video: {reason}." if reason and not reason.startswith("if ") else ""


def _advice(case: Candidate) -> str:
    """What is said beside a way that is allowed and not the best."""
    said = case.situation.verdicts.advice.get(case.offer.mode) if case.offer else None
    return f"{_capital(said)}." if said else ""


def _beside(case: Candidate) -> str:
    if case.expertise.kind in case.situation.routing.pair:
        return "Booked beside the first visit."
    if case.one.trials and "clinical_trials" in case.situation.facts.services:
        return "Runs trials."
    return ""


def _conditions(one: Ranked) -> tuple[str, ...]:
    found = [criterion.text for criterion in one.case.open if criterion.state is Outcome.UNKNOWN]
    if one.case.nearness is not None and one.case.nearness.condition:
        found.append(one.case.nearness.condition)
    if one.late and one.day is not None:
        found.append(f"if {format_day(one.day)} is early enough")
    if one.case.offer is not None and one.case.offer.verdict.note:
        found.append(one.case.offer.verdict.note)
    facts = one.case.situation.facts
    if facts.stage is not None and not facts.stage_confirmed:
        found.append("if the stage told is confirmed")
    return tuple(dict.fromkeys(found))


def _also(case: Candidate) -> tuple[str, ...]:
    """The other ways that can be booked with this specialist."""
    ways = []
    for offer in case.offers:
        if offer is not case.offer and offer.state is Outcome.MET:
            at = f":{offer.site}" if offer.mode is VisitMode.IN_PERSON else ""
            ways.append(f"{offer.mode.value}{at}")
    return tuple(ways)


def _sooner(one: Ranked, first: Ranked, site_name: str) -> str:
    """What a caller trades with this one, who is as near to the cancer, for a first who is late."""
    mine, theirs = one.day, first.day
    if not first.late or mine is None or theirs is None or mine >= theirs or one.band != first.band:
        return ""
    gain = (theirs - mine).days
    where = f", {site_name}" if site_name else ""
    volume = _traded(one.case.one, first.case.one)
    return f"{gain} {'day' if gain == 1 else 'days'} sooner{where}{volume}"


def _traded(one: Practitioner, other: Practitioner) -> str:
    mine, theirs = one.new_patients_per_year_in_focus, other.new_patients_per_year_in_focus
    if mine is None or theirs is None:
        return ""
    return f"; {mine} such patients a year against {theirs}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
