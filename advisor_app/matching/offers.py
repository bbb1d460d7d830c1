"""Where, how and when one specialist can meet one patient: every way, with its reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.conditions import NEAR_STATES
from advisor_app.domain.dates import format_day
from advisor_app.domain.people import Licence, Practitioner, Roster, Site, Slot, VisitMode
from advisor_app.domain.places import place_name
from advisor_app.domain.text import fold
from advisor_app.matching.results import Outcome
from advisor_app.matching.wishes import Wishes, miles
from advisor_app.oncology.facts import Facts
from advisor_app.oncology.visits import VisitRules, refusals

LOCATION_POINTS: Final = 8.0
_UNKNOWN_POINTS: Final = 4.0
_FAR_MILES: Final = 120.0
_DESKS: Final = {
    "pathology_service": VisitMode.PATHOLOGY_REVIEW,
    "radiology_service": VisitMode.RADIOLOGY_REVIEW,
}
_LONG_ISLAND: Final = frozenset({"nassau", "suffolk"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One way to meet one specialist: feasible, not, or on a condition; and the first day.

    `note` is what to keep in mind though the way can be booked, as a sentence with "if".
    """

    mode: VisitMode
    site: str
    state: Outcome
    reason: str = ""
    would_change: str = ""
    day: date | None = None
    slot: Slot | None = None
    points: float = 0.0
    points_unknown: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What all offers of one case share: the facts, the wishes, the sites, what does not suit."""

    facts: Facts
    wishes: Wishes
    sites: Mapping[str, Site]
    rules: VisitRules
    unsuitable: Mapping[str, str]

    @classmethod
    def of(cls, facts: Facts, wishes: Wishes, roster: Roster, rules: VisitRules) -> "Surroundings":
        """The surroundings of a case; an open emergency does not change who would be right."""
        return cls(
            facts=facts,
            wishes=wishes,
            sites={site.id: site for site in roster.sites},
            rules=rules,
            unsuitable=refusals(facts, "", rules),
        )


_FRIDAY: Final = 4


def modes_of(one: Practitioner) -> tuple[VisitMode, ...]:
    """The ways a specialist meets patients; a desk reviews, and others meet in person."""
    return one.visit_modes or (_DESKS.get(one.kind, VisitMode.IN_PERSON),)


def offers(one: Practitioner, around: Surroundings, now: datetime) -> tuple[Offer, ...]:
    """Every way to meet this specialist."""
    found: list[Offer] = []
    for mode in modes_of(one):
        if mode is VisitMode.IN_PERSON:
            found += [_in_person(one, site, around, now) for site in one.sites or ("",)]
        else:
            found.append(_from_afar(one, mode, around, now))
    return tuple(found)


def best_offer(
    found: tuple[Offer, ...], wanted: tuple[VisitMode, ...], target_days: int, today: date
) -> Offer | None:
    """The best of the ways that are not ruled out: certain ones first, then wanted, near, soon."""
    open_ = [offer for offer in found if offer.state is not Outcome.NOT_MET]
    if not open_:
        return None
    return max(
        open_,
        key=lambda offer: (
            offer.state is Outcome.MET,
            _rank(offer.mode, wanted),
            offer.points + _soonness(offer.day, target_days, today),
            offer.site == "MAIN",
            [-ord(sign) for sign in offer.site],
        ),
    )


def wanted_modes(facts: Facts, wishes: Wishes) -> tuple[VisitMode, ...]:
    """The ways to meet in the order in which they suit this patient."""
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
    if _cannot_come(wishes):
        first += [VisitMode.VIDEO, VisitMode.REMOTE_WRITTEN]
    last = (VisitMode.IN_PERSON, VisitMode.VIDEO, VisitMode.REMOTE_WRITTEN, *VisitMode)
    return tuple(dict.fromkeys((*first, *last)))


def licensed(one: Practitioner, state: str, day: date | None) -> Outcome:
    """Whether a specialist holds a licence in a state on a day; unknown where none is recorded."""
    if not one.licences:
        return Outcome.UNKNOWN
    return Outcome.MET if any(_valid(own, state, day) for own in one.licences) else Outcome.NOT_MET


def _valid(licence: Licence, state: str, day: date | None) -> bool:
    if licence.state != state:
        return False
    return licence.valid_until is None or day is None or licence.valid_until >= day


def _rank(mode: VisitMode, wanted: tuple[VisitMode, ...]) -> int:
    return -wanted.index(mode) if mode in wanted else -len(wanted)


def _soonness(day: date | None, target: int, today: date) -> float:
    if day is None:
        return 0.0
    return max(0.0, 16.0 * (1 - (day - today).days / max(2 * target, 1)))


def _cannot_come(wishes: Wishes) -> bool:
    return wishes.travel is not None and wishes.travel <= {"none"}


def _in_person(one: Practitioner, site_id: str, around: Surroundings, now: datetime) -> Offer:
    site = around.sites.get(site_id, Site(id=site_id, name=site_id))
    day, slot = first_day(one, VisitMode.IN_PERSON, site_id, now)
    points, unknown = _near(site, around.wishes)

    def offer(state: Outcome, reason: str = "", change: str = "") -> Offer:
        return Offer(
            mode=VisitMode.IN_PERSON,
            site=site_id,
            state=state,
            reason=reason,
            would_change=change,
            day=day,
            slot=slot,
            points=points,
            points_unknown=unknown,
        )

    if VisitMode.IN_PERSON in around.unsuitable:
        return offer(Outcome.NOT_MET, around.unsuitable[VisitMode.IN_PERSON], "discharge")
    if around.wishes.travel is not None and not _reachable(site, around.wishes.travel):
        return offer(
            Outcome.NOT_MET,
            f"{site.name} is not among the places the patient can travel to",
            f"the patient can come to {site.name}",
        )
    licence = licensed(one, site.state, day) if site.state else Outcome.NOT_CHECKED
    if licence is Outcome.NOT_MET:
        return offer(Outcome.NOT_MET, f"no licence for {site.name} ({site.state}) on that day",
                     f"a licence in {place_name(f'US-{site.state}')}")  # fmt: skip
    if not site_id:
        return offer(Outcome.UNKNOWN, "if a site is told for this specialist")
    if licence is Outcome.UNKNOWN:
        # Who works at a site of the centre is licensed there, as far as anybody knows: say it.
        note = f"if licensed in {place_name(f'US-{site.state}')}"
        return replace(offer(Outcome.MET), note=note)
    if around.facts.abroad and around.wishes.travel is None and not around.wishes.staying_near:
        return replace(offer(Outcome.MET), note="if the patient can travel here")
    return offer(Outcome.MET)


def _from_afar(one: Practitioner, mode: VisitMode, around: Surroundings, now: datetime) -> Offer:
    day, slot = first_day(one, mode, "", now)
    if mode is VisitMode.VIDEO:
        state, reason, change = _video(one, day, around)
    else:
        state, reason, change = case_mode(mode, around)
    chosen = around.wishes.mode == "video" and mode is VisitMode.VIDEO
    far = not around.wishes.home.startswith("US-") or around.wishes.home[3:] not in NEAR_STATES
    points = LOCATION_POINTS if chosen or (far and around.wishes.home) else _UNKNOWN_POINTS
    return Offer(
        mode=mode,
        site=one.sites[0] if one.sites else "",
        state=state,
        reason=reason,
        would_change=change,
        day=day,
        slot=slot,
        points=points if state is Outcome.MET else points / 2,
        points_unknown=not around.wishes.home,
    )


def _video(one: Practitioner, day: date | None, around: Surroundings) -> tuple[Outcome, str, str]:
    general = video_in_general(around)
    if general is not None and general[0] is Outcome.UNKNOWN and one.licences:
        states = " or ".join(sorted(own.state for own in one.licences))
        return Outcome.UNKNOWN, f"if the patient is in {states} on the day", general[2]
    if general is not None:
        return general
    state = around.wishes.place[3:]
    held = licensed(one, state, day)
    name = place_name(around.wishes.place)
    if held is Outcome.MET:
        return Outcome.MET, "", ""
    if held is Outcome.UNKNOWN:
        return Outcome.UNKNOWN, f"if licensed in {name}", f"a licence in {name} is recorded"
    rule = around.rules.jurisdictions.get(state)
    if rule is not None and rule.permits:
        return Outcome.MET, f"{name} permits a second opinion ({rule.citation})", ""
    when = f" on {format_day(day)}" if day is not None else ""
    home_ = ", ".join(sorted(own.state for own in one.licences))
    return (
        Outcome.NOT_MET,
        f"no licence in {name}{when}",
        f"the patient is in {home_} on the day" if home_ else f"a licence in {name}",
    )


def video_in_general(around: Surroundings) -> tuple[Outcome, str, str] | None:
    """Why a video visit is out of the question, or open, whoever the specialist is."""
    wishes = around.wishes
    if VisitMode.VIDEO in around.unsuitable:
        return Outcome.NOT_MET, around.unsuitable[VisitMode.VIDEO], "the first visit was in person"
    if wishes.video_ready == "no":
        return Outcome.NOT_MET, "no camera or internet for a video visit", "a device is at hand"
    if wishes.places_differ:
        return (
            Outcome.UNKNOWN,
            "two places are told for the day of the visit",
            "one place is settled",
        )
    if not wishes.place:
        if around.facts.abroad:
            abroad = place_name(wishes.home)
            return (
                Outcome.NOT_MET,
                f"no rule allows a video visit into {abroad}",
                "the patient is in a state where a specialist is licensed on the day",
            )
        return (
            Outcome.UNKNOWN,
            "unknown where the patient will be on the day of the visit",
            "the place on the day is told",
        )
    if not wishes.place.startswith("US-"):
        return (
            Outcome.NOT_MET,
            f"no rule allows a video visit into {place_name(wishes.place)}",
            "the patient is in a state where a specialist is licensed on the day",
        )
    return None


def case_mode(mode: VisitMode, around: Surroundings) -> tuple[Outcome, str, str]:
    """Whether a way that needs no visit fits the case."""
    facts, wishes = around.facts, around.wishes
    if mode in around.unsuitable:
        return Outcome.NOT_MET, around.unsuitable[mode], "in person"
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
            return Outcome.MET, "", ""


def _three(met: bool | None, not_met: str, unknown: str) -> tuple[Outcome, str, str]:
    if met is None:
        return Outcome.UNKNOWN, unknown, unknown.removeprefix("if ")
    return (Outcome.MET, "", "") if met else (Outcome.NOT_MET, not_met, "")


def _reachable(site: Site, travel: frozenset[str]) -> bool:
    return _region(site) in travel or (
        _region(site) == "main" and not travel.isdisjoint({"already_in_NYC"})
    )


def _region(site: Site) -> str:
    """The place of `res.willing_to_travel` that a site stands for."""
    county = fold(site.county).removesuffix(" county")
    if site.state == "NJ":
        return "nj"
    if county in _LONG_ISLAND:
        return "long_island"
    return "westchester" if county == "westchester" else "main"


def _near(site: Site, wishes: Wishes) -> tuple[float, bool]:
    """Points of 8 for the site, and whether they are a guess."""
    if wishes.sites and any(_is_named(site, word) for word in wishes.sites):
        return LOCATION_POINTS, False
    distance = miles(wishes.postal_code, site.postal_code) if wishes.postal_code else None
    if distance is not None:
        return round(7.5 * max(0.0, 1 - distance / _FAR_MILES), 2), False
    if not wishes.home:
        return _UNKNOWN_POINTS, True
    if wishes.home != f"US-{site.state}":
        return (2.0 if site.id == "MAIN" else 1.0), False
    if wishes.county and fold(site.county).removesuffix(" county") == wishes.county:
        return 7.0, False
    return 5.0, False


def _is_named(site: Site, word: str) -> bool:
    return word in (fold(site.id), fold(site.name)) or (len(word) > 3 and word in fold(site.name))


def first_day(
    one: Practitioner, mode: VisitMode, site: str, now: datetime
) -> tuple[date | None, Slot | None]:
    """The first day on which a specialist sees a new patient this way; None where not known."""
    today = now.astimezone(EASTERN).date()
    if one.slots:
        slots = [slot for slot in _slots(one, mode, site) if slot.at >= now]
        free = [slot for slot in slots if not _away(one, slot.at.astimezone(EASTERN).date())]
        if free:
            first = min(free, key=lambda slot: slot.at)
            return first.at.astimezone(EASTERN).date(), first
        if one.next_available_days is None:
            return None, None
    if one.next_available_days is None:
        return None, None
    opening = on_working_day(today + timedelta(days=one.next_available_days))
    return on_working_day(back_from_leave(one, opening)), None


def on_working_day(day: date) -> date:
    """The day itself, or the Monday after it: no clinic sees new patients at the weekend."""
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() > _FRIDAY else day


def _slots(one: Practitioner, mode: VisitMode, site: str) -> Iterator[Slot]:
    """Slots of that way; a review without a visit is done whenever the desk works."""
    for slot in one.slots:
        fits = slot.mode is mode or mode not in (VisitMode.IN_PERSON, VisitMode.VIDEO)
        if fits and (mode is not VisitMode.IN_PERSON or not site or slot.site == site):
            yield slot


def _away(one: Practitioner, day: date) -> bool:
    return any(leave.first <= day <= leave.last for leave in one.leave)


def back_from_leave(one: Practitioner, day: date) -> date:
    """The first day from `day` on that is in no leave."""
    for leave in sorted(one.leave, key=lambda leave: leave.first):
        if leave.first <= day <= leave.last:
            day = leave.last + timedelta(days=1)
    return day
