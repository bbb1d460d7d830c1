"""The tables of cases: what was answered, by whom, and what came of it."""

from datetime import datetime

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Named,
    Table,
    Text,
    TypedColumns,
)

from advisor_app.storage.column_types import Instant, Key, metadata


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


class EditColumns(TypedColumns):
    """The edits that were applied, so that the same one does nothing a second time."""

    id: Named[str] = Column(Text, primary_key=True)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    path: Named[str] = Column(Text, nullable=False)
    conflict: Named[bool] = Column(Boolean, nullable=False)


class NoteColumns(TypedColumns):
    """What happened in a case, beside its answers."""

    id: Named[int] = Column(Integer, primary_key=True)
    case: Named[str] = Column(Text, ForeignKey("case_file.number"), nullable=False)
    what: Named[str] = Column(Text, nullable=False)
    detail: Named[str] = Column(Text, nullable=False)
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


case_file = Table("case_file", metadata, CaseColumns)
member = Table("member", metadata, MemberColumns)
statement = Table("statement", metadata, StatementColumns)
answer_head = Table("answer_head", metadata, HeadColumns)
answer_past = Table("answer_past", metadata, PastColumns)
visit = Table("visit", metadata, VisitColumns)
applied_edit = Table("applied_edit", metadata, EditColumns)
case_note = Table("case_note", metadata, NoteColumns)
consult = Table("consult", metadata, ConsultColumns)
appointment = Table("appointment", metadata, AppointmentColumns)
issue = Table("summary_issue", metadata, IssueColumns)
paper = Table("issued_paper", metadata, PaperColumns)

Index("case_file_by_saved", case_file.c.saved_at)
Index("case_file_by_owner", case_file.c.owner, case_file.c.state)
Index("answer_past_by_path", answer_past.c.case, answer_past.c.path)
Index("appointment_by_case", appointment.c.case)
Index("consult_by_answered", consult.c.answered_by)
Index("consult_by_case", consult.c.case)
Index("case_note_by_case", case_note.c.case)
Index("issue_by_case", issue.c.case, issue.c.version, unique=True)
Index("issue_by_digest", issue.c.digest)
Index("issued_paper_by_digest", paper.c.digest)
