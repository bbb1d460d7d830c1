"""One question on the page: its label, who said the answer, the editor, and what to look at."""

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.answers import Answer, Source, State
from advisor_app.domain.problems import Problem
from advisor_app.domain.questions import Kind, Question, Stage
from advisor_app.domain.shown import shown
from advisor_app.ui.intake.editors import Editor, editor_for
from advisor_app.ui.intake.flag_row import FlagRow
from advisor_app.ui.intake.kind_editor import KindEditor
from advisor_app.ui.kit.conflict import ConflictCard, StatementShown
from advisor_app.ui.kit.fields import FieldState
from advisor_app.ui.kit.layouts import column
from advisor_app.ui.kit.marks import ProvenanceCode
from advisor_app.ui.kit.question import QuestionFrame

SOURCE_WORDS: Final = {
    Source.PATIENT_STATED: "patient",
    Source.CALLER_STATED: "caller",
    Source.READ_FROM_REPORT: "read from report",
    Source.DOCUMENT_SEEN: "document seen",
    Source.REFERRING_CLINICIAN: "clinician",
    Source.IMPORTED: "online form",
    Source.SYSTEM: "",
}
NEEDED_WORDS: Final = {
    Stage.FIRST_CONTACT: "Needed now",
    Stage.BOOKING: "Needed for booking",
    Stage.VISIT: "Needed before the visit",
    Stage.OPTIONAL: "",
}
STATE_WORDS: Final = {State.UNKNOWN: "Unknown, asked", State.REFUSED: "Refused"}
_IN_PLACE: Final = {
    State.UNKNOWN: "The caller does not know",
    State.REFUSED: "Would rather not say",
}


class QuestionField(QWidget):
    """One question and its answer; emits what the user does with it."""

    edited = Signal(str, object)
    worded = Signal(str, str)
    settled = Signal(str, int)
    focused = Signal(str)
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
            if path.startswith("urg.") and question.kind is Kind.YES_NO
            else QuestionFrame(f"frame_{name}", question.label, self.editor)
        )
        self._conflict: ConflictCard | None = None
        self._answer: Answer[Any] = Answer()
        self._refusal = ""
        self._column = column(self.frame, gap=4)
        self.setLayout(self._column)
        self.editor.edited.connect(self._edited)
        self.editor.worded.connect(lambda words: self.worded.emit(self.path, words))

    def show_answer(self, answer: Answer[Any], problem: Problem | None) -> None:
        """Show the answer as it stands in the draft, and what does not fit."""
        if answer != self._answer:
            self._refusal = ""
        self._answer = answer
        self.editor.show_value(answer.value)
        self.frame.set_state(self._state(answer, problem), STATE_WORDS.get(answer.state, ""))
        self.editor.set_placeholder(self._placeholder(answer))
        self._show_provenance(answer)
        self._show_hint(answer, problem)
        self._show_conflict(answer)

    def refuse(self, mistake: str) -> None:
        """Say beside the field why what was typed is not taken; the typed text stays."""
        self._refusal = f"Not taken: it {mistake}"
        self.frame.set_state(FieldState.PROBLEM)
        self.frame.set_hint(self._refusal, "problem")

    def show_kinds(self, answers: object) -> None:
        """The kinds of cancer that the typed words can mean."""
        if isinstance(self.editor, KindEditor):
            self.editor.show_readings(answers)

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

    def _placeholder(self, answer: Answer[Any]) -> str:
        lead = answer.lead
        if lead is not None and lead.verbatim and not lead.known:
            return f"“{lead.verbatim}”"
        if answer.state in _IN_PLACE:
            return _IN_PLACE[answer.state]
        return NEEDED_WORDS[self.question.needed_for] if not answer.known else ""

    def _show_provenance(self, answer: Answer[Any]) -> None:
        lead = answer.lead
        if lead is None or not lead.known or not lead.mark:
            self.frame.set_provenance(None)
            return
        words = SOURCE_WORDS[lead.source]
        if lead.precision is not None and lead.precision.value in ("month", "year"):
            words = f"{words}, {lead.precision.value} only"
        self.frame.set_provenance(shown_mark(lead.mark), words, lead.verified)

    def _show_hint(self, answer: Answer[Any], problem: Problem | None) -> None:
        if self._refusal:
            self.frame.set_state(FieldState.PROBLEM)
            self.frame.set_hint(self._refusal, "problem")
        elif problem is not None:
            self.frame.set_hint(problem.text, "problem" if problem.serious else "due")
        elif len(answer.statements) > 1 and not answer.in_conflict:
            self.frame.set_hint("1 other statement")
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
                source=SOURCE_WORDS[one.source],
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
