"""The list of sections beside the form: key, word, and how far each is."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from advisor_app.domain.asking import Progress
from advisor_app.domain.places import language_name
from advisor_app.domain.questions import Page
from advisor_app.domain.words import languages
from advisor_app.ui.intake.form import PAGE_TITLES
from advisor_app.ui.kit.frames import hline
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.rail import SectionItem, SectionState
from advisor_app.ui.kit.segmented import Segment, Segmented
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase

WIDTH: Final = 152


class SectionList(QWidget):
    """All sections; Alt and a digit chooses, up and down move."""

    chosen = Signal(object)
    language_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sectionList")
        self.setAccessibleName(phrase("Sections of the intake"))
        self._items = {
            page: SectionItem(f"section_{page.value}", str(number % 10), phrase(PAGE_TITLES[page]))
            for number, page in enumerate(Page, start=1)
        }
        for page, item in self._items.items():
            item.clicked.connect(lambda _on=False, page=page: self.chosen.emit(page))
        foot = plain_label(phrase("Alt + number"), "cap", "ink3")
        self._languages = languages()
        self._asked_in = Segmented(
            "questionLanguage",
            tuple(Segment(key=one, word=one.upper(), tip=language_name(one))
                  for one in self._languages),
            fill=True,
            words=phrase("Language of the questions"),
        )  # fmt: skip
        self._asked_in.changed.connect(
            lambda index: self.language_chosen.emit(self._languages[index])
        )
        ask = plain_label(phrase("Ask in"), "cap", "ink3")
        key = plain_label("Ctrl + L", "cap", "ink3")
        self.setLayout(
            column(
                *self._items.values(), 8, hline(), 8, foot, None, row(ask, None, key), 4,
                self._asked_in, margins=(8, 4, 8, 12), gap=0,
            )
        )  # fmt: skip

    def show_language(self, language: str) -> None:
        """The language in which the questions are asked."""
        self._asked_in.show_key(language)

    def show_current(self, page: Page) -> None:
        """Which section the form shows."""
        for one, item in self._items.items():
            item.setChecked(one is page)

    def show_progress(self, progress: Mapping[Page, Progress], problem_pages: set[Page]) -> None:
        """How far each section is."""
        for page, item in self._items.items():
            far = progress[page]
            if far.conflict or page in problem_pages:
                item.show_state(SectionState.WARNING, far.open)
            elif far.asked_for and not far.open:
                item.show_state(SectionState.DONE)
            else:
                item.show_state(SectionState.OPEN, far.open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        pages = list(Page)
        current = next((page for page, item in self._items.items() if item.hasFocus()), None)
        if current is not None and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            step = -1 if event.key() == Qt.Key.Key_Up else 1
            self._items[pages[(pages.index(current) + step) % len(pages)]].setFocus()
        else:
            super().keyPressEvent(event)
