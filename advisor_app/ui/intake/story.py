"""The story as it is told: one box that works before any question, and the facts found in it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from advisor_app.oncology.capture import Chip as Fact
from advisor_app.ui.kit.buttons import KeyCap
from advisor_app.ui.kit.chips import Chip, ChipState
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import FlowLayout, column, empty, holder, row
from advisor_app.ui.kit.multi_line import MultiLineEdit
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase


class StoryBox(QWidget):
    """Where the caller's words are typed; facts stand under it as chips to keep or to drop."""

    story_changed = Signal(str)
    kept = Signal(object)
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        head = row(plain_label(phrase("The story, as told"), "subm", "ink2"), None, gap=6)
        for key, words in (("Enter", phrase("keeps a chip")), (phrase("Del"), phrase("drops it"))):
            head.addWidget(KeyCap(key))
            head.addWidget(plain_label(words, "cap", "ink3"))
        self._text = MultiLineEdit(
            "narrativeEdit",
            phrase("The story, as told"),
            placeholder=phrase(
                "Tell me what happened. “My mom, 62, islet cell of the pancreas since…”"
            ),
            most=5,
        )
        self._flow = FlowLayout(gap=6)
        self._chips = holder(self._flow, name="chipBar")
        body = column(head, self._text, self._chips, margins=(12, 10, 12, 12), gap=8)
        self.setLayout(column(frame("sunken", body, name="storyWell")))
        self._chips.hide()
        self._shown: tuple[tuple[Fact, str, str, str], ...] = ()
        self._text.edited.connect(self.story_changed)
        self.setFocusProxy(self._text)

    def show_story(self, story: str) -> None:
        """Show the story as it stands; the cursor stays among the words it stood in."""
        before = self._text.text()
        if story == before:
            return
        cursor = self._text.textCursor()
        place = cursor.position()
        self._text.show_text(story)
        if before and story.endswith(before):
            place += len(story) - len(before)
        cursor.setPosition(min(place, len(story)))
        self._text.setTextCursor(cursor)

    def cursor_place(self) -> int:
        """The place of the cursor in the story."""
        return self._text.textCursor().position()

    def put_cursor(self, place: int) -> None:
        """Put the cursor there."""
        cursor = self._text.textCursor()
        cursor.setPosition(min(place, len(self._text.text())))
        self._text.setTextCursor(cursor)
        self._text.setFocus()

    def show_facts(self, facts: tuple[tuple[Fact, str, str, str], ...]) -> None:
        """Show facts as (fact, label, value in words, state `accepted|proposed|dropped`)."""
        if facts == self._shown:
            return
        self._shown = facts
        empty(self._flow)
        for number, (fact, label, value, state) in enumerate(facts):
            chip = Chip(f"chip_{number}", label, value, ChipState(state))
            chip.kept.connect(lambda fact=fact: self.kept.emit(fact))
            chip.dropped.connect(lambda fact=fact: self.dropped.emit(fact))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(facts))

    def focus_chips(self) -> None:
        """Put the focus on the first chip, if there is one."""
        item = self._flow.itemAt(0)
        chip = item.widget() if item is not None else None
        if chip is not None:
            chip.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self._chips.isVisible() and self._text.hasFocus():
            self.focus_chips()
        else:
            super().keyPressEvent(event)
