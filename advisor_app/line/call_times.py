"""What the events tell of each call: when it came, was answered, ended, and how long it stood."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from advisor_app.line.calls import CallEvent, CallEventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTimes:
    """One call as its events tell it; `hold` are seconds on hold or parked, up to now."""

    call: str
    arrived: datetime
    accepted: datetime | None = None
    ended: datetime | None = None
    wrapped: datetime | None = None
    abandoned: datetime | None = None
    promised: datetime | None = None
    hold: float = 0.0
    by: str = ""

    @property
    def waiting(self) -> bool:
        """Whether the caller still waits."""
        return self.accepted is None and self.abandoned is None and self.promised is None

    @property
    def left_waiting_at(self) -> datetime | None:
        """When the waiting ended: answered, gave up, or left for a promise."""
        return self.accepted or self.abandoned or self.promised

    def waited(self, now: datetime) -> float:
        """Seconds from arrival to the end of waiting, or to `now`; never negative."""
        return max(0.0, seconds_between(self.arrived, self.left_waiting_at or now))

    def connected(self, now: datetime) -> float:
        """Seconds from acceptance to the end, holds included."""
        return max(0.0, seconds_between(self.accepted, self.ended or now)) if self.accepted else 0.0

    def wrap(self, now: datetime) -> float:
        """Seconds of wrap-up."""
        return max(0.0, seconds_between(self.ended, self.wrapped or now)) if self.ended else 0.0


def call_times(events: Sequence[CallEvent], now: datetime) -> tuple[CallTimes, ...]:
    """What the events up to `now` say of each call, in order of arrival."""
    by_call: dict[str, list[CallEvent]] = {}
    for event in sorted(events, key=lambda event: event.at):
        if event.at <= now:
            by_call.setdefault(event.call, []).append(event)
    found = [_times(call, told, now) for call, told in by_call.items()]
    return tuple(sorted((one for one in found if one), key=lambda one: (one.arrived, one.call)))


def _times(call: str, events: Sequence[CallEvent], now: datetime) -> CallTimes | None:
    first: dict[CallEventKind, CallEvent] = {}
    for event in events:
        first.setdefault(event.kind, event)
    if CallEventKind.ARRIVED not in first:
        return None
    accepted = first.get(CallEventKind.ACCEPTED)
    return CallTimes(
        call=call,
        arrived=first[CallEventKind.ARRIVED].at,
        accepted=_at(accepted),
        ended=_at(first.get(CallEventKind.ENDED)),
        wrapped=_at(first.get(CallEventKind.WRAP_DONE)),
        abandoned=_at(first.get(CallEventKind.ABANDONED)),
        promised=_at(first.get(CallEventKind.PROMISED)),
        hold=_hold(events, now),
        by=accepted.by if accepted is not None else "",
    )


_LEFT_ALONE: Final = frozenset(
    {
        CallEventKind.HOLD_START,
        CallEventKind.PARKED,
        CallEventKind.LEASE_LOST,
        CallEventKind.SENT_TO_TEAM,
    }
)
_SPOKEN_TO: Final = frozenset(
    {
        CallEventKind.HOLD_END,
        CallEventKind.RESUMED,
        CallEventKind.TRANSFER_OFFERED,
        CallEventKind.ACCEPTED,
        CallEventKind.ABANDONED,
        CallEventKind.ENDED,
    }
)


def _hold(events: Sequence[CallEvent], now: datetime) -> float:
    """Seconds in which the caller, once answered, had nobody to speak to."""
    total, since = 0.0, None
    for event in events:
        if event.kind in _LEFT_ALONE and since is None:
            since = event.at
        elif event.kind in _SPOKEN_TO and since is not None:
            total += seconds_between(since, event.at)
            since = None
    return total + (seconds_between(since, now) if since is not None else 0.0)


def _at(event: CallEvent | None) -> datetime | None:
    return event.at if event is not None else None


def seconds_between(start: datetime | None, end: datetime | None) -> float:
    """From one instant to another; nothing where one of them is not known."""
    return (end - start) / timedelta(seconds=1) if start is not None and end is not None else 0.0
