"""One question on the page: its label, who said the answer, the editor, and what to look at."""

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from advisor_app.domain.answers import Answer, Source, State
from advisor_app.domain.problems import Problem
from advisor_app.domain.questions import Kind, Question, Stage
from advisor_app.domain.shown import shown
from advisor_app.domain.words import ENGLISH, Words, words_in
from advisor_app.ui.intake.editor import Editor
from advisor_app.ui.intake.editors import editor_for
from advisor_app.ui.intake.flag_row import FlagRow
from advisor_app.ui.intake.kind_editor import KindEditor
from advisor_app.ui.kit.conflict import ConflictCard, StatementShown
from advisor_app.ui.kit.field_state import FieldState
from advisor_app.ui.kit.layouts import column
from advisor_app.ui.kit.marks import ProvenanceCode
from advisor_app.ui.kit.question import QuestionFrame
from advisor_app.ui.wording import later, phrase

SOURCE_WORDS: Final = {
    Source.PATIENT_STATED: "patient",
    Source.CALLER_STATED: "caller",
    Source.READ_FROM_REPORT: later("read from report"),
    Source.DOCUMENT_SEEN: later("document seen"),
    Source.REFERRING_CLINICIAN: "clinician",
    Source.IMPORTED: later("online form"),
    Source.SYSTEM: "",
}
NEEDED_WORDS: Final = {
    Stage.FIRST_CONTACT: later("Needed now"),
    Stage.BOOKING: later("Needed for booking"),
    Stage.VISIT: later("Needed before the visit"),
    Stage.OPTIONAL: "",
}
STATE_WORDS: Final = {State.UNKNOWN: later("Unknown, asked"), State.REFUSED: later("Refused")}
KEYS_OPEN: Final = later("Ctrl+U does not know    Ctrl+Shift+U would rather not say")
KEYS_KNOWN: Final = later("Ctrl+M who says so    Ctrl+Shift+D document seen")
_IN_PLACE: Final = {
    State.UNKNOWN: later("The caller does not know"),
    State.REFUSED: later("Would rather not say"),
}


class QuestionField(QWidget):
    """One question and its answer; emits what the user does with it."""

    edited = Signal(str, object)
    worded = Signal(str, str)
    drafted = Signal(str, str)
    settled = Signal(str, int)
    kind_typed = Signal(str, str)
    kind_chosen = Signal(str, object)

    def __init__(self, path: str, question: Question) -> None:
        super().__init__()
        self.path, self.question = path, question
        name = path.replace(".rows/", "_").replace("/", "_").replace(".", "_")
        self.setObjectName(f"question_{name}")
        self.editor = self._make_editor(name)
        self.frame: QuestionFrame | FlagRow = (
            FlagRow(f"frame_{name}", question.label, self.editor)
            if question.kind is Kind.MOMENT
            or (path.startswith("urg.") and question.kind is Kind.YES_NO)
            else QuestionFrame(f"frame_{name}", question.label, self.editor)
        )
        self._conflict: ConflictCard | None = None
        self._answer: Answer[Any] = Answer()
        self._problem: Problem | None = None
        self._heard, self._own, self._wish = "", 0, ""
        self._given: tuple[object, ...] = ()
        self._words = words_in(ENGLISH)
        self._keys_shown = False
        self._refusal = ""
        self._column = column(self.frame, gap=4)
        self.setLayout(self._column)
        self.editor.edited.connect(self._edited)
        self.editor.worded.connect(lambda words: self.worded.emit(self.path, words))
        self.editor.drafted.connect(lambda words: self.drafted.emit(self.path, words))
        self.editor.left.connect(self._show_again)

    def show_answer(
        self,
        answer: Answer[Any],
        problem: Problem | None,
        *,
        heard: str = "",
        own: int = 0,
        wish: str = "",
    ) -> None:
        """Show the answer as it stands in the draft, and what does not fit.

        `heard` says what another desk did here; `own` is the place of the statement that is being
        typed; `wish` is how a number may be used, or which number may be given. While somebody
        types, nothing is said against it.
        """
        given = (answer, problem, heard, own, wish)
        if given == self._given:
            return
        self._given = given
        self._show(answer, problem, heard, own, wish)

    def _show(
        self, answer: Answer[Any], problem: Problem | None, heard: str, own: int, wish: str
    ) -> None:
        if answer != self._answer:
            self._refusal = ""
        self._answer, self._problem, self._heard, self._own = answer, problem, heard, own
        self._wish = wish
        statement = answer.statements[own] if answer.statements else None
        if statement is not None and not statement.known and statement.verbatim:
            self.editor.show_words(statement.verbatim)
        else:
            known = statement is not None and statement.known
            self.editor.show_value(statement.value if statement is not None and known else None)
        if self.editor.typing:
            problem = None
        self.frame.set_state(self._state(answer, problem), self._state_words(answer))
        self.editor.set_placeholder(self._placeholder(answer))
        self._show_provenance(answer)
        self._show_hint(answer, problem)
        self._show_conflict(answer)

    def refuse(self, mistake: str) -> None:
        """Say beside the field why what was typed is not taken; the typed text stays."""
        self._refusal = phrase("Not taken: it {mistake}", mistake=mistake)
        self.frame.set_state(FieldState.PROBLEM)
        self.frame.set_hint(self._refusal, "problem")

    def speak(self, words: Words) -> None:
        """Ask in another language; the answer stays what it is."""
        if words is self._words:
            return
        before, label = self._words.label(self.question), words.label(self.question)
        self._words = words
        self.frame.set_label(label)
        self.editor.speak(words, self.question.path)
        for one in (self.editor, *self.editor.findChildren(QWidget)):
            name = one.accessibleName()
            if name.startswith(before):
                one.setAccessibleName(label + name.removeprefix(before))

    def show_keys(self, *, shown: bool) -> None:
        """Say the keys of a question under the field that has the cursor, where there is room."""
        if shown != self._keys_shown:
            self._keys_shown = shown
            self._show_hint(self._answer, None if self.editor.typing else self._problem)

    def show_kinds(self, answers: object, near: int) -> None:
        """The kinds of cancer that the typed words can mean, the first `near` as equals."""
        if isinstance(self.editor, KindEditor):
            self.editor.show_readings(answers, near)

    def show_kind_name(self, name: str, path: str, words: str) -> None:
        """The chosen kind in our words, under the caller's words."""
        if isinstance(self.editor, KindEditor):
            self.editor.show_chosen(name, path, words)

    def typed_words(self) -> str:
        """The caller's words as typed into the search for a kind."""
        return self.editor.words() if isinstance(self.editor, KindEditor) else ""

    def take_focus(self) -> None:
        """Put the cursor where the answer is typed."""
        self.editor.focus_widget().setFocus()

    def focus_conflict(self) -> bool:
        """Put the focus on the conflict card, where there is one."""
        if self._conflict is None:
            return False
        self._conflict.focus_first()
        return True

    def cursor_place(self) -> int:
        """The place of the cursor in the text, where there is one."""
        focus = self.editor.focus_widget()
        if isinstance(focus, QLineEdit):
            return focus.cursorPosition()
        if isinstance(focus, QPlainTextEdit):
            return focus.textCursor().position()
        return 0

    def put_cursor(self, place: int) -> None:
        """Put the cursor there."""
        focus = self.editor.focus_widget()
        if isinstance(focus, QLineEdit):
            focus.setCursorPosition(place)
        elif isinstance(focus, QPlainTextEdit):
            cursor = focus.textCursor()
            cursor.setPosition(min(place, len(focus.toPlainText())))
            focus.setTextCursor(cursor)

    def _show_again(self) -> None:
        self._show(self._answer, self._problem, self._heard, self._own, self._wish)

    def _make_editor(self, name: str) -> Editor:
        if self.question.kind is Kind.CANCER:
            kind = KindEditor(name, self.question.label)
            kind.typed.connect(lambda text: self.kind_typed.emit(self.path, text))
            kind.chosen.connect(lambda answer: self.kind_chosen.emit(self.path, answer))
            return kind
        return editor_for(self.question, name)

    def _edited(self, plain: object) -> None:
        self.edited.emit(self.path, plain)

    @staticmethod
    def _state(answer: Answer[Any], problem: Problem | None) -> FieldState:
        if answer.state is State.UNKNOWN:
            return FieldState.UNKNOWN
        if answer.state is State.REFUSED:
            return FieldState.REFUSED
        if problem is not None and problem.serious:
            return FieldState.PROBLEM
        if not answer.known:
            return FieldState.NOT_ASKED
        return FieldState.VERIFIED if answer.verified else FieldState.KNOWN

    @staticmethod
    def _state_words(answer: Answer[Any]) -> str:
        lead = answer.lead
        if answer.state is State.UNKNOWN and lead is not None and lead.verbatim:
            return phrase("In their words")
        return phrase(STATE_WORDS.get(answer.state, ""))

    def _placeholder(self, answer: Answer[Any]) -> str:
        lead = answer.lead
        if lead is not None and lead.verbatim and lead.state is State.UNKNOWN:
            return f"“{lead.verbatim}”"
        if answer.state in _IN_PLACE:
            return phrase(_IN_PLACE[answer.state])
        return phrase(NEEDED_WORDS[self.question.needed_for]) if not answer.known else ""

    def _show_provenance(self, answer: Answer[Any]) -> None:
        lead = answer.lead
        if lead is None or not lead.known or not lead.mark:
            self.frame.set_provenance(None)
            return
        words = phrase(SOURCE_WORDS[lead.source])
        if lead.precision is not None and lead.precision.value in ("month", "year"):
            words = phrase("{words}, {precision} only", words=words, precision=lead.precision.value)
        self.frame.set_provenance(shown_mark(lead.mark), words, lead.verified)

    def _show_hint(self, answer: Answer[Any], problem: Problem | None) -> None:
        if self._refusal:
            self.frame.set_state(FieldState.PROBLEM)
            self.frame.set_hint(self._refusal, "problem")
        elif problem is not None:
            self.frame.set_hint(problem.text, "problem" if problem.serious else "due")
        elif len(answer.statements) > 1 and not answer.in_conflict:
            self.frame.set_hint(phrase("1 other statement"))
        elif self._heard:
            self.frame.set_hint(self._heard, "heard")
        elif self._wish:
            self.frame.set_hint(self._wish, "wish")
        elif self._keys_shown:
            self.frame.set_hint(phrase(KEYS_KNOWN) if answer.known else phrase(KEYS_OPEN))
        else:
            self.frame.set_hint("")

    def _show_conflict(self, answer: Answer[Any]) -> None:
        if not answer.in_conflict:
            if self._conflict is not None:
                self._conflict.hide()
                self._conflict.deleteLater()
                self._conflict = None
            return
        standing = tuple(
            StatementShown(
                words=shown(self.question, one.value),
                code=shown_mark(one.mark),
                source=phrase(SOURCE_WORDS[one.source]),
                verified=one.verified,
            )
            for one in answer.statements
            if one.known
        )
        if self._conflict is None:
            self._conflict = ConflictCard(f"conflict_{self.objectName()}", self.question.short)
            self._conflict.settled.connect(lambda index: self.settled.emit(self.path, index))
            self._column.insertWidget(0, self._conflict)
        self._conflict.show_statements(standing)


def shown_mark(letter: str) -> ProvenanceCode:
    """The mark on screen for the letter of a source; the online form says what the patient did."""
    marks: dict[str, ProvenanceCode] = {"C": "C", "K": "K", "R": "R", "D": "D"}
    return marks.get(letter, "P")
