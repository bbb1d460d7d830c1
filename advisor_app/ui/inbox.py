"""The one door through which news from outside enters the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from advisor_app.services.changes import Change


class Inbox(QObject):
    """Hands what other desks changed over to the window's thread; `tell` may be called on any."""

    _came = Signal(object)

    def __init__(self, show: Callable[[Change], None], parent: QObject) -> None:
        super().__init__(parent)
        self._show = show
        self._came.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def tell(self, change: Change) -> None:
        """News, on whatever thread it came."""
        self._came.emit(change)

    def _hand_over(self, change: Change) -> None:
        self._show(change)
