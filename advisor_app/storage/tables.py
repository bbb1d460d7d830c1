"""The tables of the store, typed. Tables named in `APPEND_ONLY` are only ever added to."""

from datetime import datetime
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Named,
    Table,
    Text,
    TypedColumns,
    event,
)

from advisor_app.storage.column_types import Instant, Key

metadata: Final = MetaData()


class SecretColumns(TypedColumns):
    """The keys of the audit (on one file the salts of them), each with the first row it seals."""

    name: Named[str] = Column(Text, primary_key=True)
    value: Named[bytes] = Column(LargeBinary, nullable=False)
    since: Named[int] = Column(Integer, nullable=False, server_default="1")


class CounterColumns(TypedColumns):
    """The last number given in a row of numbers without gaps."""

    name: Named[str] = Column(Text, primary_key=True)
    last: Named[int] = Column(Integer, nullable=False)


class CaseColumns(TypedColumns):
    """One row a case."""

    number: Named[str] = Column(Text, primary_key=True)
    revision: Named[int] = Column(Integer, nullable=False)
    state: Named[str] = Column(Text, nullable=False)
    since: Named[datetime] = Column(Instant, nullable=False)
    owner: Named[str] = Column(Text, nullable=False)
    cue: Named[str] = Column(Text, nullable=False)
    opened_at: Named[datetime] = Column(Instant, nullable=False)
    saved_at: Named[datetime] = Column(Instant, nullable=False)
    rules_version: Named[str] = Column(Text, nullable=False)
    demonstration: Named[bool] = Column(Boolean, nullable=False)


class MemberColumns(TypedColumns):
    """One row a member of a group that repeats."""

    case: Named[str] = Column(Text, ForeignKey("case_file.number"), primary_key=True)
    section: Named[str] = Column(Text, primary_key=True)
    member: Named[str] = Column(Text, primary_key=True)
    place: Named[int] = Column(Integer, nullable=False)
    removed: Named[bool] = Column(Boolean, nullable=False)


class StatementColumns(TypedColumns):
    """One row a statement; `value` is JSON."""

    case: Named[str] = Column(Text, ForeignKey("case_file.number"), primary_key=True)
    path: Named[str] = Column(Key, primary_key=True)
    id: Named[str] = Column(Text, primary_key=True)
    place: Named[int] = Column(Integer, nullable=False)
    value: Named[str | None] = Column(Text)
    state: Named[str] = Column(Text, nullable=False)
    source: Named[str] = Column(Text, nullable=False)
    verified: Named[bool] = Column(Boolean, nullable=False)
    verbatim: Named[str] = Column(Text, nullable=False)
    precision: Named[str | None] = Column(Text)
    revision: Named[int] = Column(Integer, nullable=False)
    by: Named[str] = Column(Text, nullable=False)
    at: Named[datetime | None] = Column(Instant)


class HeadColumns(TypedColumns):
    """Who last changed the answer at a path, and at which revision."""

    case: Named[str] = Column(Text, ForeignKey("case_file.number"), primary_key=True)
    path: Named[str] = Column(Text, primary_key=True)
    revision: Named[int] = Column(Integer, nullable=False)
    by: Named[str] = Column(Text, nullable=False)
    workstation: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)


class PastColumns(TypedColumns):
    """An answer as it stood when a visit to its field ended; `statements` is JSON."""

    seq: Named[int] = Column(Integer, primary_key=True)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    path: Named[str] = Column(Text, nullable=False)
    statements: Named[str] = Column(Text, nullable=False)
    revision: Named[int] = Column(Integer, nullable=False)
    by: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)


class VisitColumns(TypedColumns):
    """The field that a desk is at."""

    case: Named[str] = Column(Text, ForeignKey("case_file.number"), primary_key=True)
    by: Named[str] = Column(Text, primary_key=True)
    workstation: Named[str] = Column(Text, primary_key=True)
    path: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)


class DeskPlaceColumns(TypedColumns):
    """Where a desk is at work; a row that is there when somebody signs in tells of a sudden end."""

    by: Named[str] = Column(Text, primary_key=True)
    workstation: Named[str] = Column(Text, primary_key=True)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    path: Named[str] = Column(Text, nullable=False)
    cursor: Named[int] = Column(Integer, nullable=False)
    call: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)


class AppointmentColumns(TypedColumns):
    """One row a place of a specialist that is held or booked."""

    practitioner: Named[str] = Column(Text, primary_key=True)
    at: Named[datetime] = Column(Instant, primary_key=True)
    site: Named[str] = Column(Text, nullable=False)
    mode: Named[str] = Column(Text, nullable=False)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    by: Named[str] = Column(Text, nullable=False)
    state: Named[str] = Column(Text, nullable=False)
    until: Named[datetime] = Column(Instant, nullable=False)


class EditColumns(TypedColumns):
    """The edits that were applied, so that the same one does nothing a second time."""

    id: Named[str] = Column(Text, primary_key=True)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    path: Named[str] = Column(Text, nullable=False)
    conflict: Named[bool] = Column(Boolean, nullable=False)


class CardColumns(TypedColumns):
    """One row a case, as lists of cases show it; `names` is folded for searches."""

    number: Named[str] = Column(Text, ForeignKey("case_file.number"), primary_key=True)
    family_name: Named[str] = Column(Text, nullable=False)
    given_names: Named[str] = Column(Text, nullable=False)
    born: Named[str] = Column(Text, nullable=False)
    phone: Named[str] = Column(Text, nullable=False)
    place: Named[str] = Column(Text, nullable=False)
    kind: Named[str] = Column(Text, nullable=False)
    status: Named[str] = Column(Text, nullable=False)
    next_step: Named[str] = Column(Text, nullable=False)
    names: Named[str] = Column(Text, nullable=False)


class PersonKeyColumns(TypedColumns):
    """What a person can be found by: words of names, phones from the end, birth date, number.

    `beside` holds the beginnings of the case's words, so that two of them are found by one index.
    """

    case: Named[str] = Column(Text, ForeignKey("case_file.number"), primary_key=True)
    kind: Named[str] = Column(Text, primary_key=True)
    word: Named[str] = Column(Key, primary_key=True)
    beside: Named[str] = Column(Text, nullable=False, server_default="")


class NamePieceColumns(TypedColumns):
    """The words of all names by what stands in their middle, each once however many bear it."""

    piece: Named[str] = Column(Key, primary_key=True)
    word: Named[str] = Column(Key, primary_key=True)


class ToProjectColumns(TypedColumns):
    """The cases that an older console wrote, until they are projected anew."""

    number: Named[str] = Column(Text, ForeignKey("case_file.number"), primary_key=True)


class PersonColumns(TypedColumns):
    """One row a case: its patient as people are compared; names joined by `|`, romanised."""

    case: Named[str] = Column(Text, ForeignKey("case_file.number"), primary_key=True)
    families: Named[str] = Column(Text, nullable=False)
    givens: Named[str] = Column(Text, nullable=False)
    former: Named[str] = Column(Text, nullable=False)
    wholes: Named[str] = Column(Text, nullable=False)
    callers: Named[str] = Column(Text, nullable=False)
    born: Named[str] = Column(Text, nullable=False)
    phones: Named[str] = Column(Text, nullable=False)
    mrn: Named[str] = Column(Text, nullable=False)


class PersonLinkColumns(TypedColumns):
    """What was said of two cases: one person, two people, or not said any more; the last counts."""

    seq: Named[int] = Column(Integer, primary_key=True)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    other: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    verdict: Named[str] = Column(Text, nullable=False)
    by: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)


class ConsultColumns(TypedColumns):
    """One row a question to the nurses; not answered while `answered_by` is empty."""

    id: Named[str] = Column(Text, primary_key=True)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    question: Named[str] = Column(Text, nullable=False)
    urgency: Named[str] = Column(Text, nullable=False)
    asked_by: Named[str] = Column(Text, nullable=False)
    asked_at: Named[datetime] = Column(Instant, nullable=False)
    answer: Named[str] = Column(Text, nullable=False)
    disposition: Named[str] = Column(Text, nullable=False)
    answered_by: Named[str] = Column(Text, nullable=False)
    answered_at: Named[datetime | None] = Column(Instant)


class NoteColumns(TypedColumns):
    """What happened in a case, beside its answers."""

    id: Named[int] = Column(Integer, primary_key=True)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    what: Named[str] = Column(Text, nullable=False)
    detail: Named[str] = Column(Text, nullable=False)
    by: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)


class CallColumns(TypedColumns):
    """One row a call, as it stands."""

    id: Named[str] = Column(Text, primary_key=True)
    phone: Named[str] = Column(Text, nullable=False)
    arrived_at: Named[datetime] = Column(Instant, nullable=False)
    caller: Named[str] = Column(Text, nullable=False)
    words: Named[str] = Column(Text, nullable=False)
    family: Named[str] = Column(Text, nullable=False)
    language: Named[str] = Column(Text, nullable=False)
    channel: Named[str] = Column(Text, nullable=False)
    first_time: Named[bool] = Column(Boolean, nullable=False)
    urgent: Named[bool] = Column(Boolean, nullable=False)
    state: Named[str] = Column(Text, nullable=False)
    version: Named[int] = Column(Integer, nullable=False)
    holder: Named[str] = Column(Text, nullable=False)
    offered_to: Named[str] = Column(Text, nullable=False)
    offer_until: Named[datetime | None] = Column(Instant)
    lease_until: Named[datetime | None] = Column(Instant)
    case: Named[str] = Column(Text, nullable=False)
    state_since: Named[datetime | None] = Column(Instant)
    prefers: Named[str] = Column(Text, nullable=False, server_default="")


class CallEventColumns(TypedColumns):
    """What happened to calls: the only source of the line's figures."""

    seq: Named[int] = Column(Integer, primary_key=True)
    call: Named[str] = Column(Text, nullable=False)
    kind: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)
    by: Named[str] = Column(Text, nullable=False)
    detail: Named[str] = Column(Text, nullable=False)


class PresenceColumns(TypedColumns):
    """What each advisor does now."""

    advisor: Named[str] = Column(Text, primary_key=True)
    state: Named[str] = Column(Text, nullable=False)
    since: Named[datetime] = Column(Instant, nullable=False)
    pending: Named[str | None] = Column(Text)
    back_at: Named[datetime | None] = Column(Instant)


class PresenceSpanColumns(TypedColumns):
    """What each advisor did, and from when to when."""

    seq: Named[int] = Column(Integer, primary_key=True)
    advisor: Named[str] = Column(Text, nullable=False)
    state: Named[str] = Column(Text, nullable=False)
    start: Named[datetime] = Column(Instant, nullable=False)
    end: Named[datetime] = Column(Instant, nullable=False)


class PromiseColumns(TypedColumns):
    """One row a promise to call back."""

    id: Named[str] = Column(Text, primary_key=True)
    case: Named[str] = Column(Text, nullable=False)
    due_at: Named[datetime] = Column(Instant, nullable=False)
    zone: Named[str] = Column(Text, nullable=False)
    phone: Named[str] = Column(Text, nullable=False)
    about: Named[str] = Column(Text, nullable=False)
    speak_to: Named[str] = Column(Text, nullable=False)
    owner: Named[str] = Column(Text, nullable=False)
    team: Named[str] = Column(Text, nullable=False)
    state: Named[str] = Column(Text, nullable=False)
    made_at: Named[datetime | None] = Column(Instant)
    attempts: Named[int] = Column(Integer, nullable=False)


class RequestColumns(TypedColumns):
    """One row a request from the web form, and the case that it became."""

    id: Named[str] = Column(Text, primary_key=True)
    received_at: Named[datetime] = Column(Instant, nullable=False)
    wanted_at: Named[str] = Column(Text, nullable=False)
    answered: Named[int] = Column(Integer, nullable=False)
    asked: Named[int] = Column(Integer, nullable=False)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    taken_by: Named[str] = Column(Text, nullable=False)
    version: Named[int] = Column(Integer, nullable=False)


class AccountColumns(TypedColumns):
    """Who can sign in; `body` is the advisor as JSON, the secrets are argon2id hashes."""

    id: Named[str] = Column(Text, primary_key=True)
    body: Named[str] = Column(Text, nullable=False)
    disabled: Named[bool] = Column(Boolean, nullable=False)
    secret: Named[str] = Column(Text, nullable=False)
    pin: Named[str] = Column(Text, nullable=False)
    failed: Named[int] = Column(Integer, nullable=False)
    blocked_until: Named[datetime | None] = Column(Instant)
    desk: Named[str] = Column(Text, nullable=False, server_default="")
    asked_role: Named[str] = Column(Text, nullable=False, server_default="")
    asked_by: Named[str] = Column(Text, nullable=False, server_default="")


class DocumentColumns(TypedColumns):
    """The tables of the centre, a whole revision a row; `body` is JSON, the newest counts."""

    seq: Named[int] = Column(Integer, primary_key=True)
    kind: Named[str] = Column(Text, nullable=False)
    body: Named[str] = Column(Text, nullable=False)
    by: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)


class IssueColumns(TypedColumns):
    """Every summary that was issued."""

    seq: Named[int] = Column(Integer, primary_key=True)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    version: Named[int] = Column(Integer, nullable=False)
    revision: Named[int] = Column(Integer, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)
    by: Named[str] = Column(Text, nullable=False)
    digest: Named[str] = Column(Text, nullable=False)
    copies: Named[int] = Column(Integer, nullable=False)
    supersedes: Named[int | None] = Column(Integer)
    how: Named[str] = Column(Text, nullable=False)


class PaperColumns(TypedColumns):
    """The bytes of every paper that was issued, and for whom."""

    seq: Named[int] = Column(Integer, primary_key=True)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    kind: Named[str] = Column(Text, nullable=False)
    recipient: Named[str] = Column(Text, nullable=False)
    digest: Named[str] = Column(Text, nullable=False)
    body: Named[bytes] = Column(LargeBinary, nullable=False)
    by: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)


class AuditColumns(TypedColumns):
    """Who did what, when and why, chained by a keyed hash. No patient data stands here.

    `follows` is the row before it in the same chain; chain 0 is numbered without gaps instead.
    """

    seq: Named[int] = Column(Integer, primary_key=True)
    at: Named[datetime] = Column(Instant, nullable=False)
    actor: Named[str] = Column(Text, nullable=False)
    role: Named[str] = Column(Text, nullable=False)
    workstation: Named[str] = Column(Text, nullable=False)
    action: Named[str] = Column(Text, nullable=False)
    entity: Named[str] = Column(Text, nullable=False)
    entity_id: Named[str] = Column(Text, nullable=False)
    purpose: Named[str] = Column(Text, nullable=False)
    reason: Named[str] = Column(Text, nullable=False)
    outcome: Named[str] = Column(Text, nullable=False)
    detail: Named[str] = Column(Text, nullable=False)
    mac: Named[str] = Column(Text, nullable=False)
    chain: Named[int] = Column(Integer, nullable=False, server_default="0")
    follows: Named[int] = Column(Integer, nullable=False, server_default="0")


class AuditChainColumns(TypedColumns):
    """The newest row of each chain of the audit that a shared store has, sealed."""

    number: Named[int] = Column(Integer, primary_key=True, autoincrement=False)
    last: Named[int] = Column(Integer, nullable=False)
    mac: Named[str] = Column(Text, nullable=False)
    seal: Named[str] = Column(Text, nullable=False)


class BroadcastColumns(TypedColumns):
    """One row for each line of text to every desk."""

    id: Named[str] = Column(Text, primary_key=True)
    words: Named[str] = Column(Text, nullable=False)
    by: Named[str] = Column(Text, nullable=False)
    by_name: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)
    until: Named[datetime] = Column(Instant, nullable=False)


class GlassColumns(TypedColumns):
    """One row each time a case was opened by breaking the glass."""

    id: Named[int] = Column(Integer, primary_key=True)
    account: Named[str] = Column(Text, nullable=False)
    workstation: Named[str] = Column(Text, nullable=False)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    reason: Named[str] = Column(Text, nullable=False)
    at: Named[datetime] = Column(Instant, nullable=False)
    until: Named[datetime] = Column(Instant, nullable=False)
    reviewed_by: Named[str] = Column(Text, nullable=False)
    reviewed_at: Named[datetime | None] = Column(Instant)
    finding: Named[str] = Column(Text, nullable=False)


secret = Table("store_secret", metadata, SecretColumns)
counter = Table("counter", metadata, CounterColumns)
case_file = Table("case_file", metadata, CaseColumns)
member = Table("member", metadata, MemberColumns)
statement = Table("statement", metadata, StatementColumns)
answer_head = Table("answer_head", metadata, HeadColumns)
answer_past = Table("answer_past", metadata, PastColumns)
visit = Table("visit", metadata, VisitColumns)
desk_place = Table("desk_place", metadata, DeskPlaceColumns)
appointment = Table("appointment", metadata, AppointmentColumns)
applied_edit = Table("applied_edit", metadata, EditColumns)
case_card = Table("case_card", metadata, CardColumns)
person_key = Table("person_key", metadata, PersonKeyColumns, sqlite_with_rowid=False)
name_piece = Table("name_piece", metadata, NamePieceColumns, sqlite_with_rowid=False)
case_to_project = Table("case_to_project", metadata, ToProjectColumns)
person = Table("person", metadata, PersonColumns)
person_link = Table("person_link", metadata, PersonLinkColumns)
consult = Table("consult", metadata, ConsultColumns)
case_note = Table("case_note", metadata, NoteColumns)
call = Table("call", metadata, CallColumns)
call_event = Table("call_event", metadata, CallEventColumns)
presence = Table("presence", metadata, PresenceColumns)
presence_span = Table("presence_span", metadata, PresenceSpanColumns)
promise = Table("promise", metadata, PromiseColumns)
request = Table("online_request", metadata, RequestColumns)
account = Table("account", metadata, AccountColumns)
document = Table("document", metadata, DocumentColumns)
issue = Table("summary_issue", metadata, IssueColumns)
paper = Table("issued_paper", metadata, PaperColumns)
audit = Table("audit", metadata, AuditColumns)
audit_chain = Table("audit_chain", metadata, AuditChainColumns)
glass = Table("opened_glass", metadata, GlassColumns)
broadcast = Table("broadcast", metadata, BroadcastColumns)

Index("case_file_by_saved", case_file.c.saved_at)
Index("case_file_by_owner", case_file.c.owner, case_file.c.state)
Index("answer_past_by_path", answer_past.c.case, answer_past.c.path)
Index(
    "person_key_by_word", person_key.c.kind, person_key.c.word, person_key.c.case,
    person_key.c.beside,
)  # fmt: skip
Index("person_link_by_case", person_link.c.case)
Index("appointment_by_case", appointment.c.case)
Index("person_link_by_other", person_link.c.other)
Index("consult_by_answered", consult.c.answered_by)
Index("consult_by_case", consult.c.case)
Index("case_note_by_case", case_note.c.case)
Index("call_by_state", call.c.state)
Index("call_event_by_call", call_event.c.call)
Index("call_event_by_time", call_event.c.at)
Index("promise_by_due", promise.c.state, promise.c.due_at)
Index("promise_by_case", promise.c.case)
Index("request_by_taken", request.c.taken_by)
Index("document_by_kind", document.c.kind)
Index("issue_by_case", issue.c.case, issue.c.version, unique=True)
Index("broadcast_by_until", broadcast.c.until)
Index("opened_glass_by_account", glass.c.account, glass.c.case, glass.c.until)
Index("issue_by_digest", issue.c.digest)
Index("issued_paper_by_digest", paper.c.digest)


def _index_chains(_audit: Table[AuditColumns], connection: Connection, **_words: object) -> None:
    """As text, which both engines read alike.

    Told by `postgresql_where`, all that SQLAlchemy knows of that engine would be read at each start
    on the other one.
    """
    connection.exec_driver_sql(
        "CREATE UNIQUE INDEX audit_by_chain ON audit (chain, follows) WHERE chain > 0"
    )


event.listen(audit, "after_create", _index_chains)

APPEND_ONLY: Final = (
    "answer_past",
    "applied_edit",
    "person_link",
    "case_note",
    "call_event",
    "presence_span",
    "document",
    "summary_issue",
    "issued_paper",
    "audit",
)


def guards() -> tuple[str, ...]:
    """The statements that make the append-only tables what they are called."""
    return tuple(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is only added to'); END"
        for table in APPEND_ONLY
        for verb in ("UPDATE", "DELETE")
    )
