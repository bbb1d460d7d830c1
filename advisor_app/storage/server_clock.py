"""The time of the shared store: the server's, reckoned from this machine's own steady clock."""

import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import Engine

from advisor_app.storage.server import told_by_server, within_time

_TRIES: Final = 3


class ServerClock:
    """The instant on the server, the same for every workstation that asks it.

    It is measured when it is made and whenever `measure` is called; between that it goes with the
    machine's monotonic clock, so that a wrong or changed wall clock moves nothing.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._turn = threading.Lock()
        self._at = datetime.now(UTC)
        self._steady = time.monotonic()
        self.measure()

    def now(self) -> datetime:
        """The present instant, in UTC."""
        with self._turn:
            return self._at + timedelta(seconds=time.monotonic() - self._steady)

    def measure(self) -> None:
        """Ask the server anew; of several answers the one that came fastest is right.

        Raises StoreOutOfReach; the clock goes on as before then.
        """
        with told_by_server(), self._engine.connect() as connection, within_time(connection):
            answers = []
            for _ in range(_TRIES):
                sent = time.monotonic()
                at: datetime = connection.exec_driver_sql("SELECT clock_timestamp()").scalar_one()
                came = time.monotonic()
                answers.append((came - sent, at.astimezone(UTC), (sent + came) / 2))
        _, at, steady = min(answers)
        with self._turn:
            self._at, self._steady = at, steady
