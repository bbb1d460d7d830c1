"""From what happened on the line to what the board shows: one pure function."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from advisor_app.domain.case import Promise
from advisor_app.domain.clock import clock_time, waited
from advisor_app.domain.people import Advisor
from advisor_app.line.calendar import LineHours
from advisor_app.line.calls import CallEvent
from advisor_app.line.figures import CallTimes, LineFigures, as_data, call_times, line_figures
from advisor_app.line.groups import Groups
from advisor_app.line.presence import Presence
from advisor_app.line.relief import GroupLoad, Relief, over_limit, relief
from advisor_app.line.trends import Interval, intervals, waiting_by_group
from advisor_app.services.centre_values import CentreSettings
from advisor_app.ui.board.picture import (
    Advice,
    BoardPicture,
    CallsBar,
    HeatCell,
    HeatRow,
    Span,
    TileShown,
)
from advisor_app.ui.board.staff import answering, states_of
from advisor_app.ui.board.steps import Expected, Ruler, ruler_of, shown_steps

LONG_WAIT_SECONDS: Final = 60
VERY_LONG_WAIT_SECONDS: Final = 180
PROMISES_GOAL: Final = 0.95
"""Marks of the board for a supervisor's eye; habits of the house, not standards."""

_HEAT_COLUMNS: Final = 8
_HEAT_BEFORE: Final = 3
_HOUR: Final = timedelta(hours=1)
_NO_FAMILY: Final = "suspicion"
_NONE: Final = "–"


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardReading:
    """What was read of the line at `now`; `group_of_call` names the group of each call."""

    now: datetime
    events: tuple[CallEvent, ...] = ()
    presences: tuple[Presence, ...] = ()
    promises: tuple[Promise, ...] = ()
    advisors: tuple[Advisor, ...] = ()
    settings: CentreSettings = field(default_factory=CentreSettings)
    groups: Groups = field(default_factory=Groups)
    hours: LineHours = field(default_factory=LineHours)
    group_of_call: Mapping[str, str] = field(default_factory=dict)
    expected: Expected = field(default_factory=Expected)


def group_of_family(family: str, groups: Groups) -> str:
    """The id of the group that answers for a family, or for calls of which none is known."""
    found = groups.of_family(family) or groups.of_family(_NO_FAMILY)
    return found.id if found is not None else ""


def board_picture(reading: BoardReading, span: Span) -> BoardPicture:
    """The board over a span; what waits, and who does what, is always of now."""
    now = reading.now
    calls = call_times(reading.events, now)
    ruler = ruler_of(span, now, reading.hours, [one.arrived for one in calls])
    since = {one.call for one in calls if one.arrived >= ruler.start}
    figures = line_figures(
        [event for event in reading.events if event.call in since],
        now,
        reading.settings.service_level_seconds,
        promises=[one for one in reading.promises if ruler.start <= one.due_at],
        short_abandon_seconds=reading.settings.short_abandon_seconds,
    )
    steps = intervals(
        reading.events, ruler.start, ruler.end, reading.settings.service_level_seconds, ruler.step
    )
    shown = shown_steps(span, ruler, reading.hours, [step.arrived for step in steps])
    heat = _heat_steps(span, ruler, shown, now)
    return BoardPicture(
        span=span,
        at=now,
        tiles=_tiles(reading, calls, figures),
        advice=_advice(reading, calls, figures),
        bars=tuple(_bar(reading, ruler, index, steps[index], span) for index in shown),
        goal=reading.settings.service_level_target,
        columns=tuple(ruler.label(index) for index in heat),
        teams=_teams(reading, ruler, heat, span),
        states=states_of(
            reading.advisors,
            reading.presences,
            reading.groups,
            now,
            reading.settings.wrap_up_seconds,
        ),
        figures=_plain(figures),
    )


def _tiles(
    reading: BoardReading, calls: Sequence[CallTimes], figures: LineFigures
) -> tuple[TileShown, ...]:
    now, settings = reading.now, reading.settings
    waiting = [one for one in calls if one.waiting]
    over = sum(1 for one in waiting if one.waited(now) > LONG_WAIT_SECONDS)
    goal, seconds = settings.service_level_target, settings.service_level_seconds
    level = figures.service_level.negative
    return (
        TileShown(
            key="waiting",
            title="Waiting",
            value=str(len(waiting)),
            sub=f"{over} over {LONG_WAIT_SECONDS} s" if waiting else "nobody waits",
        ),
        _longest(reading, waiting),
        TileShown(
            key="service_level",
            title="Service level",
            value=_NONE if level is None else f"{level * 100:.0f} %",
            sub=f"goal {goal * 100:.0f} % in {seconds} s",
            level="" if level is None else "ok" if level >= goal else "warning",
        ),
        TileShown(
            key="average_answer",
            title="Average answer",
            value=_NONE if figures.asa is None else _brief(figures.asa),
            sub=f"{figures.calls_answered} answered" if figures.calls_answered else "no answers",
        ),
        TileShown(
            key="abandoned",
            title="Abandoned",
            value=_percent(figures.abandonment_rate),
            sub=f"{figures.calls_abandoned} of {figures.calls_presented}",
        ),
        TileShown(
            key="promises_kept",
            title="Promises kept",
            value=_NONE
            if figures.callback_kept_rate is None
            else f"{figures.callback_kept_rate * 100:.0f} %",
            sub=f"{figures.callbacks_kept} of {figures.callbacks_due}"
            if figures.callbacks_due
            else "none was due",
            level=_promises_level(figures.callback_kept_rate),
        ),
    )


def _longest(reading: BoardReading, waiting: Sequence[CallTimes]) -> TileShown:
    if not waiting:
        return TileShown(key="longest_wait", title="Longest wait", value=_NONE, sub="nobody waits")
    first = min(waiting, key=lambda one: (one.arrived, one.call))
    seconds = first.waited(reading.now)
    group = reading.groups.group(reading.group_of_call.get(first.call, ""))
    urgent, warning = seconds > VERY_LONG_WAIT_SECONDS, seconds > LONG_WAIT_SECONDS
    return TileShown(
        key="longest_wait",
        title="Longest wait",
        value=waited(seconds),
        sub=group.name if group is not None else f"since {clock_time(first.arrived)}",
        level="urgent" if urgent else "warning" if warning else "",
    )


def _promises_level(rate: float | None) -> str:
    return "" if rate is None else "ok" if rate >= PROMISES_GOAL else "warning"


def _brief(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else waited(seconds)


def _percent(part: float | None) -> str:
    return _NONE if part is None else f"{part * 100:.1f} %"


def _advice(
    reading: BoardReading, calls: Sequence[CallTimes], figures: LineFigures
) -> Advice | None:
    """For the first group over its limit: who could help, with the effect."""
    loads = [_load(reading, calls, group.id) for group in reading.groups.all]
    crowded = over_limit(loads, reading.groups)
    if not crowded:
        return None
    names = ", ".join(f"{one.name} (limit {one.limit})" for one in crowded)
    found = (
        next(
            (
                one
                for group in crowded
                if (one := relief(group, loads, reading.groups, figures.aht)) is not None
            ),
            None,
        )
        if figures.aht
        else None
    )
    if found is None:
        return Advice(words=f"Over the limit: {names}. No other team can spare an advisor now.")
    return Advice(words=found.words, effect=_effect(found, reading.groups))


def _effect(found: Relief, groups: Groups) -> str:
    own, lender = groups.group(found.group), groups.group(found.lender)
    before = "without end" if found.wait_before is None else f"{found.wait_before:.0f} s"
    return (
        f"Reckoned mean wait: {own.name if own else found.group} {before} to "
        f"{found.wait_after:.0f} s, {lender.name if lender else found.lender} then "
        f"{found.lender_wait_after:.0f} s."
    )


def _load(reading: BoardReading, calls: Sequence[CallTimes], group: str) -> GroupLoad:
    own = [one for one in calls if reading.group_of_call.get(one.call) == group]
    return GroupLoad(
        group=group,
        waiting=sum(1 for one in own if one.waiting),
        calls_per_hour=sum(1 for one in own if one.arrived > reading.now - _HOUR),
        advisors=answering(reading.advisors, reading.presences, group),
    )


def _bar(reading: BoardReading, ruler: Ruler, index: int, step: Interval, span: Span) -> CallsBar:
    label = ruler.label(index)
    to_come = ruler.at(index) > reading.now
    return CallsBar(
        label=label,
        marked=span is not Span.TODAY or label.endswith(":00"),
        answered=step.answered,
        gave_up=step.abandoned,
        level=None if to_come else step.service_level.negative,
        expected=reading.expected.calls.get(label) if to_come else None,
        to_come=to_come,
    )


def _heat_steps(span: Span, ruler: Ruler, shown: tuple[int, ...], now: datetime) -> tuple[int, ...]:
    """The steps of the table: those around now where the day has more than fit."""
    if span is not Span.TODAY or len(shown) <= _HEAT_COLUMNS:
        return shown
    first = min(max(0, ruler.place(now) - _HEAT_BEFORE), ruler.count - _HEAT_COLUMNS)
    return tuple(range(first, first + _HEAT_COLUMNS))


def _teams(
    reading: BoardReading, ruler: Ruler, steps: Sequence[int], span: Span
) -> tuple[HeatRow, ...]:
    until = min(reading.now, ruler.end)
    known = waiting_by_group(reading.events, reading.group_of_call, ruler.start, until, ruler.step)
    rows = []
    for group in reading.groups.all:
        counts = known.get(group.id, ())
        expected = reading.expected.waiting.get(group.id, {}) if span is Span.TODAY else {}
        cells = []
        for index in steps:
            if ruler.at(index) > reading.now:
                mean = expected.get(ruler.label(index))
                cells.append(HeatCell(count=None if mean is None else round(mean), to_come=True))
            else:
                count = counts[index] if index < len(counts) else 0
                cells.append(HeatCell(count=count, over=count > group.limit))
        rows.append(HeatRow(name=group.name, limit=group.limit, cells=tuple(cells)))
    return tuple(rows)


def _plain(figures: LineFigures) -> tuple[tuple[str, str], ...]:
    """The figures by name, as they are written to a file."""
    data = as_data(figures)
    flat: list[tuple[str, str]] = []
    for name, value in data.items():
        if isinstance(value, dict):
            flat += [(f"{name}.{part}", _told(one)) for part, one in value.items()]
        else:
            flat.append((name, _told(value)))
    return tuple(flat)


def _told(value: object) -> str:
    return "" if value is None else str(value)
