"""Prints all summaries of today as one job, one case after the other, and can be stopped."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject, Signal

from advisor_app.domain.authority import disclosure
from advisor_app.domain.case import PRINTED, Case
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.intake import Intake
from advisor_app.matching.results import MatchResult
from advisor_app.services.failures import NotPossible, ServiceFailure
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.paper_port import PrintedPaper, PrintOrder
from advisor_app.ui.wording import phrase

_MOST: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    case: Case
    copies: tuple[PrintedPaper, ...]


class TodaysSummaries(QObject):
    """`progress(words)` while it works, `ended(words)` when it is done, stopped or failed."""

    progress = Signal(str)
    ended = Signal(str)

    def __init__(
        self,
        console: Console,
        jobs: Jobs,
        rank: Callable[[Intake, datetime], MatchResult],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._console, self._jobs, self._rank = console, jobs, rank
        self._left: list[str] = []
        self._made: list[_Made] = []
        self._total = 0
        self._order = PrintOrder(printer="")

    @property
    def running(self) -> bool:
        """Whether papers are being made."""
        return bool(self._total)

    def start(self, order: PrintOrder) -> None:
        """Look for the cases that were worked on today, and draw them one by one."""
        if self.running:
            return
        self._order, self._made, self._total = order, [], -1
        self._jobs.read(self, self._numbers, self._begin, self._failed)

    def stop(self) -> None:
        """Print nothing; what was drawn is dropped, no version was given."""
        if self.running:
            self._end(phrase("Stopped: nothing was printed."))

    def _numbers(self) -> list[str]:
        console = self._console
        today = console.clock.now().astimezone(EASTERN).date()
        cards = console.cases.recent(console.act("today's summaries"), _MOST)
        days = ((card.number, card.saved_at.astimezone(EASTERN).date()) for card in cards)
        return [number for number, day in days if day == today]

    def _begin(self, numbers: list[str]) -> None:
        if not self.running:
            return
        self._left, self._total = numbers, len(numbers)
        self._next()

    def _next(self) -> None:
        if not self.running:
            return
        if not self._left:
            self._print()
            return
        number = self._left.pop(0)
        done = self._total - len(self._left)
        self.progress.emit(
            phrase("Drawing {done} of {total} summaries", done=done, total=self._total)
        )
        self._jobs.read(self, lambda: self._draw(number), self._drawn, self._failed)

    def _draw(self, number: str) -> _Made | None:
        """The summary of one case; None where nothing may be told to who is calling."""
        console, act = self._console, self._console.act("today's summaries")
        case = console.cases.open(act, number)
        if not disclosure(case.intake).allowed:
            return None
        match = self._rank(case.intake, console.clock.now())
        size, count = self._order.size, self._order.copies
        copies = tuple(
            console.papers.summary(act, case, match, size=size, copy=copy, copies=count)
            for copy in range(1, count + 1)
        )
        return _Made(case=case, copies=copies)

    def _drawn(self, made: _Made | None) -> None:
        if made is not None and self.running:
            self._made.append(made)
        self._next()

    def _print(self) -> None:
        if not self._made:
            self._end(phrase("No summary of today may be printed."))
            return
        self.progress.emit(phrase("Printing {count} summaries", count=len(self._made)))
        self._jobs.write(self, self._sent(tuple(self._made)), self._end, self._failed)

    def _sent(self, made: tuple[_Made, ...]) -> Callable[[], str]:
        console, order = self._console, self._order
        act = console.act("today's summaries")

        def work() -> str:
            papers = [paper.pdf for one in made for paper in one.copies]
            whole = console.papers.joined(papers, even=order.duplex)
            for one in made:
                console.summaries.issue(
                    act,
                    one.case.number,
                    one.case.revision,
                    one.copies[0].digest,
                    PRINTED,
                    order.copies,
                    pdf=one.copies[0].pdf,
                )
            sent = replace(order, copies=1)
            job = console.papers.spool(
                whole, sent, phrase("{count} case summaries", count=len(made))
            )
            return phrase("{count} summaries printed as one job, {job}", count=len(made), job=job)

        return work

    def _failed(self, failure: Exception) -> None:
        known = isinstance(failure, ServiceFailure) and not isinstance(failure, NotPossible)
        self._end(str(failure) if known else phrase("The summaries could not be printed."))

    def _end(self, words: str) -> None:
        self._left, self._made, self._total = [], [], 0
        self.progress.emit("")
        self.ended.emit(words)
