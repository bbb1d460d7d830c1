"""The advisors by what they do, as one painted list that gives way to the room there is."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from advisor_app.ui.board.pickable import Pickable
from advisor_app.ui.board.picture import Behind, PersonShown, StateShown
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row, scrolled
from advisor_app.ui.kit.paint import CENTRE, RIGHT, focus_ring, line_pen, say, smooth, text_width
from advisor_app.ui.text import plain_label
from advisor_app.ui.theme import color
from advisor_app.ui.wording import phrase

_HEAD: Final = 26
_LINE: Final = 30
_MORE: Final = 22
_GAP: Final = 6
_FACE: Final = 24.0


class AdvisorsCard(QWidget):
    """The states with their people; where not all fit, Show all lets the list scroll.

    `picked(Behind)` asks for the calls of one of them.
    """

    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._list = _People(f"{name}.list")
        self._list.overflowed.connect(self._offer_all)
        self._list.picked.connect(self.picked)
        self._all = Button(f"{name}.all", phrase("Show all"), "quiet", height=28, pad=8)
        self._all.clicked.connect(self._turn)
        self._all.setVisible(False)
        self._area: QScrollArea = scrolled(self._list, name=f"{name}.scroll")
        self._area.setAccessibleName(phrase("Advisors"))
        head = row((plain_label(phrase("Advisors"), "h2"), 1), self._all, margins=(0, 0, 0, 0))
        strip = frame("clear", head, height=28)
        inner = column(strip, (self._area, 1), margins=(16, 10, 6, 10), gap=4)
        self.setLayout(column(frame("card", inner)))

    def show_states(self, states: Sequence[StateShown]) -> None:
        """Show who does what."""
        self._list.show_states(states, self._area.viewport().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._list.fit(self._area.viewport().height())

    def _offer_all(self, more: bool) -> None:
        self._all.setVisible(more or self._list.whole)

    def _turn(self) -> None:
        self._list.set_whole(not self._list.whole)
        self._all.set_words(phrase("Show fewer") if self._list.whole else phrase("Show all"))
        focus = Qt.FocusPolicy.StrongFocus if self._list.whole else Qt.FocusPolicy.NoFocus
        self._area.setFocusPolicy(focus)
        if self._list.whole:
            self._area.setFocus()


class _People(Pickable):
    """`overflowed(bool)` tells whether somebody is left out."""

    overflowed = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._states: tuple[StateShown, ...] = ()
        self._room, self.whole = 0, False
        self._caps: list[int] = []
        self._place = 0
        self._tops: list[float] = []

    def show_states(self, states: Sequence[StateShown], room: int) -> None:
        self._states = tuple(states)
        told = [
            f"{state.word} {state.count}: "
            + ", ".join(f"{one.name}, {one.detail}, {one.time}" for one in state.people)
            for state in self._states
        ]
        self.setAccessibleName("; ".join(told))
        self.fit(room)

    def set_whole(self, whole: bool) -> None:
        self.whole = whole
        self.fit(self._room)

    def fit(self, room: int) -> None:
        """Show as many of each state as the room allows."""
        self._room = room
        everybody = [len(state.people) for state in self._states]
        self._caps = everybody if self.whole else self._fitting(everybody)
        self.setMinimumHeight(self._tall(self._caps) if self.whole else 0)
        self.overflowed.emit(self._caps != everybody)
        self.update()

    def shown(self) -> tuple[PersonShown, ...]:
        """Who is painted, from above."""
        return tuple(
            person
            for state, cap in zip(self._states, self._caps, strict=False)
            for person in state.people[:cap]
        )

    def step(self, right: int, down: int) -> str:
        people = self.shown()
        last = max(0, len(people) - 1)
        self._place = min(last, max(0, self._place + (down or right)))
        return f"{people[self._place].name}, {people[self._place].time}" if people else ""

    def chosen(self) -> Behind | None:
        people = self.shown()
        one = people[self._place] if self._place < len(people) else None
        return (
            Behind(title=phrase("Calls of {one}", one=one.name), advisor=one.id)
            if one is not None
            else None
        )

    def choose_at(self, place: QPointF) -> bool:
        hit = [n for n, top in enumerate(self._tops) if top <= place.y() < top + _LINE]
        if hit:
            self._place = hit[0]
        return bool(hit)

    def sizeHint(self) -> QSize:
        return QSize(200, self._tall(self._caps) if self.whole else 80)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        y = 0.0
        self._tops = []
        for state, cap in zip(self._states, self._caps, strict=True):
            y = self._paint_state(painter, state, cap, y)
        painter.end()

    def _fitting(self, everybody: list[int]) -> list[int]:
        """How many of each state the room holds: one each, then one more each in turn."""
        caps = [min(1, number) for number in everybody]
        grew = True
        while grew:
            grew = False
            for place, number in enumerate(everybody):
                more = [cap + (one == place) for one, cap in enumerate(caps)]
                if caps[place] < number and self._tall(more) <= self._room:
                    caps, grew = more, True
        return caps

    def _tall(self, caps: Sequence[int]) -> int:
        return sum(
            _HEAD + _LINE * cap + (_MORE if len(state.people) > cap else 0) + _GAP
            for state, cap in zip(self._states, caps, strict=True)
        )

    def _paint_state(self, painter: QPainter, state: StateShown, cap: int, y: float) -> float:
        middle = y + _HEAD / 2
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color(state.role))
        painter.drawEllipse(QRectF(1, middle - 4, 8, 8))
        wide = text_width(state.word, "strong")
        say(painter, QRectF(16, y, wide + 2, _HEAD), state.word, "strong", "ink")
        say(painter, QRectF(16 + wide + 6, y, 80, _HEAD), state.count, "sub", "ink3")
        y += _HEAD
        for person in state.people[:cap]:
            self._paint_person(painter, person, y)
            if self.hasFocus() and len(self._tops) == self._place:
                focus_ring(painter, QRectF(0, y, self.width() - 4.0, _LINE), 6)
            self._tops.append(y)
            y += _LINE
        left = len(state.people) - cap
        if left > 0:
            say(painter, QRectF(32, y, 120, _MORE), phrase("{left} more", left=left), "sub", "ink3")
            y += _MORE
        return y + _GAP

    def _paint_person(self, painter: QPainter, person: PersonShown, y: float) -> None:
        face = QRectF(0.5, y + (_LINE - _FACE) / 2 + 0.5, _FACE - 1, _FACE - 1)
        painter.setPen(line_pen("line2"))
        painter.setBrush(color("infoTint"))
        painter.drawEllipse(face)
        say(painter, face, person.initials, "mark", "infoInk", CENTRE)
        right = self.width() - 10.0
        style, role = ("subs", "warningInk") if person.late else ("sub", "ink2")
        wide = text_width(person.time, style) + 2
        say(painter, QRectF(right - wide, y, wide, _LINE), person.time, style, role, RIGHT)
        room = right - wide - 8 - 32
        name = min(room, text_width(person.name, "body") + 1)
        say(painter, QRectF(32, y, name, _LINE), person.name, "body", "ink")
        rest = QRectF(32 + name + 6, y, room - name - 6, _LINE)
        say(painter, rest, _fitting_words(person.detail, rest.width()), "sub", "ink3")


def _fitting_words(words: str, room: float) -> str:
    """All of the words, or the first of a list, or nothing: never half a word."""
    first = words.partition(",")[0]
    return next((one for one in (words, first) if text_width(one, "sub") <= room), "")
