"""The store of a centre: one encrypted file, opened, made, checked and backed up."""

import os
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

import sqlcipher3.dbapi2
from sqlalchemy import insert, select

from advisor_app.domain.case import Act
from advisor_app.services.failures import StoreDamaged, StoreFailed, StoreForeign, StoreLocked
from advisor_app.services.ports import Clock
from advisor_app.storage.connections import (
    BUSY_SECONDS,
    KEY_BYTES,
    connect,
    looked_at,
    reader_engine,
    told_plainly,
    writer_engine,
)
from advisor_app.storage.schema import APPLICATION_ID, brought_up_to_date, install
from advisor_app.storage.tables import secret
from advisor_app.storage.units import ReadingUnit, WritingUnit

STORE_FILE: Final = "centre.store"
AUDIT_KEY: Final = "audit"
_FOLDER_MODE: Final = 0o700
_FILE_MODE: Final = 0o600


class SqlStore:
    """The store on one file: one writer at a time, readers beside it."""

    def __init__(self, path: Path, key: bytes, clock: Clock, *, throw_away: bool = False) -> None:
        self.path = path
        self.throw_away = throw_away
        self._clock = clock
        self._key = key
        self._turn = threading.RLock()
        self._inside = False
        self._writer = writer_engine(path, key)
        self._readers = reader_engine(path, key)
        with told_plainly(), self._readers.connect() as connection:
            self._audit_key = connection.execute(
                select(secret.c.value).where(secret.c.name == AUDIT_KEY)
            ).scalar_one()

    @contextmanager
    def reading(self) -> Iterator[ReadingUnit]:
        """A look at the store; what others write meanwhile is not seen."""
        with told_plainly(), self._readers.connect() as connection:
            yield ReadingUnit(connection, self._audit_key)

    @contextmanager
    def writing(self, act: Act | None = None, *, on: str = "") -> Iterator[WritingUnit]:  # noqa: ARG002
        """A transaction: all of it or nothing; one inside another is a mistake of the caller.

        One file has one writer, whatever the unit is on.
        """
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise StoreLocked
        try:
            if self._inside:
                raise RuntimeError("a transaction cannot begin within another")
            self._inside = True
            try:
                with told_plainly(), self._writer.begin() as connection:
                    unit = WritingUnit(connection, self._audit_key, act, self._clock)
                    yield unit
                    if act is not None and not unit.audit.appended:
                        raise RuntimeError("a change without a row in the audit is not kept")
            finally:
                self._inside = False
        finally:
            self._turn.release()

    def back_up(self, out: Path) -> None:
        """A copy of the store as it stands, under the same key; whole or not there at all."""
        draft = out.with_name(f".{out.name}.{secrets.token_hex(4)}")
        try:
            with told_plainly(), closing(connect(self.path, self._key, mode="ro")) as source:
                _touch(draft)
                target = sqlcipher3.dbapi2.connect(str(draft), isolation_level=None)
                with closing(target):
                    target.execute("PRAGMA cipher_log_level = NONE")
                    target.execute(f"PRAGMA key = \"x'{self._key.hex()}'\"")
                    source.backup(target)
            _settle(draft, out)
        finally:
            draft.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file; a throw-away store is gone then."""
        self._writer.dispose()
        self._readers.dispose()
        if self.throw_away:
            shutil.rmtree(self.path.parent, ignore_errors=True)


def new_key() -> bytes:
    """A random key for a store."""
    return secrets.token_bytes(KEY_BYTES)


def create_store(path: Path, key: bytes, clock: Clock) -> SqlStore:
    """A new store at `path`; its folder is made where there is none. Raises StoreFailed."""
    _make(path, key)
    return SqlStore(path, key, clock)


def open_store(path: Path, key: bytes, clock: Clock) -> SqlStore:
    """The store at `path`, brought up to date.

    Raises StoreDamaged (wrong key, empty, cut off), StoreForeign or StoreNewer with the file as it
    was, and StoreLocked or StoreFailed where it cannot be reached.
    """
    looked_at(path)
    with told_plainly():
        brought_up_to_date(path, key)
        return SqlStore(path, key, clock)


def throw_away_store(clock: Clock) -> SqlStore:
    """A store for a demonstration or a test: its key is never written, its folder goes with it."""
    folder = Path(mkdtemp(prefix="advisor-"))
    folder.chmod(_FOLDER_MODE)
    key = new_key()
    try:
        _make(folder / STORE_FILE, key)
        return SqlStore(folder / STORE_FILE, key, clock, throw_away=True)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def back_up_store(store: SqlStore, out: Path) -> None:
    """A copy of the store at `out`. Raises StoreFailed, and leaves an older copy there then."""
    store.back_up(out)


def check_store(path: Path, key: bytes) -> None:
    """Read every page of the store and check its seal. Raises StoreDamaged."""
    looked_at(path)
    with told_plainly(), closing(connect(path, key)) as connection:
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise StoreForeign
        if connection.execute("PRAGMA cipher_integrity_check").fetchall():
            raise StoreDamaged("The store is damaged: a page of it does not bear its seal.")
        if connection.execute("PRAGMA integrity_check").fetchone()[0] != "ok":
            raise StoreDamaged("The store is damaged: its tables do not hold together.")


def _make(path: Path, key: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=_FOLDER_MODE)
        _touch(path)
    except FileExistsError:
        raise StoreFailed("There is a store already; nothing was changed.") from None
    except OSError:
        raise StoreFailed("The store cannot be made in that folder.") from None
    try:
        with told_plainly():
            _fill(path, key)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


def _fill(path: Path, key: bytes) -> None:
    engine = writer_engine(path, key)
    try:
        with engine.begin() as connection:
            install(connection)
            connection.execute(insert(secret).values(name=AUDIT_KEY, value=new_key()))
    finally:
        engine.dispose()


def _touch(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE_MODE))


def _settle(draft: Path, out: Path) -> None:
    """Make the draft durable and let it take its name in one step."""
    try:
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(out)
        _sync_folder(out.parent)
    except OSError:
        raise StoreFailed("The copy could not be written.") from None


def _sync_folder(folder: Path) -> None:
    flags: Any = getattr(os, "O_DIRECTORY", None)
    if flags is None:
        return
    handle = os.open(folder, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
