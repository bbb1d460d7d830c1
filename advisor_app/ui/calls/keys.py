"""Keys that belong to a card, whichever of its controls has the focus.

Shortcuts, because a button takes Enter, and a line of text takes Alt and a letter, for itself.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier


def on_control_enter(card: QWidget, then: Callable[[], None]) -> None:
    """Call `then` on Ctrl+Enter, of the keypad too, while the focus is within `card`."""
    for key in _ENTER:
        _listen(card, QKeyCombination(Qt.KeyboardModifier.ControlModifier, key), then)


class OwnControlEnter(QObject):
    """Calls `then` on Ctrl+Enter within a card that lies over a page with the same key.

    Two shortcuts of one key would take turns; the card claims the key before either is asked.
    """

    def __init__(self, card: QWidget, then: Callable[[], None]) -> None:
        super().__init__(card)
        self._then = then
        card.installEventFilter(self)

    def eventFilter(self, _card: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.key() not in _ENTER:
            return False
        if event.modifiers() & ~_KEYPAD != Qt.KeyboardModifier.ControlModifier:
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._then()
        event.accept()
        return event.type() in (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)


def on_alt(card: QWidget, key: Qt.Key, then: Callable[[], None]) -> None:
    """Call `then` on Alt and a letter while the focus is within `card`."""
    _listen(card, QKeyCombination(Qt.KeyboardModifier.AltModifier, key), then)


def _listen(card: QWidget, keys: QKeyCombination, then: Callable[[], None]) -> None:
    shortcut = QShortcut(QKeySequence(keys), card)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(then)
    shortcut.activatedAmbiguously.connect(then)
