"""Dates as they come up in a story: "since May", "on December 9", "next Tuesday", "3 weeks ago"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from advisor_app.domain.dates import PartialDate

MONTHS: Final = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
    r"|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre"
)
_SHORT: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SPANISH: Final = (
    "ene",
    "feb",
    "mar",
    "abr",
    "may",
    "jun",
    "jul",
    "ago",
    "sep",
    "oct",
    "nov",
    "dic",
)
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SPANISH_DAYS: Final = (
    "lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo",
)  # fmt: skip
_NUMBERS: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple": 2, "few": 3,
    "a couple": 2, "a couple of": 2, "a few": 3, "several": 4,
}  # fmt: skip
_COUNT: Final = r"\d{1,2}|a couple of|a couple|a few|an?|" + "|".join(
    word for word in _NUMBERS if " " not in word and len(word) > 2
)
_SPANISH_NUMBERS: Final = {
    "un": 1, "una": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7,
    "ocho": 8, "nueve": 9, "diez": 10,
}  # fmt: skip
_SPANISH_UNITS: Final = {"d": "day", "s": "week", "m": "month", "a": "year"}
_PAST: Final = re.compile(
    rf"(?P<month>\b(?:{MONTHS})\b)\.?(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))?"
    r"|\b(?P<numbered>1[0-2]|0?[1-9])/(?P<numbered_year>(?:19|20)\d\d)\b"
    rf"|(?P<alone>\b(?:19|20)\d\d\b)"
    rf"|\b(?P<count>{_COUNT})\s+(?P<unit>day|week|month|year)s?\s+(?:ago|back)\b"
    rf"|\bhace\s+(?P<cuantos>\d{{1,2}}|{'|'.join(_SPANISH_NUMBERS)})\s+"
    rf"(?P<unidad>d[ií]a|semana|mes|a[ñn]o)(?:s|es)?\b"
    rf"|\blast\s+(?P<last>week|month|year)\b|\b(?P<yesterday>yesterday|ayer)\b"
    rf"|(?:\blast\s+|(?<=\bon )|(?<=\bthis ))(?P<day>{'|'.join(_DAYS)})\b"
    rf"|(?<=\bel )(?P<dia>{'|'.join(_SPANISH_DAYS)})\b"
    rf"|\b(?P<pasado>semana|mes|a[ñn]o)\s+pasad[oa]\b",
    re.IGNORECASE,
)
_DAY_OF_MONTH: Final = re.compile(
    rf"(?P<m1>\b(?:{MONTHS})\b)\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s+(?P<y1>20\d\d))?"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+|de\s+)?(?P<m2>(?:{MONTHS})\b)(?:\s+(?P<y2>20\d\d))?"
    rf"|\b(?P<m3>1[0-2]|0?[1-9])/(?P<d3>3[01]|[12]\d|0?[1-9])(?:/(?P<y3>20\d\d|\d\d))?\b"
    rf"|\b(?:on|from|starts|starting|for)\s+the\s+(?P<nth>3[01]|[12]?\d)(?:st|nd|rd|th)\b(?!\s+(?:of|time|round|cycle))"
    rf"|\b(?P<tomorrow>tomorrow|mañana)\b|\b(?P<today>today)\b"
    rf"|\b(?:(?P<next>next|this|on|this coming)\s+)?(?P<day>{'|'.join(_DAYS)})\b"
    rf"|\bin\s+(?P<count>{_COUNT})\s+(?P<unit>day|week)s?\b|\b(?P<week>next week)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryDate:
    """A date of a story and where it stands; `when` is None where only "next week" is told."""

    when: PartialDate | None
    start: int
    end: int


def dates_past(text: str, today: date) -> Iterator[StoryDate]:
    """Months, years and "weeks ago"; a month without a year is the last one before today."""
    days = list(_days_past(text, today))
    yield from days
    for found in _PAST.finditer(text):
        if any(day.start <= found.start() < day.end for day in days):
            continue
        when = _past(found, today)
        if when is not None:
            yield StoryDate(when=when, start=found.start(), end=found.end())


def _days_past(text: str, today: date) -> Iterator[StoryDate]:
    """Whole days that are over; without a year it is the last one before today."""
    for found in _DAY_OF_MONTH.finditer(text):
        try:
            day = _of_a_month(found, today)
        except ValueError:
            continue
        if day is None:
            continue
        told = any(found[f"y{number}"] for number in "123")
        if not told and day > today:
            day = day.replace(year=day.year - 1)
        if day <= today:
            yield StoryDate(when=PartialDate.of(day), start=found.start(), end=found.end())


def days_ahead(text: str, today: date) -> Iterator[StoryDate]:
    """Days that are still to come; a day without a year is the next one.

    Of a day that is nearer behind than ahead nobody says that it is to come without its year.
    """
    for found in _DAY_OF_MONTH.finditer(text):
        try:
            day = _ahead(found, today)
        except ValueError:
            continue
        if (day is None and not found["week"]) or (day is not None and day < today):
            continue
        when = PartialDate.of(day) if day is not None else None
        yield StoryDate(when=when, start=found.start(), end=found.end())


def _past(found: re.Match[str], today: date) -> PartialDate | None:
    if found["month"]:
        month = month_of(found["month"])
        year = int(found["year"]) if found["year"] else today.year - (month > today.month)
        return PartialDate(year=year, month=month)
    if found["numbered"]:
        return PartialDate(year=int(found["numbered_year"]), month=int(found["numbered"]))
    if found["alone"]:
        return PartialDate(year=int(found["alone"]))
    if found["day"] or found["dia"]:
        names, name = (_DAYS, found["day"]) if found["day"] else (_SPANISH_DAYS, found["dia"])
        days = (today.weekday() - names.index(name.casefold())) % 7 or 7
        return PartialDate.of(today - timedelta(days=days))
    if found["cuantos"] or found["pasado"]:
        unit = _SPANISH_UNITS[(found["unidad"] or found["pasado"])[0].casefold()]
        return _back(today, _count(found["cuantos"]) if found["cuantos"] else 1, unit)
    if found["yesterday"]:
        return PartialDate.of(today - timedelta(days=1))
    unit = (found["unit"] or found["last"]).casefold()
    return _back(today, _count(found["count"]) if found["count"] else 1, unit)


def _back(today: date, count: int, unit: str) -> PartialDate:
    if unit == "year":
        return PartialDate(year=today.year - count)
    if unit == "month":
        months = today.year * 12 + today.month - 1 - count
        return PartialDate(year=months // 12, month=months % 12 + 1)
    day = today - timedelta(days=count * (7 if unit == "week" else 1))
    return PartialDate(year=day.year, month=day.month)


def _ahead(found: re.Match[str], today: date) -> date | None:
    day = _of_a_month(found, today)
    if day is not None:
        told = any(found[f"y{number}"] for number in "123")
        if told or day >= today:
            return day
        next_year = day.replace(year=day.year + 1)
        return next_year if next_year - today < today - day else None
    if found["nth"]:
        return _next_with_number(int(found["nth"]), today)
    if found["tomorrow"]:
        return today + timedelta(days=1)
    if found["today"]:
        return today
    if found["day"]:
        ahead = (_DAYS.index(found["day"].casefold()) - today.weekday()) % 7 or 7
        return today + timedelta(days=ahead)
    if found["count"]:
        days = _count(found["count"]) * (7 if found["unit"].casefold() == "week" else 1)
        return today + timedelta(days=days)
    return None


def _next_with_number(number: int, today: date) -> date:
    """The next day with that number in its month: "on the 15th". Raises ValueError for the 0th."""
    if number >= today.day:
        return today.replace(day=number)
    first = today.replace(day=1) + timedelta(days=32)
    return first.replace(day=number)


def _of_a_month(found: re.Match[str], today: date) -> date | None:
    """The day of a month that was told, this year where no year was; None where none was."""
    for number in "123":
        text = found[f"m{number}"]
        if text:
            year = found[f"y{number}"]
            full = int(year) + (2000 if len(year) == 2 else 0) if year else today.year
            month = int(text) if text.isdigit() else month_of(text)
            return date(full, month, int(found[f"d{number}"]))
    return None


def _count(word: str) -> int:
    return int(word) if word.isdigit() else (_NUMBERS | _SPANISH_NUMBERS)[word.casefold()]


def month_of(word: str) -> int:
    """The number of a month by its English or Spanish name or its beginning."""
    short = word[:3].casefold()
    return (_SHORT.index(short) if short in _SHORT else _SPANISH.index(short)) + 1
