"""One captured fact that a person keeps or drops."""

from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from advisor_app.ui.icons import draw_icon
from advisor_app.ui.kit.paint import box, focus_ring, line_pen, say, smooth, text_width
from advisor_app.ui.theme import px
from advisor_app.ui.wording import later, phrase


class ChipState(StrEnum):
    """What has become of a captured fact."""

    PROPOSED = later("proposed")
    ACCEPTED = later("accepted")
    DROPPED = later("dropped")


class Chip(QAbstractButton):
    """A fact heard in the caller's story: Enter keeps it, Delete drops it, so do its two marks.

    `kept` and `dropped` are emitted on the user's deed only; the page then calls `set_state`.
    A kept chip may still be dropped, a dropped one kept again.
    """

    kept = Signal()
    dropped = Signal()

    def __init__(
        self,
        name: str,
        about: str,
        value: str,
        state: ChipState = ChipState.PROPOSED,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._about, self._value, self._state = about, value, state
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(state)

    @property
    def state(self) -> ChipState:
        """What has become of it."""
        return self._state

    def set_state(self, state: ChipState) -> None:
        """Show what has become of it."""
        self._state = state
        self.setAccessibleName(f"{self._about} {self._value}, {phrase(state)}")
        self.setAccessibleDescription(phrase("Enter keeps it, Delete drops it"))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = text_width(self._about, "sub") + 6 + text_width(self._value, "subm")
        width += 28 if self._state is ChipState.ACCEPTED else 12
        width += 46 if self._state is ChipState.PROPOSED else 0
        return QSize(round(width + 8.49), px("control.chip"))

    def minimumSizeHint(self) -> QSize:
        return QSize(min(120, self.sizeHint().width()), px("control.chip"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._keep()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._drop()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed = self.isDown()
        super().mouseReleaseEvent(event)
        if not pressed or not self.rect().contains(event.position().toPoint()):
            return
        drops = self._state is ChipState.PROPOSED and event.position().x() >= self.width() - 26
        (self._drop if drops else self._keep)()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        area, radius = QRectF(self.rect()), px("radius.chip")
        proposed = self._state is ChipState.PROPOSED
        dropped = self._state is ChipState.DROPPED
        fill = "accentTint" if proposed else "canvas" if dropped else "surface"
        if self.underMouse() and not proposed:
            fill = "hover"
        dashes = (3.0, 2.0) if self._state is not ChipState.ACCEPTED else ()
        box(
            painter,
            area,
            radius,
            fill=fill,
            pen=line_pen("accent" if proposed else "line2", dashes=dashes),
        )
        if self.hasFocus():
            focus_ring(painter, area, radius)
        x = 10.0
        if self._state is ChipState.ACCEPTED:
            draw_icon(painter, 8, 6, "check", 14, "okInk")
            x = 26.0
        end = area.width() - (50 if proposed else 6)
        say(painter, QRectF(x, 0, end - x, area.height()), self._about, "sub", "ink3")
        x += text_width(self._about, "sub") + 5
        value = QRectF(x, 0, max(0.0, end - x), area.height())
        ink = "ink3" if dropped else "ink"
        say(painter, value, self._value, "subm", ink, struck=dropped)
        if proposed:
            left = area.width() - 46
            draw_icon(painter, left, 6, "check", 14, "accentInk")
            painter.setPen(line_pen("line2"))
            painter.drawLine(QPointF(left + 19.5, 7), QPointF(left + 19.5, 19))
            draw_icon(painter, left + 24, 6, "close", 14, "ink3")
        painter.end()

    def _keep(self) -> None:
        if self._state is not ChipState.ACCEPTED:
            self.kept.emit()

    def _drop(self) -> None:
        if self._state is not ChipState.DROPPED:
            self.dropped.emit()
