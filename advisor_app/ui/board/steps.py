"""The steps of time that the chart and the table of the board are divided into."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Final

from advisor_app.domain.clock import EASTERN
from advisor_app.line.calendar import LineHours, why_closed
from advisor_app.line.calls import CallEvent, CallEventKind
from advisor_app.line.figures import line_figures
from advisor_app.line.trends import HALF_HOUR, expected_calls, intervals, waiting_by_group
from advisor_app.ui.board.picture import Span
from advisor_app.ui.wording import dated

_QUARTER: Final = timedelta(minutes=15)
_QUARTERS: Final = 8
_DAY: Final = timedelta(days=1)
_DAYS: Final = 7
_HALF_HOURS_A_DAY: Final = 48
_UNSET_LOOKS_BACK: Final = timedelta(hours=2)
_LEARN_FROM: Final = 10
LEARN_DAYS: Final = 21
"""Expectations are learned from the last ten days with calls among so many days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruler:
    """Equal steps from `start` on."""

    start: datetime
    step: timedelta
    count: int

    @property
    def end(self) -> datetime:
        """The end of the last step."""
        return self.start + self.step * self.count

    def at(self, index: int) -> datetime:
        """The start of one step."""
        return self.start + self.step * index

    def place(self, now: datetime) -> int:
        """The step that `now` falls into; it may lie outside."""
        return (now - self.start) // self.step

    def label(self, index: int) -> str:
        """The step as the axis names it: `10:30`, or `Mon 23` for a day."""
        if self.step >= _DAY:
            return dated((self.at(index) + _DAY / 2).astimezone(EASTERN), "%a %d")
        return f"{self.at(index).astimezone(EASTERN):%H:%M}".removeprefix("0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What earlier days lead to expect, by the label of the half hour; their mean handle time."""

    calls: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    waiting: Mapping[str, Mapping[str, float]] = field(default_factory=lambda: MappingProxyType({}))
    handle_seconds: float | None = None


def midnight(day: date) -> datetime:
    """The beginning of a day of the line."""
    return datetime.combine(day, time(), EASTERN)


def read_since(span: Span, now: datetime) -> datetime:
    """From when on the events are needed."""
    today = now.astimezone(EASTERN).date()
    return midnight(today - timedelta(days=_DAYS - 1) if span is Span.WEEK else today)


def ruler_of(
    span: Span, now: datetime, hours: LineHours, arrivals: Sequence[datetime] = ()
) -> Ruler:
    """The steps of a span: two hours by quarters, the day by half hours, the week by days.

    The day runs over the hours of the line and over whatever came in outside of them; without
    hours it runs over what came in.
    """
    if span is Span.NOW:
        start = _floor(now, 15) - _QUARTER * (_QUARTERS - 1)
        return Ruler(start=start, step=_QUARTER, count=_QUARTERS)
    if span is Span.WEEK:
        return Ruler(start=read_since(span, now), step=_DAY, count=_DAYS)
    today = now.astimezone(EASTERN).date()
    own = [one for one in arrivals if one.astimezone(EASTERN).date() == today]
    first, last = _opening_hours(now, hours, today)
    start = min([first, *(_floor(one, 30) for one in own)])
    end = max([last, *(_floor(one, 30) + HALF_HOUR for one in own)])
    return Ruler(start=start, step=HALF_HOUR, count=max(1, -((start - end) // HALF_HOUR)))


def shown_steps(span: Span, ruler: Ruler, hours: LineHours, used: Sequence[int]) -> tuple[int, ...]:
    """The steps worth showing: a day on which the line is closed and nobody called is not."""
    if span is not Span.WEEK:
        return tuple(range(ruler.count))
    kept = []
    for index in range(ruler.count):
        day = (ruler.at(index) + _DAY / 2).astimezone(EASTERN).date()
        if used[index] or not why_closed(day, hours):
            kept.append(index)
    return tuple(kept)


def learn(events: Sequence[CallEvent], group_of_call: Mapping[str, str], now: datetime) -> Expected:
    """The mean of the same half hours of the days before `now` on which anybody called."""
    today = now.astimezone(EASTERN).date()
    days = sorted(
        {
            day
            for event in events
            if event.kind is CallEventKind.ARRIVED
            and (day := event.at.astimezone(EASTERN).date()) < today
        }
    )[-_LEARN_FROM:]
    if not days:
        return Expected()
    whole = [_whole_day(day) for day in days]
    names = [whole[0].label(index) for index in range(_HALF_HOURS_A_DAY)]
    by_day = [_events_within(events, ruler) for ruler in whole]
    calls = expected_calls(
        [intervals(own, r.start, r.end, 0) for own, r in zip(by_day, whole, strict=True)]
    )
    totals: dict[str, list[int]] = {}
    for own, ruler in zip(by_day, whole, strict=True):
        waiting = waiting_by_group(own, group_of_call, ruler.start, ruler.end)
        for group, counts in waiting.items():
            kept = totals.setdefault(group, [0] * _HALF_HOURS_A_DAY)
            totals[group] = [had + more for had, more in zip(kept, counts, strict=True)]
    return Expected(
        calls=dict(zip(names, calls, strict=True)),
        waiting={
            group: {name: count / len(days) for name, count in zip(names, counts, strict=True)}
            for group, counts in totals.items()
        },
        handle_seconds=line_figures([one for own in by_day for one in own], midnight(today)).aht,
    )


def _whole_day(day: date) -> Ruler:
    return Ruler(start=midnight(day), step=HALF_HOUR, count=_HALF_HOURS_A_DAY)


def _events_within(events: Sequence[CallEvent], ruler: Ruler) -> list[CallEvent]:
    return [event for event in events if ruler.start <= event.at < ruler.end]


def _opening_hours(now: datetime, hours: LineHours, today: date) -> tuple[datetime, datetime]:
    if hours.opens is not None and hours.closes is not None and hours.set:
        return (
            datetime.combine(today, hours.opens, EASTERN),
            datetime.combine(today, hours.closes, EASTERN),
        )
    return _floor(now - _UNSET_LOOKS_BACK, 30), _floor(now, 30) + HALF_HOUR


def _floor(at: datetime, minutes: int) -> datetime:
    local = at.astimezone(EASTERN)
    return local.replace(minute=local.minute // minutes * minutes, second=0, microsecond=0)
