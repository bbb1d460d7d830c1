"""The store of a centre: one encrypted file, opened, made, checked and backed up."""

import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from sqlalchemy import Connection

from advisor_app.domain.case import Act
from advisor_app.services.failures import StoreDamaged, StoreFailed, StoreForeign, StoreLocked
from advisor_app.services.ports import Clock
from advisor_app.storage.anchor import ANCHOR_ENDING, AuditAnchor, Head
from advisor_app.storage.audit_keys import audit_keys, begins_with_key
from advisor_app.storage.audit_rows import AuditRows, AuditWriting
from advisor_app.storage.audit_seals import AuditSeal
from advisor_app.storage.connections import (
    BUSY_SECONDS,
    KEY_BYTES,
    connect,
    looked_at,
    reader_engine,
    told_plainly,
    writer_engine,
)
from advisor_app.storage.copies import copy_store, touch
from advisor_app.storage.in_use import StoreInUse
from advisor_app.storage.schema import APPLICATION_ID, brought_up_to_date, install
from advisor_app.storage.units import ReadingUnit, WritingUnit

STORE_FILE: Final = "centre.store"
_FOLDER_MODE: Final = 0o700
_NEWEST_ROW: Final = "SELECT seq, mac FROM audit ORDER BY seq DESC LIMIT 1"


class SqlStore:
    """The store on one file: one writer at a time, readers beside it."""

    def __init__(
        self,
        path: Path,
        key: bytes,
        clock: Clock,
        *,
        anchors: Path | None = None,
        throw_away: bool = False,
    ) -> None:
        self.path = path
        self.throw_away = throw_away
        self._clock = clock
        self._key = key
        self._hold = StoreInUse(path, alone=False)
        self._turn = threading.RLock()
        self._inside = False
        self._writer = writer_engine(path, key, durable=not throw_away)
        self._readers = reader_engine(path, key)
        with told_plainly(), self._readers.begin() as connection:
            self._seal, self._anchor = _seal(connection, path, key, anchors)
            rows = AuditRows(connection, self._seal)
            self._anchored = rows.is_anchored()
            if self._anchored:
                self._anchor.make_where_missing(rows.newest())

    @contextmanager
    def reading(self) -> Iterator[ReadingUnit]:
        """A look at the store; what others write meanwhile is not seen."""
        with told_plainly(), self._readers.begin() as connection:
            yield ReadingUnit(connection, self._seal)

    @contextmanager
    def writing(
        self,
        act: Act | None = None,
        *,
        on: str = "",  # noqa: ARG002
        for_all: str = "",  # noqa: ARG002
    ) -> Iterator[WritingUnit]:
        """A transaction: all of it or nothing; one inside another is a mistake of the caller.

        One file has one writer, whatever the unit is on or for.
        """
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise StoreLocked
        try:
            if self._inside:
                raise RuntimeError("a transaction cannot begin within another")
            self._inside = True
            try:
                with told_plainly(), self._writer.begin() as connection:
                    audit = AuditWriting(connection, self._seal, act, self._clock)
                    unit = WritingUnit(connection, audit, act)
                    yield unit
                    if act is not None and not audit.appended:
                        raise RuntimeError("a change without a row in the audit is not kept")
                self._seal = audit.seal
                self._move_anchor(audit.head)
            finally:
                self._inside = False
        finally:
            self._turn.release()

    def _move_anchor(self, head: Head | None) -> None:
        """Let the anchor know the newest row.

        An anchor that knew more than the store when it was opened stays as it is: it is the proof.
        One that cannot be written is behind, and then the next one tells.
        """
        if head is not None and self._anchored:
            with suppress(OSError):
                self._anchor.move(head)

    def anchor_anew(self) -> None:
        """Take the store as it is for the right one: it was put back on purpose.

        Raises StoreFailed where the anchor cannot be written.
        """
        with told_plainly(), self._readers.begin() as connection:
            newest = AuditRows(connection, self._seal).newest()
        try:
            self._anchor.make(newest)
        except OSError:
            raise StoreFailed("The anchor of the audit cannot be written.") from None
        self._anchored = True

    @property
    def key(self) -> bytes:
        """The key that the store was opened with."""
        return self._key

    def copy_to(self, out: Path) -> None:
        """The store as it stands, with an anchor of its own, at `out`. Raises as `copy_store`.

        An anchor that knows more than the store is copied as it is: it is the proof.
        """
        copy_store(self.path, self._key, out)
        if not self._anchored:
            self._anchor.copy_beside(out)
            return
        with told_plainly(), closing(connect(out, self._key, mode="ro")) as copy:
            seq, mac = copy.execute(_NEWEST_ROW).fetchone() or (0, "")
            AuditAnchor.beside(out, self._seal.keys.first).make(Head(seq=seq, mac=mac))

    def close(self) -> None:
        """Let go of the file; a throw-away store is gone then."""
        self._writer.dispose()
        self._readers.dispose()
        self._hold.close()
        if self.throw_away:
            shutil.rmtree(self.path.parent, ignore_errors=True)


def new_key() -> bytes:
    """A random key for a store."""
    return secrets.token_bytes(KEY_BYTES)


def create_store(path: Path, key: bytes, clock: Clock) -> SqlStore:
    """A new store at `path`; its folder is made where there is none. Raises StoreFailed."""
    _make(path, key)
    return SqlStore(path, key, clock)


def open_store(path: Path, key: bytes, clock: Clock, anchors: Path | None = None) -> SqlStore:
    """The store at `path`, brought up to date; `anchors` is the second place of its anchor.

    Raises StoreDamaged (wrong key, empty, cut off), StoreForeign or StoreNewer with the file as it
    was, and StoreLocked or StoreFailed where it cannot be reached.
    """
    looked_at(path)
    with told_plainly():
        brought_up_to_date(path, key)
        return SqlStore(path, key, clock, anchors=anchors)


def throw_away_store(clock: Clock) -> SqlStore:
    """A store for a demonstration or a test: its key is never written, its folder goes with it."""
    folder = Path(mkdtemp(prefix="advisor-"))
    folder.chmod(_FOLDER_MODE)
    key = new_key()
    try:
        _make(folder / STORE_FILE, key, durable=False)
        return SqlStore(folder / STORE_FILE, key, clock, throw_away=True)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


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


def _make(path: Path, key: bytes, *, durable: bool = True) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=_FOLDER_MODE)
        touch(path)
    except FileExistsError:
        raise StoreFailed("There is a store already; nothing was changed.") from None
    except OSError:
        raise StoreFailed("The store cannot be made in that folder.") from None
    try:
        with told_plainly():
            _fill(path, key, durable=durable)
    except BaseException:
        path.unlink(missing_ok=True)
        path.with_name(path.name + ANCHOR_ENDING).unlink(missing_ok=True)
        raise


def _fill(path: Path, key: bytes, *, durable: bool) -> None:
    engine = writer_engine(path, key, durable=durable)
    try:
        with engine.begin() as connection:
            install(connection)
            begins_with_key(connection)
            _, anchor = _seal(connection, path, key)
        anchor.make(Head(seq=0, mac=""))
    finally:
        engine.dispose()


def _seal(
    connection: Connection, path: Path, key: bytes, anchors: Path | None = None
) -> tuple[AuditSeal, AuditAnchor]:
    """The seal of the audit, and its anchor beside the store."""
    keys = audit_keys(connection, key)
    if keys is None:
        raise StoreDamaged("The store is damaged: the salt of its audit is gone.")
    anchor = AuditAnchor.beside(path, keys.first, anchors)
    return AuditSeal(keys=keys, anchor=anchor), anchor
