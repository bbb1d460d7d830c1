"""The calls behind a figure: a table over the board, put away by Escape."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor_app.ui.board.behind import BehindLine
from advisor_app.ui.cells import Cell, CellKind, Due, Two
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import hline
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import Column, RowsModel
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import phrase

_WIDTH: Final = 920
_TALL: Final = 420
_SPACE: Final = " "  # an empty cell would show a dash; that nobody had it is no missing fact


class BehindCard(Overlay):
    """Passive: `case_wanted(number)` where a line with a case is opened."""

    case_wanted = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            "behindCard", window, width=_WIDTH, words=phrase("The calls behind a figure")
        )
        self._cases: dict[str, str] = {}
        self._title = ElidedLabel("", "h1", name="behindTitle")
        self._count = plain_label("", "sub", "ink2", wrap=True, name="behindCount")
        self._rows: RowsModel[BehindLine] = RowsModel(_columns(), lambda line: line.key)
        self.table = RowsView(
            "behindTable", self._rows, words=phrase("Calls"), sortable=True, compact=True
        )
        self.table.setMinimumHeight(_TALL)
        self.table.row_activated.connect(self._open_case)
        aside = Button("behindAside", phrase("Close"), "quiet", key="Esc")
        aside.clicked.connect(self.put_aside)
        head = row(IconMark("board", 24, "accentInk"), (self._title, 1), aside, gap=12)
        self.card.setLayout(
            column(head, self._count, hline(), (self.table, 1), margins=(20, 16, 20, 16), gap=8)
        )

    @property
    def lines(self) -> tuple[str, ...]:
        """The keys of the lines that are shown."""
        return self._rows.keys()

    @property
    def count(self) -> str:
        """What is said of how many there are."""
        return self._count.text()

    def begin(self, title: str) -> None:
        """Open the card, before its lines are read."""
        self._title.setText(title)
        self._count.setText(phrase("Reading the call log"))
        self._rows.set_rows(())
        self.open(self.table)

    def show_lines(self, lines: Sequence[BehindLine], count: str) -> None:
        """Show what stands behind the figure."""
        self._cases = {one.key: one.case for one in lines}
        self._rows.set_rows(tuple(lines))
        self._count.setText(count)
        self.table.choose_first()

    def say(self, words: str) -> None:
        """Why there is nothing to show."""
        self._count.setText(words)

    def _open_case(self, key: str) -> None:
        number = self._cases.get(key, "")
        if number:
            self.put_aside()
            self.case_wanted.emit(number)


def _columns() -> tuple[Column[BehindLine], ...]:
    return (
        Column(key="came", title=phrase("When"), value=lambda one: one.came, width=124),
        Column(
            key="who",
            title=phrase("Caller and team"),
            value=lambda one: Two(strong=one.who, sub=one.group),
            kind=CellKind.TWO,
        ),
        Column(key="waited", title=phrase("Waited"), value=_waited, kind=CellKind.DUE, width=112),
        Column(key="outcome", title=phrase("Outcome"), value=lambda one: one.outcome, width=132),
        Column(key="by", title=phrase("Advisor"), value=lambda one: one.by or _SPACE, width=148),
        Column(
            key="handled",
            title=phrase("Handled"),
            value=lambda one: one.handled or _SPACE,
            width=84,
        ),
    )


def _waited(one: BehindLine) -> Cell:
    if not one.waited:
        return _SPACE
    return Due(text=one.waited, level="warning" if one.late else "", icon="clock")
