"""A connection to the shared store that never waits for ever, nor for what nobody needs to know.

The driver waits for a server without an end: one that is frozen would hold a thread for good. Here
each question has a deadline; the connection that misses it is closed, as if the server had gone.

A unit of work runs ahead: what it says is sent at once, and it waits for the server only where it
wants an answer, and at its end. A statement that failed meanwhile is told at the next answer, and
nothing after it was done.
"""

import select
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, Final

import psycopg
from psycopg.pq import TransactionStatus

_FRESH_SECONDS: Final = 1.0
"""A connection that answered so lately is only looked at for signs of its end."""


class TimelyConnection(psycopg.Connection[Any]):
    """A connection whose questions are answered by a deadline, or fail."""

    _deadline: float | None = None
    _answered = 0.0
    _line: psycopg.Pipeline | None = None
    _news: tuple[str, tuple[str, ...]] | None = None
    _ahead: AbstractContextManager[psycopg.Pipeline]

    def wait(self, gen: Any, *more: Any, **named: Any) -> Any:
        """Wait for an answer, until the deadline. Raises psycopg.OperationalError."""
        deadline = self._deadline
        if deadline is None:
            return super().wait(gen, *more, **named)
        try:
            return super().wait(_until(gen, deadline), *more, **named)
        except _TooLate:
            self.pgconn.finish()
            raise psycopg.OperationalError("the server does not answer in time") from None

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """All questions asked in here are answered within so many seconds in all, or fail."""
        self._deadline = time.monotonic() + seconds
        try:
            yield
            self._answered = time.monotonic()
        finally:
            self._deadline = None

    def run_ahead(self) -> None:
        """Wait only for answers that are asked for, until the end of the transaction."""
        self._ahead = self.pipeline()
        self._line = self._ahead.__enter__()

    def catch_up(self) -> None:
        """Wait until all that was sent is done. Raises what went wrong."""
        if self._line is not None:
            self._line.sync()

    def walk(self) -> None:
        """Run ahead no more. Raises what went wrong."""
        if self._line is not None:
            self._line = None
            self._ahead.__exit__(None, None, None)

    def tell_after_commit(self, question: str, values: tuple[str, ...]) -> None:
        """Send that as soon as the transaction is kept, on the same way to the server.

        Within it a NOTIFY would keep every other desk's commit waiting until this one is on disk.
        """
        self._news = (question, values)

    def commit(self) -> None:
        """Keep all of it; the way to the server is gone once."""
        news, self._news = self._news, None
        if self._line is not None and self.pgconn.transaction_status != TransactionStatus.IDLE:
            self.execute(b"COMMIT")
            if news is not None:
                self.execute(*news, prepare=True)
            self.walk()
            return
        self.walk()
        super().commit()
        if news is not None:
            self.autocommit = True
            self.execute(*news)
            self.autocommit = False

    def rollback(self) -> None:
        """Keep nothing; where that cannot be said any more, the end of the connection says it."""
        self._news = None
        try:
            self.walk()
            super().rollback()
        except psycopg.Error:
            self.close()

    def is_alive(self, seconds: float) -> bool:
        """Whether the server is still at the other end; one that was silent is asked."""
        if time.monotonic() - self._answered < _FRESH_SECONDS:
            return not self.closed and not select.select([self.fileno()], [], [], 0)[0]
        try:
            self.autocommit = True
            with self.within(seconds):
                self.execute(b"")
            self.autocommit = False
        except psycopg.Error:
            return False
        return True


class _TooLate(Exception):
    """The deadline has passed."""


def _until(asking: Any, deadline: float) -> Any:
    """The driver's own question, given up at the deadline; it is woken ten times a second."""
    try:
        state = next(asking)
        while True:
            ready = yield state
            if not ready and time.monotonic() > deadline:
                asking.close()
                raise _TooLate
            state = asking.send(ready)
    except StopIteration as answer:
        return answer.value
