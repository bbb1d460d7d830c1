"""Knows how long nobody has touched the keys or the mouse of this console."""

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QGuiApplication, QWindow

_TOUCHES: Final = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)


class IdleWatch(QObject):
    """Watches the windows of this program, each from when it first has the keyboard.

    `now` gives seconds that never go back.
    """

    def __init__(self, parent: QObject, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(parent)
        self._now = now
        self._last = now()
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)

    @property
    def seconds(self) -> float:
        """Since the last touch."""
        return self._now() - self._last

    def touched(self) -> None:
        """Somebody is there."""
        self._last = self._now()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touched()
        return False

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            # Installing a filter again only moves it to the front.
            window.installEventFilter(self)
            self.touched()
