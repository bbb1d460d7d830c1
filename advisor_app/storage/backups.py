"""Backups: the store, the wrapped copies of its key and its anchor in one file, all encrypted.

The file is a plain tar archive, so that it can be looked into without this program: the store is a
SQLCipher file, the keys open with an account's passphrase or the recovery code.
"""

import hashlib
import io
import json
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from advisor_app.services.audit import RECENT
from advisor_app.services.failures import StoreDamaged, StoreFailed
from advisor_app.services.ports import Clock
from advisor_app.services.records import AuditVerdict
from advisor_app.storage.anchor import ANCHOR_ENDING
from advisor_app.storage.copies import draft_beside, settle, touch
from advisor_app.storage.keys import KEYS_FOLDER
from advisor_app.storage.store import STORE_FILE, SqlStore, check_store, open_store

_SCHEMA: Final = "centre-backup/1"
_MANIFEST: Final = "manifest.json"
_ANCHOR: Final = STORE_FILE + ANCHOR_ENDING
_KEY_FILE: Final = re.compile(KEYS_FOLDER + r"/[0-9a-f]{24}(?:\.json|-[0-9a-f]{16}\.key)")
_LONGEST_MANIFEST: Final = 1_000_000
_NO_BACKUP: Final = "The file is no backup of this console, or it is damaged."
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupMade:
    """A backup that was written and opened again: its size, and what its audit came to."""

    bytes: int
    audit: AuditVerdict


def write_backup(store: SqlStore, keys: Path, out: Path, clock: Clock) -> BackupMade:
    """The whole store with its keys at `out`, checked by opening it before it takes its name.

    `keys` is the folder of the wrapped keys. Raises StoreFailed, StoreLocked, StoreDamaged; an
    older backup at `out` is then as it was. A broken audit is kept as it is, and told.
    """
    draft = draft_beside(out)
    try:
        with TemporaryDirectory(prefix=".backup-", dir=out.parent) as aside:
            copy = Path(aside) / STORE_FILE
            store.copy_to(copy)
            verdict = checked(copy, store.key, clock, RECENT)
            parts = {STORE_FILE: copy, _ANCHOR: copy.with_name(_ANCHOR)} | _key_files(keys)
            _write_archive(draft, parts, clock.now())
            settle(draft, out)
    except OSError:
        raise StoreFailed("The backup could not be written.") from None
    finally:
        draft.unlink(missing_ok=True)
    return BackupMade(bytes=out.stat().st_size, audit=verdict)


def unpack_backup(backup: Path, folder: Path) -> None:
    """Put the parts of a backup into an empty folder, each as the manifest knows it.

    Raises StoreDamaged for a file that is no backup or was changed, StoreFailed without room.
    """
    try:
        with tarfile.open(backup, "r:") as archive:
            parts = _manifest(archive)
            (folder / KEYS_FOLDER).mkdir(mode=0o700)
            for name, told in parts.items():
                _unpack(archive, name, told, folder / name)
    except (tarfile.TarError, KeyError, TypeError, ValueError, EOFError):
        raise StoreDamaged(_NO_BACKUP) from None
    except OSError:
        raise StoreFailed("The backup could not be unpacked.") from None


def checked(path: Path, key: bytes, clock: Clock, last: int | None = None) -> AuditVerdict:
    """Read every page of a copy, and all or the last rows of its audit.

    Raises StoreDamaged, StoreNewer, StoreForeign; a broken audit is told.
    """
    check_store(path, key)
    store = open_store(path, key, clock)
    try:
        with store.reading() as unit:
            return unit.audit.verify(last)
    finally:
        store.close()


def _key_files(keys: Path) -> dict[str, Path]:
    found = {f"{KEYS_FOLDER}/{file.name}": file for file in sorted(keys.iterdir())}
    return {name: file for name, file in found.items() if _KEY_FILE.fullmatch(name)}


def _write_archive(draft: Path, parts: dict[str, Path], now: datetime) -> None:
    touch(draft)
    told = {name: _told(file) for name, file in parts.items()}
    manifest = json.dumps({"schema": _SCHEMA, "made_at": now.isoformat(), "parts": told}).encode()
    with tarfile.open(draft, "w", format=tarfile.PAX_FORMAT) as archive:
        archive.addfile(_entry(_MANIFEST, len(manifest), now), io.BytesIO(manifest))
        for name, file in parts.items():
            with file.open("rb") as content:
                archive.addfile(_entry(name, told[name]["bytes"], now), content)


def _entry(name: str, size: int, now: datetime) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode, entry.mtime = size, 0o600, int(now.timestamp())
    return entry


def _told(file: Path) -> dict[str, Any]:
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    return {"bytes": file.stat().st_size, "sha256": digest}


def _manifest(archive: tarfile.TarFile) -> dict[str, dict[str, Any]]:
    """The parts that a backup tells of; only names that we write ourselves are taken."""
    with _content(archive, _MANIFEST) as content:
        told = json.loads(content.read(_LONGEST_MANIFEST))
    parts = told["parts"]
    strange = [
        name
        for name in parts
        if name not in (STORE_FILE, _ANCHOR) and not _KEY_FILE.fullmatch(name)
    ]
    if told["schema"] != _SCHEMA or strange or not {STORE_FILE, _ANCHOR} <= parts.keys():
        raise StoreDamaged(_NO_BACKUP)
    return dict(parts)


def _unpack(archive: tarfile.TarFile, name: str, told: dict[str, Any], to: Path) -> None:
    touch(to)
    digest, size = hashlib.sha256(), 0
    with _content(archive, name) as content, to.open("r+b") as file:
        while size <= told["bytes"] and (chunk := content.read(_CHUNK)):
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
    if size != told["bytes"] or digest.hexdigest() != told["sha256"]:
        raise StoreDamaged(_NO_BACKUP)


@contextmanager
def _content(archive: tarfile.TarFile, name: str) -> Iterator[Any]:
    entry = archive.getmember(name)
    content = archive.extractfile(entry) if entry.isreg() else None
    if content is None:
        raise StoreDamaged(_NO_BACKUP)
    with content:
        yield content
