"""Goes from a piece of the board to the calls behind it."""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from advisor_app.line.behind import Figure
from advisor_app.services.failures import ServiceFailure
from advisor_app.ui.board.behind import BehindLine, call_lines, calls_behind, promises_behind
from advisor_app.ui.board.behind_card import BehindCard
from advisor_app.ui.board.picture import Behind, Span
from advisor_app.ui.board.reading import BoardReading
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.wording import phrase

MOST_LINES: Final = 400
"""So many calls are looked up and shown, the newest of them."""

_Found = tuple[tuple[BehindLine, ...], int]


class DrillPresenter(QObject):
    """Reads the callers as the role may see them; what counts is what the board had read."""

    def __init__(self, console: Console, window: QWidget, jobs: Jobs) -> None:
        super().__init__(window)
        self._console, self._jobs = console, jobs
        self.card = BehindCard(window)

    def open(self, reading: BoardReading, span: Span, behind: Behind) -> None:
        """Show what stands behind a piece of the board."""
        self.card.begin(behind.title)
        act, seen = self._console.act(), self._console.queue.figure_calls.seen

        def look() -> _Found:
            if behind.figure == Figure.PROMISES_KEPT:
                promises = promises_behind(reading, span)
                return promises[:MOST_LINES], len(promises)
            calls = calls_behind(reading, span, behind)
            shown = calls[:MOST_LINES]
            callers = seen(act, [one.call for one in shown])
            return tuple(call_lines(reading, shown, callers)), len(calls)

        words = phrase("The calls behind the figure are looked up")
        self._jobs.read(
            self, look, lambda found: self._show(found, behind), self._failed, words=words
        )

    def _show(self, found: _Found, behind: Behind) -> None:
        lines, number = found
        sort = "promise" if behind.figure == Figure.PROMISES_KEPT else "call"
        words = f"1 {sort}" if number == 1 else f"{number or 'No'} {sort}s"
        if number > len(lines):
            words += phrase(", the newest {count} are shown", count=len(lines))
        opens = phrase(". Enter opens the case.") if any(one.case for one in lines) else "."
        self.card.show_lines(lines, words + opens)

    def _failed(self, failure: Exception) -> None:
        if isinstance(failure, ServiceFailure):
            self.card.say(str(failure))
        else:
            self._jobs.broke.emit(failure)
