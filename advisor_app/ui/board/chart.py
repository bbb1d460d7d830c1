"""The calls by step: bars, hatched tops, dashed frames to come, and the service level as a line."""

from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from advisor_app.ui.board.pickable import Pickable
from advisor_app.ui.board.picture import Behind, BoardPicture, CallsBar
from advisor_app.ui.kit.paint import (
    CENTRE,
    LEFT,
    RIGHT,
    box,
    focus_ring,
    line_pen,
    say,
    smooth,
    text_width,
)
from advisor_app.ui.text import plain_tip, tip_text
from advisor_app.ui.theme import color
from advisor_app.ui.wording import phrase

_LEFT: Final = 34.0
_RIGHT: Final = 40.0
_TOP: Final = 10.0
_BOTTOM: Final = 22.0
_LINES: Final = 3
_NICE: Final = (3, 6, 9, 12, 15, 30, 45, 60, 75, 90, 120, 150, 180, 240, 300, 450, 600, 900)
_HATCH: Final = 5.0


class CallsChart(Pickable):
    """Readable in black and white: full, hatched, dashed, and a line with points."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(96)
        self._bars: tuple[CallsBar, ...] = ()
        self._goal, self._place = 0.8, 0
        self.setAccessibleName(phrase("Calls by time"))

    @property
    def bars(self) -> tuple[CallsBar, ...]:
        """The steps that are shown."""
        return self._bars

    def show_bars(self, picture: BoardPicture) -> None:
        """Show the steps of a board."""
        self._bars, self._goal = picture.bars, picture.goal
        self.setAccessibleDescription("; ".join(bar.words for bar in picture.bars))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, 150)

    def step(self, right: int, down: int) -> str:
        last = max(0, len(self._bars) - 1)
        self._place = min(last, max(0, self._place + (right or -down)))
        return self._bars[self._place].words if self._bars else ""

    def chosen(self) -> Behind | None:
        bar = self._bars[self._place] if self._place < len(self._bars) else None
        if bar is None or bar.to_come:
            return None
        return Behind(
            title=phrase("Calls from {label} on", label=bar.label), start=bar.start, end=bar.end
        )

    def choose_at(self, place: QPointF) -> bool:
        bar = self._bar_at(place.x())
        if bar is None:
            return False
        self._place = self._bars.index(bar)
        return True

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            bar = self._bar_at(event.pos().x())
            QToolTip.showText(event.globalPos(), tip_text(bar.words) if bar else "", self)
            return True
        return super().event(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        most = max((_height_of(bar) for bar in self._bars), default=0)
        top = next((one for one in _NICE if one >= most), int(-(-most // 3) * 3))
        self._paint_grid(painter, top)
        self._paint_choice(painter)
        for index, bar in enumerate(self._bars):
            self._paint_bar(painter, index, bar, top)
        self._paint_level(painter)
        if not any(bar.answered or bar.gave_up or bar.expected for bar in self._bars):
            say(painter, self._area(), phrase("No calls yet"), "body", "ink3", CENTRE)
        painter.end()

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_LEFT, _TOP, -_RIGHT, -_BOTTOM)

    def _slot(self) -> float:
        return self._area().width() / max(1, len(self._bars))

    def _bar_at(self, x: float) -> CallsBar | None:
        index = int((x - self._area().left()) // self._slot())
        return self._bars[index] if 0 <= index < len(self._bars) else None

    def _paint_grid(self, painter: QPainter, top: int) -> None:
        area = self._area()
        for line in range(_LINES + 1):
            y = round(area.bottom() - area.height() * line / _LINES) + 0.5
            painter.setPen(line_pen("line2" if line == 0 else "line"))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            label = QRectF(0, y - 8, _LEFT - 10, 16)
            say(painter, label, str(top * line // _LINES), "cap", "ink3", RIGHT)

    def _paint_choice(self, painter: QPainter) -> None:
        if self.hasFocus() and self._bars:
            area, slot = self._area(), self._slot()
            column = QRectF(area.left() + slot * self._place, 1, slot, self.height() - 2.0)
            focus_ring(painter, column, 4)

    def _paint_bar(self, painter: QPainter, index: int, bar: CallsBar, top: int) -> None:
        area, slot = self._area(), self._slot()
        wide = min(48.0, slot * 0.64)
        left = round(area.left() + slot * index + (slot - wide) / 2)
        tall = area.height() / top

        def place(low: float, high: float) -> QRectF:
            upper, lower = area.bottom() - high * tall, area.bottom() - low * tall
            return QRectF(left, upper, wide, lower - upper)

        if bar.to_come and bar.expected:
            pen = line_pen("edge", dashes=(3, 2))
            box(painter, place(0, bar.expected), 3, pen=pen)
        if bar.answered:
            box(painter, place(0, bar.answered), 2, fill="bar2")
        if bar.gave_up:
            hatched(painter, place(bar.answered, bar.answered + bar.gave_up).adjusted(0, 0, 0, -1))
        if bar.marked:
            label = QRectF(left + wide / 2 - 30, area.bottom() + 5, 60, 16)
            say(painter, label, bar.label, "cap", "ink3", CENTRE)

    def _paint_level(self, painter: QPainter) -> None:
        area, slot = self._area(), self._slot()
        y = round(area.bottom() - area.height() * self._goal) + 0.5
        painter.setPen(line_pen("ink2", dashes=(4, 3)))
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        words = f"{self._goal * 100:.0f} %"
        say(painter, QRectF(area.right() + 5, y - 8, _RIGHT - 5, 16), words, "cap", "ink2", LEFT)
        points = [
            QPointF(area.left() + slot * (index + 0.5), area.bottom() - area.height() * bar.level)
            for index, bar in enumerate(self._bars)
            if bar.level is not None
        ]
        level_line(painter, points)


class Legend(QWidget):
    """What the bars, the hatching, the dashes and the line stand for."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._expected = phrase("expected")
        self.setAccessibleName(phrase("Full: answered. Hatched: gave up. Dashed: expected."))
        self.setAccessibleDescription(phrase("The line with points is the service level."))

    def show_expected(self, known: bool) -> None:
        """Say whether earlier days tell what is to come."""
        whole = phrase("expected: no earlier days yet")
        self._expected = phrase("expected") if known else whole
        plain_tip(self, "" if known else whole)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._wide(self._words(self._expected)), 18)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._wide(self._words(phrase("expected"))), 18)

    @staticmethod
    def _words(expected: str) -> tuple[str, ...]:
        return (phrase("answered"), phrase("gave up"), expected, phrase("service level"))

    @staticmethod
    def _wide(said: tuple[str, ...]) -> int:
        return int(sum(text_width(words, "sub") + 20 for words in said)) + 3 * 16 + 6

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        x = 0.0
        fits = self.width() >= self.sizeHint().width()
        said = self._words(self._expected if fits else phrase("expected"))
        for index, words in enumerate(said):
            sign = QRectF(x, 3, 12, 12)
            if index == 0:
                box(painter, sign, 2, fill="bar2")
            elif index == 1:
                hatched(painter, sign)
            elif index == 2:
                box(painter, sign, 3, pen=line_pen("edge", dashes=(3, 2)))
            else:
                sign = sign.adjusted(0, 0, 4, 0)
                painter.setPen(line_pen("ink", 1.8))
                painter.drawLine(QPointF(x, 9), QPointF(x + 16, 9))
                level_line(painter, [QPointF(x + 8, 9)])
            wide = text_width(words, "sub")
            say(painter, QRectF(sign.right() + 6, 0, wide + 2, 18), words, "sub", "ink2")
            x = sign.right() + 6 + wide + 18
        painter.end()


def hatched(painter: QPainter, area: QRectF) -> None:
    """A box with an edge and slanting lines: told from a full one without colour."""
    pen = line_pen("urgent", 1.0)
    box(painter, area, 1, fill="surface")
    outline = QPainterPath()
    outline.addRect(area)
    painter.save()
    painter.setClipPath(outline)
    painter.setPen(pen)
    x = area.left() - area.height()
    while x < area.right():
        painter.drawLine(QPointF(x, area.bottom()), QPointF(x + area.height(), area.top()))
        x += _HATCH
    painter.restore()
    box(painter, area, 1, pen=pen)


def level_line(painter: QPainter, points: list[QPointF]) -> None:
    """A line with a ring at every point."""
    pen = QPen(color("ink"), 1.8)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if len(points) > 1:
        painter.drawPolyline(points)
    painter.setBrush(color("surface"))
    for point in points:
        painter.drawEllipse(point, 3.2, 3.2)


def _height_of(bar: CallsBar) -> float:
    return max(1.0, bar.answered + bar.gave_up, bar.expected or 0.0)
