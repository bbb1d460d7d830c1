"""The story as it is told: one box that works before any question, and the facts found in it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
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
        self._text.installEventFilter(self)
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
        here = self._focused_chip()
        empty(self._flow)
        for number, (fact, label, value, state) in enumerate(facts):
            chip = Chip(f"chip_{number}", label, value, ChipState(state))
            chip.kept.connect(lambda fact=fact: self.kept.emit(fact))
            chip.dropped.connect(lambda fact=fact: self.dropped.emit(fact))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(facts))
        if here >= 0:
            self.focus_chips(here)

    def focus_chips(self, here: int = 0) -> None:
        """Put the focus on the next chip that is only proposed; the story where none is left."""
        states = [state for *_, state in self._shown]
        order = [*range(here, len(states)), *range(min(here, len(states)))]
        proposed = (place for place in order if states[place] == ChipState.PROPOSED)
        goal = self._chip_at(next(proposed, -1)) or self._text
        goal.show()  # a chip that was just made has no focus before
        goal.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down on the last line of the story goes to the chips below it."""
        if (
            watched is self._text
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Down
            and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            == Qt.KeyboardModifier.NoModifier
            and self._chips.isVisible()
            and not self._text.textCursor().movePosition(QTextCursor.MoveOperation.Down)
        ):
            self.focus_chips()
            return True
        return super().eventFilter(watched, event)

    def _focused_chip(self) -> int:
        """The place of the chip that has the focus, or -1."""
        chips = (self._chip_at(place) for place in range(self._flow.count()))
        there = [chip is not None and chip.hasFocus() for chip in chips]
        return there.index(True) if True in there else -1

    def _chip_at(self, place: int) -> QWidget | None:
        item = self._flow.itemAt(place)
        return item.widget() if item is not None else None
