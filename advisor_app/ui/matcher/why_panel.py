"""Why not: any specialist of the centre, asked for by name, with every criterion in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from advisor_app.matching.criteria import NAMES
from advisor_app.matching.results import Criterion, Exclusion, Match, Outcome
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import SelectedCard
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark, Pill
from advisor_app.ui.kit.search_field import SearchField
from advisor_app.ui.matcher.choosing import default_way
from advisor_app.ui.matcher.scrolled import ScrolledColumn
from advisor_app.ui.matcher.way_choice import WayChoice
from advisor_app.ui.retelling import retold
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import later, phrase

_MARKS: Final = {
    Outcome.MET: ("check", "okInk", "met"),
    Outcome.NOT_MET: ("close", "urgentInk", later("not met")),
    Outcome.UNKNOWN: ("help", "warningInk", "unknown"),
    Outcome.NOT_CHECKED: ("minus", "ink3", later("not checked")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedFor:
    """One specialist who was found by name: what they are, and what the ranking says of them."""

    id: str
    name: str
    about: str
    verdict: Match | Exclusion | None
    place: int = 0


class WhySearch(SearchField):
    """The line at the foot of the panel: Up and Down go through those found, Enter chooses one."""

    stepped = Signal(int)
    entered = Signal()
    closed = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif key == Qt.Key.Key_Escape and not self.text():
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class WhyPanel(ScrolledColumn):
    """`wanted(id)` asks for another of those found, `chosen(id, mode, site)` takes them anyway."""

    wanted = Signal(str)
    chosen = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__("whyPanel", spacing=6)
        self.setAccessibleName(phrase("Why not, by name"))
        self._shown: tuple[tuple[AskedFor, ...], str] | None = None
        self._card: WhyCard | None = None

    def show_found(self, found: Sequence[AskedFor], current: str, typed: str) -> None:
        """Those whose name fits what was typed, and all about the `current` one."""
        if self._shown == (tuple(found), current):
            return
        self._shown = tuple(found), current
        self._card = None
        self.clear()
        if not found:
            none = phrase("Nobody of the centre is called “{typed}”.", typed=typed)
            self.add(plain_label(none, "sub", "ink2", wrap=True, name="whyNobody"))
        for one in found:
            if one.id == current:
                self._card = WhyCard(one)
                self._card.chosen.connect(self.chosen)
                self.add(self._card)
            else:
                line = Button(f"why_{one.id}", f"{one.name}, {standing(one)}", "quiet",
                              icon="person", height=28, pad=6)  # fmt: skip
                line.clicked.connect(lambda _on=False, id_=one.id: self.wanted.emit(id_))
                self.add(line)

    def choose(self) -> None:
        """Choose whom the card is about."""
        if self._card is not None:
            self._card.choose()


class WhyCard(QWidget):
    """Every criterion of one specialist: what is not met first, each with what would change it."""

    chosen = Signal(str, str, str)

    def __init__(self, asked: AskedFor) -> None:
        super().__init__()
        self._asked = asked
        self._ways: WayChoice | None = None
        self.setObjectName("whyCard")
        self.setAccessibleName(f"{asked.name}, {standing(asked)}")
        offered = isinstance(asked.verdict, Match)
        head = row(
            (ElidedLabel(asked.name, "h3", "ink"), 1),
            Pill(standing(asked), "ok" if offered or asked.place else "warning"),
        )
        inner = column(
            head, ElidedLabel(asked.about, "sub", "ink2"), margins=(13, 9, 12, 11), gap=5
        )
        if asked.verdict is not None:
            self._add_verdict(inner, asked.verdict)
        self.setLayout(column(SelectedCard("whyFrame", inner)))

    def choose(self) -> None:
        """Choose them in the way that is switched on."""
        if self._ways is not None:
            self.chosen.emit(self._asked.id, self._ways.mode, self._ways.site)

    def _add_verdict(self, inner: QBoxLayout, verdict: Match | Exclusion) -> None:
        criteria = [one for one in verdict.criteria if one.criterion in NAMES]
        failing = [one for one in criteria if one.state is Outcome.NOT_MET]
        if isinstance(verdict, Match) or not failing:
            inner.addWidget(plain_label(retold(verdict.text), "sub", "ink", wrap=True))
        for state in (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.NOT_CHECKED):
            for one in criteria:
                if one.state is state:
                    inner.addLayout(criterion_line(one))
        open_ones = {one.criterion for one in criteria if one.state is not Outcome.MET}
        met = [retold(short_name(name)) for name in NAMES if name not in open_ones]
        if met:
            inner.addLayout(_line(Outcome.MET, phrase("Met: {met}", met=", ".join(met)), ""))
        if len(failing) == 1 and failing[0].would_change:
            alone = phrase(
                "This alone keeps them out. Offered if {would_change}.",
                would_change=retold(failing[0].would_change),
            )
            inner.addWidget(plain_label(alone, "subm", "okInk", wrap=True, name="whyAlone"))
        way = default_way(verdict)
        if way is not None:
            words = (
                phrase("Choose") if isinstance(verdict, Match) else phrase("Choose with a reason")
            )
            choose = Button("whyChoose", words, key="Enter", height=28, pad=8)
            choose.clicked.connect(self.choose)
            self._ways = WayChoice("why", verdict.ways, way.mode, way.site, choose)
            inner.addWidget(self._ways)


def standing(asked: AskedFor) -> str:
    """Where somebody stands, in two words."""
    if asked.place:
        return phrase("number {place}", place=asked.place)
    return phrase("not offered") if asked.verdict is not None else phrase("no case yet")


def criterion_line(one: Criterion) -> QBoxLayout:
    """A criterion that is not met, open or not checked, with what would change it."""
    words = retold(one.text) or phrase(_MARKS[one.state][2])
    said = f"{retold(short_name(one.criterion).capitalize())}: {words}"
    same = one.would_change and one.would_change in one.text
    return _line(one.state, said, "" if same else retold(one.would_change))


def short_name(criterion: str) -> str:
    """The name of a criterion without its number."""
    return criterion.partition(" ")[2]


def _line(state: Outcome, words: str, change: str) -> QBoxLayout:
    icon, role, name = _MARKS[state]
    name = phrase(name)
    ink = "ink" if state in (Outcome.NOT_MET, Outcome.UNKNOWN) else "ink2"
    lines = column(plain_label(words, "sub", ink, wrap=True), gap=1)
    if change:
        lines.addWidget(
            plain_label(phrase("Changes if {change}", change=change), "cap", "ink2", wrap=True)
        )
    mark = IconMark(icon, 14, role, words=name)
    return row(column(mark, None), (lines, 1), gap=6)
