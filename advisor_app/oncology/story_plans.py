"""What a story says is to come, and on which day: "surgery on December 9"."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from advisor_app.oncology.chips import Chip, chip
from advisor_app.oncology.search import Reading
from advisor_app.oncology.story_dates import StoryDate, days_ahead
from advisor_app.oncology.story_treatments import treatments_to_come
from advisor_app.oncology.story_words import StoryWords

_REACH: Final = 45
"""Signs before or after an event in which its day is looked for."""
_EVENT: Final = re.compile(
    r"\b(?P<what>surgery|operation|biopsy|scan|mri|pet|colonoscopy|chemo(?:therapy)?|radiation"
    r"|whipple|mastectomy|lumpectomy|hysterectomy|prostatectomy|nephrectomy|cystectomy|infusion"
    r"|transplant|colectomy|thyroidectomy|lobectomy|orchiectomy|cirug[ií]a|appointment|visit"
    r"|operat(?:e|ing)|take (?:it |the \w+ |a \w+ )?out|cut (?:it )?out|chemoradiation|radioterapia"
    r"|quimio\w*|immunotherapy|remove (?:it|the \w+)|consult\w*|port placement|resection"
    r"|debulking|ablation|embolization|marrow test|bone marrow biopsy|endoscopy)\b",
    re.IGNORECASE,
)
_HAD: Final = re.compile(
    r"\b(?:had|underwent|after|since|got|tuv\w+|hicieron|hizo|despu[eé]s de)\b(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
_OVER: Final = re.compile(r"\b(?:since|was|had|showed|until|after)\b", re.IGNORECASE)


def planned_events(text: str, today: date) -> Iterator[Chip]:
    """Operations, tests and visits that have a day to come."""
    for event in _EVENT.finditer(text):
        after = re.split(r"[.;]", text[event.end() : event.end() + _REACH])[0]
        ahead = next(days_ahead(after, today), None)
        before = re.split(r"[.;]", text[max(0, event.start() - _REACH) : event.start()])[-1]
        if ahead is None or _OVER.search(after[: ahead.start]) or _HAD.search(before):
            continue
        yield _planned(event["what"], ahead, text, event.start(), event.end())


def planned_treatments(reading: Reading, table: StoryWords, today: date) -> Iterator[Chip]:
    """Treatments by name that are to begin on a day told: "start carbo taxol next week"."""
    for name, start, end in treatments_to_come(reading, table):
        after = re.split(r"[.;]", reading.text[end : end + _REACH])[0]
        day = next(days_ahead(after, today), None)
        if day is not None:
            yield _planned(name, day, reading.text, start, end)


def _planned(what: str, day: StoryDate, text: str, start: int, end: int) -> Chip:
    value = {"text": what}
    if day.when is not None:
        value["date"] = day.when.iso()
    return chip("status.next_planned", value, text, start, end + day.end)
