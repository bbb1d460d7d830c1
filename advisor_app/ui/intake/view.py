"""The page of the intake: sections, story, form. Passive: shown a picture, emits what is done."""

from datetime import date, datetime
from typing import ClassVar, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QStackedWidget,
    QWidget,
)

from advisor_app.domain.authority import Disclosure
from advisor_app.domain.case import FREE_TEXT
from advisor_app.domain.completeness import diagnosis_facts
from advisor_app.domain.intake import Caller
from advisor_app.domain.paths import question_of
from advisor_app.domain.questions import Page
from advisor_app.domain.words import Words
from advisor_app.ui.intake.brief_strip import BriefStrip
from advisor_app.ui.intake.facts_meter import FactsMeter
from advisor_app.ui.intake.field import QuestionField
from advisor_app.ui.intake.header import CaseHeader
from advisor_app.ui.intake.person_strip import PersonStrip
from advisor_app.ui.intake.picture import Picture
from advisor_app.ui.intake.question_form import QuestionForm
from advisor_app.ui.intake.sections import WIDTH, SectionList
from advisor_app.ui.intake.story import StoryBox
from advisor_app.ui.kit.frames import frame, hline
from advisor_app.ui.kit.layouts import column, holder, row, scrolled
from advisor_app.ui.kit.strips import EmptyState, Strip
from advisor_app.ui.page import WorkPage
from advisor_app.ui.wording import phrase

_ABOUT_WHO: Final = (Page.STORY, Page.CALLER, Page.PATIENT)
"""The sections beside which the people on record are shown."""


class IntakeView(WorkPage):
    """Everything that is asked, in any order, by keyboard; `form` tells of what is answered."""

    page_name: ClassVar[str] = "intake"

    cursor_moved = Signal(str)
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
        self._today = date.min  # the line's day comes with each picture
        self._cursor_in = ""
        self._build()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # ---- shown ----

    def show_nothing(self) -> None:
        """No case is on the desk."""
        self._picture = None
        self.form.forget()
        self._stack.setCurrentIndex(0)

    def show_case(self, story: str, saved_at: datetime | None, page: Page) -> None:
        """A case was opened: its story, when it was saved last, and the section to begin in.

        The form is built once, with the picture that follows.
        """
        self._picture = None
        self.show_section(page)
        self.form.forget()
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
        self.form.show_picture(picture, self._page, today)
        if any(row.kind.known for row in picture.intake.dx.rows):
            self.brief.kind_is_known()

    def show_section(self, page: Page) -> None:
        """Turn to a section."""
        self._page = page
        self.sections.show_current(page)
        self.people.want(page in _ABOUT_WHO)
        self.story.setVisible(page is Page.STORY)
        self.facts.setVisible(page is Page.DIAGNOSIS)
        if self._picture is not None:
            self.form.show_picture(self._picture, page, self._today)
        self._scroll.verticalScrollBar().setValue(0)

    def speak(self, words: Words) -> None:
        """Ask the questions in another language, at once; no answer changes."""
        self.sections.show_language(words.language)
        self.form.speak(words)

    def show_recovered(self, words: str) -> None:
        """What was brought back after a sudden end; it goes when it was read."""
        self._recovered.show_words(words)
        self._recovered.show()

    def show_kinds(self, path: str, answers: object, near: int = 0) -> None:
        """The readings of the words typed at `path`; the first `near` stand side by side."""
        field = self.form.fields.get(path)
        if field is not None:
            field.show_kinds(answers, near)

    def show_kind_name(self, path: str, name: str, where: str, words: str) -> None:
        """The chosen kind in our words."""
        field = self.form.fields.get(path)
        if field is not None:
            field.show_kind_name(name, where, words)

    def refuse(self, path: str, mistake: str) -> None:
        """Say beside the field why its text is not taken."""
        field = self.form.fields.get(path)
        if field is not None:
            field.refuse(mistake)

    def set_narrow(self, narrow: bool) -> None:
        self.header.set_narrow(narrow)
        self.form.set_narrow(narrow)
        if self._picture is not None:
            self.header.show_picture(self._picture, self._today)

    # ---- asked ----

    @property
    def section(self) -> Page:
        """The section that is open."""
        return self._page

    def paths(self) -> tuple[str, ...]:
        """The questions on the page, in order."""
        self.form.build_whole()
        return tuple(self.form.fields)

    def field_at(self, path: str) -> QuestionField | None:
        """The field of a question, where it is on the page."""
        self.form.build_whole()
        return self.form.fields.get(path)

    def cursor_place(self) -> tuple[str, int]:
        """The question that was worked on last, and the place of the cursor in its text."""
        if self._cursor_in == FREE_TEXT:
            return FREE_TEXT, self.story.cursor_place()
        field = self.form.fields.get(self._cursor_in)
        return self._cursor_in, field.cursor_place() if field is not None else 0

    def put_cursor(self, path: str, place: int) -> None:
        """Put the cursor where it was."""
        if path == FREE_TEXT:
            self.section_chosen.emit(Page.STORY)
            self.story.put_cursor(place)
        elif path and self.focus_question(path):
            self.form.fields[path].put_cursor(place)

    def focused_path(self) -> str:
        """The question that has the focus, or nothing."""
        return self.form.focused_path()

    def focus_question(self, path: str) -> bool:
        """Turn to the section of a question and put the cursor into it."""
        page = question_of(path).page
        if page is None:
            return False
        if page is not self._page:
            self.section_chosen.emit(page)
        self.form.build_whole()
        if path not in self.form.fields:
            self.form.unfold(path)
            self.form.build_whole()
        field = self.form.fields.get(path)
        if field is None:
            return False
        field.take_focus()
        self._bring_into_view()
        return True

    def focus_conflict(self) -> bool:
        """Put the focus on the first conflict card of the section."""
        self.form.build_whole()
        return any(field.focus_conflict() for field in self.form.fields.values())

    def on_show(self) -> None:
        if self._stack.currentIndex() == 1:
            QTimer.singleShot(0, self.take_focus)

    def take_focus(self) -> None:
        """Put the cursor where work begins in this section."""
        if self._page is Page.STORY:
            self.story.setFocus()
        elif self.form.fields:
            next(iter(self.form.fields.values())).take_focus()

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
        path = FREE_TEXT if self.story.isAncestorOf(now) else self.form.path_of(now)
        for one, field in self.form.fields.items():
            field.show_keys(shown=one == path)
        if path and path != self._cursor_in:
            self._cursor_in = path
            self.cursor_moved.emit(path)

    # ---- built ----

    def _bring_into_view(self) -> None:
        field = self.form.fields.get(self.focused_path())
        if field is not None:
            self._scroll.ensureWidgetVisible(field, 0, 48)

    def _build(self) -> None:
        self.header, self.sections, self.story = CaseHeader(), SectionList(), StoryBox()
        self.form = QuestionForm(self.focusWidget)
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
        asked = column(self.story, self.facts, self.form, None, margins=(8, 0, 16, 16), gap=8)
        self._scroll = scrolled(holder(asked), name="intakeForm")
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
