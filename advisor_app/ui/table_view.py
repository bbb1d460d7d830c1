"""The one table view: a delegate that paints cells by their kind, a header, a focus frame."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from advisor_app.ui.cells import Due, Fit, IconCell, Number, PillCell, Two, Wait, waited
from advisor_app.ui.icons import draw_icon
from advisor_app.ui.kit.paint import (
    LEFT,
    RIGHT,
    box,
    draw_mark,
    draw_pill,
    focus_ring,
    pill_width,
    say,
    smooth,
    text_width,
)
from advisor_app.ui.tables import CELL_ROLE, LOOK_ROLE, CellKind, GroupRow, RowLook, RowsModel
from advisor_app.ui.theme import color, px, theme_signals, type_font

_INK: Final = {"": "ink", "warning": "warningInk", "urgent": "urgentInk", "ok": "okInk"}
Index = QModelIndex | QPersistentModelIndex
Painter = Callable[["_Cells", QPainter, QRectF, Any, bool], None]


class _Cells(QStyledItemDelegate):
    """Paints every cell of every table."""

    def __init__(self, view: "RowsView") -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One cell: background, rule, content."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(option.rect)
        group = self._view.rows.group_at(index.row())
        if group is not None:
            self._paint_group(painter, area, group)
        else:
            self._paint_cell(painter, area, option, index)
        painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), color("rule"))
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._view.row_height)

    def _paint_cell(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        hovered = index.row() == self._view.hovered_row
        fill = "select" if selected else "hover" if hovered else "surface"
        painter.fillRect(area, color(fill))
        if selected and self._view.is_first_column(index.column()):
            bar = QRectF(area.x(), area.y(), px("table.selected_bar"), area.height() - 1)
            painter.fillRect(bar, color("accent"))
        look, cell = index.data(LOOK_ROLE), index.data(CELL_ROLE)
        dim = isinstance(look, RowLook) and look.dim
        column = self._view.rows.columns[index.column()]
        _PAINTERS[column.kind](self, painter, area, cell, dim)

    def _paint_group(self, painter: QPainter, area: QRectF, group: GroupRow) -> None:
        painter.fillRect(area, color("surface"))
        words = area.adjusted(12, 8, -8, 0)
        say(painter, words, group.title, "subs", "ink")
        after = words.adjusted(text_width(group.title, "subs") + 8, 0, 0, 0)
        say(painter, after, group.note, "sub", "ink3")

    def _text(self, painter: QPainter, area: QRectF, cell: Any, dim: bool) -> None:
        words = str(cell) if cell else ""
        say(painter, _padded(area), words or "–", "sub", "ink3" if dim or not words else "ink2")

    def _strong(self, painter: QPainter, area: QRectF, cell: Any, dim: bool) -> None:
        say(painter, _padded(area), str(cell or ""), "med", "ink3" if dim else "ink")

    def _two(self, painter: QPainter, area: QRectF, cell: Any, dim: bool) -> None:
        if not isinstance(cell, Two):
            return
        room = _padded(area)
        wide = min(text_width(cell.strong, "med") + 1, room.width())
        first = QRectF(room.x(), room.y(), wide, room.height())
        say(painter, first, cell.strong, "med", "ink3" if dim else "ink")
        rest = room.adjusted(wide + 8, 0, 0, 0)
        if rest.width() > 16:
            say(painter, rest, cell.sub, "sub", "ink3" if dim else "ink2")

    def _number(self, painter: QPainter, area: QRectF, cell: Any, dim: bool) -> None:
        if isinstance(cell, Number):
            self._figure(painter, area, cell.text, cell.level, dim)

    def _wait(self, painter: QPainter, area: QRectF, cell: Any, dim: bool) -> None:
        if isinstance(cell, Wait):
            now = self._view.rows.now
            self._figure(painter, area, waited(cell.since, now), cell.level(now), dim)

    def _figure(self, painter: QPainter, area: QRectF, text: str, level: str, dim: bool) -> None:
        ink = _INK[level] if level else "ink3" if dim else "ink"
        say(painter, _padded(area), text, "strong" if level else "med", ink, RIGHT)

    def _fit(self, painter: QPainter, area: QRectF, cell: Any, dim: bool) -> None:
        if not isinstance(cell, Fit):
            return
        room = _padded(area)
        wide, tall, gap = (px(f"table.fit_tick_{part}") for part in ("width", "height", "gap"))
        x = room.x()
        for tick in range(5):
            full = "info" if dim else "bar1"
            mark = QRectF(x, room.center().y() - tall / 2, wide, tall)
            box(painter, mark, 2, fill=full if tick < cell.ticks else "track")
            x += wide + gap
        rest = QRectF(x + 6, room.y(), room.right() - x - 6, room.height())
        if rest.width() > 24:
            say(painter, rest, cell.word, "sub", "ink3" if dim else "ink2")

    def _due(self, painter: QPainter, area: QRectF, cell: Any, dim: bool) -> None:
        room = _padded(area)
        if not isinstance(cell, Due):
            say(painter, room, "–", "sub", "ink3")
            return
        ink = _INK[cell.level] if cell.level else "ink3"
        draw_mark(painter, room.x(), room.center().y(), cell.icon, ink)
        words = "med" if cell.level else "sub"
        told = ink if cell.level else "ink3" if dim else "ink2"
        say(painter, room.adjusted(20, 0, 0, 0), cell.text, words, told)

    def _pill(self, painter: QPainter, area: QRectF, cell: Any, _dim: bool) -> None:
        if not isinstance(cell, PillCell) or not cell.text:
            return
        room = _padded(area)
        wide = min(pill_width(cell.text, cell.icon), room.width())
        shape = QRectF(room.x(), room.center().y() - 11, wide, 22)
        draw_pill(painter, shape, cell.text, cell.kind, cell.icon)

    def _icon(self, painter: QPainter, area: QRectF, cell: Any, _dim: bool) -> None:
        if isinstance(cell, IconCell) and cell.icon:
            draw_icon(painter, area.x() + 12, area.center().y() - 9, cell.icon, 18, cell.role)


_PAINTERS: Final[dict[CellKind, Painter]] = {
    CellKind.TEXT: _Cells._text,
    CellKind.STRONG: _Cells._strong,
    CellKind.TWO: _Cells._two,
    CellKind.NUMBER: _Cells._number,
    CellKind.WAIT: _Cells._wait,
    CellKind.FIT: _Cells._fit,
    CellKind.DUE: _Cells._due,
    CellKind.PILL: _Cells._pill,
    CellKind.ICON: _Cells._icon,
}


class _Header(QHeaderView):
    """The headings, quiet, with a mark on the column that is sorted by."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setFont(type_font("cap"))
        self.setFixedHeight(px("table.header"))
        self.setHighlightSections(False)
        self.setSectionsMovable(False)
        self.setMinimumSectionSize(20)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:  # noqa: N802
        """One heading."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(rect)
        painter.fillRect(area, color("surface"))
        model = self.model()
        words = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        side = model.headerData(
            section, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        right = bool(int(side or 0) & int(Qt.AlignmentFlag.AlignRight))
        sorted_by = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        say(painter, _padded(area), words, "cap", "ink2" if sorted_by else "ink3", _align(right))
        if sorted_by and words:
            self._paint_order(painter, area, words, right)
        painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), color("line2"))
        painter.restore()

    def _paint_order(self, painter: QPainter, area: QRectF, words: str, right: bool) -> None:
        wide = min(text_width(words, "cap"), area.width() - 16)
        x = area.right() - wide - 24 if right else area.x() + 10 + wide
        up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        draw_icon(painter, x, area.center().y() - 6, "up" if up else "down", 12, "ink2")


class RowsView(QTableView):
    """A RowsModel as a table that is worked by keys.

    Up and Down choose a row, Enter, Space and a double click open it: `row_activated(key)`.
    `row_chosen(key)` follows the choice ("" for none). `row_menu(key, place)` asks for a menu.
    """

    row_activated = Signal(str)
    row_chosen = Signal(str)
    row_menu = Signal(str, QPoint)

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
        self._narrow = False
        self.setObjectName(name)
        self.setAccessibleName(words or name)
        self.setHorizontalHeader(_Header(self))
        self.setItemDelegate(_Cells(self))
        self.setModel(rows)
        rows.setParent(self)
        self._behave(sortable)
        self._size_columns()
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
        """Choose the first row that can be chosen, unless one is chosen already."""
        keys = self.rows.keys()
        if keys and not self.chosen_key:
            self.choose(keys[0])

    def tick(self, now: datetime) -> None:
        """Move the clock: repaints the waiting cells of the visible rows and nothing else."""
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        self.rows.set_now(now, first, last if last >= 0 else self.rows.rowCount() - 1)

    def set_narrow(self, narrow: bool) -> None:
        """Give way as the columns say."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.rows.set_narrow(narrow)
            self._size_columns()
            self._span_groups()

    @property
    def is_in_use(self) -> bool:
        """Whether the pointer or the choice is in it: then its order should stay as it is."""
        return self.hovered_row >= 0 or bool(self.chosen_key)

    def is_first_column(self, column: int) -> bool:
        """Whether a column is the first that is shown."""
        return column == self._first_column()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.chosen_key:
                self.row_activated.emit(self.chosen_key)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and self.rows.keys():
            self.choose(self.rows.keys()[0 if event.key() == Qt.Key.Key_Home else -1])
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
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.visualRect(self.currentIndex()).center()
            key = self.chosen_key
        else:
            place = event.pos()
            key = self.rows.key_at(self.rowAt(place.y()))
        if key:
            self.row_menu.emit(key, self.viewport().mapToGlobal(place))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.choose_first()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
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

    def _size_columns(self) -> None:
        header = self.horizontalHeader()
        for number, column in enumerate(self.rows.columns):
            hidden = self._narrow and column.hide_when_narrow
            self.setColumnHidden(number, hidden)
            narrow = self._narrow and column.narrow_width
            width = column.narrow_width if narrow else column.width
            if width:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Fixed)
                header.resizeSection(number, width)
            else:
                header.setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

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

    def _repaint_frame(self) -> None:
        if self.hasFocus():
            row = self.currentIndex().row()
            top = self.rowViewportPosition(row)
            self.viewport().update(0, top, self.viewport().width(), self.rowHeight(row))

    def _tell_choice(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self.row_chosen.emit(self.rows.key_at(current.row()))


def _padded(area: QRectF) -> QRectF:
    pad = px("table.cell_pad")
    return area.adjusted(pad, 0, -pad, 0)


def _align(right: bool) -> Qt.AlignmentFlag:
    return RIGHT if right else LEFT
