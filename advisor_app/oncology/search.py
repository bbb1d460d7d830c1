"""Finds the kind of cancer, or the finding, that a person's words mean.

Exact phrases first, then capitals that only mean a disease in capitals, then words in any order
with spelling mistakes and with the last word unfinished, then body part with finding word. What
is said of relatives, of other times, of what it is not and of spread is set aside before. Nothing
is ever chosen: the answers are offered, best first, with the words that hit.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import TableFolder
from advisor_app.oncology.answers import Answers, Found, SetAside
from advisor_app.oncology.asides import (
    PAST,
    RELATIVE,
    SPREAD,
    Aside,
    but_spread,
    of_patient,
    set_apart,
    without,
)
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.described_organs import (
    DescribedOrgans,
    less_where_cut,
    load_described_organs,
)
from advisor_app.oncology.finding_words import FindingWords, load_finding_words
from advisor_app.oncology.flag_words import FlagWords, load_flag_words
from advisor_app.oncology.guards import UNGUARDED, Guarded, Guards, load_guards
from advisor_app.oncology.history_codes import load_history_codes
from advisor_app.oncology.hits import Hit, best_hits
from advisor_app.oncology.lexicon import Lexicon, load_lexicon
from advisor_app.oncology.organ_hits import OrganHits
from advisor_app.oncology.report_part import part_read
from advisor_app.oncology.spotter import Spotter
from advisor_app.oncology.spread_and_risk import SpreadAndRisk
from advisor_app.oncology.story_flags import StoryFlags
from advisor_app.oncology.told_words import Certainty, ToldWords
from advisor_app.oncology.unspecified import load_unspecified
from advisor_app.oncology.vocabulary import load_vocabulary
from advisor_app.oncology.weighing import Weighing
from advisor_app.oncology.whose import Whose
from advisor_app.oncology.words import Word, covered

_NAMED_ENOUGH: Final = 0.5
_MOST_DESCRIBED: Final = 120
"""How long a text is read twice, once with the organs told by what they do put by name."""
_LENGTHS: Final = frozenset({"mm", "cm"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text in words, what was set aside of it, and the hits with their places.

    `whose` says of whom it speaks, `certainty` how sure its diseases are told.
    """

    text: str
    words: tuple[Word, ...]
    asides: tuple[Aside, ...]
    whose: Whose
    hits: tuple[Hit, ...]
    certainty: Certainty


class CancerSearch:
    """The search over the catalogue; made once, then asked at every keystroke."""

    def __init__(
        self,
        catalogue: Catalogue,
        lexicon: Lexicon,
        guards: Guards,
        finding_words: FindingWords,
        flag_words: FlagWords,
        unspecified: Mapping[str, str],
        history: Mapping[str, str],
        described: DescribedOrgans,
    ) -> None:
        self.catalogue = catalogue
        self._vocabulary = lexicon.vocabulary
        self._guards = guards
        self._finding_words = finding_words
        self.flag_words = flag_words
        self._described = described
        self._spotter = spotter = Spotter(lexicon, catalogue)
        self._told = told = ToldWords(
            catalogue, lexicon.vocabulary, guards.doubts, guards.licences, finding_words, spotter
        )
        self._organ_hits = OrganHits(catalogue, guards, finding_words, spotter, told)
        self._weighing = Weighing(catalogue, finding_words, told)
        self._spread_and_risk = SpreadAndRisk(catalogue, finding_words, spotter)
        self._answers = Answers(catalogue, unspecified, history)
        self._story_flags = StoryFlags(flag_words, self._told_of_patient)

    def find(self, text: str, limit: int = 8) -> Found:
        """The answers for what a person typed or said, with red flags and what was set aside.

        Of a text longer than `MOST_READ` signs, what `part_read` gives.
        """
        reading = self.read(text)
        told = without(reading.words, but_spread(reading.asides))
        certainty = reading.certainty
        spread = any(aside.why == SPREAD for aside in reading.asides)
        unproven = not (certainty.diagnosed or (spread and self._told.is_diagnosed(told)))
        uncoded = certainty.doubted or (
            unproven and bool(reading.hits) and reading.hits[0].target in self.catalogue.findings
        )
        lump = unproven and self._told.tells_a_lump(told)
        more = unproven and self._told.tells_more_than_places(told) and not self._told.is_back(told)
        return Found(
            text=text,
            answers=tuple(
                self._answers.of(
                    hit,
                    told,
                    (uncoded and not self._told.is_stated(hit, certainty.stated))
                    or not self._told.is_licensed(hit, certainty)
                    or (more and self._told.is_a_place_at_most(hit))
                    or (unproven and self._told.is_a_tumor_only(hit))
                    or (unproven and (hit.guessed or self._told.is_a_guess(hit)))
                    or (lump and self._told.is_of_places(hit)),
                )
                for hit in reading.hits[:limit]
            ),
            red_flags=self.flag_words.heard(
                *of_patient(reading.text, reading.words, reading.asides)
            ),
            set_aside=tuple(
                SetAside(words=covered(reading.text, reading.words[a.first : a.last]), why=a.why)
                for a in reading.asides
            ),
        )

    def emergencies(self, text: str) -> Mapping[str, str]:
        """The red flags heard anywhere in the first `MOST_HEARD` signs, with the words around."""
        return self._story_flags.heard(text)

    def _told_of_patient(self, piece: str) -> tuple[str, tuple[Word, ...]]:
        words = self._spotter.repaired(self._vocabulary.words(piece))
        text, told = of_patient(piece, words, self._guarded(words).asides)
        return text, tuple(told)

    def read(self, text: str) -> Reading:
        """The text in words, with every hit and its place, best first."""
        text = part_read(text).text
        words = self._spotter.repaired(self._vocabulary.words(text))
        guarded = self._guarded(words)
        asides = guarded.asides
        used = self._used(words, guarded)
        certainty = self._told.certainty(used, guarded.whose.of_caller)
        hits = self._hits(text, used, certainty)
        own = guarded.whose.of_caller and bool(hits)
        if not own and any(aside.why == RELATIVE for aside in asides):
            hits = self._spread_and_risk.with_family_risk(words, asides, hits)
        if any(aside.why == PAST for aside in asides):
            hits = self._spread_and_risk.with_the_past(words, asides, hits)
        if any(aside.why == SPREAD for aside in asides):
            hits = self._spread_and_risk.with_spread(words, asides, hits)
        return Reading(
            text=text,
            words=tuple(words),
            asides=asides,
            whose=guarded.whose,
            hits=tuple(hits),
            certainty=certainty,
        )

    @staticmethod
    def _used(words: Sequence[Word], guarded: Guarded) -> list[Word]:
        """The words that may name the patient's disease: no person's, none set aside.

        A relative's disease stays where the patient is told to have the same.
        """
        apart = set_apart(one for one in guarded.asides if one is not guarded.shared)
        apart |= guarded.whose.persons | _units(words)
        return [word for place, word in enumerate(words) if place not in apart]

    def set_aside_places(self, reading: Reading) -> frozenset[int]:
        """The signs of the text that stand in words set aside, but for spread."""
        return frozenset(
            sign
            for aside in reading.asides
            if aside.why != SPREAD
            for word in reading.words[aside.first : aside.last]
            for sign in range(word.start, word.end)
        )

    def cancer_of(self, word: Word) -> Hit | None:
        """The cancer that begins in the body part which the word names; None for other words."""
        if not self._finding_words.names_an_organ(word):
            return None
        return next(self._spotter.cancers_of(word), None)

    def is_stated(self, hit: Hit, reading: Reading) -> bool:
        """Whether a hit is told as what the patient has, whatever else is feared."""
        return self._told.is_stated(hit, reading.certainty.stated)

    def names_an_illness(self, words: Iterable[Word]) -> bool:
        """Whether any of the words names a disease, and not only a part of the body."""
        return self._told.names_an_illness(words)

    def names_only_a_place(self, hit: Hit) -> bool:
        """Whether a finding rests on nothing but a part of the body: "legs" is not yet a lump."""
        organ = self._finding_words.names_an_organ
        return hit.target in self.catalogue.findings and all(organ(word) for word in hit.words)

    def _guarded(self, words: Sequence[Word]) -> Guarded:
        if len(words) < 2:
            return UNGUARDED
        organ = self._finding_words.names_an_organ
        return self._guards.guarded(
            words,
            lambda word: organ(word) or self._spotter.names_a_disease(word),
            organ,
            self.flag_words.alarming,
        )

    def _hits(self, text: str, words: Sequence[Word], certainty: Certainty) -> list[Hit]:
        unfinished = bool(text) and (text[-1].isalnum() or text[-1] in "'’-")
        hits = self._hits_in(text, words, certainty, unfinished)
        named = self._described.named(words) if len(words) <= _MOST_DESCRIBED else words
        if len(named) == len(words):
            return hits
        whole = [word for word in named if " " in word.raw and word not in words]
        apart = [less_where_cut(hit, whole) for hit in hits]
        sure = self._told.certainty(named, of_caller=False)
        return best_hits([*self._hits_in(text, named, sure, False), *apart])

    def _hits_in(
        self, text: str, words: Sequence[Word], certainty: Certainty, unfinished: bool
    ) -> list[Hit]:
        hits = self._spotter.hits(words, shouted=text.isupper(), unfinished=unfinished)
        hits.extend(self._finding_words.hits(words))
        if self._told.complains_of_a_place(words, certainty) and all(
            hit.score < _NAMED_ENOUGH for hit in hits
        ):
            hits.extend(self._finding_words.of_places(words))
        hits.extend(self._organ_hits.findings_of_places(hits, words, certainty))
        hits.extend(self._organ_hits.tissues_with_a_place(hits, words))
        hits = self._guards.inherited.risks_instead(hits, words, self.catalogue)
        hits = self._weighing.weighed(hits, words, certainty)
        childhood = self._organ_hits.childhood_kinds(hits, words, text)
        instead = self._organ_hits.findings_instead(hits, words, certainty)
        return best_hits([*hits, *childhood, *instead])


def load_search(
    catalogue: Catalogue,
    folder: TableFolder = RESOURCES,
    this_year: int | None = None,
    kept: Path | None = None,
) -> CancerSearch:
    """The search with the tables of `folder`/cancers. Raises TableError.

    `this_year` says which years are long past; by default the year on the wall. In the folder
    `kept` the index of the phrases is kept for the next start.
    """
    vocabulary = load_vocabulary(folder)
    return CancerSearch(
        catalogue,
        load_lexicon(catalogue, vocabulary, folder, kept),
        load_guards(folder, this_year or date.today().year),
        load_finding_words(catalogue, folder),
        load_flag_words(folder),
        load_unspecified(folder, catalogue),
        load_history_codes(folder, catalogue),
        load_described_organs(folder),
    )


def _units(words: Sequence[Word]) -> set[int]:
    """The units of what was measured: "7 mm" is no multiple myeloma."""
    return {
        at
        for at, (before, word) in enumerate(pairwise(words), 1)
        if word.plain in _LENGTHS and before.plain.isdigit()
    }
