"""The values that services and the store exchange."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from advisor_app.domain.answers import Statement
from advisor_app.domain.case import CaseCard, CaseState
from advisor_app.domain.people import Advisor, Role
from advisor_app.services.person_sketch import PersonSketch


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldValue:
    """What stands at one path of a case, and since when."""

    case: str
    value: Any
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """A case without its intake; `cue` says where work stopped, `since` is that of the state."""

    number: str
    revision: int
    state: CaseState
    since: datetime
    owner: str
    cue: str = ""
    opened_at: datetime
    saved_at: datetime
    rules_version: str = ""
    demonstration: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """Who last changed the answer at a path, and at which revision of the case."""

    path: str
    revision: int
    by: str
    workstation: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberRecord:
    """One member of a group that repeats."""

    section: str
    member: str
    place: int
    removed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PastAnswer:
    """An answer as it stood after one visit to its field; `current` is what stands now."""

    statements: tuple[Statement[Any], ...]
    revision: int
    by: str
    at: datetime
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNote:
    """One line of a case's log: what happened, by whom, when."""

    id: int
    number: str
    what: str
    detail: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MyCase:
    """A case that somebody works on; `since` is how long it has been so."""

    card: CaseCard
    cue: str
    opened_at: datetime
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Consult:
    """A question to the nurses about a case; `disposition` is what follows, an urgency code."""

    id: str
    case: str
    question: str
    urgency: str
    asked_by: str
    asked_at: datetime
    answer: str = ""
    disposition: str = ""
    answered_by: str = ""
    answered_at: datetime | None = None

    @property
    def answered(self) -> bool:
        """Whether a nurse has answered."""
        return bool(self.answered_by)


class Verdict(StrEnum):
    """What a person decided about the patients of two cases; OPEN takes it back."""

    SAME = "same"
    NOT_SAME = "not_same"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonVerdict:
    """What was said of the patients of two cases, by whom and when."""

    case: str
    other: str
    verdict: Verdict
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDue:
    """A record of a case that has not come; `member` is its row in the intake's `rec`."""

    number: str
    member: str
    code: str
    state: str
    held_by: str
    due: date | None
    card: CaseCard


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRecord:
    """What of a case is projected for lists and searches; `keys` are pairs (kind, word)."""

    number: str
    family_name: str = ""
    given_names: str = ""
    born: str = ""
    phone: str = ""
    place: str = ""
    kind: str = ""
    status: str = ""
    next_step: str = ""
    names: str = ""
    keys: frozenset[tuple[str, str]] = frozenset()
    person: PersonSketch | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRecord:
    """An online request and the case that it became."""

    id: str
    received_at: datetime
    case: str
    wanted_at: str = ""
    answered: int = 0
    asked: int = 0
    taken_by: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRecord:
    """An advisor with the hashes of their password and PIN.

    `desk` is where they work now. `asked_role` was asked for them by `asked_by`, and waits for a
    second person.
    """

    advisor: Advisor
    secret: str = ""
    pin: str = ""
    failed: int = 0
    blocked_until: datetime | None = None
    desk: str = ""
    asked_role: Role | None = None
    asked_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """A line of text to every desk: what, by whom, from when until when it stands."""

    id: str
    words: str
    by: str
    by_name: str
    at: datetime
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedGlass:
    """A case that was opened by breaking the glass, until when and why."""

    id: int
    account: str
    workstation: str
    case: str
    reason: str
    at: datetime
    until: datetime
    reviewed_by: str = ""
    finding: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEntry:
    """One row of the audit. `detail` names fields and numbers, never what a patient said."""

    seq: int
    at: datetime
    actor: str
    role: str
    workstation: str
    action: str
    entity: str
    entity_id: str
    purpose: str
    reason: str
    outcome: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditQuestion:
    """Which rows of the audit somebody looks for; what is empty asks nothing.

    `about` is the number of a case, a call, an account; `kind` the first word of the deed (`case`,
    `glass`). Instants are from `since` on, before `until`.
    """

    actor: str = ""
    about: str = ""
    kind: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditVerdict:
    """Whether the audit holds together; `first_bad` is the first row that does not, `why` says it.

    `clock_set_back` counts the rows whose instant lies before that of the row above.
    """

    rows: int
    sound: bool
    first_bad: int | None = None
    why: str = ""
    clock_set_back: int = 0
