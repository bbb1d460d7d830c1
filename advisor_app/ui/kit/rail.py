"""The rail of pages and the list of sections: one item of each."""

from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from advisor_app.ui.icons import draw_icon
from advisor_app.ui.kit.paint import CENTRE, box, focus_ring, line_pen, say, smooth, text_width
from advisor_app.ui.text import plain_tip
from advisor_app.ui.theme import px, theme
from advisor_app.ui.wording import phrase


class _Place(QAbstractButton):
    """A checkable place to go to, pressed by Enter and Space too."""

    def __init__(self, name: str, word: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.word = word
        self.setObjectName(name)
        self.setAccessibleName(word)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def nextCheckState(self) -> None:
        """Who owns the list says which place is current; a press alone does not."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class RailItem(_Place):
    """A page of the rail: icon over word, and a count; never the icon alone."""

    def __init__(
        self,
        name: str,
        icon: str,
        word: str,
        *,
        key: str = "",
        badge: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name, word, parent)
        self._icon, self._badge = icon, badge
        plain_tip(self, f"{word}  {key}".strip() if key else "")

    def set_badge(self, badge: str) -> None:
        """Show a count, or none where it is empty."""
        if badge != self._badge:
            self._badge = badge
            self.setAccessibleName(f"{self.word}, {badge}" if badge else self.word)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(px("layout.rail_narrow"), px("layout.rail_item"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        wide, on = self.width(), self.isChecked()
        area = QRectF(6, 2, wide - 12, self.height() - 4)
        ink = "accentInk" if on else "ink2"
        if on:
            edge = line_pen("accent", 2) if theme().high_contrast else None
            box(painter, area, px("radius.card"), fill="accentTint", pen=edge)
        elif self.underMouse():
            box(painter, area, px("radius.card"), fill="hover")
        if self.hasFocus():
            focus_ring(painter, area, px("radius.card"))
        draw_icon(painter, (wide - 20) / 2, 9, self._icon, 20, ink)
        say(painter, QRectF(0, 32, wide, 18), self.word, "cap", ink, CENTRE)
        if self._badge:
            self._paint_badge(painter)
        painter.end()

    def _paint_badge(self, painter: QPainter) -> None:
        wide = max(16.0, text_width(self._badge, "mark") + 8)
        badge = QRectF(self.width() / 2 + 4, 5, wide, 15)
        halo = badge.adjusted(-1.5, -1.5, 1.5, 1.5)
        box(painter, halo, 9, fill="accentTint" if self.isChecked() else "canvas")
        box(painter, badge, 7.5, fill="ink2")
        say(painter, badge, self._badge, "mark", "surface", CENTRE)


class SectionState(StrEnum):
    """How far a section of the intake is."""

    OPEN = "open"
    DONE = "done"
    WARNING = "warning"
    NOT_APPLICABLE = "not applicable"


class SectionItem(_Place):
    """A section of the intake: its key, its word, and how far it is."""

    def __init__(self, name: str, key: str, word: str, *, parent: QWidget | None = None) -> None:
        super().__init__(name, word, parent)
        self._key, self._state, self._left = key, SectionState.OPEN, 0

    def show_state(self, state: SectionState, left: int = 0) -> None:
        """Show how far it is; `left` questions are open."""
        if (state, left) != (self._state, self._left):
            self._state, self._left = state, left
            told = (
                phrase("{left} to ask", left=left)
                if state is SectionState.OPEN and left
                else phrase(state.value)
            )
            self.setAccessibleName(f"{self.word}, {told}")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(px("layout.section_list_narrow") - 16, px("layout.section_row"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        area, on = QRectF(self.rect()), self.isChecked()
        tall = area.height()
        inner = area.adjusted(0, 1, 0, -1)
        if on:
            edge = line_pen("accent") if theme().high_contrast else None
            box(painter, inner, px("radius.control"), fill="accentTint", pen=edge)
        elif self.underMouse():
            box(painter, inner, px("radius.control"), fill="hover")
        if self.hasFocus():
            focus_ring(painter, inner, px("radius.control"))
        gone = self._state is SectionState.NOT_APPLICABLE
        ink = "accentInk" if on else "ink3" if gone else "ink"
        say(
            painter, QRectF(6, 0, 14, tall), self._key, "cap", "accentInk" if on else "ink3", CENTRE
        )
        words = QRectF(26, 0, area.width() - 54, tall)
        say(painter, words, self.word, "strong" if on else "body", ink)
        self._paint_state(painter, area.right() - 22, tall)
        painter.end()

    def _paint_state(self, painter: QPainter, x: float, tall: float) -> None:
        if self._state is SectionState.DONE:
            draw_icon(painter, x, (tall - 16) / 2, "check", 16, "okInk")
        elif self._state is SectionState.WARNING:
            draw_icon(painter, x, (tall - 16) / 2, "warning", 16, "warningInk")
        elif self._state is SectionState.NOT_APPLICABLE:
            say(painter, QRectF(x - 6, 0, 24, tall), "n/a", "cap", "ink3", CENTRE)
        elif self._left:
            wide = max(19.0, text_width(str(self._left), "cap") + 10)
            count = QRectF(x + 17.5 - wide, (tall - 16) / 2, wide, 16)
            box(painter, count, 7.5, pen=line_pen("line2"))
            say(painter, count, str(self._left), "cap", "ink2", CENTRE)
