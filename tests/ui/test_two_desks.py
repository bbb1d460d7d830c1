"""Two windows on one store: what one writes appears in the other, and nobody's typing is lost."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from advisor_app.domain.answers import State
from advisor_app.domain.paths import answer_at, rows_of
from advisor_app.domain.questions import Page
from advisor_app.ui.hands import type_into
from advisor_app.ui.kit.conflict import ConflictCard
from advisor_app.ui.kit.question import QuestionFrame
from tests.advisor import Advisor, advisor_at_work, neighbour_of, value_at


@pytest.fixture
def desks(dressed: QApplication) -> Iterator[tuple[Advisor, Advisor]]:
    """Two advisors with the same new case before them."""
    with advisor_at_work(dressed) as first:
        first.hands.opens_new_case()
        second = Advisor(neighbour_of(first.window.console))
        second.window.start()
        try:
            second.hands.opens(first.hands.case.number)
            sits_at(first)
            yield first, second
        finally:
            second.stops(others=True)


def hears(desk: Advisor) -> None:
    """What the other desk saved has come."""
    desk.hands.settle()
    desk.window.intake_controller.presenter.look_for_news()
    desk.window.jobs.idle()
    desk.hands.settle()


def sits_at(desk: Advisor) -> None:
    """Bring the window of that desk to the front."""
    desk.window.window.activateWindow()
    QTest.qWaitForWindowActive(desk.window.window, 2000)


def typed(desk: Advisor, path: str) -> str:
    """The text that stands in the field of a question on the page."""
    field = desk.window.intake.field_at(path)
    assert field is not None
    line = field.editor.focus_widget()
    assert isinstance(line, QLineEdit | QPlainTextEdit)
    return line.text() if isinstance(line, QLineEdit) else line.toPlainText()


def test_what_another_desk_writes_appears_in_the_open_page(
    desks: tuple[Advisor, Advisor],
) -> None:
    first, second = desks
    first.sees("patient.family_name")
    second.answers({"patient.given_names": "Jane", "patient.mrn": "4711"})
    hears(second)
    sits_at(first)
    hears(first)
    assert typed(first, "patient.given_names") == "Jane"
    field = first.window.intake.field_at("patient.mrn")
    assert field is not None
    assert isinstance(field.frame, QuestionFrame)
    assert second.window.console.advisor.name in field.frame.hint
    assert value_at(first.intake, "patient.mrn") == "4711"


def test_a_member_of_another_desk_comes_and_goes(desks: tuple[Advisor, Advisor]) -> None:
    first, second = desks
    second.hands.goes_to(Page.TREATMENT)
    second.hands.clicks("add_tx")
    (member,) = [row.id for row in rows_of(second.intake, "tx")]
    second.answers({f"tx.rows/{member}/name": "FOLFIRINOX"})
    hears(second)
    sits_at(first)
    hears(first)
    first.hands.goes_to(Page.TREATMENT)
    assert typed(first, f"tx.rows/{member}/name") == "FOLFIRINOX"
    sits_at(second)
    second.hands.clicks(f"remove_tx_{member}")
    hears(second)
    hears(first)
    assert rows_of(first.intake, "tx") == ()


@pytest.mark.parametrize("path", ["patient.mrn", "goal.worry", "patient.dob"])
def test_what_is_being_typed_is_never_overwritten(
    desks: tuple[Advisor, Advisor], path: str
) -> None:
    first, second = desks
    mine, theirs = ("04 MAR 1964", "05 MAR 1964") if path == "patient.dob" else ("222", "111")
    line = first.line(path)
    type_into(line, mine[:2])
    sits_at(second)
    second.answers({path: theirs})
    second.presses(Qt.Key.Key_Tab)
    hears(second)
    sits_at(first)
    hears(first)
    assert typed(first, path) == mine[:2]
    type_into(line, mine[2:])
    hears(first)
    assert typed(first, path) == mine
    first.sees("patient.family_name" if path != "goal.worry" else "goal.trials")
    hears(first)
    standing = [one.value for one in answer_at(first.stored, path).statements]
    assert len(standing) == 2
    field = first.sees(path)
    assert field.findChild(ConflictCard) is not None


def test_two_stories_told_at_once_stand_one_after_the_other(
    desks: tuple[Advisor, Advisor],
) -> None:
    first, second = desks
    first.hands.goes_to(Page.STORY)
    first.window.intake.story.setFocus()
    first.hands.types("a lump")
    sits_at(second)
    second.hands.goes_to(Page.STORY)
    second.window.intake.story.setFocus()
    second.hands.types("in the breast")
    hears(second)
    sits_at(first)
    first.window.intake.story.setFocus()
    first.hands.types(" since May")
    hears(first)
    first.hands.types(" or June")
    hears(first)
    assert "in the breast" in first.stored.free_text
    assert "a lump since May or June" in first.stored.free_text


def test_switching_cases_never_writes_into_the_other(desks: tuple[Advisor, Advisor]) -> None:
    first, _ = desks
    one = first.hands.case.number
    line = first.line("patient.mrn")
    type_into(line, "111")
    first.window.desk.new_case()
    first.hands.until(
        lambda: first.window.desk.case is not None and first.hands.case.number != one,
        what="the other case",
    )
    first.answers({"patient.family_name": "Roe"})
    two = first.stored
    first.hands.opens(one)
    assert value_at(first.stored, "patient.mrn") == "111"
    assert value_at(first.stored, "patient.family_name") is None
    assert value_at(two, "patient.mrn") is None


def test_a_value_that_is_none_is_kept_with_a_sentence(desks: tuple[Advisor, Advisor]) -> None:
    first, _ = desks
    first.answers({"caller.is_patient": "No"})
    first.answers({"caller.age": "old"})
    lead = answer_at(first.stored, "caller.age").lead
    assert lead is not None
    assert (lead.state, lead.verbatim) == (State.NOT_ASKED, "old")
    number = first.hands.case.number
    first.hands.opens_new_case()
    first.hands.opens(number)
    field = first.sees("caller.age")
    assert typed(first, "caller.age") == "old"
    assert isinstance(field.frame, QuestionFrame)
    assert field.frame.hint
