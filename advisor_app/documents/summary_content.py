"""What a case summary says: a frozen tree of labelled values, ready to be drawn.

Every value is runs that already carry their provenance: upright or italic, and the mark of the
source where it is not the person under "Told by".
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Final

from advisor_app.documents.runs import Runs


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The strip on top of every page: two identifiers and what else tells the patient apart."""

    number: str
    name: str
    native: str = ""
    prefers: str = ""
    born: str = ""
    age_sex: str = ""
    more: tuple[str, ...] = ()


class BannerKind(Enum):
    """A date or deed that cannot wait (black, one a page), or a statement (outlined)."""

    ACT = "act"
    STATEMENT = "statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Banner:
    """One bar under the strip."""

    kind: BannerKind
    head: str
    text: Runs = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One key and its value; a cell that `yields` leaves page 1 first when it is full."""

    key: str
    value: Runs
    changed: bool = False
    yields: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisBlock:
    """What it is; without tissue the finding, its code, and what is not known."""

    headline: Runs
    cells: tuple[Cell, ...]
    no_tissue: bool = False
    code_note: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictLine:
    """One question on which sources differ, with what each of them says."""

    label: str
    values: tuple[Runs, ...]
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DoctorLine:
    """One doctor, and whether we may write to them."""

    who: Runs
    may_write: str = ""
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One line of the history; planned events are drawn open."""

    when: str
    what: Runs
    planned: bool = False
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of page 2.

    `empty` is the sentence that stands instead where there are no rows; `foot` is a label and a
    sentence below the rows; `changed` are the places of the rows that are new or differ.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    note: str = ""
    empty: tuple[str, Runs] | None = None
    foot: tuple[str, Runs] | None = None
    changed: frozenset[int] = frozenset()


class Held(Enum):
    """How far a record is: asked for nowhere, on its way, in hand."""

    NOT_ASKED = 0
    ON_ITS_WAY = 1
    IN_HAND = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """One record of the checklist."""

    name: str
    held: Held
    status: Runs
    changed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryContent:
    """Everything that one case summary says, in the order in which it stands there.

    `story` is what the caller told before any question; it is printed where there is room.
    `reviewed` is who signed it.
    """

    identity: Identity
    banners: tuple[Banner, ...]
    question: Runs
    told_by: Runs
    diagnosis: DiagnosisBlock
    conflicts: tuple[ConflictLine, ...]
    status: tuple[Cell, ...]
    special: tuple[Cell, ...]
    doctors: tuple[DoctorLine, ...]
    matched: tuple[Cell, ...]
    records: tuple[Cell, ...]
    questions: tuple[Cell, ...]
    history_title: str
    history: tuple[Event, ...]
    tables: tuple[Table, ...]
    checklist: tuple[RecordLine, ...]
    background: tuple[Cell, ...]
    prepared: Runs
    story: Runs = ()
    since: str = ""
    reviewed: str = ""


DRAFT: Final = "DRAFT - not signed"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDetails:
    """Which version of the paper this is, who prints it where, and what the centre puts on it.

    It is one `copy` of so many `copies` that print together; `supersedes` is the version before
    ("v2") or nothing; `state` stands in the box on top until the paper is signed off.
    """

    version: int
    at: datetime
    printed_at: datetime
    printed_by: str
    workstation: str
    rules_version: str
    line_name: str
    supersedes: str = ""
    copy: int = 1
    copies: int = 1
    reply_to: str = ""
    confidentiality_phone: str = ""
    demonstration: bool = False
    state: str = DRAFT
    template: str = field(default="CS-4")
