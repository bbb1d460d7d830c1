"""The audit as somebody reads it: who did what, and whether the chain of rows holds."""

from advisor_app.domain.case import Act
from advisor_app.services.ports import Store
from advisor_app.services.records import AuditEntry, AuditVerdict

__all__ = ["Audit", "AuditEntry", "AuditVerdict"]


class Audit:
    """Reads the audit, and takes notes of deeds outside the store (a backup, an export)."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def entries(self, act: Act, since_seq: int = 0, limit: int = 1000) -> tuple[AuditEntry, ...]:
        """The rows after `since_seq`, in order; that they were read is a row too."""
        with self._store.writing(act) as unit:
            found = unit.audit.entries(since_seq, limit)
            unit.audit.append("audit.read", "audit", "", f"{len(found)} rows")
            return found

    def verify(self, act: Act) -> AuditVerdict:
        """Whether the whole chain holds together."""
        with self._store.reading() as unit:
            verdict = unit.audit.verify()
        with self._store.writing(act) as unit:
            told = f"{verdict.rows} rows" if verdict.sound else f"broken at {verdict.first_bad}"
            outcome = "ok" if verdict.sound else "failed"
            unit.audit.append("audit.verify", "audit", "", told, outcome=outcome)
        return verdict

    def note(self, act: Act, action: str, entity: str, entity_id: str, detail: str = "") -> None:
        """Write down a deed outside the store; `detail` holds no patient data."""
        with self._store.writing(act) as unit:
            unit.audit.append(action, entity, entity_id, detail)
