"""Promises on both clocks."""

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_app.domain.case import Promise, PromiseState
from advisor_app.domain.clock import EASTERN
from advisor_app.line.calendar import LineHours, line_state
from advisor_app.line.promises import (
    Standing,
    better_time,
    both_clocks,
    callback_times,
    full_half_hours,
    half_hour,
    in_quiet_hours,
    standing,
    standing_words,
    why_not_then,
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
    due = promise(NOW + timedelta(minutes=minutes))
    assert (standing(due, NOW), standing_words(due, NOW)) == (stands, words)


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


NIGHTS = st.sampled_from(
    [
        datetime(2026, 3, 8, 7, 0, tzinfo=UTC),  # New York goes to summer time
        datetime(2026, 3, 29, 1, 0, tzinfo=UTC),  # Madrid does
        datetime(2026, 10, 25, 1, 0, tzinfo=UTC),  # Madrid comes back
        datetime(2026, 11, 1, 6, 0, tzinfo=UTC),  # New York does
        datetime(2026, 11, 26, 6, 0, tzinfo=UTC),  # Thanksgiving
        datetime(2026, 12, 31, 23, 0, tzinfo=UTC),
    ]
)
INSTANTS = st.builds(lambda night, minutes: night + timedelta(minutes=minutes), NIGHTS,
                     st.integers(-3 * 24 * 60, 3 * 24 * 60))  # fmt: skip
ZONES = st.sampled_from(
    ["America/New_York", "Europe/Madrid", "America/Los_Angeles", "Asia/Kolkata", "Asia/Tokyo",
     "Australia/Lord_Howe", "America/St_Johns"]
)  # fmt: skip
SHIFTS = st.sampled_from([HOURS, LineHours(opens=time(0), closes=time(23, 30))])


@given(INSTANTS, ZONES, SHIFTS)
def test_over_the_nights_when_clocks_jump_every_offered_time_can_be_kept(
    first: datetime, zone: str, hours: LineHours
) -> None:
    full = full_half_hours([promise(first + timedelta(hours=20))], 1)
    times = callback_times(first, zone, hours, full, 6)
    instants = [one.timestamp() for one in times]
    assert instants == sorted(set(instants))
    for at in times:
        assert at.timestamp() >= first.timestamp()
        assert line_state(at, hours).staffed
        assert not in_quiet_hours(at.astimezone(zone_of(zone)))
        assert half_hour(at) not in full
        assert why_not_then(at, zone, hours, full, first - timedelta(minutes=1)) == ""
    better = better_time(first, zone, hours, first)
    if better is not None:
        assert better.timestamp() > first.timestamp()
        assert line_state(better, hours).staffed
        assert not both_clocks(better, zone).quiet


@given(INSTANTS, ZONES)
def test_both_clocks_show_one_instant_also_in_the_hour_that_comes_twice(
    at: datetime, zone: str
) -> None:
    clocks = both_clocks(at, zone)
    assert clocks.ours.timestamp() == clocks.theirs.timestamp() == at.timestamp()
    assert clocks.same is (clocks.ours.utcoffset() == clocks.theirs.utcoffset())


@given(INSTANTS, st.integers(0, 200), st.integers(0, 200))
def test_a_promise_only_ever_comes_nearer(due: datetime, early: int, late: int) -> None:
    order = [Standing.LATER, Standing.TODAY, Standing.SOON, Standing.OVERDUE]
    before, after = sorted((early, late), reverse=True)
    stands = [
        order.index(standing(promise(due), due - timedelta(minutes=minutes)))
        for minutes in (before, after)
    ]
    assert stands == sorted(stands)
    assert standing(promise(due), due + timedelta(seconds=1)) is Standing.OVERDUE


def test_a_half_hour_is_full_when_it_holds_as_many_as_the_line_keeps() -> None:
    due = [promise(NOW), promise(NOW + timedelta(minutes=10)), promise(NOW + timedelta(minutes=20))]
    ended = promise(NOW, state=PromiseState.KEPT)
    assert full_half_hours([*due, ended], 2) == {half_hour(NOW)}
    assert full_half_hours([*due, ended], 3) == frozenset()
