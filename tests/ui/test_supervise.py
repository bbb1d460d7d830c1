"""The card of the board: a call is taken from a desk that is gone, an advisor is set away."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from advisor_app.line.calls import CallState
from advisor_app.line.presence import PresenceState
from advisor_app.ui.calls.receiver_list import ReceiverRow
from tests.advisor import Advisor, neighbour_of
from tests.ui.hands import ALT, CTRL, SHIFT, child


def test_the_calls_of_who_is_gone_go_back_to_the_line(desk: Advisor) -> None:
    console = desk.window.console
    gone = neighbour_of(console)
    gone.presences.choose(gone.act(), PresenceState.AVAILABLE)
    call = desk.calls_the_line()
    gone.queue.claim(gone.act(), call, gone.queue.call(gone.act(), call).version)
    console.presences.choose(console.act(), PresenceState.BREAK)
    desk.window.go("board")
    desk.presses(Qt.Key.Key_A, CTRL, SHIFT)
    card, name = desk.window.supervise.card, f"colleague_{gone.advisor.id}"
    desk.hands.until(lambda: bool(card.findChildren(ReceiverRow, name)), what="the advisor")
    row = child(card, ReceiverRow, name)
    assert "1 call" in row.receiver.fit
    row.click()
    row.setFocus()
    desk.presses(Qt.Key.Key_B, ALT)
    said = child(card, QLabel, "superviseSaid")
    desk.hands.until(lambda: "given back" in said.text(), what="what came of it")
    back = console.queue.call(console.act(), call)
    assert (back.state, back.holder) == (CallState.WAITING, "")
    gone.presences.choose(gone.act(), PresenceState.AVAILABLE)
    desk.presses(Qt.Key.Key_A, ALT)
    desk.hands.until(lambda: "Away" in said.text(), what="the state")
    assert gone.presences.get(gone.act()).state is PresenceState.AWAY


def test_the_next_call_is_offered_to_whom_the_supervisor_chooses(desk: Advisor) -> None:
    console = desk.window.console
    other = neighbour_of(console)
    other.presences.choose(other.act(), PresenceState.AVAILABLE)
    console.presences.choose(console.act(), PresenceState.BREAK)
    call = desk.calls_the_line()
    desk.window.go("board")
    desk.presses(Qt.Key.Key_A, CTRL, SHIFT)
    card, name = desk.window.supervise.card, f"colleague_{other.advisor.id}"
    desk.hands.until(lambda: bool(card.findChildren(ReceiverRow, name)), what="the advisor")
    child(card, ReceiverRow, name).click()
    desk.presses(Qt.Key.Key_O, ALT)
    said = child(card, QLabel, "superviseSaid")
    desk.hands.until(lambda: "Offered" in said.text(), what="what came of it")
    (row,) = [one for one in other.queue.rows(other.act()) if one.key == call]
    assert row.offered_to == other.advisor.id
    assert "asks you to take this call" in row.offer_why
