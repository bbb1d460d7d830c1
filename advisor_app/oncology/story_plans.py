"""What a story says is to come, and on which day: "surgery on December 9", "RALP 12/15"."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from advisor_app.oncology.chips import Chip, chip
from advisor_app.oncology.search import Reading
from advisor_app.oncology.story_dates import StoryDate, dates_past, days_ahead
from advisor_app.oncology.story_treatments import named_treatments
from advisor_app.oncology.story_words import StoryWords

_REACH: Final = 45
"""Signs before or after an event in which its day is looked for."""
_SHORT_FOR: Final = {"sx": "surgery", "surg": "surgery", "rt": "radiation", "xrt": "radiation"}
_EVENT: Final = re.compile(
    r"\b(?P<what>surgery|operation|biopsy|scan|mri|pet|colonoscopy|chemo(?:therapy)?|radiation"
    r"|whipple|mastectomy|lumpectomy|hysterectomy|prostatectomy|nephrectomy|cystectomy|infusion"
    r"|transplant|colectomy|thyroidectomy|lobectomy|orchiectomy|cirug[ií]a|appointment|visit"
    r"|operat(?:e|ing)|operan|operar[aá]n?|take (?:it |the \w+ |a \w+ )?out|cut (?:it )?out"
    r"|chemoradiation|radioterapia"
    r"|quimio\w*|immunotherapy|remove (?:it|the \w+)|consult\w*|port placement|resection"
    r"|debulking|ablation|embolization|marrow test|bone marrow biopsy|endoscopy"
    r"|sx|surg|x?rt)\b",
    re.IGNORECASE,
)
_HAD: Final = re.compile(
    r"\b(?:had|underwent|after|since|got|tuv\w+|hicieron|hizo|despu[eé]s de|s/p|status post)\b"
    r"(?:[^\w,;]+\w+){0,3}[^\w,;]*$",
    re.IGNORECASE,
)
_TO_ITS_DAY: Final = re.compile(
    r"\W*(?:(?:is|on|for|starts?|begins?|set|scheduled|planned|due|el)\W+)*", re.IGNORECASE
)
_OVER: Final = re.compile(r"\b(?:since|was|had|showed|until|after)\b", re.IGNORECASE)


def planned_events(text: str, today: date) -> Iterator[Chip]:
    """Operations, tests and visits that have a day to come."""
    for event in _EVENT.finditer(text):
        after = re.split(r"[.;]", text[event.end() : event.end() + _REACH])[0]
        ahead = _first_day(after, today)
        before = re.split(r"[.;]", text[max(0, event.start() - _REACH) : event.start()])[-1]
        if ahead is None or _OVER.search(after[: ahead.start]) or _HAD.search(before):
            continue
        yield _planned(event["what"], ahead, text, event.start(), event.end())


def planned_treatments(reading: Reading, table: StoryWords, today: date) -> Iterator[Chip]:
    """Treatments by name that are to begin on a day told: "start carbo taxol next week".

    Where no word says that one is to come, its day stands right beside it: "RALP 12/15".
    """
    for name, start, end, to_come in named_treatments(reading, table):
        after = re.split(r"[.;]", reading.text[end : end + _REACH])[0]
        day = _first_day(after, today)
        if day is not None and (to_come or _TO_ITS_DAY.fullmatch(after, 0, day.start)):
            yield _planned(name, day, reading.text, start, end)


def _first_day(after: str, today: date) -> StoryDate | None:
    """The first day told, where it is to come: behind "MRI 10/2026" no other day is the MRI's."""
    day = next(days_ahead(after, today), None)
    if day is None:
        return None
    over = (one for one in dates_past(after[: day.start], today) if one.end <= day.start)
    numbered = any(re.search(r"\d", after[one.start : one.end]) for one in over)
    return None if numbered else day


def _planned(what: str, day: StoryDate, text: str, start: int, end: int) -> Chip:
    value = {"text": _SHORT_FOR.get(what.casefold(), what)}
    if day.when is not None:
        value["date"] = day.when.iso()
    return chip("status.next_planned", value, text, start, end + day.end)
