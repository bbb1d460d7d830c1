"""A question to the nurses: asked, seen, answered once by a nurse, and kept in the case's log."""

import pytest

from advisor_app.domain.people import Role
from advisor_app.services.consults import ConsultUrgency
from advisor_app.services.failures import ChangedMeanwhile, Denied, NoSuchCase, NotPossible
from tests.services.desk import Desk

NOW, TODAY = ConsultUrgency.NOW, ConsultUrgency.TODAY


def test_a_question_is_seen_by_all_and_answered_once(desk: Desk) -> None:
    act, nurse = desk.act(), desk.act("nora", Role.NURSE, "desk 2")
    number = desk.cases.create(act).number
    desk.consults.ask(act, number, " Fever since Monday? ", TODAY)
    desk.clock.go(60)
    urgent = desk.consults.ask(act, number, "Can she stay at home?", NOW)
    assert [one.consult.question for one in desk.consults.open_ones(nurse)] == [
        "Can she stay at home?",
        "Fever since Monday?",
    ]
    desk.clock.go(60)
    desk.consults.answer(nurse, urgent.id, "No: to the emergency department.", "E1_ED_today")
    with pytest.raises(ChangedMeanwhile):
        desk.consults.answer(nurse, urgent.id, "Yes.", "R_14d")
    newest = desk.consults.of_case(act, number)[0]
    assert (newest.answered_by, newest.disposition) == ("nora", "E1_ED_today")
    assert len(desk.consults.open_ones(nurse)) == 1
    notes = [(note.what, note.by) for note in desk.cases.notes(act, number)]
    assert notes == [("nurse asked", "ann"), ("nurse asked", "ann"), ("nurse answered", "nora")]
    entries = [one for one in desk.audit.entries(act) if one.action.startswith("consult.")]
    assert {"consult.ask", "consult.answer"} <= {one.action for one in entries}
    assert not any("emergency department" in one.detail for one in entries)


def test_only_a_nurse_answers_and_only_in_words(desk: Desk) -> None:
    act, nurse = desk.act(), desk.act("nora", Role.NURSE)
    number = desk.cases.create(act).number
    asked = desk.consults.ask(act, number, "Unclear pathology: who reads it?", NOW)
    with pytest.raises(Denied):
        desk.consults.answer(act, asked.id, "I do.", "R_14d")
    own = desk.consults.ask(nurse, number, "Do you agree?", TODAY)
    with pytest.raises(Denied):
        desk.consults.answer(nurse, own.id, "I do.", "R_14d")
    with pytest.raises(NotPossible):
        desk.consults.answer(nurse, asked.id, "  ", "R_14d")
    with pytest.raises(NotPossible):
        desk.consults.answer(nurse, asked.id, "Our pathologist.", "")
    with pytest.raises(NotPossible):
        desk.consults.ask(act, number, "\n", NOW)
    with pytest.raises(NoSuchCase):
        desk.consults.ask(act, "Q-26-99999", "Who is it?", NOW)
