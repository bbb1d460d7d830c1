"""Records and talk track beside the case, through the real window and by keys alone."""

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from advisor_app.domain.intake import Record
from advisor_app.domain.paths import rows_of
from advisor_app.services.facts_told import facts_told
from advisor_app.ui.kit.check_row import CheckRow
from advisor_app.ui.matcher.record_row import RecordRow
from advisor_app.ui.matcher.saying import TopicHead
from tests.advisor import Advisor, advisor_at_work
from tests.ui.hands import SHIFT, child, nameless

KNOWN = {
    "caller.is_patient": "Yes",
    "status.code": "newly_diagnosed_untreated",
}


@pytest.fixture(scope="module")
def desk(dressed: QApplication) -> Iterator[Advisor]:
    with advisor_at_work(dressed) as advisor:
        yield advisor


@pytest.fixture
def case(desk: Advisor) -> Advisor:
    """A new case: Merkel cell cancer, which is rare."""
    desk.hands.opens_new_case()
    desk.answers(KNOWN)
    desk.hands.picks_kind("merkel cell")
    desk.hands.settle()
    return desk


def record(desk: Advisor, code: str) -> Record:
    rows = rows_of(desk.stored, "rec")
    return next(row for row in rows if isinstance(row, Record) and row.code.value == code)


def shown_in(inside: QWidget) -> str:
    return " ".join(label.text() for label in inside.findChildren(QLabel) if label.isVisible())


W = TypeVar("W", bound=QWidget)


def shown_now(desk: Advisor, kind: type[W], name: str) -> W:
    """The control of that name in the talk track; what was drawn before may linger, hidden."""
    panel = desk.window.panel.saying
    return next(one for one in panel.findChildren(kind, name) if one.isVisibleTo(panel))


def row_of(desk: Advisor, code: str) -> RecordRow:
    """The row of a record; what was drawn before may linger, hidden."""
    rows = desk.window.panel.records.findChildren(RecordRow, f"record_{code}")
    return next(row for row in rows if row.isVisible())


def goes_to(desk: Advisor, code: str) -> RecordRow:
    desk.hands.does("tab_records")
    desk.hands.wait(0.05)
    row = row_of(desk, code)
    for _ in range(40):
        if row.hasFocus():
            return row
        desk.presses(Qt.Key.Key_Down)
    raise AssertionError(f"{code} is not reached by the arrows")


def test_one_digit_says_where_a_record_is_and_its_day_follows(case: Advisor) -> None:
    row = goes_to(case, "PATH_SLIDES")
    assert row.line.state == "to_request", "slides of a rare kind are asked for by the rules"
    case.presses(Qt.Key.Key_4)
    case.hands.settle()
    told = record(case, "PATH_SLIDES")
    assert told.state.value == "requested"
    assert told.asked_on.value is not None
    assert told.due.value is not None
    assert told.due.value.latest > told.asked_on.value.latest
    assert row.hasFocus(), "the keyboard stays where it is"
    case.presses(Qt.Key.Key_6)
    case.hands.settle()
    assert record(case, "PATH_SLIDES").state.value == "received"
    assert not record(case, "PATH_SLIDES").due.known, "what has come is due no more"


def test_who_has_it_is_typed_under_the_record(case: Advisor) -> None:
    goes_to(case, "PATH_REPORT")
    case.presses(Qt.Key.Key_2)
    case.presses(Qt.Key.Key_Return)
    case.hands.types("Hudson Hospital")
    case.presses(Qt.Key.Key_Return)
    case.hands.settle()
    assert record(case, "PATH_REPORT").held_by.value == "Hudson Hospital"
    assert QApplication.focusWidget() is row_of(case, "PATH_REPORT")


def test_nothing_is_asked_of_others_on_a_spoken_release(case: Advisor) -> None:
    presenter = case.window.intake_controller.presenter
    presenter.say("log.records_release_signed", {"code": "verbal_only"})
    case.hands.settle()
    row = goes_to(case, "PATH_REPORT")
    assert row.line.blocked
    case.presses(Qt.Key.Key_4)
    case.hands.settle()
    assert "PATH_REPORT" not in {
        one.code.value for one in rows_of(case.stored, "rec") if isinstance(one, Record)
    }
    assert "until the form is signed" in shown_in(case.window.status)


def test_the_topics_are_a_key_away_while_typing(case: Advisor) -> None:
    field = case.line("patient.family_name")
    field.setFocus()
    case.presses(Qt.Key.Key_F5, SHIFT)
    head = shown_now(case, TopicHead, "topic_5")
    assert head.isVisible()
    assert QApplication.focusWidget() is field, "a card never takes the keyboard"
    assert case.window.actions.keys("topic_5") == "Shift F5"


def test_what_fits_comes_up_by_itself_and_takes_no_focus(case: Advisor) -> None:
    field = case.line("patient.family_name")
    field.setFocus()
    case.hands.tells("I am afraid to offend my oncologist")
    case.hands.settle()
    head = shown_now(case, TopicHead, "topic_5")
    assert "fits now: worried about the doctor at home" in head.accessibleName()
    rare = shown_now(case, TopicHead, "topic_7")
    assert "rare" in rare.accessibleName()


def test_what_was_told_is_in_the_log_and_ticked_when_the_case_is_opened_again(
    case: Advisor,
) -> None:
    console, number = case.window.console, case.hands.case.number
    case.presses(Qt.Key.Key_F3, SHIFT)
    tick = shown_now(case, CheckRow, "told_F3")
    tick.click()
    case.hands.settle()
    told = facts_told(console.cases.notes(console.act(), number))
    assert [one.fact for one in told] == ["F3"]
    assert told[0].version == console.talk_track.version
    case.hands.opens_new_case()
    case.hands.wait(0.2)
    assert not shown_now(case, CheckRow, "told_F3").isChecked()
    case.hands.opens(number)
    case.hands.until(lambda: "F3" in dict(case.window.panel.saying.picture.told), what="the tick")
    case.hands.wait(0.1)
    again = shown_now(case, CheckRow, "told_F3")
    assert console.advisor.name in again.words
    again.click()
    case.hands.settle()
    assert facts_told(console.cases.notes(console.act(), number)) == ()


def test_a_search_looks_through_all_cards(case: Advisor) -> None:
    panel = case.window.panel.saying
    case.hands.does("tab_say")
    panel.search.setFocus()
    case.hands.types("offend")
    case.hands.wait(0.05)
    assert {one.objectName() for one in panel.findChildren(TopicHead) if one.isVisible()} == {
        "topic_5"
    }
    panel.search.clear()


def test_numbers_that_nobody_set_say_so(case: Advisor) -> None:
    label = child(case.window.panel.saying, QLabel, "contact_pathology_desk")
    assert label.text() == case.window.console.centre.settings().pathology_desk
    assert nameless(case.window.panel) == []
    assert isinstance(case.window.panel, QWidget)
