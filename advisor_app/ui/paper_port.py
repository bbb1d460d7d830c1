"""What the window asks of whoever draws the papers: files, their pages as pictures, a printer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    # For the types alone: the queue stands before these rooms are read.
    from advisor_app.domain.case import Act, Case
    from advisor_app.matching.results import MatchResult
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
