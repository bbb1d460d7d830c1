"""The calendar of the line, over clock changes, holidays and weekends."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.table_text import TableError
from advisor_app.line.calendar import (
    Closure,
    LineHours,
    LinePhase,
    holiday_name,
    line_state,
    next_opening,
    read_line_hours,
    why_closed,
    with_hours,
)

HOURS = LineHours(opens=time(9), closes=time(17))


def at(text: str) -> datetime:
    """A moment on Eastern wall clocks."""
    return datetime.fromisoformat(text).replace(tzinfo=EASTERN)


@pytest.mark.parametrize(
    ("moment", "phase", "words"),
    [
        ("2026-11-24 08:50", LinePhase.CLOSED, "line opens in 10 min"),
        ("2026-11-24 09:00", LinePhase.OPEN, "line closes 17:00"),
        ("2026-11-24 16:30", LinePhase.CLOSING, "line closes in 30 min"),
        ("2026-11-24 16:59:30", LinePhase.CLOSING, "line closes in 1 min"),
        ("2026-11-24 17:00", LinePhase.CLOSED, "line closed, opens Wed 25 Nov 09:00"),
        ("2026-11-24 00:00", LinePhase.CLOSED, "line opens 09:00"),
        ("2026-11-26 10:00", LinePhase.CLOSED, "line closed, opens Fri 27 Nov 09:00"),
        ("2026-11-28 10:00", LinePhase.CLOSED, "line closed, opens Mon 30 Nov 09:00"),
        ("2026-12-24 18:00", LinePhase.CLOSED, "line closed, opens Mon 28 Dec 09:00"),
    ],
)
def test_state_of_the_line(moment: str, phase: LinePhase, words: str) -> None:
    state = line_state(at(moment), HOURS)
    assert (state.phase, state.words) == (phase, words)
    assert state.staffed is (phase in (LinePhase.OPEN, LinePhase.CLOSING))


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-07-03", "Independence Day (observed)"),
        ("2026-06-19", "Juneteenth National Independence Day"),
        ("2026-11-26", "Thanksgiving Day"),
        ("2027-12-31", "New Year's Day (observed)"),
        ("2026-11-27", ""),
        ("2026-02-12", ""),
    ],
)
def test_federal_holidays_only(day: str, name: str) -> None:
    assert holiday_name(date.fromisoformat(day)) == name


@pytest.mark.parametrize(
    ("friday", "utc_friday", "utc_monday"),
    [
        ("2026-03-06", "14:00", "13:00"),
        ("2026-10-30", "13:00", "14:00"),
    ],
)
def test_opens_at_nine_on_both_sides_of_a_clock_change(
    friday: str, utc_friday: str, utc_monday: str
) -> None:
    before = datetime.fromisoformat(f"{friday} 01:00+00:00")
    first = next_opening(before, HOURS)
    second = next_opening(before + timedelta(days=2), HOURS)
    assert first is not None
    assert second is not None
    assert (second.date() - first.date()).days == 3
    assert f"{datetime.fromtimestamp(first.timestamp(), tz=before.tzinfo):%H:%M}" == utc_friday
    assert f"{datetime.fromtimestamp(second.timestamp(), tz=before.tzinfo):%H:%M}" == utc_monday


def test_minutes_to_the_opening_count_real_time_over_a_clock_change() -> None:
    spring = line_state(at("2026-03-06 17:00"), HOURS)
    autumn = line_state(at("2026-10-30 17:00"), HOURS)
    usual = line_state(at("2026-03-13 17:00"), HOURS)
    assert (spring.minutes, usual.minutes, autumn.minutes) == (63 * 60, 64 * 60, 65 * 60)


def test_hours_start_unset() -> None:
    shipped = read_line_hours()
    assert not shipped.set
    state = line_state(at("2026-11-24 10:00"), shipped)
    assert (state.phase, state.words) == (LinePhase.UNSET, "line hours not set")
    assert next_opening(at("2026-11-24 10:00"), shipped) is None


def test_hours_are_told_in_words() -> None:
    told = with_hours(read_line_hours(), "08:30", "18:00")
    assert (told.opens, told.closes) == (time(8, 30), time(18))
    assert not with_hours(told, "", "").set
    with pytest.raises(ValueError, match="must open before"):
        with_hours(told, "18:00", "08:30")


def test_own_closures_close_the_line() -> None:
    hours = LineHours(
        opens=time(9),
        closes=time(17),
        closures=(Closure(day=date(2026, 12, 24), name="Staff training"),),
    )
    assert why_closed(date(2026, 12, 24), hours) == "Staff training"
    assert line_state(at("2026-12-24 10:00"), hours).reason == "Staff training"


def test_a_calendar_with_an_unknown_day_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    folder.mkdir()
    keys = ("version", "source", "approved_by", "approved_on")
    header = "\n".join(['[header]\nschema = "line-calendar/1"', *(f'{key} = ""' for key in keys)])
    (folder / "calendar.toml").write_text(header + '\n[days]\nweekdays = ["funday"]\n')
    with pytest.raises(TableError, match="no day of the week"):
        read_line_hours(tmp_path)


@given(st.datetimes(datetime(2025, 1, 1), datetime(2030, 12, 31)))
def test_an_opening_is_after_now_and_the_line_is_open_then(moment: datetime) -> None:
    now = moment.replace(tzinfo=EASTERN)
    opening = next_opening(now, HOURS)
    assert opening is not None
    assert opening.timestamp() > now.timestamp()
    assert line_state(opening, HOURS).phase is LinePhase.OPEN
    state = line_state(now, HOURS)
    assert state.minutes is not None
    assert state.minutes >= 0
