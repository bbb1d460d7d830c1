"""One table model for every list of the window: frozen rows, and columns that read them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from typing import Any, Final, Generic, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from advisor_app.ui.cells import (
    Cell,
    CellKind,
    Wait,
    words_of,
)
from advisor_app.ui.text import tip_text
from advisor_app.ui.wording import phrase

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
ROW_ROLE: Final = Qt.ItemDataRole.UserRole
SORT_ROLE: Final = Qt.ItemDataRole.UserRole + 1
CELL_ROLE: Final = Qt.ItemDataRole.UserRole + 2
LOOK_ROLE: Final = Qt.ItemDataRole.UserRole + 3
KEY_ROLE: Final = Qt.ItemDataRole.UserRole + 4
_FEW_PLACES: Final = 32
_RIGHT: Final = (CellKind.NUMBER, CellKind.WAIT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column(Generic[R]):
    """One column: what it shows of a row, how, how wide, and by what it is sorted.

    `width` in pixels, 0 takes what is left. A narrow window gives it `narrow_width` (where not 0)
    and `narrow_title`, or hides it. Without `sort` it is sorted by its words. `tip` says more.
    """

    key: str
    title: str
    value: Callable[[R], Cell]
    kind: CellKind = CellKind.TEXT
    width: int = 0
    narrow_width: int = 0
    narrow_title: str = ""
    hide_when_narrow: bool = False
    sort: Callable[[R], Any] | None = None
    tip: Callable[[R], str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A heading between rows; it cannot be chosen."""

    key: str
    title: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowLook:
    """How a whole row looks: dimmed where somebody else holds it."""

    dim: bool = False


_PLAIN: Final = RowLook()


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows with an identity. `set_rows` finds out what came, went, moved and changed.

    Whatever is selected stays selected as long as its key is there, wherever it moves to.
    `settled` is emitted when a change of rows or order is complete.
    """

    settled = Signal()

    def __init__(
        self,
        columns: Sequence[Column[R]],
        key: Callable[[R], str],
        look: Callable[[R], RowLook] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._key_of, self._look_of = key, look
        self._rows: list[R | GroupRow] = []
        self._keys: list[str] = []
        self._now = datetime.now(UTC)
        self._order: tuple[int, bool] | None = None
        self._narrow = False

    # ---- reading ----

    @property
    def columns(self) -> tuple[Column[R], ...]:
        """The columns in their order."""
        return self._columns

    @property
    def now(self) -> datetime:
        """The instant that waiting times are told for."""
        return self._now

    def row_at(self, row: int) -> R | None:
        """The row that stands at a place; None for a heading or beyond the end."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return None if isinstance(found, GroupRow) else found

    def group_at(self, row: int) -> GroupRow | None:
        """The heading that stands at a place, if one does."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found if isinstance(found, GroupRow) else None

    def key_at(self, row: int) -> str:
        """The key of the row at a place; "" for a heading or beyond the end."""
        if self.row_at(row) is None:
            return ""
        return self._keys[row]

    def place_of(self, key: str) -> int:
        """Where the row with this key stands, or -1."""
        return self._keys.index(key) if key in self._keys else -1

    def keys(self) -> tuple[str, ...]:
        """The keys of all rows in the order shown, headings left out."""
        return tuple(key for row, key in enumerate(self._keys) if self.row_at(row) is not None)

    # ---- changing ----

    def set_rows(self, rows: Sequence[R | GroupRow]) -> None:
        """Show these rows in this order (or in the order that the user sorted by)."""
        wanted = self._sorted(list(rows))
        keys = [self._identity(row) for row in wanted]
        if len(set(keys)) != len(keys):
            raise ValueError("two rows of a table share a key")
        self._gather_gone(set(keys))
        self._drop_gone(set(keys))
        self._append_new(wanted, keys)
        self._reorder(keys)
        self._replace_changed(wanted)
        self.settled.emit()

    def set_now(self, now: datetime, first: int = 0, last: int | None = None) -> None:
        """Move the clock; only the waiting cells between two places are told to repaint."""
        self._now = now
        end = min(len(self._rows) - 1, len(self._rows) if last is None else last)
        if end < max(0, first):
            return
        for number, column in enumerate(self._columns):
            if column.kind is CellKind.WAIT:
                upper, lower = self.index(max(0, first), number), self.index(end, number)
                self.dataChanged.emit(upper, lower, [Qt.ItemDataRole.DisplayRole])

    def set_narrow(self, narrow: bool) -> None:
        """Let the headings say the short words."""
        if narrow != self._narrow:
            self._narrow = narrow
            last = len(self._columns) - 1
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; a negative column goes back to the order given."""
        down = order == Qt.SortOrder.DescendingOrder
        self._order = (column, down) if 0 <= column < len(self._columns) else None
        rows = self._sorted(list(self._rows))
        self._reorder([self._identity(row) for row in rows])
        self.settled.emit()

    # ---- Qt's questions ----

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Rows can be chosen, headings cannot."""
        if not index.isValid() or self.group_at(index.row()) is not None:
            return Qt.ItemFlag.NoItemFlags
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words, the row, its sort value, its cell, its look or its key."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], self._columns[index.column()]
        if isinstance(row, GroupRow):
            return self._of_group(row, index.column(), role)
        reader = _READERS.get(role)
        return reader(self, row, column) if reader is not None else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            short = self._narrow and column.narrow_title
            return phrase(column.narrow_title if short else column.title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _side(column.kind)
        return None

    # ---- inside ----

    def _identity(self, row: R | GroupRow) -> str:
        return f"group:{row.key}" if isinstance(row, GroupRow) else self._key_of(row)

    def _of_group(self, row: GroupRow, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and column == 0:
            return f"{row.title} {row.note}".strip()
        return row if role == ROW_ROLE else None

    def _words(self, row: R, column: Column[R]) -> str:
        return words_of(column.value(row), self._now)

    def _sort_value(self, row: R, column: Column[R]) -> Any:
        if column.sort is not None:
            return column.sort(row)
        cell = column.value(row)
        return cell.since.timestamp() if isinstance(cell, Wait) else self._words(row, column)

    def _tip(self, row: R, column: Column[R]) -> str:
        return tip_text(column.tip(row)) if column.tip is not None else ""

    def _look(self, row: R) -> RowLook:
        return self._look_of(row) if self._look_of is not None else _PLAIN

    def _sorted(self, rows: list[R | GroupRow]) -> list[R | GroupRow]:
        if self._order is None or any(isinstance(row, GroupRow) for row in rows):
            return rows
        number, down = self._order
        column = self._columns[number]
        plain = [row for row in rows if not isinstance(row, GroupRow)]
        plain.sort(key=lambda row: self._sort_value(row, column), reverse=down)
        return [*plain]

    def _gather_gone(self, wanted: set[str]) -> None:
        """Bring what goes to the end where it lies in many places: one removal is quick."""
        gone = [key not in wanted for key in self._keys]
        places = sum(here and not before for before, here in pairwise([False, *gone]))
        if places > _FEW_PLACES:
            self._reorder(sorted(self._keys, key=lambda key: key not in wanted))

    def _drop_gone(self, wanted: set[str]) -> None:
        last = len(self._keys) - 1
        while last >= 0:
            if self._keys[last] in wanted:
                last -= 1
                continue
            first = last
            while first > 0 and self._keys[first - 1] not in wanted:
                first -= 1
            self.beginRemoveRows(QModelIndex(), first, last)
            del self._rows[first : last + 1]
            del self._keys[first : last + 1]
            self.endRemoveRows()
            last = first - 1

    def _append_new(self, wanted: list[R | GroupRow], keys: list[str]) -> None:
        known = set(self._keys)
        new = [(row, key) for row, key in zip(wanted, keys, strict=True) if key not in known]
        if not new:
            return
        start = len(self._rows)
        self.beginInsertRows(QModelIndex(), start, start + len(new) - 1)
        self._rows += [row for row, _ in new]
        self._keys += [key for _, key in new]
        self.endInsertRows()

    def _reorder(self, keys: list[str]) -> None:
        if keys == self._keys:
            return
        self.layoutAboutToBeChanged.emit()
        place = {key: number for number, key in enumerate(keys)}
        before = self.persistentIndexList()
        after = [self.index(place[self._keys[old.row()]], old.column()) for old in before]
        rows = dict(zip(self._keys, self._rows, strict=True))
        self._rows, self._keys = [rows[key] for key in keys], keys
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _replace_changed(self, wanted: list[R | GroupRow]) -> None:
        last = len(self._columns) - 1
        for number, row in enumerate(wanted):
            if self._rows[number] != row:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number, 0), self.index(number, last))


def _side(kind: CellKind) -> int:
    side = Qt.AlignmentFlag.AlignRight if kind in _RIGHT else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


_READERS: Final[Mapping[int, Callable[[RowsModel[Any], Any, Column[Any]], Any]]] = {
    Qt.ItemDataRole.DisplayRole: lambda model, row, column: model._words(row, column),
    Qt.ItemDataRole.ToolTipRole: lambda model, row, column: model._tip(row, column),
    Qt.ItemDataRole.TextAlignmentRole: lambda _model, _row, column: _side(column.kind),
    ROW_ROLE: lambda _model, row, _column: row,
    SORT_ROLE: lambda model, row, column: model._sort_value(row, column),
    CELL_ROLE: lambda _model, row, column: column.value(row),
    LOOK_ROLE: lambda model, row, _column: model._look(row),
    KEY_ROLE: lambda model, row, _column: model._key_of(row),
}
