"""Rows that flow from page to page: what is longer than a page goes on on the next.

Used for page 2 and the appendix. A row is cut between two lines only where it could not stand whole
on a page of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from advisor_app.documents.display import Fill, PageSize
from advisor_app.documents.grid import KEY_X, LEFT, RIGHT, Metrics, foot_top
from advisor_app.documents.lines import broken
from advisor_app.documents.pieces import Line
from advisor_app.documents.runs import Runs, plain, strong
from advisor_app.documents.sheet import Sheet

_HEAD_SIZE: Final = 11.5
_KEPT_WITH_HEAD: Final = 60.0
_BODY_LEAD_CUT: Final = 0.4
SQUARE: Final = 4.8
SQUARE_X: Final = KEY_X - 12.3


@dataclass(frozen=True, slots=True)
class Column:
    """One cell of a row."""

    x: float
    width: float
    runs: Runs
    narrow: bool = True


class NoRoom(Exception):
    """More pages would be needed than are allowed; no text in it."""


class Flow:
    """Pages that fill one after the other; `begin` puts the strip on a new page.

    Raises NoRoom as soon as more than `most_pages` would be needed.
    """

    def __init__(
        self,
        size: PageSize,
        metrics: Metrics,
        begin: Callable[[Sheet], None],
        most_pages: int | None,
    ) -> None:
        self._size = size
        self._most_pages = most_pages
        self._begin = begin
        self._heading = ""
        self.metrics = metrics
        self.lead = metrics.lead - _BODY_LEAD_CUT
        self.bottom = foot_top(size.height) - 4.0
        self.pages: list[Sheet] = []
        self.next_page()

    @property
    def sheet(self) -> Sheet:
        """The page that is filled."""
        return self.pages[-1]

    @property
    def room(self) -> float:
        """Points left on the page."""
        return self.bottom - self.sheet.y

    def next_page(self) -> None:
        """Go on on a new page, under the same heading."""
        if self._most_pages is not None and len(self.pages) >= self._most_pages:
            raise NoRoom
        self.pages.append(Sheet(self._size))
        self._begin(self.sheet)
        if self._heading:
            self._put_heading(f"{self._heading}, continued", "")

    def start_page(self) -> None:
        """A new page that continues nothing."""
        self._heading = ""
        self.next_page()

    def heading(self, title: str, note: str = "") -> None:
        """A section's title with its note, kept with what follows."""
        self._heading = ""
        if self.room < _KEPT_WITH_HEAD:
            self.next_page()
        self._heading = title
        self._put_heading(title, note)

    def _put_heading(self, title: str, note: str) -> None:
        sheet = self.sheet
        sheet.pad(self.metrics)
        sheet.y += 6.0
        sheet.text(LEFT, sheet.y + 9.0, strong(title), _HEAD_SIZE)
        if note:
            sheet.right_aligned(RIGHT, sheet.y + 9.0, plain(note), 9.5, narrow=True)
        sheet.y += 13.5
        sheet.rule(LEFT, RIGHT, sheet.y, 1.3, ink=True)

    def row(
        self,
        columns: Sequence[Column],
        *,
        rule_from: float | None = None,
        tight: bool = False,
        square: Fill | None = None,
        changed: bool = False,
    ) -> float:
        """One row; gives the first baseline of its last part.

        `rule_from` draws a rule above it, `square` a square before its last part, `changed` a bar
        beside all of it.
        """
        cells = [
            (column, broken(column.runs, column.width, self.metrics.size, column.narrow))
            for column in columns
        ]
        start, total = 0, max(len(lines) for _, lines in cells)
        while True:
            fitting = self._fitting_lines(total - start)
            if fitting < 1:
                self.next_page()
                rule_from = None
                fitting = max(1, self._fitting_lines(total - start))
            last = start + fitting >= total
            shown = square if last else None
            first = self._part(cells, start, start + fitting, rule_from, tight, shown)
            if changed:
                self.sheet.change_bar(first, first + self.lead * (min(total - start, fitting) - 1))
            start += fitting
            if last:
                return first
            self.next_page()
            rule_from = None

    def _fitting_lines(self, wanted: int) -> int:
        usable = self.room - 2 * self.metrics.pad - self.metrics.ascent - 1.4
        fitting = int(usable / self.lead) + 1
        whole_page = int((self.bottom - 140.0) / self.lead)
        if fitting >= wanted:
            return wanted
        return fitting if wanted > whole_page else 0

    def _part(
        self,
        cells: Sequence[tuple[Column, tuple[Line, ...]]],
        start: int,
        end: int,
        rule_from: float | None,
        tight: bool,
        square: Fill | None,
    ) -> float:
        sheet, metrics = self.sheet, self.metrics
        if rule_from is not None:
            sheet.rule(rule_from, RIGHT, sheet.y, 0.25)
        sheet.pad(metrics)
        first = sheet.y - 0.4 + metrics.ascent
        if square is not None:
            sheet.box(SQUARE_X, first - 5.6, SQUARE, SQUARE, square, line=0.8)
        last = first
        for column, lines in cells:
            last = max(
                last,
                sheet.lines(lines[start:end], column.x, first, metrics.size, self.lead, False),
            )
        sheet.y = last - self.lead + (0.0 if tight else 1.4)
        sheet.pad(metrics)
        return first
