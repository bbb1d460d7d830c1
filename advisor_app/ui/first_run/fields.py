"""Fields of the first run: a label above, and below it what is wrong."""

from advisor_app.ui.kit.field_state import FieldState
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.question import QuestionFrame
from advisor_app.ui.retelling import retold


def asked(field: OneLineEdit, label: str) -> QuestionFrame:
    """The field with its label and the line for what is wrong."""
    spoken = field.accessibleName()
    question = QuestionFrame(f"{field.objectName()}.frame", label, field)
    question.set_provenance(None, verified=True)
    field.setAccessibleName(spoken or label)
    return question


def show_problem(question: QuestionFrame, problem: str, *, otherwise: str = "") -> None:
    """Say what is wrong with it, or else what it takes."""
    question.set_state(FieldState.PROBLEM if problem else FieldState.NOT_ASKED)
    question.set_hint(retold(problem or otherwise), "problem" if problem else "plain")
