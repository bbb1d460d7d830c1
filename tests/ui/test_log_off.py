"""Going home by the keyboard: what is open is listed, and it goes to somebody or stays."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from advisor_app.domain.people import Role
from advisor_app.line.presence import PresenceState
from advisor_app.services.failures import StoreOutOfReach
from advisor_app.services.handovers import OpenWork
from advisor_app.ui.calls.receiver_list import ReceiverRow
from advisor_app.ui.context import Console
from advisor_app.ui.kit.buttons import Button
from tests.advisor import Advisor, neighbour_of, shown_text
from tests.ui.hands import ALT, CTRL, SHIFT, child, nameless


def asks_to_go(desk: Advisor) -> list[bool]:
    """Ctrl+Shift+Q; the list fills once the desk may be left."""
    left: list[bool] = []
    desk.window.left.connect(lambda: left.append(True))
    desk.presses(Qt.Key.Key_Q, CTRL, SHIFT)
    desk.hands.until(lambda: desk.window.log_off.card.is_open or bool(left), what="the card")
    desk.hands.settle()
    return left


def has_open(console: Console) -> OpenWork:
    """What that advisor has open."""
    return console.handovers.open_work(console.act())


def presence_of(console: Console) -> PresenceState:
    """What that advisor does."""
    return console.presences.get(console.act()).state


def test_log_off_lists_what_is_open_and_hands_it_over(desk: Advisor) -> None:
    console, other = desk.window.console, neighbour_of(desk.window.console)
    before = has_open(console)
    assert before.cases
    assert before.promises
    left = asks_to_go(desk)
    card = desk.window.log_off.card
    said = " ".join(label.text() for label in card.findChildren(QLabel))
    for case in before.cases:
        assert case.card.number in said
    assert nameless(card) == []
    row = child(card, ReceiverRow, f"colleague_{other.advisor.id}")
    row.click()
    desk.presses(Qt.Key.Key_Return, CTRL)
    desk.hands.until(lambda: bool(left), what="the end of the shift")
    assert has_open(console).empty
    assert has_open(other).count >= before.count
    assert presence_of(console) is PresenceState.AWAY


def test_it_may_stay_and_escape_changes_nothing(desk: Advisor) -> None:
    console = desk.window.console
    before = has_open(console)
    left = asks_to_go(desk)
    desk.presses(Qt.Key.Key_Escape)
    desk.hands.until(lambda: not desk.window.log_off.card.is_open, what="the end of the card")
    assert not left
    assert presence_of(console) is PresenceState.AVAILABLE
    left = asks_to_go(desk)
    desk.presses(Qt.Key.Key_K, ALT)
    desk.hands.until(lambda: bool(left), what="the end of the shift")
    assert has_open(console) == before


def test_nobody_goes_while_a_caller_is_with_them(desk: Advisor) -> None:
    desk.hears_ringing()
    desk.takes_call()
    left = asks_to_go(desk)
    card = desk.window.log_off.card
    assert "end the call" in shown_text(card, "logOffSaid")
    assert not child(card, Button, "logOffGive").isEnabled()
    desk.presses(Qt.Key.Key_K, ALT)
    desk.presses(Qt.Key.Key_Return, CTRL)
    desk.hands.settle()
    assert not left
    desk.presses(Qt.Key.Key_Escape)


def test_a_desk_with_nothing_open_is_left_at_once(desk: Advisor) -> None:
    console, other = desk.window.console, neighbour_of(desk.window.console)
    console.handovers.hand_over(console.act(), other.advisor.id)
    assert asks_to_go(desk)


def test_the_work_of_who_is_gone_is_handed_over_from_the_board(desk: Advisor) -> None:
    console, gone = desk.window.console, neighbour_of(desk.window.console)
    console.handovers.hand_over(console.act(), gone.advisor.id)
    count = has_open(gone).count
    desk.window.go("board")
    desk.presses(Qt.Key.Key_A, CTRL, SHIFT)
    card, name = desk.window.supervise.card, f"colleague_{gone.advisor.id}"
    desk.hands.until(lambda: bool(card.findChildren(ReceiverRow, name)), what="the advisor")
    row = child(card, ReceiverRow, name)
    assert "parked" in row.receiver.sub
    assert "promise" in row.receiver.sub
    row.click()
    row.setFocus()
    desk.presses(Qt.Key.Key_H, ALT)
    desk.hands.until(lambda: desk.window.log_off.card.is_open, what="the card")
    child(desk.window.log_off.card, ReceiverRow, f"colleague_{console.advisor.id}").click()
    desk.presses(Qt.Key.Key_Return, CTRL)
    desk.hands.until(lambda: not desk.window.log_off.card.is_open, what="the end of the card")
    assert has_open(gone).empty
    assert has_open(console).count == count


def asks_to_close(desk: Advisor, *, demonstration: bool = False) -> list[bool]:
    """The cross of the window is pressed; the list fills once it may close."""
    closes: list[bool] = []
    desk.window.may_close.connect(lambda: closes.append(True))
    desk.window.log_off._console = replace(desk.window.console, demonstration=demonstration)
    if not desk.window.asks_before_closing():
        closes.append(True)
    desk.hands.until(lambda: desk.window.log_off.card.is_open or bool(closes), what="the card")
    desk.hands.settle()
    return closes


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.AUDITOR])
def test_who_answers_no_calls_is_asked_nothing(desk: Advisor, role: Role) -> None:
    console = desk.window.console
    advisor = replace(console.advisor, role=role)
    desk.window.log_off._console = replace(console, advisor=advisor, demonstration=False)
    assert not desk.window.asks_before_closing()
    assert asks_to_go(desk), "an administrator logs off"


def test_closing_the_window_asks_to_whom_what_is_open_goes(desk: Advisor) -> None:
    console, other = desk.window.console, neighbour_of(desk.window.console)
    closes = asks_to_close(desk)
    card = desk.window.log_off.card
    assert not closes
    assert child(card, Button, "logOffGive").text() == "Hand over and close"
    child(card, ReceiverRow, f"colleague_{other.advisor.id}").click()
    desk.presses(Qt.Key.Key_Return, CTRL)
    desk.hands.until(lambda: bool(closes), what="the end of the window")
    assert has_open(console).empty
    assert presence_of(console) is PresenceState.AWAY


def test_a_card_with_the_work_of_another_is_no_question_about_ones_own(desk: Advisor) -> None:
    assert not asks_to_close(desk)
    card = desk.window.log_off.card
    desk.presses(Qt.Key.Key_Escape)
    desk.hands.until(lambda: not card.is_open, what="the end of the card")
    console, other = desk.window.console, neighbour_of(desk.window.console).advisor
    console.handovers.hand_over(console.act(), other.id)
    desk.window.log_off.begin_for(other)
    desk.hands.until(lambda: card.is_open, what="the card of the other")
    assert desk.window.asks_before_closing()


def test_escape_keeps_the_window_and_closing_it_twice_lets_go(desk: Advisor) -> None:
    before = has_open(desk.window.console)
    assert not asks_to_close(desk)
    desk.presses(Qt.Key.Key_Escape)
    desk.hands.until(lambda: not desk.window.log_off.card.is_open, what="the end of the card")
    assert not asks_to_close(desk), "after Escape it is asked again"
    assert not desk.window.asks_before_closing(), "who closes it at the card is let go"
    desk.presses(Qt.Key.Key_Escape)
    assert has_open(desk.window.console) == before


def test_a_store_that_does_not_answer_keeps_nobody_here(
    desk: Advisor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_asked: object) -> OpenWork:
        raise StoreOutOfReach

    monkeypatch.setattr(desk.window.console.handovers, "open_work", away)
    told: list[str] = []
    desk.window.log_off.told.connect(told.append)
    desk.window.log_off._console = replace(desk.window.console, demonstration=False)
    assert desk.window.asks_before_closing()
    desk.hands.until(lambda: bool(told), what="why it does not close")
    assert "Close the window again" in told[0]
    assert not desk.window.asks_before_closing()


def test_a_demonstration_closes_at_once_and_so_does_a_locked_desk(desk: Advisor) -> None:
    assert asks_to_close(desk, demonstration=True)
    desk.window.log_off._console = replace(desk.window.console, demonstration=False)
    desk.window.lock.lock()
    assert not desk.window.asks_before_closing()
    desk.window.lock.unlock("")
    desk.hands.settle()
