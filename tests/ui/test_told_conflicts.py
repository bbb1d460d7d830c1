"""What a story tells twice, and what a body contradicts, stands in the window until settled."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from advisor_app.domain.paths import answer_at
from advisor_app.ui.kit.conflict import ConflictCard
from tests.advisor import Advisor

ALT = Qt.KeyboardModifier.AltModifier
SIDE = "dx.rows/1/laterality"
SEX = "patient.sex_at_birth"


@pytest.fixture
def desk(work: Advisor) -> Advisor:
    """The window with a new case on it."""
    work.hands.opens_new_case()
    return work


def test_two_sides_of_a_story_stand_side_by_side_until_a_key_settles_them(desk: Advisor) -> None:
    desk.hands.tells("cancer in my right breast, but the MRI report says left breast")
    desk.hands.keeps_chips()
    presenter = desk.window.intake_controller.presenter
    said = answer_at(presenter.intake, SIDE)
    assert [one.value for one in said.statements] == ["right", "left"]
    assert [one.verbatim for one in said.statements] == ["right breast", "left breast"]
    assert len(presenter.intake.dx.rows) == 1
    field = desk.sees(SIDE)
    assert field.findChild(ConflictCard) is not None
    desk.presses(Qt.Key.Key_C, ALT)
    desk.presses(Qt.Key.Key_2)
    settled = answer_at(presenter.intake, SIDE)
    assert (settled.value, settled.in_conflict) == ("left", False)


def test_a_cancer_that_the_sex_at_birth_contradicts_is_asked_about_beside_it(desk: Advisor) -> None:
    desk.hands.tells("prostate cancer, gleason 7")
    desk.hands.keeps_chips()
    desk.answers({SEX: "female"})
    desk.hands.settle()
    assert _warned(desk)
    desk.answers({SEX: "male"})
    desk.hands.settle()
    assert not _warned(desk)


def _warned(desk: Advisor) -> bool:
    """Whether the field of the sex at birth shows that it does not go with the cancer."""
    shown = [one.text() for one in desk.sees(SEX).findChildren(QLabel) if one.isVisible()]
    return any("seldom go together" in text for text in shown)
