"""The card of one specialist who is offered."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from advisor_app.domain.people import VisitMode
from advisor_app.matching.results import Match
from advisor_app.ui.kit.bars import Bar, FitBars
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import SelectedCard
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark, Pill
from advisor_app.ui.kit.pressable import Pressable
from advisor_app.ui.matcher.specialist_words import MODE_WORDS, kind_words
from advisor_app.ui.matcher.way_choice import WayChoice
from advisor_app.ui.retelling import retold
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import later, phrase

BARS: Final = (
    ("disease", later("Kind")),
    ("setting", later("Stage")),
    ("experience", later("Volume")),
    ("time", later("Soon")),
    ("location", later("Near")),
)


def fit_bars(match: Match) -> tuple[Bar, ...]:
    """The five factors that the bars show, always in the same order."""
    by_name = {factor.name.split("_")[0]: factor for factor in match.factors}
    return tuple(
        Bar(
            word=phrase(label),
            weight=by_name[name].weight,
            given=max(0.0, by_name[name].given),
            unknown=by_name[name].unknown,
        )
        for name, label in BARS
        if name in by_name
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLook:
    """How a card stands: `moved` says from where it rose, `treatment` at which other site."""

    rank: int
    selected: bool = False
    narrow: bool = False
    chosen: bool = False
    moved: str = ""
    treatment: str = ""


class MatchCard(Pressable):
    """One specialist: rank, name, score, bars, one sentence; the selected one can be chosen.

    `booked(id, mode, site)` is emitted with the way to meet that is switched on.
    """

    chosen = Signal(str)
    booked = Signal(str, str, str)

    def __init__(self, match: Match, look: CardLook) -> None:
        super().__init__()
        self.match_id = match.id
        self._match, self._look = match, look
        self._ways: WayChoice | None = None
        rank, selected = look.rank, look.selected
        self.setObjectName(f"match_{rank}")
        self.setAccessibleName(
            phrase(
                "{rank}. {match}, {score:.0f} points. {match2}",
                rank=rank,
                match=match.name,
                score=match.score,
                match2=retold(match.text),
            )
        )
        stands = [phrase("selected")] * selected + [phrase("chosen")] * look.chosen
        self.setAccessibleDescription(", ".join(stands))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(lambda _on=False: self.chosen.emit(self.match_id))
        words = selected or not look.narrow
        inner = column(
            self._head(),
            FitBars(f"bars_{rank}", fit_bars(match), words=not look.narrow),
            margins=(13, 9, 12, 11),
            gap=6,
        )
        if words:
            inner.addWidget(plain_label(retold(match.text), "sub", "ink", wrap=True))
        else:
            inner.addWidget(ElidedLabel(retold(match.text), "sub", "ink"))
        if selected:
            self._add_more(inner)
        self.setLayout(column(SelectedCard(f"card_{rank}", inner, selected=selected)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.match_id)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.match_id)
        else:
            super().keyPressEvent(event)

    def book(self) -> None:
        """Choose this specialist in the way to meet that is switched on."""
        if self._ways is not None:
            self.booked.emit(self.match_id, self._ways.mode, self._ways.site)
        else:
            self.booked.emit(self.match_id, self._match.mode, self._match.site)

    def _head(self) -> QBoxLayout:
        match, look = self._match, self._look
        where = [kind_words(match.kind)]
        if match.miles is not None:
            where.append(phrase("{miles} mi", miles=match.miles))
        if match.mode == VisitMode.IN_PERSON and match.site_name:
            where.append(match.site_name)
        else:
            where.append(phrase(MODE_WORDS.get(match.mode, match.mode)).casefold())
        ink = "accentInk" if look.selected else "ink3"
        rank = plain_label(str(look.rank), "subs", ink)
        rank.setFixedWidth(10)
        head = row(rank, (ElidedLabel(match.name, "h3", "ink"), 1))
        if match.tie:
            head.addWidget(Pill(phrase("equally good"), "ghost", height=20))
        head.addWidget(plain_label(f"{match.score:.0f}", "h1", "ink"))
        about = row(18, (ElidedLabel(", ".join(where), "sub", "ink2"), 1), gap=0)
        if look.moved:
            about.addSpacing(6)
            about.addWidget(Pill(look.moved, "info", "up", height=20))
        return column(head, about, gap=0)

    def _add_more(self, inner: QBoxLayout) -> None:
        """What only the selected card says: where treated, conditions, a trade, the ways."""
        match, look = self._match, self._look
        if look.treatment:
            inner.addLayout(
                _note(
                    "building",
                    phrase("First visit here, treatment at {treatment}", treatment=look.treatment),
                )
            )
        for note in match.unknown[:2]:
            inner.addLayout(_note("help", retold(note)))
        if match.sooner:
            inner.addLayout(_note("clock", retold(match.sooner)))
        self._ways = WayChoice("match", match.ways, match.mode, match.site, self._foot())
        inner.addWidget(self._ways)

    def _foot(self) -> QWidget:
        if self._look.chosen:
            return Pill(phrase("chosen"), "ok", "ok")
        choose = Button("chooseButton", phrase("Choose"), key="Ctrl B", height=28, pad=6)
        choose.clicked.connect(self.book)
        return choose


def _note(icon: str, words: str) -> QHBoxLayout:
    mark = column(IconMark(icon, 14, "ink3"), None)
    return row(mark, (plain_label(words, "sub", "ink2", wrap=True), 1), gap=6)
