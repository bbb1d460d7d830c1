"""Draws the papers for the window: the port behind which ReportLab and pdfium stay."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from advisor_app.bootstrap.house import House
from advisor_app.bootstrap.line_papers import shift_of, waiting_of
from advisor_app.bootstrap.paper_drawing import (
    CASE_PAPERS,
    PaperWork,
    draw_blank_intake,
    draw_case_paper,
    draw_queue_report,
    draw_shift_report,
    warm_papers,
)
from advisor_app.bootstrap.summary_drawing import Printing, draw_summary
from advisor_app.bootstrap.summary_paper import signed_by
from advisor_app.documents import spooler
from advisor_app.documents.display import Drawn, PageSize
from advisor_app.documents.files import PaperNotWritten, write_file
from advisor_app.documents.joining import joined_pdf
from advisor_app.documents.preview import page_images
from advisor_app.documents.summary_content import IssueDetails
from advisor_app.domain.case import Act, Case, PromiseState
from advisor_app.domain.people import Advisor
from advisor_app.domain.words import ENGLISH
from advisor_app.matching.results import MatchResult
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.failures import StoreFailed
from advisor_app.services.summaries import receiver_of
from advisor_app.ui.paper_port import PageImage, PrintedPaper, PrintOrder
from advisor_app.ui.summary.kinds import PaperKind

SIZES: Final = {"letter": PageSize.LETTER, "a4": PageSize.A4}
_Draw = Callable[[House, Act, IssueDetails, PageSize, str], Drawn]


@dataclass(frozen=True, slots=True)
class LinePaper:
    """A paper of no case: what the window calls it, the key that shows it, and what draws it."""

    name: str
    shortcut: str
    draw: _Draw


def _shift(house: House, act: Act, issue: IssueDetails, size: PageSize, _language: str) -> Drawn:
    return draw_shift_report(shift_of(house, act), issue, size)


def _queue(house: House, act: Act, issue: IssueDetails, size: PageSize, _language: str) -> Drawn:
    return draw_queue_report(waiting_of(house, act), issue, size)


def _blank(_house: House, _act: Act, issue: IssueDetails, size: PageSize, language: str) -> Drawn:
    return draw_blank_intake(issue, size, language)


LINE_PAPERS: Final[Mapping[str, LinePaper]] = {
    "shift_report": LinePaper("Shift report", "Ctrl+Alt+9", _shift),
    "queue_report": LinePaper("Queue report", "Ctrl+Alt+0", _queue),
    "blank_intake": LinePaper("Blank intake", "Ctrl+Alt+-", _blank),
}
PAPER_KINDS: Final[tuple[PaperKind, ...]] = (
    *(
        PaperKind(key=key, name=paper.name, shortcut=paper.shortcut)
        for key, paper in CASE_PAPERS.items()
    ),
    *(
        PaperKind(key=key, name=paper.name, shortcut=paper.shortcut, of_case=False)
        for key, paper in LINE_PAPERS.items()
    ),
)
"""Every paper but the case summary, as the window lists them."""


class HousePapers:
    """The papers of one desk."""

    kinds = PAPER_KINDS

    def __init__(self, house: House, me: Advisor) -> None:
        self._house, self._me = house, me

    @property
    def _reply_to(self) -> str:
        me = self._me
        return f"{me.name}, direct {me.direct_line}" if me.direct_line else me.name

    def warm(self) -> None:
        """Read the faces, and draw a paper that nobody sees."""
        warm_papers()

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
        """The case summary as it would be issued now."""
        house, by = self._house, self._me.name
        newest = house.summaries.newest(act, case.number)
        printing = Printing(
            at=house.now,
            prepared_by=by,
            printed_by=by,
            workstation=act.session.workstation,
            reply_to=self._reply_to,
            newest=newest.version if newest is not None else 0,
            signed_by=signed_by(house, act, case),
            held=house.summaries.held_by(act, case.number, receiver_of(case.intake)),
            size=SIZES[size],
            one_page=one_page,
            copy=copy,
            copies=copies,
        )
        drawn = draw_summary(
            case,
            match,
            printing,
            knowledge=house.knowledge,
            roster=house.directory.roster(),
            settings=house.centre.settings(),
        )
        return _printed(drawn)

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
        """Another paper of a case. Raises Denied, NotPossible."""
        house, settings = self._house, self._house.centre.settings()
        due = [
            one for one in house.promises.of_case(act, case.number) if one.state is PromiseState.DUE
        ]
        work = PaperWork(
            case=case,
            match=match,
            issue=replace(
                self._issue(act, settings, demonstration=case.demonstration),
                copy=copy,
                copies=copies,
            ),
            size=SIZES[size],
            knowledge=house.knowledge,
            roster=house.directory.roster(),
            settings=settings,
            now=house.now,
            promise=min(due, key=lambda one: one.due_at, default=None),
        )
        return _printed(draw_case_paper(kind, work))

    def of_line(
        self,
        act: Act,
        kind: str,
        *,
        size: str,
        language: str = ENGLISH,
        copy: int = 1,
        copies: int = 1,
    ) -> PrintedPaper:
        """A paper that is of no case: the shift, the queue, the blank intake."""
        house = self._house
        issue = replace(self._issue(act, house.centre.settings()), copy=copy, copies=copies)
        return _printed(LINE_PAPERS[kind].draw(house, act, issue, SIZES[size], language))

    def images(self, pdf: bytes, dpi: float) -> tuple[PageImage, ...]:
        """The pages as pictures."""
        return tuple(
            PageImage(width=page.width, height=page.height, data=page.data)
            for page in page_images(pdf, dpi)
        )

    def write(self, path: str, pdf: bytes) -> None:
        """Write a paper whole or not at all. Raises StoreFailed."""
        try:
            write_file(Path(path), pdf)
        except PaperNotWritten:
            raise StoreFailed("The file cannot be written there; nothing was changed.") from None

    def printers(self) -> tuple[str, ...]:
        """The printers to which the file itself can be sent."""
        return spooler.printers()

    def spool(self, pdf: bytes, order: PrintOrder, title: str) -> str:
        """Send the file to a printer; the number of the job. Raises StoreFailed."""
        sent = spooler.PrintOrder(
            printer=order.printer, copies=order.copies, duplex=order.duplex, size=order.size
        )
        try:
            return spooler.spool(pdf, sent, title)
        except spooler.NotSpooled as failure:
            raise StoreFailed(str(failure)) from None

    def joined(self, papers: Sequence[bytes], *, even: bool) -> bytes:
        """Several papers as one."""
        return joined_pdf(papers, even=even)

    def _issue(
        self, act: Act, settings: CentreSettings, *, demonstration: bool = False
    ) -> IssueDetails:
        house = self._house
        return IssueDetails(
            version=0,
            at=house.now,
            printed_at=house.now,
            printed_by=self._me.name,
            workstation=act.session.workstation,
            rules_version=house.knowledge.version,
            line_name=settings.line_name or settings.name,
            reply_to=self._reply_to,
            confidentiality_phone=settings.confidentiality_phone,
            demonstration=settings.demonstration or house.roster.demonstration or demonstration,
            state="",
        )


def _printed(drawn: Drawn) -> PrintedPaper:
    return PrintedPaper(pdf=drawn.pdf, pages=drawn.pages, digest=drawn.digest, notes=drawn.notes)
