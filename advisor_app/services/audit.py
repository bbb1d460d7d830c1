"""The audit as somebody reads it: who did what, and whether the chain of rows holds."""

from dataclasses import replace
from typing import Final

from advisor_app.domain.case import Act
from advisor_app.services.failures import AuditBroken
from advisor_app.services.gate import Gate, desk_of
from advisor_app.services.ports import Clock, Store
from advisor_app.services.records import AuditEntry, AuditQuestion, AuditVerdict
from advisor_app.services.rights import Deed, Right

__all__ = ["Audit", "AuditEntry", "AuditQuestion", "AuditVerdict"]

RECENT: Final = 1000
"""The rows that are verified at each start; all of them by the verb, and at night."""


class Audit:
    """Reads the audit, and takes notes of deeds outside the store (a backup, an export)."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._gate = Gate(store, clock)

    def entries(self, act: Act, since_seq: int = 0, limit: int = 1000) -> tuple[AuditEntry, ...]:
        """The rows after `since_seq`, in order, as far as the role may see them.

        That they were read is a row too. Raises Denied.
        """
        right = self._gate.right(act, Deed.READ_AUDIT)
        with self._gate.writing(act, Deed.READ_AUDIT, "audit.read", "audit") as unit:
            found = unit.audit.entries(since_seq, limit)
            seen = _as_seen(found, right, act.session.account)
            unit.audit.append("audit.read", "audit", "", f"{len(seen)} rows")
            return seen

    def find(
        self, act: Act, question: AuditQuestion, limit: int = 500, *, to_file: bool = False
    ) -> tuple[AuditEntry, ...]:
        """The rows that the question asks for, the newest first, as far as the role may see them.

        That they were read, or written `to_file`, is a row too. Raises Denied.
        """
        action = "audit.export" if to_file else "audit.read"
        right = self._gate.right(act, Deed.READ_AUDIT)
        if right is Right.OWN:
            question = replace(question, actor=act.session.account)
        with self._gate.writing(act, Deed.READ_AUDIT, action, "audit") as unit:
            found = unit.audit.find(question, limit)
            seen = _as_seen(found, right, act.session.account)
            unit.audit.append(action, "audit", question.about, f"{len(seen)} rows")
            return seen

    def refuse_if_broken(self, act: Act) -> None:
        """Let nothing out of the store while its audit is broken. Raises AuditBroken."""
        verdict = self.verify(act, RECENT)
        if not verdict.sound:
            raise AuditBroken(verdict.first_bad or 0, verdict.why)

    def verify(self, act: Act, last: int | None = None) -> AuditVerdict:
        """Whether the rows hold together, the last `last` of them or all, up to the anchor."""
        self._gate.refuse_unless(act, Deed.CHECK_AUDIT, "audit.verify", "audit")
        # A look at the store stands still from its first question on. Nothing may be asked in it
        # before the anchor is read, or rows that others add meanwhile would seem to be missing.
        with self._store.reading() as unit:
            verdict = unit.audit.verify(last)
        with self._store.writing(act, on=desk_of(act)) as unit:
            told = f"{verdict.rows} rows" if verdict.sound else f"broken at {verdict.first_bad}"
            outcome = "ok" if verdict.sound else "failed"
            unit.audit.append("audit.verify", "audit", "", told, outcome=outcome)
        return verdict

    def change_key(self, act: Act) -> None:
        """Seal every row from now on with a new key, and write that down. Raises Denied.

        Older rows are still checked with the keys that sealed them.
        """
        with self._gate.writing(act, Deed.CHANGE_AUDIT_KEY, "audit.key", "audit") as unit:
            unit.audit.change_key()

    def permit(self, act: Act, deed: Deed, action: str, entity: str) -> None:
        """Let a deed outside the store begin, and write it down. Raises Denied."""
        with self._gate.writing(act, deed, action, entity) as unit:
            unit.audit.append(action, entity, "")

    def note(self, act: Act, action: str, entity: str, entity_id: str, detail: str = "") -> None:
        """Write down a deed outside the store; `detail` holds no patient data."""
        with self._store.writing(act, on=desk_of(act)) as unit:
            unit.audit.append(action, entity, entity_id, detail)


def _as_seen(entries: tuple[AuditEntry, ...], right: Right, account: str) -> tuple[AuditEntry, ...]:
    if right is Right.COUNTS:
        return ()
    if right is Right.OWN:
        return tuple(one for one in entries if one.actor == account)
    if right is Right.TEAM:
        return tuple(replace(one, reason="") for one in entries)
    return entries
