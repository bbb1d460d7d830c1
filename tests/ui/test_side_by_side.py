"""Two consoles on one PostgreSQL work one shift: offer, transfer, park, promise and board."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from advisor_app.line.calls import CallState
from advisor_app.line.presence import WORDS, PresenceState
from advisor_app.ui.kit.one_line import OneLineEdit
from tests.advisor import AGREED, Advisor
from tests.servers import Server
from tests.ui.hands import ALT, CTRL, child
from tests.ui.side_by_side import at_work, consoles_of_one_server, is_free, sits_at


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
    sees_who_is_on_the_call(first, second)
    sits_at(second)
    promises_to_call_back(second)
    console = first.window.console
    (promise,) = console.promises.due(console.act())
    assert (promise.case, promise.owner) == (number, second.window.console.advisor.id)
    assert console.queue.call(console.act(), call).state is CallState.DONE
    seen_on_the_board(first, second, call)


def promises_to_call_back(desk: Advisor) -> None:
    """F8, a promise for tomorrow at ten, Ctrl Enter."""
    desk.presses(Qt.Key.Key_F8)
    card = desk.window.desk.wrap_up.card
    desk.hands.until(lambda: card.is_open, what="the wrap-up")
    desk.presses(Qt.Key.Key_P, ALT)
    when = child(card, OneLineEdit, "promiseWhenEdit")
    when.setFocus()
    desk.hands.types("tomorrow 10:00")
    desk.presses(Qt.Key.Key_Return, CTRL)
    desk.hands.until(lambda: desk.window.desk.call is None, what="the end of the call")


def sees_who_is_on_the_call(first: Advisor, second: Advisor) -> None:
    """The board of the one console has the other's advisor among those on a call."""
    sits_at(first)
    first.window.go("board")
    name = name_of(second)
    first.hands.until(lambda: name in people(first, PresenceState.ON_CALL), what="who is on a call")
    assert name_of(first) in people(first, PresenceState.AVAILABLE)


def seen_on_the_board(first: Advisor, second: Advisor, call: str) -> None:
    """The other console's board counts the call that both worked on, and both advisors are free.

    Behind its figure stands that call.
    """
    sits_at(first)
    board, drill = first.window.board, first.window.board_presenter.drill.card
    free = [name_of(desk) for desk in (first, second)]
    first.hands.until(
        lambda: all(name in people(first, PresenceState.AVAILABLE) for name in free),
        what="both advisors, free again",
    )
    tile = board.tiles["service_level"]
    first.hands.until(lambda: "100 %" in tile.accessibleName(), what="the call on the board")
    assert board.tiles["waiting"].accessibleName() == "Waiting: 0"
    board.tiles["handle_time"].setFocus()
    first.presses(Qt.Key.Key_Return)
    first.hands.until(lambda: drill.lines == (call,), what="the call behind the figure")
    first.presses(Qt.Key.Key_Escape)


def name_of(desk: Advisor) -> str:
    """That advisor as the board names them: without what they are."""
    return desk.window.console.advisor.name.split(",")[0]


def people(desk: Advisor, state: PresenceState) -> str:
    """Who stands on that board under that state, as it is read to who cannot see it."""
    told = child(desk.window.board, QWidget, "boardAdvisors.list").accessibleName()
    return next((part for part in told.split("; ") if part.startswith(WORDS[state])), "")
