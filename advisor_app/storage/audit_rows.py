"""The audit: rows that are only added to, each chained to the one before by a keyed hash."""

import hashlib
import hmac
import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, func, insert, select

from advisor_app.domain.case import Act
from advisor_app.services.ports import Clock
from advisor_app.services.records import AuditEntry, AuditVerdict
from advisor_app.storage.anchor import AuditAnchor, Head
from advisor_app.storage.schema import missing_guards
from advisor_app.storage.tables import audit

_LINE: Final = "line"
_AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """What the audit of one store is sealed with: its key, and its anchor outside the store.

    A store that many workstations share has no anchor: what its end lacks is not seen. There
    `turn` is the statement that waits until nobody else adds to the chain.
    """

    key: bytes
    anchor: AuditAnchor | None = None
    turn: str = ""


class AuditRows:
    """Reads the audit on one connection."""

    def __init__(self, connection: Connection, chain: Chain) -> None:
        self._connection = connection
        self._chain = chain

    def entries(self, since_seq: int, limit: int) -> tuple[AuditEntry, ...]:
        """The rows after that one, in order."""
        rows = self._connection.execute(
            select(audit).where(audit.c.seq > since_seq).order_by(audit.c.seq).limit(limit)
        )
        return tuple(_entry(row) for row in rows)

    def verify(self, last: int | None = None) -> AuditVerdict:
        """Whether the rows hold together, the last `last` of them or all, up to the anchor.

        The anchor is read before the rows: what others add meanwhile is then no fault.
        """
        anchor = self._chain.anchor
        anchored = None if anchor is None else anchor.head()
        newest = self._connection.execute(select(func.max(audit.c.seq))).scalar() or 0
        start = 0 if last is None else max(0, newest - last)
        reader = _ChainReader(start, self._seal_of(start), anchored)
        query = select(audit).where(audit.c.seq > start).order_by(audit.c.seq)
        with self._connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
            for row in rows:
                entry = _entry(row)
                reader.read(entry, row.mac, self._mac(entry, reader.before))
                if reader.why:
                    break
        verdict = reader.verdict(needs_anchor=anchor is not None)
        lacking = missing_guards(self._connection)
        if verdict.sound and lacking:
            why = f"{lacking[0]}, which keeps its rows as they are, was taken away"
            return replace(verdict, sound=False, first_bad=verdict.rows + 1, why=why)
        return verdict

    def is_anchored(self) -> bool:
        """Whether the row that the anchor knows is there as the anchor knows it."""
        if self._chain.anchor is None:
            return True
        head = self._chain.anchor.head()
        return head is not None and (head.seq == 0 or self._seal_of(head.seq) == head.mac)

    def newest(self) -> Head:
        """The last row; number 0 where there is none."""
        row = self._connection.execute(
            select(audit.c.seq, audit.c.mac).order_by(audit.c.seq.desc()).limit(1)
        ).one_or_none()
        return Head(seq=0, mac="") if row is None else Head(seq=row.seq, mac=row.mac)

    def _seal_of(self, seq: int) -> str:
        found = self._connection.execute(
            select(audit.c.mac).where(audit.c.seq == seq)
        ).scalar_one_or_none()
        return found or ""

    def _mac(self, entry: AuditEntry, before: str) -> str:
        told = [
            entry.seq, entry.at.isoformat(), entry.actor, entry.role, entry.workstation,
            entry.action, entry.entity, entry.entity_id, entry.purpose, entry.reason,
            entry.outcome, entry.detail, before,
        ]  # fmt: skip
        text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
        return hmac.new(self._chain.key, text.encode(), hashlib.sha256).hexdigest()


class AuditWriting(AuditRows):
    """Adds to the audit for one act."""

    def __init__(self, connection: Connection, chain: Chain, act: Act | None, clock: Clock) -> None:
        super().__init__(connection, chain)
        self._act = act
        self._clock = clock
        self.head: Head | None = None
        self.things: set[tuple[str, str]] = set()

    @property
    def appended(self) -> bool:
        """Whether this unit left a row."""
        return self.head is not None

    def append(
        self, action: str, entity: str, entity_id: str, detail: str = "", *, outcome: str = "ok"
    ) -> None:
        """One row for the act of this unit; `detail` holds no patient data."""
        if self._chain.turn:
            self._connection.exec_driver_sql(self._chain.turn)
        last = self.newest()
        session = self._act.session if self._act is not None else None
        entry = AuditEntry(
            seq=last.seq + 1,
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
        self.things.add((entity, entity_id))
        mac = self._mac(entry, last.mac)
        self._add(entry, mac)
        self.head = Head(seq=entry.seq, mac=mac)

    def _add(self, entry: AuditEntry, mac: str) -> None:
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
                mac=mac,
            )
        )


class _ChainReader:
    """Follows the chain row by row, and says where and why it breaks."""

    def __init__(self, start: int, before: str, anchored: Head | None) -> None:
        self.before = before
        self.why = ""
        self._seq = start
        self._anchored = anchored
        self._at: datetime | None = None
        self._set_back = 0

    def read(self, entry: AuditEntry, mac: str, expected: str) -> None:
        """The next row, the seal it bears and the seal it should bear."""
        self._seq += 1
        if entry.seq != self._seq:
            self.why = f"row {self._seq} is missing"
        elif not hmac.compare_digest(mac.encode(), expected.encode()):
            self.why = f"row {self._seq} was changed"
        elif self._anchored is not None and self._is_other_than_anchored(mac):
            self.why = f"row {self._seq} is not the one that was anchored"
        elif self._at is not None and entry.at < self._at:
            self._set_back += 1
        self.before, self._at = mac, entry.at

    def verdict(self, *, needs_anchor: bool) -> AuditVerdict:
        """What came of it."""
        rows, why, bad = self._seq, self.why, self._seq
        if not why and needs_anchor and self._anchored is None:
            why, bad = "the anchor is missing or was changed", rows + 1
        elif not why and self._anchored is not None and self._anchored.seq > rows:
            why, bad = f"the rows from {rows + 1} to {self._anchored.seq} are missing", rows + 1
        return AuditVerdict(
            rows=rows, sound=not why, first_bad=bad if why else None, why=why,
            clock_set_back=self._set_back,
        )  # fmt: skip

    def _is_other_than_anchored(self, mac: str) -> bool:
        anchored = self._anchored
        return anchored is not None and anchored.seq == self._seq and anchored.mac != mac


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
