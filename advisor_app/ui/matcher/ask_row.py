"""One question that is still to ask: its short name, how the advisor says it, and its digit."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton

from advisor_app.ui.kit.paint import draw_key_cap, focus_ring, key_cap_width, say, smooth
from advisor_app.ui.text import plain_tip
from advisor_app.ui.theme import color

TALL: Final = 44
_PAD: Final = 8
_LINE: Final = 18


class AskRow(QAbstractButton):
    """A press goes to the question; whoever asks reads it out as it stands here."""

    def __init__(self, name: str, short: str, question: str, digit: str) -> None:
        super().__init__()
        self._short, self._question, self._digit = short, question, digit
        self.setObjectName(name)
        self.setAccessibleName(f"{short}: {question}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(TALL)
        plain_tip(self, question)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        area = self.rect().toRectF()
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("sunken" if self.isDown() else "hover"))
            painter.drawRoundedRect(area, 6, 6)
        if self.hasFocus():
            focus_ring(painter, area, 6)
        right = self.width() - _PAD
        if self._digit:
            wide = key_cap_width(self._digit)
            draw_key_cap(painter, QRectF(right - wide, 4, wide, 18), self._digit)
            right -= round(wide) + _PAD
        say(painter, QRectF(_PAD, 4, right - _PAD, _LINE), self._short, "med", "ink")
        said = QRectF(_PAD, 4 + _LINE, self.width() - 2 * _PAD, _LINE)
        say(painter, said, self._question, "sub", "ink2")
        painter.end()
