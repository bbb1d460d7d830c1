"""A shift without a window, and the simulated desks."""

import json
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisor_app.domain.clock import EASTERN
from advisor_app.line.calls import ENDED_STATES, Call, CallEventKind, CallState, WrapUpCode
from advisor_app.line.figures import line_figures
from advisor_app.line.presence import PresenceState
from advisor_app.telephony.colleagues import deeds
from advisor_app.telephony.desks import Desks
from advisor_app.telephony.report import ShiftReport
from advisor_app.telephony.shift import ADVISORS, run_shift, staff_of

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


@pytest.fixture(scope="module")
def morning() -> ShiftReport:
    """Three hours with the usual staff."""
    return run_shift(7, 3, staff_of(ADVISORS))


def test_the_same_seed_gives_the_same_shift(morning: ShiftReport) -> None:
    again = run_shift(7, 3, staff_of(ADVISORS))
    assert again == morning
    assert json.dumps(again.as_data()) == json.dumps(morning.as_data())
    assert run_shift(8, 3, staff_of(ADVISORS)).events != morning.events


def test_the_report_holds_every_metric(morning: ShiftReport) -> None:
    data = json.loads(json.dumps(morning.as_data()))
    assert set(data) >= METRICS
    assert set(data["service_level"]) == {
        "negative",
        "positive",
        "handled_only",
        "abandon_ignored",
    }
    assert data["seed"] == 7
    assert data["demonstration"] is True


def test_every_call_comes_to_an_end(morning: ShiftReport) -> None:
    assert {call.state for call in morning.calls} <= ENDED_STATES
    assert morning.figures.calls_waiting == 0
    presented = morning.figures.calls_presented
    assert presented == len(morning.calls)
    assert sum(one.arrived for one in morning.half_hours) == presented


def test_nobody_talks_to_two_callers_at_once(morning: ShiftReport) -> None:
    busy: dict[str, str] = {}
    for event in morning.events:
        if event.kind is CallEventKind.ACCEPTED:
            assert event.by not in busy
            busy[event.by] = event.call
        elif event.kind is CallEventKind.WRAP_DONE:
            assert busy.pop(event.by) == event.call
    assert not busy


def test_presence_has_no_gaps_and_no_overlaps(morning: ShiftReport) -> None:
    by_advisor: dict[str, list[tuple[datetime, datetime]]] = {}
    for span in morning.spans:
        assert span.end is not None
        by_advisor.setdefault(span.advisor, []).append((span.start, span.end))
    assert len(by_advisor) == ADVISORS
    for spans in by_advisor.values():
        assert spans[0][0] == morning.start
        assert spans[-1][1] == morning.end
        for before, following in pairwise(spans):
            assert before[1] == following[0]


def test_work_by_presence_is_work_by_events(morning: ShiftReport) -> None:
    """Two ways to the same number: seconds on calls and wrap-up."""
    busy = (PresenceState.ON_CALL, PresenceState.WRAP_UP)
    by_presence = sum(
        ((span.end or morning.end) - span.start).total_seconds()
        for span in morning.spans
        if span.state in busy
    )
    figures = line_figures(morning.events, morning.end)
    assert figures.aht is not None
    assert by_presence == pytest.approx(figures.aht * figures.calls_answered)


def test_fewer_advisors_serve_worse(morning: ShiftReport) -> None:
    few = run_shift(7, 3, staff_of(5)).figures
    many = morning.figures
    assert few.service_level.negative is not None
    assert many.service_level.negative is not None
    assert few.service_level.negative < many.service_level.negative
    assert (few.abandonment_rate or 0) > (many.abandonment_rate or 0)
    assert (few.occupancy or 0) > (many.occupancy or 0)


def test_a_larger_staff_than_the_demonstration_has() -> None:
    staff = staff_of(40)
    assert len({one.id for one in staff}) == 40


@pytest.mark.parametrize(("hours", "advisors"), [(0, 3), (-1, 3), (1, 0)])
def test_an_empty_shift_is_refused(hours: float, advisors: int) -> None:
    with pytest.raises(ValueError, match="needs hours"):
        run_shift(7, hours, staff_of(advisors))


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


def test_a_shift_that_stops_midway_is_the_beginning_of_the_whole(morning: ShiftReport) -> None:
    noon = morning.start + timedelta(minutes=98)
    half = run_shift(7, 3, staff_of(ADVISORS), until=noon)
    assert half.end == noon
    assert half.events == tuple(one for one in morning.events if one.at <= noon)
    states = {call.state for call in half.calls}
    assert CallState.CONNECTED in states
    on_call = {one.advisor for one in half.presences if one.state is PresenceState.ON_CALL}
    assert on_call == {one.holder for one in half.calls if one.state in TALKING}
    assert sum(half.figures.agents_per_state.values()) == ADVISORS


TALKING = {CallState.CONNECTED, CallState.HELD}


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**9), advisors=st.integers(1, 30), hours=st.floats(0.2, 1.5))
def test_any_shift_ends_well(seed: int, advisors: int, hours: float) -> None:
    report = run_shift(seed, hours, staff_of(advisors))
    assert all(call.state in ENDED_STATES for call in report.calls)
    figures = report.figures
    assert figures.calls_presented == len(report.calls)
    assert figures.occupancy is None or 0 <= figures.occupancy <= 1
    assert [event.at for event in report.events] == sorted(event.at for event in report.events)
    json.dumps(report.as_data())
