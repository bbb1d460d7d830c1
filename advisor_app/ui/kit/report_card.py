"""A card that reports on a file line by line; Escape puts it aside."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.layouts import column, empty, holder, row, scrolled
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase

SHOWN: Final = 200
_WIDTH: Final = 640
_HIGHEST: Final = 320
_LINE: Final = 26


class ReportCard(Overlay):
    """A title, a sentence, one line for each thing told, and the buttons that were given."""

    def __init__(self, name: str, window: QWidget, title: str, *deeds: Button) -> None:
        super().__init__(name, window, width=_WIDTH, words=title)
        self._lines: QVBoxLayout = column(gap=6)
        self._title = plain_label(title, "h1", name=f"{name}.title")
        self._intro = plain_label("", "body", "ink2", wrap=True, name=f"{name}.intro")
        aside = Button(f"{name}.aside", phrase("Close"), "quiet", key="Esc")
        aside.clicked.connect(self.put_aside)
        self._area = scrolled(holder(self._lines), name=f"{name}.scroll")
        self._mark = IconMark("", 24)
        head = row(self._mark, (self._title, 1), *deeds, aside, gap=12)
        self.card.setLayout(column(head, self._intro, self._area, margins=(20, 16, 20, 16), gap=12))

    def show_lines(
        self, title: str, intro: str, lines: Sequence[str], *, icon: str, role: str, sign: str
    ) -> None:
        """Say it anew, `sign` before each line: an icon and its role, as `close urgentInk`."""
        self.setAccessibleName(title)
        self._title.setText(title)
        more = phrase(" The first {SHOWN} are shown.", SHOWN=SHOWN) if len(lines) > SHOWN else ""
        self._intro.setText(f"{intro}{more}")
        self._mark.show_icon(icon, role)
        empty(self._lines)
        kind, _, colour = sign.partition(" ")
        for words in lines[:SHOWN]:
            mark = column(IconMark(kind, 14, colour), None)
            self._lines.addLayout(row(mark, (plain_label(words, "body", wrap=True), 1), gap=8))
        self._lines.addStretch(1)
        self._area.setVisible(bool(lines))
        self._area.setFixedHeight(min(_HIGHEST, _LINE * max(3, len(lines))))
        self.open()
