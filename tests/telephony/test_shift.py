"""A shift without a window, and the simulated desks."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_app.bootstrap.house import House
from advisor_app.bootstrap.line_figures import figures_of
from advisor_app.bootstrap.verbs_line import shift_house, simulated
from advisor_app.domain.case import PromiseState
from advisor_app.domain.clock import EASTERN
from advisor_app.line.calls import (
    ENDED_STATES,
    Call,
    CallEvent,
    CallEventKind,
    CallState,
    WrapUpCode,
)
from advisor_app.line.figures import line_figures
from advisor_app.line.presence import PresenceState
from advisor_app.telephony.colleagues import deeds
from advisor_app.telephony.desks import Desks
from advisor_app.telephony.shift import (
    ADVISORS,
    DEMONSTRATION_START,
    Morning,
    morning_of,
    staff_of,
)
from advisor_app.telephony.stepped_clock import SteppedClock

METRICS = {
    "asa",
    "service_level",
    "abandonment_rate",
    "aht",
    "acw",
    "acw_ratio",
    "hold_ratio",
    "occupancy",
    "first_call_resolution",
    "longest_wait",
    "calls_waiting",
    "agents_per_state",
    "callback_kept_rate",
    "match_override_rate",
    "distribution_gini",
    "time_to_match",
    "time_to_dated_step",
    "erlang_c",
}


HOURS, DESKS = 2.5, 6
SIXTY = 60
"""Four calls an hour for each of six advisors."""


def same_node(node: str, ancestor: str) -> bool:
    """A cancer tree without branches."""
    return node == ancestor


def played(seed: int, hours: float, advisors: int, until: datetime | None = None) -> Morning:
    """A shift in memory."""
    return morning_of(seed, hours, staff_of(advisors), within=same_node, until=until)


@pytest.fixture(scope="module")
def house() -> Iterator[House]:
    """The house after a short shift through its services."""
    with shift_house(7, HOURS, DESKS) as found:
        yield found


@pytest.fixture(scope="module")
def events(house: House) -> tuple[CallEvent, ...]:
    """What happened in it."""
    return house.queue.events(house.act(), DEMONSTRATION_START)


def test_the_report_holds_every_metric_and_can_be_had_again(house: House) -> None:
    report = simulated(7, HOURS, DESKS)
    assert set(report) >= METRICS
    assert set(report["service_level"]) == {
        "negative",
        "positive",
        "handled_only",
        "abandon_ignored",
    }
    assert report["demonstration"] is True
    stored = figures_of(house, DEMONSTRATION_START, house.now)
    assert {name: report[name] for name in stored} == stored
    assert sum(one["arrived"] for one in report["half_hours"]) == SIXTY


def test_so_many_calls_come_as_the_staff_has_hours_and_each_ends(
    house: House, events: tuple[CallEvent, ...]
) -> None:
    with house.store.reading() as unit:
        ended = unit.calls.in_states(ENDED_STATES)
    assert len(ended) == SIXTY
    arrived = [one.at for one in events if one.kind is CallEventKind.ARRIVED]
    assert len(arrived) == SIXTY
    assert max(arrived) - DEMONSTRATION_START < timedelta(hours=HOURS)
    assert house.queue.calls(house.act()) == ()


def test_every_deed_of_the_shift_is_in_the_audit(
    house: House, events: tuple[CallEvent, ...]
) -> None:
    verdict = house.audit.verify(house.act())
    assert verdict.sound
    accepted = sum(1 for one in events if one.kind is CallEventKind.ACCEPTED)
    assert accepted > 0
    assert verdict.rows > 5 * accepted


def test_callers_have_cases_and_promises_are_kept(house: House) -> None:
    with house.store.reading() as unit:
        answered = [one for one in unit.calls.in_states({CallState.DONE}) if one.holder]
    assert all(one.case for one in answered)
    assert len({one.case for one in answered}) == len({one.phone for one in answered})
    promises = house.promises.all(house.act())
    assert PromiseState.KEPT in {one.state for one in promises}


def test_nobody_talks_to_two_callers_at_once(events: tuple[CallEvent, ...]) -> None:
    busy: dict[str, str] = {}
    for event in events:
        if event.kind is CallEventKind.ACCEPTED:
            assert event.by not in busy
            busy[event.by] = event.call
        elif event.kind is CallEventKind.WRAP_DONE:
            assert busy.pop(event.by) == event.call
    assert not busy


def test_presence_has_no_gaps_and_no_overlaps(house: House) -> None:
    by_advisor: dict[str, list[tuple[datetime, datetime]]] = {}
    for span in house.presences.spans():
        by_advisor.setdefault(span.advisor, []).append((span.start, span.end or house.now))
    assert len(by_advisor) == DESKS
    for spans in by_advisor.values():
        assert spans[0][0] == DEMONSTRATION_START
        assert spans[-1][1] == house.now
        for before, following in pairwise(spans):
            assert before[1] == following[0]


def test_work_by_presence_is_work_by_events(house: House, events: tuple[CallEvent, ...]) -> None:
    """Two ways to the same number: seconds on calls and wrap-up."""
    busy = (PresenceState.ON_CALL, PresenceState.WRAP_UP)
    by_presence = sum(
        ((span.end or house.now) - span.start).total_seconds()
        for span in house.presences.spans()
        if span.state in busy
    )
    figures = line_figures(events, house.now)
    assert figures.aht is not None
    assert by_presence == pytest.approx(figures.aht * figures.calls_answered)


def test_the_clock_of_a_shift_goes_on_and_not_back() -> None:
    clock = SteppedClock(DEMONSTRATION_START)
    clock.go_on_to(DEMONSTRATION_START + timedelta(hours=1))
    assert clock.now() == DEMONSTRATION_START + timedelta(hours=1)
    with pytest.raises(ValueError, match="goes on"):
        clock.go_on_to(DEMONSTRATION_START)


def test_a_larger_staff_than_the_demonstration_has() -> None:
    staff = staff_of(40)
    assert len({one.id for one in staff}) == 40


@pytest.mark.parametrize(("hours", "advisors"), [(0, 3), (-1, 3), (1, 0)])
def test_an_empty_shift_is_refused(hours: float, advisors: int) -> None:
    with pytest.raises(ValueError, match="needs hours"):
        played(7, hours, advisors)


NOW = datetime(2026, 11, 23, 10, 0, tzinfo=EASTERN)


def held_by(advisor: str, state: CallState, seconds: float) -> Call:
    """A call that has been in a state for so many seconds."""
    return Call(
        id="sim-1",
        phone="(212) 555-0117",
        arrived_at=NOW - timedelta(minutes=30),
        state=state,
        holder=advisor,
        offered_to=advisor if state is CallState.OFFERED else "",
        state_since=NOW - timedelta(seconds=seconds),
    )


def test_colleagues_work_their_calls_and_leave_those_of_people() -> None:
    desks = Desks(seed=7)
    work = desks.work(held_by("lin", CallState.CONNECTED, 0))
    talking = held_by("lin", CallState.CONNECTED, work.talk + 1)
    (deed,) = deeds([talking], desks, frozenset({"ruiz"}), NOW)
    assert (deed.advisor, deed.kind) == ("lin", CallEventKind.ENDED)
    assert deeds([talking], desks, frozenset({"lin"}), NOW) == ()
    fresh = held_by("lin", CallState.CONNECTED, 1)
    assert deeds([fresh], desks, frozenset(), NOW) == ()


def test_colleagues_take_offers_and_write_up() -> None:
    desks = Desks(seed=7)
    offered = held_by("lin", CallState.OFFERED, 10)
    (deed,) = deeds([offered], desks, frozenset(), NOW)
    assert deed.kind in (CallEventKind.ACCEPTED, CallEventKind.DECLINED)
    writing = held_by("lin", CallState.WRAP_UP, 600)
    (done,) = deeds([writing], desks, frozenset(), NOW)
    assert done.kind is CallEventKind.WRAP_DONE
    assert WrapUpCode(done.detail)
    waiting = held_by("", CallState.WAITING, 600)
    assert deeds([waiting], desks, frozenset(), NOW) == ()


def test_a_morning_is_the_beginning_of_the_whole() -> None:
    noon = DEMONSTRATION_START + timedelta(minutes=98)
    whole, half = played(7, 3, ADVISORS), played(7, 3, ADVISORS, noon)
    assert half.now == noon
    assert half.events == tuple(one for one in whole.events if one.at <= noon)
    states = {call.state for call in half.calls}
    assert CallState.CONNECTED in states
    on_call = {one.advisor for one in half.presences if one.state is PresenceState.ON_CALL}
    assert on_call == {one.holder for one in half.calls if one.state in TALKING}
    assert len(half.presences) == ADVISORS


TALKING = {CallState.CONNECTED, CallState.HELD}


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**9), advisors=st.integers(1, 30), hours=st.floats(0.2, 1.5))
def test_any_shift_ends_well(seed: int, advisors: int, hours: float) -> None:
    shift = played(seed, hours, advisors)
    assert played(seed, hours, advisors) == shift
    assert all(call.state in ENDED_STATES for call in shift.calls)
    figures = line_figures(shift.events, shift.now)
    assert figures.calls_presented == len(shift.calls)
    assert [event.at for event in shift.events] == sorted(event.at for event in shift.events)
