"""What stands around the ranking: the next question, who is not offered, what would let in."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from advisor_app.matching.criteria import AGE, FAMILY, KIND
from advisor_app.matching.results import AskNext, Exclusion, MatchResult, Relaxation
from advisor_app.ui.kit.buttons import KeyCap
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, holder, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.retelling import retold
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import phrase


class NotOffered(QWidget):
    """A specialist who is not offered: why, and what would change it."""

    def __init__(self, exclusion: Exclusion) -> None:
        super().__init__()
        lines = column(
            row(
                plain_label(exclusion.name, "subs", "ink"),
                (ElidedLabel(retold(exclusion.text), "sub", "ink2"), 1),
                gap=6,
            ),
            gap=1,
        )
        change = next((c.would_change for c in exclusion.criteria if c.would_change), "")
        if change:
            words = ElidedLabel(retold(change), "cap", "ink")
            lines.addLayout(
                row(plain_label(phrase("Changes if"), "cap", "ink3"), (words, 1), gap=4)
            )
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
            plain_label(phrase("Ask next"), "subs", "accentInk" if asks else "ink2"),
            None,
        )
        inner = column(head, margins=(12, 8, 12, 8), gap=3)
        if asks:
            head.addWidget(KeyCap("Ctrl J"))
            words = f"{phrase(asks[0].label)}: {retold(asks[0].effect)}"
            inner.addWidget(plain_label(words, "sub", "ink", wrap=True, name="askNextLabel"))
        else:
            nothing = phrase("Nothing would change the order.")
            inner.addWidget(plain_label(nothing, "sub", "ink2", wrap=True))
        if len(asks) > 1:
            rest = ElidedLabel(" · ".join(phrase(ask.label) for ask in asks[1:4]), "sub", "ink2")
            inner.addLayout(row(plain_label(phrase("then"), "sub", "ink3"), (rest, 1), gap=4))
        surface = frame("accentTint" if asks else "card", inner, name="askNextCard")
        self.setLayout(column(surface))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._first:
            self.pressed.emit(self._first)
        super().mousePressEvent(event)


def changeable(result: MatchResult) -> tuple[Relaxation, ...]:
    """The changes that somebody can bring about: a caller's cancer and age are not among them."""
    given = (FAMILY, KIND, AGE)
    return tuple(one for one in result.relaxations if one.criterion not in given)


def one_change(one: Relaxation) -> QWidget:
    """How many specialists one change alone would let in, and which change."""
    count = plain_label(f"+{one.adds}", "subs", "okInk")
    count.setFixedWidth(28)
    line = holder(
        row(
            count,
            (
                ElidedLabel(
                    phrase("if {would_change}", would_change=retold(one.would_change)), "sub", "ink"
                ),
                1,
            ),
            gap=4,
        )
    )
    line.setAccessibleName(
        phrase(
            "{adds} more specialists if {would_change}",
            adds=one.adds,
            would_change=retold(one.would_change),
        )
    )
    return line
