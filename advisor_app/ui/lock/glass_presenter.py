"""Breaks the glass at this desk, and keeps the red strip up while it stands open."""

from PySide6.QtCore import QObject, QTimer, Signal

from advisor_app.domain.clock import EASTERN
from advisor_app.services.failures import ServiceFailure
from advisor_app.services.records import OpenedGlass
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.lock.glass import GlassOverlay
from advisor_app.ui.main_window import MainWindow
from advisor_app.ui.wording import phrase

NOTICE = "glassNotice"


class GlassPresenter(QObject):
    """`opened(case)` once a case may be opened."""

    opened = Signal(str)

    def __init__(self, console: Console, window: MainWindow, jobs: Jobs) -> None:
        super().__init__(window)
        self._console, self._window, self._jobs = console, window, jobs
        self.overlay = GlassOverlay(window, free=console.demonstration)
        self.overlay.broken.connect(self._break)
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.timeout.connect(lambda: window.drop_notice(NOTICE))

    def ask(self, case: str) -> None:
        """A case was refused to this account: ask why it must be opened."""
        self.overlay.ask(case)

    def stop(self) -> None:
        """The desk closes."""
        self._over.stop()

    def _break(self, case: str, reason: str, secret: str) -> None:
        console, act = self._console, self._console.act()
        self._jobs.write(
            self,
            lambda: console.glass.break_for(act, case, reason, secret),
            self._show,
            self._refused,
        )

    def _show(self, glass: OpenedGlass) -> None:
        until = glass.until.astimezone(EASTERN)
        words = phrase(
            "Case {case} is open to you until {until:%H:%M} ET. A supervisor reviews it.",
            case=glass.case,
            until=until,
        )
        self._window.show_notice(NOTICE, "urgent", words)
        left = (glass.until - self._console.clock.now()).total_seconds()
        self._over.start(max(0, int(left * 1000)))
        self.overlay.put_aside()
        self.opened.emit(glass.case)

    def _refused(self, failure: Exception) -> None:
        if isinstance(failure, ServiceFailure):
            self.overlay.show_refused(str(failure))
        else:
            self._jobs.broke.emit(failure)
