"""Fingers and eyes for the tests of the window: press keys, find controls, miss names."""

from collections.abc import Callable
from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

W = TypeVar("W", bound=QWidget)
_CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableView)
_NONE = Qt.KeyboardModifier.NoModifier

ALT: Final = Qt.KeyboardModifier.AltModifier
CTRL: Final = Qt.KeyboardModifier.ControlModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier


def press(key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
    """Press a key where the focus is."""
    focused = QApplication.focusWidget()
    assert focused is not None, "nothing has the focus"
    QTest.keyClick(focused, key, held)


def until(holds: Callable[[], bool], tries: int = 3000) -> None:
    """Let the window work until something holds: reads and writes come back in their own time."""
    for _ in range(tries):
        QTest.qWait(10)
        if holds():
            return
    raise AssertionError("it never came to hold")


def child(inside: QWidget, kind: type[W], name: str) -> W:
    """The one control of that name."""
    found = inside.findChild(kind, name)
    assert found is not None, f"there is no {name}"
    return found


def nameless(inside: QWidget) -> list[str]:
    """The visible controls that lack an object name or an accessible name."""
    return [
        f"{type(control).__name__} {control.objectName()}"
        for kind in _CONTROLS
        for control in inside.findChildren(kind)
        if isinstance(control, QWidget)
        and control.isVisibleTo(inside)
        and not isinstance(control.parentWidget(), QLineEdit | QComboBox | QTableView)
        and not (control.objectName() and control.accessibleName())
    ]
