"""Dates as people know them: a day, a month, a year, or "around Easter"."""

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

_MONTHS: Final = (
    "JAN",
    "FEB",
    "MAR",
    "APR",
    "MAY",
    "JUN",
    "JUL",
    "AUG",
    "SEP",
    "OCT",
    "NOV",
    "DEC",
)
_SPANISH_MONTHS: Final = {"ene": 1, "abr": 4, "ago": 8, "dic": 12}
_ISO: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_NUMBERS: Final = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_MONTH_NUMBERS: Final = re.compile(r"(\d{1,2})[/.\-](\d{4})")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?([a-z]{3,})\.?,?\s+(\d{4})")
_MONTH_FIRST: Final = re.compile(r"([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_MONTH_YEAR: Final = re.compile(r"([a-z]{3,})\.?,?\s+(\d{4})")

_HEDGE: Final = re.compile(
    r"^(?:i (?:think|guess) |maybe |perhaps |probably |sometime )*"
    r"(?:around|about|approx(?:imately|\.)?|circa|ca\.|c\.|roughly|some time in|in|early|mid|late|"
    r"the beginning of|the end of|end of|beginning of|before|after|since|~|"
    r"alrededor de|hacia|cerca de|a principios de|a mediados de|a finales de)[\s-]*"
)
_SEASON: Final = re.compile(
    r"(?:the )?(?:spring|summer|fall|autumn|winter|easter|christmas|thanksgiving|ramadan|passover|"
    r"primavera|verano|oto[nñ]o|invierno|navidad|semana santa|pascua)(?: of| de)? (\d{4})"
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class PartialDate:
    """A calendar date whose day, or day and month, may be unknown."""

    year: int
    month: int = 0
    day: int = 0

    def __post_init__(self) -> None:
        if not 1850 <= self.year <= 2200:
            raise ValueError("the year is out of range")
        if self.day and not self.month:
            raise ValueError("a day needs its month")
        date(self.year, self.month or 1, self.day or 1)

    @classmethod
    def of(cls, day: date) -> "PartialDate":
        """The exact date `day`."""
        return cls(year=day.year, month=day.month, day=day.day)

    @property
    def exact(self) -> date | None:
        """The day, where it is known."""
        return date(self.year, self.month, self.day) if self.day else None

    @property
    def earliest(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        """The last day that it can mean."""
        if self.day:
            return date(self.year, self.month, self.day)
        if not self.month or self.month == 12:
            return date(self.year, 12, 31)
        return date.fromordinal(date(self.year, self.month + 1, 1).toordinal() - 1)

    def iso(self) -> str:
        """`2026`, `2026-03` or `2026-03-04`."""
        text = f"{self.year:04d}"
        if self.month:
            text += f"-{self.month:02d}"
        if self.day:
            text += f"-{self.day:02d}"
        return text

    def __str__(self) -> str:
        """As shown and printed: `04 MAR 1961`, `MAR 2024`, `2024`; never all in numbers."""
        text = f"{self.year:04d}"
        if self.month:
            text = f"{_MONTHS[self.month - 1]} {text}"
        if self.day:
            text = f"{self.day:02d} {text}"
        return text


def parse_date(text: str) -> PartialDate | None:
    """What a person typed, as a date; None where it names none.

    Numbers alone are read month first, as the line asks for them ("month first, please"), unless
    the first number can only be a day.
    """
    words = text.strip().casefold().rstrip(".")
    try:
        return _from_iso(words) or _from_numbers(words) or _from_words(words)
    except ValueError:
        return None


def approximate_date(text: str) -> PartialDate | None:
    """What a vague date can mean at least ("around March 2024", "Easter 2026"): month or year.

    None where the words are no vague date; an exact date is read by `parse_date`. The words have to
    be kept beside it: "around Easter" must not become the first of April.
    """
    words = text.strip().casefold().rstrip(".")
    bare, hedged = words, False
    while found := _HEDGE.match(bare):
        bare, hedged = bare[found.end() :], True
    if season := _SEASON.fullmatch(bare):
        return parse_date(season[1])
    told = parse_date(bare) if hedged else None
    if told is None or not told.day:
        return told
    return PartialDate(year=told.year, month=told.month)


def _from_iso(words: str) -> PartialDate | None:
    found = _ISO.fullmatch(words)
    if found is None:
        return None
    return PartialDate(year=int(found[1]), month=int(found[2] or 0), day=int(found[3] or 0))


def _from_numbers(words: str) -> PartialDate | None:
    if found := _NUMBERS.fullmatch(words):
        month, day = int(found[1]), int(found[2])
        if month > 12:
            month, day = day, month
        return PartialDate(year=int(found[3]), month=month, day=day)
    if found := _MONTH_NUMBERS.fullmatch(words):
        return PartialDate(year=int(found[2]), month=int(found[1]))
    return None


def _from_words(words: str) -> PartialDate | None:
    if found := _DAY_FIRST.fullmatch(words):
        return PartialDate(year=int(found[3]), month=_month(found[2]), day=int(found[1]))
    if found := _MONTH_FIRST.fullmatch(words):
        return PartialDate(year=int(found[3]), month=_month(found[1]), day=int(found[2]))
    if found := _MONTH_YEAR.fullmatch(words):
        return PartialDate(year=int(found[2]), month=_month(found[1]))
    return None


def _month(word: str) -> int:
    short = word[:3]
    if short.upper() in _MONTHS:
        return _MONTHS.index(short.upper()) + 1
    if short in _SPANISH_MONTHS:
        return _SPANISH_MONTHS[short]
    raise ValueError("no month of that name")


def age_on(born: PartialDate, day: date) -> int:
    """Full years of age on `day`, counted from the earliest day that `born` can mean."""
    first = born.earliest
    return day.year - first.year - ((day.month, day.day) < (first.month, first.day))


@lru_cache(maxsize=4096)
def format_day(day: date) -> str:
    """A day as shown everywhere: `04 MAR 1961`."""
    return str(PartialDate.of(day))
