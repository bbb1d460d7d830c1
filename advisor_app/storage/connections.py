"""Connections to the encrypted file: how they are opened, and how their failures are told."""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from advisor_app.services.failures import (
    ServiceFailure,
    StoreDamaged,
    StoreFailed,
    StoreForeign,
    StoreLocked,
    StoreReadOnly,
)

BUSY_SECONDS: Final = 5
KEY_BYTES: Final = 32
_READERS: Final = 4
_PLAIN_SQLITE: Final = b"SQLite format 3\x00"
_SETTINGS: Final = (
    "PRAGMA journal_mode = WAL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
)
_DURABLE: Final = "PRAGMA synchronous = FULL"
_UNSYNCED: Final = "PRAGMA synchronous = OFF"
"""For a store that ends with its run: it has no power cut to outlive."""


def connect(path: Path, key: bytes, *, mode: str = "rw") -> Any:
    """A connection that the key opens, without any other setting yet; `mode` is rw or ro.

    The file must exist. Raises StoreDamaged where the key does not open it.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("the key of a store has 32 bytes")
    connection = sqlcipher3.dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        check_same_thread=False,
        isolation_level=None,
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def writer_engine(path: Path, key: bytes, *, durable: bool = True) -> Engine:
    """One connection that changes the store; each transaction takes the write lock at once.

    What it acknowledged outlives a power cut where it is `durable`.
    """
    engine = _engine(path, key, size=1, read_only=False, durable=durable)
    event.listen(engine, "begin", lambda on: on.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def reader_engine(path: Path, key: bytes) -> Engine:
    """Connections that only look."""
    engine = _engine(path, key, size=_READERS, read_only=True)
    event.listen(engine, "begin", lambda on: on.exec_driver_sql("BEGIN"))
    return engine


def _engine(path: Path, key: bytes, *, size: int, read_only: bool, durable: bool = True) -> Engine:
    def opened() -> Any:
        connection = connect(path, key)
        for setting in (*_SETTINGS, _DURABLE if durable else _UNSYNCED):
            connection.execute(setting)
        if read_only:
            connection.execute("PRAGMA query_only = ON")
        return connection

    return create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher3.dbapi2,
        creator=opened,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        hide_parameters=True,
    )


@contextmanager
def told_plainly() -> Iterator[None]:
    """Failures of the database as failures of the store, without any value in them."""
    try:
        yield
    except ServiceFailure:
        raise
    except DBAPIError as error:
        raise failure_of(str(error.orig)) from None
    except sqlcipher3.dbapi2.Error as error:
        raise failure_of(str(error)) from None
    except (MemoryError, OSError):
        raise StoreFailed from None


def failure_of(message: str) -> ServiceFailure:
    """What a message of SQLite means for the store."""
    if "locked" in message or "busy" in message:
        return StoreLocked()
    if "not a database" in message or "malformed" in message or "encrypted" in message:
        return StoreDamaged()
    if "readonly" in message:
        return StoreReadOnly()
    if "full" in message:
        return StoreFailed("The disk is full; nothing was changed.")
    return StoreFailed()


def looked_at(path: Path) -> None:
    """Refuse what cannot be a store before anything opens it."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise StoreForeign
        with path.open("rb") as file:
            head = file.read(len(_PLAIN_SQLITE))
    except OSError:
        raise StoreFailed("The store cannot be read.") from None
    if not head:
        raise StoreDamaged("The store is empty: the file has no content.")
    if head == _PLAIN_SQLITE:
        raise StoreForeign
    # The right of a superuser to write anything does not make a read-only file a store to write.
    if not mode & stat.S_IWUSR or not os.access(path, os.W_OK):
        raise StoreReadOnly
