"""Keys that belong to a card, whichever of its controls has the focus.

Heard before the control in focus: a button takes Enter, and a line of text takes Alt and a letter,
for itself.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier


def on_control_enter(card: QWidget, then: Callable[[], None]) -> None:
    """Call `then` on Ctrl+Enter, of the keypad too, while the focus is within `card`."""
    card.installEventFilter(_ControlEnter(card, then))


class _ControlEnter(QObject):
    """Claims Ctrl+Enter before the shortcuts of the window and the control in focus are asked.

    The page under a card may have a shortcut of the same key: two of them would take turns.
    """

    def __init__(self, card: QWidget, then: Callable[[], None]) -> None:
        super().__init__(card)
        self._then = then

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() not in _ENTER:
            return False
        if event.modifiers() & ~_KEYPAD != Qt.KeyboardModifier.ControlModifier:
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            # The control in focus hears the claimed key first: a button would take it for itself.
            focused = QApplication.focusWidget()
            if focused is not None:
                focused.installEventFilter(self)
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if watched is not self.parent():
            watched.removeEventFilter(self)
        self._then()
        return True


def on_alt(card: QWidget, key: Qt.Key, then: Callable[[], None]) -> None:
    """Call `then` on Alt and a letter while the focus is within `card`."""
    _listen(card, QKeyCombination(Qt.KeyboardModifier.AltModifier, key), then)


def _listen(card: QWidget, keys: QKeyCombination, then: Callable[[], None]) -> None:
    shortcut = QShortcut(QKeySequence(keys), card)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(then)
    shortcut.activatedAmbiguously.connect(then)
