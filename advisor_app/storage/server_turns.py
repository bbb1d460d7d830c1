"""Who waits for whom on the shared store: locks of the server, held until a transaction ends."""

import zlib
from typing import Final

from sqlalchemy import Connection

_HOUSE: Final = 0x4341
"""The space of our advisory locks in the database ("CA")."""
_WHOLE: Final = 0
_CHAINS: Final = -1


def take_turn(connection: Connection, on: str) -> None:
    """Wait for the units that may not run beside this one."""
    if not on:
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s, %s)", (_HOUSE, _WHOLE))
        return
    # The first lock is shared: only units that name nothing wait for it, and are waited for.
    connection.exec_driver_sql(
        "SELECT pg_advisory_xact_lock_shared(%s, %s), pg_advisory_xact_lock(%s, %s)",
        (_HOUSE, _WHOLE, _HOUSE, _place_of(on)),
    )


def begin_chains_one_by_one(connection: Connection) -> None:
    """Wait until nobody else begins a chain of the audit: their numbers have no gaps."""
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s, %s)", (_HOUSE, _CHAINS))


def _place_of(on: str) -> int:
    """A lock number for a thing; two things that share one only wait for each other."""
    return zlib.crc32(on.encode()) % 0x7FFFFFFF + 1
