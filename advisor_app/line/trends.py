"""The figures of the line over the day: by half hour, by group, by advisor."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from advisor_app.line.call_times import CallTimes, call_times
from advisor_app.line.calls import CallEvent
from advisor_app.line.figures import PresenceSpan, ServiceLevel, service_level, share
from advisor_app.line.presence import PresenceState

HALF_HOUR: Final = timedelta(minutes=30)
AT_WORK: Final = frozenset({PresenceState.AVAILABLE, PresenceState.ON_CALL, PresenceState.WRAP_UP})
"""What an advisor does who answers the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """One half hour of the line, by the arrival of the calls."""

    start: datetime
    arrived: int
    answered: int
    abandoned: int
    service_level: ServiceLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvisorFigures:
    """The calls of one advisor; times in seconds a call."""

    advisor: str
    calls: int
    aht: float | None
    acw: float | None


def intervals(
    events: Sequence[CallEvent],
    start: datetime,
    end: datetime,
    threshold_seconds: int,
    step: timedelta = HALF_HOUR,
) -> tuple[Interval, ...]:
    """What came in each step from `start` on, up to `end`."""
    calls = call_times(events, end)
    found: list[Interval] = []
    while start < end:
        own = [one for one in calls if start <= one.arrived < start + step]
        found.append(
            Interval(
                start=start,
                arrived=len(own),
                answered=sum(1 for one in own if one.accepted is not None),
                abandoned=sum(1 for one in own if one.abandoned is not None),
                service_level=service_level(own, end, threshold_seconds),
            )
        )
        start += step
    return tuple(found)


def waiting_by_group(
    events: Sequence[CallEvent],
    group_of_call: Mapping[str, str],
    start: datetime,
    end: datetime,
    step: timedelta = HALF_HOUR,
) -> dict[str, tuple[int, ...]]:
    """By group, the most calls that waited at the same time in each step from `start` to `end`."""
    starts: list[datetime] = []
    while start < end:
        starts.append(start)
        start += step
    by_group: dict[str, list[CallTimes]] = {}
    for one in call_times(events, end):
        by_group.setdefault(group_of_call.get(one.call, ""), []).append(one)
    return {
        group: tuple(_most_waiting(calls, begin, min(begin + step, end), end) for begin in starts)
        for group, calls in by_group.items()
    }


def at_work(spans: Sequence[PresenceSpan], start: datetime, end: datetime) -> float:
    """How many advisors answered the line on the mean from `start` to `end`."""
    seconds = sum(
        max(0.0, (min(span.end or end, end) - max(span.start, start)).total_seconds())
        for span in spans
        if span.state in AT_WORK
    )
    return seconds / (end - start).total_seconds()


def by_advisor(events: Sequence[CallEvent], now: datetime) -> tuple[AdvisorFigures, ...]:
    """The calls of each advisor who took any, by id."""
    own: dict[str, list[CallTimes]] = {}
    for one in call_times(events, now):
        if one.accepted is not None:
            own.setdefault(one.by, []).append(one)
    return tuple(
        AdvisorFigures(
            advisor=advisor,
            calls=len(calls),
            aht=share(sum(one.connected(now) + one.wrap(now) for one in calls), len(calls)),
            acw=share(sum(one.wrap(now) for one in calls), len(calls)),
        )
        for advisor, calls in sorted(own.items())
    )


def _most_waiting(calls: Sequence[CallTimes], start: datetime, end: datetime, now: datetime) -> int:
    changes: list[tuple[datetime, int]] = []
    for one in calls:
        left = one.left_waiting_at or now
        if one.arrived < end and left > start:
            changes += [(max(one.arrived, start), 1), (left, -1)]
    most = current = 0
    for _, change in sorted(changes):
        current += change
        most = max(most, current)
    return most


def expected_calls(earlier_days: Sequence[Sequence[Interval]]) -> tuple[float, ...]:
    """The calls to expect in each half hour: the mean of the same half hours of earlier days."""
    longest = max((len(day) for day in earlier_days), default=0)
    columns = [
        [day[place].arrived for day in earlier_days if place < len(day)] for place in range(longest)
    ]
    return tuple(sum(column) / len(column) for column in columns)
