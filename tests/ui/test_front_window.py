"""The queue of a desk stands by itself, and the other rooms are made behind it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from advisor_app.bootstrap import front as room
from advisor_app.bootstrap.verdict import Code, Refused
from advisor_app.line.calls import IncomingCall
from advisor_app.ui.console_window import ConsoleWindow
from advisor_app.ui.context import Console
from advisor_app.ui.front import front_of
from advisor_app.ui.front_window import FrontWindow
from advisor_app.ui.shell import Shell
from tests.advisor import demonstration_desk
from tests.ui.hands import until


@pytest.fixture
def console(dressed: QApplication) -> Iterator[Console]:
    """A desk with two calls that wait, and nothing of its window yet."""
    assert dressed
    found = demonstration_desk()
    for number in range(2):
        found.queue.arrived(
            IncomingCall(
                id=f"early-{number}", arrived_at=found.clock.now(), phone=f"(212) 555-010{number}"
            )
        )
    yield found
    for close in found.closing:
        close()


def let_go(front: FrontWindow, dressed: QApplication) -> None:
    front.window.close()
    front.window.deleteLater()
    front.deleteLater()
    dressed.processEvents()


def test_what_waits_is_shown_before_any_other_room(console: Console, dressed: QApplication) -> None:
    front = FrontWindow(front_of(console))
    front.window.show()
    front.start()
    until(lambda: front.live.waiting.count >= 2)
    assert {"early-0", "early-1"} <= set(front.live.rows)
    front.stop()
    let_go(front, dressed)


def test_a_page_that_was_asked_for_comes_once_it_is_made(
    console: Console, dressed: QApplication
) -> None:
    front = FrontWindow(front_of(console))
    front.window.show()
    front.window.page_chosen.emit("cases")
    assert front.window.current == "queue"
    desk = ConsoleWindow(console, front, at_once=False)
    parts = 0
    while desk.furnish():
        parts += 1
        dressed.processEvents()
    assert parts > 5, "no part may hold the window up for long"
    assert desk.window is front.window
    assert desk.window.current == "cases"
    desk.start()
    until(lambda: desk.queue_presenter.count >= 2)
    desk.stop()
    desk.window.close()
    desk.window.deleteLater()
    desk.deleteLater()
    dressed.processEvents()


def test_a_desk_that_cannot_be_furnished_ends_at_the_sign_in_with_the_reason(
    console: Console, dressed: QApplication
) -> None:
    def refuse() -> Any:
        raise Refused(Code.BAD_INPUT, "a table of the centre cannot be read")

    shell = Shell(demo=False)
    shell.show()
    shell._came(("front", (room, replace(front_of(console), rest=refuse))))
    assert shell.currentWidget() is not shell.sign_in
    until(lambda: shell.currentWidget() is shell.sign_in)
    said = shell.sign_in.findChild(QLabel, "signInNote")
    assert said is not None
    assert "a table of the centre cannot be read" in said.text()
    shell.close()
    shell.deleteLater()
    dressed.processEvents()
