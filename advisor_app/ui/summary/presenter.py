"""Draws the summary of the case on the desk, prints it and saves it; each issue gets a version."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from advisor_app.domain.asking import six_asked
from advisor_app.domain.authority import disclosure
from advisor_app.domain.case import Case, SummaryIssue
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.paths import conflicts, question_of
from advisor_app.matching.results import MatchResult
from advisor_app.services.failures import ServiceFailure
from advisor_app.ui.context import Console, PrintedPaper
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.page import StatusLine
from advisor_app.ui.summary.sheets import image_of
from advisor_app.ui.summary.view import Check, SummaryPage, Version

PREVIEW_DPI = 132.0
PRINT_DPI = 300
HOW_PRINTED, HOW_SAVED = "printed", "saved"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    case: Case
    paper: PrintedPaper
    images: tuple[QImage, ...]
    issued: tuple[SummaryIssue, ...]


class SummaryPresenter(QObject):
    """`issued(SummaryIssue)` after a paper has left the house."""

    issued = Signal(object)

    def __init__(
        self,
        console: Console,
        page: SummaryPage,
        jobs: Jobs,
        on_desk: Callable[[], tuple[Case | None, MatchResult | None]],
        save_first: Callable[[], None],
    ) -> None:
        super().__init__(page)
        self._console, self._page, self._jobs = console, page, jobs
        self._on_desk, self._save_first = on_desk, save_first
        self._size = "letter"
        self._drawn: _Drawn | None = None
        page.size_chosen.connect(self._choose_size)
        page.refresh_wanted.connect(self.draw)

    def draw(self) -> None:
        """Save what waits, then draw the summary of the case on the desk."""
        case, result = self._on_desk()
        if case is None or result is None:
            self._page.show_nothing(
                "No case on the desk", "Open a case, and its summary is drawn here."
            )
            return
        told = disclosure(case.intake)
        if not told.allowed:
            self._page.show_nothing("Nothing is printed yet", f"{told.why}. {told.act}.")
            self._page.show_checks((Check(words=told.why, good=False),))
            self._page.show_versions(())
            return
        self._save_first()
        console, act, size, ratio = self._console, self._console.act("summary"), self._size, 1.0
        dpi = PREVIEW_DPI * max(ratio, self._page.devicePixelRatioF())

        def work() -> _Drawn:
            paper = console.papers.summary(act, case, result, size=size)
            images = tuple(image_of(page) for page in console.papers.images(paper.pdf, dpi))
            issued = console.summaries.issued(act, case.number)
            return _Drawn(case=case, paper=paper, images=images, issued=issued)

        self._jobs.read(self, work, self._show, self._failed, key="summary")

    def mark_stale(self) -> None:
        """The answers changed; what stands on the screen is older."""
        if self._drawn is not None and self._page.isVisible():
            self._page.show_stale()

    def print_paper(self) -> None:
        """Choose a printer and print the very pages on the screen."""
        drawn = self._drawn
        if drawn is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setResolution(PRINT_DPI)
        printer.setDocName(drawn.case.number)
        dialog = QPrintDialog(printer, self._page.window())
        if dialog.exec() != QPrintDialog.DialogCode.Accepted:
            return
        self._issue(HOW_PRINTED, lambda: self._paint(printer, drawn))

    def save_pdf(self) -> None:
        """Choose a place and save the file; its name is the case number, never a name."""
        drawn = self._drawn
        if drawn is None:
            return
        name = str(Path.home() / f"{drawn.case.number}.pdf")
        path, _ = QFileDialog.getSaveFileName(
            self._page.window(), "Save the summary", name, "PDF (*.pdf)"
        )
        if path:
            self.save_to(path)

    def save_to(self, path: str) -> None:
        """Save the file at `path`."""
        drawn = self._drawn
        if drawn is None:
            return
        papers, pdf = self._console.papers, drawn.paper.pdf
        self._issue(HOW_SAVED, lambda: papers.write(path, pdf))

    # ---- within ----

    def _issue(self, how: str, deed: Callable[[], None]) -> None:
        drawn = self._drawn
        if drawn is None:
            return
        console, act, case = self._console, self._console.act("summary"), drawn.case
        digest, revision = drawn.paper.digest, case.revision

        def work() -> SummaryIssue:
            issue = console.summaries.issue(act, case.number, revision, digest, how)
            if how == HOW_SAVED:
                deed()
            return issue

        def done(issue: SummaryIssue) -> None:
            if how == HOW_PRINTED:
                deed()
            words = f"Version {issue.version} {how}"
            self._page.status_changed.emit(StatusLine(text=words, icon="ok", role="okInk"))
            self.issued.emit(issue)
            self.draw()

        self._jobs.write(self, work, done, self._failed)

    def _paint(self, printer: QPrinter, drawn: _Drawn) -> None:
        pages = self._console.papers.images(drawn.paper.pdf, PRINT_DPI)
        painter = QPainter(printer)
        for number, page in enumerate(pages):
            if number:
                printer.newPage()
            area = painter.viewport()
            painter.drawImage(area, image_of(page))
        painter.end()

    def _show(self, drawn: _Drawn) -> None:
        self._drawn = drawn
        self._page.show_paper(drawn.case.number, drawn.images, drawn.paper.notes)
        self._page.show_checks(checks_of(drawn.case))
        self._page.show_versions(versions_of(drawn.issued))
        saved = drawn.case.saved_at
        clock = f"{saved.astimezone(EASTERN):%H:%M:%S}" if saved is not None else ""
        words = f"Saved {clock}. What you see is the file that prints."
        self._page.status_changed.emit(StatusLine(text=words, icon="check", role="ink2"))

    def _choose_size(self, size: str) -> None:
        self._size = size
        self.draw()

    def _failed(self, failure: Exception) -> None:
        words = str(failure) if isinstance(failure, ServiceFailure) else "It could not be drawn."
        self._page.status_changed.emit(StatusLine(text=words, icon="warning", role="warningInk"))


def checks_of(case: Case) -> tuple[Check, ...]:
    """What to look at before the paper goes."""
    intake = case.intake
    told = disclosure(intake)
    found = [Check(words=told.why, good=told.allowed)]
    asked = six_asked(intake)
    found.append(
        Check(words="Six red flags asked" if asked else "Not all six red flags asked", good=asked)
    )
    torn = [question_of(path).short.lower() for path in conflicts(intake)]
    if torn:
        count = f"{len(torn)} conflict" + ("s are" if len(torn) > 1 else " is")
        found.append(Check(words=f"{count} printed: {', '.join(torn)}", good=False))
    matched = intake.out.match.known
    words = "A specialist is chosen" if matched else "No specialist is chosen yet"
    found.append(Check(words=words, good=matched))
    return tuple(found)


def versions_of(issued: tuple[SummaryIssue, ...]) -> tuple[Version, ...]:
    """The version on the screen first, then those that were issued, newest first."""
    number = issued[-1].version + 1 if issued else 1
    current = Version(title=f"Version {number}", when="now", note="not issued yet", current=True)
    before = [
        Version(
            title=f"Version {issue.version}",
            when=f"{issue.at.astimezone(EASTERN):%H:%M} ET",
            note=f"{issue.how}, {issue.at.astimezone(EASTERN):%d %b %Y}",
        )
        for issue in reversed(issued)
    ]
    return (current, *before)
