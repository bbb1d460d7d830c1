"""Two desks on one store: an advisor asks by a key, a nurse sees it at once and answers."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from advisor_app.domain.people import Role
from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.multi_line import MultiLineEdit
from tests.advisor import AGREED, Advisor, advisor_at_work, neighbour_of
from tests.ui.hands import CTRL, child


@pytest.fixture
def desk(dressed: QApplication) -> Iterator[Advisor]:
    """A case on the desk of an advisor."""
    with advisor_at_work(dressed) as advisor:
        advisor.hands.opens_new_case()
        advisor.answers(AGREED)
        advisor.hands.settle()
        yield advisor


def test_a_flag_for_a_nurse_proposes_the_question(desk: Advisor) -> None:
    question = desk.window.consult_presenter.ask_card
    desk.presses(Qt.Key.Key_F5)
    field = child(question, MultiLineEdit, "askNurseQuestion")
    assert field.text() == ""
    desk.presses(Qt.Key.Key_Escape)
    desk.answers({"status.code": "newly_diagnosed_untreated", "patient.dob": "03/04/1990"})
    desk.picks("breast cancer")
    desk.answers({"med.pregnancy": "yes"})
    titles = [one.flag.title for one in desk.matched.red_flags if one.tier == "U1_RN_now_48h"]
    assert titles
    desk.presses(Qt.Key.Key_F5)
    assert field.text() == f"{', '.join(titles)}: please join this call."


def test_a_nurse_answers_what_an_advisor_asks(desk: Advisor) -> None:
    case = desk.window.desk.case
    assert case is not None
    desk.presses(Qt.Key.Key_F5)
    desk.hands.types("Can this fever wait until Monday?")
    desk.presses(Qt.Key.Key_Return, CTRL)
    strip = desk.window.intake.consult
    desk.hands.until(strip.isVisible, what="the state on the case")
    assert "not answered" in strip.words
    nurse = Advisor(neighbour_of(desk.window.console, Role.NURSE))
    nurse.window.start()
    try:
        chip = nurse.window.top.findChild(type(strip.button), "consultsButton")
        assert chip is not None
        nurse.hands.until(chip.isVisible, what="the chip of the nurse")
        nurse.presses(Qt.Key.Key_F5, CTRL)
        opened = nurse.window.desk
        nurse.hands.until(
            lambda: opened.case is not None and opened.case.number == case.number, what="the case"
        )
        nurse.hands.until(nurse.window.intake.consult.isVisible, what="the question")
        nurse.presses(Qt.Key.Key_F5)
        nurse.hands.types("No. To the emergency department today.")
        follows = child(nurse.window.window, ChoiceBox, "answerNurseDisposition")
        follows.show_key("E1_ED_today")
        nurse.presses(Qt.Key.Key_Return, CTRL)
        desk.hands.until(lambda: "Answered" in strip.words, what="the answer on the case")
        assert "To the emergency department" in strip.words
        nurse.hands.until(lambda: not chip.isVisible(), what="the end of the chip")
    finally:
        nurse.stops(others=True)
