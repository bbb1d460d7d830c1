"""The figures as tiles: eight of them, and the service level by each of its four formulas."""

from collections.abc import Sequence
from typing import Final

from advisor_app.domain.clock import clock_time, waited
from advisor_app.line.behind import Figure
from advisor_app.line.call_times import CallTimes
from advisor_app.line.figures import LineFigures
from advisor_app.ui.board.picture import TileShown
from advisor_app.ui.board.reading import BoardReading
from advisor_app.ui.wording import later, phrase

LONG_WAIT_SECONDS: Final = 60
VERY_LONG_WAIT_SECONDS: Final = 180
PROMISES_GOAL: Final = 0.95
BUSY: Final = 0.85
"""Marks of the board for a supervisor's eye; habits of the house, not standards."""

FORMULAS: Final = (
    (
        "negative",
        "",
        later("in time / presented; who gave up counts against the line (the default)"),
    ),
    ("positive", later("gave up soon counts"), later("(in time + gave up in time) / presented")),
    (
        "handled_only",
        later("of the answered"),
        later("in time / answered; who gave up is left out"),
    ),
    (
        "abandon_ignored",
        later("gave up soon left out"),
        later("in time / (presented - gave up in time)"),
    ),
)
"""The four formulas: the name in the report, the short words of the tile, and what is divided."""

_NONE: Final = "–"


def tiles_of(
    reading: BoardReading, calls: Sequence[CallTimes], figures: LineFigures
) -> tuple[TileShown, ...]:
    """The tiles in their order, the service level by the default formula."""
    waiting = [one for one in calls if one.waiting]
    goal = reading.settings.service_level_target
    return (
        _waiting(reading, waiting),
        _longest(reading, waiting),
        level_tiles(figures, goal)[0],
        TileShown(
            key=Figure.AVERAGE_ANSWER,
            title=phrase("Average answer"),
            value=_brief(figures.asa),
            sub=phrase("{calls_answered} answered", calls_answered=figures.calls_answered)
            if figures.calls_answered
            else phrase("no answers"),
        ),
        TileShown(
            key=Figure.ABANDONED,
            title=phrase("Abandoned"),
            value=_percent(figures.abandonment_rate, 1),
            sub=phrase(
                "{calls_abandoned} of {calls_presented}",
                calls_abandoned=figures.calls_abandoned,
                calls_presented=figures.calls_presented,
            ),
        ),
        TileShown(
            key=Figure.HANDLE_TIME,
            title=phrase("Handle time"),
            value=_NONE if figures.aht is None else waited(figures.aht),
            sub=_wrap(figures),
        ),
        TileShown(
            key=Figure.OCCUPANCY,
            title=phrase("Occupancy"),
            value=_percent(figures.occupancy),
            sub=phrase("high above {BUSY:.0f} %", BUSY=BUSY * 100),
            level="warning" if (figures.occupancy or 0) > BUSY else "",
        ),
        _promises(figures),
    )


def level_tiles(figures: LineFigures, goal: float) -> tuple[TileShown, ...]:
    """The service level by each of the four formulas, the default first."""
    usual = phrase(
        "goal {goal:.0f} % in {threshold_seconds} s",
        goal=goal * 100,
        threshold_seconds=figures.threshold_seconds,
    )
    found = []
    for name, words, _told in FORMULAS:
        level: float | None = getattr(figures.service_level, name)
        found.append(
            TileShown(
                key=Figure.SERVICE_LEVEL,
                title=phrase("Service level"),
                value=_percent(level),
                sub=words or usual,
                level="" if level is None else "ok" if level >= goal else "warning",
            )
        )
    return tuple(found)


def _waiting(reading: BoardReading, waiting: Sequence[CallTimes]) -> TileShown:
    over = sum(1 for one in waiting if one.waited(reading.now) > LONG_WAIT_SECONDS)
    return TileShown(
        key=Figure.WAITING,
        title=phrase("Waiting"),
        value=str(len(waiting)),
        sub=phrase(
            "{over} over {LONG_WAIT_SECONDS} s", over=over, LONG_WAIT_SECONDS=LONG_WAIT_SECONDS
        )
        if waiting
        else phrase("nobody waits"),
    )


def _longest(reading: BoardReading, waiting: Sequence[CallTimes]) -> TileShown:
    if not waiting:
        return TileShown(
            key=Figure.LONGEST_WAIT,
            title=phrase("Longest wait"),
            value=_NONE,
            sub=phrase("nobody waits"),
        )
    first = min(waiting, key=lambda one: (one.arrived, one.call))
    seconds = first.waited(reading.now)
    group = reading.groups.group(reading.group_of_call.get(first.call, ""))
    urgent, warning = seconds > VERY_LONG_WAIT_SECONDS, seconds > LONG_WAIT_SECONDS
    return TileShown(
        key=Figure.LONGEST_WAIT,
        title=phrase("Longest wait"),
        value=waited(seconds),
        sub=phrase(group.name)
        if group is not None
        else phrase("since {clock_time}", clock_time=clock_time(first.arrived)),
        level="urgent" if urgent else "warning" if warning else "",
    )


def _promises(figures: LineFigures) -> TileShown:
    rate, due = figures.callback_kept_rate, figures.callbacks_due
    return TileShown(
        key=Figure.PROMISES_KEPT,
        title=phrase("Promises kept"),
        value=_percent(rate),
        sub=phrase("{callbacks_kept} of {due}", callbacks_kept=figures.callbacks_kept, due=due)
        if due
        else phrase("none was due"),
        level="" if rate is None else "ok" if rate >= PROMISES_GOAL else "warning",
    )


def _wrap(figures: LineFigures) -> str:
    return (
        phrase("no answers")
        if figures.acw is None
        else phrase("wrap-up {waited}", waited=waited(figures.acw))
    )


def _brief(seconds: float | None) -> str:
    if seconds is None:
        return _NONE
    return f"{seconds:.0f} s" if seconds < 100 else waited(seconds)


def _percent(part: float | None, digits: int = 0) -> str:
    return _NONE if part is None else f"{part * 100:.{digits}f} %"
