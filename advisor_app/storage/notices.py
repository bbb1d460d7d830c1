"""Notices of the shared store: sent right after each commit, heard by the other workstations.

A notice holds the names of things and who changed them, nothing else. One that is too long for the
server says only that much changed.
"""

import json
import threading
from contextlib import suppress
from typing import Final

import psycopg
from sqlalchemy import URL, Connection

from advisor_app.services.changes import Change, Tell
from advisor_app.storage.server import CONNECT_SECONDS, driver_of

CHANNEL: Final = "console_changes"
_LONGEST: Final = 7000
_AGAIN_AFTER: Final = (0.2, 0.5, 1.0, 2.0, 5.0)
_LOOK_EVERY: Final = 1.0


def send_notice(connection: Connection, change: Change, sender: str) -> None:
    """Tell the other consoles as soon as this transaction is committed."""
    text = json.dumps([sender, change.workstation, sorted(change.things)])
    if len(text) > _LONGEST:
        text = json.dumps([sender, change.workstation, []])
    driver_of(connection).tell_after_commit("SELECT pg_notify(%s, %s)", (CHANNEL, text))


class Notices:
    """Listens on a connection of its own and tells what other desks changed.

    What `sender`, the console's own store, changed is no news to it. A connection that is lost is
    made anew, ever more slowly; then it tells that news may have been missed.
    """

    def __init__(self, url: URL, sender: str) -> None:
        self._address = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._sender = sender
        self._ending = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, tell: Tell) -> None:
        """Begin to listen, on a thread of its own."""
        self._thread = threading.Thread(target=self._listen, args=(tell,), name="notices")
        self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        self._ending.set()
        if self._thread is not None:
            self._thread.join()

    def _listen(self, tell: Tell) -> None:
        failures = 0
        while not self._ending.is_set():
            with (
                suppress(psycopg.Error, OSError),
                psycopg.connect(
                    self._address, autocommit=True, connect_timeout=CONNECT_SECONDS
                ) as connection,
            ):
                connection.execute(f"LISTEN {CHANNEL}".encode())
                if failures:
                    tell(Change())
                failures = 0
                self._hear(connection, tell)
            failures += 1
            self._ending.wait(_AGAIN_AFTER[min(failures, len(_AGAIN_AFTER)) - 1])

    def _hear(self, connection: psycopg.Connection, tell: Tell) -> None:
        while not self._ending.is_set():
            for notice in connection.notifies(timeout=_LOOK_EVERY, stop_after=1):
                sender, change = _read(notice.payload)
                if sender != self._sender:
                    tell(change)


def _read(text: str) -> tuple[str, Change]:
    """Who sent a notice, and what it says."""
    try:
        sender, workstation, things = json.loads(text)
        named = frozenset((str(sort), str(id_)) for sort, id_ in things)
        return str(sender), Change(things=named, workstation=str(workstation))
    except (ValueError, TypeError):
        return "", Change()
