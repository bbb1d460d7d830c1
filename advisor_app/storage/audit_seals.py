"""What the audit is sealed with: a keyed hash over each row and the row before it in its chain."""

import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from advisor_app.storage.anchor import Anchor, Head
from advisor_app.storage.audit_keys import AuditKeys

_as_text: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
STORE_CHAIN: Final = 0
"""The chain of a store on one file, and of the rows that a shared store kept before it had more."""


class SealedRow(Protocol):
    """A row of the audit as it is stored."""

    @property
    def seq(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def actor(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def workstation(self) -> str: ...
    @property
    def action(self) -> str: ...
    @property
    def entity(self) -> str: ...
    @property
    def entity_id(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def outcome(self) -> str: ...
    @property
    def detail(self) -> str: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSeal:
    """The keys of the audit of one store, and what outside the store knows of its rows."""

    keys: AuditKeys
    anchor: Anchor | None = None

    def of_row(self, row: SealedRow, before: str, *, chain: int, follows: int) -> str:
        """The seal of a row; `before` is the seal of row `follows`, the one before it there."""
        told: list[object] = [
            row.seq, row.at.isoformat(), row.actor, row.role, row.workstation, row.action,
            row.entity, row.entity_id, row.purpose, row.reason, row.outcome, row.detail, before,
        ]  # fmt: skip
        if chain != STORE_CHAIN:
            told += [chain, follows]
        return self._hash(_as_text(told), row.seq)

    def of_end(self, chain: int, head: Head) -> str:
        """The seal of what the store says of the newest row of a chain."""
        return self._hash(f"chain {chain} {head.seq} {head.mac}", head.seq)

    def _hash(self, text: str, seq: int) -> str:
        return hmac.digest(self.keys.of_row(seq), text.encode(), "sha256").hex()
