"""Copies of a store: taken while others write, whole or not there at all, durable."""

import os
import secrets
from contextlib import closing
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2

from advisor_app.services.failures import StoreFailed
from advisor_app.storage.connections import connect, told_plainly

_FILE_MODE: Final = 0o600


def copy_store(path: Path, key: bytes, out: Path) -> None:
    """The store at `path` as it stands, at `out`, under the same key.

    Raises StoreLocked, StoreFailed, StoreDamaged; an older file at `out` is then as it was.
    """
    draft = draft_beside(out)
    try:
        with told_plainly(), closing(connect(path, key, mode="ro")) as source:
            touch(draft)
            target = sqlcipher3.dbapi2.connect(str(draft), isolation_level=None)
            with closing(target):
                target.execute("PRAGMA cipher_log_level = NONE")
                target.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
                source.backup(target)
        settle(draft, out)
    finally:
        draft.unlink(missing_ok=True)


def draft_beside(out: Path) -> Path:
    """A name for what is not finished yet, in the same folder."""
    return out.with_name(f".{out.name}.{secrets.token_hex(4)}")


def touch(path: Path) -> None:
    """A new file of its owner alone. Raises OSError where there is one."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _FILE_MODE))


def settle(draft: Path, out: Path) -> None:
    """Make the draft durable and let it take its name in one step. Raises StoreFailed."""
    try:
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.replace(out)
        sync_folder(out.parent)
    except OSError:
        raise StoreFailed("The copy could not be written.") from None


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable; Windows knows no such thing. Raises OSError."""
    flags: Any = getattr(os, "O_DIRECTORY", None)
    if flags is None:
        return
    handle = os.open(folder, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
