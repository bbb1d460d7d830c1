"""The clocks of this program: the real one, and one that begins at a chosen instant and goes on."""

import time
from datetime import UTC, datetime, timedelta


class SystemClock:
    """The time of this machine."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)


class StartedClock:
    """A clock that was set to `start` when it was made, and has gone on since."""

    def __init__(self, start: datetime) -> None:
        self._start = start.astimezone(UTC)
        self._made = time.monotonic()

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return self._start + timedelta(seconds=time.monotonic() - self._made)
