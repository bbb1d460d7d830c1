"""Several lines that are typed: the caller's words, or one medicine or allergy a line."""

from typing import Any

from PySide6.QtWidgets import QWidget

from advisor_app.domain.entries import as_lines, from_lines
from advisor_app.domain.questions import Kind, Question
from advisor_app.ui.intake.editor import Editor
from advisor_app.ui.kit.layouts import row
from advisor_app.ui.kit.multi_line import MultiLineEdit
from advisor_app.ui.wording import phrase


class TextEditor(Editor):
    """Several lines, in the words of the caller."""

    def __init__(self, _question: Question, object_name: str, accessible: str) -> None:
        super().__init__()
        self._text = MultiLineEdit(object_name, accessible, least=1)
        self.setLayout(row(self._text))
        self._text.edited.connect(self._typed)
        self.setFocusProxy(self._text)

    def show_value(self, value: Any) -> None:
        text = "" if value is None else str(value)
        if text.strip() != self._text.text().strip():
            self._text.show_text(text)

    def focus_widget(self) -> QWidget:
        return self._text

    def set_placeholder(self, text: str) -> None:
        self._text.setPlaceholderText(text)

    def _typed(self, text: str) -> None:
        self.edited.emit(text.strip() or None)


class EntriesEditor(Editor):
    """Medicines or allergies, one a line; what an allergy did stands behind a colon."""

    def __init__(self, question: Question, object_name: str, accessible: str) -> None:
        super().__init__()
        self._question = question
        self._text = MultiLineEdit(object_name, accessible, placeholder=_hint(question))
        self.setLayout(row(self._text))
        self._text.edited.connect(self._typed)
        self.setFocusProxy(self._text)

    def show_value(self, value: Any) -> None:
        written = from_lines(self._question, self._text.text())
        if from_lines(self._question, as_lines(value)) != written:
            self._text.show_text(as_lines(value))

    def focus_widget(self) -> QWidget:
        return self._text

    def set_placeholder(self, text: str) -> None:
        self._text.setPlaceholderText(text or _hint(self._question))

    def _typed(self, text: str) -> None:
        self.edited.emit(from_lines(self._question, text))


def _hint(question: Question) -> str:
    return (
        phrase("one a line, penicillin: hives")
        if question.kind is Kind.PARTS
        else phrase("one a line")
    )
