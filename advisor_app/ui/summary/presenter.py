"""Draws the paper that is wanted of the case on the desk, or of the line, and keeps it true."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject

from advisor_app.domain.authority import disclosure
from advisor_app.domain.case import Case
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.intake import Intake
from advisor_app.matching.results import MatchResult
from advisor_app.services.failures import ServiceFailure
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.page import StatusLine
from advisor_app.ui.retelling import retold
from advisor_app.ui.summary.checks import checks_of, versions_of
from advisor_app.ui.summary.drawn import DrawnPaper, made_paper
from advisor_app.ui.summary.kinds import SUMMARIES, PaperKind
from advisor_app.ui.summary.print_desk import PrintDesk
from advisor_app.ui.summary.sheets import image_of
from advisor_app.ui.summary.today import TodaysSummaries
from advisor_app.ui.summary.view import Check, SummaryPage
from advisor_app.ui.wording import phrase

PREVIEW_DPI: Final = 132.0


class SummaryPresenter(QObject):
    """One per window; `printing` is how what stands on the page leaves the house."""

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
        self.kinds = (*SUMMARIES, *console.papers.kinds)
        self._kind = self.kinds[0]
        self._drawn: DrawnPaper | None = None
        self._today = TodaysSummaries(console, jobs, rank, self)
        page.size_chosen.connect(self._choose_size)
        page.refresh_wanted.connect(self.draw)
        page.kind_chosen.connect(self.show)
        page.cancel_wanted.connect(self._today.stop)
        self._today.progress.connect(page.show_progress)
        self._today.ended.connect(self._told)
        self.printing = PrintDesk(console, page, jobs, lambda: self._drawn, self._today)
        self.printing.drawn_anew.connect(self._keep)
        self.printing.left.connect(self._redraw)
        self.printing.told.connect(self._told)
        self.printing.failed.connect(self._failed)

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
        return self.printing.calls() | {
            "sign_summary": self.sign,
            "acknowledge": self.acknowledge,
            "zoom_in": self._page.zoom_in,
            "zoom_out": self._page.zoom_out,
            "zoom_fit": self._page.zoom_fit,
        }

    def show(self, key: str) -> None:
        """Draw another paper."""
        self._kind = next(kind for kind in self.kinds if kind.key == key)
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

        def work() -> DrawnPaper:
            paper = made_paper(console.papers, act, kind, case, match, size=size)
            images = tuple(image_of(page) for page in console.papers.images(paper.pdf, dpi))
            issued = console.summaries.issued(act, case.number) if case is not None else ()
            return DrawnPaper(
                kind=kind,
                size=size,
                case=case,
                match=match,
                paper=paper,
                images=images,
                issued=issued,
            )

        self._jobs.read(self, work, self._show, self._not_drawn, key="summary")

    def mark_stale(self) -> None:
        """The answers changed; what stands on the screen is older."""
        if self._drawn is not None and self._page.isVisible():
            self._page.show_stale()

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

    def _show(self, drawn: DrawnPaper) -> None:
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

    def _keep(self, drawn: DrawnPaper) -> None:
        self._drawn, self._size = drawn, drawn.size

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
