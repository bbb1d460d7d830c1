"""The audit: rows that are only added to, each chained to the one before by a keyed hash."""

import hashlib
import hmac
import json
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select

from advisor_app.domain.case import Act
from advisor_app.services.ports import Clock
from advisor_app.services.records import AuditEntry, AuditVerdict
from advisor_app.storage.tables import audit

_LINE: Final = "line"


class AuditRows:
    """Reads the audit on one connection; `key` is that of its chain."""

    def __init__(self, connection: Connection, key: bytes) -> None:
        self._connection = connection
        self._key = key

    def entries(self, since_seq: int, limit: int) -> tuple[AuditEntry, ...]:
        """The rows after that one, in order."""
        rows = self._connection.execute(
            select(audit).where(audit.c.seq > since_seq).order_by(audit.c.seq).limit(limit)
        )
        return tuple(_entry(row) for row in rows)

    def verify(self) -> AuditVerdict:
        """Whether the chain of all rows holds together, from the first to the last."""
        before, count = "", 0
        for row in self._connection.execute(select(audit).order_by(audit.c.seq)):
            count += 1
            entry = _entry(row)
            if entry.seq != count or not hmac.compare_digest(row.mac, self._mac(entry, before)):
                return AuditVerdict(rows=count, sound=False, first_bad=count)
            before = row.mac
        return AuditVerdict(rows=count, sound=True)

    def _mac(self, entry: AuditEntry, before: str) -> str:
        told = [
            entry.seq, entry.at.isoformat(), entry.actor, entry.role, entry.workstation,
            entry.action, entry.entity, entry.entity_id, entry.purpose, entry.reason,
            entry.outcome, entry.detail, before,
        ]  # fmt: skip
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        return hmac.new(self._key, text.encode(), hashlib.sha256).hexdigest()


class AuditWriting(AuditRows):
    """Adds to the audit for one act."""

    def __init__(self, connection: Connection, key: bytes, act: Act | None, clock: Clock) -> None:
        super().__init__(connection, key)
        self._act = act
        self._clock = clock
        self.appended = False

    def append(
        self, action: str, entity: str, entity_id: str, detail: str = "", *, outcome: str = "ok"
    ) -> None:
        """One row for the act of this unit; `detail` holds no patient data."""
        last = self._connection.execute(
            select(audit.c.seq, audit.c.mac).order_by(audit.c.seq.desc()).limit(1)
        ).one_or_none()
        session = self._act.session if self._act is not None else None
        entry = AuditEntry(
            seq=1 if last is None else last.seq + 1,
            at=self._clock.now(),
            actor=session.account if session else _LINE,
            role=session.role if session else "",
            workstation=session.workstation if session else "",
            action=action,
            entity=entity,
            entity_id=entity_id,
            purpose=self._act.purpose.value if self._act else "operations",
            reason=self._act.reason if self._act else "",
            outcome=outcome,
            detail=detail,
        )
        self._add(entry, "" if last is None else last.mac)
        self.appended = True

    def _add(self, entry: AuditEntry, before: str) -> None:
        self._connection.execute(
            insert(audit).values(
                seq=entry.seq,
                at=entry.at,
                actor=entry.actor,
                role=entry.role,
                workstation=entry.workstation,
                action=entry.action,
                entity=entry.entity,
                entity_id=entry.entity_id,
                purpose=entry.purpose,
                reason=entry.reason,
                outcome=entry.outcome,
                detail=entry.detail,
                mac=self._mac(entry, before),
            )
        )


def _entry(row: Row[Any]) -> AuditEntry:
    return AuditEntry(
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        role=row.role,
        workstation=row.workstation,
        action=row.action,
        entity=row.entity,
        entity_id=row.entity_id,
        purpose=row.purpose,
        reason=row.reason,
        outcome=row.outcome,
        detail=row.detail,
    )
