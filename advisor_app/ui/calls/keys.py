"""Keys that belong to a card, whichever of its controls has the focus.

Shortcuts, because a button takes Enter, and a line of text takes Alt and a letter, for itself.
"""

from collections.abc import Callable

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def on_control_enter(card: QWidget, then: Callable[[], None]) -> None:
    """Call `then` on Ctrl+Enter, of the keypad too, while the focus is within `card`."""
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        _listen(card, QKeyCombination(Qt.KeyboardModifier.ControlModifier, key), then)


def on_alt(card: QWidget, key: Qt.Key, then: Callable[[], None]) -> None:
    """Call `then` on Alt and a letter while the focus is within `card`."""
    _listen(card, QKeyCombination(Qt.KeyboardModifier.AltModifier, key), then)


def _listen(card: QWidget, keys: QKeyCombination, then: Callable[[], None]) -> None:
    shortcut = QShortcut(QKeySequence(keys), card)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(then)
    shortcut.activatedAmbiguously.connect(then)
