"""The columns of one table: as designed, until somebody drags or types them wider."""

from typing import Any, Final

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from advisor_app.ui.announcing import announce
from advisor_app.ui.column_widths import LEAST, forget_widths, given_width, keep_width
from advisor_app.ui.table_cells import Header
from advisor_app.ui.tables import Column, RowsModel
from advisor_app.ui.wording import phrase

STEP: Final = 16
WIDER: Final = "Alt+Shift+Right"
NARROWER: Final = "Alt+Shift+Left"
AS_THEY_WERE: Final = "Ctrl+Shift+Backspace"
LEAST_LEFT: Final = 96
"""The column that takes what is left keeps so much."""


class TableColumns(QObject):
    """Sizes the columns and remembers what a person made of them, wide and narrow each for itself.

    `chosen` is the column that the keys make wider or narrower, -1 while none is chosen.
    """

    def __init__(self, view: QTableView, rows: RowsModel[Any], header: Header) -> None:
        super().__init__(view)
        self._view, self._rows, self._header = view, rows, header
        self._narrow = self._sizing = False
        header.sectionResized.connect(self._dragged)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(self._header_menu)

    @property
    def chosen(self) -> int:
        """The column that the keys work on, or -1."""
        return self._header.chosen

    def lay_out(self, narrow: bool | None = None) -> None:
        """Give every column its width; what was given to one gives way where there is no room."""
        self._narrow = self._narrow if narrow is None else narrow
        self._sizing = True
        widths = self._widths()
        for number, column in enumerate(self._rows.columns):
            self._view.setColumnHidden(number, self._narrow and column.hide_when_narrow)
            fixed = number in widths
            mode = QHeaderView.ResizeMode.Interactive if fixed else QHeaderView.ResizeMode.Stretch
            self._header.setSectionResizeMode(number, mode)
            if fixed:
                self._header.resizeSection(number, widths[number])
        self._sizing = False

    def choose(self, step: int) -> None:
        """Choose the next column (1), the one before (-1), or none (0)."""
        shown = self._shown()
        here = shown.index(self.chosen) if self.chosen in shown else (-1 if step > 0 else 0)
        self._header.choose(shown[(here + step) % len(shown)] if step else -1)
        if step:
            announce(self._view, self._title(self.chosen))

    def widen(self, pixels: int) -> None:
        """Make the chosen column wider, or narrower where `pixels` is negative."""
        number = self.chosen if self.chosen in self._shown() else self._first_named()
        self._header.choose(number)
        if self._designed(number):
            self._resize(number, self._header.sectionSize(number) + pixels)
        elif (beside := self._beside(number)) is not None:
            # It takes what is left: a neighbour gives or takes.
            self._resize(beside, self._header.sectionSize(beside) - pixels)
        width = self._header.sectionSize(number)
        words = phrase("{column}: {width} wide", column=self._title(number), width=width)
        announce(self._view, words)

    def reset(self) -> None:
        """Every column as it was designed."""
        forget_widths(self._table())
        self.lay_out()
        announce(self._view, phrase("The columns are as they were"))

    def menu(self, number: int, place: QPoint) -> QMenu:
        """What can be done with a column, by key or by pointer."""
        self._header.choose(number)
        menu = QMenu(self._view)
        menu.setObjectName("columnMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = self._title(number)
        if self._view.isSortingEnabled() and title:
            menu.addAction(phrase("Sort by {column}", column=title), lambda: self._sort(number))
            menu.addSeparator()
        menu.addAction(f"{phrase('Wider')}\t{WIDER}", lambda: self.widen(STEP))
        menu.addAction(f"{phrase('Narrower')}\t{NARROWER}", lambda: self.widen(-STEP))
        menu.addAction(f"{phrase('Columns as they were')}\t{AS_THEY_WERE}", self.reset)
        menu.popup(place)
        return menu

    def column_at(self, x: int) -> int:
        """The column below a place in the view; the first that is shown beside all of them."""
        found = self._header.logicalIndexAt(x)
        return found if found >= 0 else self._first_named()

    def _widths(self) -> dict[int, int]:
        """The width of each column that has one."""
        wanted = {
            number: given_width(self._table(), self._rows.columns[number].key) or designed
            for number in self._shown()
            if (designed := self._designed(number))
        }
        takers = len(self._shown()) - len(wanted)
        room = self._view.viewport().width() - takers * LEAST_LEFT
        over = sum(wanted.values()) - room
        for number, width in wanted.items():
            gives = max(0, min(over, width - self._designed(number)))
            wanted[number] = width - gives
            over -= gives
        return wanted

    def _resize(self, number: int, width: int) -> None:
        keep_width(self._table(), self._rows.columns[number].key, max(LEAST, width))
        self.lay_out()

    def _dragged(self, number: int, _before: int, width: int) -> None:
        interactive = QHeaderView.ResizeMode.Interactive
        if not self._sizing and self._header.sectionResizeMode(number) == interactive:
            self._resize(number, width)

    def _header_menu(self, place: QPoint) -> None:
        self.menu(self.column_at(place.x()), self._header.viewport().mapToGlobal(place))

    def _sort(self, number: int) -> None:
        header, up = self._header, Qt.SortOrder.AscendingOrder
        again = header.sortIndicatorSection() == number and header.sortIndicatorOrder() == up
        header.setSortIndicator(number, Qt.SortOrder.DescendingOrder if again else up)

    def _beside(self, number: int) -> int | None:
        """The nearest column with a width of its own, rather to the right."""
        there = [one for one in self._shown() if self._designed(one)]
        after = [one for one in there if one > number]
        return after[0] if after else there[-1] if there else None

    def _designed(self, number: int) -> int:
        """How wide a column is by design; 0 takes what is left."""
        column: Column[Any] = self._rows.columns[number]
        return column.narrow_width if self._narrow and column.narrow_width else column.width

    def _shown(self) -> list[int]:
        return [
            number
            for number, column in enumerate(self._rows.columns)
            if not (self._narrow and column.hide_when_narrow)
        ]

    def _first_named(self) -> int:
        return next((one for one in self._shown() if self._title(one)), self._shown()[0])

    def _title(self, number: int) -> str:
        return str(self._rows.headerData(number, Qt.Orientation.Horizontal) or "")

    def _table(self) -> str:
        return f"{self._view.objectName()}{'.narrow' if self._narrow else ''}"
