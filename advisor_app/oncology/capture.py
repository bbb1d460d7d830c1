"""Reads a caller's story into proposed answers, each with the words that it rests on.

A chip is a proposal: a person keeps it or drops it. What is said of relatives, denied or long
past gives none.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from advisor_app.domain.resources import RESOURCES
from advisor_app.oncology.asides import RELATIVE, SPREAD
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.chips import Chip, chip, once
from advisor_app.oncology.hits import Hit
from advisor_app.oncology.report_part import part_read
from advisor_app.oncology.returned import RECURRENCE, is_a_return
from advisor_app.oncology.search import CancerSearch, Reading
from advisor_app.oncology.story_dated import dated_facts
from advisor_app.oncology.story_facts import ages, markers, sides, stages
from advisor_app.oncology.story_measures import measures, people
from advisor_app.oncology.story_places import places_told
from advisor_app.oncology.story_plans import planned_events, planned_treatments
from advisor_app.oncology.story_treatments import TREATMENT, responses, treatments
from advisor_app.oncology.story_words import StoryWords, load_story_words
from advisor_app.oncology.words import Word, phrases_in

__all__ = ["Chip", "StoryCapture"]

KIND: Final = "dx.rows/*/kind"
_SURE: Final = 0.6
_SECOND_SURE: Final = 0.8
_MOST_KINDS: Final = 3
_TOO_NEAR: Final = 0.02
"""What one phrase means as surely as another: both are proposed, and a person chooses."""
_ENDED: Final = "treatment_completed"
_METS: Final = {
    "lymphnode": "nodes", "lung": "lung", "liver": "liver", "bone": "bone", "brain": "brain",
    "peritoneum": "peritoneum", "belly": "peritoneum", "pleura": "pleura", "adrenal": "adrenal",
    "skin": "skin", "bonemarrow": "marrow", "spine": "bone", "rib": "bone", "hip": "bone",
    "pelvis": "bone", "skull": "bone", "head": "brain", "spinalcord": "CSF",
}  # fmt: skip
_AGAIN: Final = "again"
_LAST: Final = {RECURRENCE: -1, "clinician_office_staff": -1, "self": 1}
"""A return goes before the end of the treatment; "I" may be said by anybody who calls."""
_OF_THE_PERSON: Final = frozenset({"patient.sex_at_birth", "caller.relationship"})
_NO_OWNER: Final = frozenset({"she's", "he's", "it's", "that's", "what's", "there's", "who's"})


class StoryCapture:
    """Reads stories with the search and the words of a table."""

    def __init__(self, search: CancerSearch, words: StoryWords | None = None) -> None:
        self._search = search
        self._words = words or load_story_words(RESOURCES)

    def chips(self, text: str, today: date) -> tuple[Chip, ...]:
        """The proposals for a story told `today`, which dates "since May"; in its words' order."""
        part = part_read(text)
        return tuple(part.moved(self._chips_of(part.text, today)))

    def _chips_of(self, text: str, today: date) -> Sequence[Chip]:
        reading = self._search.read(text)
        apart = self._search.set_aside_places(reading)
        planned = [
            *planned_events(text, today),
            *planned_treatments(reading, self._words, today),
        ]
        ahead = {sign for one in planned for sign in range(one.start, one.end)}
        given = list(treatments(reading, self._words, ahead, today))
        outcomes = list(responses(text, given))
        answered = {one.start for one in outcomes}
        places = [one for one in self._places(text) if one.start not in answered]
        proposals, spread = (
            list(self._proposals(reading)),
            list(_mets(reading, self._search.catalogue)),
        )
        found = [
            *ages(text),
            *people(text),
            *self._kinds(reading, places, given),
            *stages(text),
            *sides(text),
            *measures(text),
            *given,
            *outcomes,
            *planned,
            *_back_as_spread(proposals, spread, reading),
            *proposals,
            *places,
            *dated_facts(text, given, ahead, today),
            *markers(reading, self._words.markers),
            *spread,
        ]
        kept = [
            one
            for one in found
            if one.question == KIND or not apart.intersection(range(one.start, one.end))
        ]
        kept += self._relatives(reading)
        return sorted(once(kept), key=lambda one: (one.start, one.question))

    def _kinds(
        self, reading: Reading, places: Sequence[Chip], given: Sequence[Chip]
    ) -> Iterator[Chip]:
        states = {(one.start, one.end) for one in places}
        told = [hit for hit in reading.hits if hit.words and hit.key and hit.score >= _SURE]
        sure = [
            hit
            for hit in told
            if not self._search.names_only_a_place(hit)
            and not (reading.certainty.doubted and self._is_only_supposed(hit, reading))
            and (hit.words[0].start, hit.words[-1].end) not in states
        ]
        if not sure and not reading.certainty.feared:
            yield from self._organ_treated(reading, given)
        for place, hit in enumerate(sure[:_MOST_KINDS]):
            alike = hit.text == sure[0].text and sure[0].score - hit.score < _TOO_NEAR
            if place and not (alike or self._stands_apart(hit, sure[0])):
                continue
            start, end = hit.words[0].start, hit.words[-1].end
            yield chip(KIND, hit.target, reading.text, start, end)

    def _is_only_supposed(self, hit: Hit, reading: Reading) -> bool:
        """Whether a cancer is feared or suspected: a suspicion never becomes a proposal."""
        return not self._search.is_stated(hit, reading) and (
            reading.certainty.feared or hit.target in self._search.catalogue.kinds
        )

    def _organ_treated(self, reading: Reading, given: Sequence[Chip]) -> Iterator[Chip]:
        """The cancer of the one organ told with a stage or a drug: "cervix IB3, cisplatin"."""
        apart = self._search.set_aside_places(reading)
        proven = [
            *stages(reading.text),
            *(one for one in given if one.question == TREATMENT),
        ]
        if reading.certainty.suspected or all(one.start in apart for one in proven):
            return
        organs = [
            (word, hit)
            for word in reading.words
            if word.start not in apart and (hit := self._search.cancer_of(word)) is not None
        ]
        if len({hit.target for _, hit in organs}) == 1:
            word, hit = organs[0]
            yield chip(KIND, hit.target, reading.text, word.start, word.end)

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
                if proposal.value == RECURRENCE and not is_a_return(text, start, end):
                    continue
                found.append(chip(proposal.question, proposal.value, text, start, end))
        found.extend(self._told_again(reading))
        yield from sorted(found, key=lambda one: _LAST.get(str(one.value), 0))

    def _told_again(self, reading: Reading) -> Iterator[Chip]:
        """A disease told as there again: "it is the breast cancer again"."""
        for before, word in pairwise(reading.words):
            if word.plain == _AGAIN and self._search.names_an_illness((before,)):
                start = before.start
                yield chip("status.code", RECURRENCE, reading.text, start, word.end)

    def _relatives(self, reading: Reading) -> Iterator[Chip]:
        """The kin told of, each with the words of their disease: family history, no more."""
        for aside in reading.asides:
            words = reading.words[aside.first : aside.last]
            ill = self._search.names_an_illness(words) or any(map(self._search.cancer_of, words))
            if aside.why != RELATIVE or not ill:
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


def _not_owning(words: Sequence[Word]) -> list[Word]:
    """The words without the sign of the owner: "my wife's tumor" is told of a wife."""
    return [
        word._replace(plain=word.plain[:-2])
        if word.plain.endswith("'s") and word.plain not in _NO_OWNER
        else word
        for word in words
    ]


def _back_as_spread(
    proposals: Sequence[Chip], spread: Sequence[Chip], reading: Reading
) -> Iterator[Chip]:
    """A cancer whose treatment ended and that spread after it is back: "now it is in her liver"."""
    ended = [one for one in proposals if one.value == _ENDED]
    for one in spread:
        if any(before.end <= one.start for before in ended):
            yield chip("status.code", RECURRENCE, reading.text, one.start, one.end)


def _mets(reading: Reading, tree: Catalogue) -> Iterator[Chip]:
    """The places that a cancer spread to; a mass that is no cancer yet has none."""
    cancer = bool(reading.hits) and reading.hits[0].target in tree.kinds
    for aside in reading.asides if cancer else ():
        if aside.why != SPREAD:
            continue
        words = reading.words[aside.first : aside.last]
        sites = dict.fromkeys(_METS[word.lemma] for word in words if word.lemma in _METS)
        if sites:
            start, end = words[0].start, words[-1].end
            yield chip("dx.rows/*/mets", list(sites), reading.text, start, end)
