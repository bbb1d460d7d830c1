"""The questions of one section, block by block: built when its shape changes, filled each time.

What is in view is built at once and the rest in the next turns of the window: typing never waits.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from advisor_app.domain.contact_wishes import NUMBERS
from advisor_app.domain.direct_contact import QUESTION as WHO_ARRANGES
from advisor_app.domain.direct_contact import direct_contact
from advisor_app.domain.paths import answer_at
from advisor_app.domain.questions import Page
from advisor_app.domain.words import ENGLISH, Words, words_in
from advisor_app.ui.intake.block_edges import BlockFoot, BlockHead
from advisor_app.ui.intake.field import QuestionField
from advisor_app.ui.intake.form import FormBlock, FormField, form_of
from advisor_app.ui.intake.picture import Picture
from advisor_app.ui.kit.layouts import column
from advisor_app.ui.kit.paint import text_width
from advisor_app.ui.theme import px

BUILT_AT_ONCE: Final = 12
"""So many questions fill the page at 1280x800 and more; the rest is built in the next turns."""
_BESIDE: Final = 16
_LETTER: Final = 22
_HALF: Final = {False: 318, True: 218}
"""How wide half the form is at least, in a wide and in a narrow window."""


class QuestionForm(QWidget):
    """Passive: shown a section of a picture, tells what a person does with its questions."""

    edited = Signal(str, object)
    worded = Signal(str, str)
    drafted = Signal(str, str)
    settled = Signal(str, int)
    kind_typed = Signal(str, str)
    kind_chosen = Signal(str, object)
    member_added = Signal(str)
    member_removed = Signal(str, str)

    def __init__(self, focused: Callable[[], QWidget | None]) -> None:
        """`focused` gives what has the focus on the page, or had it last while a card is open."""
        super().__init__()
        self._focused = focused
        self._section = Page.STORY
        self._picture: Picture | None = None
        self._contacts: Mapping[str, str] = {}
        self._today = date.min  # the line's day comes with each picture
        self._fields: dict[str, QuestionField] = {}
        self._shape: tuple[object, ...] = ()
        self._more: set[str] = set()
        self._unfolded: set[str] = set()
        self._words = words_in(ENGLISH)
        self._kept: dict[str, QuestionField] = {}
        self._to_build: list[FormBlock] = []
        self._first_block = True
        self._build_on = QTimer(self)
        self._build_on.setSingleShot(True)
        self._build_on.timeout.connect(self._build_turn)
        self._heads: dict[BlockHead, tuple[str, ...]] = {}
        self._narrow = False
        self._blocks = column(gap=8)
        self.setLayout(self._blocks)

    def set_narrow(self, narrow: bool) -> None:
        """Other questions stand beside each other in a narrow window."""
        if narrow != self._narrow:
            self._narrow = narrow
            self._show()

    @property
    def fields(self) -> Mapping[str, QuestionField]:
        """The fields that are built, by the paths of their questions, in order."""
        return self._fields

    def forget(self) -> None:
        """Another case comes: nothing is unfolded, and the form is built with its picture."""
        self._picture = None
        self._more.clear()
        self._unfolded.clear()
        self._shape = ()

    def show_picture(self, picture: Picture, section: Page, today: date) -> None:
        """A section of the draft as it stands now."""
        self._picture, self._section, self._today = picture, section, today
        self._show()

    def show_contacts(self, contacts: Mapping[str, str]) -> None:
        """The numbers of the centre that a caller may be given."""
        self._contacts = contacts
        self.fill()

    def speak(self, words: Words) -> None:
        """Ask the questions in another language, at once; no answer changes."""
        if words is self._words:
            return
        self._words = words
        for field in self._fields.values():
            field.speak(words)
        self._show()

    def focused_path(self) -> str:
        """The question that has the focus, or nothing."""
        return self.path_of(self._focused())

    def path_of(self, widget: QWidget | None) -> str:
        """The question that a widget belongs to, or nothing."""
        if widget is None:
            return ""
        return next((path for path, one in self._fields.items() if one.isAncestorOf(widget)), "")

    def fill(self) -> None:
        """Show each answer as it stands, and what is said beside it."""
        if self._picture is None:
            return
        for path, field in self._fields.items():
            answer = answer_at(self._picture.intake, path)
            field.show_answer(
                answer,
                self._picture.problem_at(path),
                heard=self._picture.heard.get(path, ""),
                own=self._picture.own.get(path, 0),
                wish=self._beside(path, self._picture),
            )
        for head, paths in self._heads.items():
            asked = sum(answer_at(self._picture.intake, path).asked for path in paths)
            head.show_progress(asked, len(paths))

    def build_whole(self) -> None:
        """Somebody wants a question that is not built yet."""
        if self._to_build:
            self._build_on.stop()
            while self._to_build:
                self._build_next()
            self.fill()

    def unfold(self, path: str) -> None:
        """Open what hides a question: a folded member, or the questions that come later."""
        if self._picture is None:
            return
        for block in form_of(self._section, self._picture.intake, self._today):
            if any(field.path == path for field in (*block.fields, *block.later)):
                self._unfolded.add(block.key)
                if any(field.path == path for field in block.later):
                    self._more.add(block.key)
                self._show()

    def _show(self) -> None:
        if self._picture is None:
            return
        blocks = form_of(self._section, self._picture.intake, self._today)
        shape = (self._section, self._shape_of(blocks))
        if shape != self._shape:
            self._shape = shape
            self._rebuild(blocks)
        self.fill()

    def _beside(self, path: str, picture: Picture) -> str:
        """What stands beside a number, or beside the question who arranges a review."""
        if path == WHO_ARRANGES:
            return direct_contact(picture.intake, self._contacts)
        return picture.wishes if path in NUMBERS else ""

    def _shape_of(self, blocks: Iterable[FormBlock]) -> tuple[object, ...]:
        return tuple(
            (
                block.key,
                block.add,
                block.summary if self._is_folded(block) else "open",
                tuple((one.path, self._is_wide(one)) for one in self._open_fields(block)),
            )
            for block in blocks
        )

    def _open_fields(self, block: FormBlock) -> tuple[FormField, ...]:
        if self._is_folded(block):
            return ()
        return block.fields + (block.later if block.key in self._more else ())

    def _rebuild(self, blocks: tuple[FormBlock, ...]) -> None:
        """Build what is in view at once and the rest in the next turns: typing never waits."""
        before, kept = self.focused_path(), self._fields | self._kept
        self._heads = {}
        wanted = {one.path for block in blocks for one in self._open_fields(block)}
        self._fields = {}
        self._clear(self._blocks, set(kept.values()))
        self._kept = {path: field for path, field in kept.items() if path in wanted}
        for path, field in kept.items():
            if path not in wanted:
                field.hide()
                field.deleteLater()
        self._to_build = list(blocks)
        self._first_block = True
        while self._to_build and len(self._fields) < BUILT_AT_ONCE:
            self._build_next()
        if before in wanted and before not in self._fields:
            self.build_whole()
        if before in self._fields:
            self._fields[before].take_focus()
        if self._to_build:
            self._build_on.start()

    def _build_next(self) -> None:
        self._add_block(self._to_build.pop(0), self._kept, first=self._first_block)
        self._first_block = False

    def _build_turn(self) -> None:
        if not self._to_build:
            return
        self._build_next()
        self.fill()
        if self._to_build:
            self._build_on.start()

    def _add_block(self, block: FormBlock, kept: dict[str, QuestionField], *, first: bool) -> None:
        head = self._head(block, first)
        self._heads[head] = tuple(one.path for one in self._open_fields(block))
        self._blocks.addWidget(head)
        if self._is_folded(block):
            self._add_foot(block)
            return
        # In the tree before its fields are: a field that is shown without a parent is a window.
        box = QWidget(self)
        self._blocks.addWidget(box)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(_BESIDE)
        tall = px("space.form_row")
        grid.setVerticalSpacing(0 if block.key in ("urg", "out") else tall)
        for half in (0, 1):
            grid.setColumnStretch(half, 1)
            grid.setColumnMinimumWidth(half, 120)
        line = place = 0
        for item in self._open_fields(block):
            field = kept.pop(item.path, None) or self._make_field(item)
            self._fields[item.path] = field
            if self._is_wide(item):
                line += 1 if place else 0
                grid.addWidget(field, line, 0, 1, 2)
                line, place = line + 1, 0
            else:
                grid.addWidget(field, line, place, Qt.AlignmentFlag.AlignTop)
                line, place = (line + 1, 0) if place else (line, 1)
            field.show()
        self._add_foot(block)

    def _is_wide(self, item: FormField) -> bool:
        torn = self._picture is not None and answer_at(self._picture.intake, item.path).in_conflict
        return torn or item.wide or not self._fits_a_half(self._words.label(item.question))

    def _fits_a_half(self, label: str) -> bool:
        """Whether a question is read whole beside another, with the letter of its source."""
        return text_width(label, "subm") + _LETTER <= _HALF[self._narrow]

    def _head(self, block: FormBlock, first: bool) -> BlockHead:
        head = BlockHead(block, first=first, is_open=block.key in self._unfolded)
        head.fold_turned.connect(lambda: self._turn_fold(block.key))
        head.removed.connect(lambda: self.member_removed.emit(block.group, block.member))
        return head

    def _turn_fold(self, key: str) -> None:
        self._unfolded.symmetric_difference_update({key})
        self._show()

    def _is_folded(self, block: FormBlock) -> bool:
        return bool(block.summary) and block.key not in self._unfolded

    def _add_foot(self, block: FormBlock) -> None:
        has_more = bool(block.later) and block.key not in self._more and not self._is_folded(block)
        if not block.add and not has_more:
            return
        foot = BlockFoot(block, has_more=has_more)
        foot.more_wanted.connect(lambda: self._open_more(block.key))
        foot.added.connect(lambda: self.member_added.emit(block.group))
        self._blocks.addWidget(foot)

    def _make_field(self, item: FormField) -> QuestionField:
        field = QuestionField(item.path, item.question)
        field.speak(self._words)
        field.edited.connect(self.edited)
        field.worded.connect(self.worded)
        field.drafted.connect(self.drafted)
        field.settled.connect(self.settled)
        field.kind_typed.connect(self.kind_typed)
        field.kind_chosen.connect(self.kind_chosen)
        return field

    def _open_more(self, key: str) -> None:
        self._more.add(key)
        self._show()

    def _clear(self, layout: QVBoxLayout, kept: set[QuestionField]) -> None:
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is None:
                continue
            for field in widget.findChildren(QuestionField):
                if field in kept:
                    field.hide()
                    field.setParent(self)
            widget.hide()
            widget.deleteLater()
