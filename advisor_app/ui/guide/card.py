"""The help of the page in front, over the window: what it is for, how to work, all its keys."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from advisor_app.domain.words import ENGLISH
from advisor_app.ui.actions import ActionTable, key_words
from advisor_app.ui.announcing import announce
from advisor_app.ui.guide.page_help import HelpPart, help_file, read_help
from advisor_app.ui.keysheet import BESIDE, LEAST, key_group
from advisor_app.ui.kit.buttons import KeyCap
from advisor_app.ui.kit.layouts import column, empty, holder, row, scrolled
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase

WIDTH: Final = 640
HEIGHT: Final = 560
MARGIN: Final = 24

_KEYS: Final = later("Keys of this page")
_ALSO: Final = {"queue": ("offer", "call"), "intake": ("case",)}
"""States of the desk whose keys belong to what is done on a page."""


class HelpCard(Overlay):
    """The help of one page at a time; the window's keys work again as soon as it is closed."""

    def __init__(self, window: QWidget, actions: ActionTable, language: str = ENGLISH) -> None:
        super().__init__("helpCard", window, width=WIDTH, words=phrase("Help"), click_outside=True)
        self._actions, self._language = actions, language
        self._title = plain_label("", "h1", name="helpTitle")
        self._text = column(gap=16)
        self._area: QScrollArea = scrolled(holder(self._text), name="helpText")
        self._area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        head = row(self._title, None, KeyCap("Esc"))
        self.card.setLayout(column(head, self._area, margins=(MARGIN, 20, MARGIN, MARGIN), gap=16))

    def show_page(self, page: str) -> None:
        """Open the help of a page. Raises HelpMistake, UnknownAction."""
        found = read_help(help_file(page, self._language), self._actions.keys)
        self._title.setText(found.title)
        empty(self._text)
        for part in found.parts:
            self._text.addWidget(_written(part))
        keys = self.keys_of(page)
        if keys:
            self._text.addWidget(key_group(phrase(_KEYS), keys))
        self._text.addStretch(1)
        self._area.setAccessibleName(found.title)
        self._area.setFixedHeight(self._tall())
        self._area.verticalScrollBar().setValue(0)
        self.open(self._area)
        announce(self, found.title)

    def _tall(self) -> int:
        """As tall as the text, as far as the window has room for it."""
        window, layout = self.parentWidget(), self._text
        room = window.height() - BESIDE if window is not None else HEIGHT
        layout.activate()
        return min(layout.totalHeightForWidth(WIDTH - 2 * MARGIN), HEIGHT, max(LEAST, room))

    def keys_of(self, page: str) -> tuple[tuple[str, str], ...]:
        """What can be done on that page and by which key, from the table of actions."""
        contexts = (page, *_ALSO.get(page, ()))
        return tuple(
            (one.text, key_words(one.shortcut))
            for one in self._actions.rows
            if one.context in contexts or one.name == page
        )


def _written(part: HelpPart) -> QWidget:
    """A heading and its paragraphs, as plain text."""
    lines = [plain_label(one, "body", "ink2", wrap=True) for one in part.paragraphs]
    heading = [plain_label(part.heading, "h3")] if part.heading else []
    return holder(column(*heading, *lines, gap=4))
