"""The one door through which news from outside enters the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal

from advisor_app.services.changes import Change


class Inbox(QObject):
    """Hands what other desks changed over to the window's thread; `tell` may be called on any.

    `ring`, as well on any thread, says that a source of calls has news.
    """

    _came = Signal(object)
    _rang = Signal()

    def __init__(
        self, show: Callable[[Change], None], listen: Callable[[], None], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._show, self._listen = show, listen
        self._came.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self._rang.connect(self._hear, Qt.ConnectionType.QueuedConnection)

    def move(
        self, show: Callable[[Change], None], listen: Callable[[], None], parent: QObject
    ) -> None:
        """Let news be shown by another window from now on; who tells them need not know."""
        self._show, self._listen = show, listen
        self.setParent(parent)

    def tell(self, change: Change) -> None:
        """News, on whatever thread it came."""
        self._came.emit(change)

    def ring(self) -> None:
        """A source of calls has news."""
        self._rang.emit()

    def _hear(self) -> None:
        self._listen()

    def _hand_over(self, change: Change) -> None:
        self._show(change)
