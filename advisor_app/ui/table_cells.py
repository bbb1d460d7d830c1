"""How the cells and the headings of every table are painted."""

from collections.abc import Callable
from typing import Any, Final, Protocol

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from advisor_app.ui.cells import CellKind, Due, Fit, IconCell, Number, PillCell, Two, Wait, waited
from advisor_app.ui.icons import draw_icon
from advisor_app.ui.kit.paint import (
    LEFT,
    RIGHT,
    box,
    draw_mark,
    draw_pill,
    pill_width,
    say,
    text_width,
)
from advisor_app.ui.tables import CELL_ROLE, LOOK_ROLE, GroupRow, RowLook, RowsModel
from advisor_app.ui.theme import color, px, type_font

_INK: Final = {"": "ink", "warning": "warningInk", "urgent": "urgentInk", "ok": "okInk"}
Index = QModelIndex | QPersistentModelIndex
Painter = Callable[["Cells", QPainter, QRectF, Any, bool], None]


class CellsOwner(Protocol):
    """What the cells ask of the view that they stand in."""

    rows: RowsModel[Any]
    row_height: int
    hovered_row: int

    def is_first_column(self, column: int) -> bool:
        """Whether a column is the first that is shown."""
        ...


class Cells(QStyledItemDelegate):
    """Paints every cell of every table."""

    def __init__(self, view: CellsOwner, parent: QObject) -> None:
        super().__init__(parent)
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
        if cell is None:
            return
        words = str(cell)
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
    CellKind.TEXT: Cells._text,
    CellKind.STRONG: Cells._strong,
    CellKind.TWO: Cells._two,
    CellKind.NUMBER: Cells._number,
    CellKind.WAIT: Cells._wait,
    CellKind.FIT: Cells._fit,
    CellKind.DUE: Cells._due,
    CellKind.PILL: Cells._pill,
    CellKind.ICON: Cells._icon,
}


class Header(QHeaderView):
    """The headings, quiet, with a mark on the column that is sorted by, and on the chosen one."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.chosen = -1
        self.setFont(type_font("cap"))
        self.setFixedHeight(px("table.header"))
        self.setHighlightSections(False)
        self.setSectionsMovable(False)
        self.setMinimumSectionSize(20)

    def choose(self, section: int) -> None:
        """Mark the column that the keys work on; -1 for none."""
        if section != self.chosen:
            self.chosen = section
            self.viewport().update()

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
        ink = "ink2" if sorted_by or section == self.chosen else "ink3"
        say(painter, _padded(area), words, "cap", ink, _align(right))
        if sorted_by and words:
            self._paint_order(painter, area, words, right)
        painter.fillRect(QRectF(area.x(), area.bottom() - 1, area.width(), 1), color("line2"))
        if section == self.chosen:
            painter.fillRect(QRectF(area.x(), area.bottom() - 2, area.width(), 2), color("focus"))
        painter.restore()

    def _paint_order(self, painter: QPainter, area: QRectF, words: str, right: bool) -> None:
        wide = min(text_width(words, "cap"), area.width() - 16)
        x = area.right() - wide - 24 if right else area.x() + 10 + wide
        up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        draw_icon(painter, x, area.center().y() - 6, "up" if up else "down", 12, "ink2")


def _padded(area: QRectF) -> QRectF:
    pad = px("table.cell_pad")
    return area.adjusted(pad, 0, -pad, 0)


def _align(right: bool) -> Qt.AlignmentFlag:
    return RIGHT if right else LEFT
