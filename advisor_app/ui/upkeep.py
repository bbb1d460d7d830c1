"""What a desk sees to beside the work: the audit at each start, and one backup a day."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from advisor_app.services.audit import RECENT
from advisor_app.services.records import AuditVerdict
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.main_window import MainWindow
from advisor_app.ui.wording import phrase

AUDIT_NOTICE: Final = "auditNotice"
BACKUP_NOTICE: Final = "backupNotice"
EVERY_MS: Final = 3_600_000


class Upkeep(QObject):
    """One per window; what it finds wrong stands as a strip, and calls go on."""

    def __init__(self, console: Console, window: MainWindow, jobs: Jobs) -> None:
        super().__init__(window)
        self._console, self._window, self._jobs = console, window, jobs
        self._hourly = QTimer(self)
        self._hourly.setInterval(EVERY_MS)
        self._hourly.timeout.connect(self.back_up)

    def start(self) -> None:
        """Look at the newest rows of the audit, and see that today has a backup."""
        console, act = self._console, self._console.act("start of the desk")
        self._read(lambda: console.audit.verify(act, RECENT), self._show_audit)
        self.back_up()
        self._hourly.start()

    def stop(self) -> None:
        """The desk closes."""
        self._hourly.stop()

    def back_up(self) -> None:
        """One backup a day; a reader makes it, so that no save waits."""
        if self._console.back_up is not None:
            self._read(self._console.back_up, self._show_backup)

    def _read(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._jobs.read(self, work, done, lambda _failure: None)

    def _show_audit(self, verdict: AuditVerdict) -> None:
        if not verdict.sound:
            row = verdict.first_bad
            words = phrase(
                "The audit is broken at row {row}: exports are locked, calls go on.", row=row
            )
            self._window.show_notice(AUDIT_NOTICE, "urgent", words)

    def _show_backup(self, trouble: str) -> None:
        if trouble:
            self._window.show_notice(BACKUP_NOTICE, "warning", trouble)
        else:
            self._window.drop_notice(BACKUP_NOTICE)
