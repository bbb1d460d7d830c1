"""The page of the intake: sections, story, form. Passive: shown a picture, emits what is done."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import ClassVar, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from advisor_app.domain.paths import answer_at, question_of
from advisor_app.domain.questions import Page
from advisor_app.ui.intake.field import QuestionField
from advisor_app.ui.intake.form import FormBlock, FormField, form_of
from advisor_app.ui.intake.header import CaseHeader
from advisor_app.ui.intake.person_strip import PersonStrip
from advisor_app.ui.intake.presenter import Picture
from advisor_app.ui.intake.sections import WIDTH, SectionList
from advisor_app.ui.intake.story import StoryBox
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame, hline
from advisor_app.ui.kit.layouts import column, holder, row, scrolled
from advisor_app.ui.kit.strips import EmptyState, Strip
from advisor_app.ui.page import WorkPage
from advisor_app.ui.text import plain_label

_ABOUT_WHO: Final = (Page.STORY, Page.CALLER, Page.PATIENT)
"""The sections beside which the people on record are shown."""


class IntakeView(WorkPage):
    """Everything that is asked, in any order, by keyboard."""

    page_name: ClassVar[str] = "intake"
    title: ClassVar[str] = "Intake"
    icon: ClassVar[str] = "intake"

    edited = Signal(str, object)
    worded = Signal(str, str)
    settled = Signal(str, int)
    kind_typed = Signal(str, str)
    kind_chosen = Signal(str, object)
    member_added = Signal(str)
    member_removed = Signal(str, str)
    section_chosen = Signal(object)
    story_changed = Signal(str)
    chip_kept = Signal(object)
    chip_dropped = Signal(object)
    new_case_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("intakePage")
        self._page = Page.STORY
        self._picture: Picture | None = None
        self._today = date.today()
        self._fields: dict[str, QuestionField] = {}
        self._shape: tuple[object, ...] = ()
        self._more: set[str] = set()
        self._build()

    # ---- shown ----

    def show_nothing(self) -> None:
        """No case is on the desk."""
        self._picture = None
        self._stack.setCurrentIndex(0)

    def show_case(self, story: str, saved_at: datetime | None) -> None:
        """A case was opened: its story, and when it was saved last."""
        self._more.clear()
        self._shape = ()
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
        self._show_form()

    def show_section(self, page: Page) -> None:
        """Turn to a section."""
        self._page = page
        self.sections.show_current(page)
        self.people.want(page in _ABOUT_WHO)
        self.story.setVisible(page in (Page.STORY, Page.DIAGNOSIS))
        if self._picture is not None:
            self._show_form()
        self._scroll.verticalScrollBar().setValue(0)

    def show_kinds(self, path: str, answers: object) -> None:
        """The readings of the words typed at `path`."""
        field = self._fields.get(path)
        if field is not None:
            field.show_kinds(answers)

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
        self.sections.setFixedWidth(WIDTH[1] if narrow else WIDTH[0])
        if self._picture is not None:
            self.header.show_picture(self._picture, self._today)

    # ---- asked ----

    @property
    def section(self) -> Page:
        """The section that is open."""
        return self._page

    def paths(self) -> tuple[str, ...]:
        """The questions on the page, in order."""
        return tuple(self._fields)

    def field_at(self, path: str) -> QuestionField | None:
        """The field of a question, where it is on the page."""
        return self._fields.get(path)

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
        if path not in self._fields:
            self._open_more_for(path)
        field = self._fields.get(path)
        if field is None:
            return False
        field.take_focus()
        self._bring_into_view()
        return True

    def focus_conflict(self) -> bool:
        """Put the focus on the first conflict card of the section."""
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

    # ---- built ----

    def _bring_into_view(self) -> None:
        field = self._fields.get(self.focused_path())
        if field is not None:
            self._scroll.ensureWidgetVisible(field, 0, 48)

    def _build(self) -> None:
        self.header, self.sections, self.story = CaseHeader(), SectionList(), StoryBox()
        self.people = PersonStrip()
        self.consult = Strip("consultStrip", "info", "", verb="Answer", key="F5", icon="nurse")
        self.consult.hide()
        self.sections.setFixedWidth(WIDTH[0])
        self.sections.chosen.connect(self.section_chosen)
        self.story.story_changed.connect(self.story_changed)
        self.story.kept.connect(self.chip_kept)
        self.story.dropped.connect(self.chip_dropped)
        self._blocks = column(gap=8)
        self._form = holder(column(self.story, self._blocks, None, margins=(8, 0, 16, 16), gap=8))
        self._scroll = scrolled(self._form, name="intakeForm")
        # A section that was just built has its height only after several turns of its layouts.
        self._scroll.verticalScrollBar().rangeChanged.connect(self._bring_into_view)
        beside = row(self.sections, (self._scroll, 1), margins=(0, 8, 0, 0), gap=0)
        work = frame(
            "surface",
            column(self.header, hline(), (beside, 1), self.consult, self.people, gap=0),
            name="intakeSurface",
        )
        empty = EmptyState(
            "noCaseYet",
            "intake",
            "No case on the desk",
            "Take a call in the queue, or start a case for someone who is with you.",
            verb="New case",
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
        for path, field in self._fields.items():
            answer = answer_at(self._picture.intake, path)
            field.show_answer(answer, self._picture.problem_at(path))

    def _shape_of(self, blocks: Iterable[FormBlock]) -> tuple[object, ...]:
        return tuple(
            (block.key, block.add, tuple(field.path for field in self._open_fields(block)))
            for block in blocks
        )

    def _open_fields(self, block: FormBlock) -> tuple[FormField, ...]:
        return block.fields + (block.later if block.key in self._more else ())

    def _rebuild(self, blocks: tuple[FormBlock, ...]) -> None:
        before, kept = self.focused_path(), dict(self._fields)
        self._fields = {}
        self._clear(self._blocks, set(kept.values()))
        for number, block in enumerate(blocks):
            self._add_block(block, kept, first=number == 0)
        for path, field in kept.items():
            if path not in self._fields:
                field.hide()
                field.deleteLater()
        if before in self._fields:
            self._fields[before].take_focus()

    def _add_block(self, block: FormBlock, kept: dict[str, QuestionField], *, first: bool) -> None:
        self._blocks.addWidget(self._head(block, first))
        # In the tree before its fields are: a field that is shown without a parent is a window.
        box = QWidget(self._form)
        self._blocks.addWidget(box)
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(0 if block.key == "urg" else 8)
        for half in (0, 1):
            grid.setColumnStretch(half, 1)
            grid.setColumnMinimumWidth(half, 120)
        line = place = 0
        for item in self._open_fields(block):
            field = kept.get(item.path) or self._make_field(item)
            self._fields[item.path] = field
            if item.wide:
                line += 1 if place else 0
                grid.addWidget(field, line, 0, 1, 2)
                line, place = line + 1, 0
            else:
                grid.addWidget(field, line, place)
                line, place = (line + 1, 0) if place else (line, 1)
            field.show()
        self._add_foot(block)

    def _head(self, block: FormBlock, first: bool) -> QWidget:
        head = row(
            plain_label(block.title, "h2", "ink"), margins=(0, 0 if first else 8, 0, 0), gap=8
        )
        picture = self._picture
        if first and picture is not None:
            progress = picture.progress[self._page]
            words = f"{progress.answered} of {progress.asked_for} answered"
            head.addWidget(plain_label(words, "sub", "ink3"))
        head.addStretch(1)
        if block.member and block.group != "dx" and block.fields:
            remove = Button(f"remove_{block.group}_{block.member}", "Remove", "quiet", height=28)
            remove.clicked.connect(
                lambda _on=False, b=block: self.member_removed.emit(b.group, b.member)
            )
            head.addWidget(remove)
        return holder(head)

    def _add_foot(self, block: FormBlock) -> None:
        if not block.add and not (block.later and block.key not in self._more):
            return
        foot = row(margins=(0, 0, 0, 4), gap=8)
        if block.later and block.key not in self._more:
            name = f"more_{block.key}".replace("/", "_")
            count = len(block.later)
            words = "1 more question" if count == 1 else f"{count} more questions"
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
        field.edited.connect(self.edited)
        field.worded.connect(self.worded)
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
            if any(field.path == path for field in block.later):
                self._open_more(block.key)

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
