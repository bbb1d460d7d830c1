"""What the window is given by the composition root: services, knowledge, and ports to the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from advisor_app.domain.case import Act

if TYPE_CHECKING:
    # For the types alone: the queue stands before most of these rooms are read.
    from advisor_app.domain.case import Session
    from advisor_app.domain.people import Advisor, Roster
    from advisor_app.line.calls import IncomingCall
    from advisor_app.matching.matcher import Matcher
    from advisor_app.oncology.knowledge import Knowledge
    from advisor_app.oncology.talktrack import TalkTrack
    from advisor_app.services.accounts import Accounts
    from advisor_app.services.audit import Audit
    from advisor_app.services.break_glass import BreakGlass
    from advisor_app.services.broadcasts import Broadcasts
    from advisor_app.services.cases import Cases
    from advisor_app.services.centre import Centre
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
    from advisor_app.services.referrals import Referrals
    from advisor_app.services.skills import Skills
    from advisor_app.services.summaries import Summaries
    from advisor_app.services.tables import Tables
    from advisor_app.ui.paper_port import Papers


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
