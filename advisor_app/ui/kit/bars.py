"""What a specialist's score is made of, as bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QHelpEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from advisor_app.ui.kit.paint import box, line_pen, say, smooth
from advisor_app.ui.text import tip_text
from advisor_app.ui.theme import color, px, theme, type_font
from advisor_app.ui.wording import phrase

_GAP: Final = 3
_HEIGHT: Final = 6
_HATCH: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One criterion: its weight, what it gave of that weight, whether the answer is lacking."""

    word: str
    weight: float
    given: float
    unknown: bool = False


class FitBars(QWidget):
    """One track a criterion, as wide as its weight and filled by what it gave.

    The order is the same on every card. An unknown criterion is hatched: asking would fill it.
    """

    def __init__(
        self,
        name: str,
        bars: Sequence[Bar] = (),
        *,
        words: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self._words = words
        self.setObjectName(name)
        self.setMinimumWidth(96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_bars(bars)

    def show_bars(self, bars: Sequence[Bar]) -> None:
        """Show these criteria."""
        self._bars = tuple(bar for bar in bars if bar.weight > 0)
        self.setAccessibleName(", ".join(_told(bar) for bar in self._bars))
        self.update()

    def set_words(self, words: bool) -> None:
        """Show or hide the words under the bars; the tooltip keeps them."""
        self._words = words
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, 24 if self._words else 8)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for bar, track in zip(self._bars, self._tracks(), strict=True):
                if track.left() <= event.pos().x() <= track.right() + _GAP:
                    QToolTip.showText(event.globalPos(), tip_text(_told(bar)), self)
                    return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        edge = line_pen("trackEdge") if theme().high_contrast else None
        radius = px("radius.bar")
        for bar, track in zip(self._bars, self._tracks(), strict=True):
            box(painter, track, radius, fill="track", pen=edge)
            if bar.unknown:
                _hatch(painter, track, radius)
            elif bar.given > 0:
                part = min(1.0, bar.given / bar.weight)
                wide = max(float(_HEIGHT), track.width() * part)
                box(painter, QRectF(track.x(), track.y(), wide, _HEIGHT), radius, fill="bar1")
            if self._words and self._words_fit():
                under = QRectF(track.x(), 9, track.width() + _GAP, 15)
                say(painter, under, bar.word, "cap", "ink3")
        painter.end()

    def _words_fit(self) -> bool:
        """All words or none: a word that is cut off under one bar would look like another."""
        metrics = QFontMetricsF(type_font("cap"))
        return all(
            metrics.horizontalAdvance(bar.word) <= track.width() + _GAP - 3
            for bar, track in zip(self._bars, self._tracks(), strict=True)
        )

    def _tracks(self) -> list[QRectF]:
        whole = sum(bar.weight for bar in self._bars)
        room = self.width() - _GAP * (len(self._bars) - 1)
        tracks, x = [], 0.0
        for bar in self._bars:
            wide = room * bar.weight / whole
            tracks.append(QRectF(x, 1, wide, _HEIGHT))
            x += wide + _GAP
        return tracks


def _told(bar: Bar) -> str:
    if bar.unknown:
        return phrase("{word}: not known, up to {weight:g}", word=bar.word, weight=bar.weight)
    return phrase(
        "{word}: {given:g} of {weight:g}", word=bar.word, given=bar.given, weight=bar.weight
    )


def _hatch(painter: QPainter, track: QRectF, radius: float) -> None:
    outline = QPainterPath()
    outline.addRoundedRect(track, radius, radius)
    painter.save()
    painter.setClipPath(outline)
    painter.setPen(line_pen("edge", 1.2))
    x = track.x() - track.height()
    while x < track.right():
        painter.drawLine(QPointF(x, track.bottom()), QPointF(x + track.height(), track.top()))
        x += _HATCH
    painter.restore()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(color("edge"))
    painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
