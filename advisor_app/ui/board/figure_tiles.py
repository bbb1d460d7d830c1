"""The figures as tiles: eight of them, and the service level by each of its four formulas."""

from collections.abc import Sequence
from typing import Final

from advisor_app.domain.clock import clock_time, waited
from advisor_app.line.behind import Figure
from advisor_app.line.call_times import CallTimes
from advisor_app.line.figures import LineFigures
from advisor_app.ui.board.picture import TileShown
from advisor_app.ui.board.reading import BoardReading

LONG_WAIT_SECONDS: Final = 60
VERY_LONG_WAIT_SECONDS: Final = 180
PROMISES_GOAL: Final = 0.95
BUSY: Final = 0.85
"""Marks of the board for a supervisor's eye; habits of the house, not standards."""

FORMULAS: Final = (
    ("negative", "", "in time / presented; who gave up counts against the line (the default)"),
    ("positive", "gave up soon counts", "(in time + gave up in time) / presented"),
    ("handled_only", "of the answered", "in time / answered; who gave up is left out"),
    ("abandon_ignored", "gave up soon left out", "in time / (presented - gave up in time)"),
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
            title="Average answer",
            value=_brief(figures.asa),
            sub=f"{figures.calls_answered} answered" if figures.calls_answered else "no answers",
        ),
        TileShown(
            key=Figure.ABANDONED,
            title="Abandoned",
            value=_percent(figures.abandonment_rate, 1),
            sub=f"{figures.calls_abandoned} of {figures.calls_presented}",
        ),
        TileShown(
            key=Figure.HANDLE_TIME,
            title="Handle time",
            value=_NONE if figures.aht is None else waited(figures.aht),
            sub=_wrap(figures),
        ),
        TileShown(
            key=Figure.OCCUPANCY,
            title="Occupancy",
            value=_percent(figures.occupancy),
            sub=f"high above {BUSY * 100:.0f} %",
            level="warning" if (figures.occupancy or 0) > BUSY else "",
        ),
        _promises(figures),
    )


def level_tiles(figures: LineFigures, goal: float) -> tuple[TileShown, ...]:
    """The service level by each of the four formulas, the default first."""
    usual = f"goal {goal * 100:.0f} % in {figures.threshold_seconds} s"
    found = []
    for name, words, _told in FORMULAS:
        level: float | None = getattr(figures.service_level, name)
        found.append(
            TileShown(
                key=Figure.SERVICE_LEVEL,
                title="Service level",
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
        title="Waiting",
        value=str(len(waiting)),
        sub=f"{over} over {LONG_WAIT_SECONDS} s" if waiting else "nobody waits",
    )


def _longest(reading: BoardReading, waiting: Sequence[CallTimes]) -> TileShown:
    if not waiting:
        return TileShown(
            key=Figure.LONGEST_WAIT, title="Longest wait", value=_NONE, sub="nobody waits"
        )
    first = min(waiting, key=lambda one: (one.arrived, one.call))
    seconds = first.waited(reading.now)
    group = reading.groups.group(reading.group_of_call.get(first.call, ""))
    urgent, warning = seconds > VERY_LONG_WAIT_SECONDS, seconds > LONG_WAIT_SECONDS
    return TileShown(
        key=Figure.LONGEST_WAIT,
        title="Longest wait",
        value=waited(seconds),
        sub=group.name if group is not None else f"since {clock_time(first.arrived)}",
        level="urgent" if urgent else "warning" if warning else "",
    )


def _promises(figures: LineFigures) -> TileShown:
    rate, due = figures.callback_kept_rate, figures.callbacks_due
    return TileShown(
        key=Figure.PROMISES_KEPT,
        title="Promises kept",
        value=_percent(rate),
        sub=f"{figures.callbacks_kept} of {due}" if due else "none was due",
        level="" if rate is None else "ok" if rate >= PROMISES_GOAL else "warning",
    )


def _wrap(figures: LineFigures) -> str:
    return "no answers" if figures.acw is None else f"wrap-up {waited(figures.acw)}"


def _brief(seconds: float | None) -> str:
    if seconds is None:
        return _NONE
    return f"{seconds:.0f} s" if seconds < 100 else waited(seconds)


def _percent(part: float | None, digits: int = 0) -> str:
    return _NONE if part is None else f"{part * 100:.{digits}f} %"
