"""What is said of a visit with one specialist: the ways, how far, where treated, the dated step."""

from datetime import date, timedelta
from typing import Final

from advisor_app.domain.dates import format_day
from advisor_app.domain.people import VisitMode
from advisor_app.matching.candidates import Candidate
from advisor_app.matching.offers import Offer
from advisor_app.matching.results import MeetingWay
from advisor_app.matching.situation import Situation
from advisor_app.matching.told_later import ToldLater
from advisor_app.matching.treatment import treatment_site
from advisor_app.matching.wishes import miles

MODE_WORDS: Final = {
    VisitMode.IN_PERSON: "in person",
    VisitMode.VIDEO: "by video",
    VisitMode.REMOTE_WRITTEN: "written opinion from afar",
    VisitMode.PATHOLOGY_REVIEW: "slides read again",
    VisitMode.RADIOLOGY_REVIEW: "images read again",
    VisitMode.PHYSICIAN_TO_PHYSICIAN: "with the doctor at home",
    VisitMode.INPATIENT_TRANSFER: "transfer desk",
}
_SATURDAY: Final = 5


def meeting_ways(case: Candidate) -> ToldLater[Offer, MeetingWay]:
    """Every way to meet this specialist, put into words for who looks at it."""

    def tell(offer: Offer) -> MeetingWay:
        site = case.situation.sites.get(offer.site)
        return MeetingWay(
            mode=offer.mode.value,
            site=offer.site,
            site_name=site.name if site is not None else offer.site,
            state=offer.state,
            reason=offer.reason,
            by_licence=offer.verdict.by_licence,
            day=offer.day,
            slot=offer.slot,
            miles=miles_to(case, offer),
        )

    return ToldLater(case.offers, tell)


def miles_to(case: Candidate, offer: Offer) -> int | None:
    """How far the site of a visit in person is from the patient's home."""
    home = case.situation.wishes.postal_code
    site = case.situation.sites.get(offer.site) if home else None
    if offer.mode is not VisitMode.IN_PERSON or site is None:
        return None
    away = miles(home, site.postal_code)
    return round(away) if away is not None else None


def treated_at(case: Candidate, offer: Offer) -> str:
    """The site where what follows is done."""
    situation, one = case.situation, case.expertise
    follows = situation.knowledge.practitioners.services.get(one.kind, ())
    home = situation.wishes.postal_code
    return treatment_site(one, follows, offer.site, situation.sites, home)


def booking_step(situation: Situation, name: str, offer: Offer, site_name: str) -> str:
    """The dated step by which a visit of that offer comes about; `name` is the specialist's."""
    if situation.facts.admitted:
        return f"Transfer desk calls the ward today, {format_day(situation.today)}: {name}"
    next_day = format_day(working_day(situation.facts.today))
    if offer.mode in (VisitMode.PATHOLOGY_REVIEW, VisitMode.RADIOLOGY_REVIEW):
        return f"Request slides or images by {next_day} for {name}; no visit"
    place = where_words(offer, site_name)
    if offer.day is None:
        return f"Ask the office of {name} for a date by {next_day}, {place}"
    return f"Book {name}, {place}, {format_day(offer.day)}"


def where_words(offer: Offer, site_name: str) -> str:
    """Where a visit is, or the way to meet; "in person" where no site is told."""
    in_person = offer.mode is VisitMode.IN_PERSON
    return site_name if in_person and site_name else MODE_WORDS[offer.mode]


def working_day(day: date) -> date:
    """The next day on which the line works, holidays aside."""
    day += timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return day
