"""A line of calls as the board reads it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from advisor_app.domain.people import Advisor, Role
from advisor_app.line.calendar import read_line_hours, with_hours
from advisor_app.line.calls import CallEvent, CallEventKind
from advisor_app.line.groups import load_groups
from advisor_app.ui.board.picture import BoardPicture, TileShown
from advisor_app.ui.board.reading import BoardReading

NOW = datetime(2026, 11, 23, 15, 38, 5, tzinfo=UTC)  # a Monday, 10:38 Eastern
GROUPS = load_groups()
HOURS = with_hours(read_line_hours(), "09:00", "17:00")
K = CallEventKind


def call(
    key: str, ago: float, *, answered: float | None = None, gone: float | None = None
) -> list[CallEvent]:
    """A call that came so many seconds ago, answered or given up so many seconds later."""
    came = NOW - timedelta(seconds=ago)
    events = [CallEvent(call=key, kind=K.ARRIVED, at=came)]
    if answered is not None:
        taken = came + timedelta(seconds=answered)
        events.append(CallEvent(call=key, kind=K.ACCEPTED, at=taken, by="ann"))
        events.append(CallEvent(call=key, kind=K.ENDED, at=taken + timedelta(seconds=300)))
        events.append(CallEvent(call=key, kind=K.WRAP_DONE, at=taken + timedelta(seconds=330)))
    if gone is not None:
        left = came + timedelta(seconds=gone)
        events.append(CallEvent(call=key, kind=K.ABANDONED, at=left))
    return events


def reading(*calls: list[CallEvent], **more: Any) -> BoardReading:
    """A line on which this happened; every call is about the lung."""
    events = tuple(event for one in calls for event in one)
    values: dict[str, Any] = {
        "now": NOW,
        "events": events,
        "groups": GROUPS,
        "hours": HOURS,
        "group_of_call": {event.call: "lung" for event in events},
    }
    return BoardReading(**(values | more))


def tile(picture: BoardPicture, key: str) -> TileShown:
    """One tile of a board."""
    return next(one for one in picture.tiles if one.key == key)


def advisor(key: str, group: str = "lung", role: Role = Role.ADVISOR) -> Advisor:
    """A member of the staff."""
    return Advisor(id=key, name=f"{key.title()}, RN", initials="AA", role=role, group=group)
