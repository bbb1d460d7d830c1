"""The audit: rows that are only added to, each chained to the one before by a keyed hash."""

from dataclasses import dataclass, replace
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, func, select

from advisor_app.domain.case import Act
from advisor_app.services.ports import Clock
from advisor_app.services.records import AuditEntry, AuditQuestion, AuditVerdict
from advisor_app.storage.anchor import Anchored, Head
from advisor_app.storage.audit_chains import chain_ends
from advisor_app.storage.audit_check import AuditCheck
from advisor_app.storage.audit_keys import add_key, newest_key_since
from advisor_app.storage.audit_seals import STORE_CHAIN, AuditSeal
from advisor_app.storage.house_tables import audit
from advisor_app.storage.ready import Ready
from advisor_app.storage.schema import missing_guards
from advisor_app.storage.upserts import inserting

LINE: Final = "line"
"""Who acts where no person does: the dispatching of calls, the coming and going of leases."""

_AT_ONCE: Final = 2000
_NEWEST: Final = Ready(select(audit.c.seq, audit.c.mac).order_by(audit.c.seq.desc()).limit(1))
_SEAL_OF: Final = Ready(select(audit.c.mac).where(audit.c.seq == bindparam("seq")))
_APPEND: Final = inserting(audit)


class AuditRows:
    """Reads the audit on one connection."""

    def __init__(self, connection: Connection, seal: AuditSeal) -> None:
        self._connection = connection
        self._seal = seal

    def entries(self, since_seq: int, limit: int) -> tuple[AuditEntry, ...]:
        """The rows after that one, in order."""
        rows = self._connection.execute(
            select(audit).where(audit.c.seq > since_seq).order_by(audit.c.seq).limit(limit)
        )
        return tuple(_entry(row) for row in rows)

    def find(self, question: AuditQuestion, limit: int) -> tuple[AuditEntry, ...]:
        """The rows that the question asks for, the newest first."""
        query = select(audit).order_by(audit.c.seq.desc()).limit(limit)
        if question.actor:
            query = query.where(audit.c.actor == question.actor)
        if question.about:
            query = query.where(audit.c.entity_id == question.about)
        if question.kind:
            query = query.where(audit.c.action.startswith(f"{question.kind}.", autoescape=True))
        if question.since is not None:
            query = query.where(audit.c.at >= question.since)
        if question.until is not None:
            query = query.where(audit.c.at < question.until)
        return tuple(_entry(row) for row in self._connection.execute(query))

    def verify(self, last: int | None = None) -> AuditVerdict:
        """Whether the rows hold together, the last `last` of them or all, up to the anchor.

        The anchor is read before the rows: what others add meanwhile is then no fault.
        """
        anchor = self._seal.anchor
        anchored = Anchored() if anchor is None else anchor.anchored(whole=last is None)
        newest = self._connection.execute(select(func.max(audit.c.seq))).scalar() or 0
        start = 0 if last is None else max(0, newest - last)
        seal = self._seal_of_today()
        known = anchored or Anchored()
        check = AuditCheck(seal, start, self._seal_of, known)
        check.look_before_start(self._seals_of([seq for seq in known.rows if seq <= start]))
        query = select(audit).where(audit.c.seq > start).order_by(audit.c.seq)
        with self._connection.execute(query, execution_options={"yield_per": _AT_ONCE}) as rows:
            for row in rows:
                check.read(row)
                if check.broken:
                    break
        if not check.broken:
            check.read_ends(chain_ends(self._connection))
        verdict = check.verdict()
        if verdict.sound and anchored is None:
            why = "the anchor is missing or was changed"
            return replace(verdict, sound=False, first_bad=verdict.rows + 1, why=why)
        lacking = missing_guards(self._connection)
        if verdict.sound and lacking:
            why = f"{lacking[0]}, which keeps its rows as they are, was taken away"
            return replace(verdict, sound=False, first_bad=verdict.rows + 1, why=why)
        if verdict.sound and anchor is not None and check.settled is not None:
            anchor.settle(check.settled)
        return verdict

    def is_anchored(self) -> bool:
        """Whether the rows that the anchor knows are there as the anchor knows them."""
        if self._seal.anchor is None:
            return True
        known = self._seal.anchor.anchored(whole=False)
        return known is not None and self._seals_of(list(known.rows)) == known.rows

    def newest(self) -> Head:
        """The last row; number 0 where there is none."""
        row = _NEWEST.first(self._connection)
        return Head(seq=0, mac="") if row is None else Head(seq=row.seq, mac=row.mac)

    def _seal_of_today(self) -> AuditSeal:
        """The seal with the keys that the store has now: another desk may have changed the key."""
        return replace(self._seal, keys=self._seal.keys.read_again(self._connection))

    def _seals_of(self, numbers: list[int]) -> dict[int, str]:
        """The seals of those rows, as far as they are there."""
        if not numbers:
            return {}
        query = select(audit.c.seq, audit.c.mac).where(audit.c.seq.in_(numbers))
        return {row.seq: row.mac for row in self._connection.execute(query)}

    def _seal_of(self, seq: int) -> str:
        found = _SEAL_OF.first(self._connection, seq=seq)
        return found.mac if found is not None else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where the next row stands: its number, its chain, and the row before it there."""

    seq: int
    chain: int
    before: Head


class AuditWriting(AuditRows):
    """Adds to the audit for one act, on a store that has one writer."""

    def __init__(
        self, connection: Connection, seal: AuditSeal, act: Act | None, clock: Clock
    ) -> None:
        super().__init__(connection, seal)
        self.act = act
        self._clock = clock
        self.head: Head | None = None
        self.things: set[tuple[str, str]] = set()

    @property
    def appended(self) -> bool:
        """Whether this unit left a row."""
        return self.head is not None

    @property
    def seal(self) -> AuditSeal:
        """What the last row was sealed with."""
        return self._seal

    def append(
        self, action: str, entity: str, entity_id: str, detail: str = "", *, outcome: str = "ok"
    ) -> None:
        """One row for the act of this unit; `detail` holds no patient data."""
        link = self._next()
        session = self.act.session if self.act is not None else None
        entry = AuditEntry(
            seq=link.seq,
            at=self._clock.now(),
            actor=session.account if session else LINE,
            role=session.role if session else "",
            workstation=session.workstation if session else "",
            action=action,
            entity=entity,
            entity_id=entity_id,
            purpose=self.act.purpose.value if self.act else "operations",
            reason=self.act.reason if self.act else "",
            outcome=outcome,
            detail=detail,
        )
        self.things.add((entity, entity_id))
        self.head = self._add(entry, link)

    def change_key(self) -> None:
        """One row that tells of it, sealed with the key so far, and a new key for all after it.

        Nobody else may add a row beside it: the unit has the store for itself.
        """
        since = self._first_of_new_key()
        self.append("audit.key", "audit", "", f"a new key from row {since} on")
        add_key(self._connection, since)
        self._seal = self._seal_of_today()

    def _first_of_new_key(self) -> int:
        return self.newest().seq + 2

    def _next(self) -> Link:
        if self.head is None:
            self._know_key(newest_key_since(self._connection))
        last = self.head or self.newest()
        return Link(seq=last.seq + 1, chain=STORE_CHAIN, before=last)

    def _know_key(self, since: int) -> None:
        if since != self._seal.keys.newest.since:
            self._seal = self._seal_of_today()

    def _add(self, entry: AuditEntry, link: Link) -> Head:
        follows = 0 if link.chain == STORE_CHAIN else link.before.seq
        mac = self._seal.of_row(entry, link.before.mac, chain=link.chain, follows=follows)
        _APPEND.send(
            self._connection,
            chain=link.chain,
            follows=follows,
            mac=mac,
            **{name: getattr(entry, name) for name in AuditEntry.__slots__},
        )
        return Head(seq=entry.seq, mac=mac)


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
