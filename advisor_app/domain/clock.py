"""The line lives on Eastern time; every instant is kept in UTC and shown where it is read."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

EASTERN: Final = ZoneInfo("America/New_York")


def eastern_now() -> datetime:
    """The time of day on the line."""
    return datetime.now(EASTERN)


def clock_time(at: datetime, zone: ZoneInfo = EASTERN) -> str:
    """Hours and minutes on the wall: `10:42`."""
    return at.astimezone(zone).strftime("%H:%M")


def stamp(at: datetime, zone: ZoneInfo = EASTERN) -> str:
    """Day and time as printed: `19 NOV 2026 11:58 ET`."""
    name = "ET" if zone is EASTERN else at.astimezone(zone).tzname() or ""
    return f"{at.astimezone(zone):%d %b %Y %H:%M} {name}".upper()


def waited(seconds: float) -> str:
    """A duration as shown: `04:38`, `1:04:38`, or `42 min` past two hours; never negative."""
    whole = max(0, int(seconds))
    if whole >= 7200:
        return f"{whole // 60} min"
    if whole >= 3600:
        return f"{whole // 3600}:{whole % 3600 // 60:02d}:{whole % 60:02d}"
    return f"{whole // 60:02d}:{whole % 60:02d}"
