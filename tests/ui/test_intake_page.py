"""The page of the intake: hostile text, answers without a value, undo, and room for everything."""

from typing import Any, Final

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from advisor_app.domain.answers import Source, State
from advisor_app.domain.codec import decode_value
from advisor_app.domain.paths import answer_at, question_of, rows_of
from advisor_app.domain.questions import Page
from advisor_app.domain.text import clean
from advisor_app.ui.intake.editors import editor_for
from advisor_app.ui.intake.toggles import Toggle
from advisor_app.ui.kit.field_state import FieldState
from advisor_app.ui.kit.multi_line import MultiLineEdit
from advisor_app.ui.kit.question import QuestionFrame
from tests.advisor import AGREED, Advisor, shown_text, value_at

HOSTILE: Final = {
    "picture": "<img src=x>",
    "struck": "<s>none</s>",
    "long": "Ä" * 5000,
    "right to left": "Cohen \u202eneBbeR\u202c שלום \u200f!",
    "emoji": "Müller 👩🏽‍⚕️ 🎗 & Söhne",
}
CONTROL: Final = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(work: Advisor) -> Advisor:
    """The window with a new case on it."""
    work.window.window.resize(1280, 800)
    work.hands.opens_new_case()
    return work


def pastes(desk: Advisor, widget: QWidget, text: str) -> None:
    """Put text into the line that has the focus, as Ctrl+V does."""
    widget.setFocus()
    QApplication.clipboard().setText(text)
    QTest.keyClick(widget, Qt.Key.Key_V, CONTROL)
    desk.hands.settle()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("path", ["patient.family_name", "goal.q1"])
def test_hostile_text_stands_literally(desk: Advisor, path: str, text: str) -> None:
    line = desk.line(path)
    pastes(desk, line, text)
    typed = line.text() if isinstance(line, QLineEdit) else line.toPlainText()
    assert clean(typed) == clean(text)
    assert value_at(desk.stored, path) == clean(text)
    assert no_trace(desk, text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_story_is_kept_as_it_was_told(desk: Advisor, text: str) -> None:
    desk.hands.goes_to(Page.STORY)
    box = desk.window.intake.story.focusProxy()
    assert box is not None
    pastes(desk, box, text)
    assert clean(desk.stored.free_text) == clean(text)
    assert no_trace(desk, text)


def test_a_hostile_name_is_plain_in_the_header(desk: Advisor) -> None:
    pastes(desk, desk.line("patient.family_name"), "<b>doe</b>")
    header = desk.window.intake.header
    assert "<B>DOE</B>" in shown_text(header, "caseName").upper()
    formats = {
        label.textFormat()
        for label in desk.window.window.findChildren(QLabel)
        if "doe" in label.text().casefold()
    }
    assert formats <= {Qt.TextFormat.PlainText}


def no_trace(desk: Advisor, text: str) -> bool:
    """Neither the title nor an object's name nor the settings hold what was typed."""
    part = clean(text)[:12]
    window = desk.window.window
    assert part not in window.windowTitle()
    assert not [one for one in window.findChildren(QWidget) if part in one.objectName()]
    settings = QSettings()
    assert not [key for key in settings.allKeys() if part in f"{key} {settings.value(key)}"]
    return True


@pytest.mark.parametrize(
    ("key", "held", "state", "look"),
    [
        (Qt.Key.Key_U, CONTROL, State.UNKNOWN, FieldState.UNKNOWN),
        (
            Qt.Key.Key_U,
            CONTROL | Qt.KeyboardModifier.ShiftModifier,
            State.REFUSED,
            FieldState.REFUSED,
        ),
    ],
)
def test_one_key_says_why_there_is_no_answer(
    desk: Advisor, key: Qt.Key, held: Qt.KeyboardModifier, state: State, look: FieldState
) -> None:
    field = desk.sees("patient.sex_at_birth")
    assert isinstance(field.frame, QuestionFrame)
    desk.presses(key, held)
    assert answer_at(desk.stored, "patient.sex_at_birth").state is state
    assert field.frame.state is look
    desk.sees("patient.sex_at_birth")
    desk.presses(Qt.Key.Key_Backspace, CONTROL)
    assert answer_at(desk.stored, "patient.sex_at_birth").state is State.NOT_ASKED


@pytest.mark.parametrize("path", ["res.willing_to_travel", "med.infection_control"])
@pytest.mark.parametrize("width", [1280, 1024])
def test_every_word_to_choose_is_in_view(desk: Advisor, path: str, width: int) -> None:
    desk.window.window.resize(width, 768)
    field = desk.sees(path)
    desk.hands.settle()
    toggles = field.findChildren(Toggle)
    assert len(toggles) == len(question_of(path).choices)
    hidden = [one.words for one in toggles if one.visibleRegion().boundingRect() != one.rect()]
    assert hidden == []


def test_no_field_is_cut_however_the_sections_are_turned(desk: Advisor) -> None:
    view = desk.window.intake

    def cut() -> list[str]:
        fields = [view.field_at(path) for path in view.paths()]
        return [
            one.path
            for one in fields
            if one and one.isVisible() and one.height() < one.minimumSizeHint().height()
        ]

    desk.picks("islet cell of the pancreas")
    for page in (*Page, Page.DIAGNOSIS, Page.STORY, Page.DIAGNOSIS):
        desk.hands.goes_to(page)
        desk.hands.until(lambda: not cut(), what=f"whole fields on {page.value}")


def test_who_calls_for_whom_is_said_by_the_caller(desk: Advisor) -> None:
    desk.window.intake_controller.presenter.say("caller.relationship", "child")
    desk.hands.settle()
    lead = answer_at(desk.stored, "caller.relationship").lead
    assert lead is not None
    assert lead.source is Source.CALLER_STATED


def test_words_in_the_place_of_a_date_are_kept(desk: Advisor) -> None:
    desk.answers({"status.found_date": "around Easter"})
    lead = answer_at(desk.stored, "status.found_date").lead
    assert lead is not None
    assert (lead.known, lead.verbatim) == (False, "around Easter")
    line = desk.line("status.found_date")
    assert isinstance(line, QLineEdit)
    assert line.text() == "around Easter"


def test_a_telephone_number_that_cannot_be_one_is_asked_about(desk: Advisor) -> None:
    desk.answers({"contact.phone_primary": "12"})
    field = desk.sees("contact.phone_primary")
    assert isinstance(field.frame, QuestionFrame)
    assert value_at(desk.stored, "contact.phone_primary") == "12"
    assert field.frame.hint
    desk.answers({"contact.phone_primary": "(908) 555-0117"})
    desk.hands.settle()
    assert not field.frame.hint


def test_undo_takes_one_answer_back_after_another(desk: Advisor) -> None:
    desk.answers({"patient.family_name": "Doe"})
    desk.hands.settle()
    desk.answers({"patient.given_names": "Jane"})
    desk.hands.settle()
    desk.answers({"patient.family_name": "Roe"})
    desk.hands.settle()
    names = []
    for _ in range(3):
        desk.hands.does("undo")
        stored = desk.stored.patient
        names.append((stored.family_name.value, stored.given_names.value))
    assert names == [("Doe", "Jane"), ("Doe", None), (None, None)]


def test_a_member_that_was_removed_comes_back_with_its_answers(desk: Advisor) -> None:
    desk.hands.goes_to(Page.TREATMENT)
    desk.hands.clicks("add_tx")
    (member,) = [row.id for row in rows_of(desk.intake, "tx")]
    path = f"tx.rows/{member}/name"
    desk.answers({path: "FOLFIRINOX"})
    desk.hands.settle()
    desk.hands.clicks(f"remove_tx_{member}")
    assert not rows_of(desk.stored, "tx")
    desk.hands.does("undo")
    assert value_at(desk.stored, path) == "FOLFIRINOX"
    assert [row.id for row in rows_of(desk.stored, "tx")] == [member]


def test_a_question_that_is_not_asked_any_more_keeps_its_answer(desk: Advisor) -> None:
    state = "res.state"
    desk.answers({"res.country": "United States", state: "New Jersey"})
    desk.answers({"res.country": "Spain"})
    desk.hands.settle()
    assert desk.window.intake.field_at(state) is None
    assert value_at(desk.stored, state) == "NJ"
    desk.answers({"res.country": "United States"})
    desk.hands.settle()
    line = desk.line(state)
    assert line.property("text") == "New Jersey"
    frame = desk.sees(state).frame
    assert isinstance(frame, QuestionFrame)
    assert frame.state is FieldState.KNOWN


def test_a_name_from_the_list_is_kept_as_its_code(desk: Advisor) -> None:
    choice = next(one for one in question_of("ins.plan_type").choices if one.code == "medicare_ffs")
    desk.answers({"ins.plan_type": choice.label, "res.country": "Spain"})
    assert value_at(desk.stored, "ins.plan_type") == "medicare_ffs"
    assert value_at(desk.stored, "res.country") == "ES"


def test_a_name_that_is_left_by_tab_is_kept(desk: Advisor) -> None:
    line = desk.line("res.country")
    QTest.keyClicks(line, "Spain")
    names = QApplication.activePopupWidget()
    try:
        QTest.keyClick(names or line, Qt.Key.Key_Tab)
        assert value_at(desk.stored, "res.country") == "ES"
    finally:
        if names is not None:
            names.hide()
        desk.window.window.activateWindow()
        QApplication.processEvents()


@pytest.mark.parametrize("size", [(1024, 768), (1280, 800)])
@pytest.mark.parametrize("page", list(Page))
def test_nothing_is_wider_than_its_place(desk: Advisor, page: Page, size: tuple[int, int]) -> None:
    desk.answers(AGREED)
    for group in ("tx", "bio", "img", "path", "fam", "md"):
        desk.window.intake.form.member_added.emit(group)
    desk.window.window.resize(*size)
    desk.hands.goes_to(page)
    desk.hands.settle()
    assert sticking_out(desk.window.intake) == []
    for tab in ("say", "records", "ask", "match"):
        desk.hands.does(f"tab_{tab}")
        QApplication.processEvents()
        assert sticking_out(desk.window.panel) == []


@pytest.mark.parametrize("size", [(1280, 800), (1024, 768)])
@pytest.mark.parametrize("page", list(Page))
def test_every_question_is_read_whole(desk: Advisor, page: Page, size: tuple[int, int]) -> None:
    desk.answers(AGREED)
    desk.window.window.resize(*size)
    desk.hands.goes_to(page)
    desk.hands.settle()
    cut = [
        frame.label.text()
        for frame in desk.window.intake.findChildren(QuestionFrame)
        if frame.isVisible() and frame.label.is_cut()
    ]
    assert cut == []


def test_the_six_red_flags_are_counted_by_themselves_and_as_they_are_answered(
    desk: Advisor,
) -> None:
    desk.hands.goes_to(Page.STORY)
    assert "0 of 6 answered" in counts(desk)
    desk.answers({"urg.fever": "No"})
    desk.hands.settle()
    assert "1 of 6 answered" in counts(desk)
    assert "0 of 6 answered" not in counts(desk)


def counts(desk: Advisor) -> list[str]:
    labels = desk.window.intake.findChildren(QLabel)
    return [one.text() for one in labels if one.isVisible() and one.text().endswith("answered")]


def sticking_out(inside: QWidget) -> list[str]:
    """What reaches past the sides of the place that scrolls it, or past its own window."""
    found = []
    for area in inside.findChildren(QAbstractScrollArea):
        if not area.isVisible() or isinstance(area.parentWidget(), QLineEdit):
            continue
        view = area.viewport()
        for child in view.findChildren(QWidget):
            left = child.mapTo(view, QPoint(0, 0)).x()
            if child.isVisible() and (left < 0 or left + child.width() > view.width()):
                found.append(f"{type(child).__name__} {child.objectName()} by "
                             f"{left + child.width() - view.width()}")  # fmt: skip
    return found


def test_allergies_are_written_one_a_line_with_what_they_did(qtbot: QtBot) -> None:
    question = question_of("med.allergies")
    editor = editor_for(question, "allergies")
    qtbot.addWidget(editor)
    told: list[Any] = []
    editor.edited.connect(told.append)
    QTest.keyClicks(editor.focus_widget(), "penicillin: hives")
    assert told[-1] == {"list": ["penicillin"], "reaction": "hives"}
    editor.show_value(decode_value(question, {"list": ["latex", "dye"], "reaction": "dye: rash"}))
    box = editor.focus_widget()
    assert isinstance(box, MultiLineEdit)
    assert box.text() == "latex\ndye: rash"
