"""Reads a day and a time as an advisor types them: `16:00`, `tomorrow 9.30`, `jueves 2pm`."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from advisor_app.domain.dates import parse_date
from advisor_app.domain.text import fold
from advisor_app.ui.wording import dated

_DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_IN: Final = re.compile(r"in\s+(\d{1,3})\s*(min|minutes?|m|h|hours?)")
_TIME: Final = re.compile(
    r"(?:\bat\s+)?\b(?:(\d{1,2})[:.](\d{2})\s*(am|pm)?|(\d{1,2})\s*(am|pm)|(noon))\b"
)
_SPANISH: Final = {
    "hoy": "today", "manana": "tomorrow", "mediodia": "noon", "proximo": "next", "lunes": "mon",
    "lun": "mon", "martes": "tue", "miercoles": "wed", "mie": "wed", "jueves": "thu", "jue": "thu",
    "viernes": "fri", "vie": "fri", "sabado": "sat", "sab": "sat", "domingo": "sun", "dom": "sun",
    "minutos": "minutes", "minuto": "minute", "horas": "hours", "hora": "hour", "las": "", "la": "",
}  # fmt: skip
_WORDS: Final = re.compile(r"[^\W\d]+")
_BARE: Final = re.compile(r"(?:^|\s)(\d{4})$")


def read_when(text: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The instant (UTC) that the words name on the clock of `zone`; None where they name none.

    A time without a day is the next such time. A day of the week is the next one, today included
    where the time is still to come.
    """
    words = " ".join(_in_english(text).split())
    if found := _IN.fullmatch(words):
        amount = int(found[1])
        step = timedelta(hours=amount) if found[2].startswith("h") else timedelta(minutes=amount)
        return (now + step).astimezone(UTC).replace(second=0, microsecond=0)
    clock, rest = _clock(words)
    if clock is None:
        return None
    local = now.astimezone(zone)
    day = _day(rest.strip(" ,"), local, clock)
    if day is None:
        return None
    return datetime.combine(day, clock, zone).astimezone(UTC)


def _in_english(text: str) -> str:
    """Small letters, and the Spanish words for days and times in English."""
    told = _WORDS.sub(lambda found: _SPANISH.get(fold(found[0]), found[0]), text.casefold())
    told = re.sub(r"^en (?=\d)", "in ", told.strip())
    told = re.sub(r"\bmar(?= \d{1,2}[:.]\d\d)", "tue", told)
    return re.sub(r"\b(?:a|el) (?=\s|\d|mon|tue|wed|thu|fri|sat|sun)", "", told)


def written(at: datetime, zone: ZoneInfo) -> str:
    """An instant as it is typed into the field: `24 NOV 2026 16:00`."""
    return dated(at.astimezone(zone), "%d %b %Y %H:%M").upper()


def _clock(words: str) -> tuple[time | None, str]:
    found = _TIME.search(words)
    if found is None:
        return _bare(words)
    rest = words[: found.start()] + words[found.end() :]
    if found[6]:
        return time(12), rest
    hour, minute = int(found[1] or found[4]), int(found[2] or 0)
    half = found[3] or found[5]
    if half:
        if not 1 <= hour <= 12:
            return None, rest
        hour = hour % 12 + (12 if half == "pm" else 0)
    if hour > 23 or minute > 59:
        return None, rest
    return time(hour, minute), rest


def _bare(words: str) -> tuple[time | None, str]:
    """Four figures at the end are a time (`1630`), unless they can only be a year."""
    found = _BARE.search(words)
    if found is None:
        return None, words
    hour, minute = int(found[1][:2]), int(found[1][2:])
    if hour > 23 or minute > 59 or (parse_date(words) is not None and words != found[1]):
        return None, words
    return time(hour, minute), words[: found.start()]


def _day(words: str, local: datetime, clock: time) -> date | None:
    today = local.date()
    if not words:
        return today if clock > local.time() else today + timedelta(days=1)
    if words == "today":
        return today
    if words == "tomorrow":
        return today + timedelta(days=1)
    if words.removeprefix("next ")[:3] in _DAYS:
        ahead = (_DAYS.index(words.removeprefix("next ")[:3]) - today.weekday()) % 7
        passed = ahead == 0 and (clock <= local.time() or words.startswith("next "))
        return today + timedelta(days=7 if passed else ahead)
    return _dated(words, today)


def _dated(words: str, today: date) -> date | None:
    """A date told with or without its year; without one it is the next such day."""
    told = parse_date(words)
    if told is not None:
        return told.exact
    glue = "/" if re.fullmatch(r"[\d/.\-]+", words) else " "
    for year in (today.year, today.year + 1):
        found = parse_date(f"{words}{glue}{year}")
        if found is not None and found.exact is not None and found.exact >= today:
            return found.exact
    return None
