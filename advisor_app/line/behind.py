"""Which calls stand behind each figure of the line: the way from any number to its calls."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

from advisor_app.line.call_times import CallTimes


class Figure(StrEnum):
    """The figures of the board."""

    WAITING = "waiting"
    LONGEST_WAIT = "longest_wait"
    SERVICE_LEVEL = "service_level"
    AVERAGE_ANSWER = "average_answer"
    ABANDONED = "abandoned"
    HANDLE_TIME = "handle_time"
    OCCUPANCY = "occupancy"
    PROMISES_KEPT = "promises_kept"


NOW_FIGURES: Final = frozenset({Figure.WAITING, Figure.LONGEST_WAIT})
"""What is told of this moment, not of a range."""


def behind_figure(figure: Figure, calls: Sequence[CallTimes]) -> tuple[CallTimes, ...]:
    """The calls that a figure is reckoned from, by arrival.

    The service level asks all whose waiting has ended; answer time, handle time and occupancy those
    that were answered. Behind the promises kept stands no call but promises.
    """
    ordered = sorted(calls, key=lambda one: (one.arrived, one.call))
    if figure is Figure.WAITING:
        return tuple(one for one in ordered if one.waiting)
    if figure is Figure.LONGEST_WAIT:
        return tuple(one for one in ordered if one.waiting)[:1]
    if figure is Figure.SERVICE_LEVEL:
        return tuple(one for one in ordered if not one.waiting)
    if figure is Figure.ABANDONED:
        return tuple(one for one in ordered if one.abandoned is not None)
    if figure is Figure.PROMISES_KEPT:
        return ()
    return tuple(one for one in ordered if one.accepted is not None)


def arrived_within(
    calls: Sequence[CallTimes], start: datetime, end: datetime
) -> tuple[CallTimes, ...]:
    """The calls that came from `start` on and before `end`."""
    return tuple(one for one in calls if start <= one.arrived < end)


def waited_within(
    calls: Sequence[CallTimes],
    group_of_call: Mapping[str, str],
    group: str,
    start: datetime,
    end: datetime,
    now: datetime,
) -> tuple[CallTimes, ...]:
    """The calls of a group that waited at some moment of a step, up to `now`."""
    return tuple(
        one
        for one in calls
        if group_of_call.get(one.call, "") == group
        and one.arrived < end
        and (one.left_waiting_at or now) > start
    )


def taken_by(calls: Sequence[CallTimes], advisor: str) -> tuple[CallTimes, ...]:
    """The calls that one advisor answered first."""
    return tuple(one for one in calls if one.by == advisor)
