"""How long a desk has the call that it works on, unless it shows again that it lives."""

from datetime import datetime, timedelta

from advisor_app.services.ports import Clock


class Lease:
    """The lease of a call; of no length (0) where desks cannot die alone."""

    def __init__(self, clock: Clock, seconds: int) -> None:
        self._clock = clock
        self._seconds = seconds

    def until(self) -> datetime | None:
        """When a lease that begins or goes on now ends; None where there is none."""
        if not self._seconds:
            return None
        return self._clock.now() + timedelta(seconds=self._seconds)
