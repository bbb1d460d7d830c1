"""What lasts longer than a second is said under the top bar, with a way to wait no more."""

from PySide6.QtCore import QObject

from advisor_app.ui.jobs import Jobs
from advisor_app.ui.main_window import MainWindow
from advisor_app.ui.wording import phrase

STRIP = "longDeed"


class LongDeeds(QObject):
    """Shows the newest deed that lasts; Stop drops a read, and a write is only waited for."""

    def __init__(self, jobs: Jobs, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs, self._window = jobs, window
        self._number = 0
        self._may_stop = False
        jobs.lasts.connect(self._show)
        jobs.ended.connect(self._end)
        window.notice_pressed.connect(self._press)

    def stop(self) -> None:
        """Wait no more for what lasts now, where it can be dropped."""
        if self._number and self._may_stop:
            self._jobs.stop(self._number)

    def _show(self, number: int, words: str, may_stop: bool) -> None:
        self._number, self._may_stop = number, may_stop
        verb = phrase("Stop") if may_stop else ""
        self._window.show_notice(STRIP, "info", words, verb=verb, key="Ctrl ." if verb else "")

    def _end(self, number: int) -> None:
        if number == self._number:
            self._number = 0
            self._window.drop_notice(STRIP)

    def _press(self, name: str) -> None:
        if name == STRIP:
            self.stop()
