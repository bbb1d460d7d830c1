"""The one table view: worked by keys, with one focus frame around the whole row."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from advisor_app.ui.kit.paint import focus_ring, smooth
from advisor_app.ui.table_cells import Cells, Header
from advisor_app.ui.table_columns import TableColumns
from advisor_app.ui.tables import RowsModel
from advisor_app.ui.theme import px, theme_signals


class RowsView(QTableView):
    """A RowsModel as a table that is worked by keys.

    Up and Down choose a row, Enter, Space and a double click open it: `row_activated(key)`.
    `row_chosen(key)` follows the choice ("" for none). `begins_at` is the key of the row that is
    chosen first, by default the topmost. Left and Right choose a column for the actions that make
    it wider and narrower; the menu key and the right button open its menu.
    """

    row_activated = Signal(str)
    row_chosen = Signal(str)

    def __init__(
        self,
        name: str,
        rows: RowsModel[Any],
        *,
        words: str = "",
        sortable: bool = False,
        compact: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.rows = rows
        self.row_height = px("table.row_compact") if compact else px("table.row")
        self.hovered_row = -1
        self.begins_at = ""
        self._narrow = False
        self.setObjectName(name)
        self.setAccessibleName(words or name)
        header = Header(self)
        self.setHorizontalHeader(header)
        self.setItemDelegate(Cells(self, self))
        self.setModel(rows)
        rows.setParent(self)
        self._behave(sortable)
        self.columns = TableColumns(self, rows, header)
        self.columns.lay_out()
        rows.settled.connect(self._span_groups)
        rows.dataChanged.connect(self._repaint_frame)
        theme_signals().changed.connect(self.viewport().update)
        self._span_groups()

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802 - overrides Qt
        """Qt's own way in; the model is given to the constructor."""
        super().setModel(model)
        choice = self.selectionModel()
        if choice is not None:
            choice.currentRowChanged.connect(self._tell_choice)

    @property
    def chosen_key(self) -> str:
        """The key of the chosen row, or ""."""
        return self.rows.key_at(self.currentIndex().row())

    def choose(self, key: str) -> bool:
        """Choose the row with this key and bring it into view; False where it is not there."""
        place = self.rows.place_of(key)
        if place < 0:
            return False
        self.setCurrentIndex(self.rows.index(place, self._first_column()))
        return True

    def choose_first(self) -> None:
        """Choose `begins_at`, else the first row, unless one is chosen already."""
        keys = self.rows.keys()
        if keys and not self.chosen_key and not self.choose(self.begins_at):
            self.choose(keys[0])

    def tick(self, now: datetime) -> None:
        """Move the clock: repaints the waiting cells of the visible rows and nothing else."""
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        self.rows.set_now(now, first, last if last >= 0 else self.rows.rowCount() - 1)

    def dataChanged(  # noqa: N802 - overrides Qt
        self,
        first: QModelIndex | QPersistentModelIndex,
        last: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
        /,
    ) -> None:
        """Repaint a part of one column no wider than it is: Qt takes a strip of the next too."""
        if not _is_within_a_column(first, last, roles):
            super().dataChanged(first, last, roles)
            return
        self.viewport().update(self.visualRect(first).united(self.visualRect(last)))

    def set_narrow(self, narrow: bool) -> None:
        """Give way as the columns say."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.rows.set_narrow(narrow)
            self.columns.lay_out(narrow)
            self._span_groups()

    def is_first_column(self, column: int) -> bool:
        """Whether a column is the first that is shown."""
        return column == self._first_column()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.chosen_key:
                self.row_activated.emit(self.chosen_key)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.rows.keys():
            self.choose(self.rows.keys()[0 if event.key() == Qt.Key.Key_Home else -1])
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.columns.choose(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        key = self.rows.key_at(self.indexAt(event.position().toPoint()).row())
        if key and event.button() == Qt.MouseButton.LeftButton:
            self.row_activated.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        place = self.visualRect(self.currentIndex()).center() if by_key else event.pos()
        chosen = self.columns.chosen
        column = chosen if by_key and chosen >= 0 else self.columns.column_at(place.x())
        self.columns.menu(column, self.viewport().mapToGlobal(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.columns.lay_out()
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Before Qt, which takes the topmost row.
        self.choose_first()
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.columns.choose(0)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.hasFocus() or not self.chosen_key:
            return
        row = self.currentIndex().row()
        painter = smooth(self.viewport())
        top = self.rowViewportPosition(row)
        wide, tall = self.viewport().width(), self.rowHeight(row)
        focus_ring(painter, QRectF(0, top, wide, tall - 1), 4)
        painter.end()

    def _behave(self, sortable: bool) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setMouseTracking(True)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(self.row_height)
        rows.setDefaultSectionSize(self.row_height)
        header = self.horizontalHeader()
        header.setSectionsClickable(sortable)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        header.setSortIndicatorClearable(True)
        self.setSortingEnabled(sortable)

    def _span_groups(self) -> None:
        self.clearSpans()
        first = self._first_column()
        across = len(self.rows.columns) - first
        for row in range(self.rows.rowCount()):
            if across > 1 and self.rows.group_at(row) is not None:
                self.setSpan(row, first, 1, across)

    def _first_column(self) -> int:
        shown = (n for n in range(len(self.rows.columns)) if not self.isColumnHidden(n))
        return next(shown, 0)

    def _hover(self, row: int) -> None:
        if self.rows.row_at(row) is None:
            row = -1
        if row != self.hovered_row:
            before, self.hovered_row = self.hovered_row, row
            for changed in (before, row):
                if changed >= 0:
                    top = self.rowViewportPosition(changed)
                    wide = self.viewport().width()
                    self.viewport().update(0, top, wide, self.rowHeight(changed))

    def _repaint_frame(
        self, first: QModelIndex, last: QModelIndex, roles: Sequence[int] = ()
    ) -> None:
        """The frame around the row goes through all its cells; in one column it is drawn anew."""
        if self.hasFocus() and not _is_within_a_column(first, last, roles):
            row = self.currentIndex().row()
            top = self.rowViewportPosition(row)
            self.viewport().update(0, top, self.viewport().width(), self.rowHeight(row))

    def _tell_choice(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.row_chosen.emit(self.rows.key_at(current.row()))


def _is_within_a_column(
    first: QModelIndex | QPersistentModelIndex,
    last: QModelIndex | QPersistentModelIndex,
    roles: Sequence[int],
) -> bool:
    """Whether only what some cells of one column say has changed."""
    return bool(roles) and first.column() == last.column()
