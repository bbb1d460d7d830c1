"""A clock that stands still until it is moved on: a shift of hours is played in seconds."""

from datetime import UTC, datetime


class SteppedClock:
    """The time of a shift while it is played; every instant that is stored comes from it."""

    def __init__(self, start: datetime) -> None:
        self._now = start.astimezone(UTC)

    def now(self) -> datetime:
        """The instant to which it was moved last, in UTC."""
        return self._now

    def go_on_to(self, instant: datetime) -> None:
        """It is that instant now. Raises ValueError for one that has passed."""
        if instant < self._now:
            raise ValueError("a clock goes on, not back")
        self._now = instant.astimezone(UTC)
