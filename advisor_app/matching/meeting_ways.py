"""The ways in which specialists and one patient can meet, each judged once for the whole roster.

A way is a mode and, in person, a site. Whether it can be booked depends on the case and, in person
and by video, on the licence that a specialist holds where it counts: three values, so that one
verdict serves everybody who holds the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from advisor_app.domain.people import VisitMode
from advisor_app.domain.places import place_name
from advisor_app.matching.meeting_places import Way, reachable, site_of, states_within_reach
from advisor_app.matching.openings import ANY_STATE
from advisor_app.matching.results import Outcome
from advisor_app.matching.situation import Situation

REVIEWS: Final = frozenset({VisitMode.PATHOLOGY_REVIEW, VisitMode.RADIOLOGY_REVIEW})


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a way can be booked for this case, why not or on what condition.

    `note` is what to keep in mind though it can be booked, as a sentence with "if".
    """

    state: Outcome
    reason: str = ""
    would_change: str = ""
    note: str = ""
    by_licence: bool = False


_FINE: Final = Verdict(state=Outcome.MET)


def verdict(way: Way, licence: Outcome, situation: Situation) -> Verdict:
    """Whether a specialist with such a licence can meet this patient that way."""
    if way.mode is VisitMode.IN_PERSON:
        return _in_person(way.site, licence, situation)
    if way.mode is VisitMode.VIDEO:
        return _video(licence, situation)
    return case_mode(way.mode, situation)


def licence_states(way: Way, situation: Situation) -> frozenset[str]:
    """The states of which one licence counts for a way; none where no licence does.

    Where nobody has told in which state the patient will be, it is one that they live in or travel
    to; and where that is not known either, a licence that has run out everywhere serves in none.
    But some state may permit a visit without a licence of its own.
    """
    if way.mode is VisitMode.VIDEO:
        return _states_on_the_day(situation)
    site = situation.sites.get(way.site) if way.mode is VisitMode.IN_PERSON else None
    return frozenset({site.state} if site is not None and site.state else ())


def _states_on_the_day(situation: Situation) -> frozenset[str]:
    place, rules = situation.wishes.place, situation.knowledge.visit_rules
    if place:
        return frozenset({place[3:]} if place.startswith("US-") else ())
    within = frozenset[str]()
    if not situation.wishes.places_differ:
        within = states_within_reach(situation.wishes, situation.sites)
    if rules.some_state_permits and not within:
        return frozenset()
    permits = any(one in rules.jurisdictions and rules.jurisdictions[one].permits for one in within)
    return frozenset() if permits else within or ANY_STATE


def _in_person(site_id: str, licence: Outcome, situation: Situation) -> Verdict:
    site, wishes = site_of(site_id, situation.sites), situation.wishes
    if VisitMode.IN_PERSON in situation.verdicts.unsuitable:
        reason = situation.verdicts.unsuitable[VisitMode.IN_PERSON]
        return Verdict(state=Outcome.NOT_MET, reason=reason, would_change="discharge")
    can_come = wishes.travel is None or reachable(site, wishes.travel)
    if can_come is False:
        return Verdict(
            state=Outcome.NOT_MET,
            reason=f"{site.name} is not among the places the patient can travel to",
            would_change=f"the patient can come to {site.name}",
        )
    state = place_name(f"US-{site.state}") if site.state else ""
    if licence is Outcome.NOT_MET and state:
        return Verdict(
            state=Outcome.NOT_MET,
            reason=f"no licence for {site.name} ({site.state}) on that day",
            would_change=f"a licence in {state}",
            by_licence=True,
        )
    if not site_id:
        return Verdict(
            state=Outcome.UNKNOWN,
            reason="if a site is told for this specialist",
            would_change="a site is told for this specialist",
        )
    if can_come is None:
        change = f"the patient can come to {site.name}"
        return Verdict(state=Outcome.UNKNOWN, reason=f"if {change}", would_change=change)
    if licence is Outcome.UNKNOWN and state:
        # Who works at a site of the centre is licensed there, as far as anybody knows: say it.
        return Verdict(state=Outcome.MET, note=f"if licensed in {state}")
    if situation.facts.abroad and wishes.travel is None and not wishes.staying_near:
        return Verdict(state=Outcome.MET, note="if the patient can travel here")
    return _FINE


def _video(licence: Outcome, situation: Situation) -> Verdict:
    general, place = video_in_general(situation), situation.wishes.place
    if general is not None and general.state is Outcome.UNKNOWN and licence is Outcome.NOT_MET:
        return Verdict(
            state=Outcome.NOT_MET,
            reason="no licence that is valid on that day",
            would_change="a licence is renewed",
            by_licence=True,
        )
    if general is not None:
        return general
    name = place_name(place)
    if licence is Outcome.UNKNOWN:
        return Verdict(
            state=Outcome.UNKNOWN,
            reason=f"if licensed in {name}",
            would_change=f"a licence in {name} is recorded",
            by_licence=True,
        )
    rule = situation.knowledge.visit_rules.jurisdictions.get(place[3:])
    if licence is Outcome.NOT_MET and rule is not None and rule.permits:
        said = f"{name} permits a second opinion ({rule.citation})"
        return Verdict(state=Outcome.MET, reason=said)
    if licence is Outcome.NOT_MET:
        return Verdict(
            state=Outcome.NOT_MET,
            reason=f"no licence in {name}",
            would_change=f"a licence in {name}",
            by_licence=True,
        )
    return _FINE


def video_in_general(situation: Situation) -> Verdict | None:
    """Why a video visit is out of the question, or open, whoever the specialist is."""
    against = tuple(_against_video(situation))
    if against:
        reasons, changes = zip(*against, strict=True)
        return _refused("; ".join(reasons), " and ".join(changes))
    if situation.wishes.places_differ:
        return Verdict(
            state=Outcome.UNKNOWN,
            reason="two places are told for the day of the visit",
            would_change="one place is settled",
        )
    if not situation.wishes.place:
        return Verdict(
            state=Outcome.UNKNOWN,
            reason="unknown where the patient will be on the day of the visit",
            would_change="the place on the day is told",
        )
    return None


def _against_video(situation: Situation) -> Iterator[tuple[str, str]]:
    """Everything that rules a video visit out, each with what would have to be otherwise."""
    wishes, unsuitable = situation.wishes, situation.verdicts.unsuitable
    if VisitMode.VIDEO in unsuitable:
        yield unsuitable[VisitMode.VIDEO], "the first visit was in person"
    if wishes.video_ready == "no":
        yield "no camera or internet for a video visit", "a device is at hand"
    where = wishes.place or (wishes.home if situation.facts.abroad else "")
    if where and not where.startswith("US-") and not wishes.places_differ:
        yield (
            f"no rule allows a video visit into {place_name(where)}",
            "the patient is in a state where a specialist is licensed on the day",
        )


def case_mode(mode: VisitMode, situation: Situation) -> Verdict:
    """Whether a way that needs no visit fits the case."""
    facts, wishes, unsuitable = situation.facts, situation.wishes, situation.verdicts.unsuitable
    if mode in unsuitable:
        return _refused(unsuitable[mode], "this specialist offers a visit in person")
    match mode:
        case VisitMode.REMOTE_WRITTEN:
            return _three(
                wishes.fee_accepted,
                "the fee for a written opinion is not accepted",
                "if the fee for a written opinion is accepted",
            )
        case VisitMode.PATHOLOGY_REVIEW:
            taken = {"none": False, "unknown": None}.get(facts.tissue, True)
            if "pathology_review" in facts.services:
                taken = True
            return _three(taken, "no tissue was taken yet", "if tissue was taken")
        case VisitMode.RADIOLOGY_REVIEW:
            images = True if wishes.has_images or "radiology_review" in facts.services else None
            return _three(images, "", "if there are images to read")
        case VisitMode.PHYSICIAN_TO_PHYSICIAN:
            return _three(
                wishes.local_doctor,
                "the doctor at home is not to be contacted",
                "if a doctor at home may be contacted",
            )
        case VisitMode.INPATIENT_TRANSFER:
            return _three(facts.admitted, "the patient is not in a hospital now", "")
        case _:
            return _FINE


def _refused(reason: str, change: str) -> Verdict:
    return Verdict(state=Outcome.NOT_MET, reason=reason, would_change=change)


def _three(met: bool | None, not_met: str, unknown: str) -> Verdict:
    if met is None:
        change = unknown.removeprefix("if ")
        return Verdict(state=Outcome.UNKNOWN, reason=unknown, would_change=change)
    return _FINE if met else _refused(not_met, "that changes")


def wanted_modes(situation: Situation) -> tuple[VisitMode, ...]:
    """The ways to meet in the order in which they suit this patient."""
    facts, wishes = situation.facts, situation.wishes
    services = facts.services
    if facts.admitted:
        return (VisitMode.INPATIENT_TRANSFER, VisitMode.PHYSICIAN_TO_PHYSICIAN)
    first: list[VisitMode] = []
    if set(services) <= {"pathology_review", "radiology_review"}:
        first += [VisitMode.PATHOLOGY_REVIEW, VisitMode.RADIOLOGY_REVIEW]
    if "remote_written" in services:
        first.append(VisitMode.REMOTE_WRITTEN)
    if "physician_to_physician" in services:
        first.append(VisitMode.PHYSICIAN_TO_PHYSICIAN)
    if wishes.mode == "video":
        first.append(VisitMode.VIDEO)
    if wishes.travel is not None and wishes.travel <= {"none"}:
        first += [VisitMode.VIDEO, VisitMode.REMOTE_WRITTEN]
    last = (VisitMode.IN_PERSON, VisitMode.VIDEO, VisitMode.REMOTE_WRITTEN, *VisitMode)
    return tuple(dict.fromkeys((*first, *last)))
