"""The cards over a call: times as typed, zones, proposed codes, the promise, the emergency."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from advisor_app.domain.answers import Answer, say
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.words import words_in
from advisor_app.line.calendar import LineHours
from advisor_app.line.calls import WrapUpCode
from advisor_app.line.zones import ZoneChoice, zone_choices
from advisor_app.oncology.redflags import RaisedFlag, RedFlag, load_red_flags
from advisor_app.ui.calls.emergency import EmergencyDone, EmergencyStep, emergency_card
from advisor_app.ui.calls.emergency_view import EmergencyOverlay
from advisor_app.ui.calls.promise_check import check
from advisor_app.ui.calls.when import read_when, written
from advisor_app.ui.calls.wrap_up import EndedCall, PromiseAsked, Proposal, WrapUp, proposed_code
from advisor_app.ui.calls.wrap_up_view import WrapUpOverlay
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.check_row import CheckRow
from advisor_app.ui.kit.marks import Pill
from advisor_app.ui.kit.multi_line import MultiLineEdit
from advisor_app.ui.kit.one_line import OneLineEdit
from tests.ui.hands import child, nameless, press

EASTERN = ZoneInfo("America/New_York")
MADRID = "Europe/Madrid"
ENGLISH, SPANISH = words_in("en"), words_in("es")
NOW = datetime(2026, 11, 23, 15, 44, tzinfo=UTC)  # a Monday, 10:44 Eastern
HOURS = LineHours(opens=time(9), closes=time(17))


def answered(**answers: object) -> Intake:
    """An intake with these answers; `__` stands for the dot of a path."""
    intake = Intake()
    for name, value in answers.items():
        answer: Answer[object] = say(value)
        intake = with_answer(intake, name.replace("__", "."), answer)
    return intake


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("16:00", "2026-11-23 16:00"),
        ("9:00", "2026-11-24 09:00"),
        ("tomorrow 9.30", "2026-11-24 09:30"),
        ("thu 2pm", "2026-11-26 14:00"),
        ("mon 9:00", "2026-11-30 09:00"),
        ("in 20 min", "2026-11-23 11:04"),
        ("1630", "2026-11-23 16:30"),
        ("12/3 14:00", "2026-12-03 14:00"),
        ("03 DEC 2026 14:00", "2026-12-03 14:00"),
        ("01 jan 10:00", "2027-01-01 10:00"),
        ("noon", "2026-11-23 12:00"),
    ],
)
def test_a_time_is_read_as_advisors_type_it(typed: str, meant: str) -> None:
    at = read_when(typed, NOW, EASTERN)
    assert at is not None
    assert f"{at.astimezone(EASTERN):%Y-%m-%d %H:%M}" == meant


@pytest.mark.parametrize("typed", ["", "tomorrow", "25:00", "13pm", "soon", "dec 3 2026"])
def test_words_without_a_time_name_no_instant(typed: str) -> None:
    assert read_when(typed, NOW, EASTERN) is None


def test_what_is_written_into_the_field_reads_back() -> None:
    at = datetime(2026, 12, 3, 14, 30, tzinfo=UTC)
    assert read_when(written(at, EASTERN), NOW, EASTERN) == at


def test_the_zone_is_proposed_from_where_the_patient_lives_then_from_the_number() -> None:
    home = answered(res__country="ES")
    assert zone_choices(home, "(908) 555-0117")[0].zone == MADRID
    california = answered(res__country="US", res__state="CA")
    assert zone_choices(california, "")[0].zone == "America/Los_Angeles"
    assert zone_choices(Intake(), "+34 915 550 117")[0].zone == MADRID
    assert zone_choices(Intake(), "")[0].zone == "America/New_York"


def test_a_promise_warns_of_quiet_hours_and_offers_better_times() -> None:
    found = check("16:00", MADRID, in_their_clock=False, hours=HOURS, now=NOW, full=frozenset())
    assert found.usable
    assert "22:00" in found.words
    assert any("quiet" in warning for warning in found.warnings)
    assert found.better
    for at in found.better:
        assert 8 <= at.astimezone(ZoneInfo(MADRID)).hour < 21


def test_a_promise_on_the_patients_clock_is_kept_as_the_same_instant() -> None:
    theirs = check("tomorrow 16:00", MADRID, in_their_clock=True, hours=HOURS, now=NOW)
    ours = check("tomorrow 10:00", MADRID, in_their_clock=False, hours=HOURS, now=NOW)
    assert theirs.at == ours.at
    assert not theirs.warnings


def test_a_time_that_has_passed_cannot_be_promised() -> None:
    told = "23 NOV 2026 09:00"
    found = check(told, MADRID, in_their_clock=False, hours=HOURS, now=NOW, full=frozenset())
    assert not found.usable
    assert found.better


def test_a_full_half_hour_is_said_and_nothing_is_offered_while_the_capacity_is_unset() -> None:
    free = check("", MADRID, in_their_clock=False, hours=HOURS, now=NOW, full=frozenset()).better[0]
    told, full = f"{free:%d %b %Y %H:%M}", frozenset({free})
    found = check(told, MADRID, in_their_clock=False, hours=HOURS, now=NOW, full=full)
    assert any("as many call-backs" in warning for warning in found.warnings)
    assert free not in found.better
    assert not check("", MADRID, in_their_clock=False, hours=HOURS, now=NOW).better


def test_a_closed_line_is_a_warning_with_its_reason() -> None:
    found = check("thu 10:00", MADRID, in_their_clock=False, hours=HOURS, now=NOW)
    assert any("Thanksgiving" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("intake", "code"),
    [
        (None, WrapUpCode.INFORMATION_GIVEN),
        (answered(urg__disposition="E1_ED_today"), WrapUpCode.EMERGENCY_DIVERTED),
        (answered(svc__types=("pathology_review",)), WrapUpCode.PATHOLOGY_ONLY),
        (
            answered(svc__types=("pathology_review",), svc__route="direct_contact"),
            WrapUpCode.DIRECT_CONTACT_GIVEN,
        ),
        (
            answered(svc__types=("radiology_review",), svc__route="we_arrange"),
            WrapUpCode.INFORMATION_GIVEN,
        ),
        (Intake(), WrapUpCode.INFORMATION_GIVEN),
    ],
)
def test_the_code_that_fits_the_case_is_proposed(intake: Intake | None, code: WrapUpCode) -> None:
    assert proposed_code(intake).code is code


def test_a_call_that_broke_off_without_a_case_is_proposed_as_cut_off() -> None:
    assert proposed_code(None, cut_off=True).code is WrapUpCode.CUT_OFF


# ---- the cards ----


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    """A window to lay a card over."""
    found = QWidget()
    found.resize(1280, 800)
    qtbot.addWidget(found)
    with qtbot.waitExposed(found):
        found.show()
    return found


def ended(**more: Any) -> EndedCall:
    """A call that has just ended."""
    values: dict[str, Any] = {
        "call": "c1",
        "caller": "DOE, Jane",
        "lasted_seconds": 612,
        "phone": "(908) 555-0117",
        "case": "Q-26-00412",
        "proposal": Proposal(code=WrapUpCode.INFORMATION_GIVEN, why="nothing was booked"),
        "zones": (ZoneChoice(zone=MADRID),),
        "hours": HOURS,
        "until": NOW + timedelta(seconds=120),
    }
    return EndedCall(**(values | more))


def finished_of(card: WrapUpOverlay) -> list[WrapUp]:
    """What the card hands over, as it comes."""
    found: list[WrapUp] = []
    card.finished.connect(found.append)
    return found


def test_a_digit_chooses_the_code_and_control_enter_finishes(window: QWidget) -> None:
    card = WrapUpOverlay(window, lambda: NOW)
    found = finished_of(card)
    card.show_call(ended())
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert found == [WrapUp(call="c1", code=WrapUpCode.RECORDS_PENDING)]
    assert not card.is_open


def test_escape_loses_nothing_that_was_typed(window: QWidget) -> None:
    card = WrapUpOverlay(window, lambda: NOW)
    card.show_call(ended())
    notes = child(card, MultiLineEdit, "wrapUpNotes")
    notes.setFocus()
    QTest.keyClicks(notes, "ask for the slides")
    press(Qt.Key.Key_Escape)
    assert not card.is_open
    card.show_call(ended())
    assert notes.text() == "ask for the slides"
    card.show_call(ended(call="c2"))
    assert notes.text() == ""


def test_a_promise_is_made_on_the_patients_clock_by_keys_alone(window: QWidget) -> None:
    card = WrapUpOverlay(window, lambda: NOW)
    found = finished_of(card)
    card.show_call(ended(speak_to="Janet D."))
    press(Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    when = child(card, OneLineEdit, "promiseWhenEdit")
    assert when.hasFocus()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not found, "a promise without a time is not made"
    QTest.keyClicks(when, "tomorrow 16:00")
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert found[0].promise == PromiseAsked(
        due_at=datetime(2026, 11, 24, 15, 0, tzinfo=UTC),
        zone=MADRID,
        phone="(908) 555-0117",
        about="",
        speak_to="Janet D.",
    )


def test_a_better_time_is_one_press_away(window: QWidget) -> None:
    card = WrapUpOverlay(window, lambda: NOW)
    found = finished_of(card)
    card.show_call(ended(proposal=Proposal(code=WrapUpCode.MATCHED_CALLBACK, why="chosen")))
    card.show_full(frozenset())
    when = child(card, OneLineEdit, "promiseWhenEdit")
    when.setFocus()
    QTest.keyClicks(when, "23:30")
    assert "quiet" in child(card, QLabel, "promiseWarningLabel").text()
    child(card, Button, "betterTime1").click()
    assert child(card, QLabel, "promiseWarningLabel").text() == ""
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    promise = found[0].promise
    assert promise is not None
    assert promise.due_at.astimezone(ZoneInfo(MADRID)).hour < 21


def test_the_time_to_write_up_runs_and_can_be_extended(window: QWidget) -> None:
    now = [NOW]
    card = WrapUpOverlay(window, lambda: now[0])
    asked: list[bool] = []
    card.extended.connect(lambda: asked.append(True))
    card.show_call(ended())
    timer = child(card, Pill, "wrapUpTimer")
    assert timer.words == "02:00 to write up"
    press(Qt.Key.Key_F11)
    assert asked
    card.show_until(NOW + timedelta(seconds=180))
    assert timer.words == "03:00 to write up"
    card.tick(NOW + timedelta(seconds=200))
    assert (timer.words, timer.kind) == ("00:20 over", "warning")


FLAG = RaisedFlag(
    flag=RedFlag(
        id="RF-08",
        title="yellow skin with fever",
        tier="E1_ED_today",
        ask="Fever with jaundice",
        said="Please go to the nearest emergency department now.",
        said_abroad="Please go to the nearest emergency department now.",
        basis="",
    ),
    tier="E1_ED_today",
    why="eyes are yellow",
)


def done_of(card: EmergencyOverlay) -> list[EmergencyDone]:
    """What the card reports, as it comes."""
    found: list[EmergencyDone] = []
    card.done.connect(found.append)
    return found


def test_the_emergency_card_is_worked_by_digits_and_brings_the_nurse(window: QWidget) -> None:
    card = EmergencyOverlay(window, lambda: NOW)
    found = done_of(card)
    card.show_card(emergency_card(FLAG, Intake(), "(908) 555-0117", ENGLISH))
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_F5)
    assert [done.step for done in found[:2]] == [EmergencyStep.TICKED] * 2
    last = found[-1]
    assert (last.step, last.flag, last.tier) == (EmergencyStep.NURSE, "RF-08", "E1_ED_today")
    assert len(last.ticks) == 2
    assert "10:44" in last.note
    assert card.is_open
    press(Qt.Key.Key_Return)
    assert found[-1] is last
    QTest.keyClicks(child(card, OneLineEdit, "readBackEdit"), "my son drives me there now")
    press(Qt.Key.Key_Return)
    assert (found[-1].step, found[-1].reason) == (
        EmergencyStep.READ_BACK,
        "my son drives me there now",
    )
    assert "my son drives me there now" in found[-1].note
    assert not card.is_open


def test_putting_the_card_aside_keeps_its_ticks(window: QWidget) -> None:
    card = EmergencyOverlay(window, lambda: NOW)
    found = done_of(card)
    shown = emergency_card(FLAG, Intake(), "(908) 555-0117", ENGLISH)
    card.show_card(shown)
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_Escape)
    assert found[-1].step is EmergencyStep.PUT_ASIDE
    card.show_card(shown)
    assert child(card, CheckRow, "emergencyTick2").isChecked()


def test_that_it_is_no_emergency_needs_a_reason(window: QWidget) -> None:
    card = EmergencyOverlay(window, lambda: NOW)
    found = done_of(card)
    card.show_card(emergency_card(None, Intake(), "", ENGLISH))
    child(card, Button, "notEmergencyButton").click()
    press(Qt.Key.Key_Return)
    assert not found
    QTest.keyClicks(child(card, OneLineEdit, "notEmergencyReason"), "that was last year")
    press(Qt.Key.Key_Return)
    assert (found[-1].step, found[-1].reason) == (
        EmergencyStep.NOT_AN_EMERGENCY,
        "that was last year",
    )


def test_a_card_opened_for_an_ambulance_says_so() -> None:
    shown = emergency_card(None, Intake(), "", ENGLISH, call_911=True)
    assert shown.tier == "E0_911"
    assert "911" in shown.script


def test_every_control_of_the_cards_has_a_name_for_eyes_and_ears(window: QWidget) -> None:
    wrap_up, emergency = WrapUpOverlay(window, lambda: NOW), EmergencyOverlay(window, lambda: NOW)
    wrap_up.show_call(ended())
    emergency.show_card(emergency_card(FLAG, Intake(), "(908) 555-0117", ENGLISH))
    for card in (wrap_up, emergency):
        assert not nameless(card)


def test_abroad_the_card_never_sends_the_caller_to_911() -> None:
    shown = emergency_card(None, answered(res__country="ES"), "", ENGLISH, call_911=True)
    assert "911" not in shown.script
    assert not any("911" in tick for tick in shown.ticks)


def test_what_the_caller_hears_is_in_the_language_of_the_talk(window: QWidget) -> None:
    for flag in load_red_flags(RESOURCES).values():
        raised = RaisedFlag(flag=flag, tier=flag.tier, why="")
        for intake in (Intake(), answered(res__country="ES")):
            shown = emergency_card(raised, intake, "", SPANISH)
            assert shown.script == SPANISH.text(shown.written) != shown.written, flag.id
            assert shown.basis != flag.ask
            assert shown.title == flag.title
            assert shown.written in (flag.said, flag.said_abroad)
    card = EmergencyOverlay(window, lambda: NOW)
    found = done_of(card)
    card.show_card(emergency_card(None, Intake(), "", SPANISH, call_911=True))
    assert "marque 911 ahora" in all_words(card)
    press(Qt.Key.Key_F7)
    assert found[-1].instruction.startswith("Please hang up and dial 911")


def all_words(inside: QWidget) -> str:
    """Everything that labels say."""
    return " ".join(label.text() for label in inside.findChildren(QLabel))
