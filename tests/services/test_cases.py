"""Cases: what is given comes back, is numbered, booked, listed and written down."""

from dataclasses import replace
from typing import Any

import pytest

from advisor_app.domain.answers import Answer, Precision, Source, State, Statement, say
from advisor_app.domain.case import FREE_TEXT, CaseState, Edit
from advisor_app.domain.codec import decode_value
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import (
    QUESTIONS,
    answer_at,
    answers,
    rows_of,
    with_answer,
    without_member,
)
from advisor_app.domain.questions import Kind, Question
from advisor_app.services.failures import BadValue, Denied, NoSuchCase
from advisor_app.services.records import AuditEntry
from tests.services.case_edits import FAMILY, GIVEN, edit, values
from tests.services.desk import Desk

PLAIN_OF: dict[Kind, Any] = {
    Kind.TEXT: "O'Brien-Łukasz <b>",
    Kind.LONG_TEXT: "line 1\nline 2\n\nline 3",
    Kind.CODES: ["bone", "words of their own"],
    Kind.WORDS: ["one", "two, three"],
    Kind.YES_NO: False,
    Kind.NUMBER: 61.5,
    Kind.DATE: "1961-03",
    Kind.DATE_OR_WORD: "ongoing",
    Kind.MOMENT: "2026-11-24T10:42:00-05:00",
    Kind.PHONE: "+1 212 555 0100",
    Kind.EMAIL: "a@example.com",
    Kind.COUNTRY: "ES",
    Kind.STATE: "NJ",
    Kind.PLACE: "US-FL",
    Kind.LANGUAGE: "es",
    Kind.CANCER: "pancreatic_net",
}


def plain_for(question: Question) -> Any:
    if question.kind is Kind.PARTS:
        return {
            spec.name: spec.choices[0].code
            if spec.choices
            else int(PLAIN_OF[spec.kind])
            if spec.kind is Kind.NUMBER
            else PLAIN_OF[spec.kind]
            for spec in question.parts
        }
    if question.choices and question.kind in (Kind.CODE, Kind.OPEN_CODE):
        return question.choices[0].code
    if question.kind is Kind.NUMBER:
        return question.highest if question.highest is not None else 3
    return PLAIN_OF.get(question.kind, "words of their own")


def whole_intake() -> Intake:
    """Every question answered, twice, as differing sources would."""
    intake = Intake(free_text="  My mother Łucja\n\thas it. ")
    for template, question in QUESTIONS.items():
        value = decode_value(question, plain_for(question))
        told: Statement[Any] = Statement(
            value=value,
            source=Source.PATIENT_STATED,
            verbatim="in her words",
            precision=Precision.MONTH if question.kind is Kind.DATE else None,
        )
        read = replace(told, source=Source.DOCUMENT_SEEN, verified=True, verbatim="")
        for member in ("b2", "a1") if "*" in template else ("",):
            path = template.replace("*", member)
            intake = with_answer(intake, path, Answer(statements=(told, read)))
    return without_member(intake, "tx", "b2")


def bare(intake: Intake) -> list[tuple[str, list[Statement[Any]]]]:
    """What was said, without the marks that the store adds."""
    return [
        (path, [replace(one, id="", by="", at=None) for one in answer.statements])
        for path, answer in answers(intake)
    ]


def trail(desk: Desk) -> tuple[AuditEntry, ...]:
    with desk.store.reading() as unit:
        entries: tuple[AuditEntry, ...] = unit.audit.entries(0, 10_000)
        return entries


def test_every_answer_comes_back_as_it_was_given(desk: Desk) -> None:
    intake = whole_intake()
    case = desk.cases.open(desk.act(), desk.cases.create(desk.act(), intake).number)
    assert bare(case.intake) == bare(intake)
    assert case.intake.free_text == intake.free_text
    assert [row.id for row in case.intake.tx.rows] == ["b2", "a1"]
    assert [row.id for row in rows_of(case.intake, "tx")] == ["a1"]


def test_every_answer_saved_as_an_edit_comes_back(desk: Desk) -> None:
    intake = whole_intake()
    number = desk.cases.create(desk.act()).number
    edits = [
        Edit(id=path, path=path, statements=answer.statements, base=1)
        for path, answer in answers(intake)
    ]
    edits.append(Edit(id="gone", path="tx.rows/b2/removed", removed=True, base=1))
    saved = desk.cases.save(desk.act(), number, edits)
    case = desk.cases.open(desk.act(), number)
    assert saved.revision == case.revision == 2
    assert saved.conflicts == ()
    assert bare(case.intake) == bare(intake)
    assert [row.id for row in rows_of(case.intake, "tx")] == ["a1"]


def test_a_removed_member_comes_back_with_its_answers(desk: Desk) -> None:
    number = desk.cases.create(desk.act()).number
    start = edit("tx.rows/7f/start", PartialDate(year=2024), base=1)
    desk.cases.save(desk.act(), number, [start])
    removed = Edit(id="r1", path="tx.rows/7f/removed", removed=True, base=2)
    desk.cases.save(desk.act(), number, [removed])
    assert rows_of(desk.cases.open(desk.act(), number).intake, "tx") == ()
    desk.cases.save(desk.act(), number, [replace(removed, id="r2", removed=False, base=3)])
    case = desk.cases.open(desk.act(), number)
    assert values(case, "tx.rows/7f/start") == [PartialDate(year=2024)]
    assert len(rows_of(case.intake, "tx")) == 1


def test_numbers_have_no_gaps_and_begin_anew_each_year(desk: Desk) -> None:
    first = [desk.cases.create(desk.act()).number for _ in range(3)]
    with pytest.raises(BadValue):
        desk.cases.create(desk.act(), with_answer(Intake(), "res.state", say("nowhere")))
    desk.clock.go(40 * 86_400)
    later = desk.cases.create(desk.act()).number
    assert first == ["Q-26-00001", "Q-26-00002", "Q-26-00003"]
    assert later == "Q-27-00001"


def test_a_case_that_is_not_there(desk: Desk) -> None:
    for deed in (
        lambda: desk.cases.open(desk.act(), "Q-26-00001"),
        lambda: desk.cases.save(desk.act(), "Q-26-00001", [edit(GIVEN, "Jane")]),
        lambda: desk.cases.note(desk.act(), "Q-26-00001", "told"),
        lambda: desk.cases.set_state(desk.act(), "Q-26-00001", CaseState.CLOSED),
    ):
        with pytest.raises(NoSuchCase):
            deed()


def test_the_same_edit_twice_is_one_edit(desk: Desk) -> None:
    number = desk.cases.create(desk.act()).number
    one = edit(GIVEN, "Jane", base=1, id_="e1")
    first = desk.cases.save(desk.act(), number, [one])
    again = desk.cases.save(desk.act(), number, [one, one])
    assert (first.revision, again.revision) == (2, 2)
    assert values(desk.cases.open(desk.act(), number), GIVEN) == ["Jane"]
    assert len(desk.cases.history(desk.act(), number, GIVEN)) == 1


def test_history_has_one_entry_a_visit(desk: Desk) -> None:
    number = desk.cases.create(desk.act()).number
    ann, bob = desk.act("ann"), desk.act("bob", at="desk 2")
    for act, path, word in (
        (ann, GIVEN, "J"),
        (ann, GIVEN, "Jane"),
        (ann, FAMILY, "Doe"),
        (ann, GIVEN, "Janet"),
        (bob, GIVEN, "Jeanette"),
    ):
        revision = desk.cases.open(act, number).revision
        desk.cases.save(act, number, [edit(path, word, base=revision)])
    found = desk.cases.history(ann, number, GIVEN)
    assert [(one.statements[0].value, one.by) for one in found] == [
        ("Jane", "ann"),
        ("Janet", "ann"),
        ("Jeanette", "bob"),
    ]
    assert [one.current for one in found] == [False, False, True]


def test_unknown_and_refused_are_kept_apart(desk: Desk) -> None:
    number = desk.cases.create(desk.act()).number
    unknown = Edit(id="a", path=GIVEN, statements=(Statement(state=State.UNKNOWN),), base=1)
    refused = Edit(id="b", path=FAMILY, statements=(Statement(state=State.REFUSED),), base=1)
    desk.cases.save(desk.act(), number, [unknown, refused])
    intake = desk.cases.open(desk.act(), number).intake
    assert answer_at(intake, GIVEN).state is State.UNKNOWN
    assert answer_at(intake, FAMILY).state is State.REFUSED


@pytest.mark.parametrize(
    "wrong",
    [
        edit("patient.nothing", "x"),
        edit("tx.rows/1/nothing", "x"),
        edit("res.state", "nowhere"),
        edit("patient.dob", "the third of never"),
    ],
)
def test_what_no_question_takes_is_refused_without_its_value(desk: Desk, wrong: Edit) -> None:
    number = desk.cases.create(desk.act()).number
    with pytest.raises(BadValue) as told:
        desk.cases.save(desk.act(), number, [edit(GIVEN, "Jane", base=1), wrong])
    assert wrong.path in str(told.value)
    assert str(wrong.statements[0].value) not in str(told.value).replace(wrong.path, "")
    assert desk.cases.open(desk.act(), number).revision == 1


def test_hostile_words_are_kept_or_made_harmless(desk: Desk) -> None:
    number = desk.cases.create(desk.act()).number
    for place, word in enumerate(
        ("Robert'); DROP TABLE case_file;--", "${jndi:ldap://x}", "a\x00b", "half \ud800 sign")
    ):
        desk.cases.save(desk.act(), number, [edit(GIVEN, word, base=place + 1)])
        found = values(desk.cases.open(desk.act(), number), GIVEN)[0]
        assert found == word.replace("\x00", "").replace("\ud800", "")
    story = edit(FREE_TEXT, "a half \ud800 sign", base=9)
    desk.cases.save(desk.act(), number, [story])
    assert "sign" in desk.cases.open(desk.act(), number).intake.free_text


def booking() -> Edit:
    question = QUESTIONS["out.booked"]
    at = {"at": "2026-12-01T10:00:00-05:00", "zone": "America/New_York", "site": "NJ-BR"}
    return edit("out.booked", decode_value(question, at), base=1)


def test_nothing_is_booked_for_a_caller_without_authority(desk: Desk) -> None:
    intake = with_answer(Intake(), "caller.is_patient", say(value=False))
    number = desk.cases.create(desk.act(), intake).number
    with pytest.raises(Denied) as told:
        desk.cases.save(desk.act(), number, [booking()])
    assert told.value.code == 6
    assert values(desk.cases.open(desk.act(), number), "out.booked") == []
    assert [(one.action, one.outcome) for one in trail(desk)][-2] == ("case.book", "denied")


def test_nothing_is_booked_while_an_emergency_is_open() -> None:
    desk = Desk(emergency_open=lambda intake: intake.urg.fever.value is True)
    intake = with_answer(Intake(), "caller.is_patient", say(value=True))
    calm = desk.cases.create(desk.act(), intake).number
    ill = desk.cases.create(desk.act(), with_answer(intake, "urg.fever", say(value=True))).number
    with pytest.raises(Denied):
        desk.cases.save(desk.act(), ill, [booking()])
    desk.clock.go(1)
    desk.cases.save(desk.act(), calm, [booking()])
    assert desk.cases.recent(desk.act())[0].next_step.startswith("Booked 01 DEC 2026")
    desk.store.close()


def test_states_and_my_cases(desk: Desk) -> None:
    act = desk.act()
    numbers = [desk.cases.create(act, owner="ann").number for _ in range(3)]
    desk.cases.create(act, owner="bob")
    desk.clock.go(60)
    desk.cases.set_state(act, numbers[1], CaseState.PARKED, "she looks for the letter")
    desk.cases.set_state(act, numbers[2], CaseState.CLOSED)
    found = desk.cases.mine(act)
    assert [(one.card.number, one.card.state, one.cue) for one in found] == [
        (numbers[0], CaseState.OPEN, ""),
        (numbers[1], CaseState.PARKED, "she looks for the letter"),
    ]
    assert found[1].since == desk.clock.now()
    assert [one.card.owner for one in desk.cases.mine(act, "bob")] == ["bob"]


def test_records_due_are_those_that_have_not_come(desk: Desk) -> None:
    intake = Intake()
    for member, state, due in (
        ("r1", "requested", "2026-12-05"),
        ("r2", "received", "2026-12-01"),
        ("r3", "partial", "2026-11-30"),
        ("r4", "requested", None),
    ):
        row = f"rec.rows/{member}/"
        intake = with_answer(intake, row + "code", say(f"CODE_{member}"))
        intake = with_answer(intake, row + "state", say(state))
        if due:
            value = decode_value(QUESTIONS["rec.rows/*/due"], due)
            intake = with_answer(intake, row + "due", say(value))
    intake = with_answer(intake, "rec.rows/r5/state", say("requested"))
    intake = without_member(intake, "rec", "r5")
    desk.cases.create(desk.act(), intake)
    desk.cases.create(desk.act(), intake, state=CaseState.CLOSED)
    found = desk.cases.records_due(desk.act())
    assert [(one.member, one.code) for one in found] == [
        ("r3", "CODE_r3"),
        ("r1", "CODE_r1"),
        ("r4", "CODE_r4"),
    ]
    until = desk.cases.records_due(desk.act(), PartialDate(year=2026, month=11, day=30).exact)
    assert [one.member for one in until] == ["r3"]


def test_every_reading_and_every_change_leaves_a_row_without_a_patients_words(desk: Desk) -> None:
    act = desk.act()
    number = desk.cases.create(act, with_answer(Intake(), FAMILY, say("Zqxsentinel"))).number
    desk.cases.open(act, number)
    desk.cases.save(act, number, [edit(GIVEN, "Zqxother", base=1)])
    desk.cases.search(act, "zqxsentinel")
    desk.cases.note(act, number, "told", "Zqxdetail")
    desk.cases.notes(act, number)
    desk.cases.history(act, number, GIVEN)
    rows = trail(desk)
    assert [one.action for one in rows] == [
        "case.create",
        "case.read",
        "case.save",
        "case.search",
        "case.note",
        "case.notes",
        "case.history",
    ]
    assert {one.actor for one in rows} == {"ann"}
    assert "zqx" not in repr(rows).casefold()
    assert GIVEN in rows[2].detail


def test_a_list_shown_again_and_again_is_one_look(desk: Desk) -> None:
    desk.cases.create(desk.act())
    for _ in range(5):
        desk.cases.recent(desk.act())
    desk.cases.recent(desk.act("bob"))
    desk.clock.go(61)
    desk.cases.recent(desk.act())
    assert [one.actor for one in trail(desk) if one.action == "case.list"] == ["ann", "bob", "ann"]
