"""The figures of the line, every one a pure function of what happened.

Definitions and their sources (each can be drilled into, see `behind`):

* answer time: arrival to acceptance, over answered calls only (Cisco IPCC reports);
* service level, four variants (Cisco Unified CCX Historical Reports, ICM user guide): the default
  is *negative*, in which a caller who gave up counts against the line;
* abandonment: gave up / presented; who left the queue for a promised call did not give up;
* handle time: talk + hold + wrap-up (Genesys metric definitions);
* occupancy: handle time / (handle time + time available).

Seconds are floats, rates shares of one; a figure with nothing to divide by is None.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any, Final

from advisor_app.domain.case import Promise, PromiseState
from advisor_app.line.call_times import CallTimes, call_times, seconds_between
from advisor_app.line.calls import CallEvent
from advisor_app.line.presence import PresenceState

TARGET_SHARE: Final = 0.8
TARGET_SECONDS: Final = 20
"""The goal "80 % within 20 s": a habit of call centres, not a standard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PresenceSpan:
    """What one advisor did from `start` to `end` (None: still does)."""

    advisor: str
    state: PresenceState
    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceLevel:
    """The four variants, as shares of one."""

    negative: float | None = None
    positive: float | None = None
    handled_only: float | None = None
    abandon_ignored: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFigures:
    """The figures of the line over a span of events."""

    threshold_seconds: int
    calls_presented: int
    calls_answered: int
    calls_abandoned: int
    calls_promised: int
    calls_waiting: int
    calls_waiting_over_60: int
    asa: float | None
    service_level: ServiceLevel
    target: float
    abandonment_rate: float | None
    aht: float | None
    acw: float | None
    acw_ratio: float | None
    hold_ratio: float | None
    occupancy: float | None
    longest_wait: float | None
    callback_kept_rate: float | None
    callbacks_due: int
    callbacks_kept: int
    agents_per_state: Mapping[str, int] = field(default_factory=dict)


def line_figures(
    events: Sequence[CallEvent],
    now: datetime,
    threshold_seconds: int = TARGET_SECONDS,
    *,
    spans: Sequence[PresenceSpan] = (),
    promises: Sequence[Promise] = (),
    short_abandon_seconds: float = 0.0,
) -> LineFigures:
    """All figures at `now`.

    Who gave up sooner than `short_abandon_seconds` counts nowhere. `spans` say when advisors were
    available (without them there is no occupancy), `promises` which calls back were due.
    """
    calls = counted(call_times(events, now), short_abandon_seconds)
    answered = [one for one in calls if one.accepted is not None]
    gone = [one for one in calls if one.abandoned is not None]
    promised = [one for one in calls if one.accepted is None and one.promised is not None]
    waiting = [one for one in calls if one.waiting]
    presented = len(answered) + len(gone) + len(promised)
    hold = sum(one.hold for one in answered)
    wrap = sum(one.wrap(now) for one in answered)
    handle = sum(one.connected(now) for one in answered) + wrap
    due, kept = callbacks(promises, now)
    return LineFigures(
        threshold_seconds=threshold_seconds,
        calls_presented=presented,
        calls_answered=len(answered),
        calls_abandoned=len(gone),
        calls_promised=len(promised),
        calls_waiting=len(waiting),
        calls_waiting_over_60=sum(1 for one in waiting if one.waited(now) > 60),
        asa=share(sum(one.waited(now) for one in answered), len(answered)),
        service_level=service_level(calls, now, threshold_seconds),
        target=TARGET_SHARE,
        abandonment_rate=share(len(gone), presented),
        aht=share(handle, len(answered)),
        acw=share(wrap, len(answered)),
        acw_ratio=share(wrap, handle),
        hold_ratio=share(hold, handle),
        occupancy=occupancy(handle, spans, now),
        longest_wait=max((one.waited(now) for one in waiting), default=None),
        callback_kept_rate=share(kept, due),
        callbacks_due=due,
        callbacks_kept=kept,
        agents_per_state=agents_per_state(spans, now),
    )


def figures_between(
    start: datetime,
    end: datetime,
    now: datetime,
    events: Sequence[CallEvent],
    threshold_seconds: int = TARGET_SECONDS,
    *,
    spans: Sequence[PresenceSpan] = (),
    promises: Sequence[Promise] = (),
    short_abandon_seconds: float = 0.0,
) -> LineFigures:
    """All figures over the calls that came from `start` on and before `end`, as known at `now`.

    The board and the verb `report` both ask here, so that they say the same. Advisors count for the
    time within the range, promises where they were due within it.
    """
    until = min(end, now)
    return line_figures(
        [event for event in events if start <= event.at <= until and event.at < end],
        until,
        threshold_seconds,
        spans=[replace(span, start=max(span.start, start)) for span in spans],
        promises=[one for one in promises if start <= one.due_at < end],
        short_abandon_seconds=short_abandon_seconds,
    )


def service_level(calls: Sequence[CallTimes], now: datetime, threshold: float) -> ServiceLevel:
    """The four variants for a threshold in seconds, over calls whose waiting has ended.

    Worked check of the source: 50 answered in time and 80 late are 50/130 = 38 %.
    """
    ended = [one for one in calls if not one.waiting]
    answered = [one for one in ended if one.accepted is not None]
    in_time = sum(1 for one in answered if one.waited(now) <= threshold)
    gone_soon = sum(
        1 for one in ended if one.abandoned is not None and one.waited(now) <= threshold
    )
    return ServiceLevel(
        negative=share(in_time, len(ended)),
        positive=share(in_time + gone_soon, len(ended)),
        handled_only=share(in_time, len(answered)),
        abandon_ignored=share(in_time, len(ended) - gone_soon),
    )


def occupancy(handle: float, spans: Sequence[PresenceSpan], now: datetime) -> float | None:
    """Handle seconds / (handle seconds + seconds available)."""
    if not spans:
        return None
    available = sum(
        max(0.0, seconds_between(span.start, min(span.end or now, now)))
        for span in spans
        if span.state is PresenceState.AVAILABLE
    )
    return share(handle, handle + available)


def agents_per_state(spans: Sequence[PresenceSpan], now: datetime) -> dict[str, int]:
    """How many advisors are in each state at `now`; states that nobody is in are left out."""
    current = {
        span.advisor: span.state
        for span in sorted(spans, key=lambda span: span.start)
        if span.start <= now and (span.end is None or span.end > now)
    }
    counted = {state: sum(1 for one in current.values() if one is state) for state in PresenceState}
    return {state.value: number for state, number in counted.items() if number}


def callbacks(promises: Sequence[Promise], now: datetime) -> tuple[int, int]:
    """How many promised calls were due by `now`, and how many of them were kept.

    A promise that was moved with consent or cancelled by the caller was not due.
    """
    owed = (PromiseState.DUE, PromiseState.KEPT)
    due = [one for one in promises if one.due_at <= now and one.state in owed]
    return len(due), sum(1 for one in due if one.state is PromiseState.KEPT)


def as_data(figures: LineFigures) -> dict[str, Any]:
    """The figures as plain data (JSON), rounded for reading: seconds to 0.1, shares to 0.0001."""
    return {name: _rounded(name, value) for name, value in asdict(figures).items()}


def share(part: float, whole: float) -> float | None:
    """`part / whole`, or None where there is no whole."""
    return part / whole if whole else None


def _rounded(name: str, value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _rounded(name, item) for key, item in value.items()}
    if isinstance(value, float):
        return round(value, 1 if name in ("asa", "aht", "acw", "longest_wait") else 4)
    return value


def counted(calls: Sequence[CallTimes], shortest: float) -> list[CallTimes]:
    """The calls that count: all but those given up sooner than `shortest` seconds."""
    return [
        one
        for one in calls
        if one.abandoned is None or seconds_between(one.arrived, one.abandoned) >= shortest
    ]
