"""Two consoles on one PostgreSQL work one shift: offer, transfer, park, promise and board."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from advisor_app.line.calls import CallState
from advisor_app.line.presence import PresenceState
from advisor_app.ui.kit.fields import OneLineEdit
from tests.advisor import AGREED, Advisor
from tests.servers import Server
from tests.ui.hands import child
from tests.ui.side_by_side import at_work, consoles_of_one_server, is_free, sits_at

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desks(server: Server) -> Iterator[tuple[Advisor, Advisor]]:
    """Two consoles with connections of their own."""
    with consoles_of_one_server(server) as consoles, at_work(consoles) as pair:
        yield pair


def test_one_shift(desks: tuple[Advisor, Advisor]) -> None:
    first, second = desks
    sits_at(first)
    call = first.hears_ringing(family="pancreas")
    first.takes_call()
    first.answers(AGREED)
    number = first.hands.case.number
    first.parks()
    assert first.window.console.queue.parked(first.window.console.act())[0].id == call
    first.window.desk.resume_call(first.window.console.queue.call(first.window.console.act(), call))
    first.hands.until(lambda: first.window.desk.case is not None, what="the parked case")
    first.hands.settle()
    is_free(second)
    hand_on = first.window.hand_on
    first.presses(Qt.Key.Key_F7)
    first.hands.until(lambda: hand_on.card.receiver is not None, what="the colleague")
    first.presses(Qt.Key.Key_Return, CTRL)
    sits_at(second)
    second.hands.until(lambda: second.window.queue_presenter.offer is not None, what="the offer")
    second.takes_call()
    assert second.hands.case.number == number
    first.hands.until(lambda: first.window.desk.case is None, what="the end of the case here")
    promises_to_call_back(second)
    console = first.window.console
    (promise,) = console.promises.due(console.act())
    assert (promise.case, promise.owner) == (number, second.window.console.advisor.id)
    assert console.queue.call(console.act(), call).state is CallState.DONE
    seen_on_the_board(first, second)


def promises_to_call_back(desk: Advisor) -> None:
    """F8, a promise for tomorrow at ten, Ctrl Enter."""
    desk.presses(Qt.Key.Key_F8)
    card = desk.window.desk.wrap_up
    desk.hands.until(lambda: card.is_open, what="the wrap-up")
    desk.presses(Qt.Key.Key_P, ALT)
    when = child(card, OneLineEdit, "promiseWhenEdit")
    when.setFocus()
    desk.hands.types("tomorrow 10:00")
    desk.presses(Qt.Key.Key_Return, CTRL)
    desk.hands.until(lambda: desk.window.desk.call is None, what="the end of the call")


def seen_on_the_board(first: Advisor, second: Advisor) -> None:
    """The other console's board counts the call that both worked on, and both advisors are free."""
    sits_at(first)
    first.window.go("board")
    board = first.window.board
    first.hands.until(lambda: board.picture is not None, what="the board")
    for desk in (first, second):
        console = desk.window.console
        assert console.presences.get(console.act()).state is PresenceState.AVAILABLE
    first.hands.until(lambda: counted(first) == 1, what="the call on the board")


def counted(desk: Advisor) -> int:
    picture = desk.window.board.picture
    return sum(bar.answered for bar in picture.bars) if picture is not None else 0
