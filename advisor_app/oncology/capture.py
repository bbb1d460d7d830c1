"""Reads a caller's story into proposed answers, each with the words that it rests on.

A chip is a proposal: a person keeps it or drops it. What is said of relatives, denied or long
past gives none.
"""

import re
from collections.abc import Callable, Container, Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import TableFolder
from advisor_app.oncology.chips import Chip, chip, once
from advisor_app.oncology.guards import RELATIVE, SPREAD
from advisor_app.oncology.hits import Hit
from advisor_app.oncology.returned import RECURRENCE, is_a_result
from advisor_app.oncology.search import CancerSearch, Reading
from advisor_app.oncology.story_dates import dates_past, days_ahead
from advisor_app.oncology.story_facts import ages, markers, sides, stages
from advisor_app.oncology.story_measures import measures, people
from advisor_app.oncology.story_places import places_told
from advisor_app.oncology.story_treatments import treatments, treatments_to_come
from advisor_app.oncology.story_words import StoryWords, load_story_words
from advisor_app.oncology.words import Word, phrases_in

__all__ = ["Chip", "StoryCapture"]

_SURE: Final = 0.6
_SECOND_SURE: Final = 0.8
_MOST_KINDS: Final = 3
_BEFORE: Final = 45
_NEAR: Final = 14
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
_METS: Final = {
    "lymphnode": "nodes", "lung": "lung", "liver": "liver", "bone": "bone", "brain": "brain",
    "peritoneum": "peritoneum", "belly": "peritoneum", "pleura": "pleura", "adrenal": "adrenal",
    "skin": "skin", "bonemarrow": "marrow", "spine": "bone", "rib": "bone", "hip": "bone",
    "pelvis": "bone", "skull": "bone", "head": "brain", "spinalcord": "CSF",
}  # fmt: skip
_LAST: Final = {RECURRENCE: -1, "clinician_office_staff": -1, "self": 1}
"""A return goes before the end of the treatment; "I" may be said by anybody who calls."""
_OF_THE_PERSON: Final = frozenset({"patient.sex_at_birth", "caller.relationship"})
_NO_OWNER: Final = frozenset({"she's", "he's", "it's", "that's", "what's", "there's", "who's"})
_LED_IN: Final = re.compile(
    r"\b(?:since|in|desde|from|on|back in|de|en|el|this|diagnosed|dx'?d?)\s+"
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
_WEEKDAY: Final = re.compile(
    r"\w+day|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo", re.IGNORECASE
)
_ENDED: Final = re.compile(
    r"\b(?:finish\w*|complet\w+|ended|done|last (?:dose|cycle|infusion)|termin\w+)\b", re.IGNORECASE
)
_SAME_CLAUSE: Final = re.compile(r"[^.,;]*")
_BESIDE: Final = 2
_TREATMENT: Final = "tx.rows/*/name"
_DIAGNOSED: Final = "dx.rows/*/date"
_SINCE: Final = re.compile(r"\b(?:since|desde)\s+$", re.IGNORECASE)
_BEGAN: Final = re.compile(r"\b(?:since|start\w*|began|in|on|desde|en)\b", re.IGNORECASE)


class StoryCapture:
    """Reads stories with the search and the tables of one folder; `today` dates "since May"."""

    def __init__(
        self,
        search: CancerSearch,
        folder: TableFolder = RESOURCES,
        today: Callable[[], date] = date.today,
    ) -> None:
        self._search = search
        self._words: StoryWords = load_story_words(folder)
        self._today = today

    def chips(self, text: str) -> tuple[Chip, ...]:
        """The proposals for a story, in the order of its words."""
        reading = self._search.read(text)
        text = reading.text
        apart = self._search.set_aside_places(reading)
        planned = [*self._planned(text), *self._planned_drugs(reading)]
        ahead = {sign for one in planned for sign in range(one.start, one.end)}
        given = list(treatments(reading, self._words, ahead))
        places = list(self._places(text))
        found = [
            *ages(text),
            *people(text),
            *self._kinds(reading, places),
            *stages(text),
            *sides(text),
            *measures(text),
            *given,
            *planned,
            *self._proposals(reading),
            *places,
            *self._dates(text, given, ahead),
            *markers(reading, self._words.markers),
            *_mets(reading),
        ]
        kept = [one for one in found if not apart.intersection(range(one.start, one.end))]
        kept += self._relatives(reading)
        return tuple(sorted(once(kept), key=lambda one: (one.start, one.question)))

    def _kinds(self, reading: Reading, places: Sequence[Chip]) -> Iterator[Chip]:
        if reading.feared:
            return
        states = {(one.start, one.end) for one in places}
        told = [hit for hit in reading.hits if hit.words and hit.key and hit.score >= _SURE]
        sure = [
            hit
            for hit in told
            if not self._search.names_only_a_place(hit)
            and (hit.words[0].start, hit.words[-1].end) not in states
        ]
        if not sure:
            yield from self._organ_treated(reading)
        for place, hit in enumerate(sure[:_MOST_KINDS]):
            if place and not self._stands_apart(hit, sure[0]):
                continue
            start, end = hit.words[0].start, hit.words[-1].end
            yield chip("dx.rows/*/kind", hit.target, reading.text, start, end)

    def _organ_treated(self, reading: Reading) -> Iterator[Chip]:
        """The cancer of the one organ told with a stage or a drug: "cervix IB3, cisplatin"."""
        apart = self._search.set_aside_places(reading)
        proven = [
            *stages(reading.text),
            *(one for one in treatments(reading, self._words, ()) if one.question == _TREATMENT),
        ]
        if reading.suspected or all(one.start in apart for one in proven):
            return
        organs = [
            (word, hit)
            for word in reading.words
            if word.start not in apart and (hit := self._search.cancer_of(word)) is not None
        ]
        if len({hit.target for _, hit in organs}) == 1:
            word, hit = organs[0]
            yield chip("dx.rows/*/kind", hit.target, reading.text, word.start, word.end)

    def _stands_apart(self, hit: Hit, first: Hit) -> bool:
        """Whether a second kind is told beside the first: other words, another family."""
        family = self._search.catalogue.family_of
        shared = {word.start for word in hit.words} & {word.start for word in first.words}
        return (
            hit.score >= _SECOND_SURE
            and not hit.guessed
            and not shared
            and family(hit.target) != family(first.target)
        )

    def _proposals(self, reading: Reading) -> Iterator[Chip]:
        """What the words of the table propose, the surest first."""
        text = reading.text
        found = []
        for first, last, key in phrases_in(_not_owning(reading.words), self._words.proposals):
            start, end = reading.words[first].start, reading.words[last - 1].end
            for proposal in self._words.proposals[key]:
                if proposal.question in _OF_THE_PERSON and first in reading.whose.strangers:
                    continue
                if proposal.value == RECURRENCE and is_a_result(text, start, end):
                    continue
                found.append(chip(proposal.question, proposal.value, text, start, end))
        yield from sorted(found, key=lambda one: _LAST.get(str(one.value), 0))

    def _relatives(self, reading: Reading) -> Iterator[Chip]:
        """The kin told of, each with the words of their disease: family history, no more."""
        for aside in reading.asides:
            words = reading.words[aside.first : aside.last]
            if aside.why != RELATIVE or not self._search.names_an_illness(words):
                continue
            kin = list(phrases_in(_not_owning(words), self._words.kin))
            chained = [two for one, two in pairwise(kin) if one[1] == two[0]]
            first, last, key = next(iter(chained or kin), (0, 0, ()))
            if not key or key in self._words.not_blood:
                continue
            whose, until = words[first].start, words[last - 1].end
            yield chip("fam.rows/*/relation", self._words.kin[key], reading.text, whose, until)
            start, end = words[0].start, words[-1].end
            told = reading.text[start:end].strip(" ,;.")
            yield chip("fam.rows/*/cancer", told, reading.text, start, end)

    def _places(self, text: str) -> Iterator[Chip]:
        for place in places_told(text):
            if place.on_the_day:
                question, value = "res.location_at_visit", place.code
            elif place.code.startswith("US-"):
                question, value = "res.state", place.code[3:]
            else:
                question, value = "res.country", place.code
            yield chip(question, value, text, place.start, place.end)

    def _planned(self, text: str) -> Iterator[Chip]:
        for event in _EVENT.finditer(text):
            after = re.split(r"[.;]", text[event.end() : event.end() + _BEFORE])[0]
            ahead = next(days_ahead(after, self._today()), None)
            before = re.split(r"[.;]", text[max(0, event.start() - _BEFORE) : event.start()])[-1]
            if ahead is None or _OVER.search(after[: ahead.start]) or _HAD.search(before):
                continue
            value = {"text": event["what"]}
            if ahead.when is not None:
                value["date"] = ahead.when.iso()
            end = event.end() + ahead.end
            yield chip("status.next_planned", value, text, event.start(), end)

    def _planned_drugs(self, reading: Reading) -> Iterator[Chip]:
        """Treatments by name that are to begin on a day told: "start carbo taxol next week"."""
        for name, start, end in treatments_to_come(reading, self._words):
            after = re.split(r"[.;]", reading.text[end : end + _BEFORE])[0]
            day = next(days_ahead(after, self._today()), None)
            if day is None:
                continue
            value = {"text": name}
            if day.when is not None:
                value["date"] = day.when.iso()
            yield chip("status.next_planned", value, reading.text, start, end + day.end)

    def _dates(self, text: str, given: Sequence[Chip], ahead: Container[int]) -> Iterator[Chip]:
        names = [one for one in given if one.question == _TREATMENT]
        for told in dates_past(text, self._today()):
            if told.start in ahead:
                continue
            before = re.split(r"[.;]", text[max(0, told.start - _BEFORE) : told.start])[-1]
            lead = _LED_IN.search(before)
            beside = any(0 <= told.start - one.end <= _BESIDE for one in names)
            if (
                lead is None
                and not beside
                and not _RELATIVE_DAY.search(text[told.start : told.end])
            ):
                continue
            if _WEEKDAY.fullmatch(text, told.start, told.end):
                # Only what was told lies surely behind: a treatment "on Tuesday" may be to come.
                question = _DIAGNOSED if _TOLD.search(before) else ""
            else:
                question = _dated(text, before, told.start, names, beside)
            if question and told.when is not None:
                start = told.start - (len(before) - lead.start() if lead else 0)
                yield chip(question, told.when.iso(), text, start, told.end)


def _dated(text: str, before: str, start: int, given: Sequence[Chip], beside: bool) -> str:
    """Which question a date answers, by what stands before it; nothing where none does."""
    near = any(
        0
        <= start - one.end
        <= (_BEFORE if _SAME_CLAUSE.fullmatch(text[one.end : start]) else _NEAR)
        for one in given
    )
    if near and _SINCE.search(before):
        return "tx.rows/*/start"
    if near and _ENDED.search(before):
        return "tx.rows/*/end"
    if beside or (near and _BEGAN.search(before)):
        return "tx.rows/*/start"
    if _TOLD.search(before):
        return _DIAGNOSED
    return "status.found_date" if _FOUND.search(before) else ""


def _not_owning(words: Sequence[Word]) -> list[Word]:
    """The words without the sign of the owner: "my wife's tumor" is told of a wife."""
    return [
        word._replace(plain=word.plain[:-2])
        if word.plain.endswith("'s") and word.plain not in _NO_OWNER
        else word
        for word in words
    ]


def _mets(reading: Reading) -> Iterator[Chip]:
    for aside in reading.asides:
        if aside.why != SPREAD:
            continue
        words = reading.words[aside.first : aside.last]
        sites = dict.fromkeys(_METS[word.lemma] for word in words if word.lemma in _METS)
        if sites:
            start, end = words[0].start, words[-1].end
            yield chip("dx.rows/*/mets", list(sites), reading.text, start, end)
