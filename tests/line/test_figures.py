"""The figures of the line by worked checks."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisor_app.domain.case import Promise, PromiseState
from advisor_app.line.call_times import call_times
from advisor_app.line.calls import CallEvent, CallEventKind
from advisor_app.line.figures import (
    PresenceSpan,
    agents_per_state,
    as_data,
    callbacks,
    line_figures,
)
from advisor_app.line.presence import PresenceState
from advisor_app.line.trends import by_advisor, intervals, waiting_by_group

START = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
END = START + timedelta(hours=8)
E = CallEventKind


def event(call: str, kind: CallEventKind, second: float, by: str = "") -> CallEvent:
    """Something that happened so many seconds after the start."""
    return CallEvent(call=call, kind=kind, at=START + timedelta(seconds=second), by=by)


def answered(call: str, wait: float, talk: float = 300, wrap: float = 60) -> list[CallEvent]:
    """A call that was answered after `wait` seconds."""
    return [
        event(call, E.ARRIVED, 0),
        event(call, E.OFFERED, max(0, wait - 3), "ruiz"),
        event(call, E.ACCEPTED, wait, "ruiz"),
        event(call, E.ENDED, wait + talk, "ruiz"),
        event(call, E.WRAP_DONE, wait + talk + wrap, "ruiz"),
    ]


def gone(call: str, wait: float) -> list[CallEvent]:
    """A caller who gave up after `wait` seconds."""
    return [event(call, E.ARRIVED, 0), event(call, E.ABANDONED, wait)]


def test_worked_check_of_the_source() -> None:
    events = [one for n in range(50) for one in answered(f"in{n}", 10)]
    events += [one for n in range(80) for one in answered(f"late{n}", 40)]
    level = line_figures(events, END, 20).service_level
    assert level.negative == pytest.approx(50 / 130)
    assert round(100 * (level.negative or 0)) == 38
    assert level.handled_only == level.negative == level.positive == level.abandon_ignored


def test_the_four_service_levels_differ_by_who_gave_up() -> None:
    events = [one for n in range(6) for one in answered(f"in{n}", 5)]
    events += [one for n in range(2) for one in answered(f"late{n}", 50)]
    events += [*gone("soon", 10), *gone("late", 90)]
    figures = line_figures(events, END, 20)
    level = figures.service_level
    assert level.negative == pytest.approx(6 / 10)
    assert level.positive == pytest.approx(7 / 10)
    assert level.handled_only == pytest.approx(6 / 8)
    assert level.abandon_ignored == pytest.approx(6 / 9)
    assert figures.abandonment_rate == pytest.approx(0.2)


def test_answer_time_leaves_out_who_gave_up() -> None:
    events = [*answered("a", 10), *answered("b", 30), *gone("c", 500)]
    assert line_figures(events, END).asa == 20


def test_handle_time_holds_and_wrap_up() -> None:
    events = [
        event("a", E.ARRIVED, 0),
        event("a", E.ACCEPTED, 10, "ruiz"),
        event("a", E.HOLD_START, 60),
        event("a", E.HOLD_END, 90),
        event("a", E.PARKED, 100),
        event("a", E.RESUMED, 130),
        event("a", E.ENDED, 250),
        event("a", E.WRAP_DONE, 310),
    ]
    figures = line_figures(events, END)
    assert figures.aht == 300
    assert figures.acw == 60
    assert figures.acw_ratio == pytest.approx(0.2)
    assert figures.hold_ratio == pytest.approx(0.2)


def test_a_promised_call_did_not_give_up() -> None:
    events = [*answered("a", 10), event("b", E.ARRIVED, 0), event("b", E.PROMISED, 200)]
    figures = line_figures(events, END)
    assert figures.abandonment_rate == 0
    assert (figures.calls_presented, figures.calls_promised) == (2, 1)
    assert figures.service_level.negative == pytest.approx(0.5)


def test_a_promise_after_the_talk_is_an_answered_call() -> None:
    events = [*answered("a", 10), event("a", E.PROMISED, 330)]
    figures = line_figures(events, END)
    assert (figures.calls_answered, figures.calls_promised) == (1, 0)


def test_short_abandons_count_nowhere() -> None:
    events = [*answered("a", 10), *gone("b", 3), *gone("c", 60)]
    figures = line_figures(events, END, short_abandon_seconds=5)
    assert (figures.calls_presented, figures.calls_abandoned) == (2, 1)


def test_who_waits_now_is_shown_and_not_yet_judged() -> None:
    events = [*answered("a", 10), event("b", E.ARRIVED, 0)]
    now = START + timedelta(seconds=74)
    figures = line_figures(events, now)
    assert figures.longest_wait == 74
    assert (figures.calls_waiting, figures.calls_waiting_over_60) == (1, 1)
    assert figures.service_level.negative == 1


def test_occupancy_sets_work_against_work_and_availability() -> None:
    spans = [
        PresenceSpan(
            advisor="ruiz",
            state=PresenceState.AVAILABLE,
            start=START,
            end=START + timedelta(seconds=120),
        ),
        PresenceSpan(advisor="ruiz", state=PresenceState.LUNCH, start=START, end=END),
    ]
    figures = line_figures(answered("a", 10), END, spans=spans)
    assert figures.occupancy == pytest.approx(360 / 480)
    assert line_figures(answered("a", 10), END).occupancy is None


def test_agents_are_counted_in_the_state_they_are_in() -> None:
    spans = [
        PresenceSpan(advisor="a", state=PresenceState.AVAILABLE, start=START, end=END),
        PresenceSpan(advisor="a", state=PresenceState.LUNCH, start=END),
        PresenceSpan(advisor="b", state=PresenceState.ON_CALL, start=START),
    ]
    assert agents_per_state(spans, END) == {"on_call": 1, "lunch": 1}


def test_kept_promises_are_counted_over_those_that_were_due() -> None:
    def promise(id_: str, hours: float, state: PromiseState) -> Promise:
        return Promise(
            id=id_,
            case="Q-1",
            due_at=START + timedelta(hours=hours),
            zone="America/New_York",
            phone="(212) 555-0117",
            about="",
            state=state,
        )

    promises = [
        promise("kept", 1, PromiseState.KEPT),
        promise("overdue", 2, PromiseState.DUE),
        promise("moved", 3, PromiseState.MOVED),
        promise("cancelled", 3, PromiseState.CANCELLED),
        promise("to come", 20, PromiseState.DUE),
    ]
    assert callbacks(promises, END) == (2, 1)
    assert line_figures((), END, promises=promises).callback_kept_rate == 0.5


def test_figures_of_nothing_are_unknown_and_not_zero() -> None:
    data = as_data(line_figures((), END))
    assert data["asa"] is None
    assert data["service_level"] == {
        "negative": None,
        "positive": None,
        "handled_only": None,
        "abandon_ignored": None,
    }
    assert data["abandonment_rate"] is data["occupancy"] is data["callback_kept_rate"] is None


def test_events_to_come_do_not_count() -> None:
    now = START + timedelta(seconds=5)
    (times,) = call_times(answered("a", 10), now)
    assert times.waiting
    assert times.waited(now) == 5


def test_half_hours_and_groups() -> None:
    late = [
        CallEvent(call=one.call, kind=one.kind, at=one.at + timedelta(minutes=40), by=one.by)
        for one in (*answered("b", 30), *gone("c", 60))
    ]
    events = [*answered("a", 10), *late]
    found = intervals(events, START, START + timedelta(hours=1), 20)
    assert [(one.arrived, one.answered, one.abandoned) for one in found] == [(1, 1, 0), (2, 1, 1)]
    assert found[1].service_level.negative == 0
    groups = waiting_by_group(
        events, {"a": "lung", "b": "gi", "c": "gi"}, START, START + timedelta(hours=1)
    )
    assert groups == {"lung": (1, 0), "gi": (0, 2)}
    (ruiz,) = by_advisor(events, END)
    assert (ruiz.advisor, ruiz.calls, ruiz.aht, ruiz.acw) == ("ruiz", 2, 360, 60)


@given(st.lists(st.tuples(st.booleans(), st.floats(0, 600)), max_size=40))
def test_shares_are_shares_and_the_default_is_the_strictest(
    calls: list[tuple[bool, float]],
) -> None:
    events: list[CallEvent] = []
    for number, (taken, wait) in enumerate(calls):
        events += answered(str(number), wait) if taken else gone(str(number), wait)
    level = line_figures(events, END, 20).service_level
    known = (level.negative, level.positive, level.handled_only, level.abandon_ignored)
    for value in known:
        assert value is None or 0 <= value <= 1
        assert value is None or level.negative is None or level.negative <= value + 1e-9
