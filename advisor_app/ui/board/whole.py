"""From what was read of the line to what the board shows: one pure function."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from advisor_app.line.call_times import CallTimes
from advisor_app.line.figures import LineFigures, as_data
from advisor_app.line.groups import Groups
from advisor_app.line.relief import GroupLoad, Relief, over_limit, relief
from advisor_app.line.trends import Interval, intervals, waiting_by_group
from advisor_app.ui.board.figure_tiles import level_tiles, tiles_of
from advisor_app.ui.board.loads import half_hour_loads
from advisor_app.ui.board.picture import Advice, BoardPicture, CallsBar, HeatCell, HeatRow, Span
from advisor_app.ui.board.reading import BoardReading
from advisor_app.ui.board.staff import answering, states_of
from advisor_app.ui.board.steps import Ruler, shown_steps
from advisor_app.ui.wording import phrase

_HEAT_COLUMNS: Final = 8
_HEAT_BEFORE: Final = 3
_HOUR: Final = timedelta(hours=1)


def board_picture(reading: BoardReading, span: Span) -> BoardPicture:
    """The board over a span; what waits, and who does what, is always of now."""
    now = reading.now
    calls, ruler, figures = reading.calls(), reading.ruler(span), reading.figures(span)
    seconds, goal = reading.settings.service_level_seconds, reading.settings.service_level_target
    before = [event for event in reading.events if event.at <= now]
    steps = intervals(before, ruler.start, ruler.end, seconds, ruler.step)
    shown = shown_steps(span, ruler, reading.hours, [step.arrived for step in steps])
    heat = _heat_steps(span, ruler, shown, now)
    return BoardPicture(
        span=span,
        at=now,
        tiles=tiles_of(reading, calls, figures),
        levels=level_tiles(figures, goal),
        advice=_advice(reading, calls, figures),
        bars=tuple(_bar(reading, ruler, index, steps[index], span) for index in shown),
        goal=goal,
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
        loads=half_hour_loads(reading),
        usual_seconds=seconds,
    )


def _advice(
    reading: BoardReading, calls: Sequence[CallTimes], figures: LineFigures
) -> Advice | None:
    """For the first group over its limit: who could help, with the effect."""
    loads = [_load(reading, calls, group.id) for group in reading.groups.all]
    crowded = over_limit(loads, reading.groups)
    if not crowded:
        return None
    names = ", ".join(
        phrase("{one} (limit {limit})", one=one.name, limit=one.limit) for one in crowded
    )
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
        return Advice(
            words=phrase(
                "Over the limit: {names}. No other team can spare an advisor now.", names=names
            )
        )
    return Advice(words=found.words, effect=_effect(found, reading.groups))


def _effect(found: Relief, groups: Groups) -> str:
    own, lender = groups.group(found.group), groups.group(found.lender)
    before = phrase("without end") if found.wait_before is None else f"{found.wait_before:.0f} s"
    return phrase(
        "Reckoned mean wait: {own} {before} to {wait_after:.0f} s, {lender} then "
        "{lender_wait_after:.0f} s.",
        own=phrase(own.name) if own else found.group,
        before=before,
        wait_after=found.wait_after,
        lender=lender.name if lender else found.lender,
        lender_wait_after=found.lender_wait_after,
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
        start=ruler.at(index),
        end=ruler.at(index + 1),
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
                cells.append(
                    HeatCell(
                        count=count,
                        over=count > group.limit,
                        start=ruler.at(index),
                        end=ruler.at(index + 1),
                    )
                )
        rows.append(
            HeatRow(name=phrase(group.name), limit=group.limit, cells=tuple(cells), group=group.id)
        )
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
