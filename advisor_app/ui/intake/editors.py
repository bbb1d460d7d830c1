"""Which editor a question has: it follows from the declaration alone."""

from advisor_app.domain.questions import Kind, Question
from advisor_app.ui.intake.choice_editors import ChoiceEditor, ManyEditor, TickEditor, YesNoEditor
from advisor_app.ui.intake.editor import Editor
from advisor_app.ui.intake.line_editor import LineEditor
from advisor_app.ui.intake.parts_editor import PartsEditor
from advisor_app.ui.intake.text_editors import EntriesEditor, TextEditor


def editor_for(question: Question, object_name: str) -> Editor:
    """The editor of a question, made from its declaration."""
    name = question.label
    if question.entries:
        return EntriesEditor(question, object_name, name)
    if question.kind is Kind.PARTS:
        return PartsEditor(question, object_name, name)
    if question.kind is Kind.LONG_TEXT:
        return TextEditor(question, object_name, name)
    if question.kind is Kind.YES_NO:
        return YesNoEditor(object_name, name)
    if question.kind is Kind.MOMENT:
        return TickEditor(object_name, name)
    if question.kind is Kind.CODES and question.choices:
        return ManyEditor(question.choices, object_name, name)
    if question.choices and question.kind in (Kind.CODE, Kind.NUMBER):
        return ChoiceEditor(question.choices, object_name, name)
    return LineEditor(question, object_name, name)
