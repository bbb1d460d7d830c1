"""The telephone of this desk: click to dial, and whether it works.

Numbers are dialled by the softphone, else by the workstation's own program for `tel:` addresses.
"""

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from advisor_app.domain.phones import read_phone
from advisor_app.services.failures import ServiceFailure
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.wording import phrase


class Dialler(QObject):
    """One per desk. `failed(sentence)` where the telephone is gone or did not take the number.

    `works(sentence)` says that it is there again.
    """

    failed = Signal(str)
    works = Signal(str)

    def __init__(self, console: Console, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._phone, self._by_links, self._jobs = console.phone, console.tel_links, jobs
        self._trouble = ""

    def dial(self, typed: str) -> bool:
        """Have the number dialled; False where a person dials it."""
        number = read_phone(typed)
        phone = self._phone
        if number is None:
            return False
        if phone is not None:
            self._jobs.read(self, lambda: phone.dial(number), None, self._not_dialled)
            return True
        return self._by_links and QDesktopServices.openUrl(QUrl(f"tel:{number}"))

    def look(self) -> None:
        """Say it once when the telephone is gone, and once when it is there again."""
        trouble = self._phone.trouble if self._phone is not None else ""
        if trouble == self._trouble:
            return
        self._trouble = trouble
        if trouble:
            self.failed.emit(trouble)
        else:
            self.works.emit(phrase("The softphone works again."))

    def _not_dialled(self, failure: Exception) -> None:
        if isinstance(failure, ServiceFailure):
            self.failed.emit(str(failure))
        else:
            self._jobs.broke.emit(failure)
