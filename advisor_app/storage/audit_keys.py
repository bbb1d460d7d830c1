"""The keys of the audit, one after the other: which of them seals a row is told by its number.

A key that was changed seals nothing from a row on, and what it sealed before is still checked with
it. On one file a key is made of the key of the store and of a salt, so that no table holds it; on a
shared store it stands in a table that the server's roles read, for each desk seals its own rows.
"""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, func, insert, select

from advisor_app.storage.connections import KEY_BYTES
from advisor_app.storage.house_tables import secret
from advisor_app.storage.ready import Ready

_FIRST: Final = 1
_NEWEST: Final = Ready(select(func.max(secret.c.since).label("since")))


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditKey:
    """A key, and the first row that it seals."""

    since: int
    key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditKeys:
    """All keys of one audit, by the rows from which they seal; the first seals from row 1.

    `of_store` is the key of the store on one file, nothing on a shared store.
    """

    keys: Sequence[AuditKey]
    of_store: bytes

    @property
    def first(self) -> bytes:
        """The key that the audit began with."""
        return self.keys[0].key

    @property
    def newest(self) -> AuditKey:
        """The key that seals now."""
        return self.keys[-1]

    def of_row(self, seq: int) -> bytes:
        """The key that seals the row of that number; the first one for row 0, before all rows."""
        return next((one.key for one in reversed(self.keys) if one.since <= seq), self.first)

    def read_again(self, connection: Connection) -> "AuditKeys":
        """The keys as the store has them now."""
        return audit_keys(connection, self.of_store) or self


def audit_keys(connection: Connection, of_store: bytes = b"") -> AuditKeys | None:
    """The keys of the audit of a store; None where it has lost the first of them."""
    rows = connection.execute(select(secret.c.since, secret.c.value).order_by(secret.c.since)).all()
    keys = [AuditKey(since=row.since, key=_key(bytes(row.value), of_store)) for row in rows]
    if not keys or keys[0].since != _FIRST:
        return None
    return AuditKeys(keys=keys, of_store=of_store)


def begins_with_key(connection: Connection) -> None:
    """The first key of a new audit."""
    add_key(connection, _FIRST)


def add_key(connection: Connection, since: int) -> None:
    """A new key that seals from row `since` on; the caller has the store for itself."""
    value = secrets.token_bytes(KEY_BYTES)
    connection.execute(insert(secret).values(name=f"audit {since}", value=value, since=since))


def newest_key_since(connection: Connection) -> int:
    """The first row that the newest key of the store seals."""
    return int(_NEWEST.first(connection).since)


def _key(value: bytes, of_store: bytes) -> bytes:
    return hmac.digest(of_store, value, hashlib.sha256) if of_store else value
