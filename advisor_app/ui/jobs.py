"""Runs what may take time off the window's thread: one writer, in strict order, and two readers.

The threads are given the number of a job and nothing else; the callbacks, and with them the
widgets that they know, never leave the window's thread, so nothing of Qt can die elsewhere. A
result whose owner is gone is dropped. A waiting read may be overtaken by a newer one of the same
key; an edit is never dropped.
"""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

_READERS: Final = 2
LASTS_AFTER_MS: Final = 1000
T = TypeVar("T")
Failed = Callable[[Exception], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Job:
    number: int
    owner: QObject
    work: Callable[[], Any]
    done: Callable[[Any], None] | None
    failed: Failed | None
    key: tuple[int, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outcome:
    result: Any = None
    failure: Exception | None = None


class _Lane:
    """The waiting numbers of one kind of job; shared between threads under one lock."""

    def __init__(self) -> None:
        self._waiting: deque[int] = deque()
        self._running = 0
        self._closed = False
        self._moved = threading.Condition()

    def put(self, number: int) -> None:
        with self._moved:
            self._waiting.append(number)
            self._moved.notify_all()

    def withdraw(self, number: int) -> bool:
        """Take a waiting job out; False where it runs already."""
        with self._moved:
            if number not in self._waiting:
                return False
            self._waiting.remove(number)
            return True

    def take(self) -> int | None:
        """The next number, or None when the lane is closed and empty."""
        with self._moved:
            while not self._waiting and not self._closed:
                self._moved.wait()
            if not self._waiting:
                return None
            self._running += 1
            return self._waiting.popleft()

    def finished(self) -> None:
        with self._moved:
            self._running -= 1
            self._moved.notify_all()

    def wait_until_idle(self, seconds: float) -> bool:
        limit = time.monotonic() + seconds
        with self._moved:
            while self._waiting or self._running:
                left = limit - time.monotonic()
                if left <= 0:
                    return False
                self._moved.wait(left)
            return True

    def close(self, *, drop: bool) -> None:
        with self._moved:
            self._closed = True
            if drop:
                self._waiting.clear()
            self._moved.notify_all()


class Jobs(QObject):
    """The window's background work; `broke(exception)` tells of a failure that nobody expected.

    `lasts(number, words, may_stop)` comes where a job with words is still at work after a second,
    and `ended(number)` when that one is over.
    """

    broke = Signal(object)
    lasts = Signal(int, str, bool)
    ended = Signal(int)
    _ready = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: dict[int, _Job] = {}
        self._outcomes: dict[int, _Outcome] = {}
        self._newest: dict[tuple[int, str], int] = {}
        self._shown: dict[tuple[int, str], int] = {}
        self._last = 0
        self._told: set[int] = set()
        self._closed = False
        self._writes, self._reads = _Lane(), _Lane()
        self._ready.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._threads = [self._thread("writer", self._writes)]
        self._threads += [self._thread(f"reader {n + 1}", self._reads) for n in range(_READERS)]

    @property
    def threads(self) -> tuple[threading.Thread, ...]:
        """The threads it runs; none is alive after `close`."""
        return tuple(self._threads)

    def read(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        key: str = "",
        words: str = "",
    ) -> None:
        """Run `work` on a reader; `done(result)` or `failed(exception)` follows on this thread.

        With a `key`, a read of the same owner and key that still waits is dropped, and one that
        runs is not delivered after a newer one. After `close` a read is
        dropped: nobody waits for it. With `words` it is told where it lasts, and can be stopped.
        """
        if self._closed:
            return
        mark = (id(owner), key) if key else None
        if mark is not None:
            older = self._newest.get(mark)
            if older is not None and self._reads.withdraw(older):
                self._forget(older)
        self._start(self._reads, owner, work, done, failed, mark)
        self._watch(words, may_stop=True)

    def write(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        words: str = "",
    ) -> None:
        """Run `work` on the writer after every write that was asked for before.

        With `words` it is told where it lasts; what is written is never stopped half way.
        """
        self._start(self._writes, owner, work, done, failed, None)
        self._watch(words, may_stop=False)

    def stop(self, number: int) -> None:
        """Wait no more for a read that lasts: its result is dropped when it comes."""
        self._reads.withdraw(number)
        self._forget(number)

    def flush(self, timeout: float = 5.0) -> bool:
        """Wait at most `timeout` seconds until every write is done and its result delivered."""
        idle = self._writes.wait_until_idle(timeout)
        for number in sorted(self._outcomes):
            self._deliver(number)
        return idle

    def idle(self, timeout: float = 5.0) -> bool:
        """Wait until reads and writes are done and delivered; for tests and for closing."""
        limit = time.monotonic() + timeout
        while self._jobs:
            left = max(0.0, limit - time.monotonic())
            self._reads.wait_until_idle(left)
            if not self.flush(left) or time.monotonic() >= limit:
                return not self._jobs
        return True

    def close(self) -> None:
        """Finish every write, drop the waiting reads, join the threads."""
        if self._closed:
            return
        self._closed = True
        self._writes.close(drop=False)
        self._reads.close(drop=True)
        for thread in self._threads:
            thread.join()
        for number in sorted(self._outcomes):
            self._deliver(number)
        self._jobs.clear()

    def _start(
        self,
        lane: _Lane,
        owner: QObject,
        work: Callable[[], Any],
        done: Callable[[Any], None] | None,
        failed: Failed | None,
        key: tuple[int, str] | None,
    ) -> None:
        if self._closed:
            raise RuntimeError("the jobs are closed")
        self._last += 1
        number = self._last
        if key is not None:
            self._newest[key] = number
        self._jobs[number] = _Job(
            number=number, owner=owner, work=work, done=done, failed=failed, key=key
        )
        lane.put(number)

    def _watch(self, words: str, *, may_stop: bool) -> None:
        if words:
            number = self._last
            QTimer.singleShot(
                LASTS_AFTER_MS, self, lambda: self._tell(number, words, may_stop=may_stop)
            )

    def _tell(self, number: int, words: str, *, may_stop: bool) -> None:
        if number in self._jobs:
            self._told.add(number)
            self.lasts.emit(number, words, may_stop)

    def _thread(self, name: str, lane: _Lane) -> threading.Thread:
        thread = threading.Thread(target=self._run, args=(lane,), name=name, daemon=True)
        thread.start()
        return thread

    def _run(self, lane: _Lane) -> None:
        while (number := lane.take()) is not None:
            # The frame that knew the job is gone before anybody can see the outcome.
            self._outcomes[number] = self._work_on(number)
            lane.finished()
            self._announce(number)

    def _work_on(self, number: int) -> _Outcome:
        return _outcome(self._jobs[number].work)

    def _announce(self, number: int) -> None:
        try:
            self._ready.emit(number)
        except RuntimeError:
            # The window, and this object with it, is gone: nobody waits for the result.
            return

    def _deliver(self, number: int) -> None:
        outcome = self._outcomes.pop(number, None)
        job = self._forget(number)
        if outcome is None or job is None or not isValid(job.owner) or self._overtaken(job):
            return
        if outcome.failure is None:
            if job.done is not None:
                job.done(outcome.result)
        elif job.failed is not None:
            job.failed(outcome.failure)
        else:
            self.broke.emit(outcome.failure)

    def _forget(self, number: int) -> _Job | None:
        """Take a job off the list; whoever was told that it lasts is told that it is over."""
        if number in self._told:
            self._told.discard(number)
            self.ended.emit(number)
        return self._jobs.pop(number, None)

    def _overtaken(self, job: _Job) -> bool:
        """Whether a newer read of the same key was delivered before."""
        if job.key is None:
            return False
        if job.number < self._shown.get(job.key, 0):
            return True
        self._shown[job.key] = job.number
        return False


def _outcome(work: Callable[[], Any]) -> _Outcome:
    try:
        return _Outcome(result=work())
    except Exception as failure:  # noqa: BLE001 - the job runner carries any failure to its owner
        return _Outcome(failure=failure)
