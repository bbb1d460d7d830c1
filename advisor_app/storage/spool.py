"""The spool: edits that could not reach the store yet, encrypted, on this workstation.

It holds what waits and nothing else, so it is written whole and emptied once all of it has arrived.
Edits keep their ids: one that had arrived after all is not applied a second time.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

import sqlcipher3.dbapi2

from advisor_app.domain.case import Edit
from advisor_app.services.failures import StoreFailed
from advisor_app.storage import keys
from advisor_app.storage.connections import connect, told_plainly
from advisor_app.storage.copies import touch
from advisor_app.storage.keys import derived_key
from advisor_app.storage.values import plain_statement, statement_of

SPOOL_FILE: Final = "spool.store"
_SALT_BYTES: Final = 16
_TABLE: Final = (
    'CREATE TABLE IF NOT EXISTS kept (account TEXT, "case" TEXT, path TEXT, edit TEXT, '
    'PRIMARY KEY (account, "case", path))'
)


class EditSpool:
    """The spool of one account in a folder of this workstation, under a key made of the store's."""

    def __init__(
        self, folder: Path, store_key: bytes, account: str, file: str = SPOOL_FILE
    ) -> None:
        self._path = folder / file
        self._key = hmac.new(store_key, b"spool of edits", hashlib.sha256).digest()
        self._account = account

    @classmethod
    def of_person(cls, folder: Path, account: str, secret: str) -> "EditSpool":
        """The spool of somebody on a shared store, which keeps no key on this workstation.

        Its key is made of their own passphrase, so it takes as long as to sign in. What waited
        under an older passphrase is put aside, unread. Raises StoreFailed.
        """
        name = f"spool-{hashlib.sha256(account.encode()).hexdigest()[:16]}"
        key = derived_key(secret, _salt(folder, folder / f"{name}.salt"), keys.COST)
        spool = cls(folder, key, account, f"{name}.store")
        spool._put_aside_unread()
        return spool

    def keep(self, waiting: Mapping[str, tuple[Edit, ...]]) -> None:
        """Let exactly these edits, by case, be kept, durably. Raises StoreFailed."""
        rows = [
            (self._account, case, edit.path, _text(edit))
            for case, edits in waiting.items()
            for edit in edits
        ]
        with told_plainly(), closing(self._opened()) as spool:
            spool.execute("BEGIN IMMEDIATE")
            spool.execute("DELETE FROM kept WHERE account = ?", (self._account,))
            spool.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)", rows)
            spool.execute("COMMIT")

    def kept(self) -> dict[str, tuple[Edit, ...]]:
        """What is kept, by case; nothing where there is no spool that this key opens."""
        if not self._path.is_file():
            return {}
        found: dict[str, list[Edit]] = {}
        with suppress(sqlcipher3.dbapi2.Error, MemoryError), closing(self._opened()) as spool:
            query = 'SELECT "case", path, edit FROM kept WHERE account = ? ORDER BY "case", path'
            for case, path, text in spool.execute(query, (self._account,)):
                found.setdefault(case, []).append(_edit(path, text))
        return {case: tuple(edits) for case, edits in found.items()}

    def _put_aside_unread(self) -> None:
        if not self._path.is_file():
            return
        try:
            with closing(connect(self._path, self._key, mode="ro")) as spool:
                spool.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except (sqlcipher3.dbapi2.Error, MemoryError):
            os.replace(self._path, self._path.with_suffix(".unread"))

    def _opened(self) -> Any:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not self._path.exists():
                touch(self._path)
        except OSError:
            raise StoreFailed("This workstation has no room for what waits.") from None
        spool = connect(self._path, self._key)
        for setting in ("journal_mode = DELETE", "synchronous = FULL", "secure_delete = ON"):
            spool.execute(f"PRAGMA {setting}")
        spool.execute(_TABLE)
        os.chmod(self._path, 0o600)
        return spool


def _salt(folder: Path, file: Path) -> bytes:
    """The salt of a spool's key, made when it is first asked for."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not file.is_file() or file.stat().st_size != _SALT_BYTES:
            draft = file.with_suffix(".new")
            handle = os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "wb") as made:
                made.write(os.urandom(_SALT_BYTES))
                made.flush()
                os.fsync(made.fileno())
            os.replace(draft, file)
        return file.read_bytes()
    except OSError:
        raise StoreFailed("This workstation has no room for what waits.") from None


def _text(edit: Edit) -> str:
    told = {
        "id": edit.id,
        "base": edit.base,
        "removed": edit.removed,
        "statements": [plain_statement(one) for one in edit.statements],
    }
    return json.dumps(told, ensure_ascii=False)


def _edit(path: str, text: str) -> Edit:
    told = json.loads(text)
    return Edit(
        id=told["id"],
        path=path,
        base=told["base"],
        removed=told["removed"],
        statements=tuple(statement_of(path, one) for one in told["statements"]),
    )
