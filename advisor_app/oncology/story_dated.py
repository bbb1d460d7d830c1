"""Which question a date of a story answers, by what stands before it."""

import re
from collections.abc import Container, Iterator, Sequence
from datetime import date
from typing import Final

from advisor_app.oncology.chips import Chip, chip
from advisor_app.oncology.story_dates import dates_past
from advisor_app.oncology.story_treatments import CYCLES, TREATMENT

_BEFORE: Final = 45
_NEAR: Final = 14
_LED_IN: Final = re.compile(
    r"\b(?:since|in|desde|from|on|back in|de|en|el|this|diagnosed|dx'?d?|done|finished|completed"
    r"|ended|started|began)\s+"
    r"(?:(?:early|late|mid|about|around|last)\s+)?$",
    re.IGNORECASE,
)
_RELATIVE_DAY: Final = re.compile(
    r"\b(?:ago|back|last|yesterday|hace|ayer|pasad[oa])\b", re.IGNORECASE
)
_FOUND: Final = re.compile(
    r"\b(?:found|noticed|first|saw|since|showed|picked up|abnormal|discovered|desde)\b",
    re.IGNORECASE,
)
_TOLD: Final = re.compile(
    r"\b(?:diagnos\w+|dx'?d?)\b(?:\W+\w+){0,7}\W*$"
    r"|\b(?:told|found out|learned|dijeron)(?:\s+(?:me|us|her|him|just|back|only))*"
    r"\s+(?:on|in|this|el|en)\s+$",
    re.IGNORECASE,
)
_OF_A_TEST: Final = re.compile(
    r"\b(?:biops\w+|surgery|operat\w+|removed|took out)\b[^.;]*$", re.IGNORECASE
)
_THEN: Final = r"\W+(?:they|the doctors?|he|she|i|we|it|my doctor)\s+(?:was\s+|were\s+|got\s+)?"
_THEN_FOUND: Final = re.compile(
    _THEN + r"(?:found|saw|noticed|discovered|felt|picked up)\b", re.IGNORECASE
)
_THEN_TOLD: Final = re.compile(_THEN + r"(?:just\s+)?diagnosed\b", re.IGNORECASE)
"""What was told or found then: "In August they found a mass"."""
_WEEKDAY: Final = re.compile(
    r"\w+day|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo", re.IGNORECASE
)
_ENDED: Final = re.compile(
    r"\b(?:finish\w*|complet\w+|ended|done|last (?:dose|cycle|infusion)|termin\w+)\b", re.IGNORECASE
)
_SAME_CLAUSE: Final = re.compile(r"[^.,;]*")
_BESIDE: Final = 2
_DIAGNOSED: Final = "dx.rows/*/date"
_OVER_SINCE: Final = re.compile(
    r"\b(?:done|finished|completed|over|ended|off (?:it|them|treatment|chemo))\s+since\s+$",
    re.IGNORECASE,
)
_SINCE: Final = re.compile(r"\b(?:since|desde)\s+$", re.IGNORECASE)
_BEGAN: Final = re.compile(r"\b(?:since|start\w*|began|in|on|desde|en)\b", re.IGNORECASE)


def dated_facts(
    text: str, given: Sequence[Chip], ahead: Container[int], today: date
) -> Iterator[Chip]:
    """Days of treatments, of the diagnosis and of what was found; `ahead` are signs of plans."""
    names = [one for one in given if one.question == TREATMENT]
    counted = {
        sign for one in given if one.question == CYCLES for sign in range(one.start, one.end)
    }
    for told in dates_past(text, today):
        if told.start in ahead or told.start in counted:
            continue
        before = re.split(r"[.;]", text[max(0, told.start - _BEFORE) : told.start])[-1]
        lead = _LED_IN.search(before)
        beside = any(0 <= told.start - one.end <= _BESIDE for one in names)
        if lead is None and not beside and not _RELATIVE_DAY.search(text[told.start : told.end]):
            continue
        if _WEEKDAY.fullmatch(text, told.start, told.end):
            # Only what was told lies surely behind: a treatment "on Tuesday" may be to come.
            question = _DIAGNOSED if _TOLD.search(before) else ""
        else:
            question = _dated(text, before, told.start, told.end, names, beside)
        if question and told.when is not None:
            start = told.start - (len(before) - lead.start() if lead else 0)
            yield chip(question, told.when.iso(), text, start, told.end)


def _dated(
    text: str, before: str, start: int, end: int, given: Sequence[Chip], beside: bool
) -> str:
    """Which question a date answers, by what stands around it; nothing where none does."""
    near = any(
        start - one.end <= _NEAR or _SAME_CLAUSE.fullmatch(text[one.end : start])
        for one in given
        if 0 <= start - one.end <= _BEFORE
    )
    if near and _OVER_SINCE.search(before):
        return "tx.rows/*/end"
    if near and _SINCE.search(before):
        return "tx.rows/*/start"
    if near and _ENDED.search(before):
        return "tx.rows/*/end"
    if beside or (near and _BEGAN.search(before)):
        return "tx.rows/*/start"
    if _TOLD.search(before):
        return _DIAGNOSED
    if _THEN_TOLD.match(text, end):
        return _DIAGNOSED
    found = _FOUND.search(before)
    if (found and not _OF_A_TEST.search(before, found.end())) or _THEN_FOUND.match(text, end):
        return "status.found_date"
    return ""
