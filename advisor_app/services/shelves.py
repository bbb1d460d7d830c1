"""What one unit of work gives its services: cases, calls, promises, people, the audit."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from advisor_app.domain.answers import Statement
from advisor_app.domain.appointments import Appointment
from advisor_app.domain.case import (
    CaseCard,
    CaseState,
    DeskPlace,
    IssuedPaper,
    Promise,
    PromiseState,
    Session,
    SummaryIssue,
)
from advisor_app.domain.intake import Intake
from advisor_app.domain.people import Roster
from advisor_app.line.calls import Call, CallEvent, CallState
from advisor_app.line.figures import PresenceSpan
from advisor_app.line.presence import Presence
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.person_sketch import PersonSketch
from advisor_app.services.records import (
    AccountRecord,
    AuditEntry,
    AuditQuestion,
    AuditVerdict,
    CardRecord,
    CaseNote,
    CaseRecord,
    Consult,
    Head,
    MemberRecord,
    OpenedGlass,
    PastAnswer,
    PersonVerdict,
    RequestRecord,
)
from advisor_app.services.search_words import Criterion
from advisor_app.services.table_values import TableBody, TableRevision


class CaseReads(Protocol):
    """Cases as they stand."""

    def values_since(self, path: str, since: datetime) -> tuple[Any, ...]:
        """The values that stand at one path and were told at that instant or later, of any case."""
        ...

    def record(self, number: str) -> CaseRecord | None:
        """The case without its intake."""
        ...

    def intake(self, number: str) -> Intake:
        """All that was answered."""
        ...

    def answer(self, number: str, path: str) -> tuple[Statement[Any], ...]:
        """The statements at one path, the leading one first."""
        ...

    def head(self, number: str, path: str) -> Head | None:
        """Who last changed the answer at that path."""
        ...

    def heads_since(self, number: str, revision: int) -> tuple[Head, ...]:
        """What was changed after that revision."""
        ...

    def member(self, number: str, section: str, member: str) -> MemberRecord | None:
        """One member of a group."""
        ...

    def edits_applied(self, ids: Collection[str]) -> dict[str, bool]:
        """Which of the edits were applied, and whether each met a conflict."""
        ...

    def visit(self, number: str, by: str, workstation: str) -> str:
        """The path of the field that the desk was last at, or nothing."""
        ...

    def past(self, number: str, path: str) -> tuple[PastAnswer, ...]:
        """The sealed answers at one path, oldest first."""
        ...

    def notes(self, number: str) -> tuple[CaseNote, ...]:
        """The case's log, oldest first."""
        ...

    def card(self, number: str) -> CaseCard | None:
        """The case as lists show it."""
        ...

    def cards(self, limit: int | None = None) -> tuple[CaseCard, ...]:
        """All cases, the one saved last first."""
        ...

    def of_owner(self, owner: str, states: Collection[CaseState]) -> tuple[CaseRecord, ...]:
        """The cases that somebody works on, the one that stands longest first."""
        ...

    def find(self, criteria: Sequence[Criterion], limit: int) -> tuple[CaseCard, ...]:
        """The cases in which all criteria hold, the one saved last first."""
        ...

    def with_key(self, kind: str, word: str, limit: int, *, whole: bool = True) -> tuple[str, ...]:
        """The numbers of the cases that have a key of that kind."""
        ...

    def member_answers(
        self, section: str, states: Collection[CaseState]
    ) -> dict[tuple[str, str], dict[str, Any]]:
        """By case and member: the leading values of a group's standing members."""
        ...


class CaseWrites(CaseReads, Protocol):
    """Changes of cases."""

    def next_number(self, year: int) -> str:
        """The next case number of a year, without gaps."""
        ...

    def put_record(self, record: CaseRecord) -> None:
        """Add a case, or let it stand as told."""
        ...

    def take_nobodys(self, number: str, owner: str) -> None:
        """The case is that owner's from now on, if it is nobody's; nothing else of it changes."""
        ...

    def put_answer(self, number: str, statements: Sequence[Statement[Any]], head: Head) -> None:
        """Let these statements be the answer at the head's path."""
        ...

    def put_member(self, number: str, member: MemberRecord) -> None:
        """Add a member of a group, or let it stand as told."""
        ...

    def last_place(self, number: str, section: str) -> int:
        """The place of the group's last member; -1 where there is none."""
        ...

    def seal(self, number: str, path: str, past: PastAnswer) -> None:
        """Add an answer to the history."""
        ...

    def put_visit(self, number: str, by: str, workstation: str, path: str, at: datetime) -> None:
        """The desk is at that field now."""
        ...

    def put_edit(self, id_: str, number: str, path: str, *, conflict: bool) -> None:
        """The edit was applied."""
        ...

    def put_card(self, card: CardRecord) -> None:
        """Let lists and searches show the case so."""
        ...

    def add_note(self, number: str, what: str, detail: str, by: str, at: datetime) -> CaseNote:
        """One more line in the case's log."""
        ...


class PersonReads(Protocol):
    """Patients as they are compared, and what was said of two of them."""

    def near(self, keys: Mapping[str, Collection[str]], limit: int) -> dict[str, set[str]]:
        """The cases kept under any of these keys (by kind), at most `limit` a kind.

        By case: the kinds of the keys that it is kept under.
        """
        ...

    def lines(self, numbers: Collection[str]) -> dict[str, str]:
        """Names and birth dates of those patients in one line each, for a rough comparison."""
        ...

    def sketches(self, numbers: Collection[str]) -> tuple[PersonSketch, ...]:
        """The patients of those cases."""
        ...

    def not_projected(self) -> tuple[str, ...]:
        """The cases whose patient is not kept for comparison yet."""
        ...

    def verdicts(self, number: str) -> tuple[PersonVerdict, ...]:
        """What stands between this case and others; what was taken back is left out."""
        ...


class PersonWrites(PersonReads, Protocol):
    """Changes of what was said of two people."""

    def add_verdict(self, verdict: PersonVerdict) -> None:
        """Say so from now on; what was said before stays in the history."""
        ...


class ConsultReads(Protocol):
    """Questions to the nurses."""

    def consult(self, id_: str) -> Consult | None:
        """One question."""
        ...

    def open_ones(self) -> tuple[Consult, ...]:
        """The questions that nobody answered yet, by age."""
        ...

    def of_case(self, number: str) -> tuple[Consult, ...]:
        """All questions about a case, the newest first."""
        ...


class ConsultWrites(ConsultReads, Protocol):
    """Changes of questions to the nurses."""

    def put(self, one: Consult) -> None:
        """Add a question, or let it stand as told."""
        ...


class CallReads(Protocol):
    """Calls and online requests as they stand."""

    def call(self, id_: str) -> Call | None:
        """One call."""
        ...

    def in_states(self, states: Collection[CallState]) -> tuple[Call, ...]:
        """The calls in those states, by arrival."""
        ...

    def events(
        self, since: datetime | None = None, kinds: Collection[str] = ()
    ) -> tuple[CallEvent, ...]:
        """What happened since, of those kinds (none: of all), in order."""
        ...

    def request(self, id_: str) -> RequestRecord | None:
        """One online request."""
        ...

    def open_requests(self) -> tuple[RequestRecord, ...]:
        """The requests that nobody took yet, by age."""
        ...

    def requests_known(self, ids: Collection[str]) -> tuple[str, ...]:
        """Which of the ids are there already."""
        ...


class CallWrites(CallReads, Protocol):
    """Changes of calls and online requests."""

    def add(self, call: Call) -> bool:
        """A call that rings; whether it was not there yet."""
        ...

    def claim(
        self, call_id: str, version: int, by: str, now: datetime, lease_until: datetime | None
    ) -> Call | None:
        """Give a waiting call to `by`, in one statement that only one of all who try wins.

        None where it has another version, is offered to somebody else, waits no more, or where
        `by` works on another call.
        """
        ...

    def extend_leases(self, holder: str, until: datetime) -> None:
        """The holder's desk lives: the calls it works on are theirs until then."""
        ...

    def put(self, call: Call, version: int) -> bool:
        """Let the call stand as told if it still has `version`; whether it had."""
        ...

    def add_event(self, event: CallEvent) -> None:
        """Something happened to a call."""
        ...

    def add_request(self, request: RequestRecord) -> None:
        """A request came in."""
        ...

    def put_request(self, request: RequestRecord, version: int) -> bool:
        """Let the request stand as told if it still has `version`; whether it had."""
        ...


class PresenceReads(Protocol):
    """What advisors do."""

    def presence(self, advisor: str) -> Presence | None:
        """What one advisor does."""
        ...

    def presences(self) -> tuple[Presence, ...]:
        """What all advisors do."""
        ...

    def spans(self, since: datetime | None = None) -> tuple[PresenceSpan, ...]:
        """What they did, as far as it ended after `since`."""
        ...


class PresenceWrites(PresenceReads, Protocol):
    """Changes of presence."""

    def put(self, presence: Presence) -> None:
        """The advisor does that now; what ended is kept as a span."""
        ...


class DeskReads(Protocol):
    """Where desks are at work."""

    def place(self, by: str, workstation: str) -> DeskPlace | None:
        """Where that desk was last, where nobody signed out since."""
        ...


class DeskWrites(DeskReads, Protocol):
    """Changes of where desks are at work."""

    def put(self, by: str, workstation: str, place: DeskPlace) -> None:
        """The desk is there now."""
        ...

    def forget(self, by: str, workstation: str) -> None:
        """The desk is at no case any more."""
        ...


class AppointmentReads(Protocol):
    """Places of specialists that are taken."""

    def taken(self, now: datetime) -> tuple[Appointment, ...]:
        """Every place that is held or booked at that instant."""
        ...

    def of_case(self, number: str) -> tuple[Appointment, ...]:
        """What a case holds or has booked, soonest first; a hold may have ended."""
        ...


class AppointmentWrites(AppointmentReads, Protocol):
    """Changes of places."""

    def take(self, one: Appointment, now: datetime) -> bool:
        """Hold a place, unless somebody else has it; whether it was taken."""
        ...

    def book(self, one: Appointment) -> None:
        """Let a held place be booked."""
        ...

    def give_back(self, one: Appointment) -> None:
        """Let one place of a case be free again."""
        ...

    def release(self, number: str) -> int:
        """Give back what a case holds or has booked; how many places."""
        ...


class PromiseReads(Protocol):
    """Promises as they stand."""

    def promise(self, id_: str) -> Promise | None:
        """One promise."""
        ...

    def select(
        self,
        *,
        state: PromiseState | None = None,
        owner: str | None = None,
        case: str | None = None,
        until: datetime | None = None,
        since: datetime | None = None,
    ) -> tuple[Promise, ...]:
        """The promises for which all that is given holds, by the instant they are due."""
        ...


class PromiseWrites(PromiseReads, Protocol):
    """Changes of promises."""

    def put(self, promise: Promise) -> None:
        """Add a promise, or let it stand as told."""
        ...


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

    def put(self, account: AccountRecord) -> None:
        """Add an account, or let it stand as told."""
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
