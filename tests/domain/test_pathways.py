"""The paths of a case: what each asks, what it leaves out, and that nothing is lost by it."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_app.domain.answers import say
from advisor_app.domain.asking import STAGES, overview, stage_of, still_to_ask
from advisor_app.domain.conditions import applies
from advisor_app.domain.intake import ALWAYS_ASKED, SERVICES, STATUS, Intake
from advisor_app.domain.paths import QUESTIONS, answer_at, with_answer
from advisor_app.domain.pathways import (
    Pathway,
    ShortPath,
    left_out,
    pathway_of,
    short_paths,
)
from advisor_app.domain.questions import Stage

TODAY = date(2026, 11, 24)


def told(**given: Any) -> Intake:
    """An intake with the given answers; `__` stands for the dot of a path."""
    intake = Intake()
    for name, value in given.items():
        intake = with_answer(intake, name.replace("__", "."), say(value))
    return intake


def asked(intake: Intake, stage: Stage = Stage.VISIT) -> set[str]:
    """What is still to ask up to a step."""
    return {one.path for one in still_to_ask(intake, stage, TODAY)}


WHOLE = told(svc__types=("full_consult",), status__code="newly_diagnosed_untreated")
SLIDES = told(svc__types=("pathology_review",), caller__is_patient=True)
PICTURES = told(svc__types=("radiology_review",), caller__is_patient=True)
GENES = told(svc__types=("genetics",), caller__is_patient=True)
OFFICE = told(caller__relationship="clinician_office_staff")


@pytest.mark.parametrize(
    ("status", "pathway"),
    [
        ("abnormal_not_diagnosed", Pathway.ABNORMAL_RESULT),
        ("newly_diagnosed_untreated", Pathway.NEWLY_DIAGNOSED),
        ("treatment_started", Pathway.TREATMENT_BEGUN),
        ("treatment_completed", Pathway.FINISHED_OR_RECURRENT),
        ("recurrence_or_progression", Pathway.FINISHED_OR_RECURRENT),
        ("surveillance_question", Pathway.FINISHED_OR_RECURRENT),
        ("hereditary_risk_only", Pathway.HEREDITARY_RISK),
        ("unsure", Pathway.NOT_KNOWN_YET),
    ],
)
def test_where_things_stand_gives_the_path(status: str, pathway: Pathway) -> None:
    assert pathway_of(told(status__code=status)) is pathway


def test_every_code_of_the_status_has_a_path() -> None:
    for choice in STATUS:
        assert pathway_of(told(status__code=choice.code)) in Pathway
    assert pathway_of(Intake()) is Pathway.NOT_KNOWN_YET


def test_what_is_wanted_or_who_calls_gives_the_short_path() -> None:
    assert short_paths(SLIDES) == {ShortPath.PATHOLOGY_ONLY}
    assert short_paths(PICTURES) == {ShortPath.IMAGES_ONLY}
    assert short_paths(GENES) == {ShortPath.GENETICS_ONLY}
    assert short_paths(OFFICE) == {ShortPath.DOCTORS_OFFICE}
    assert not short_paths(WHOLE)
    assert not short_paths(Intake())


def test_a_full_consultation_beside_the_slides_asks_everything_again() -> None:
    both = with_answer(SLIDES, "svc.types", say(("pathology_review", "full_consult")))
    assert not short_paths(both)
    assert "ins.primary_payer" in asked(both)


def test_slides_and_images_together_ask_for_both() -> None:
    both = told(svc__types=("pathology_review", "radiology_review"))
    assert {"path.rows/1/accession", "img.rows/1/images_status"} <= asked(both, Stage.BOOKING)
    assert "ins.primary_payer" not in asked(both)


def test_slides_alone_are_asked_for_as_slides_and_nothing_of_a_visit() -> None:
    missing = asked(SLIDES, Stage.BOOKING)
    for name in ("lab", "accession", "material", "slide_count", "slides_status", "specimen_type"):
        assert f"path.rows/1/{name}" in missing
    courier = QUESTIONS["path.rows/*/slides_status"].spec_of("courier")
    assert courier is not None
    sections = {path.partition(".")[0] for path in asked(SLIDES)}
    assert not sections & {"ins", "med", "tx", "img", "fam", "comm"}
    assert not asked(SLIDES) & {"res.willing_to_travel", "res.location_at_visit", "svc.mode_pref"}


def test_images_alone_are_asked_for_as_images() -> None:
    missing = asked(PICTURES, Stage.BOOKING)
    assert {"img.rows/1/facility", "img.rows/1/images_status", "img.rows/1/date"} <= missing
    assert not {path.partition(".")[0] for path in missing} & {"ins", "path", "med", "tx"}


def test_genetics_alone_asks_for_the_family_and_how_to_meet() -> None:
    missing = asked(GENES, Stage.BOOKING)
    assert {"fam.any", "fam.germline_done", "svc.mode_pref", "ins.primary_payer"} <= missing
    assert not {path.partition(".")[0] for path in asked(GENES)} & {"path", "img", "tx"}


def test_a_doctors_office_is_asked_for_its_question_and_not_how_it_feels() -> None:
    missing = asked(OFFICE)
    assert {"md.referrer_question", "md.rows/1/phone_fax", "tx.planned", "med.ecog"} <= missing
    assert not missing & {
        "goal.worry",
        "caller.age",
        "goal.q1",
        "log.availability",
        "comm.cognition",
    }


def test_short_paths_need_far_fewer_questions() -> None:
    whole = len(asked(WHOLE))
    counts = {
        "slides": len(asked(SLIDES)),
        "images": len(asked(PICTURES)),
        "genetics": len(asked(GENES)),
        "office": len(asked(OFFICE)),
    }
    assert whole > 80
    assert counts["slides"] < whole * 0.6
    assert counts["images"] < whole * 0.6
    assert counts["genetics"] < whole * 0.65
    assert counts["office"] < whole * 0.8
    told_office = with_answer(SLIDES, "caller.relationship", say("clinician_office_staff"))
    assert len(asked(told_office, Stage.BOOKING)) < len(asked(WHOLE, Stage.BOOKING))


@pytest.mark.parametrize("intake", [WHOLE, SLIDES, PICTURES, GENES, OFFICE, Intake()])
def test_the_six_red_flags_are_asked_on_every_path(intake: Intake) -> None:
    now = {one.path for one in overview(intake, TODAY).now}
    assert {f"urg.{name}" for name in ALWAYS_ASKED} <= now


@pytest.mark.parametrize("intake", [WHOLE, SLIDES, PICTURES, GENES, OFFICE, Intake()])
def test_the_three_lists_share_no_question_and_keep_their_order(intake: Intake) -> None:
    far = overview(intake, TODAY)
    lists = (far.now, far.before_booking, far.before_visit)
    paths = [one.path for some in lists for one in some]
    assert len(paths) == len(set(paths))
    for stage, some in zip(STAGES, lists, strict=True):
        assert all(one.stage is stage for one in some)
    assert far.for_visit == (*far.now, *far.before_booking, *far.before_visit)


def test_a_call_begins_with_the_way_back_and_the_red_flags() -> None:
    paths = [one.path for one in overview(Intake(), TODAY).now]
    assert paths[0] == "call.callback_number"
    assert paths[1:7] == [f"urg.{name}" for name in ALWAYS_ASKED]


def test_where_the_caller_is_comes_first_when_a_red_flag_is_raised() -> None:
    feverish = told(urg__fever=True)
    paths = [one.path for one in overview(feverish, TODAY).now]
    assert paths.index("call.location_now") == 1
    assert stage_of(QUESTIONS["call.location_now"], Intake(), TODAY) is Stage.BOOKING


def test_the_country_drives_what_is_asked_of_a_patient_abroad() -> None:
    here, there = told(res__country="US"), told(res__country="EG")
    more = asked(there) - asked(here)
    assert {
        "patient.name_native",
        "patient.external_ids",
        "res.visa_needed",
        "log.translation_needed",
        "ins.self_pay_ack",
    } <= more
    assert not asked(there) & {"res.state", "ins.primary_payer", "ins.plan_type"}
    assert stage_of(QUESTIONS["svc.mode_pref"], there, TODAY) is Stage.FIRST_CONTACT
    assert "patient.name_native" not in asked(told(res__country="MX"))


ANY_ANSWERS = st.dictionaries(
    st.sampled_from(
        ["ins.primary_payer", "goal.worry", "med.ecog", "fam.any", "log.transport", "tx.planned"]
    ),
    st.text(min_size=1, max_size=8),
)


@given(ANY_ANSWERS, st.sampled_from([choice.code for choice in SERVICES]))
def test_what_a_path_hides_is_kept_and_comes_back(answers: dict[str, str], service: str) -> None:
    intake = Intake()
    for path, value in answers.items():
        intake = with_answer(intake, path, say(value))
    short = with_answer(intake, "svc.types", say((service,)))
    for path, value in answers.items():
        assert answer_at(short, path).value == value
    back = with_answer(short, "svc.types", say(("full_consult",)))
    for path in answers:
        question = QUESTIONS[path]
        assert applies(question, back, TODAY) == applies(question, intake, TODAY)


@given(st.sets(st.sampled_from(list(ShortPath))))
def test_two_short_paths_ask_what_either_asks(taken: set[ShortPath]) -> None:
    for template in QUESTIONS:
        alone = all(left_out(template, frozenset({path})) for path in taken)
        assert left_out(template, frozenset(taken)) == (bool(taken) and alone)


def test_every_name_in_the_paths_is_a_question_or_a_section() -> None:
    for path in ShortPath:
        kept = [t for t in QUESTIONS if not left_out(t, frozenset({path}))]
        assert 40 < len(kept) < len(QUESTIONS)


def test_of_a_treatment_only_what_fits_it_is_asked() -> None:
    intake = with_answer(Intake(), "tx.rows/1/modality", say("surgery"))
    [row] = intake.tx.rows
    names = ("cycles", "line", "dose_fields", "op_details", "stop_reason")
    fitting = {
        name for name in names if applies(QUESTIONS[f"tx.rows/*/{name}"], intake, TODAY, row)
    }
    assert fitting == {"op_details"}
