"""What is still to ask, by the step it is needed for; one press, or one digit, goes to it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent

from advisor_app.domain.asking import Missing
from advisor_app.matching.results import AskNext
from advisor_app.ui.kit.layouts import holder, row
from advisor_app.ui.matcher.ask_row import AskRow
from advisor_app.ui.matcher.scrolled import ScrolledColumn
from advisor_app.ui.matcher.side_cards import AskNextCard
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase, window_words

STEPS: Final = (later("Now, on this call"), later("Before booking"), later("Before the visit"))
DIGITS: Final = 9
SHOWN: Final = 8
"""So many questions of a step are in view; the rest comes up as these are answered."""


class AskPanel(ScrolledColumn):
    """The list of what is missing, first what this call needs; built only while it is seen."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__("askPanel", spacing=2)
        self.setAccessibleName(phrase("Still to ask"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._steps: tuple[tuple[Missing, ...], ...] = ()
        self._asks: tuple[AskNext, ...] = ()
        self._drawn: tuple[object, ...] = ()
        self._by_digit: list[str] = []

    def show_missing(
        self, steps: tuple[tuple[Missing, ...], ...], asks: tuple[AskNext, ...]
    ) -> None:
        """Show what is missing for each step; nothing is drawn again where nothing changed."""
        self._steps, self._asks = steps, asks
        if self.isVisible():
            self._draw()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_1
        if 0 <= digit < len(self._by_digit):
            self.pressed.emit(self._by_digit[digit])
        else:
            super().keyPressEvent(event)

    def _draw(self) -> None:
        drawn = (tuple(tuple(one.path for one in step) for step in self._steps), self._asks)
        if drawn == self._drawn:
            return
        self._drawn = drawn
        self.clear()
        self._by_digit = []
        card = AskNextCard(self._asks)
        card.pressed.connect(self.pressed)
        self.add(card)
        if not any(self._steps):
            self.add(plain_label(phrase("Everything has been asked."), "sub", "okInk"))
        for words, step in zip(STEPS, self._steps, strict=False):
            self._add_step(words, step)

    def _add_step(self, words: str, step: tuple[Missing, ...]) -> None:
        count = plain_label(str(len(step)) if step else phrase("all asked"), "sub", "ink3")
        title = plain_label(phrase(words), "subs", "ink" if step else "ink3")
        self.add(holder(row(title, count, None, margins=(0, 10, 0, 2), gap=6)))
        for item in step[:SHOWN]:
            self._add_question(item)
        if len(step) > SHOWN:
            self.add(
                plain_label(
                    phrase("and {count} more after these", count=len(step) - SHOWN), "sub", "ink3"
                )
            )

    def _add_question(self, item: Missing) -> None:
        self._by_digit.append(item.path)
        digit = str(len(self._by_digit)) if len(self._by_digit) <= DIGITS else ""
        words = window_words()
        short, said = words.short(item.question), words.label(item.question)
        ask = AskRow(f"ask_{item.path}", short, said, digit)
        ask.clicked.connect(lambda _on=False, path=item.path: self.pressed.emit(path))
        self.add(ask)
