"""What was wrong with a roster file, row by row; nothing of it was taken."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.layouts import column, empty, holder, row, scrolled
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase

WIDTH: Final = 640
SHOWN: Final = 200
_LIST: Final = 320


class ImportReport(Overlay):
    """Shown where a roster was refused; Escape puts it aside."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            "importReport", window, width=WIDTH, words=phrase("The roster was not taken")
        )
        self._lines = column(gap=6)
        self._count = plain_label("", "body", "ink2", wrap=True, name="importCount")
        aside = Button("importAside", phrase("Close"), "quiet", key="Esc")
        aside.clicked.connect(self.put_aside)
        title = plain_label(phrase("The roster was not taken"), "h1")
        area = scrolled(holder(self._lines), name="importScroll")
        area.setFixedHeight(_LIST)
        head = row(IconMark("warning", 24, "warningInk"), (title, 1), aside, gap=12)
        self.card.setLayout(column(head, self._count, area, margins=(20, 16, 20, 16), gap=12))

    def show_mistakes(self, mistakes: Sequence[str]) -> None:
        """Each mistake with its row; nothing was changed."""
        empty(self._lines)
        more = phrase(" The first {SHOWN} are shown.", SHOWN=SHOWN) if len(mistakes) > SHOWN else ""
        count = (
            phrase("{count} mistakes", count=len(mistakes))
            if len(mistakes) > 1
            else phrase("One mistake")
        )
        self._count.setText(
            phrase(
                "{count}; nothing was changed.{more} Mend the file and import again.",
                count=count,
                more=more,
            )
        )
        for words in mistakes[:SHOWN]:
            mark = column(IconMark("close", 14, "urgentInk"), None)
            self._lines.addLayout(row(mark, (plain_label(words, "body", wrap=True), 1), gap=8))
        self._lines.addStretch(1)
        self.open()
