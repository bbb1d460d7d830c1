"""Our advisory locks on the shared store by number: told apart without the driver of the server."""

from typing import Final

from sqlalchemy import Connection

HOUSE: Final = 0x4341
"""The space of our advisory locks in the database ("CA")."""
WHOLE: Final = 0
"""The lock of units that name nothing: they run alone."""
CHAINS: Final = -1
"""The lock of who begins a chain of the audit."""


def begin_chains_one_by_one(connection: Connection) -> None:
    """Wait until nobody else begins a chain of the audit: their numbers have no gaps."""
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(%s, %s)", (HOUSE, CHAINS))
