"""Draws the paper that is wanted, prints it and saves it; a summary that leaves gets a version."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from advisor_app.domain.asking import six_asked
from advisor_app.domain.authority import disclosure
from advisor_app.domain.case import PRINTED, Act, Case, SummaryIssue
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import conflicts, question_of
from advisor_app.matching.results import MatchResult
from advisor_app.services.failures import ServiceFailure
from advisor_app.services.summaries import receiver_of
from advisor_app.ui.context import Console, PrintedPaper, PrintOrder
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.page import StatusLine
from advisor_app.ui.retelling import retold
from advisor_app.ui.summary.kinds import KINDS, ONE_PAGE, PaperKind, kind_of
from advisor_app.ui.summary.sheets import image_of
from advisor_app.ui.summary.today import TodaysSummaries
from advisor_app.ui.summary.view import USUAL_REASON, Check, SummaryPage, Version
from advisor_app.ui.wording import phrase, window_words

PREVIEW_DPI = 132.0
PRINT_DPI = 300
HOW_PRINTED, HOW_SAVED = PRINTED, "saved"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    kind: PaperKind
    paper: PrintedPaper
    images: tuple[QImage, ...]
    case: Case | None = None
    match: MatchResult | None = None
    issued: tuple[SummaryIssue, ...] = ()

    @property
    def name(self) -> str:
        """What a file or a print job of it is called; never a patient's name."""
        number = self.case.number if self.case is not None else ""
        parts = [number, "" if self.kind.numbered else self.kind.key.replace("_", "-")]
        return "-".join(part for part in parts if part)


class SummaryPresenter(QObject):
    """`issued(SummaryIssue)` after a paper has left the house."""

    issued = Signal(object)

    def __init__(
        self,
        console: Console,
        page: SummaryPage,
        jobs: Jobs,
        on_desk: Callable[[], tuple[Case | None, MatchResult | None]],
        save_first: Callable[[Callable[[], None]], None],
        rank: Callable[[Intake, datetime], MatchResult],
    ) -> None:
        super().__init__(page)
        self._console, self._page, self._jobs = console, page, jobs
        self._on_desk, self._save_first = on_desk, save_first
        self._size = "letter"
        self._kind = KINDS[0]
        self._drawn: _Drawn | None = None
        self._today = TodaysSummaries(console, jobs, rank, self)
        page.size_chosen.connect(self._choose_size)
        page.refresh_wanted.connect(self.draw)
        page.kind_chosen.connect(self.show)
        page.cancel_wanted.connect(self._today.stop)
        self._today.progress.connect(page.show_progress)
        self._today.ended.connect(self._told)

    @property
    def shown_kind(self) -> str:
        """The key of the paper that stands on the page; nothing while none does."""
        return self._drawn.kind.key if self._drawn is not None else ""

    @property
    def shown_pdf(self) -> bytes:
        """The file that stands on the page."""
        return self._drawn.paper.pdf if self._drawn is not None else b""

    def calls(self) -> dict[str, Callable[[], object]]:
        """What the actions of a paper call."""
        return {
            "print": self.print_paper,
            "save_pdf": self.save_pdf,
            "print_today": self.print_today,
            "sign_summary": self.sign,
            "acknowledge": self.acknowledge,
            "zoom_in": self._page.zoom_in,
            "zoom_out": self._page.zoom_out,
            "zoom_fit": self._page.zoom_fit,
        }

    def show(self, key: str) -> None:
        """Draw another paper."""
        self._kind = kind_of(key)
        self.draw()

    def draw(self) -> None:
        """Save what waits, then draw the paper of the case on the desk, or of the line."""
        kind = self._kind
        self._page.show_kind(kind)
        if not kind.of_case:
            self._read(kind, None, None)
            return
        case, result = self._on_desk()
        if case is None or result is None:
            self._drawn = None
            self._page.show_nothing(
                phrase("No case on the desk"), phrase("Open a case, and its papers are drawn here.")
            )
            return
        told = disclosure(case.intake)
        if not told.allowed:
            self._drawn = None
            self._page.show_nothing(
                phrase("Nothing is printed yet"), retold(f"{told.why}. {told.act}.")
            )
            self._page.show_checks((Check(words=retold(told.why), good=False),))
            self._page.show_versions(())
            return
        self._put_other_away(case)
        self._save_first(self._read_of_desk)

    def _read_of_desk(self) -> None:
        """Draw what is on the desk now: the advisor may have gone on while it was saved."""
        case, result = self._on_desk()
        if self._kind.of_case and case is not None and result is not None:
            self._read(self._kind, case, result)

    def _put_other_away(self, case: Case) -> None:
        """The paper of another patient is neither seen nor printed while this one is drawn."""
        shown = self._drawn
        if shown is not None and (shown.case is None or shown.case.number != case.number):
            self._drawn = None
            self._page.show_nothing(
                phrase("The paper is being drawn"), phrase("It stands here in a moment.")
            )

    def _read(self, kind: PaperKind, case: Case | None, match: MatchResult | None) -> None:
        console, act, size = self._console, self._console.act("summary"), self._size
        dpi = PREVIEW_DPI * max(1.0, self._page.devicePixelRatioF())

        def work() -> _Drawn:
            paper = self._made(act, kind, case, match, size)
            images = tuple(image_of(page) for page in console.papers.images(paper.pdf, dpi))
            issued = console.summaries.issued(act, case.number) if case is not None else ()
            return _Drawn(
                kind=kind, case=case, match=match, paper=paper, images=images, issued=issued
            )

        self._jobs.read(self, work, self._show, self._not_drawn, key="summary")

    def _made(
        self,
        act: Act,
        kind: PaperKind,
        case: Case | None,
        match: MatchResult | None,
        size: str,
        copy: int = 1,
        copies: int = 1,
    ) -> PrintedPaper:
        papers = self._console.papers
        if case is None or match is None:
            return papers.of_line(act, kind.key, size=size, copy=copy, copies=copies)
        if kind.numbered:
            brief = kind.key == ONE_PAGE
            return papers.summary(
                act, case, match, size=size, one_page=brief, copy=copy, copies=copies
            )
        return papers.of_case(act, kind.key, case, match, size=size, copy=copy, copies=copies)

    def mark_stale(self) -> None:
        """The answers changed; what stands on the screen is older."""
        if self._drawn is not None and self._page.isVisible():
            self._page.show_stale()

    def print_paper(self) -> None:
        """Choose a printer, and print the very file on the screen."""
        drawn = self._drawn
        if drawn is None:
            return
        printer = self._asked_printer(drawn.name)
        if printer is None:
            return
        order = order_of(printer)
        if order.printer in self._console.papers.printers():
            self.print_on(order)
            return
        printer.setCopyCount(1)
        self._copied(
            order,
            lambda pdf: self._leave(
                HOW_PRINTED, order.copies, after=lambda: self._paint(printer, pdf)
            ),
        )

    def print_on(self, order: PrintOrder) -> None:
        """Send the file to a printer."""
        drawn = self._drawn
        if drawn is None:
            return
        papers, name, one = self._console.papers, drawn.name, replace(order, copies=1)
        self._copied(
            order,
            lambda pdf: self._leave(
                HOW_PRINTED, order.copies, lambda: papers.spool(pdf, one, name)
            ),
        )

    def _copied(self, order: PrintOrder, go: Callable[[bytes], None]) -> None:
        """The file for the printer; drawn anew on another size, and where each copy is numbered."""
        drawn = self._drawn
        if drawn is None:
            return
        if order.size == self._size and order.copies == 1:
            go(drawn.paper.pdf)
            return
        self._size = order.size
        console, act = self._console, self._console.act("summary")

        def work() -> tuple[PrintedPaper, bytes]:
            made = [
                self._made(act, drawn.kind, drawn.case, drawn.match, order.size, copy, order.copies)
                for copy in range(1, order.copies + 1)
            ]
            return made[0], console.papers.joined([one.pdf for one in made], even=order.duplex)

        def done(made: tuple[PrintedPaper, bytes]) -> None:
            self._drawn = replace(drawn, paper=made[0])
            go(made[1])

        self._jobs.read(self, work, done, self._failed, key="summary")

    def print_today(self) -> None:
        """Choose a printer, and print all summaries of today as one job."""
        printer = self._asked_printer(phrase("case summaries"))
        if printer is None:
            return
        order = order_of(printer)
        if order.printer in self._console.papers.printers():
            self.print_today_on(order)
        else:
            self._told(phrase("That printer takes one paper at a time: open a case and print it."))

    def print_today_on(self, order: PrintOrder) -> None:
        """Print all summaries of today as one job on a printer."""
        self._today.start(order)

    def save_pdf(self) -> None:
        """Choose a place and save the file; its name is the case number, never a name."""
        drawn = self._drawn
        if drawn is None:
            return
        name = str(Path.home() / f"{drawn.name}.pdf")
        path, _ = QFileDialog.getSaveFileName(
            self._page.window(), phrase("Save the paper"), name, phrase("PDF (*.pdf)")
        )
        if path:
            self.save_to(path)

    def save_to(self, path: str) -> None:
        """Save the file at `path`."""
        drawn = self._drawn
        if drawn is None:
            return
        papers, pdf = self._console.papers, drawn.paper.pdf
        self._leave(HOW_SAVED, 1, lambda: papers.write(path, pdf))

    def sign(self) -> None:
        """A nurse signs the case as it stands: its summary is no draft any more."""
        drawn = self._drawn
        if drawn is None or drawn.case is None:
            return
        console, act, case = self._console, self._console.act("summary signed"), drawn.case

        def work() -> None:
            console.summaries.sign(act, case.number, case.revision)

        self._jobs.write(self, work, lambda _nothing: self._redraw(phrase("Signed")), self._failed)

    def acknowledge(self) -> None:
        """The receiving office confirmed the newest version."""
        drawn = self._drawn
        if drawn is None or drawn.case is None:
            return
        console, act = self._console, self._console.act("summary acknowledged")
        number = drawn.case.number

        def work() -> str:
            newest = console.summaries.newest(act, number)
            if newest is None:
                return phrase("No version was issued yet")
            console.summaries.acknowledge(act, number, newest.version)
            return phrase(
                "Version {version} is confirmed by the receiving office", version=newest.version
            )

        self._jobs.write(self, work, self._redraw, self._failed)

    # ---- within ----

    def _asked_printer(self, name: str) -> QPrinter | None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(PRINT_DPI)
        printer.setDocName(name)
        dialog = QPrintDialog(printer, self._page.window())
        accepted = dialog.exec() == QPrintDialog.DialogCode.Accepted
        return printer if accepted else None

    def _leave(
        self,
        how: str,
        copies: int,
        deed: Callable[[], object] | None = None,
        after: Callable[[], None] | None = None,
    ) -> None:
        """The paper leaves the house: written down, then `deed`, then `after` in the window."""
        drawn = self._drawn
        if drawn is None:
            return
        act = self._console.act(self._page.reason.key())

        def work() -> SummaryIssue | None:
            issue = self._written_down(act, drawn, how, copies)
            if deed is not None:
                deed()
            return issue

        def done(issue: SummaryIssue | None) -> None:
            self._page.reason.show_key(USUAL_REASON)
            if after is not None:
                after()
            words = (
                phrase("Version {version} {how}", version=issue.version, how=how)
                if issue is not None
                else phrase("Paper {how}", how=how)
            )
            self._told(words)
            if issue is not None:
                self.issued.emit(issue)
            self.draw()

        self._jobs.write(self, work, done, self._failed)

    def _written_down(self, act: Act, drawn: _Drawn, how: str, copies: int) -> SummaryIssue | None:
        summaries, case, paper = self._console.summaries, drawn.case, drawn.paper
        if case is None:
            return None
        if drawn.kind.numbered:
            return summaries.issue(
                act,
                case.number,
                case.revision,
                paper.digest,
                how,
                copies,
                pdf=paper.pdf,
                recipient=receiver_of(case.intake),
            )
        summaries.issue_paper(act, case.number, drawn.kind.key, paper.pdf, how)
        return None

    def _paint(self, printer: QPrinter, pdf: bytes) -> None:
        pages = self._console.papers.images(pdf, PRINT_DPI)
        painter = QPainter(printer)
        for number, page in enumerate(pages):
            if number:
                printer.newPage()
            area = painter.viewport()
            painter.drawImage(area, image_of(page))
        painter.end()

    def _show(self, drawn: _Drawn) -> None:
        self._drawn = drawn
        case = drawn.case
        self._page.show_paper(case.number if case else "", drawn.images, drawn.paper.notes)
        self._page.show_checks(checks_of(case) if case is not None else ())
        self._page.show_versions(versions_of(drawn.issued) if drawn.kind.numbered else ())
        saved = case.saved_at if case is not None else None
        clock = f"{saved.astimezone(EASTERN):%H:%M:%S}" if saved is not None else ""
        words = phrase("Saved {clock}. ", clock=clock) if clock else ""
        words += phrase("What you see is the file that prints.")
        self._page.status_changed.emit(StatusLine(text=words, icon="check", role="ink2"))

    def _choose_size(self, size: str) -> None:
        self._size = size
        self.draw()

    def _redraw(self, words: str) -> None:
        self.draw()
        self._told(words)

    def _told(self, words: str) -> None:
        self._page.status_changed.emit(StatusLine(text=words, icon="ok", role="okInk"))

    def _not_drawn(self, failure: Exception) -> None:
        words = (
            str(failure)
            if isinstance(failure, ServiceFailure)
            else phrase("It could not be drawn.")
        )
        self._drawn = None
        self._page.show_nothing(phrase("{kind}: nothing is printed", kind=self._kind.name), words)

    def _failed(self, failure: Exception) -> None:
        words = (
            str(failure)
            if isinstance(failure, ServiceFailure)
            else phrase("It could not be printed.")
        )
        self._page.status_changed.emit(StatusLine(text=words, icon="warning", role="warningInk"))


def order_of(printer: QPrinter) -> PrintOrder:
    """What was chosen in the print dialog."""
    a4 = printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4
    return PrintOrder(
        printer=printer.printerName(),
        copies=printer.copyCount(),
        duplex=printer.duplex() != QPrinter.DuplexMode.DuplexNone,
        size="a4" if a4 else "letter",
    )


def checks_of(case: Case) -> tuple[Check, ...]:
    """What to look at before the paper goes."""
    intake = case.intake
    told = disclosure(intake)
    found = [Check(words=retold(told.why), good=told.allowed)]
    asked = six_asked(intake)
    found.append(
        Check(
            words=phrase("Six red flags asked") if asked else phrase("Not all six red flags asked"),
            good=asked,
        )
    )
    torn = [window_words().short(question_of(path)).lower() for path in conflicts(intake)]
    if torn:
        count = phrase("{count} conflict", count=len(torn)) + (
            phrase("s are") if len(torn) > 1 else phrase(" is")
        )
        found.append(
            Check(
                words=phrase("{count} printed: {torn}", count=count, torn=", ".join(torn)),
                good=False,
            )
        )
    matched = intake.out.match.known
    words = phrase("A specialist is chosen") if matched else phrase("No specialist is chosen yet")
    found.append(Check(words=words, good=matched))
    return tuple(found)


def versions_of(issued: tuple[SummaryIssue, ...]) -> tuple[Version, ...]:
    """The version on the screen first, then those that were issued, newest first."""
    number = issued[-1].version + 1 if issued else 1
    current = Version(
        title=phrase("Version {number}", number=number),
        when=phrase("now"),
        note=phrase("not issued yet"),
        current=True,
    )
    before = [
        Version(
            title=phrase("Version {version}", version=issue.version),
            when=phrase("{at:%H:%M} ET", at=issue.at.astimezone(EASTERN)),
            note=f"{issue.how}, {issue.at.astimezone(EASTERN):%d %b %Y}",
        )
        for issue in reversed(issued)
    ]
    return (current, *before)
