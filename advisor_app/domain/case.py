"""A case: one patient's question from the first call to the visit."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from advisor_app.domain.answers import Statement
from advisor_app.domain.intake import Intake

FREE_TEXT: Final = "free_text"
"""The path of the story among the edits of a case; it is text, no question."""

PRINTED: Final = "printed"
ACKNOWLEDGED: Final = "acknowledged"
SIGNED: Final = "signed"
"""What the log of a case says of its summary; `version 2` or `revision 7` stands beside it."""


class CaseState(StrEnum):
    """Where a case stands in the work of the line."""

    OPEN = "open"
    PARKED = "parked"
    WAITING = "waiting"  # for a promise or for records
    CLOSED = "closed"


class PromiseState(StrEnum):
    """A promise ends only as kept, moved with consent, cancelled by the caller or handed over."""

    DUE = "due"
    KEPT = "kept"
    MOVED = "moved"
    CANCELLED = "cancelled"


class Purpose(StrEnum):
    """Why somebody reads or changes a record."""

    CARE = "care"
    SUPERVISION = "supervision"
    OPERATIONS = "operations"
    BREAK_GLASS = "break_glass"
    DEMONSTRATION = "demonstration"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Who works at which desk."""

    account: str
    name: str
    role: str
    workstation: str
    started_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who does something, and why: every read and write of the store carries one."""

    session: Session
    purpose: Purpose = Purpose.CARE
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as it stands at `revision`."""

    number: str
    intake: Intake
    revision: int = 0
    state: CaseState = CaseState.OPEN
    owner: str = ""
    opened_at: datetime | None = None
    saved_at: datetime | None = None
    rules_version: str = ""
    demonstration: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change at one path, made from `base`, the revision that the editor showed.

    `statements` is the whole answer after the change (none: not asked any more). `member` edits
    (tombstone of a group's member) have the path `tx.rows/7f3a/removed` and `removed` set.
    """

    id: str
    path: str
    statements: tuple[Statement[Any], ...] = ()
    base: int = 0
    removed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What another desk did at one path: the whole answer as it stands now, by whom and when.

    `removed` tells of a member's tombstone, as in an Edit.
    """

    path: str
    statements: tuple[Statement[Any], ...]
    by: str
    at: datetime
    removed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Saved:
    """The answer of the store to a save: the new revision, and what others did since.

    On the paths in `conflicts` an edit met what somebody else said: both stand, and `others` holds
    the answer with both.
    """

    revision: int
    at: datetime
    conflicts: tuple[str, ...] = ()
    others: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What other desks did to a case since a revision; `revision` is the one it stands at."""

    revision: int
    at: datetime
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPlace:
    """Where a desk is at work: the case, the question, and the place of the cursor in it.

    `call` is the call that goes with it. It is what brings an advisor back after a sudden end.
    """

    case: str
    path: str = ""
    cursor: int = 0
    call: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseCard:
    """One row of a search among cases."""

    number: str
    family_name: str
    given_names: str
    born: str
    phone: str
    place: str
    kind: str
    status: str
    state: CaseState
    owner: str
    saved_at: datetime
    next_step: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A promise to call back at an instant; `zone` is the patient's (IANA)."""

    id: str
    case: str
    due_at: datetime
    zone: str
    phone: str
    about: str
    speak_to: str = ""
    owner: str = ""
    team: str = ""
    state: PromiseState = PromiseState.DUE
    made_at: datetime | None = None
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryIssue:
    """One version of a case summary that was issued on paper or as a file."""

    case: str
    version: int
    revision: int
    at: datetime
    by: str
    digest: str
    copies: int = 1
    supersedes: int | None = None
    how: str = "printed"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedPaper:
    """A paper that left the house: its kind, for whom, and its bytes; `digest` is their SHA-256."""

    case: str
    kind: str
    recipient: str
    digest: str
    body: bytes
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineRequest:
    """A request for an appointment from the web form, as far as it was answered."""

    id: str
    received_at: datetime
    intake: Intake
    wanted_at: str = ""
    answered: int = 0
    asked: int = 0
    notes: tuple[str, ...] = field(default=())
