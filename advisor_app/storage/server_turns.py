"""Who waits for whom on the shared store: locks of the server, held until a transaction ends."""

import zlib
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection

from advisor_app.storage.server import driver_of
from advisor_app.storage.server_locks import HOUSE, WHOLE

_NUMBER: Final = "nextval('audit_seq_seq')"
_ALONE: Final = f"SELECT {_NUMBER}, pg_advisory_xact_lock({HOUSE}, {WHOLE})"
# The first lock is shared: only units that name nothing wait for it, and are waited for.
_BESIDE: Final = (
    f"SELECT {_NUMBER}, pg_advisory_xact_lock_shared({HOUSE}, {WHOLE}), "
    f"pg_advisory_xact_lock({HOUSE}, %s::integer)"
)
# Asked after the lock, so that it sees the key that a unit changed which this one waited for.
_NEWEST_KEY: Final = "SELECT max(since) FROM store_secret"
_FIRST: Final = f"SELECT pg_try_advisory_xact_lock({HOUSE}, %s::integer)"


@dataclass(frozen=True, slots=True)
class ServerTurn:
    """The turn of a unit; what comes with it is fetched when it is asked for, once."""

    _number: Any
    _key: Any

    def first_number(self) -> int:
        """The number of the unit's first row in the audit."""
        return int(self._number.fetchall()[0][0])

    def newest_key(self) -> int:
        """The first row of the audit that the newest key seals."""
        return int(self._key.fetchall()[0][0])


def take_turn(connection: Connection, on: str) -> ServerTurn:
    """Wait for the units that may not run beside this one.

    Who names a thing (`on`) waits at the first answer it wants, not here.
    """
    driver = driver_of(connection)
    if on:
        cursor = driver.execute(_BESIDE, (_place_of(on),), prepare=True)
    else:
        cursor = driver.execute(_ALONE, prepare=True)
        driver.catch_up()
    return ServerTurn(cursor, driver.execute(_NEWEST_KEY, prepare=True))


def is_first_at(connection: Connection, work: str) -> bool:
    """Whether nobody else does that work now; until this unit ends nobody else begins it."""
    cursor = driver_of(connection).execute(_FIRST, (_place_of(work),), prepare=True)
    return bool(cursor.fetchall()[0][0])


def _place_of(on: str) -> int:
    """A lock number for a thing; two things that share one only wait for each other."""
    return zlib.crc32(on.encode()) % 0x7FFFFFFF + 1
