"""What the words for a cancer can mean, under the field: nothing is picked until a person picks.

Where the first readings are too near to tell apart they stand side by side, to be read back.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from advisor_app.oncology.answers import CancerAnswer
from advisor_app.ui.announcing import announce
from advisor_app.ui.kit.frames import set_surface
from advisor_app.ui.kit.layouts import column, holder, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.text import ElidedLabel, plain_label, set_role
from advisor_app.ui.wording import later, phrase

ROW_HEIGHT: Final = 44
CARD_HEIGHT: Final = 120
MOST_ROWS: Final = 6
_NOTHING: Final = -1
_HEAD: Final = 32
_EDGES: Final = 8
_GAP: Final = 8
_HOW = later("Down picks a reading, Enter takes the picked one")
_NEAR = later("Too near to tell apart: read them back, then pick with Down")
_NOTHING_PICKED = later("Nothing is picked yet: Down picks, Enter then takes it")


class _Reading(QFrame):
    """One reading; pressing it takes it."""

    pressed = Signal()

    def __init__(self, answer: CancerAnswer, place: int, height: int) -> None:
        super().__init__()
        self.setObjectName(f"typeReading{place + 1}")
        self.setAccessibleName(f"{phrase(answer.name)}, {tree_words(answer)}")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setProperty("surface", "clear")
        self.setFixedHeight(height)

    def show_picked(self, *, picked: bool) -> None:
        """Show whether it is the one that Enter would take."""
        set_surface(self, "accentTint" if picked else "clear")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.pressed.emit()
        event.accept()


class _ReadingRow(_Reading):
    """One row under each other: the name, its place in the tree, the synonym that hit."""

    def __init__(self, answer: CancerAnswer, place: int) -> None:
        super().__init__(answer, place, ROW_HEIGHT)
        first = row((ElidedLabel(phrase(answer.name), "strong", "ink"), 1))
        if sort := sort_words(answer):
            first.addWidget(plain_label(sort, "cap", "ink2"))
        first.addWidget(plain_label(_fit(answer), "cap", "ink2"))
        where = ElidedLabel(tree_words(answer), "sub", "ink2")
        self.setLayout(column(first, where, margins=(12, 4, 12, 4), gap=1))


class _ReadingCard(_Reading):
    """One of the readings that stand side by side."""

    def __init__(self, answer: CancerAnswer, place: int) -> None:
        super().__init__(answer, place, CARD_HEIGHT)
        self.setProperty("surface", "card")
        name = plain_label(phrase(answer.name), "strong", "ink", wrap=True)
        name.setFixedHeight(3 * name.fontMetrics().lineSpacing())
        lines = column(
            name,
            ElidedLabel(_place(answer), "sub", "ink2"),
            ElidedLabel(_hit(answer), "sub", "ink2"),
            row((ElidedLabel(sort_words(answer), "cap", "ink2"), 1),
                plain_label(_fit(answer), "cap", "ink2")),
            margins=(12, 6, 8, 6),
            gap=2,
        )  # fmt: skip
        self.setLayout(lines)

    def show_picked(self, *, picked: bool) -> None:
        """Show whether it is the one that Enter would take."""
        set_surface(self, "accentTint" if picked else "card")


class KindReadings(QFrame):
    """The readings of some words; `taken` carries the one that a person picked and took."""

    taken = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("surface", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("typePopup")
        self._answers: tuple[CancerAnswer, ...] = ()
        self._shown: list[_Reading] = []
        self._near = 0
        self._at = _NOTHING
        self._mark = IconMark("conflict", 16, "warningInk")
        self._how = ElidedLabel(phrase(_HOW), "sub", "ink2", name="typePopupHow")
        head = holder(row(self._mark, (self._how, 1), margins=(12, 0, 12, 0)))
        head.setFixedHeight(_HEAD)
        self._cards = row(margins=(4, 0, 4, 4), gap=_GAP)
        self._beside = holder(self._cards, name="typePopupNear")
        self._rows = column(gap=0)
        self.setLayout(column(head, self._beside, self._rows, None, margins=(4, 4, 4, 4), gap=0))
        self.hide()

    @property
    def picked(self) -> CancerAnswer | None:
        """The reading that stands picked; None until a key or the pointer picked one."""
        return self._answers[self._at] if self._at != _NOTHING else None

    def show_answers(self, answers: Sequence[CancerAnswer], near: int) -> None:
        """Show the readings, none picked; the first `near` of them are too near to tell apart."""
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._answers = tuple(answers[:MOST_ROWS])
        self._near = near if near > 1 else 0
        self._shown = [self._shown_reading(one, place) for place, one in enumerate(self._answers)]
        self._beside.setVisible(self._near > 0)
        self._mark.setVisible(self._near > 0)
        self._pick(_NOTHING)
        self._say(
            phrase(_NEAR) if self._near else phrase(_HOW), "warningInk" if self._near else "ink2"
        )

    def height_wanted(self) -> int:
        """How many pixels high it must be for all that it shows."""
        cards = CARD_HEIGHT + 4 if self._near else 0
        return _HEAD + cards + (len(self._shown) - self._near) * ROW_HEIGHT + _EDGES + 4

    def step(self, by: int) -> None:
        """Pick the next reading, or the one before; from nothing, the first."""
        self._pick(max(0, min(self._at + by, len(self._answers) - 1)))

    def take_picked(self) -> None:
        """Take what is picked; where nothing is, say so and take nothing."""
        if self._at == _NOTHING:
            self._say(phrase(_NOTHING_PICKED), "warningInk")
            announce(self, phrase(_NOTHING_PICKED))
            return
        self._take(self._at)

    def _shown_reading(self, answer: CancerAnswer, place: int) -> _Reading:
        beside = place < self._near
        shown = _ReadingCard(answer, place) if beside else _ReadingRow(answer, place)
        shown.pressed.connect(lambda: self._take(place))
        if beside:
            self._cards.addWidget(shown, 1)
        else:
            self._rows.addWidget(shown)
        return shown

    def _pick(self, at: int) -> None:
        self._at = at
        for place, shown in enumerate(self._shown):
            shown.show_picked(picked=place == at)
        picked = self.picked
        if picked is not None:
            announce(self, f"{phrase(picked.name)}, {tree_words(picked)}")

    def _take(self, at: int) -> None:
        if 0 <= at < len(self._answers):
            self.hide()
            self.taken.emit(self._answers[at])

    def _say(self, words: str, role: str) -> None:
        self._how.setText(words)
        set_role(self._how, role)


def sort_words(answer: CancerAnswer) -> str:
    """What sort of answer it is, where that is not a common kind of cancer."""
    if answer.finding:
        return phrase("finding, no diagnosis")
    return phrase("rare") if answer.rare else ""


def tree_words(answer: CancerAnswer) -> str:
    """Where a kind stands in the tree, and the synonym that hit."""
    return f"{_place(answer)} · {_hit(answer)}" if answer.hit else _place(answer)


def _place(answer: CancerAnswer) -> str:
    return " › ".join(map(phrase, answer.path[:-1])) or answer.family.replace("_", " ")


def _hit(answer: CancerAnswer) -> str:
    return phrase("hit “{hit}”", hit=answer.hit) if answer.hit else ""


def _fit(answer: CancerAnswer) -> str:
    return f"{answer.confidence:.0%}"
