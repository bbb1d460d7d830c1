"""Dates of the demonstration, told as distances from today, so that it never grows old."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from advisor_app.domain.clock import EASTERN

_SATURDAY: Final = 5
_OFFSET: Final = re.compile(r"([+-]\d{1,4})d(?: (\d{2}:\d{2}))?")


def dated(plain: Any, today: date) -> Any:
    """The same data with every `+9d` as an ISO date and every `+1d 10:00` as an Eastern instant.

    An instant that would fall on a weekend moves to a weekday, away from today.
    """
    if isinstance(plain, str):
        found = _OFFSET.fullmatch(plain)
        if found is None:
            return plain
        day = today + timedelta(days=int(found[1]))
        if not found[2]:
            return day.isoformat()
        return datetime.combine(
            _weekday(day, today), time.fromisoformat(found[2]), EASTERN
        ).isoformat()
    if isinstance(plain, Mapping):
        return {key: dated(value, today) for key, value in plain.items()}
    if isinstance(plain, list | tuple):
        return [dated(value, today) for value in plain]
    return plain


def instant(words: str, now: datetime) -> datetime:
    """An instant told as `-90m` (from now, on five minutes), `+1d 10:00` (Eastern) or ISO.

    Raises ValueError for anything else.
    """
    if found := re.fullmatch(r"([+-]\d{1,5})m", words):
        at = now + timedelta(minutes=int(found[1]))
        return at.replace(minute=at.minute // 5 * 5, second=0, microsecond=0)
    return datetime.fromisoformat(dated(words, now.astimezone(EASTERN).date()))


def _weekday(day: date, today: date) -> date:
    step = timedelta(days=-1 if day < today else 1)
    while day.weekday() >= _SATURDAY:
        day += step
    return day
