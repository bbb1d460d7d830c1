"""What an advisor does with a promise; each deed can be taken back for ten seconds."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, TypeVar
from uuid import NAMESPACE_OID, uuid5

from PySide6.QtCore import QObject, QTimer, Signal

from advisor_app.domain.case import Promise
from advisor_app.domain.clock import clock_time
from advisor_app.services.failures import ServiceFailure
from advisor_app.services.promises import NewPromise
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.wording import phrase

UNDO_MS: Final = 10_000
T = TypeVar("T")


class PromiseDeeds(QObject):
    """Writes to the ledger, one deed at a time, and keeps the way back of the last one.

    `done(words)` says what was done, `undo_offered(words)` that it can be taken back ("" ends the
    offer), `refused(sentence)` why it was not done, `changed` that the ledger is another one now.
    """

    done = Signal(str)
    undo_offered = Signal(str)
    refused = Signal(str)
    changed = Signal()

    def __init__(self, console: Console, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._console, self._jobs = console, jobs
        self._back: Callable[[], None] | None = None
        self._forget = QTimer(self)
        self._forget.setInterval(UNDO_MS)
        self._forget.setSingleShot(True)
        self._forget.timeout.connect(self._drop)

    def undo(self) -> bool:
        """Take the last deed back. False where there is none."""
        back = self._back
        self._drop()
        if back is None:
            return False
        back()
        return True

    def attempt(self, promise: Promise, who: str) -> None:
        """It was tried and nobody answered."""
        act, promises = self._console.act(), self._console.promises
        words = phrase(
            "{who}: no answer, written down {clock_time}",
            who=who,
            clock_time=clock_time(self._console.clock.now()),
        )
        self._write(
            lambda: promises.attempt(act, promise.id, "no answer"),
            lambda _tried: self.done.emit(words),
        )

    def keep(self, promise: Promise, who: str) -> None:
        """The caller was called."""
        act, promises = self._console.act(), self._console.promises
        self._write(
            lambda: promises.keep(act, promise.id),
            lambda _kept: self._offer(
                phrase("{who} called back", who=who), lambda: self._again(promise)
            ),
        )

    def cancel(self, promise: Promise, who: str, reason: str) -> None:
        """The caller does not want it any more."""
        act, promises = self._console.act(reason), self._console.promises
        self._write(
            lambda: promises.cancel(act, promise.id, reason),
            lambda _ended: self._offer(
                phrase("{who} cancelled", who=who), lambda: self._again(promise)
            ),
        )

    def move(self, promise: Promise, who: str, due_at: datetime, consent: str) -> None:
        """Another time, to which the caller agreed."""
        act, promises, before = self._console.act(consent), self._console.promises, promise.due_at
        self._write(
            lambda: promises.move(act, promise.id, due_at, consent),
            lambda new: self._offer(
                phrase("{who} moved to {clock_time}", who=who, clock_time=clock_time(due_at)),
                lambda: self._move_back(new, before),
            ),
        )

    def hand_over(self, promise: Promise, who: str, account: str, name: str) -> None:
        """Another advisor keeps it."""
        act, promises, before = self._console.act(), self._console.promises, promise.owner
        self._write(
            lambda: promises.hand_over(act, promise.id, account),
            lambda given: self._offer(
                phrase("{who} handed over to {name}", who=who, name=name),
                lambda: self._give_back(given, before),
            ),
        )

    def _move_back(self, promise: Promise, due_at: datetime) -> None:
        act, promises = self._console.act("undo"), self._console.promises
        self._write(
            lambda: promises.move(act, promise.id, due_at, "taken back at once"),
            lambda _new: self.done.emit(
                phrase("Back at {clock_time}", clock_time=clock_time(due_at))
            ),
        )

    def _give_back(self, promise: Promise, account: str) -> None:
        act, promises = self._console.act("undo"), self._console.promises
        self._write(
            lambda: promises.hand_over(act, promise.id, account),
            lambda _given: self.done.emit(phrase("Taken back")),
        )

    def _again(self, promise: Promise) -> None:
        """A promise that was ended by mistake is made once more, as it stood."""
        act, promises = self._console.act("undo"), self._console.promises
        new = NewPromise(
            due_at=promise.due_at,
            zone=promise.zone,
            phone=promise.phone,
            about=promise.about,
            speak_to=promise.speak_to,
            owner=promise.owner,
            team=promise.team,
            case=promise.case,
            wish=uuid5(NAMESPACE_OID, promise.id).hex,
        )
        self._write(
            lambda: promises.make(act, new),
            lambda _made: self.done.emit(phrase("The promise stands")),
        )

    def _write(self, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._drop()

        def finished(result: T) -> None:
            then(result)
            self.changed.emit()

        self._jobs.write(self, work, finished, self._not_done)

    def _not_done(self, failure: Exception) -> None:
        if isinstance(failure, ServiceFailure):
            self.refused.emit(str(failure))
        else:
            self._jobs.broke.emit(failure)
        self.changed.emit()

    def _offer(self, words: str, back: Callable[[], None]) -> None:
        self._back = back
        self._forget.start()
        self.undo_offered.emit(words)

    def _drop(self) -> None:
        self._back = None
        self._forget.stop()
        self.undo_offered.emit("")
