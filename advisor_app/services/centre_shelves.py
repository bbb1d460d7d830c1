"""What one unit of work gives its services of the centre: accounts, tables, the audit."""

from datetime import datetime
from typing import Protocol

from advisor_app.domain.case import (
    IssuedPaper,
    Session,
    SummaryIssue,
)
from advisor_app.domain.people import Advisor, Roster
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.records import (
    AccountRecord,
    AuditEntry,
    AuditQuestion,
    AuditVerdict,
    Broadcast,
    OpenedGlass,
)
from advisor_app.services.table_values import TableBody, TableRevision


class AccountReads(Protocol):
    """Who can sign in."""

    def account(self, id_: str) -> AccountRecord | None:
        """One account."""
        ...

    def accounts(self) -> tuple[AccountRecord, ...]:
        """All accounts, by name."""
        ...


class AccountWrites(AccountReads, Protocol):
    """Changes of accounts."""

    def put_skills(self, advisor: Advisor) -> None:
        """Let what an account answers for stand as told, and nothing else of it."""
        ...

    def put(self, account: AccountRecord) -> None:
        """Add an account, or let it stand as told."""
        ...


class BroadcastReads(Protocol):
    """Lines of text to every desk."""

    def broadcast(self, id_: str) -> Broadcast | None:
        """One of them."""
        ...

    def standing(self, now: datetime) -> tuple[Broadcast, ...]:
        """What still stands, the newest first."""
        ...


class BroadcastWrites(BroadcastReads, Protocol):
    """Changes of them."""

    def put(self, one: Broadcast) -> None:
        """Say it, or let it stand as told."""
        ...


class CentreReads(Protocol):
    """The tables of the centre, and the summaries it issued."""

    def roster(self) -> Roster | None:
        """The specialists, where a roster was loaded."""
        ...

    def settings(self) -> CentreSettings | None:
        """The settings, where they were set."""
        ...

    def tables(self) -> tuple[TableRevision, ...]:
        """The newest revision of every table of the centre, by its file."""
        ...

    def table_history(self, file: str) -> tuple[TableRevision, ...]:
        """Every revision of one table, oldest first."""
        ...

    def issues(self, number: str) -> tuple[SummaryIssue, ...]:
        """The summaries of a case, oldest first."""
        ...

    def issue_of(self, digest: str) -> SummaryIssue | None:
        """The newest summary whose bytes have that SHA-256."""
        ...

    def unanswered(self) -> tuple[SummaryIssue, ...]:
        """The newest printed summary of each case that the receiving office has not confirmed."""
        ...

    def paper_of(self, digest: str) -> IssuedPaper | None:
        """The paper whose bytes have that SHA-256."""
        ...


class CentreWrites(CentreReads, Protocol):
    """Changes of the tables of the centre."""

    def put_roster(self, roster: Roster, by: str, at: datetime) -> None:
        """A new revision of the roster."""
        ...

    def put_settings(self, settings: CentreSettings, by: str, at: datetime) -> None:
        """A new revision of the settings."""
        ...

    def put_table(self, file: str, body: TableBody, by: str, at: datetime) -> None:
        """A new revision of one table of the centre."""
        ...

    def keep_paper(self, paper: IssuedPaper) -> None:
        """The bytes of a paper that left the house."""
        ...

    def add_issue(self, issue: SummaryIssue) -> None:
        """A summary was issued."""
        ...


class GlassReads(Protocol):
    """Cases that were opened by breaking the glass."""

    def standing(self, account: str, case: str, now: datetime) -> OpenedGlass | None:
        """The newest opening of a case for an account that has not run out."""
        ...

    def to_review(self) -> tuple[OpenedGlass, ...]:
        """What nobody looked at yet, oldest first."""
        ...


class GlassWrites(GlassReads, Protocol):
    """Changes of them."""

    def add(
        self, session: Session, case: str, reason: str, at: datetime, until: datetime
    ) -> OpenedGlass:
        """A case is open to an account until then."""
        ...

    def reviewed(self, id_: int, by: str, at: datetime, finding: str) -> None:
        """Somebody looked at it."""
        ...


class AuditReads(Protocol):
    """What was done."""

    def entries(self, since_seq: int, limit: int) -> tuple[AuditEntry, ...]:
        """The rows after that one, in order."""
        ...

    def find(self, question: AuditQuestion, limit: int) -> tuple[AuditEntry, ...]:
        """The rows that the question asks for, the newest first."""
        ...

    def verify(self, last: int | None = None) -> AuditVerdict:
        """Whether the rows hold together, the last `last` of them or all, up to the anchor."""
        ...


class AuditWrites(AuditReads, Protocol):
    """The audit of one deed."""

    def append(
        self, action: str, entity: str, entity_id: str, detail: str = "", *, outcome: str = "ok"
    ) -> None:
        """One row for the act of this unit; `detail` holds no patient data."""
        ...

    def change_key(self) -> None:
        """One row that tells of it, and a new key for all after it."""
        ...
