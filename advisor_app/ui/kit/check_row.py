"""A box to tick, with its words: `ticked` follows the user's deed, never a `show_...`."""

from typing import Final

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from advisor_app.ui.icons import draw_icon
from advisor_app.ui.kit.paint import (
    LEFT,
    box,
    draw_key_cap,
    focus_ring,
    key_cap_width,
    line_pen,
    say,
    smooth,
    text_width,
)
from advisor_app.ui.theme import color, type_font

_BOX: Final = 16
_ROW: Final = 24
_LINE: Final = 18


class CheckRow(QCheckBox):
    """A box to tick, its words, and the key that ticks it; `ticked(on)` when the user did it.

    `set_emphasis("now")` sets the step that is due in bold, "done" puts it back in rank. Words that
    do not fit stand on two lines.
    """

    ticked = Signal(bool)

    def __init__(
        self, name: str, words: str, *, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._key, self._emphasis = words, key, ""
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.ticked)
        self.set_words(words)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def set_words(self, words: str) -> None:
        """Say something else."""
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self._fit()
        self.update()

    def set_emphasis(self, emphasis: str) -> None:
        """Set it "now" (bold), "done" (quiet) or "" (plain)."""
        self._emphasis = emphasis
        self.update()

    def show_ticked(self, on: bool) -> None:
        """Show it ticked or not without telling of it."""
        self.setChecked(on)

    def sizeHint(self) -> QSize:
        width = _BOX + 10 + text_width(self._words, "strong") + 8
        width += key_cap_width(self._key) + 8 if self._key else 0
        return QSize(round(width), _ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, _ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        whole = text_width(self._words, "strong") <= self._room()
        self.setFixedHeight(_ROW if whole else _ROW + _LINE)

    def _room(self) -> float:
        """The width that the words have between the box and the key."""
        return self.width() - _BOX - 16 - (key_cap_width(self._key) if self._key else 0)

    def hitButton(self, _pos: QPoint) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        middle = self.height() / 2
        square = QRectF(0, middle - _BOX / 2, _BOX, _BOX)
        on, enabled = self.isChecked(), self.isEnabled()
        if on:
            box(painter, square, 4, fill="accent" if enabled else "edge")
            draw_icon(painter, square.x() + 1, square.y() + 1, "check", 14, "onaccent")
        else:
            fill = "off" if not enabled else "hover" if self.underMouse() else "surface"
            box(painter, square, 4, fill=fill, pen=line_pen("edge", 1.2))
        cap = key_cap_width(self._key) if self._key else 0.0
        if self.hasFocus():
            wide = min(self.width() - cap - 6, _BOX + 16 + text_width(self._words, "strong"))
            focus_ring(painter, QRectF(-3, 0, wide + 3, self.height()), 6)
        style = "strong" if self._emphasis == "now" else "body"
        ink = "ink3" if self._emphasis == "done" or not enabled else "ink"
        room = QRectF(_BOX + 10, 0, self._room(), self.height())
        if self.height() > _ROW:
            painter.setFont(type_font(style))
            painter.setPen(color(ink))
            painter.drawText(room, int(LEFT) | int(Qt.TextFlag.TextWordWrap), self._words)
        else:
            say(painter, room, self._words, style, ink)
        if self._key:
            draw_key_cap(painter, QRectF(self.width() - cap, middle - 9, cap, 18), self._key)
        painter.end()
