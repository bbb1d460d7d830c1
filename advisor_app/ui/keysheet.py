"""All keys on one sheet, read from the same table as the menus and the palette."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from advisor_app.ui.actions import ActionTable
from advisor_app.ui.kit.buttons import KeyCap
from advisor_app.ui.kit.layouts import column, holder, row, scrolled
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import later, phrase

WIDTH: Final = 960
CONTEXTS: Final = {
    "everywhere": later("Everywhere"),
    "call": later("During a call"),
    "offer": later("When a call is offered"),
    "intake": later("In the intake"),
    "queue": later("In the queue"),
    "mywork": later("In My work"),
    "summary": later("In the summary"),
    "case": later("With a case on the desk"),
    "board": later("On the board"),
    "knowledge": later("Facts"),
    "directory": later("Directory"),
}
BESIDE: Final = 160
"""What the title, the margins and some of the window beside a card take, in pixels."""
LEAST: Final = 240
"""A card that scrolls is at least so tall, in pixels."""


class KeySheet(Overlay):
    """The shortcut sheet; any key of it works as soon as it is closed."""

    def __init__(self, window: QWidget, actions: ActionTable) -> None:
        super().__init__("keySheet", window, width=WIDTH, words=phrase("Keys"), click_outside=True)
        halves = [column(gap=12), column(gap=12)]
        heights = [0, 0]
        for context, lines in actions.sheet():
            side = heights.index(min(heights))
            halves[side].addWidget(key_group(phrase(CONTEXTS.get(context, context)), lines))
            heights[side] += len(lines) + 2
        for half in halves:
            half.addStretch(1)
        title = row(plain_label(phrase("Keys"), "h1"), None, KeyCap("Esc"))
        self._lines = holder(row((halves[0], 1), (halves[1], 1), margins=(0, 0, 12, 0), gap=32))
        self._area = scrolled(self._lines, name="keyLines")
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area.setAccessibleName(phrase("Keys"))
        self.card.setLayout(column(title, self._area, margins=(24, 20, 24, 24), gap=16))

    def open(self, first: QWidget | None = None) -> None:
        """Show all keys, as tall as the window has room for; the arrows scroll them."""
        window = self.parentWidget()
        room = max(LEAST, window.height() - BESIDE) if window is not None else LEAST
        self._area.setFixedHeight(min(self._lines.sizeHint().height(), room))
        self._area.verticalScrollBar().setValue(0)
        super().open(first or self._area)


def key_group(title: str, lines: tuple[tuple[str, str], ...]) -> QWidget:
    """What can be done below its heading, each with its key."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    for number, (words, key) in enumerate(lines):
        grid.addWidget(ElidedLabel(words, "body", "ink2"), number, 0)
        grid.addWidget(KeyCap(key), number, 1, Qt.AlignmentFlag.AlignRight)
    return holder(column(plain_label(title, "h3"), grid, gap=6))
