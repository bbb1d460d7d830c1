"""The one definition of the intake, its paths and its rules."""

from datetime import date
from typing import Any

import pytest

from advisor_app.domain.answers import Answer, Source, State, Statement, not_known, say
from advisor_app.domain.asking import progress, six_asked, still_to_ask
from advisor_app.domain.authority import disclosure, patient_not_told
from advisor_app.domain.conditions import CONDITIONS, age_of, applies, has_tissue
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import ALWAYS_ASKED, Intake
from advisor_app.domain.paths import (
    QUESTIONS,
    NoSuchPath,
    answer_at,
    answers,
    conflicts,
    question_of,
    restored,
    rows_of,
    with_answer,
    without_member,
)
from advisor_app.domain.problems import next_treatment_day, problems
from advisor_app.domain.questions import Page, Stage
from advisor_app.domain.values import parts

TODAY = date(2026, 11, 24)


NOTHING_TOLD = Intake()


def told(intake: Intake = NOTHING_TOLD, /, **given: Any) -> Intake:
    """An intake with the given answers; `__` stands for the dot of a path."""
    for name, value in given.items():
        answer = value if isinstance(value, Answer) else say(value)
        intake = with_answer(intake, name.replace("__", "."), answer)
    return intake


def test_every_condition_that_a_question_names_exists() -> None:
    assert {question.asked_when for question in QUESTIONS.values()} <= set(CONDITIONS)


def test_every_question_stands_on_a_page_under_its_own_path() -> None:
    for path, question in QUESTIONS.items():
        assert question.path == path
        assert question.page is not None
        assert question.label
        assert len(question.short) <= 24


def test_an_answer_is_read_back_where_it_was_put() -> None:
    intake = told(patient__family_name="Doe")
    assert answer_at(intake, "patient.family_name").value == "Doe"
    assert Intake().patient.family_name.state is State.NOT_ASKED


def test_members_of_a_group_keep_their_order_and_their_tombstone() -> None:
    intake = with_answer(Intake(), "tx.rows/b/name", say("FOLFIRINOX"))
    intake = with_answer(intake, "tx.rows/a/name", say("Whipple"))
    assert [row.id for row in rows_of(intake, "tx")] == ["b", "a"]
    gone = without_member(intake, "tx", "b")
    assert [row.id for row in rows_of(gone, "tx")] == ["a"]
    assert answer_at(gone, "tx.rows/b/name").value == "FOLFIRINOX"
    assert restored(gone, "tx", "b") == intake


@pytest.mark.parametrize("path", ["patient.ssn", "nobody.home", "tx.rows/1/ssn", "dx.kind"])
def test_a_path_that_names_no_question_is_refused(path: str) -> None:
    with pytest.raises(NoSuchPath):
        question_of(path)


def test_contradictory_statements_stand_side_by_side_until_settled() -> None:
    answer = say("stage two").contradicted(
        Statement(value="stage IV", source=Source.READ_FROM_REPORT)
    )
    intake = with_answer(Intake(), "dx.rows/1/stage_stated", answer)
    assert conflicts(intake) == ("dx.rows/1/stage_stated",)
    settled = with_answer(intake, "dx.rows/1/stage_stated", answer.settled(1))
    assert not conflicts(settled)
    assert answer_at(settled, "dx.rows/1/stage_stated").value == "stage IV"


def test_unknown_and_refused_are_answers_and_not_asked_is_none() -> None:
    intake = told(ins__plan_type=not_known(), ins__financial_worry=not_known(State.REFUSED))
    assert {path for path, _ in answers(intake)} == {"ins.plan_type", "ins.financial_worry"}
    missing = {item.path for item in still_to_ask(intake, Stage.VISIT, TODAY)}
    assert "ins.plan_type" not in missing
    assert "med.meds" in missing


@pytest.mark.parametrize(
    ("given", "allowed"),
    [
        ({}, False),
        ({"caller__is_patient": True}, True),
        ({"caller__is_patient": False}, False),
        ({"caller__relationship": "child"}, False),
        ({"caller__is_patient": False, "caller__authority": "none_yet"}, False),
        ({"caller__authority": "patient_verbal_permission_later"}, False),
        ({"caller__is_patient": False, "caller__authority": "patient_on_line_agreed"}, True),
        ({"caller__relationship": "parent", "caller__authority": "parent_of_minor"}, True),
    ],
)
def test_nothing_is_disclosed_without_authority(given: dict[str, Any], allowed: bool) -> None:
    result = disclosure(told(**given))
    assert result.allowed is allowed
    assert result.why
    assert allowed or result.act


def test_the_patient_who_was_not_told_is_known_everywhere() -> None:
    intake = told(caller__patient_aware_of_diagnosis="not_told", contact__voicemail_ok="detailed")
    assert patient_not_told(intake)
    assert "contact.voicemail_ok" in {problem.path for problem in problems(intake, TODAY)}


def test_what_does_not_apply_is_not_asked_and_comes_back() -> None:
    question = question_of("res.visa_needed")
    assert not applies(question, told(res__country="US"), TODAY)
    assert applies(question, told(res__country="MA"), TODAY)


def test_no_tissue_means_no_diagnosis() -> None:
    assert not has_tissue(told(status__tissue_done=parts(code="done_waiting")))
    assert has_tissue(told(status__tissue_done=parts(code="done_result_known")))
    assert not has_tissue(told(status__code="abnormal_not_diagnosed"))


def test_dates_that_do_not_fit_become_a_question_to_ask() -> None:
    intake = told(status__found_date=PartialDate(year=2026, month=5))
    intake = with_answer(intake, "tx.rows/1/start", say(PartialDate(year=2026, month=4)))
    found = problems(intake, TODAY)
    assert [problem.path for problem in found] == ["tx.rows/1/start"]
    assert "Which came first?" in found[0].text


def test_a_treatment_within_two_weeks_is_said_beside_its_field() -> None:
    planned = parts(text="re-excision", date=PartialDate(year=2026, month=12, day=1))
    intake = told(status__next_planned=planned)
    assert next_treatment_day(intake, TODAY) == date(2026, 12, 1)
    [note] = problems(intake, TODAY)
    assert note.text.startswith("In 7 days")
    assert not note.serious


def test_the_age_told_counts_until_the_date_of_birth_is_known() -> None:
    intake = told(patient__age=62)
    assert age_of(intake, TODAY) == 62
    born = told(intake, patient__dob=PartialDate(year=1964, month=12, day=31))
    assert age_of(born, TODAY) == 61


def test_the_six_red_flags_count_only_together() -> None:
    intake = Intake()
    for name in ALWAYS_ASKED:
        assert not six_asked(intake)
        intake = with_answer(intake, f"urg.{name}", say(False))
    assert six_asked(intake)


def test_a_section_says_what_is_open() -> None:
    before = progress(Intake(), Page.PATIENT, TODAY)
    after = progress(told(patient__family_name="Doe"), Page.PATIENT, TODAY)
    assert after.answered == before.answered + 1
    assert after.open == before.open - 1
