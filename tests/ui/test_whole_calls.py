"""Whole calls by keyboard: from the ring to the promise, parked, urgent, without authority."""

from pathlib import Path
from typing import Final

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from advisor_app.domain.answers import Statement
from advisor_app.domain.case import CaseState, Edit
from advisor_app.domain.intake import ALWAYS_ASKED
from advisor_app.domain.paths import answer_at
from advisor_app.domain.questions import Page
from advisor_app.line.calls import CallState, WrapUpCode
from advisor_app.line.presence import PresenceState
from advisor_app.services.failures import Denied
from advisor_app.services.queue import WrapUp
from advisor_app.ui.kit.check_row import CheckRow
from advisor_app.ui.kit.conflict import ConflictCard
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import RowsModel
from tests.advisor import AGREED, Advisor, neighbour_of, value_at

CONTROL: Final = Qt.KeyboardModifier.ControlModifier
ALT: Final = Qt.KeyboardModifier.AltModifier
STORY: Final = (
    "mom 62, islet cell of the pancreas since may, stage two, on FOLFIRINOX, lives in NJ "
    "but florida in december"
)


def test_a_call_from_the_ring_to_the_promise(desk: Advisor, tmp_path: Path) -> None:
    hands, window = desk.hands, desk.window
    call = desk.hears_ringing()
    desk.takes_call()
    assert window.desk.call is not None
    assert (window.desk.call.id, window.desk.call.state) == (call, CallState.CONNECTED)
    number = hands.case.number
    hands.tells(STORY)
    assert window.intake_controller.heard.facts
    hands.keeps_chips()
    assert value_at(desk.intake, "dx.rows/1/family") == "neuroendocrine"
    hands.asks_the_six()
    desk.answers(AGREED | {"med.ecog": "1", "svc.types": "full consultation"})
    hands.settle()
    next_asked = desk.matched.ask_next
    desk.presses(Qt.Key.Key_J, CONTROL)
    if next_asked:
        assert window.intake.focused_path() == next_asked[0].question
    desk.presses(Qt.Key.Key_B, CONTROL)
    hands.settle()
    chosen = value_at(desk.stored, "out.match")
    assert chosen is not None
    assert chosen.text("id") == desk.matched.matches[0].id
    paper = tmp_path / f"{number}.pdf"
    desk.prints(paper)
    pages = [page.extract_text() for page in PdfReader(paper).pages]
    assert pages
    assert all("DOE" in text.upper() and "JANE" in text.upper() for text in pages)
    desk.presses(Qt.Key.Key_F8)
    hands.until(lambda: window.desk.wrap_up.card.is_open, what="the wrap-up card")
    promised = hands.find("promiseCheck")
    assert isinstance(promised, CheckRow)
    if not promised.isChecked():
        desk.presses(Qt.Key.Key_P, ALT)
    hands.promises("tomorrow 16:00", "the date with the specialist")
    desk.presses(Qt.Key.Key_Return, CONTROL)
    hands.until(lambda: window.desk.call is None, what="the end of the call")
    console = window.console
    assert console.queue.call(console.act(), call).state is CallState.DONE
    owed = [one for one in console.promises.due(console.act()) if one.case == number]
    assert [one.about for one in owed] == ["the date with the specialist"]
    window.go("mywork")
    window.mywork_presenter.refresh()
    hands.until(
        lambda: any(owed[0].id in key for key in rows_of_table(window.mywork.table)),
        what="the promise in My work",
    )
    reopens(desk, "doe", number)
    assert desk.intake.free_text == STORY


def reopens(desk: Advisor, part: str, number: str) -> None:
    """Ctrl+F, part of the name, Enter on its row."""
    window = desk.window
    desk.presses(Qt.Key.Key_F, CONTROL)
    desk.hands.types(part)
    desk.hands.until(
        lambda: (
            0 < len(rows_of_table(window.cases.table)) < 5
            and number in rows_of_table(window.cases.table)
        ),
        what="the case in the list",
    )
    window.cases.table.choose(number)
    window.cases.table.setFocus()
    desk.presses(Qt.Key.Key_Return)
    desk.hands.until(lambda: window.desk.case is not None, what="the case on the desk")
    desk.hands.settle()
    assert desk.hands.case.number == number


def rows_of_table(table: RowsView) -> tuple[str, ...]:
    """The keys of the rows that a list shows."""
    model = table.model()
    assert isinstance(model, RowsModel)
    return tuple(model.keys())


def test_a_parked_call_is_taken_up_where_it_was_left(desk: Advisor) -> None:
    window = desk.window
    call = desk.hears_ringing()
    desk.takes_call()
    number = desk.hands.case.number
    desk.answers({"patient.family_name": "Doe", "status.code": "treatment_started"})
    desk.hands.goes_to(Page.TREATMENT)
    desk.parks()
    console = window.console
    assert console.queue.call(console.act(), call).state is CallState.PARKED
    (mine,) = [one for one in console.cases.mine(console.act()) if one.card.number == number]
    assert mine.card.state is CaseState.PARKED
    assert mine.cue.startswith("you were at: Treatment")
    window.mywork_presenter.resume_wanted.emit(call)
    desk.hands.until(lambda: window.desk.case is not None, what="the parked case")
    desk.hands.settle()
    assert desk.hands.case.number == number
    assert window.desk.call is not None
    assert window.desk.call.state is CallState.CONNECTED
    assert value_at(desk.intake, "patient.family_name") == "Doe"
    assert window.intake.section is Page.TREATMENT


def test_a_red_flag_opens_the_card_and_nothing_is_booked_before_it_is_settled(
    desk: Advisor,
) -> None:
    window, hands = desk.window, desk.hands
    desk.hears_ringing()
    desk.takes_call()
    desk.answers(AGREED | {"status.code": "treatment_started"})
    desk.picks("islet cell tumor of the pancreas")
    hands.answers(f"urg.{ALWAYS_ASKED[1]}", "Yes")
    hands.settle()
    hands.until(lambda: window.desk.emergency.card.is_open, what="the emergency card")
    desk.presses(Qt.Key.Key_Escape)
    assert not window.desk.emergency.card.is_open
    desk.presses(Qt.Key.Key_B, CONTROL)
    assert value_at(desk.stored, "out.match") is None
    assert "book" in {one.what for one in desk.matched.blocked}
    desk.presses(Qt.Key.Key_E, CONTROL)
    desk.presses(Qt.Key.Key_F7)
    given = value_at(desk.stored, "urg.instruction_given")
    assert given.get("ack") is False
    assert "book" in {one.what for one in desk.matched.blocked}
    hands.types("I dial 911 now")
    desk.presses(Qt.Key.Key_Return)
    given = value_at(desk.stored, "urg.instruction_given")
    assert given.get("ack") is True
    assert given.text("text").endswith("Read back: “I dial 911 now”")
    assert "book" not in {one.what for one in desk.matched.blocked}
    desk.presses(Qt.Key.Key_B, CONTROL)
    assert value_at(desk.stored, "out.match") is not None


def test_the_next_call_waits_until_an_open_emergency_is_settled(desk: Advisor) -> None:
    window, hands = desk.window, desk.hands
    desk.hears_ringing()
    desk.takes_call()
    desk.answers(AGREED)
    hands.answers(f"urg.{ALWAYS_ASKED[1]}", "Yes")
    hands.until(lambda: window.desk.emergency.card.is_open, what="the emergency card")
    desk.presses(Qt.Key.Key_Escape)
    hands.settle()
    console, call = window.console, window.desk.call
    assert call is not None
    with pytest.raises(Denied, match="An emergency is open"):
        console.queue.complete(console.act(), call.id, WrapUp(code=WrapUpCode.MATCHED_CALLBACK))
    desk.presses(Qt.Key.Key_E, CONTROL)
    desk.presses(Qt.Key.Key_F5)
    hands.types("we go to the emergency department")
    desk.presses(Qt.Key.Key_Return)
    hands.settle()
    asked = console.consults.open_ones(console.act())
    assert [one.consult.urgency for one in asked] == ["now"]
    console.queue.complete(console.act(), call.id, WrapUp(code=WrapUpCode.MATCHED_CALLBACK))


def test_without_authority_nothing_is_printed_and_the_page_says_why(desk: Advisor) -> None:
    hands, window = desk.hands, desk.window
    hands.opens_new_case()
    desk.answers(
        {name: text for name, text in AGREED.items() if name != "caller.authority"}
        | {"caller.authority": "none"}
    )
    hands.settle()
    desk.presses(Qt.Key.Key_P, CONTROL)
    hands.settle()
    assert window.window.current == "summary"
    assert window.summary.pages_shown == 0
    why = window.intake_controller.presenter.picture().disclosure.why
    assert why
    words = [label.text() for label in window.summary.findChildren(QLabel) if label.isVisible()]
    assert any(why in text for text in words), words
    assert not window.console.summaries.issued(window.console.act(), hands.case.number)


def test_of_two_desks_one_gets_the_call_and_the_other_sees_who(desk: Advisor) -> None:
    console, queue = desk.window.console, desk.window.queue
    other = neighbour_of(console)
    console.presences.choose(console.act(), PresenceState.CASE_WORK)
    desk.window.queue_presenter.stop()
    call = desk.calls_the_line()
    desk.window.queue_presenter.refresh()
    desk.hands.until(lambda: queue.line(call) is not None, what="the waiting call")
    row = next(one for one in other.queue.rows(other.act()) if one.key == call)
    other.presences.choose(other.act(), PresenceState.AVAILABLE)
    other.queue.claim(other.act(), call, row.version)
    desk.window.go("queue")
    queue.table.choose(call)
    queue.table.setFocus()
    desk.presses(Qt.Key.Key_Return)
    desk.hands.until(
        lambda: any(
            f"{other.advisor.name} took this call first" in label.text()
            for label in desk.window.window.findChildren(QLabel)
            if label.isVisible()
        ),
        what="the name of who took it",
    )
    assert desk.window.desk.call is None
    assert desk.window.desk.case is None


def test_two_desks_that_differ_leave_a_conflict_that_a_key_settles(desk: Advisor) -> None:
    hands, first = desk.hands, desk.window
    hands.opens_new_case()
    desk.answers({"patient.family_name": "Doe"})
    hands.settle()
    number = hands.case.number
    other = neighbour_of(first.console)
    known = other.cases.open(other.act(), number).revision
    desk.answers({"patient.mrn": "222"})
    told: Statement[str] = Statement(value="111")
    theirs = Edit(id="theirs", path="patient.mrn", statements=(told,), base=known)
    other.cases.save(other.act(), number, [theirs])
    standing = [one.value for one in answer_at(desk.stored, "patient.mrn").statements]
    assert sorted(str(value) for value in standing) == ["111", "222"]
    hands.opens(number)
    field = desk.sees("patient.mrn")
    desk.presses(Qt.Key.Key_C, ALT)
    card = field.findChild(ConflictCard)
    assert card is not None
    desk.presses(Qt.Key(Qt.Key.Key_1 + standing.index("222")))
    settled = answer_at(desk.stored, "patient.mrn")
    assert (settled.value, settled.in_conflict) == ("222", False)
