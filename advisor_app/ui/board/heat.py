"""How many waited for each team, step by step: deeper colour for more, a sign over the limit."""

from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy

from advisor_app.ui.board.pickable import Pickable
from advisor_app.ui.board.picture import Behind, BoardPicture, HeatCell, HeatRow
from advisor_app.ui.icons import draw_icon
from advisor_app.ui.kit.paint import (
    CENTRE,
    RIGHT,
    box,
    focus_ring,
    line_pen,
    say,
    smooth,
    text_width,
)
from advisor_app.ui.theme import color, theme
from advisor_app.ui.wording import phrase

_NAME: Final = 132.0
_NAME_NARROW: Final = 118.0
_LIMIT: Final = 40.0
_HEAD: Final = 18.0
_LEAST: Final = 17.0
_MOST: Final = 20.0
_FAINT, _DEEP = 0.05, 0.36
"""How much of the accent an empty cell and one at its limit are given."""


class WaitingTable(Pickable):
    """A painted table; its description reads it to a screen reader row by row."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._columns: tuple[str, ...] = ()
        self._teams: tuple[HeatRow, ...] = ()
        self._narrow = False
        self._row, self._column = 0, 0
        self.setAccessibleName(phrase("Waiting by team"))

    def show_teams(self, picture: BoardPicture) -> None:
        """Show the teams of a board."""
        if len(picture.teams) != len(self._teams):
            self.updateGeometry()
        self._columns, self._teams = picture.columns, picture.teams
        self.setMinimumHeight(self._tall(_LEAST))
        self.setMaximumHeight(self._tall(_MOST))
        self.setAccessibleDescription("; ".join(self._told(row) for row in self._teams))
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Leave the cells more room."""
        self._narrow = narrow
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(480, self._tall(_MOST))

    def step(self, right: int, down: int) -> str:
        self._row = min(max(0, len(self._teams) - 1), max(0, self._row + down))
        self._column = min(max(0, len(self._columns) - 1), max(0, self._column + right))
        cell = self._cell()
        if cell is None:
            return ""
        return f"{self._teams[self._row].name}, {self._columns[self._column]}: {cell.count or 0}"

    def chosen(self) -> Behind | None:
        cell = self._cell()
        if cell is None or cell.to_come:
            return None
        team, label = self._teams[self._row], self._columns[self._column]
        return Behind(
            title=phrase("{team}: who waited at {label}", team=team.name, label=label),
            start=cell.start,
            end=cell.end,
            group=team.group,
        )

    def choose_at(self, place: QPointF) -> bool:
        tall, left, wide = self._measures()
        row, column = (place.y() - _HEAD) // tall, (place.x() - left) // wide
        if not (0 <= row < len(self._teams) and 0 <= column < len(self._columns)):
            return False
        self._row, self._column = int(row), int(column)
        return True

    def _cell(self) -> HeatCell | None:
        cells = self._teams[self._row].cells if self._row < len(self._teams) else ()
        return cells[self._column] if self._column < len(cells) else None

    def _measures(self) -> tuple[float, float, float]:
        """How tall a row is, where the cells begin, and how wide each is."""
        left = self._left()
        tall = min(_MOST, (self.height() - _HEAD) / max(1, len(self._teams)))
        return tall, left, (self.width() - left) / max(1, len(self._columns))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        tall, left, wide = self._measures()
        limit = QRectF(left - _LIMIT, 0, _LIMIT - 8, _HEAD)
        say(painter, limit, phrase("limit"), "cap", "ink3", RIGHT)
        for index, label in enumerate(self._columns):
            head = QRectF(left + wide * index, 0, wide, _HEAD)
            say(painter, head, label, "cap", "ink3", CENTRE)
        for number, team in enumerate(self._teams):
            y = _HEAD + number * tall
            name = QRectF(0, y, left - _LIMIT, tall)
            say(painter, name, team.name, "sub", "ink")
            say(
                painter,
                limit.translated(0, y).adjusted(0, 0, 0, tall - _HEAD),
                str(team.limit),
                "sub",
                "ink3",
                RIGHT,
            )
            for index, cell in enumerate(team.cells):
                area = QRectF(left + wide * index, y, wide, tall).adjusted(1, 1, -1, -1)
                _paint_cell(painter, area, cell, team.limit)
                if self.hasFocus() and (number, index) == (self._row, self._column):
                    focus_ring(painter, area.adjusted(-1, -1, 1, 1), 4)
        painter.end()

    def _left(self) -> float:
        return (_NAME_NARROW if self._narrow else _NAME) + _LIMIT

    def _tall(self, each: float) -> int:
        return int(_HEAD + each * max(1, len(self._teams)))

    def _told(self, team: HeatRow) -> str:
        parts = []
        for label, cell in zip(self._columns, team.cells, strict=False):
            if cell.count is not None:
                kind = (
                    phrase(" expected")
                    if cell.to_come
                    else phrase(" over its limit")
                    if cell.over
                    else ""
                )
                parts.append(f"{label} {cell.count}{kind}")
        return phrase(
            "{team}, limit {limit}: {parts}",
            team=team.name,
            limit=team.limit,
            parts=", ".join(parts),
        )


def _paint_cell(painter: QPainter, area: QRectF, cell: HeatCell, limit: int) -> None:
    words = str(cell.count) if cell.count else "·"
    if cell.to_come:
        box(painter, area, 4, pen=line_pen("line2", dashes=(3, 2)))
        say(painter, area, words, "sub", "ink3", CENTRE)
        return
    if cell.over:
        box(painter, area, 4, fill="accent")
        say(painter, area, words, "subs", "onaccent", CENTRE)
        right = area.center().x() + text_width(words, "subs") / 2 + 5
        draw_icon(painter, right, area.center().y() - 6.5, "urgent", 13, "onaccent")
        return
    share = min(1.0, (cell.count or 0) / max(1, limit))
    tint = color("accent")
    tint.setAlphaF(_FAINT + (_DEEP - _FAINT) * share)
    edge = line_pen("line2") if theme().high_contrast else QPen(Qt.PenStyle.NoPen)
    painter.setPen(edge)
    painter.setBrush(tint)
    painter.drawRoundedRect(area, 4, 4)
    say(painter, area, words, "sub", "ink" if cell.count else "ink3", CENTRE)
