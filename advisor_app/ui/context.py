"""What the window is given by the composition root: services, knowledge, and ports to the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from advisor_app.domain.case import Act

if TYPE_CHECKING:
    # For the types alone: the queue stands before most of these rooms are read.
    from advisor_app.domain.case import Case, Session
    from advisor_app.domain.people import Advisor, Roster
    from advisor_app.line.calls import IncomingCall
    from advisor_app.matching.matcher import Matcher
    from advisor_app.matching.results import MatchResult
    from advisor_app.oncology.knowledge import Knowledge
    from advisor_app.oncology.talktrack import TalkTrack
    from advisor_app.services.accounts import Accounts
    from advisor_app.services.audit import Audit
    from advisor_app.services.break_glass import BreakGlass
    from advisor_app.services.broadcasts import Broadcasts
    from advisor_app.services.cases import Cases
    from advisor_app.services.centre import Centre
    from advisor_app.services.centre_values import CentreSettings
    from advisor_app.services.changes import Changes
    from advisor_app.services.consults import Consults
    from advisor_app.services.desk_places import DeskPlaces
    from advisor_app.services.directory import Directory
    from advisor_app.services.handovers import Handovers
    from advisor_app.services.people import People
    from advisor_app.services.ports import CallSource, Clock, Spool
    from advisor_app.services.presences import Presences
    from advisor_app.services.promises import Promises
    from advisor_app.services.queue import Queue
    from advisor_app.services.queue_values import QueueRow
    from advisor_app.services.referrals import Referrals
    from advisor_app.services.skills import Skills
    from advisor_app.services.summaries import Summaries
    from advisor_app.services.tables import Tables
    from advisor_app.ui.console_window import ConsoleWindow
    from advisor_app.ui.front_window import FrontWindow
    from advisor_app.ui.summary.kinds import PaperKind


@dataclass(frozen=True, slots=True, kw_only=True)
class PageImage:
    """One page of a paper as pixels: `data` is BGRA, four bytes a pixel."""

    width: int
    height: int
    data: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedPaper:
    """A paper as it prints: the file, its pages, and notes on what could not be printed as told."""

    pdf: bytes
    pages: int
    digest: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintOrder:
    """Where and how a paper prints; `size` is `letter` or `a4`."""

    printer: str
    copies: int = 1
    duplex: bool = False
    size: str = "letter"


class Papers(Protocol):
    """Draws the papers; the window never knows how."""

    @property
    def kinds(self) -> tuple[PaperKind, ...]:
        """Every paper that can be drawn besides the case summary."""
        ...

    def warm(self) -> None:
        """Read what every paper needs, so that the first one does not wait for it."""
        ...

    def summary(
        self,
        act: Act,
        case: Case,
        match: MatchResult,
        *,
        size: str,
        one_page: bool = False,
        copy: int = 1,
        copies: int = 1,
    ) -> PrintedPaper:
        """The case summary as it would be issued now, on `letter` or `a4`, one copy of so many."""
        ...

    def of_case(
        self,
        act: Act,
        kind: str,
        case: Case,
        match: MatchResult,
        *,
        size: str,
        copy: int = 1,
        copies: int = 1,
    ) -> PrintedPaper:
        """Another paper of a case, by the key of its row. Raises Denied, NotPossible."""
        ...

    def of_line(
        self,
        act: Act,
        kind: str,
        *,
        size: str,
        language: str = "en",
        copy: int = 1,
        copies: int = 1,
    ) -> PrintedPaper:
        """A paper that is of no case, by the key of its row."""
        ...

    def images(self, pdf: bytes, dpi: float) -> tuple[PageImage, ...]:
        """The pages as pictures."""
        ...

    def write(self, path: str, pdf: bytes) -> None:
        """Write a paper whole or not at all."""
        ...

    def printers(self) -> tuple[str, ...]:
        """The printers to which the file itself can be sent; none where pages must be painted."""
        ...

    def spool(self, pdf: bytes, order: PrintOrder, title: str) -> str:
        """Send the file to a printer; the number of the job. Raises StoreFailed."""
        ...

    def joined(self, papers: Sequence[bytes], *, even: bool) -> bytes:
        """Several papers as one, each beginning on a sheet of its own where `even`."""
        ...


class RequestReader(Protocol):
    """Reads a file of online requests into the queue."""

    def __call__(self, act: Act, path: str) -> tuple[int, tuple[str, ...]]:
        """How many came in, and one line for each that did not."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenCases:
    """The numbers of the cases of a file, what of it is not known, or why none was taken."""

    numbers: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()
    mistakes: tuple[str, ...] = ()


class CaseReader(Protocol):
    """Takes the cases of a file in, ours or FHIR: all of them, or none."""

    def __call__(self, act: Act, path: str) -> TakenCases:
        """What came of it. Raises Denied."""
        ...


class RosterReader(Protocol):
    """Lets the specialists of a file be those of the centre: all of them, or none."""

    def __call__(self, act: Act, path: str) -> tuple[int, tuple[str, ...]]:
        """How many there are now, or one line for each mistake. Raises Denied."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PopsFrom:
    """Where screen pops come from: the socket, and what reads an address as a call (else None)."""

    path: Path
    read: Callable[[str], IncomingCall | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFrom:
    """Where the telephone system writes its lines: the socket, and what takes each in.

    `take` gives an empty text, or a sentence of why the line was passed over (never its content).
    """

    path: Path
    take: Callable[[bytes], str]


class DeskPhone(Protocol):
    """The telephone of this desk, which rings and dials."""

    def start(self, tell: Callable[[], None]) -> None:
        """Begin to listen; `tell` is called, on any thread, when there are news."""
        ...

    def close(self) -> None:
        """Listen no more."""
        ...

    @property
    def trouble(self) -> str:
        """What the advisor must know of it; empty where it works."""
        ...

    def dial(self, number: str) -> None:
        """Call a number in E.164. Raises NotPossible."""
        ...


class Line(Protocol):
    """Reads what waits."""

    def rows(self, act: Act) -> tuple[QueueRow, ...]:
        """All that waits, in the order in which it is worked. Raises Denied."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """What the frame of a desk and its queue work with; `rest` reads and joins all the others.

    `rest` takes a while and may be called on any thread. What it gives makes the whole desk of the
    frame, on the window's thread.
    """

    session: Session
    advisor: Advisor
    clock: Clock
    line: Line
    staff: Callable[[], tuple[Advisor, ...]]
    settings: CentreSettings
    rest: Callable[[], Callable[[FrontWindow], ConsoleWindow]] | None = None
    demonstration: bool = False
    closing: tuple[Callable[[], None], ...] = field(default=())

    def act(self, reason: str = "") -> Act:
        """Who does it, and why, for one call of a service."""
        return Act(session=self.session, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """Everything the window works with, for one desk."""

    session: Session
    advisor: Advisor
    clock: Clock
    cases: Cases
    queue: Queue
    referrals: Referrals
    promises: Promises
    desk_places: DeskPlaces
    directory: Directory
    people: People
    consults: Consults
    broadcasts: Broadcasts
    skills: Skills
    accounts: Accounts
    presences: Presences
    handovers: Handovers
    audit: Audit
    glass: BreakGlass
    summaries: Summaries
    centre: Centre
    knowledge: Knowledge
    roster: Roster
    matcher: Matcher
    talk_track: TalkTrack
    tables: Tables
    papers: Papers
    read_requests: RequestReader
    read_roster: RosterReader
    read_cases: CaseReader
    sources: tuple[CallSource, ...] = ()
    feed: FeedFrom | None = None
    phone: DeskPhone | None = None
    tel_links: bool = False
    spool: Spool | None = None
    back_up: Callable[[], str] | None = None
    changes: Changes | None = None
    pops: PopsFrom | None = None
    demonstration: bool = False
    closing: tuple[Callable[[], None], ...] = field(default=())

    def act(self, reason: str = "") -> Act:
        """Who does it, and why, for one call of a service."""
        return Act(session=self.session, reason=reason)


def front_of(console: Console) -> Front:
    """What the frame of this desk works with, where the whole is there already."""
    return Front(
        session=console.session,
        advisor=console.advisor,
        clock=console.clock,
        line=console.queue,
        staff=console.accounts.list,
        settings=console.centre.settings(),
        demonstration=console.demonstration,
        closing=console.closing,
    )
