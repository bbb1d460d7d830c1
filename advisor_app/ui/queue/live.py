"""Reads the line and shows it on the queue page, from the moment that the store is open.

It needs nothing but the line itself, so that it stands before the rest of the desk is there.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from advisor_app.domain.clock import clock_time
from advisor_app.domain.people import Advisor
from advisor_app.line.pairing import Setting
from advisor_app.services.failures import ServiceFailure
from advisor_app.services.queue_values import QueueRow
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.page import StatusLine
from advisor_app.ui.queue.lines import LineKind
from advisor_app.ui.queue.reading import Desk, lines_of
from advisor_app.ui.queue.view import QueuePage
from advisor_app.ui.wording import phrase

EVERY_MS: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits, for the rail and the top bar: how many, and the longest wait's beginning."""

    count: int
    urgent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRead:
    """The line as it was read, and what changes seldom and is read with it."""

    rows: tuple[QueueRow, ...]
    names: dict[str, str]
    me: Advisor
    offer_seconds: int
    hours: str = ""


class LiveQueue(QObject):
    """One per queue page. `shown(LineRead)` after each reading, `counted(Waiting)` at a change."""

    shown = Signal(object)
    counted = Signal(object)

    def __init__(
        self,
        page: QueuePage,
        read: Callable[[], LineRead],
        me: Advisor,
        now: Callable[[], datetime],
        jobs: Jobs,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._page, self._read, self._now, self._jobs = page, read, now, jobs
        self.desk = Desk(advisor=me)
        self.rows: dict[str, QueueRow] = {}
        self.waiting = Waiting(count=-1, urgent=0)
        self._read_at: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Begin to look at the line every second."""
        self._timer.start()
        self._look()

    def stop(self) -> None:
        """Look no more by itself."""
        self._timer.stop()

    def judge_by(self, setting: Setting) -> None:
        """From the next reading on fits are judged so."""
        self.desk = replace(self.desk, setting=setting)

    def read_with(self, read: Callable[[], LineRead]) -> None:
        """From now on the line is read so."""
        self._read = read

    def refresh(self) -> None:
        """Read the line now."""
        self._jobs.read(self, self._read, self._show, self.tell_failure, key="queue")

    def tell_failure(self, failure: Exception) -> None:
        """Say that the list is as it was, and why."""
        why = (
            str(failure)
            if isinstance(failure, ServiceFailure)
            else phrase("The list cannot be read now.")
        )
        since = (
            phrase(" The list is from {clock_time}.", clock_time=clock_time(self._read_at))
            if self._read_at
            else ""
        )
        self._page.show_blocked(why)
        self._page.show_live(
            StatusLine(
                text=phrase("{why}{since} Trying again.", why=why, since=since),
                icon="warning",
                role="warningInk",
            )
        )

    def _look(self) -> None:
        self._page.tick(self._now())
        self.refresh()

    def _show(self, read: LineRead) -> None:
        now = self._now()
        self._read_at = now
        self.desk = Desk(
            advisor=read.me,
            setting=self.desk.setting,
            names=read.names,
            offer_seconds=read.offer_seconds,
        )
        self.rows = {row.key: row for row in read.rows}
        lines = lines_of(read.rows, self.desk, now)
        self._page.show_blocked("")
        self._page.show_hours(read.hours)
        self._page.show_rows(lines)
        self._page.show_live(
            StatusLine(
                text=phrase("Live, updated {clock_time}", clock_time=clock_time(now)), icon="ok"
            )
        )
        self.shown.emit(read)
        waiting = Waiting(
            count=sum(1 for line in lines if line.waits),
            urgent=sum(1 for line in lines if line.kind is LineKind.URGENT),
        )
        if waiting != self.waiting:
            self.waiting = waiting
            self.counted.emit(waiting)
