"""The treatments that a story says were given, by any of their names, misspelt ones too."""

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final

from advisor_app.oncology.chips import Chip, chip
from advisor_app.oncology.returned import RECURRENCE
from advisor_app.oncology.search import Reading
from advisor_app.oncology.story_dates import dates_past
from advisor_app.oncology.story_words import StoryWords, TreatmentName
from advisor_app.oncology.words import phrases_in

TREATMENT: Final = "tx.rows/*/name"
"""The question that a treatment by name answers."""
CYCLES: Final = "tx.rows/*/cycles"
"""The question that "3 of 6" answers."""
_BEFORE: Final = 45
_DAY_BEHIND: Final = 20
_SHORT: Final = 3
_CAPITALS: Final = 2
_NOT_HAD: Final = re.compile(
    r"\b(?:no|not|hasn't|haven't|without|refus\w+|never|declin\w+|didn't|before|instead of|sin"
    r"|isn't|wasn't|avoid)\b(?:\W+\w+){0,3}\W*$",
    re.IGNORECASE,
)
_NOT_GIVEN: Final = re.compile(
    r"[\s-]*(?:(?:is|was)\s+)?(?:ineligible|unfit|intolerant|contraindicated|refused|declined"
    r"|not (?:an option|possible|offered|given|eligible))\b",
    re.IGNORECASE,
)
_TO_COME: Final = re.compile(
    r"\b(?:schedul\w+|plan\w*|booked|set for|will|going to|starts?|starting|begins?|beginning"
    r"|upcoming|next|tomorrow|supposed to|due|needs?|programada|recommend\w*|suggest\w*|wants?"
    r"|listed for|list for|waiting for|evaluat\w+ for"
    r"|offer\w*|propos\w+|consider\w*|whether|candidates?|discuss\w*"
    r"|(?:ask|know|question|think|talk|wonder)\w* (?:\w+ )?about"
    r"|vs|versus|should i|should we|do i|does (?:he|she)|before)\b",
    re.IGNORECASE,
)
_IS_TO_COME: Final = re.compile(
    r"\s*(?:(?:is|are|was|has been|being)\s+)?(?:vs\b|versus\b|candidates?\b|\?|planned"
    r"|scheduled|recommended|offered|proposed|discussed|pending|next (?:week|month|\w+day)|to start"
    r"|starts\b|starting|programad\w+)",
    re.IGNORECASE,
)
_TIMES: Final = re.compile(
    r"\s*(?:[x×]\s?\d{1,2}\b(?:\s*(?:of|/)\s*\d{1,2}\b)?"
    r"|(?P<count>\d{1,2})\s*(?:of|/)\s*(?P<planned>\d{1,2})\b(?!/))",
    re.IGNORECASE,
)
_RESPONSE: Final = re.compile(
    r"\b(?P<code>CR|PR|SD|PD)\b(?!\s*(?:[+-]|pos|neg|\d))"
    r"|\b(?P<words>complete|partial) (?:response|remission)\b"
)
_RESPONSES: Final = {"complete": "CR", "partial": "PR"}


def treatments(
    reading: Reading, table: StoryWords, ahead: Collection[int], today: date
) -> Iterator[Chip]:
    """The treatments that were given, with how often; `ahead` are the signs of what is to come.

    One with a day behind it that is over was given, whatever is wanted before it in the story.
    """
    text = reading.text
    for start, end, treatment in _named(reading, table):
        before = re.split(r"[.;]", text[max(0, start - _BEFORE) : start])[-1]
        if start in ahead or _NOT_HAD.search(before) or _NOT_GIVEN.match(text, end):
            continue
        to_come = _TO_COME.search(before) or _IS_TO_COME.match(text, end)
        if to_come and not _was_on_a_day(text, end, today):
            continue
        yield chip(TREATMENT, treatment.name, text, start, end)
        times = times_told(text, end, treatment)
        if times:
            told = times.group().strip()
            yield chip(CYCLES, told, text, times.start(), times.end())


def _was_on_a_day(text: str, end: int, today: date) -> bool:
    """Whether a day or a month in figures, which is over, stands right behind: "TURBT 9/2026"."""
    after = text[end : end + _DAY_BEHIND]
    return any(
        not re.search(r"\w", after[: one.start]) and re.search(r"\d", after[one.start : one.end])
        for one in dates_past(after, today)
    )


def times_told(text: str, end: int, treatment: TreatmentName) -> re.Match[str] | None:
    """How often a treatment was given, told right behind it; of an operation "3/6" is a day."""
    times = _TIMES.match(text, end)
    count, planned = (times["count"], times["planned"]) if times else (None, None)
    if times is None or treatment.modality == "surgery":
        return None
    return None if count and planned and int(count) > int(planned) else times


def responses(text: str, given: Sequence[Chip]) -> Iterator[Chip]:
    """What a treatment given before did: "FOLFOX x4, PR"; a growth is told as one besides."""
    since = min((one.end for one in given), default=len(text))
    for found in _RESPONSE.finditer(text, since):
        code = found["code"] or _RESPONSES[found["words"]]
        value = {"code": code}
        yield chip("tx.rows/*/response", value, text, found.start(), found.end())
        if code == "PD":
            yield chip("status.code", RECURRENCE, text, found.start(), found.end())


def named_treatments(reading: Reading, table: StoryWords) -> Iterator[tuple[str, int, int, bool]]:
    """The treatments named: name, where it stands, and whether a word says that it is to come."""
    text = reading.text
    for start, end, treatment in _named(reading, table):
        before = re.split(r"[.;]", text[max(0, start - _BEFORE) : start])[-1]
        to_come = _TO_COME.search(before) or _IS_TO_COME.match(text, end)
        if not _NOT_HAD.search(before) and not times_told(text, end, treatment):
            yield treatment.name, start, end, bool(to_come)


def _named(reading: Reading, table: StoryWords) -> Iterator[tuple[int, int, TreatmentName]]:
    """Where treatments are named, the longest name at each place, and misspelt names between."""
    text, words = reading.text, reading.words
    until = 0
    named: set[int] = set()
    for first, last, key in phrases_in(words, table.treatments):
        start, end = words[first].start, words[last - 1].end
        capitals = sum(sign.isupper() or sign.isdigit() for sign in text[start:end])
        short = len("".join(key)) <= _SHORT and capitals < _CAPITALS
        if first < until or short or (len("".join(key)) <= _SHORT and text.isupper()):
            continue
        until = last
        named.update(range(first, last))
        yield start, end, table.treatments[key]
    for at, word in enumerate(words):
        meant = table.misspelt(word.plain) if at not in named else None
        if meant is not None:
            yield word.start, word.end, meant
