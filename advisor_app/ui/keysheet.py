"""All keys on one sheet, read from the same table as the menus and the palette."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from advisor_app.ui.actions import ActionTable
from advisor_app.ui.kit.buttons import KeyCap
from advisor_app.ui.kit.layouts import column, holder, row
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.text import plain_label

WIDTH: Final = 760
CONTEXTS: Final = {
    "everywhere": "Everywhere",
    "call": "During a call",
    "offer": "When a call is offered",
    "intake": "In the intake",
    "queue": "In the queue",
    "mywork": "In My work",
    "summary": "In the summary",
    "case": "With a case on the desk",
    "board": "On the board",
}


class KeySheet(Overlay):
    """The shortcut sheet; any key of it works as soon as it is closed."""

    def __init__(self, window: QWidget, actions: ActionTable) -> None:
        super().__init__("keySheet", window, width=WIDTH, words="Keys", click_outside=True)
        halves = [column(gap=12), column(gap=12)]
        heights = [0, 0]
        for context, lines in actions.sheet():
            side = heights.index(min(heights))
            halves[side].addWidget(key_group(CONTEXTS.get(context, context), lines))
            heights[side] += len(lines) + 2
        for half in halves:
            half.addStretch(1)
        title = row(plain_label("Keys", "h1"), None, KeyCap("Esc"))
        body = row((halves[0], 1), (halves[1], 1), gap=32)
        self.card.setLayout(column(title, body, margins=(24, 20, 24, 24), gap=16))


def key_group(title: str, lines: tuple[tuple[str, str], ...]) -> QWidget:
    """What can be done below its heading, each with its key."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 1)
    for number, (words, key) in enumerate(lines):
        grid.addWidget(plain_label(words, "body", "ink2"), number, 0)
        grid.addWidget(KeyCap(key), number, 1, Qt.AlignmentFlag.AlignRight)
    return holder(column(plain_label(title, "h3"), grid, gap=6))
