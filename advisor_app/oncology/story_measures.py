"""Measures that a story states in fixed forms: size, grade, TNM, cycles, birth date, weeks.

Each is kept in the words told; nothing is worked out from them.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from advisor_app.oncology.chips import Chip, chip
from advisor_app.oncology.story_dates import MONTHS, month_of

_SIZE: Final = re.compile(
    r"\b(?P<number>\d{1,2}(?:[.,]\d{1,2})?)\s*-?\s*"
    r"(?:(?P<cm>cm|centimet\w+|cent[ií]metros?)|(?P<mm>mm|millimet\w+|mil[ií]metros?))\b",
    re.IGNORECASE,
)
_NO_SIZE: Final = re.compile(
    r"\b(?:breslow|margins?|depth|deep|thick\w*|invasion|dilated|dilat\w+)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_GRADE: Final = re.compile(
    r"\bgleason\s*(?:score\s*)?(?:of\s*)?(?:\d\s*\+\s*\d(?:\s*=\s*\d{1,2})?|\d{1,2}|six|seven|eight"
    r"|nine|ten)\b|\bgl\s*\d\s*\+\s*\d\b|\bgrade\s+(?:group\s+)?(?:[1-5]|one|two|three|four|five"
    r"|I{1,3}|IV|low|high)\b|\b(?:high|low|intermediate)[ -]grade\b"
    r"|\b(?:poorly|well|moderately)[ -]differentiated\b|\bG[1-3]\b(?=\s*(?:NET|,|$))",
    re.IGNORECASE,
)
_TNM: Final = re.compile(
    r"\b[cpyr]{0,3}T(?:[0-4][a-d]?|is|X)\s*,?\s*[cp]?N[0-3X][a-c]?(?:mi)?"
    r"(?:\s*,?\s*[cp]?M[01X][a-c]?)?\b"
)
_NUMBER: Final = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_CYCLES: Final = re.compile(
    rf"\b{_NUMBER}\s+(?:(?:of|out of)\s+{_NUMBER}\s+)?(?:cycles?|rounds?|infusions?)\b"
    rf"|\bcycles?\s+{_NUMBER}\b|\bc\d{{1,2}}\s+of\s+\d{{1,2}}\b"
    rf"|\b(?:{_NUMBER}|dos|tres|cuatro|cinco|seis|ocho|doce)\s+ciclos?\b",
    re.IGNORECASE,
)
_WEEKS: Final = re.compile(
    r"\b(?P<weeks>[1-9]|[1-3]\d|4[0-2])\s*(?:weeks?|wks?)\s*(?:pregnant|along|gestation)\b"
    r"|\bpregnant\W+(?:at\s+|about\s+)?(?P<weeks2>[1-9]|[1-3]\d|4[0-2])\s*(?:weeks?|wks?)\b"
    r"|\bembarazada de (?P<semanas>[1-9]|[1-3]\d|4[0-2]) semanas\b",
    re.IGNORECASE,
)
_BORN: Final = re.compile(
    r"\b(?:born(?:\s+on)?|dob|d\.o\.b\.|date of birth|birth ?date|birthday|naci[oó])\b"
    r"\W{0,3}(?:is\s+|on\s+|el\s+)?"
    r"(?:(?P<m>1[0-2]|0?[1-9])[/-](?P<d>3[01]|[12]\d|0?[1-9])[/-](?P<y>(?:19|20)\d\d)"
    rf"|(?P<mm>{MONTHS})\.?\s+(?P<dd>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<yy>(?:19|20)\d\d)"
    rf"|(?P<d3>\d{{1,2}})\s+(?P<m3>{MONTHS})\s+(?P<y3>(?:19|20)\d\d))",
    re.IGNORECASE,
)
_TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_ONES: Final = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9,
}  # fmt: skip
_SPOKEN_AGE: Final = re.compile(
    rf"\b(?:(?:is|aged|turned|i'm|i am|she's|he's|age)\s+)?(?P<tens>{'|'.join(_TENS)})"
    rf"(?:[ -](?P<ones>{'|'.join(_ONES)}))?\s+years?[ -]old\b"
    rf"|\b(?:is|aged|turned|i'm|i am|she's|he's)\s+(?P<tens2>{'|'.join(_TENS)})"
    rf"(?:[ -](?P<ones2>{'|'.join(_ONES)}))?(?=\s*(?:[,.;]|and\b|with\b|$))",
    re.IGNORECASE,
)
_SMALL: Final = _ONES | {
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_SMALL_AGE: Final = re.compile(
    rf"\b(?P<small>{'|'.join(_SMALL)})[ -]years?[ -]old\b"
    rf"|\b(?:he's|she's|he is|she is|is only|aged)\s+(?:only\s+|just\s+)?"
    rf"(?P<small2>{'|'.join(_SMALL)})(?=\s*(?:[,.;]|and\b|$))",
    re.IGNORECASE,
)
_MY_CHILD: Final = re.compile(
    r"\bmy\s+(?P<age>\d{1,2})[\s-]*(?:years?|yrs?|months?|weeks?|days?)[\s-]*old\b"
    r"(?!\s+(?:mother|mom|father|dad|wife|husband|sister|brother|aunt|uncle|friend|niece|nephew"
    r"|cousin|grand\w+|neighbor))",
    re.IGNORECASE,
)
_ECOG: Final = re.compile(
    r"\b(?:ECOG|performance status|PS)(?:\s+(?:status|score|PS))?\s*(?:of|is|was|:|=)?\s*"
    r"(?P<ecog>[0-4]|zero|one|two|three|four)\b(?!\s*[-–/]\s*\d)",
)
_PACKS: Final = re.compile(
    r"(?:\b(?P<before>current|former|ex|quit|used to|stopped|smok\w+)\b[^.;]{0,24})?"
    r"\b(?P<packs>\d{1,3})[ -]*pack[ -]*(?:years?|yrs?)\b"
    r"(?:[^.;]{0,16}\b(?P<after>quit|stopped|former)\b)?",
    re.IGNORECASE,
)
_STOPPED: Final = frozenset({"former", "ex", "quit", "used to", "stopped"})
_GROWN_UP: Final = 18


def measures(text: str) -> Iterator[Chip]:
    """All measures of a story."""
    for found in _SIZE.finditer(text):
        if not _NO_SIZE.search(text[max(0, found.start() - 40) : found.start()]):
            size = float(found["number"].replace(",", "."))
            value = {
                "number": int(size) if size.is_integer() else size,
                "unit": "cm" if found["cm"] else "mm",
            }
            yield _chip("dx.rows/*/size", value, found)
    for pattern, question in ((_GRADE, "dx.rows/*/grade"), (_CYCLES, "tx.rows/*/cycles")):
        for found in pattern.finditer(text):
            yield _chip(question, found.group(), found)
    for found in _ECOG.finditer(text):
        told = found["ecog"]
        yield _chip("med.ecog", int(told) if told.isdigit() else _ONES.get(told, 0), found)
    for found in _TNM.finditer(text):
        yield _chip("dx.rows/*/tnm", {"text": found.group()}, found)
    for found in _PACKS.finditer(text):
        told = (found["after"] or found["before"] or "").casefold()
        code = {"code": "former" if told in _STOPPED else "current"} if told else {}
        value = {**code, "pack_years": int(found["packs"])}
        yield _chip("med.tobacco_alcohol", value, found)
    for found in _WEEKS.finditer(text):
        weeks = int(found["weeks"] or found["weeks2"] or found["semanas"])
        yield _chip("med.pregnancy", {"code": "yes", "weeks": weeks}, found)


def people(text: str) -> Iterator[Chip]:
    """Birth date and spoken age of the patient, and whose child a small patient is."""
    for found in _BORN.finditer(text):
        try:
            day = _birth_date(found)
        except ValueError:
            continue
        yield _chip("patient.dob", day.isoformat(), found)
    for found in _SPOKEN_AGE.finditer(text):
        tens, ones = found["tens"] or found["tens2"], found["ones"] or found["ones2"]
        age = _TENS[tens.casefold()] + (_ONES[ones.casefold()] if ones else 0)
        yield _chip("patient.age", age, found)
    for found in _SMALL_AGE.finditer(text):
        yield _chip("patient.age", _SMALL[(found["small"] or found["small2"]).casefold()], found)
    for found in _MY_CHILD.finditer(text):
        if int(found["age"]) < _GROWN_UP:
            yield _chip("caller.relationship", "parent", found)


def _birth_date(found: re.Match[str]) -> date:
    if found["m"]:
        return date(int(found["y"]), int(found["m"]), int(found["d"]))
    if found["mm"]:
        return date(int(found["yy"]), month_of(found["mm"]), int(found["dd"]))
    return date(int(found["y3"]), month_of(found["m3"]), int(found["d3"]))


def _chip(question: str, value: Any, found: re.Match[str]) -> Chip:
    return chip(question, value, found.string, found.start(), found.end())
