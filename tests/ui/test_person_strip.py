"""Who the patient may be already, beside the form: shown, decided by a key, taken back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from advisor_app.domain.questions import Page
from advisor_app.services.likeness import Agrees
from advisor_app.services.people import LinkedCase
from advisor_app.ui.intake.person_strip import PersonStrip
from advisor_app.ui.kit.buttons import Button
from tests.advisor import AGREED, Advisor, advisor_at_work
from tests.ui.hands import ALT, child


@pytest.fixture
def desk(dressed: QApplication) -> Iterator[Advisor]:
    """A new case in which a patient of an earlier one is told by her short name."""
    with advisor_at_work(dressed) as advisor:
        advisor.hands.opens_new_case()
        mercado = {"patient.family_name": "Mercado", "patient.given_names": "Lily"}
        advisor.answers(AGREED | mercado | {"patient.dob": "01/17/1971"})
        advisor.window.intake_controller.choose_section(Page.PATIENT)
        strip = strip_of(advisor)
        advisor.hands.until(lambda: known_again(strip), what="the person on record")
        yield advisor


def test_a_person_on_record_is_shown_without_taking_the_focus(desk: Advisor) -> None:
    strip = strip_of(desk)
    assert strip.isVisible()
    assert not strip.isAncestorOf(QApplication.focusWidget() or desk.window.window)
    words = (one.accessibleName() for one in strip.findChildren(QWidget))
    lines = [one for one in words if ":" in one]
    assert "First Lillian: same" in lines
    assert "Born 17 JAN 1971: same" in lines
    desk.window.intake_controller.choose_section(Page.TREATMENT)
    assert not strip.isVisible()


def test_one_key_links_and_one_press_takes_it_back(desk: Advisor) -> None:
    strip = strip_of(desk)
    number = strip.proposed.card.number if strip.proposed else ""
    desk.presses(Qt.Key.Key_S, ALT)
    desk.hands.until(lambda: bool(strip.linked), what="the linked case")
    assert [one.card.number for one in strip.linked] == [number]
    assert strip.proposed is None
    child(strip, Button, f"unlink_{number}").click()
    desk.hands.until(lambda: strip.proposed is not None, what="the proposal again")
    assert linked_of(desk) == ()


def test_not_the_same_does_not_come_back(desk: Advisor) -> None:
    strip = strip_of(desk)
    desk.presses(Qt.Key.Key_N, ALT)
    desk.hands.until(lambda: strip.proposed is None, what="no proposal")
    desk.answers({"contact.phone_primary": "(973) 555-0170"})
    desk.hands.settle()
    assert strip.proposed is None


def test_open_shows_the_case_on_record(desk: Advisor) -> None:
    strip = strip_of(desk)
    number = strip.proposed.card.number if strip.proposed else ""
    desk.presses(Qt.Key.Key_O, ALT)
    desk.hands.until(
        lambda: desk.window.desk.case is not None and desk.window.desk.case.number == number,
        what="the case on record",
    )


def known_again(strip: PersonStrip) -> bool:
    """Whether the proposal follows from all that was typed."""
    one = strip.proposed
    return one is not None and one.comparison.agrees("birth date") is Agrees.SAME


def strip_of(desk: Advisor) -> PersonStrip:
    return desk.window.intake.people


def linked_of(desk: Advisor) -> tuple[LinkedCase, ...]:
    case = desk.window.desk.case
    console = desk.window.console
    return console.people.linked(console.act(), case.number if case is not None else "")
