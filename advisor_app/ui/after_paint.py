"""What may wait until something is seen: it would only keep the processor from the painting."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

_AT_LATEST_MS: Final = 200


class AfterPaint(QObject):
    """Calls `then` once, when all of the window is painted after the next paint of `widget`.

    A widget that nobody can see is not painted: then it is called all the same, a little later.
    """

    def __init__(self, widget: QWidget, then: Callable[[], object]) -> None:
        super().__init__(widget)
        self._widget, self._then = widget, then
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._call)
        self._timer.start(_AT_LATEST_MS)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            self._timer.start(0)
        return False

    def _call(self) -> None:
        self._widget.removeEventFilter(self)
        self.deleteLater()
        self._then()
