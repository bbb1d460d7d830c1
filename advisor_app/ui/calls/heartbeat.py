"""Says every few seconds that this desk lives, so that its call stays its own."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer

from advisor_app.ui.jobs import Jobs

EVERY_MS: Final = 10_000
"""Four times within the shortest lease that a centre would set."""


class Heartbeat(QObject):
    """One per window; a beat that fails is no news: the next one tells, or the lease ends."""

    def __init__(self, beat: Callable[[], None], jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._beat, self._jobs = beat, jobs
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._send)

    def start(self) -> None:
        """Begin to beat."""
        self._timer.start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def _send(self) -> None:
        self._jobs.write(self, self._beat, None, lambda _failure: None)
