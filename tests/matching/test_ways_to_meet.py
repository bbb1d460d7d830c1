"""How and where patient and specialist can meet: place on the day, licence, abroad, hospital."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from advisor_app.domain.answers import Answer, Statement
from advisor_app.domain.paths import with_answer
from advisor_app.domain.people import Leave, Licence, Slot, VisitMode
from advisor_app.matching.matcher import Matcher
from advisor_app.matching.results import Outcome
from tests.matching.building import NOW, case, doctor, ids, knowledge, ranked, roster

NET: dict[str, Any] = {
    "dx.rows/1/kind": "pancreas_net",
    "status.code": "newly_diagnosed_untreated",
    "patient.age": 62,
    "res.state": "NJ",
    "svc.mode_pref": "video",
}
WRITES = (VisitMode.IN_PERSON, VisitMode.VIDEO, VisitMode.REMOTE_WRITTEN)
NEW_JERSEY = doctor("jersey", "medical_oncologist", "NET", "neuroendocrine",
                    visit_modes=WRITES,
                    licences=(Licence(state="NY"), Licence(state="NJ")))  # fmt: skip


def refused(result: Any, mode: str) -> str:
    """The reason for which a way is refused, or nothing."""
    return next((why for name, why in result.visit_modes.refused if name == mode), "")


def test_video_counts_where_the_patient_is_on_the_day() -> None:
    at_home = ranked(case({**NET, "res.location_at_visit": "US-NJ"}), NEW_JERSEY)
    in_florida = ranked(case({**NET, "res.location_at_visit": "US-FL"}), NEW_JERSEY)
    assert "video" in at_home.visit_modes.allowed
    assert at_home.matches[0].mode == "video"
    assert "Florida" in refused(in_florida, "video")
    assert "No video: no licence in Florida" in in_florida.matches[0].text
    assert in_florida.matches[0].mode == "in_person"


def test_the_home_address_alone_allows_no_video() -> None:
    result = ranked(case(NET), NEW_JERSEY)
    assert "video" not in result.visit_modes.allowed
    assert "on the day" in refused(result, "video")


def test_a_licence_must_be_valid_on_the_day() -> None:
    ending = doctor("ending", "medical_oncologist", "NET", "neuroendocrine", next_available_days=4,
                    licences=(Licence(state="NJ", valid_until=date(2026, 11, 27)),))  # fmt: skip
    result = ranked(case({**NET, "res.location_at_visit": "US-NJ"}), ending)
    assert "New Jersey" in refused(result, "video")
    assert result.matches == ()  # and none for the site in New York either
    failing = {c.criterion: c.state for c in result.excluded[0].criteria}
    assert failing["H5 licence"] is Outcome.NOT_MET


def test_a_licence_that_has_run_out_everywhere_serves_in_no_state() -> None:
    ended = Licence(state="NY", valid_until=date(2026, 11, 25))
    only_video: dict[str, Any] = {"visit_modes": (VisitMode.VIDEO,), "next_available_days": 4}
    net = ("medical_oncologist", "NET", "neuroendocrine")
    out = doctor("out", *net, licences=(ended,), **only_video)
    partly = doctor("partly", *net, licences=(ended, Licence(state="CT")), **only_video)
    result = ranked(case(NET), out, partly)
    assert ids(result) == ["partly"]
    assert "if the patient is in CT on the day" in result.matches[0].unknown
    assert "no licence that is valid" in result.excluded[0].text.lower()
    assert ids(ranked(case({**NET, "res.location_at_visit": "US-NY"}), out)) == []


def test_a_site_of_which_only_the_name_is_known_is_open_for_who_travels_little() -> None:
    told = {**NET, "svc.mode_pref": "in_person"}
    del told["res.state"]
    somewhere = doctor("somewhere", "medical_oncologist", "NET", "neuroendocrine", sites=("NEW",))
    for travel in (["nj"], ["main", "westchester"]):
        result = ranked(case({**told, "res.willing_to_travel": travel}), somewhere)
        assert "if the patient can come to NEW" in result.matches[0].unknown
        assert "in_person:NEW" not in result.visit_modes.allowed
    home = doctor("home", "medical_oncologist", "NET", "neuroendocrine", sites=("NEW",),
                  visit_modes=(VisitMode.IN_PERSON,))  # fmt: skip
    assert ids(ranked(case({**told, "res.willing_to_travel": ["none"]}), home)) == []


def test_abroad_there_is_no_video_but_a_written_opinion_once_the_fee_is_accepted() -> None:
    spain = {**NET, "res.country": "ES", "res.location_at_visit": "ES"}
    del spain["res.state"]
    open_fee = ranked(case(spain), NEW_JERSEY)
    accepted = ranked(case({**spain, "ins.self_pay_ack": True}), NEW_JERSEY)
    assert "Spain" in refused(open_fee, "video")
    assert "fee" in refused(open_fee, "remote_written")
    assert "remote_written" in accepted.visit_modes.allowed
    assert "in_person:MAIN" in accepted.visit_modes.allowed


def test_who_cannot_travel_is_met_from_afar() -> None:
    told = {**NET, "res.willing_to_travel": ["none"], "ins.self_pay_ack": True}
    result = ranked(case(told), NEW_JERSEY)
    assert result.matches[0].mode == "remote_written"
    assert "in_person:MAIN" not in result.visit_modes.allowed


def test_a_child_is_seen_in_person() -> None:
    answers = {"dx.rows/1/kind": "neuroblastoma", "patient.age": 5, "svc.mode_pref": "video",
               "res.location_at_visit": "US-NY",
               "status.code": "newly_diagnosed_untreated"}  # fmt: skip
    result = ranked(case(answers))
    assert result.matches[0].mode == "in_person"
    assert "children" in refused(result, "video")


def test_a_patient_in_a_hospital_goes_to_the_transfer_desk() -> None:
    answers = {"dx.rows/1/kind": "aml", "status.code": "newly_diagnosed_untreated",
               "patient.age": 60,
               "status.admitted_now": {"bool": True, "hospital": "General"}}  # fmt: skip
    result = ranked(case(answers))
    assert result.matches[0].mode == "inpatient_transfer"
    assert "inpatient_transfer" in result.visit_modes.allowed
    assert "Transfer desk" in result.next_step


def test_an_open_emergency_refuses_visits_but_lists_matches() -> None:
    answers = {**NET, "res.location_at_visit": "US-NJ", "urg.weak_legs": True}
    result = ranked(case(answers), NEW_JERSEY)
    assert ids(result) == ["jersey"]
    assert "in_person:MAIN" not in result.visit_modes.allowed
    assert {one.what for one in result.blocked} == {"book", "interview"}
    assert "RF-02" in result.next_step


def test_the_nearest_site_is_chosen() -> None:
    both = doctor("both", "medical_oncologist", "NET", "neuroendocrine", sites=("MAIN", "NJ-MO"),
                  licences=(Licence(state="NY"), Licence(state="NJ")))  # fmt: skip
    answers = {**NET, "svc.mode_pref": "in_person", "res.address": {"postal_code": "07724"}}
    assert ranked(case(answers), both).matches[0].site == "NJ-MO"
    answers["res.address"] = {"postal_code": "11201"}
    assert ranked(case(answers), both).matches[0].site == "MAIN"
    answers["svc.site_pref"] = ["Monmouth"]
    assert ranked(case(answers), both).matches[0].site == "NJ-MO"


def test_slots_and_leave_decide_the_first_day() -> None:
    eastern = ZoneInfo("America/New_York")
    slots = (
        Slot(at=datetime(2026, 11, 20, 9, tzinfo=eastern), site="MAIN"),
        Slot(at=datetime(2026, 11, 30, 9, tzinfo=eastern), site="MAIN"),
        Slot(at=datetime(2026, 12, 2, 9, tzinfo=eastern), site="MAIN"),
    )
    away = (Leave(first=date(2026, 11, 28), last=date(2026, 12, 1)),)
    one = doctor("slots", "medical_oncologist", "NET", "neuroendocrine", slots=slots, leave=away)
    match = ranked(case({**NET, "svc.mode_pref": "in_person"}), one).matches[0]
    assert match.next_available == date(2026, 12, 2)
    assert match.next_slot == slots[2]


def test_video_is_offered_with_the_advice_to_come_where_surgery_is_in_question() -> None:
    told = {**NET, "res.location_at_visit": "US-NJ"}
    plain = ranked(case(told), NEW_JERSEY).matches[0]
    asking = {**told, "goal.main_question": "Is an operation possible?"}
    advised = ranked(case(asking), NEW_JERSEY).matches[0]
    assert advised.mode == plain.mode == "video"
    assert "in person is better" in advised.text
    assert "in person is better" not in plain.text


def test_a_reviewed_rule_of_the_state_allows_what_no_licence_does() -> None:
    rules = knowledge().visit_rules
    florida = replace(rules.jurisdictions["FL"], direct_second_opinion="permitted")
    for citation, allowed in (("", False), ("an invented statute", True)):
        states = {**rules.jurisdictions, "FL": replace(florida, citation=citation)}
        known = replace(knowledge(), visit_rules=replace(rules, jurisdictions=states))
        intake = case({**NET, "res.location_at_visit": "US-FL"})
        result = Matcher(known, roster(NEW_JERSEY)).rank(intake, NOW)
        assert ("video" in result.visit_modes.allowed) is allowed


def test_two_places_for_one_day_allow_no_video() -> None:
    torn = with_answer(
        case({**NET, "res.location_at_visit": "US-NJ"}),
        "res.location_at_visit",
        Answer(statements=(Statement(value="US-NJ"), Statement(value="US-FL"))),
    )
    assert "two places" in refused(ranked(torn, NEW_JERSEY), "video")


def test_pathology_needs_tissue() -> None:
    none = case({**NET, "status.tissue_done": {"code": "no"}})
    taken = case({**NET, "status.tissue_done": {"code": "done_result_known"}})
    desk = doctor("desk", "pathology_service", "PATHOLOGY", "*",
                  visit_modes=(VisitMode.PATHOLOGY_REVIEW,))  # fmt: skip
    assert "no tissue" in refused(ranked(none, NEW_JERSEY, desk), "pathology_review")
    assert "pathology_review" in ranked(taken, NEW_JERSEY, desk).visit_modes.allowed
