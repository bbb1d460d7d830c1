"""The lock: when it falls, what it covers, what it keeps, and who opens it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QMenu, QToolTip, QWidget

from advisor_app.ui.lock.idle import IdleWatch
from advisor_app.ui.upkeep import AUDIT_NOTICE, BACKUP_NOTICE
from tests.advisor import AGREED, Advisor, advisor_at_work

SENTINEL = "Zqxsentinel"


@pytest.fixture
def desk(dressed: QApplication) -> Iterator[Advisor]:
    """A desk with a call and a named patient on it."""
    with advisor_at_work(dressed) as advisor:
        advisor.hands.opens_new_case()
        advisor.answers({**AGREED, "patient.family_name": SENTINEL})
        advisor.hands.settle()
        yield advisor
        if advisor.window.lock.is_locked:
            advisor.window.lock.unlock("")
            advisor.hands.settle()


def seen_words(window: QWidget) -> str:
    """Everything that can be read on the window, by eye or by a screen reader."""
    found = []
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisible():
            words = [widget.accessibleName(), widget.toolTip(), widget.windowTitle()]
            if isinstance(widget, QLabel | QLineEdit):
                words.append(widget.text())
            found += words
    return " ".join(found)


class Seconds:
    """A clock of seconds that the test moves."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_an_idle_desk_locks_after_five_minutes_and_a_busy_one_does_not(desk: Advisor) -> None:
    lock, seconds = desk.window.lock, Seconds()
    lock.idle = IdleWatch(lock, now=seconds)
    seconds.at = 299.0
    lock.tick()
    assert not lock.is_locked
    lock.idle.touched()
    seconds.at = 598.0
    lock.tick()
    assert not lock.is_locked
    seconds.at = 599.5
    lock.tick()
    assert desk.window.window.is_covered


def test_a_key_or_a_move_of_the_mouse_is_a_touch(desk: Advisor) -> None:
    lock, seconds = desk.window.lock, Seconds()
    handle = desk.window.window.window().windowHandle()
    assert handle is not None
    lock.idle = IdleWatch(lock, now=seconds)
    handle.installEventFilter(lock.idle)
    seconds.at = 100.0
    QTest.keyClick(handle, Qt.Key.Key_Shift)
    assert lock.idle.seconds == 0.0
    seconds.at = 200.0
    QTest.mouseMove(handle, QPoint(200, 200))
    assert lock.idle.seconds == 0.0


def test_a_desk_with_a_caller_locks_after_half_an_hour(dressed: QApplication) -> None:
    with advisor_at_work(dressed) as advisor:
        advisor.hears_ringing()
        advisor.takes_call()
        lock, seconds = advisor.window.lock, Seconds()
        lock.idle = IdleWatch(lock, now=seconds)
        seconds.at = 1799.0
        lock.tick()
        assert not lock.is_locked
        seconds.at = 1801.0
        lock.tick()
        assert advisor.window.window.is_covered
        assert advisor.window.desk.call is not None, "the caller stays"
        lock.unlock("")
        advisor.hands.settle()


def test_nothing_of_a_patient_is_seen_while_it_is_locked(desk: Advisor) -> None:
    window = desk.window.window
    assert SENTINEL in seen_words(window)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    desk.presses(Qt.Key.Key_L, both)
    assert desk.window.lock.is_locked
    assert SENTINEL not in seen_words(window)
    assert "DOE" not in seen_words(window).upper()
    before = window.grab().toImage()
    desk.presses(Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    desk.presses(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert not desk.window.palette.is_open
    assert window.grab().toImage().size() == before.size()
    assert SENTINEL not in seen_words(window)


def test_menus_dialogs_tooltips_and_cards_are_covered_within_a_second(desk: Advisor) -> None:
    window = desk.window.window
    menu = QMenu(window)
    menu.addAction(SENTINEL)
    menu.popup(QPoint(10, 10))
    QToolTip.showText(QPoint(10, 10), SENTINEL, window)
    desk.window.desk.emergency.show()
    dialog = QDialog(window)
    dialog.setWindowTitle(SENTINEL)
    QTimer.singleShot(50, desk.window.lock.lock)
    assert dialog.exec() == QDialog.DialogCode.Rejected
    desk.hands.settle()
    others = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert others == [window.window()]
    assert not menu.isVisible()
    assert not desk.window.desk.emergency.card.isVisible()
    assert SENTINEL not in seen_words(window)
    desk.window.lock.unlock("")
    desk.hands.settle()
    assert desk.window.desk.emergency.card.isVisible(), "the card comes back as it was"
    desk.window.desk.emergency.card.put_aside()


def test_what_was_typed_the_cursor_and_the_case_are_there_again(desk: Advisor) -> None:
    field = desk.window.window.findChild(QLineEdit, "patient.family_name")
    fields = [one for one in desk.window.intake.findChildren(QLineEdit) if one.isVisible()]
    field = field or fields[0]
    field.setFocus()
    field.setText("half a wo")
    field.setCursorPosition(4)
    case = desk.hands.case.number
    desk.window.lock.lock()
    desk.hands.settle()
    assert desk.window.intake_controller.presenter.all_saved
    desk.window.lock.unlock("")
    desk.hands.settle()
    assert not desk.window.lock.is_locked
    assert (field.text(), field.cursorPosition()) == ("half a wo", 4)
    assert desk.hands.case.number == case
    assert QApplication.focusWidget() is field


def test_the_emergency_card_opens_without_a_name(desk: Advisor) -> None:
    desk.window.lock.lock()
    desk.presses(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert desk.window.desk.emergency.card.isVisible()
    assert SENTINEL not in seen_words(desk.window.window)
    desk.window.desk.emergency.card.put_aside()


def test_what_was_copied_is_gone_at_the_lock(desk: Advisor) -> None:
    board = QApplication.clipboard()
    board.setText("(973) 555-0142")
    assert board.mimeData().hasFormat("x-kde-passwordManagerHint")
    desk.window.lock.lock()
    assert board.text() == ""


def test_what_was_copied_is_gone_after_ten_seconds(desk: Advisor) -> None:
    guard, board = desk.window.lock.clipboard, QApplication.clipboard()
    assert guard._timer.interval() == 10_000
    guard._timer.setInterval(30)
    board.setText("Q-26-00001")
    desk.hands.until(lambda: board.text() == "", what="an empty clipboard")


def test_an_account_that_is_closed_is_locked_within_five_seconds(desk: Advisor) -> None:
    console = desk.window.console
    gone = console.advisor
    session = replace(console.session, account="operator", role="operator")
    founder = replace(console.act(), session=session)
    console.accounts.update(founder, replace(gone, disabled=True))
    desk.hands.until(lambda: desk.window.lock.is_locked, what="the lock", seconds=5)
    desk.window.lock.unlock("")
    desk.hands.settle()
    assert desk.window.lock.is_locked
    console.accounts.update(founder, gone)


def test_an_account_that_goes_on_at_another_desk_is_locked_at_the_first(desk: Advisor) -> None:
    console = desk.window.console
    elsewhere = replace(console.session, workstation="another desk")
    console.accounts.unlock(elsewhere, "")
    desk.hands.until(lambda: desk.window.lock.is_locked, what="the lock", seconds=5)
    desk.window.lock.unlock("")
    desk.hands.settle()
    assert not desk.window.lock.is_locked
    assert "another desk" in console.accounts.why_not_here(elsewhere)


def test_a_machine_that_sleeps_is_covered_at_once(desk: Advisor) -> None:
    desk.window.lock.desktop.hear_whether(True)
    assert desk.window.lock.is_locked
    assert SENTINEL not in seen_words(desk.window.window)


def test_a_broken_audit_and_a_missing_backup_are_told_and_stop_nothing(desk: Advisor) -> None:
    console, window = desk.window.console, desk.window.window
    with console.audit._store.writing() as unit:
        connection = cast(Any, unit.audit)._connection
        connection.exec_driver_sql("DROP TRIGGER audit_no_update")
        connection.exec_driver_sql("UPDATE audit SET actor = 'eve' WHERE seq = 2")
    desk.window.upkeep._console = replace(console, back_up=lambda: "There is no backup of today.")
    desk.window.upkeep.start()
    desk.hands.settle()
    assert "row 2" in window.notice(AUDIT_NOTICE)
    assert "no backup" in window.notice(BACKUP_NOTICE)
    desk.answers({"patient.mrn": "N9"})
    desk.hands.settle()
    assert desk.window.intake_controller.presenter.all_saved
