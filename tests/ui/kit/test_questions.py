"""The frame of a question: problems, provenance, italics, conflicts; the form never moves."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.conflict import ConflictCard
from advisor_app.ui.kit.field_state import FieldState
from advisor_app.ui.kit.layouts import holder, row
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.question import QuestionFrame
from advisor_app.ui.theme import apply_theme
from tests.ui.kit.controls import TWO


def test_a_problem_never_moves_the_form(shown: Callable[[QWidget], QWidget]) -> None:
    question = QuestionFrame("q", "When was it found?", OneLineEdit("e", ""))
    shown(question)
    before = question.sizeHint().height()
    question.set_state(FieldState.PROBLEM)
    question.set_hint("Before it was found. Which came first?", "problem")
    question.set_provenance("C", "caller, month only")
    assert question.sizeHint().height() == before == 18 + 4 + 32 + 4 + 18
    assert question.field.accessibleDescription() == "Before it was found. Which came first?"
    assert question.hint.startswith("Before")
    assert question.field.height() == 32


def test_a_question_is_read_whole_before_it_is_said_who_answered(
    shown: Callable[[QWidget], QWidget],
) -> None:
    question = QuestionFrame("q", "How are you related to the patient?", OneLineEdit("e", ""))
    question.set_provenance("C", "caller")
    shown(question)
    whole = question.source.whole_width()
    for width, letter_only, lines in ((400, False, 1), (250, True, 1), (150, True, 2)):
        question.setFixedWidth(width)
        QApplication.processEvents()
        assert not question.label.is_cut(), width
        assert (question.source.width() < whole) is letter_only, width
        assert (question.label.height() > 30) is (lines == 2), width
        assert "caller" in question.source.toolTip()


@pytest.mark.parametrize(
    ("state", "code", "italic"),
    [
        (FieldState.KNOWN, "C", True),
        (FieldState.KNOWN, "D", False),
        (FieldState.PROBLEM, "R", True),
        (FieldState.VERIFIED, "D", False),
        (FieldState.NOT_ASKED, None, False),
        (FieldState.UNKNOWN, None, False),
    ],
)
def test_italics_mean_unverified(
    state: FieldState, code: str | None, italic: bool, qtbot: QtBot
) -> None:
    field = OneLineEdit("e", "")
    question = QuestionFrame("q", "Stage?", field)
    qtbot.addWidget(question)
    question.set_provenance(code)  # type: ignore[arg-type]
    question.set_state(state)
    assert field.font().italic() is italic


def test_another_theme_leaves_an_unverified_answer_in_italics(
    shown: Callable[[QWidget], QWidget], dressed: QApplication
) -> None:
    field = OneLineEdit("told", "Told")
    question = QuestionFrame("told.frame", "Told", field)
    shown(question)
    question.set_state(FieldState.KNOWN)
    question.set_provenance("C")
    for name in ("dark", "light"):
        apply_theme(dressed, name)
        QApplication.processEvents()
        assert field.font().italic(), name


def test_what_is_unknown_or_refused_says_so(qtbot: QtBot) -> None:
    question = QuestionFrame("q", "Ki-67?", OneLineEdit("e", ""))
    qtbot.addWidget(question)
    question.set_state(FieldState.UNKNOWN, "Unknown, asked")
    assert question.pill.isVisibleTo(question)
    assert question.pill.words == "Unknown, asked"
    question.set_state(FieldState.REFUSED)
    assert question.pill.words == "Refused"
    question.set_state(FieldState.KNOWN)
    assert not question.pill.isVisibleTo(question)


def test_what_is_fixed_cannot_be_typed_over(qtbot: QtBot) -> None:
    field, choice = OneLineEdit("e", ""), ChoiceBox("c", "", (("a", "A"),))
    question = QuestionFrame("q", "Number", holder(row(field, choice)))
    qtbot.addWidget(question)
    question.set_state(FieldState.FIXED)
    assert field.isReadOnly()
    assert not choice.isEnabled()
    question.set_state(FieldState.KNOWN)
    assert not field.isReadOnly()
    assert choice.isEnabled()


def test_a_question_names_its_field(qtbot: QtBot) -> None:
    question = QuestionFrame("q", "When was it found?", OneLineEdit("e", ""))
    qtbot.addWidget(question)
    told = QAccessible.queryAccessibleInterface(question.field)
    assert told.text(QAccessible.Text.Name) == "When was it found?"


def test_a_conflict_is_settled_by_digits_and_buttons(qtbot: QtBot) -> None:
    card = ConflictCard("c", "Stage", TWO)
    told: list[object] = []
    qtbot.addWidget(card)
    card.settled.connect(told.append)
    QTest.keyClick(card, Qt.Key.Key_2)
    QTest.keyClick(card, Qt.Key.Key_3)
    card.buttons[0].click()
    assert told == [1, 0]
    assert card.accessibleName() == "Stage: two statements"
    card.show_statements((*TWO, TWO[0]))
    assert card.accessibleName() == "Stage: three statements"
    assert len(card.buttons) == 3
