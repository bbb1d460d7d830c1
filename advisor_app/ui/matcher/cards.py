"""The cards of the ranking: a match, a specialist who is not offered, the next question."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from advisor_app.matching.results import AskNext, Exclusion, Match
from advisor_app.ui.kit.bars import Bar, FitBars
from advisor_app.ui.kit.buttons import Button, KeyCap
from advisor_app.ui.kit.frames import SelectedCard, frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark, Pill
from advisor_app.ui.kit.segmented import Segment, Segmented
from advisor_app.ui.text import ElidedLabel, plain_label

KIND_WORDS: Final = {
    "hematologist_oncologist": "Hematologist oncologist",
    "gyn_oncologist": "Gynecologic oncologist",
    "orthopaedic_oncologist": "Orthopedic oncologist",
    "pediatric_oncologist": "Pediatric oncologist",
    "genetic_counselor": "Genetic counselor",
    "pathology_service": "Pathology service",
    "radiology_service": "Radiology service",
}
MODE_WORDS: Final = {
    "in_person": "In person",
    "video": "Video",
    "remote_written": "Written",
    "pathology_review": "Slides",
    "radiology_review": "Images",
    "physician_to_physician": "By doctor",
    "inpatient_transfer": "Transfer",
}
BARS: Final = (
    ("disease", "Kind"),
    ("setting", "Stage"),
    ("experience", "Volume"),
    ("time", "Soon"),
    ("location", "Near"),
)


def kind_words(kind: str) -> str:
    """A kind of practitioner as people say it."""
    return KIND_WORDS.get(kind, kind.replace("_", " ").capitalize())


def fit_bars(match: Match) -> tuple[Bar, ...]:
    """The five factors that the bars show, always in the same order."""
    by_name = {factor.name.split("_")[0]: factor for factor in match.factors}
    return tuple(
        Bar(
            word=label,
            weight=by_name[name].weight,
            given=max(0.0, by_name[name].given),
            unknown=by_name[name].unknown,
        )
        for name, label in BARS
        if name in by_name
    )


USUAL_WAYS: Final = ("in_person", "video", "remote_written")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One way to meet; `why_not` says why it cannot be booked now."""

    mode: str
    why_not: str = ""


class MatchCard(QWidget):
    """One specialist: rank, name, score, bars, one sentence; the chosen one can be booked."""

    chosen = Signal(str)
    booked = Signal(str, str)

    def __init__(
        self,
        rank: int,
        match: Match,
        ways: Iterable[Way],
        *,
        selected: bool,
        narrow: bool,
        chosen: bool = False,
    ) -> None:
        super().__init__()
        self.match_id = match.id
        self._ways = tuple(ways)
        self._match, self._selected, self._chosen = match, selected, chosen
        self.setObjectName(f"match_{rank}")
        self.setAccessibleName(f"{rank}. {match.name}, {match.score:.0f} points. {match.text}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = selected or not narrow
        inner = column(
            self._head(rank, selected),
            FitBars(f"bars_{rank}", fit_bars(match), words=words),
            margins=(13, 9, 12, 11),
            gap=6,
        )
        if words:
            inner.addWidget(plain_label(match.text, "sub", "ink", wrap=True))
        else:
            inner.addWidget(ElidedLabel(match.text, "sub", "ink"))
        for note in match.unknown[:2] if selected else ():
            inner.addLayout(_note("info", note))
        if match.sooner and selected:
            inner.addLayout(_note("clock", match.sooner))
        if selected:
            inner.addLayout(self._foot(narrow))
        self.setLayout(column(SelectedCard(f"card_{rank}", inner, selected=selected)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.match_id)
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self.match_id)
        else:
            super().keyPressEvent(event)

    def _head(self, rank: int, selected: bool) -> QHBoxLayout:
        match = self._match
        site = f", {match.site_name}" if match.site_name else ""
        names = column(
            ElidedLabel(match.name, "h3", "ink"),
            ElidedLabel(f"{kind_words(match.kind)}{site}", "sub", "ink2"),
            gap=1,
        )
        head = row(plain_label(str(rank), "subs", "accentInk" if selected else "ink3"), (names, 1))
        if match.tie:
            head.addWidget(Pill("equally good", "ghost"))
        head.addWidget(plain_label(f"{match.score:.0f}", "h1", "ink"))
        return head

    def _foot(self, narrow: bool) -> QBoxLayout:
        segments = tuple(
            Segment(
                key=way.mode,
                word=MODE_WORDS.get(way.mode, way.mode),
                struck=bool(way.why_not),
                tip=way.why_not,
            )
            for way in self._ways
        )
        self._way = Segmented("modeChoice", segments, words="Way to meet")
        self._way.show_key(self._match.mode)
        if self._chosen:
            done = Pill("chosen", "ok", "ok")
            return (
                column(row(self._way, None), row(None, done))
                if narrow
                else row(self._way, None, done)
            )
        key = "" if narrow else "Ctrl B"
        choose = Button("chooseButton", "Choose", key=key, height=28, pad=6)
        choose.clicked.connect(self.book)
        if narrow:
            return column(row(self._way, None), row(None, choose), gap=6)
        return row(self._way, None, choose, gap=4)

    def book(self) -> None:
        """Choose this specialist in the way to meet that is switched on."""
        mode = self._way.key() if self._selected else self._match.mode
        self.booked.emit(self.match_id, mode)


class NotOffered(QWidget):
    """A specialist who is not offered: why, and what would change it."""

    def __init__(self, exclusion: Exclusion) -> None:
        super().__init__()
        lines = column(
            row(
                plain_label(exclusion.name, "subs", "ink"),
                (ElidedLabel(exclusion.text, "sub", "ink2"), 1),
                gap=6,
            ),
            gap=1,
        )
        change = next((c.would_change for c in exclusion.criteria if c.would_change), "")
        if change:
            words = ElidedLabel(change, "cap", "ink")
            lines.addLayout(row(plain_label("Changes if", "cap", "ink3"), (words, 1), gap=4))
        cross = column(IconMark("close", 14, "ink3"), None)
        self.setLayout(row(cross, (lines, 1), margins=(0, 2, 0, 2)))


class AskNextCard(QWidget):
    """The question that matters most now, and the two after it."""

    pressed = Signal(str)

    def __init__(self, asks: tuple[AskNext, ...]) -> None:
        super().__init__()
        self._first = asks[0].question if asks else ""
        head = row(
            IconMark("swap", 16, "accentInk" if asks else "ink3"),
            plain_label("Ask next", "subs", "accentInk" if asks else "ink2"),
            None,
        )
        inner = column(head, margins=(12, 8, 12, 8), gap=3)
        if asks:
            head.addWidget(KeyCap("Ctrl J"))
            words = f"{asks[0].label}: {asks[0].effect}"
            inner.addWidget(plain_label(words, "sub", "ink", wrap=True, name="askNextLabel"))
        else:
            inner.addWidget(plain_label("Nothing would change the order.", "sub", "ink2"))
        if len(asks) > 1:
            rest = ElidedLabel(" · ".join(ask.label for ask in asks[1:4]), "sub", "ink2")
            inner.addLayout(row(plain_label("then", "sub", "ink3"), (rest, 1), gap=4))
        surface = frame("accentTint" if asks else "card", inner, name="askNextCard")
        self.setLayout(column(surface))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._first:
            self.pressed.emit(self._first)
        super().mousePressEvent(event)


def _note(icon: str, words: str) -> QHBoxLayout:
    mark = column(IconMark(icon, 14, "ink3"), None)
    return row(mark, (plain_label(words, "sub", "ink2", wrap=True), 1), gap=6)
