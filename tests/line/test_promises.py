"""Promises on both clocks."""

from datetime import UTC, datetime, time, timedelta

import pytest

from advisor_app.domain.case import Promise, PromiseState
from advisor_app.domain.clock import EASTERN
from advisor_app.line.calendar import LineHours
from advisor_app.line.promises import (
    Standing,
    better_time,
    both_clocks,
    callback_times,
    in_quiet_hours,
    standing,
    standing_words,
    zone_of,
)

HOURS = LineHours(opens=time(9), closes=time(17))
NOW = datetime(2026, 11, 23, 10, 44, tzinfo=EASTERN)


def promise(
    due: datetime, zone: str = "America/New_York", state: PromiseState = PromiseState.DUE
) -> Promise:
    """A promise due at that instant."""
    return Promise(
        id="p", case="Q-1", due_at=due, zone=zone, phone="(908) 555-0117", about="", state=state
    )


def test_both_clocks_and_quiet_hours_abroad() -> None:
    clocks = both_clocks(datetime(2026, 11, 23, 16, 0, tzinfo=EASTERN), "Europe/Madrid")
    assert clocks.words == "16:00 ET = 22:00 CET"
    assert clocks.quiet
    assert not clocks.same
    assert both_clocks(NOW, "America/New_York").words == "10:44 ET"


def test_another_day_there_is_named() -> None:
    clocks = both_clocks(datetime(2026, 11, 23, 16, 0, tzinfo=EASTERN), "Asia/Tokyo")
    assert clocks.words == "16:00 ET = 06:00 JST (Tue 24 Nov)"


def test_a_zone_that_is_unknown_is_ours() -> None:
    assert zone_of("") is EASTERN
    assert zone_of("Mars/Olympus") is EASTERN


@pytest.mark.parametrize(
    ("minutes", "stands", "words"),
    [
        (-74, Standing.OVERDUE, "Overdue 74 min"),
        (-660, Standing.OVERDUE, "Overdue 11 h"),
        (1, Standing.SOON, "In 1 min"),
        (120, Standing.TODAY, ""),
        (60 * 24, Standing.LATER, ""),
    ],
)
def test_how_a_promise_stands(minutes: int, stands: Standing, words: str) -> None:
    given = promise(NOW + timedelta(minutes=minutes))
    assert (standing(given, NOW), standing_words(given, NOW)) == (stands, words)


def test_a_kept_promise_has_ended_and_a_late_one_warns_of_quiet_hours() -> None:
    assert standing(promise(NOW, state=PromiseState.KEPT), NOW) is Standing.ENDED
    abroad = promise(datetime(2026, 11, 23, 16, 0, tzinfo=EASTERN), "Europe/Madrid")
    assert standing_words(abroad, NOW) == "Quiet hours there"


def test_a_better_time_is_near_staffed_and_not_quiet() -> None:
    wanted = datetime(2026, 11, 23, 16, 0, tzinfo=EASTERN)
    found = better_time(wanted, "Europe/Madrid", HOURS, NOW)
    assert found == datetime(2026, 11, 23, 14, 30, tzinfo=EASTERN)
    assert better_time(wanted, "Europe/Madrid", LineHours(), NOW) is None
    assert better_time(wanted, "America/New_York", HOURS, NOW) == wanted


def test_times_to_offer_are_staffed_free_and_not_quiet() -> None:
    first = datetime(2026, 11, 25, 16, 10, tzinfo=EASTERN)
    taken = frozenset({datetime(2026, 11, 25, 16, 30, tzinfo=EASTERN)})
    found = callback_times(first, "America/Los_Angeles", HOURS, taken, 3)
    assert [f"{one:%d %H:%M}" for one in found] == ["27 11:00", "27 11:30", "27 12:00"]


def test_quiet_hours_have_firm_edges() -> None:
    assert in_quiet_hours(datetime(2026, 11, 23, 21, 0, tzinfo=UTC))
    assert not in_quiet_hours(datetime(2026, 11, 23, 20, 59, tzinfo=UTC))
    assert in_quiet_hours(datetime(2026, 11, 23, 7, 59, tzinfo=UTC))
    assert not in_quiet_hours(datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
