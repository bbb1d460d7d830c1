"""A shift from sign-on to log-off by keys alone: any use of the mouse fails the test.

Only keys go in here, each to whatever has the focus; the window is read, and never told to go
somewhere, to focus something or to do anything.
"""

from collections.abc import Callable, Iterator
from typing import Final

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from advisor_app.domain.intake import ALWAYS_ASKED
from advisor_app.line.calls import CallState
from advisor_app.ui.intake.toggles import Toggle
from advisor_app.ui.kit.chips import Chip
from advisor_app.ui.kit.overlay import Overlay
from tests.advisor import Advisor, advisor_at_work, value_at

CONTROL: Final = Qt.KeyboardModifier.ControlModifier
ALT: Final = Qt.KeyboardModifier.AltModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
MOUSE: Final = (
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Wheel,
)
FURTHEST: Final = 80
"""No place of a page is further than so many presses of Tab."""


class NoMouse(QObject):
    """Notes every event of a mouse in the whole application."""

    def __init__(self) -> None:
        super().__init__()
        self.used: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in MOUSE:
            self.used.append(f"{event.type().name} on {watched.objectName()}")
        return False


Press = tuple[Qt.Key, list[Qt.KeyboardModifier]]
PAGES: Final[dict[str, Press]] = {
    "mywork": (Qt.Key.Key_W, [CONTROL, SHIFT]),
    "cases": (Qt.Key.Key_F, [CONTROL]),
    "board": (Qt.Key.Key_B, [CONTROL, SHIFT]),
    "directory": (Qt.Key.Key_D, [CONTROL]),
    "knowledge": (Qt.Key.Key_F, [CONTROL, ALT]),
    "admin": (Qt.Key.Key_Comma, [CONTROL]),
}


def is_open(card: Overlay) -> bool:
    """Asked anew each time: a key opens and closes it."""
    return card.is_open


@pytest.fixture
def desk(dressed: QApplication) -> Iterator[Advisor]:
    """An advisor who has no mouse."""
    watch = NoMouse()
    dressed.installEventFilter(watch)
    with advisor_at_work(dressed) as advisor:
        yield advisor
    dressed.removeEventFilter(watch)
    assert watch.used == []


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "something always has the focus"
    return found


def tabs_to(desk: Advisor, there: Callable[[QWidget], bool], what: str) -> None:
    """Press Tab until the focus stands where it is wanted."""
    for _ in range(FURTHEST):
        if there(focused()):
            return
        desk.presses(Qt.Key.Key_Tab)
    pytest.fail(f"Tab does not reach {what}")


def answers(desk: Advisor, path: str, keys: str) -> None:
    """Tab to a question of the section in front, and type the answer."""
    field = desk.window.intake.field_at(path)
    assert field is not None
    tabs_to(desk, field.isAncestorOf, path)
    desk.hands.types(keys)
    desk.presses(Qt.Key.Key_Tab)


def says_no(desk: Advisor, path: str) -> None:
    """Tab to No of a question with yes and no, and press Space."""
    field = desk.window.intake.field_at(path)
    assert field is not None
    tabs_to(
        desk,
        lambda one: isinstance(one, Toggle) and field.isAncestorOf(one) and one.words == "No",
        f"No of {path}",
    )
    desk.presses(Qt.Key.Key_Space)


def test_a_whole_shift_has_no_need_of_a_mouse(desk: Advisor) -> None:
    window, hands = desk.window, desk.hands

    # The ring, and the call.
    call = desk.hears_ringing()
    desk.presses(Qt.Key.Key_F9)
    desk.presses(Qt.Key.Key_F2)
    hands.until(lambda: window.desk.case is not None, what="the caller's case")
    hands.settle()

    # The story, and what it proposes.
    desk.presses(Qt.Key.Key_1, ALT)
    hands.settle()
    tabs_to(desk, window.intake.story.isAncestorOf, "the story")
    assert window.intake.brief.isVisible(), "the kind is not known: two questions first"
    hands.types("mom 62, islet cell of the pancreas, lives in NJ")
    hands.wait(0.5)
    hands.settle()
    desk.presses(Qt.Key.Key_Down)
    assert isinstance(focused(), Chip)
    for _ in window.intake_controller.heard.facts:
        if isinstance(focused(), Chip):
            desk.presses(Qt.Key.Key_Return)
            hands.settle()
    assert window.intake.story.isAncestorOf(focused()), "back in the story once all are kept"
    assert value_at(desk.intake, "dx.rows/1/family") == "neuroendocrine"
    assert not window.intake.brief.isVisible(), "it is known now"

    # The six red flags, and who calls.
    for name in ALWAYS_ASKED:
        says_no(desk, f"urg.{name}")
    hands.settle()
    assert all(value_at(desk.intake, f"urg.{name}") is False for name in ALWAYS_ASKED)
    desk.presses(Qt.Key.Key_2, ALT)
    says_no(desk, "caller.is_patient")
    answers(desk, "caller.name", "Janet Doe")
    desk.presses(Qt.Key.Key_3, ALT)
    answers(desk, "patient.family_name", "Doe")
    answers(desk, "patient.given_names", "Jane")
    hands.settle()
    assert desk.stored.patient.given_names.value == "Jane"

    # The right side, help, the palette: each comes by a key and Escape gives the focus back.
    before = focused()
    cards: list[tuple[Press, Overlay]] = [
        ((Qt.Key.Key_F1, []), window.help),
        ((Qt.Key.Key_K, [CONTROL]), window.palette),
        ((Qt.Key.Key_E, [CONTROL]), window.desk.emergency.card),
    ]
    for (key, held), card in cards:
        desk.presses(key, *held)
        assert is_open(card)
        desk.presses(Qt.Key.Key_Escape)
        assert not is_open(card)
        assert focused() is before
    desk.presses(Qt.Key.Key_4, CONTROL)
    assert window.panel.asking.isVisible()

    # The end of the call, with what comes next.
    desk.presses(Qt.Key.Key_F8)
    hands.until(lambda: window.desk.wrap_up.card.is_open, what="the wrap-up card")
    desk.presses(Qt.Key.Key_6)
    desk.presses(Qt.Key.Key_Return, CONTROL)
    hands.until(lambda: window.desk.call is None, what="the end of the call")
    assert window.console.queue.call(window.console.act(), call).state is CallState.DONE

    # The other pages, each by its key, each with the focus where work begins.
    for page, (key, held) in PAGES.items():
        desk.presses(key, *held)
        hands.settle()
        assert window.window.current == page
        assert window.window.isAncestorOf(focused())
    desk.presses(Qt.Key.Key_F, CONTROL)
    hands.types("doe")
    hands.settle()
    desk.presses(Qt.Key.Key_Return)
    hands.until(lambda: window.desk.case is not None, what="the case that was found")

    # Whoever goes is asked to whom open work goes.
    desk.presses(Qt.Key.Key_Q, CONTROL, SHIFT)
    hands.until(lambda: window.log_off.card.is_open, what="the card of logging off")
    desk.presses(Qt.Key.Key_Escape)
    assert not is_open(window.log_off.card)
