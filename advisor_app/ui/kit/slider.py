"""A number between two ends, set by the arrows, Page up and down, or the mouse."""

from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from advisor_app.ui.kit.paint import RIGHT, box, focus_ring, line_pen, say, smooth, text_width

_KNOB: Final = 16.0
_TRACK: Final = 4.0
_TALL: Final = 32


class ScaleSlider(QAbstractSlider):
    """A track with a knob, and the value in words at its right end, such as `40 s`."""

    def __init__(
        self,
        name: str,
        words: str,
        ends: tuple[int, int],
        *,
        step: int = 1,
        unit: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self._unit = unit
        self._step = step
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setRange(*ends)
        self.setSingleStep(step)
        self.setPageStep(step * 5)
        self.valueChanged.connect(self._tell)
        self._tell()

    @property
    def words(self) -> str:
        """The value as it is shown."""
        return f"{self.value()} {self._unit}".strip()

    def show_value(self, value: int) -> None:
        """Another value, without a word to anybody."""
        before = self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(before)
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(240, _TALL)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._go_to(event.position().x())

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        track, role = self._track(), "accent" if self.isEnabled() else "edge"
        at = track.left() + track.width() * self._share()
        box(painter, track, _TRACK / 2, fill="line2")
        box(painter, QRectF(track.left(), track.y(), at - track.left(), _TRACK), 2, fill=role)
        middle = self.height() / 2
        knob = QRectF(at - _KNOB / 2, middle - _KNOB / 2, _KNOB, _KNOB)
        box(painter, knob, _KNOB / 2, fill="surface", pen=line_pen(role, 2))
        if self.hasFocus():
            focus_ring(painter, knob.adjusted(-3, -3, 3, 3), _KNOB)
        area = QRectF(track.right(), 0, self.width() - track.right(), self.height())
        say(painter, area, self.words, "strong", "ink", RIGHT)
        painter.end()

    def _track(self) -> QRectF:
        wide = text_width(f"{self.maximum()} {self._unit}".strip(), "strong") + 28
        left = _KNOB / 2 + 4
        return QRectF(left, (self.height() - _TRACK) / 2, self.width() - wide - left, _TRACK)

    def _share(self) -> float:
        return (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())

    def _go_to(self, x: float) -> None:
        track = self._track()
        share = min(1.0, max(0.0, (x - track.left()) / max(1.0, track.width())))
        raw = share * (self.maximum() - self.minimum()) / self._step
        self.setValue(self.minimum() + round(raw) * self._step)

    def _tell(self) -> None:
        self.setAccessibleDescription(self.words)
        self.update()
