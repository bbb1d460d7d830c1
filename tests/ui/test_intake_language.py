"""The questions in the language of the talk, what is still to ask, what must not be forgotten."""

from typing import Final

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from advisor_app.domain.paths import question_of
from advisor_app.domain.words import words_in
from advisor_app.ui.intake.toggles import Toggle
from advisor_app.ui.kit.question import QuestionFrame
from tests.advisor import AGREED, Advisor, shown_text

CONTROL: Final = Qt.KeyboardModifier.ControlModifier
SPANISH: Final = words_in("es")


@pytest.fixture
def desk(work: Advisor) -> Advisor:
    """The window with a new case on it."""
    work.hands.opens_new_case()
    return work


def label_of(desk: Advisor, path: str) -> str:
    """The question as it stands over its field."""
    frame = desk.sees(path).frame
    assert isinstance(frame, QuestionFrame)
    return frame.label.text()


def test_one_key_asks_in_spanish_and_back(desk: Advisor) -> None:
    question = question_of("patient.family_name")
    assert label_of(desk, "patient.family_name") == question.label
    desk.presses(Qt.Key.Key_L, CONTROL)
    assert label_of(desk, "patient.family_name") == SPANISH.label(question) != question.label
    words = {toggle.words for toggle in desk.sees("med.infection_control").findChildren(Toggle)}
    asked = question_of("med.infection_control")
    assert words == {SPANISH.choice(asked, choice.code) for choice in asked.choices}
    desk.presses(Qt.Key.Key_L, CONTROL)
    assert label_of(desk, "patient.family_name") == question.label


def test_a_spanish_patient_is_asked_in_spanish_at_once(desk: Advisor) -> None:
    desk.answers({"lang.spoken": "Spanish"})
    desk.hands.settle()
    question = question_of("contact.phone_primary")
    assert label_of(desk, "contact.phone_primary") == SPANISH.label(question)
    desk.answers({"patient.family_name": "Pérez"})
    assert desk.stored.patient.family_name.value == "Pérez"
    desk.hands.opens_new_case()
    assert label_of(desk, "contact.phone_primary") == question.label


def read_aloud(panel: QWidget) -> str:
    return " ".join(label.text() for label in panel.findChildren(QLabel))


def test_what_is_read_to_a_spanish_caller_is_in_spanish(desk: Advisor) -> None:
    window, topic = desk.window, desk.window.console.talk_track.topics[0]
    window.panel.saying.open_topic(topic.key)
    desk.presses(Qt.Key.Key_L, CONTROL)
    desk.hands.settle()
    said = read_aloud(window.panel.saying)
    for line in (topic.title, *topic.lines):
        assert SPANISH.text(line) in said
        assert line not in said
    desk.window.desk.emergency.show()
    card = window.desk.emergency.card.shown_card
    assert card is not None
    assert card.script == SPANISH.text(card.written) != card.written
    window.desk.emergency.card.put_aside()
    desk.presses(Qt.Key.Key_L, CONTROL)
    desk.hands.settle()
    assert topic.lines[0] in read_aloud(window.panel.saying)


def test_one_key_goes_through_what_is_missing(desk: Advisor) -> None:
    desk.answers(AGREED)
    desk.hands.settle()
    gone_to = []
    for _ in range(3):
        desk.presses(Qt.Key.Key_J, CONTROL)
        QApplication.processEvents()
        gone_to.append(desk.window.intake.focused_path())
    assert len(set(gone_to)) == 3
    assert "" not in gone_to


def test_the_list_says_what_each_step_needs_and_a_digit_goes_there(desk: Advisor) -> None:
    desk.hands.does("tab_ask")
    desk.hands.settle()
    panel = desk.window.panel.asking
    steps = desk.window.intake_controller.presenter.picture().steps
    assert all(steps)
    first = steps[0][1]
    assert panel.findChild(QWidget, f"ask_{first.path}") is not None
    panel.setFocus()
    desk.presses(Qt.Key.Key_2)
    assert desk.window.intake.focused_path() == first.path
    desk.hands.does("tab_match")


def test_without_authority_the_page_says_why_and_leads_there(desk: Advisor) -> None:
    desk.answers({"caller.is_patient": "No", "caller.relationship": "child"})
    desk.hands.settle()
    strip = desk.hands.find("authorityStrip")
    assert "no authority" in strip.accessibleName()
    desk.hands.clicks("authorityStrip.verb")
    assert desk.window.intake.focused_path() == "caller.authority"
    desk.answers({"caller.authority": "patient_on_line_agreed"})
    desk.hands.settle()
    assert not strip.isVisible()


def test_a_patient_who_was_not_told_is_over_every_page(desk: Advisor) -> None:
    desk.answers(AGREED | {"caller.patient_aware_of_diagnosis": "not_told"})
    desk.hands.settle()
    for page in ("intake", "queue", "mywork", "summary"):
        desk.window.go(page)
        QApplication.processEvents()
        assert desk.hands.find("caseBanner").accessibleName().startswith("Patient not told")
    desk.hands.opens_new_case()
    banner = desk.window.window.findChild(QWidget, "caseBanner")
    assert banner is not None
    assert not banner.isVisible()


def test_how_a_number_may_be_used_stands_beside_it(desk: Advisor) -> None:
    desk.answers(AGREED)
    desk.answers(
        {
            "contact.phone_primary": "(908) 555-0117",
            "contact.voicemail_ok": "none",
            "contact.do_not_contact": "her husband",
        }
    )
    desk.sees("patient.family_name")
    desk.hands.settle()
    field = desk.window.intake.field_at("contact.phone_primary")
    assert field is not None
    assert isinstance(field.frame, QuestionFrame)
    assert "her husband" in field.frame.hint
    assert "no voicemail" in field.frame.hint


def test_the_wishes_stand_in_the_call_and_where_a_call_is_promised(desk: Advisor) -> None:
    window = desk.window
    desk.hears_ringing()
    desk.takes_call()
    desk.answers(AGREED | {"contact.do_not_contact": "her husband"})
    desk.hands.settle()
    window.desk.tick()
    mark = window.window.findChild(QWidget, "contactWishes")
    assert mark is not None
    assert "her husband" in mark.toolTip()
    desk.presses(Qt.Key.Key_F8)
    desk.hands.until(lambda: window.desk.wrap_up.card.is_open, what="the wrap-up")
    assert "her husband" in shown_text(window.desk.wrap_up.card, "promiseWishesLabel")
