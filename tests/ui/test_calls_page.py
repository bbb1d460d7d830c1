"""The cards over a call: times as typed, zones, proposed codes, the promise, the emergency."""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

import pytest

from advisor_app.domain.answers import Answer, say
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.line.calendar import LineHours
from advisor_app.line.calls import WrapUpCode
from advisor_app.ui.calls.promise_check import check
from advisor_app.ui.calls.when import read_when, written
from advisor_app.ui.calls.wrap_up import proposed_code
from advisor_app.ui.calls.zones import zone_choices

EASTERN = ZoneInfo("America/New_York")
MADRID = "Europe/Madrid"
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
    found = check("16:00", MADRID, in_their_clock=False, hours=HOURS, now=NOW)
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
    found = check("23 NOV 2026 09:00", MADRID, in_their_clock=False, hours=HOURS, now=NOW)
    assert not found.usable
    assert found.better


def test_a_closed_line_is_a_warning_with_its_reason() -> None:
    found = check("thu 10:00", MADRID, in_their_clock=False, hours=HOURS, now=NOW)
    assert any("Thanksgiving" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("intake", "code"),
    [
        (None, WrapUpCode.INFORMATION_GIVEN),
        (answered(urg__disposition="E1_ED_today"), WrapUpCode.EMERGENCY_DIVERTED),
        (answered(svc__types=("pathology_review",)), WrapUpCode.PATHOLOGY_ONLY),
        (Intake(), WrapUpCode.INFORMATION_GIVEN),
    ],
)
def test_the_code_that_fits_the_case_is_proposed(intake: Intake | None, code: WrapUpCode) -> None:
    assert proposed_code(intake).code is code


def test_a_call_that_broke_off_without_a_case_is_proposed_as_cut_off() -> None:
    assert proposed_code(None, cut_off=True).code is WrapUpCode.CUT_OFF
