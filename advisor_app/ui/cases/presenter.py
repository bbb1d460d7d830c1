"""Finds cases while one types, and opens them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.case import CaseCard, CaseState
from advisor_app.services.failures import ServiceFailure
from advisor_app.ui.cases.import_report import CaseImportReport
from advisor_app.ui.cases.lines import line_of
from advisor_app.ui.cases.view import CasesPage
from advisor_app.ui.context import Console, TakenCases
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.page import StatusLine
from advisor_app.ui.wording import phrase

PAUSE_MS: Final = 120
"""A pause of so long in the typing starts a search: every search is written to the audit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    asked: str
    cards: Sequence[CaseCard]
    names: dict[str, str]


class CasesPresenter(QObject):
    """Between the cases and the page; `case_wanted(number)` opens one on the desk."""

    case_wanted = Signal(str)

    def __init__(
        self, console: Console, page: CasesPage, window: QWidget, jobs: Jobs, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._console, self._page, self._jobs = console, page, jobs
        self._asked, self._stopped = "", False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self.refresh)
        page.searched.connect(self._typed)
        page.stopped.connect(self._stop)
        page.open_case.connect(self.case_wanted)
        page.reopen_case.connect(self.reopen)
        page.import_case.connect(self.import_case)
        self.report = CaseImportReport(window)
        self.report.opened.connect(self.case_wanted)

    def refresh(self) -> None:
        """Search for what stands in the field, now."""
        asked, self._stopped = self._asked, False
        self._page.show_searching()
        self._jobs.read(self, lambda: self._search(asked), self._show, self._not_found, key="cases")

    def reopen(self, number: str) -> None:
        """Open a closed case again."""
        act, cases = self._console.act("reopened"), self._console.cases
        self._jobs.write(
            self,
            lambda: cases.set_state(act, number, CaseState.OPEN),
            lambda _nothing: self._reopened(number),
            self._not_found,
        )

    def import_case(self, path: str) -> None:
        """Take the cases of a file in, all or none, and report on them."""
        act, read = self._console.act("case imported"), self._console.read_cases
        self._page.show_status(StatusLine(text=phrase("Reading the file"), icon="info"))
        words = phrase("The case is read in")
        self._jobs.write(
            self, lambda: read(act, path), self._imported, self._not_found, words=words
        )

    def _imported(self, taken: TakenCases) -> None:
        self.refresh()
        if taken.mistakes:
            self.report.show_mistakes(taken.mistakes)
        else:
            self.report.show_taken(taken.numbers, taken.not_known)

    def _typed(self, text: str) -> None:
        self._asked = text.strip()
        self._pause.start()

    def _stop(self) -> None:
        self._stopped = True
        self._page.show_lines((), self._asked)

    def _search(self, asked: str) -> _Found:
        console, act = self._console, self._console.act()
        found = console.cases.search(act, asked) if asked else console.cases.recent(act)
        names = {one.id: one.name for one in console.accounts.list()}
        return _Found(asked=asked, cards=found, names=names)

    def _show(self, found: _Found) -> None:
        if self._stopped or found.asked != self._asked:
            return
        now = self._console.clock.now()
        lines = [line_of(card, self._kind_name, found.names, now) for card in found.cards]
        self._page.show_lines(lines, found.asked)
        self._page.show_status(
            StatusLine(text=phrase("Every search is written to the audit"), icon="info")
        )

    def _kind_name(self, kind: str) -> str:
        known = self._console.knowledge.catalogue.kinds.get(kind)
        return known.name if known is not None else kind

    def _reopened(self, number: str) -> None:
        self.case_wanted.emit(number)
        self.refresh()

    def _not_found(self, failure: Exception) -> None:
        if not isinstance(failure, ServiceFailure):
            self._jobs.broke.emit(failure)
            return
        line = StatusLine(text=str(failure), icon="warning", role="warningInk")
        self._page.show_status(line)
