"""The checklist of one case: second readings, wishes of the specialist, days, and the papers."""

from datetime import date
from typing import Any

import pytest

from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Intake
from advisor_app.oncology.record_list import (
    VERBAL_ONLY,
    RecordLine,
    WantedFirst,
    due_day,
    record_lines,
    visit_day,
)
from advisor_app.oncology.records import needed_records
from advisor_app.oncology.request_papers import request_papers
from tests.matching.building import case, knowledge

TODAY = date(2026, 11, 23)  # a Monday
KINDS = knowledge().records.kinds
BOOKED = {"out.booked": {"at": "2026-12-01T10:00:00-05:00", "zone": "America/New_York"}}
SPOKEN = {"log.records_release_signed": {"code": "verbal_only"}}


def of_kind(kind: str = "merkel", *told: dict[str, Any]) -> Intake:
    """Somebody newly diagnosed with that kind, and what was told besides."""
    given: dict[str, Any] = {
        "status.code": "newly_diagnosed_untreated",
        "dx.rows/1/kind": kind,
        "status.tissue_done": {"code": "done_result_known"},
    }
    for more in told:
        given |= more
    return case(given)


def lines_of(intake: Intake, wanted: WantedFirst | None = None) -> dict[str, RecordLine]:
    needed = needed_records(intake, knowledge(), TODAY)
    found = record_lines(needed, intake, TODAY, wanted, lambda code: KINDS[code].need())
    assert len({line.need.code for line in found}) == len(found)
    return {line.need.code: line for line in found}


def recorded(code: str, **told: str) -> dict[str, Any]:
    return {f"rec.rows/{code}/{name}": value for name, value in {"code": code, **told}.items()}


@pytest.mark.parametrize(
    ("kind", "readings"),
    [
        ("merkel", {"pathology"}),
        ("breast_dcis", {"pathology"}),
        ("rectum", {"radiology"}),
        ("breast_idc", set()),
        ("prostate", set()),
    ],
)
def test_a_second_reading_is_advised_where_the_kind_asks_for_it(
    kind: str, readings: set[str]
) -> None:
    needed = needed_records(of_kind(kind), knowledge(), TODAY)
    assert {review.read for review in needed.reviews} == readings
    assert all(review.why and review.basis for review in needed.reviews)


def test_slides_of_a_rare_kind_are_to_be_requested_until_somebody_says_otherwise() -> None:
    assert lines_of(of_kind("merkel"))["PATH_SLIDES"].state == "to_request"
    assert lines_of(of_kind("merkel"))["PATH_SLIDES"].by_rule
    assert lines_of(of_kind("breast_idc"))["PATH_SLIDES"].state == ""
    settled = of_kind("merkel", recorded("PATH_SLIDES", state="not_needed"))
    assert lines_of(settled)["PATH_SLIDES"].state == "not_needed"


def test_slides_of_a_rare_blood_cancer_are_those_of_the_marrow() -> None:
    rare = next(
        one.id
        for one in knowledge().catalogue.kinds.values()
        if one.family == "leukemia_acute" and one.rare
    )
    lines = lines_of(of_kind(rare))
    assert lines["MARROW_SLIDES"].state == "to_request"
    assert "PATH_SLIDES" not in lines


def test_without_tissue_no_slides_are_asked_for() -> None:
    nodule = {"status.code": "abnormal_not_diagnosed", "dx.rows/1/kind": "lung_nodule"}
    assert "PATH_SLIDES" not in lines_of(case(nodule))


def test_what_the_chosen_specialist_wants_is_required_with_their_name() -> None:
    wanted = WantedFirst(name="Dr Chen", codes=("IMG_PET", "ECHO"))
    lines = lines_of(of_kind("breast_idc"), wanted)
    assert lines["ECHO"].wanted_by == "Dr Chen"
    assert lines["ECHO"].required
    assert lines["IMG_PET"].wanted_by == "Dr Chen"
    assert lines["PATH_REPORT"].wanted_by == ""


def test_a_record_that_somebody_added_stays_on_the_list() -> None:
    assert lines_of(of_kind("breast_idc", recorded("DENTAL", state="received")))["DENTAL"].in_hand


@pytest.mark.parametrize(
    ("code", "state", "asked", "visit", "due"),
    [
        ("PATH_REPORT", "requested", date(2026, 11, 20), None, date(2026, 11, 25)),
        ("IMG_CT", "requested", date(2026, 11, 20), None, date(2026, 11, 27)),
        ("PATH_SLIDES", "requested", date(2026, 11, 20), None, date(2026, 12, 4)),
        ("PATH_SLIDES", "requested", date(2026, 11, 20), date(2026, 12, 3), date(2026, 11, 30)),
        ("PATH_SLIDES", "to_request", None, date(2026, 12, 15), date(2026, 11, 30)),
        ("PATH_SLIDES", "to_request", None, None, None),
        ("PATH_SLIDES", "received", date(2026, 11, 1), date(2026, 12, 3), None),
        ("PATH_SLIDES", "cannot_obtain", date(2026, 11, 1), date(2026, 12, 3), None),
    ],
)
def test_the_due_day_follows_the_lead_time_and_the_visit(
    code: str, state: str, asked: date | None, visit: date | None, due: date | None
) -> None:
    told = PartialDate.of(asked) if asked is not None else None
    assert due_day(KINDS[code].need(), state, told, visit, TODAY) == due


def test_overdue_and_too_late_are_marked() -> None:
    old = recorded("PATH_REPORT", state="requested", asked_on="2026-11-10")
    intake = of_kind("merkel", BOOKED, old)
    lines = lines_of(intake)
    assert visit_day(intake) == date(2026, 12, 1)
    assert lines["PATH_REPORT"].overdue
    assert lines["PATH_SLIDES"].late
    assert lines["PATH_SLIDES"].overdue
    assert not lines["DERM_PHOTOS"].late


def test_a_day_that_somebody_set_stands() -> None:
    asked = recorded("PATH_REPORT", state="requested", asked_on="2026-11-20", due="2026-12-09")
    assert lines_of(of_kind("merkel", asked))["PATH_REPORT"].due == date(2026, 12, 9)


def test_a_spoken_release_blocks_what_others_hold_and_says_why() -> None:
    mine = recorded("IMG_CT", state="to_request", held_by="the patient")
    lines = lines_of(of_kind("merkel", SPOKEN, mine))
    assert lines["PATH_SLIDES"].blocked == VERBAL_ONLY
    assert lines["IMG_CT"].blocked == ""
    assert lines["DERM_PHOTOS"].blocked == ""
    assert not any(line.blocked for line in lines_of(of_kind("merkel")).values())


def test_the_papers_are_one_release_and_one_request_for_each_holder() -> None:
    told = recorded("PATH_REPORT", state="requested", held_by="Dr Ahn")
    intake = of_kind("merkel", {"path.rows/a/lab": "Hudson Hospital"}, told)
    papers = request_papers(intake, needed_records(intake, knowledge(), TODAY), TODAY)
    assert [(one.sort, one.to, one.state) for one in papers] == [
        ("release_form", "", "to_print"),
        ("slide_request", "Hudson Hospital", "to_print"),
        ("records_request", "Dr Ahn", "sent"),
    ]
    assert "PATH_SLIDES" in [need.code for need in papers[1].items]


def test_no_paper_goes_out_without_authority_or_on_a_spoken_release() -> None:
    intake = of_kind("merkel", {"caller.is_patient": False, "caller.relationship": "child"})
    needed = needed_records(intake, knowledge(), TODAY)
    assert {one.state for one in request_papers(intake, needed, TODAY)} == {"blocked"}
    release, slides, *_ = request_papers(of_kind("merkel", SPOKEN), needed, TODAY)
    assert (release.state, "send the form" in release.why) == ("to_print", True)
    assert (slides.state, slides.why) == ("blocked", VERBAL_ONLY)
    signed = of_kind("merkel", {"log.records_release_signed": {"code": "signed"}})
    assert request_papers(signed, needed, TODAY)[0].state == "sent"


def test_where_everything_has_come_no_paper_is_needed() -> None:
    needed = needed_records(Intake(), knowledge(), TODAY)
    got: dict[str, Any] = {}
    for need in (*needed.required, *needed.helpful):
        got |= recorded(need.code, state="received")
    assert request_papers(case(got), needed, TODAY) == ()
