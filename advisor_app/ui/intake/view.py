"""The page of the intake: sections, story, form. Passive: shown a picture, emits what is done."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import ClassVar, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from advisor_app.domain.authority import Disclosure
from advisor_app.domain.case import FREE_TEXT
from advisor_app.domain.completeness import diagnosis_facts
from advisor_app.domain.contact_wishes import NUMBERS
from advisor_app.domain.direct_contact import QUESTION as WHO_ARRANGES
from advisor_app.domain.direct_contact import direct_contact
from advisor_app.domain.intake import Caller
from advisor_app.domain.paths import answer_at, question_of
from advisor_app.domain.questions import Page
from advisor_app.domain.words import ENGLISH, Words, words_in
from advisor_app.ui.intake.brief_strip import BriefStrip
from advisor_app.ui.intake.facts_meter import FactsMeter
from advisor_app.ui.intake.field import QuestionField
from advisor_app.ui.intake.form import LONGEST_HALF, FormBlock, FormField, form_of
from advisor_app.ui.intake.header import CaseHeader
from advisor_app.ui.intake.person_strip import PersonStrip
from advisor_app.ui.intake.picture import Picture
from advisor_app.ui.intake.sections import WIDTH, SectionList
from advisor_app.ui.intake.story import StoryBox
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame, hline
from advisor_app.ui.kit.layouts import column, holder, row, scrolled
from advisor_app.ui.kit.strips import EmptyState, Strip
from advisor_app.ui.page import WorkPage
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.theme import px
from advisor_app.ui.wording import VERB, phrase

_ABOUT_WHO: Final = (Page.STORY, Page.CALLER, Page.PATIENT)
"""The sections beside which the people on record are shown."""


BUILT_AT_ONCE: Final = 12
"""So many questions fill the page at 1280x800 and more; the rest is built in the next turns."""


class IntakeView(WorkPage):
    """Everything that is asked, in any order, by keyboard."""

    page_name: ClassVar[str] = "intake"

    edited = Signal(str, object)
    worded = Signal(str, str)
    drafted = Signal(str, str)
    cursor_moved = Signal(str)
    settled = Signal(str, int)
    kind_typed = Signal(str, str)
    kind_chosen = Signal(str, object)
    member_added = Signal(str)
    member_removed = Signal(str, str)
    section_chosen = Signal(object)
    language_chosen = Signal(str)
    story_changed = Signal(str)
    chip_kept = Signal(object)
    chip_dropped = Signal(object)
    new_case_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("intakePage")
        self._page = Page.STORY
        self._picture: Picture | None = None
        self._contacts: Mapping[str, str] = {}
        self._today = date.min  # the line's day comes with each picture
        self._fields: dict[str, QuestionField] = {}
        self._shape: tuple[object, ...] = ()
        self._more: set[str] = set()
        self._unfolded: set[str] = set()
        self._cursor_in = ""
        self._words = words_in(ENGLISH)
        self._kept: dict[str, QuestionField] = {}
        self._to_build: list[FormBlock] = []
        self._first_block = True
        self._build_on = QTimer(self)
        self._build_on.setSingleShot(True)
        self._build_on.timeout.connect(self._build_turn)
        self._build()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # ---- shown ----

    def show_nothing(self) -> None:
        """No case is on the desk."""
        self._picture = None
        self._stack.setCurrentIndex(0)

    def show_case(self, story: str, saved_at: datetime | None, page: Page) -> None:
        """A case was opened: its story, when it was saved last, and the section to begin in.

        The form is built once, with the picture that follows.
        """
        self._picture = None
        self.show_section(page)
        self._more.clear()
        self._unfolded.clear()
        self._shape = ()
        self._cursor_in = ""
        self._recovered.hide()
        self.story.show_story(story)
        self._stack.setCurrentIndex(1)
        if saved_at is not None:
            self.header.show_saved(saved_at)

    def show_picture(self, picture: Picture, today: date) -> None:
        """The draft as it stands now."""
        self._picture, self._today = picture, today
        self.header.show_picture(picture, today)
        troubled = {
            question_of(problem.path).page for problem in picture.problems if problem.serious
        }
        pages = {page for page in troubled if page is not None}
        self.sections.show_progress(picture.progress, pages)
        self._show_authority(picture.disclosure)
        self.facts.show_facts(diagnosis_facts(picture.intake))
        self._show_form()

    def show_contacts(self, contacts: Mapping[str, str]) -> None:
        """The numbers of the centre that a caller may be given."""
        self._contacts = contacts
        self._fill_fields()

    def show_section(self, page: Page) -> None:
        """Turn to a section."""
        self._page = page
        self.sections.show_current(page)
        self.people.want(page in _ABOUT_WHO)
        self.story.setVisible(page is Page.STORY)
        self.facts.setVisible(page is Page.DIAGNOSIS)
        if self._picture is not None:
            self._show_form()
        self._scroll.verticalScrollBar().setValue(0)

    def speak(self, words: Words) -> None:
        """Ask the questions in another language, at once; no answer changes."""
        if words is self._words:
            return
        self._words = words
        self.sections.show_language(words.language)
        for field in self._fields.values():
            field.speak(words)
        self._show_form()

    def show_recovered(self, words: str) -> None:
        """What was brought back after a sudden end; it goes when it was read."""
        self._recovered.show_words(words)
        self._recovered.show()

    def show_kinds(self, path: str, answers: object, near: int = 0) -> None:
        """The readings of the words typed at `path`; the first `near` stand side by side."""
        field = self._fields.get(path)
        if field is not None:
            field.show_kinds(answers, near)

    def show_kind_name(self, path: str, name: str, where: str, words: str) -> None:
        """The chosen kind in our words."""
        field = self._fields.get(path)
        if field is not None:
            field.show_kind_name(name, where, words)

    def refuse(self, path: str, mistake: str) -> None:
        """Say beside the field why its text is not taken."""
        field = self._fields.get(path)
        if field is not None:
            field.refuse(mistake)

    def set_narrow(self, narrow: bool) -> None:
        self.header.set_narrow(narrow)
        if self._picture is not None:
            self.header.show_picture(self._picture, self._today)

    # ---- asked ----

    @property
    def section(self) -> Page:
        """The section that is open."""
        return self._page

    def paths(self) -> tuple[str, ...]:
        """The questions on the page, in order."""
        self._build_whole()
        return tuple(self._fields)

    def field_at(self, path: str) -> QuestionField | None:
        """The field of a question, where it is on the page."""
        self._build_whole()
        return self._fields.get(path)

    def cursor_place(self) -> tuple[str, int]:
        """The question that was worked on last, and the place of the cursor in its text."""
        if self._cursor_in == FREE_TEXT:
            return FREE_TEXT, self.story.cursor_place()
        field = self._fields.get(self._cursor_in)
        return self._cursor_in, field.cursor_place() if field is not None else 0

    def put_cursor(self, path: str, place: int) -> None:
        """Put the cursor where it was."""
        if path == FREE_TEXT:
            self.section_chosen.emit(Page.STORY)
            self.story.put_cursor(place)
        elif path and self.focus_question(path):
            self._fields[path].put_cursor(place)

    def focused_path(self) -> str:
        """The question that has the focus, or nothing."""
        for path, field in self._fields.items():
            if field.isAncestorOf(self.focusWidget() or self):
                return path
        return ""

    def focus_question(self, path: str) -> bool:
        """Turn to the section of a question and put the cursor into it."""
        page = question_of(path).page
        if page is None:
            return False
        if page is not self._page:
            self.section_chosen.emit(page)
        self._build_whole()
        if path not in self._fields:
            self._open_more_for(path)
            self._build_whole()
        field = self._fields.get(path)
        if field is None:
            return False
        field.take_focus()
        self._bring_into_view()
        return True

    def focus_conflict(self) -> bool:
        """Put the focus on the first conflict card of the section."""
        self._build_whole()
        return any(field.focus_conflict() for field in self._fields.values())

    def on_show(self) -> None:
        if self._stack.currentIndex() == 1:
            QTimer.singleShot(0, self.take_focus)

    def take_focus(self) -> None:
        """Put the cursor where work begins in this section."""
        if self._page is Page.STORY:
            self.story.setFocus()
        elif self._fields:
            next(iter(self._fields.values())).take_focus()

    def _show_authority(self, allowed: Disclosure) -> None:
        """Why nothing may be told, booked or printed, and what would change it."""
        caller = self._picture.intake.caller if self._picture is not None else Caller()
        another_calls = caller.is_patient.known or caller.relationship.known
        shown = not allowed.allowed and another_calls
        self._silent.setVisible(shown)
        if shown:
            self._silent.show_words(
                phrase("{why}: nothing is told back, booked or printed", why=allowed.why)
            )

    def _ask_authority(self) -> None:
        open_yet = self._picture is None or not self._picture.intake.caller.is_patient.known
        self.focus_question("caller.is_patient" if open_yet else "caller.authority")

    def _focus_moved(self, _left: QWidget | None, now: QWidget | None) -> None:
        """Tell of the question that the cursor came into; a popup or a dialog is no question."""
        if now is None or not self.isAncestorOf(now):
            return
        path = ""
        if self.story.isAncestorOf(now):
            path = FREE_TEXT
        else:
            path = next((one for one, field in self._fields.items() if field.isAncestorOf(now)), "")
        for one, field in self._fields.items():
            field.show_keys(shown=one == path)
        if path and path != self._cursor_in:
            self._cursor_in = path
            self.cursor_moved.emit(path)

    # ---- built ----

    def _bring_into_view(self) -> None:
        field = self._fields.get(self.focused_path())
        if field is not None:
            self._scroll.ensureWidgetVisible(field, 0, 48)

    def _build(self) -> None:
        self.header, self.sections, self.story = CaseHeader(), SectionList(), StoryBox()
        self.people = PersonStrip()
        self.consult = Strip(
            "consultStrip", "info", "", verb=phrase("Answer"), key="F5", icon="nurse"
        )
        self.consult.hide()
        self.brief = BriefStrip()
        self.sections.setFixedWidth(WIDTH)
        self.sections.chosen.connect(self.section_chosen)
        self.sections.language_chosen.connect(self.language_chosen)
        self.story.story_changed.connect(self.story_changed)
        self.story.kept.connect(self.chip_kept)
        self.story.dropped.connect(self.chip_dropped)
        self.facts = FactsMeter()
        self.facts.hide()
        self._blocks = column(gap=8)
        self._form = holder(
            column(self.story, self.facts, self._blocks, None, margins=(8, 0, 16, 16), gap=8)
        )
        self._scroll = scrolled(self._form, name="intakeForm")
        # A section that was just built has its height only after several turns of its layouts.
        self._scroll.verticalScrollBar().rangeChanged.connect(self._bring_into_view)
        self._silent = Strip("authorityStrip", "warning", "", verb=phrase("Ask"), icon="lock")
        self._silent.pressed.connect(self._ask_authority)
        self._silent.hide()
        self._recovered = Strip("recoveryStrip", "info", "", verb=phrase("Good"), icon="undo")
        self._recovered.pressed.connect(self._recovered.hide)
        self._recovered.hide()
        beside = row(self.sections, (self._scroll, 1), margins=(0, 8, 0, 0), gap=0)
        news = column(self.brief, self._recovered, self._silent, gap=0)
        whole = column(self.header, hline(), news, (beside, 1), self.consult, self.people, gap=0)
        work = frame("surface", whole, name="intakeSurface")
        empty = EmptyState(
            "noCaseYet",
            "intake",
            phrase("No case on the desk"),
            phrase("Take a call in the queue, or start a case for someone who is with you."),
            verb=phrase("New case"),
            key="Ctrl N",
        )
        empty.pressed.connect(self.new_case_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(empty)
        self._stack.addWidget(work)
        self.setLayout(column(self._stack))
        self.sections.show_current(self._page)

    def _show_form(self) -> None:
        if self._picture is None:
            return
        blocks = form_of(self._page, self._picture.intake, self._today)
        shape = (self._page, self._shape_of(blocks))
        if shape != self._shape:
            self._shape = shape
            self._rebuild(blocks)
        self._fill_fields()

    def _fill_fields(self) -> None:
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
                block.summary if block.key not in self._unfolded else "open",
                tuple((one.path, self._is_wide(one)) for one in self._open_fields(block)),
            )
            for block in blocks
        )

    def _open_fields(self, block: FormBlock) -> tuple[FormField, ...]:
        if block.summary and block.key not in self._unfolded:
            return ()
        return block.fields + (block.later if block.key in self._more else ())

    def _rebuild(self, blocks: tuple[FormBlock, ...]) -> None:
        """Build what is in view at once and the rest in the next turns: typing never waits."""
        before, kept = self.focused_path(), self._fields | self._kept
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
            self._build_whole()
        if before in self._fields:
            self._fields[before].take_focus()
        if self._to_build:
            self._build_on.start()

    def _build_next(self) -> None:
        self._add_block(self._to_build.pop(0), self._kept, first=self._first_block)
        self._first_block = False

    def _build_whole(self) -> None:
        """Somebody wants a question that is not built yet."""
        if self._to_build:
            self._build_on.stop()
            while self._to_build:
                self._build_next()
            self._fill_fields()

    def _build_turn(self) -> None:
        if not self._to_build:
            return
        self._build_next()
        self._fill_fields()
        if self._to_build:
            self._build_on.start()

    def _add_block(self, block: FormBlock, kept: dict[str, QuestionField], *, first: bool) -> None:
        self._blocks.addWidget(self._head(block, first))
        if block.summary and block.key not in self._unfolded:
            self._add_foot(block)
            return
        # In the tree before its fields are: a field that is shown without a parent is a window.
        box = QWidget(self._form)
        self._blocks.addWidget(box)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
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
                grid.addWidget(field, line, place)
                line, place = (line + 1, 0) if place else (line, 1)
            field.show()
        self._add_foot(block)

    def _is_wide(self, item: FormField) -> bool:
        torn = self._picture is not None and answer_at(self._picture.intake, item.path).in_conflict
        return torn or item.wide or len(self._words.label(item.question)) > LONGEST_HALF

    def _head(self, block: FormBlock, first: bool) -> QWidget:
        head = row(margins=(0, 0 if first else 8, 0, 0), gap=8)
        if block.title:
            head.addWidget(plain_label(block.title, "h2", "ink"))
        picture = self._picture
        if first and picture is not None:
            progress = picture.progress[self._page]
            words = phrase(
                "{answered} of {asked_for} answered",
                answered=progress.answered,
                asked_for=progress.asked_for,
            )
            head.addWidget(plain_label(words, "sub", "ink3"))
        if block.summary:
            self._add_fold(head, block)
        else:
            head.addStretch(1)
        if block.member and block.group != "dx" and block.fields:
            remove = Button(
                f"remove_{block.group}_{block.member}", phrase("Remove"), "quiet", height=28
            )
            remove.clicked.connect(
                lambda _on=False, b=block: self.member_removed.emit(b.group, b.member)
            )
            head.addWidget(remove)
        return holder(head)

    def _add_fold(self, head: QHBoxLayout, block: FormBlock) -> None:
        """A member among many: what it holds, in one line, and a button that opens it."""
        is_open = block.key in self._unfolded
        head.addWidget(ElidedLabel("" if is_open else block.summary, "body", "ink2"), 1)
        name = f"{'fold' if is_open else 'open'}_{block.group}_{block.member}"
        button = Button(
            name, phrase("Fold") if is_open else phrase("Open", context=VERB), "quiet", height=28
        )
        button.clicked.connect(lambda _on=False, key=block.key: self._turn_fold(key))
        head.addWidget(button)

    def _turn_fold(self, key: str) -> None:
        self._unfolded.symmetric_difference_update({key})
        self._show_form()

    def _add_foot(self, block: FormBlock) -> None:
        folded = bool(block.summary) and block.key not in self._unfolded
        more_to_come = bool(block.later) and block.key not in self._more and not folded
        if not block.add and not more_to_come:
            return
        foot = row(margins=(0, 0, 0, 4), gap=8)
        if more_to_come:
            name = f"more_{block.key}".replace("/", "_")
            count = len(block.later)
            words = (
                phrase("1 more question")
                if count == 1
                else phrase("{count} more questions", count=count)
            )
            more = Button(name, words, "quiet", height=28, pad=8)
            more.clicked.connect(lambda _on=False, key=block.key: self._open_more(key))
            foot.addWidget(more)
        if block.add:
            add = Button(f"add_{block.group}", block.add, icon="plus", height=28, pad=10)
            add.clicked.connect(lambda _on=False, group=block.group: self.member_added.emit(group))
            foot.addWidget(add)
        foot.addStretch(1)
        self._blocks.addWidget(holder(foot))

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
        self._show_form()

    def _open_more_for(self, path: str) -> None:
        if self._picture is None:
            return
        for block in form_of(self._page, self._picture.intake, self._today):
            if any(field.path == path for field in (*block.fields, *block.later)):
                self._unfolded.add(block.key)
                if any(field.path == path for field in block.later):
                    self._more.add(block.key)
                self._show_form()

    def _clear(self, layout: QVBoxLayout, kept: set[QuestionField]) -> None:
        while (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is None:
                continue
            for field in widget.findChildren(QuestionField):
                if field in kept:
                    field.hide()
                    field.setParent(self._form)
            widget.hide()
            widget.deleteLater()
