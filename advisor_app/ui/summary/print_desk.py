"""Prints and saves the paper on the page: whatever leaves the house is written down first."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog

from advisor_app.domain.case import PRINTED, Act, SummaryIssue
from advisor_app.services.summaries import receiver_of
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.paper_port import PrintedPaper, PrintOrder
from advisor_app.ui.summary.drawn import DrawnPaper, made_paper
from advisor_app.ui.summary.sheets import image_of
from advisor_app.ui.summary.today import TodaysSummaries
from advisor_app.ui.summary.view import USUAL_REASON, SummaryPage
from advisor_app.ui.wording import phrase

PRINT_DPI: Final = 300
HOW_PRINTED: Final = PRINTED
HOW_SAVED: Final = "saved"


class PrintDesk(QObject):
    """`left(sentence)` when a paper has gone, `told(sentence)`, `failed(exception)`.

    `drawn_anew(DrawnPaper)` where the printer wanted another size or numbered copies: what
    was printed is what stands on the page.
    """

    left = Signal(str)
    told = Signal(str)
    failed = Signal(object)
    drawn_anew = Signal(object)

    def __init__(
        self,
        console: Console,
        page: SummaryPage,
        jobs: Jobs,
        on_page: Callable[[], DrawnPaper | None],
        today: TodaysSummaries,
    ) -> None:
        super().__init__(page)
        self._console, self._page, self._jobs = console, page, jobs
        self._on_page, self._today = on_page, today

    def calls(self) -> dict[str, Callable[[], object]]:
        """What the actions call by which papers leave."""
        return {
            "print": self.print_paper,
            "save_pdf": self.save_pdf,
            "print_today": self.print_today,
        }

    def print_paper(self) -> None:
        """Choose a printer, and print the very file on the screen."""
        drawn = self._on_page()
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
        drawn = self._on_page()
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
        drawn = self._on_page()
        if drawn is None:
            return
        if order.size == drawn.size and order.copies == 1:
            go(drawn.paper.pdf)
            return
        console, act = self._console, self._console.act("summary")

        def work() -> tuple[PrintedPaper, bytes]:
            made = [
                made_paper(
                    console.papers,
                    act,
                    drawn.kind,
                    drawn.case,
                    drawn.match,
                    size=order.size,
                    copy=copy,
                    copies=order.copies,
                )
                for copy in range(1, order.copies + 1)
            ]
            return made[0], console.papers.joined([one.pdf for one in made], even=order.duplex)

        def done(made: tuple[PrintedPaper, bytes]) -> None:
            now = self._on_page()
            if now is None or (now.kind, now.case) != (drawn.kind, drawn.case):
                # Another paper has come to the page: what is printed must be what it shows.
                self.told.emit(phrase("The paper has changed; print it again."))
                return
            self.drawn_anew.emit(replace(drawn, paper=made[0], size=order.size))
            go(made[1])

        self._jobs.read(self, work, done, self.failed.emit, key="summary")

    def print_today(self) -> None:
        """Choose a printer, and print all summaries of today as one job."""
        printer = self._asked_printer(phrase("case summaries"))
        if printer is None:
            return
        order = order_of(printer)
        if order.printer in self._console.papers.printers():
            self.print_today_on(order)
        else:
            self.told.emit(
                phrase("That printer takes one paper at a time: open a case and print it.")
            )

    def print_today_on(self, order: PrintOrder) -> None:
        """Print all summaries of today as one job on a printer."""
        self._today.start(order)

    def save_pdf(self) -> None:
        """Choose a place and save the file; its name is the case number, never a name."""
        drawn = self._on_page()
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
        drawn = self._on_page()
        if drawn is None:
            return
        papers, pdf = self._console.papers, drawn.paper.pdf
        self._leave(HOW_SAVED, 1, lambda: papers.write(path, pdf))

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
        drawn = self._on_page()
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
            self.left.emit(words)

        self._jobs.write(self, work, done, self.failed.emit)

    def _written_down(
        self, act: Act, drawn: DrawnPaper, how: str, copies: int
    ) -> SummaryIssue | None:
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


def order_of(printer: QPrinter) -> PrintOrder:
    """What was chosen in the print dialog."""
    a4 = printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A4
    return PrintOrder(
        printer=printer.printerName(),
        copies=printer.copyCount(),
        duplex=printer.duplex() != QPrinter.DuplexMode.DuplexNone,
        size="a4" if a4 else "letter",
    )
