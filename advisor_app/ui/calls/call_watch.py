"""Looks what became of the call at this desk: another desk, the line or the caller may move it."""

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from advisor_app.line.calls import Call, CallState
from advisor_app.services.call_moves import WORKED
from advisor_app.services.failures import ServiceFailure
from advisor_app.ui.context import Console
from advisor_app.ui.desk import Desk
from advisor_app.ui.jobs import Jobs

LOOK_EVERY_MS: Final = 1000


class CallWatch(QObject):
    """One per desk. `moved(was, now)`, `gone(was, now)`, and `hung_up(Call)` for the caller's end.

    A look that fails is no news: the next one comes by itself.
    """

    moved = Signal(object, object)
    gone = Signal(object, object)
    hung_up = Signal(object)

    def __init__(self, console: Console, desk: Desk, jobs: Jobs) -> None:
        super().__init__(desk)
        self._console, self._desk, self._jobs = console, desk, jobs
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin to look."""
        self._timer.start()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def look(self) -> None:
        """Read the call of this desk as it stands in the store."""
        was = self._desk.call
        if was is None or was.state is CallState.WRAP_UP:
            return
        act, queue = self._console.act(), self._console.queue
        self._jobs.read(
            self,
            lambda: queue.my_call(act),
            lambda found: self._seen(was, found),
            self._not_seen,
            key="my_call",
        )

    def _seen(self, was: Call, found: Call | None) -> None:
        now = self._desk.call
        if now is None or now.id != was.id:
            return
        if found is None or found.id != was.id or found.state is CallState.WRAP_UP:
            self._ask(was)
        elif found.version > now.version:
            self.moved.emit(now, found)

    def _ask(self, was: Call) -> None:
        """Ask again behind the deeds of this desk that are under way: they may be the reason."""
        act, queue = self._console.act(), self._console.queue
        self._jobs.write(self, lambda: queue.call(act, was.id), self._judge, self._not_seen)

    def _judge(self, found: Call) -> None:
        now = self._desk.call
        if now is None or now.id != found.id or found.state is CallState.PARKED:
            return
        if found.state not in WORKED or found.holder != self._console.session.account:
            self.gone.emit(now, found)
        elif found.state is CallState.WRAP_UP and now.state is not CallState.WRAP_UP:
            self.hung_up.emit(found)

    def _not_seen(self, failure: Exception) -> None:
        if not isinstance(failure, ServiceFailure):
            self._jobs.broke.emit(failure)
