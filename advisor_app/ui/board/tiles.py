"""The figures as tiles; each can be opened to the calls behind it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from advisor_app.ui.board.picture import TileShown
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.paint import focus_ring, smooth
from advisor_app.ui.kit.pressable import Pressable
from advisor_app.ui.text import ElidedLabel, set_role
from advisor_app.ui.theme import px
from advisor_app.ui.wording import later, phrase

HEIGHT: Final = 84
LOW: Final = 54
_LEVELS: Final = {
    "ok": ("ok", "okInk", later("on goal")),
    "warning": ("warning", "warningInk", later("off goal")),
    "urgent": ("urgent", "urgentInk", later("far off goal")),
}
_OPEN: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class FigureTile(Pressable):
    """A name, a figure, what it is measured by; an icon says how it stands.

    `opened()` when Enter, Space or a click asks for the calls behind it.
    """

    opened = Signal()

    def __init__(self, shown: TileShown) -> None:
        super().__init__()
        self.setObjectName(f"tile_{shown.key}")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.opened)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._title = ElidedLabel(shown.title, "subm", "ink2")
        self._mark = IconMark("", 16)
        self._value = ElidedLabel("", "num", "ink")
        self._sub = ElidedLabel("", "sub", "ink3")
        self._grid = QGridLayout()
        self._grid.setSpacing(1)
        self._grid.setHorizontalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        self._card = frame("card", self._grid)
        self.setLayout(column(self._card))
        self._ring = _Ring(self)
        self.set_compact(False)
        self.show_tile(shown)

    def set_compact(self, compact: bool) -> None:
        """The figure beside its name, in half the height, or below it."""
        self._card.setFixedHeight(LOW if compact else HEIGHT)
        self._grid.setContentsMargins(*((12, 6, 12, 6) if compact else (14, 9, 10, 8)))
        self._grid.addWidget(self._title, 0, 0)
        self._grid.addWidget(self._mark, 0, 1)
        if compact:
            self._grid.addWidget(self._value, 0, 2, 2, 1)
            self._grid.addWidget(self._sub, 1, 0, 1, 2)
        else:
            self._grid.addWidget(self._value, 1, 0, 1, 2)
            self._grid.addWidget(self._sub, 2, 0, 1, 2)

    def show_tile(self, shown: TileShown) -> None:
        """Show a figure."""
        icon, role, words = _LEVELS.get(shown.level, ("", "ink", ""))
        words = phrase(words)
        self._value.setText(shown.value)
        set_role(self._value, role)
        self._sub.setText(shown.sub)
        self._mark.setVisible(bool(icon))
        self._mark.show_icon(icon, role)
        self.setAccessibleName(": ".join(part for part in (shown.title, shown.value) if part))
        self.setAccessibleDescription(", ".join(part for part in (shown.sub, words) if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _OPEN and not event.modifiers():
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.rect().contains(event.position().toPoint()):
            self.opened.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._ring.show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._ring.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ring.setGeometry(self.rect())


class _Ring(QWidget):
    """The mark of the focus over a card that covers the whole of its tile."""

    def __init__(self, tile: QWidget) -> None:
        super().__init__(tile)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        focus_ring(painter, QRectF(self.rect()), px("radius.card"))
        painter.end()


class TileRow(QWidget):
    """All tiles beside each other, or in two rows on a narrow window.

    `opened(key)` asks for the calls behind one; the arrows go from tile to tile.
    """

    opened = Signal(str)

    def __init__(self, name: str, tiles: Mapping[str, FigureTile]) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(phrase("Figures of the line"))
        self._tiles = tuple(tiles.values())
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        for key, tile in tiles.items():
            tile.opened.connect(lambda key=key: self.opened.emit(key))
        self.setLayout(self._grid)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Two rows of half as many, or one."""
        wide = len(self._tiles) // 2 if narrow else len(self._tiles)
        for place, tile in enumerate(self._tiles):
            tile.set_compact(narrow)
            self._grid.addWidget(tile, place // wide, place % wide)
        for place in range(len(self._tiles)):
            self._grid.setColumnStretch(place, 1 if place < wide else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        focused = self.focusWidget()
        if step and isinstance(focused, FigureTile) and focused in self._tiles:
            place = (self._tiles.index(focused) + step) % len(self._tiles)
            self._tiles[place].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
