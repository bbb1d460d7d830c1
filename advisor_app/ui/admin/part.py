"""What the presenters of the admin page share: who asks, where it is shown, what is said."""

from abc import abstractmethod
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from advisor_app.services.failures import ServiceFailure
from advisor_app.ui.admin.view import AdminPage
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.page import StatusLine
from advisor_app.ui.wording import phrase


class AdminPart(QObject):
    """A presenter of one view of the admin page; `view` is the key of that view."""

    view = ""

    def __init__(self, console: Console, page: AdminPage, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._console, self._page, self._jobs = console, page, jobs
        page.came.connect(self._came)

    @abstractmethod
    def refresh(self) -> None:
        """Read what the view shows."""

    def say(self, words: str) -> None:
        """Something was done."""
        self._page.status_changed.emit(StatusLine(text=words, icon="ok", role="okInk"))

    def _came(self, view: str) -> None:
        if view == self.view:
            self.refresh()

    def _read(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._jobs.read(self, work, done, self._failed, key=f"admin {self.view}")

    def _write(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        self._jobs.write(self, work, done, self._failed)

    def _failed(self, failure: Exception) -> None:
        known = isinstance(failure, ServiceFailure)
        self._page.show_trouble(
            str(failure) if known else phrase("This cannot be read or kept now.")
        )
        if not known:
            self._jobs.broke.emit(failure)
