"""Finds the kind of cancer, or the finding, that a person's words mean.

Exact phrases first, then capitals that only mean a disease in capitals, then words in any order
with spelling mistakes and with the last word unfinished, then body part with finding word. What
is said of relatives, of other times, of what it is not and of spread is set aside before. Nothing
is ever chosen: the answers are offered, best first, with the words that hit.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Final

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import TableFolder
from advisor_app.oncology.catalogue import CancerType, Catalogue
from advisor_app.oncology.described_organs import DescribedOrgans, load_described_organs
from advisor_app.oncology.finding_words import FindingWords, load_finding_words
from advisor_app.oncology.flag_words import FlagWords, load_flag_words
from advisor_app.oncology.guards import (
    NEGATED,
    RELATIVE,
    SPREAD,
    UNGUARDED,
    Aside,
    Guarded,
    Guards,
    load_guards,
)
from advisor_app.oncology.hits import Hit, best_hits
from advisor_app.oncology.lexicon import Lexicon, load_lexicon
from advisor_app.oncology.pieces import pieces
from advisor_app.oncology.spotter import Spotter
from advisor_app.oncology.unspecified import is_neoplasm, load_unspecified
from advisor_app.oncology.vocabulary import Vocabulary, load_vocabulary
from advisor_app.oncology.whose import Whose
from advisor_app.oncology.words import Word, covered, read_part

_LEAST: Final = 0.12
_SPECIFIC: Final = 0.65
_SPECIFIC_REACH: Final = 0.3
_NAMED_ENOUGH: Final = 0.5
_ENOUGH: Final = 0.45
_WHOLE: Final = 0.9
_TOLD_WHOLE: Final = 0.7
_ONLY_A_PLACE: Final = 0.75
_WORDS_OF_NO_ILLNESS: Final = 0.4
_RISK: Final = "hereditary_risk"
_RISK_OF_KIN: Final = 0.42
_RISK_BESIDE_A_CANCER: Final = 0.6
_HEDGED: Final = 0.9
_SUSPECTED: Final = 0.82
_FEARED: Final = 0.6
_SPREAD_ONLY: Final = 0.6
_OF_NO_BEHAVIOUR: Final = frozenset({"tumor", "growth", "mass", "lump"})
_SAYS_CANCER: Final = frozenset({"cancer", "carcinoma", "malignancy", "malignant", "cancerous"})
_MARGIN: Final = 0.1
_MOST_READINGS: Final = 3
_SUSPICION: Final = "suspicion"
_PIECES_REMEMBERED: Final = 64
_QUOTED: Final = 80
_TISSUES: Final = frozenset({"squamous_nos", "adeno_nos"})
_MORE_THAN_THE_TISSUE: Final = 0.005
_NAMED_BY_ITSELF: Final = 0.85
_OF_A_PLACE: Final = 0.8
_DESCRIBED_WHOLE: Final = 3
_CUT: Final = 0.6
_OPEN_FAMILIES: Final = frozenset({"cup_or_mets", _SUSPICION})


@dataclass(frozen=True, slots=True, kw_only=True)
class CancerAnswer:
    """One kind or finding offered for a text; `hit` is the phrase that matched."""

    kind: str
    name: str
    path: tuple[str, ...]
    family: str
    team: str
    rare: bool
    finding: bool
    icd10: tuple[str, ...]
    oncotree: str
    confidence: float
    hit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """Words that were not used, and why: relative, negated, past or spread."""

    words: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """All that a text gave, best answer first."""

    text: str
    answers: tuple[CancerAnswer, ...]
    red_flags: tuple[str, ...]
    set_aside: tuple[SetAside, ...]

    @property
    def side_by_side(self) -> tuple[CancerAnswer, ...]:
        """The first answer with those nearly as sure, three at most: a person reads them back."""
        near = (
            one for one in self.answers if one.confidence + _MARGIN > self.answers[0].confidence
        )
        return tuple(islice(near, _MOST_READINGS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text in words, what was set aside of it, and the hits with their places.

    `whose` says of whom it speaks, `suspected` that a disease is only suspected, `feared` that
    only the caller fears it.
    """

    text: str
    words: tuple[Word, ...]
    asides: tuple[Aside, ...]
    whose: Whose
    hits: tuple[Hit, ...]
    suspected: bool
    feared: bool


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
        described: DescribedOrgans,
    ) -> None:
        self.catalogue = catalogue
        self._vocabulary: Vocabulary = lexicon.vocabulary
        self._lexicon = lexicon
        self._guards = guards
        self._finding_words = finding_words
        self._flag_words = flag_words
        self._unspecified = unspecified
        self._described = described
        self._spotter = Spotter(lexicon, catalogue)
        self._told_in_piece = lru_cache(maxsize=_PIECES_REMEMBERED)(self._told_of_patient)

    def find(self, text: str, limit: int = 8) -> Found:
        """The answers for what a person typed or said, with red flags and what was set aside.

        Of a text longer than `MOST_READ` signs only the beginning is read.
        """
        reading = self.read(text)
        told = _without(reading.words, _but_spread(reading.asides))
        unproven = not self._is_diagnosed(told)
        uncoded = reading.suspected or (
            unproven and bool(reading.hits) and reading.hits[0].target in self.catalogue.findings
        )
        return Found(
            text=text,
            answers=tuple(
                self._answer(hit, uncoded or (unproven and self._is_a_tumor_only(hit)))
                for hit in reading.hits[:limit]
            ),
            red_flags=self._flag_words.heard(
                *_of_patient(reading.text, reading.words, reading.asides)
            ),
            set_aside=tuple(
                SetAside(words=covered(text, reading.words[a.first : a.last]), why=a.why)
                for a in reading.asides
            ),
        )

    def emergencies(self, text: str) -> Mapping[str, str]:
        """The red flags heard anywhere in the first `MOST_HEARD` signs, with the words around.

        What makes up one flag may stand far apart: the fever an hour after the chemotherapy.
        """
        told: list[Word] = []
        spoken = ""
        clauses = sentences = 0
        for start, piece in pieces(text):
            said, of_patient = self._told_in_piece(piece)
            spoken += said
            words = [
                word._replace(
                    start=word.start + start,
                    end=word.end + start,
                    clause=word.clause + clauses,
                    sentence=word.sentence + sentences,
                )
                for word in of_patient
            ]
            told.extend(words)
            if words:
                clauses, sentences = words[-1].clause + 1, words[-1].sentence + 1
        heard = self._flag_words.places(spoken, told)
        return {flag: _around(text, place) for flag, place in heard.items()}

    def _told_of_patient(self, piece: str) -> tuple[str, tuple[Word, ...]]:
        words = self._spotter.repaired(self._vocabulary.words(piece))
        text, told = _of_patient(piece, words, self._guarded(words).asides)
        return text, tuple(told)

    def read(self, text: str) -> Reading:
        """The text in words, with every hit and its place, best first."""
        text = read_part(text)
        words = self._spotter.repaired(self._vocabulary.words(text))
        guarded = self._guarded(words)
        asides = guarded.asides
        used = _without(words, asides)
        hits = self._hits(text, used)
        own = guarded.whose.of_caller and bool(hits)
        if not own and any(aside.why == RELATIVE for aside in asides):
            hits = self._with_family_risk(words, asides, hits)
        if any(aside.why == SPREAD for aside in asides):
            hits = best_hits([*hits, *self._spread_in_the_name(words, asides)])
            hits = self._with_spread(words, asides, hits)
        return Reading(
            text=text,
            words=tuple(words),
            asides=asides,
            whose=guarded.whose,
            hits=tuple(hits),
            suspected=self._suspected(used),
            feared=self._guards.feared(used),
        )

    def _is_a_tumor_only(self, hit: Hit) -> bool:
        """Whether only "a tumor" of a body part is told: of unspecified behaviour till tissue."""
        told = {word.lemma for word in hit.words}
        if self._is_cancer_unsaid(hit):
            return True
        return bool(told & _OF_NO_BEHAVIOUR) and all(
            word.lemma in _OF_NO_BEHAVIOUR or self._is_of_a_place(word) for word in hit.words
        )

    def _is_of_a_place(self, word: Word) -> bool:
        places = self._finding_words
        return (
            word.lemma in places.parts
            or word.lemma in self._vocabulary.stop
            or places.names_an_organ(word)
        )

    def _is_cancer_unsaid(self, hit: Hit) -> bool:
        """Whether a phrase with a word for cancer was hit by words that have none of them."""
        return (
            bool(_SAYS_CANCER.intersection(hit.key))
            and all(self._spotter.meant(word) not in _SAYS_CANCER for word in hit.words)
            and any(self._spotter.meant(word) in _OF_NO_BEHAVIOUR for word in hit.words)
        )

    def _suspected(self, words: Sequence[Word]) -> bool:
        return self._guards.suspected(words, self._spotter.names_a_disease)

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

    def names_an_illness(self, words: Iterable[Word]) -> bool:
        """Whether any of the words names a disease, and not only a part of the body."""
        organ = self._finding_words.names_an_organ
        return any(
            word.lemma in _SAYS_CANCER | _OF_NO_BEHAVIOUR
            or (self._spotter.names_a_disease(word) and not organ(word))
            for word in words
        )

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
            self._flag_words.alarming,
        )

    def _hits(self, text: str, words: Sequence[Word]) -> list[Hit]:
        unfinished = bool(text) and (text[-1].isalnum() or text[-1] in "'’-")
        hits = self._hits_in(text, words, unfinished)
        named = self._described.named(words)
        if len(named) == len(words):
            return hits
        whole = [word for word in named if " " in word.raw and word not in words]
        apart = [self._less_where_cut(hit, whole) for hit in hits]
        return best_hits([*self._hits_in(text, named, False), *apart])

    @staticmethod
    def _less_where_cut(hit: Hit, described: Sequence[Word]) -> Hit:
        """A hit on a few words of a description is no hit on the organ that it means."""
        places = {word.start for word in hit.words}
        for organ in described:
            inside = [start for start in places if organ.start <= start < organ.end]
            if inside and len(inside) < _DESCRIBED_WHOLE:
                return hit._replace(score=hit.score * _CUT)
        return hit

    def _hits_in(self, text: str, words: Sequence[Word], unfinished: bool) -> list[Hit]:
        hits = self._spotter.hits(words, shouted=text.isupper(), unfinished=unfinished)
        hits.extend(self._finding_words.hits(words))
        if self._complains_of_a_place(words) and all(hit.score < _NAMED_ENOUGH for hit in hits):
            hits.extend(self._finding_words.of_places(words))
        hits.extend(self._findings_of_places(hits, words))
        hits.extend(self._tissues_with_a_place(hits, words))
        hits = self._tissue_before_place(self._weighed(hits, words))
        return best_hits([*hits, *self._findings_instead(hits, words)])

    def _findings_instead(self, hits: Sequence[Hit], words: Sequence[Word]) -> Iterator[Hit]:
        """The finding of the organ, where a cancer is only suspected or only "a tumor" is told."""
        suspected = self._suspected(words) or self._guards.feared(words)
        unproven = not self._is_diagnosed(words)
        for hit in hits:
            if hit.score < _ENOUGH or hit.target in self.catalogue.findings:
                continue
            family = self.catalogue.family_of(hit.target)
            if family == _SUSPICION:
                organs = [word.lemma for word in words if self._finding_words.names_an_organ(word)]
            elif suspected or (unproven and self._is_cancer_unsaid(hit)):
                organs = [*hit.key, *(word.lemma for word in hit.words)]
            else:
                continue
            finding = self._finding_told_with(hit, hits) or self._finding_words.finding_of(
                organs, family
            )
            if finding:
                score = min(hit.score + _MORE_THAN_THE_TISSUE, 0.99)
                yield hit._replace(target=finding, score=score)

    def _finding_told_with(self, hit: Hit, hits: Iterable[Hit]) -> str:
        """The finding of the same family that rests on words of the hit; empty where none does."""
        family = self.catalogue.family_of(hit.target)
        told = {word.start for word in hit.words}
        return next(
            (
                other.target
                for other in sorted(hits, key=lambda one: -one.score)
                if other.target in self.catalogue.findings
                and family in self.catalogue.findings[other.target].families
                and not told.isdisjoint(word.start for word in other.words)
            ),
            "",
        )

    def _findings_of_places(self, hits: Sequence[Hit], words: Sequence[Word]) -> Iterator[Hit]:
        """The finding for a body part that only the name of its cancer knows: "a foreskin lump"."""
        said = [word for word in words if word.lemma in self._finding_words.words]
        if not said or self._is_diagnosed(words):
            return
        for hit in hits:
            if hit.target in self.catalogue.kinds and (hit.unsaid or self._tells_no_disease(hit)):
                target = self._finding_words.usual.get(self.catalogue.family_of(hit.target))
                if target is not None and hit.words[0].sentence == said[0].sentence:
                    yield hit._replace(
                        target=target, score=min(hit.score, _OF_A_PLACE), unsaid=False
                    )

    def _tissues_with_a_place(self, hits: Iterable[Hit], words: Sequence[Word]) -> Iterator[Hit]:
        """The cancer of the organ told, where a hit names a tissue that occurs in many organs."""
        for tissue in hits:
            if tissue.target not in _TISSUES or tissue.score < _NAMED_ENOUGH:
                continue
            sentence = tissue.words[0].sentence
            for word in words:
                if word.sentence != sentence or word in tissue.words:
                    continue
                cancers = [organ.target for organ in self._spotter.cancers_of(word)]
                for kind in cancers or self._finding_words.cancers.get(word.lemma, ())[:1]:
                    if self.catalogue.family_of(kind) not in _OPEN_FAMILIES:
                        yield tissue._replace(
                            target=kind,
                            score=tissue.score + _MORE_THAN_THE_TISSUE,
                            words=tuple(sorted((*tissue.words, word), key=_place)),
                        )

    def _tissue_before_place(self, hits: list[Hit]) -> list[Hit]:
        """A disease told by its own name goes before the organ: "kidney cancer, Wilms"."""
        top = max(hits, key=lambda hit: hit.score, default=None)
        if top is None or top.target not in self.catalogue.kinds or not self._is_organ_only(top):
            return hits
        sentence = top.words[0].sentence
        score = min(top.score + _MORE_THAN_THE_TISSUE, 0.99)
        return [
            hit._replace(score=score)
            if hit.score >= _NAMED_BY_ITSELF
            and hit.target in self.catalogue.kinds
            and hit.words[0].sentence == sentence
            and self.catalogue.kinds[hit.target].parent
            and not hit.guessed
            and not hit.unsaid
            and not any(self._finding_words.names_an_organ(word) for word in hit.words)
            and {word.start for word in hit.words}.isdisjoint({w.start for w in top.words})
            else hit
            for hit in hits
        ]

    def _is_organ_only(self, hit: Hit) -> bool:
        """Whether a hit is the cancer of an organ, with no word for the tissue."""
        return all(
            self._finding_words.names_an_organ(word) or word.lemma in self._vocabulary.generic
            for word in hit.words
        )

    def _is_diagnosed(self, words: Sequence[Word]) -> bool:
        return self._guards.diagnosed(words) or any(map(self._spotter.means_a_diagnosis, words))

    def _complains_of_a_place(self, words: Sequence[Word]) -> bool:
        """Whether a body part is told with more than its name, and no word for a disease."""
        places, empty = self._finding_words, self._vocabulary
        more = False
        for word in words:
            if places.names_an_organ(word) or word.lemma in places.parts:
                continue
            if self._spotter.names_a_disease(word) or self._spotter.means_a_diagnosis(word):
                return False
            more |= word.lemma not in empty.stop and word.lemma not in empty.generic
        return more and not self._is_diagnosed(words)

    def _weighed(self, hits: Iterable[Hit], words: Sequence[Word]) -> list[Hit]:
        """Findings yield to a stated diagnosis, open kinds to a named organ."""
        hits = list(hits)
        suspected = self._suspected(words)
        feared = self._guards.feared(words)
        hedged = suspected or feared or self._guards.hedged(words)
        diagnosed = not hedged and self._is_diagnosed(words)
        firm = [
            hit
            for hit in hits
            if self.catalogue.family_of(hit.target) not in _OPEN_FAMILIES
            and hit.score >= _NAMED_ENOUGH
            and (hit.target in self.catalogue.findings or not hit.guessed)
        ]
        named = any(hit.target in self.catalogue.kinds for hit in firm)
        found = not diagnosed and any(word.lemma in self._finding_words.words for word in words)
        lump = found or (not diagnosed and self._complains_of_a_place(words))
        weighed = []
        for hit in hits:
            score = hit.score
            finding = hit.target in self.catalogue.findings
            if self.catalogue.family_of(hit.target) == _RISK and self._has_a_cancer(firm):
                score *= _RISK_BESIDE_A_CANCER
            elif self.catalogue.family_of(hit.target) in _OPEN_FAMILIES:
                if any(not self._telling(other) <= self._telling(hit) for other in firm):
                    score *= 0.55
                elif self._empty(hit):
                    score *= 0.6
            elif finding and diagnosed and named:
                score *= 0.5
            elif not finding and hedged:
                score *= _FEARED if feared else _SUSPECTED if suspected else _HEDGED
            if not diagnosed and hit.unsaid and self._says_no_illness(hit):
                score *= _WORDS_OF_NO_ILLNESS
            if not finding and (
                (lump and (hit.unsaid or self._is_place_only(hit)))
                or (found and self._tells_no_disease(hit))
            ):
                score *= _ONLY_A_PLACE
            weighed.append(hit._replace(score=min(score, 0.99)))
        return self._specific_first(weighed)

    def _specific_first(self, hits: list[Hit]) -> list[Hit]:
        """What is told by the same words and more goes before the general or the usual kind."""
        tops = [
            hit for hit in hits if hit.score >= _SPECIFIC and hit.target in self.catalogue.kinds
        ]
        raised: dict[int, float] = {}
        for above in tops:
            for below in tops:
                if (
                    above.score - _SPECIFIC_REACH <= below.score <= above.score
                    and below.target != above.target
                    and not below.guessed
                    and self._tells_more(below, above)
                    and (
                        self.catalogue.is_within(below.target, above.target)
                        or below.score >= _TOLD_WHOLE
                    )
                ):
                    score = min(above.score + 0.005, 0.99)
                    raised[id(below)] = max(score, raised.get(id(below), 0.0))
        return [hit._replace(score=raised.get(id(hit), hit.score)) for hit in hits]

    def _has_a_cancer(self, firm: Iterable[Hit]) -> bool:
        return any(
            hit.target in self.catalogue.kinds and self.catalogue.family_of(hit.target) != _RISK
            for hit in firm
        )

    def _says_no_illness(self, hit: Hit) -> bool:
        """Whether no word of a hit names a body part, a disease or a lump: "all over"."""
        return not any(
            self._finding_words.names_an_organ(word)
            or word.lemma in self._vocabulary.generic
            or self._spotter.names_a_disease(word)
            for word in hit.words
        )

    def _is_place_only(self, hit: Hit) -> bool:
        """Whether a kind rests on words for a part of the body and none for a cancer."""
        places = self._finding_words
        return all(
            places.names_an_organ(word) or word.lemma in places.parts or word.lemma in places.words
            for word in hit.words
        )

    def _tells_no_disease(self, hit: Hit) -> bool:
        """Whether a kind rests on words of which none, alone, names a disease: "toenail"."""
        organ = self._finding_words.names_an_organ
        return self._finding_words.words.isdisjoint(hit.key) and all(
            organ(word) or not self._spotter.names_a_disease(word) for word in hit.words
        )

    def _tells_more(self, hit: Hit, than: Hit) -> bool:
        """Whether a hit covers all telling words of another, and more."""
        mine = [word for word in hit.words if word.lemma not in self._vocabulary.generic]
        theirs = [word for word in than.words if word.lemma not in self._vocabulary.generic]
        covered_all = all(
            any(word.start <= one.start and one.end <= word.end for word in mine) for one in theirs
        )
        return covered_all and _signs(mine) > _signs(theirs)

    def _telling(self, hit: Hit) -> set[int]:
        return {w.start for w in hit.words if w.lemma not in self._vocabulary.generic}

    def _empty(self, hit: Hit) -> bool:
        """Whether only words that say little hit, as in "a growth"."""
        return all(word in self._vocabulary.generic for word in hit.key)

    def _with_spread(
        self, words: Sequence[Word], asides: Sequence[Aside], hits: list[Hit]
    ) -> list[Hit]:
        """Where only spread is told, the kinds for spread of an unknown start."""
        family = self.catalogue.family_of(hits[0].target) if hits else "cup_or_mets"
        if family not in _OPEN_FAMILIES and hits[0].score >= _ENOUGH:
            return hits
        kept = _without(words, _but_spread(asides))
        organs = [word for word in kept if self._finding_words.names_an_organ(word)]
        began = [
            hit for word in _after_from(kept, organs) for hit in self._spotter.cancers_of(word)
        ]
        spread = [
            Hit(target=kind, score=_SPREAD_ONLY, text=word.raw, key=(word.lemma,), words=(word,))
            for word in organs
            if (kind := f"mets_{_SPREAD_PLACES.get(word.lemma, word.lemma)}")
            in self.catalogue.kinds
        ]
        fallback = Hit(
            target="cup_or_mets", score=0.4, text="spread", key=(), words=tuple(kept[:1])
        )
        return best_hits([*began, *spread, fallback, *hits])

    def _spread_in_the_name(self, words: Sequence[Word], asides: Sequence[Aside]) -> list[Hit]:
        """Kinds whose own phrase tells of the spread, such as "colon cancer in the liver"."""
        kept = _without(words, _but_spread(asides))
        return [
            hit
            for hit in self._spotter.hits(kept, shouted=False, unfinished=False)
            if len(hit.key) > 2
            and len(hit.words) == len(hit.key)
            and hit.score >= _WHOLE
            and self.catalogue.family_of(hit.target) not in _OPEN_FAMILIES
        ]

    def _with_family_risk(
        self, words: Sequence[Word], asides: Sequence[Aside], hits: list[Hit]
    ) -> list[Hit]:
        """Where only relatives are told of, the kinds for an inherited risk."""
        if hits and hits[0].score >= _ENOUGH:
            return hits
        kin = [word for a in asides if a.why == RELATIVE for word in words[a.first : a.last]]
        told = self._spotter.hits(kin, shouted=False, unfinished=False)
        risk = [
            hit for hit in told if self.catalogue.family_of(hit.target) == _RISK and not hit.guessed
        ]
        return best_hits([*risk, *self._risk_of_kin(told), *hits])

    def _risk_of_kin(self, told: Sequence[Hit]) -> Iterator[Hit]:
        """The family risk that a relative's cancer may mean; no word of the patient says it."""
        for hit in told:
            family = self.catalogue.family_of(hit.target)
            if hit.score >= _NAMED_ENOUGH and family != _RISK and not hit.guessed:
                yield Hit(
                    target=_RISKS.get(family, _RISK),
                    score=_RISK_OF_KIN,
                    text=hit.text,
                    key=(),
                    words=hit.words,
                )

    def _answer(self, hit: Hit, suspected: bool) -> CancerAnswer:
        """The answer for a hit; what is only suspected, or "a tumor", has no code of a cancer."""
        kind = self.catalogue.kinds.get(hit.target)
        if kind is not None:
            return CancerAnswer(
                kind=kind.id,
                name=kind.name,
                path=kind.path,
                family=kind.family,
                team=kind.team,
                rare=kind.rare,
                finding=kind.family == _SUSPICION,
                icd10=self._codes(kind, suspected),
                oncotree=kind.oncotree,
                confidence=round(hit.score, 3),
                hit=hit.text,
            )
        finding = self.catalogue.findings[hit.target]
        family = self.catalogue.families[finding.families[0]]
        return CancerAnswer(
            kind=finding.id,
            name=finding.name,
            path=(family.name, finding.name),
            family=family.id,
            team=finding.team,
            rare=False,
            finding=True,
            icd10=finding.icd10,
            oncotree="",
            confidence=round(hit.score, 3),
            hit=hit.text,
        )

    def _codes(self, kind: CancerType, suspected: bool) -> tuple[str, ...]:
        instead = self._unspecified.get(kind.family, "")
        if suspected and instead and any(map(is_neoplasm, kind.icd10)):
            return (instead,)
        return kind.icd10


_RISKS: Final = {
    "breast": "family_breast_ovary", "ovary": "family_breast_ovary", "colorectal": "family_bowel",
}  # fmt: skip
_SPREAD_PLACES: Final = {
    "lymphnode": "nodes",
    "spine": "bone",
    "rib": "bone",
    "hip": "bone",
    "pelvis": "bone",
    "skull": "bone",
    "spinalcord": "spine_cord",
    "pleura": "pleura",
    "belly": "peritoneum",
    "head": "brain",
    "omentum": "peritoneum",
}


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
        load_described_organs(folder),
    )


def _of_others(asides: Iterable[Aside]) -> list[Aside]:
    return [aside for aside in asides if aside.why in (RELATIVE, NEGATED)]


def _of_patient(
    text: str, words: Sequence[Word], asides: Sequence[Aside]
) -> tuple[str, list[Word]]:
    """The text and its words without what is told of others or denied; no sign is moved."""
    others = _of_others(asides)
    for aside in others:
        first, last = words[aside.first].start, words[aside.last - 1].end
        text = text[:first] + " " * (last - first) + text[last:]
    return text, _without(words, others)


def _around(text: str, place: int) -> str:
    """A short text, or the words around a place in a long one."""
    if len(text) <= 2 * _QUOTED:
        return text
    first = max(0, min(place - _QUOTED, len(text) - 2 * _QUOTED))
    quoted = text[first : first + 2 * _QUOTED]
    if first and " " in quoted[: _QUOTED // 2]:
        quoted = quoted[quoted.index(" ") + 1 :]
    return quoted.strip()


def _place(word: Word) -> int:
    return word.start


def _signs(words: Iterable[Word]) -> int:
    return sum(word.end - word.start for word in words)


def _but_spread(asides: Iterable[Aside]) -> list[Aside]:
    return [aside for aside in asides if aside.why != SPREAD]


def _without(words: Sequence[Word], asides: Iterable[Aside]) -> list[Word]:
    apart = {place for aside in asides for place in range(aside.first, aside.last)}
    return [word for place, word in enumerate(words) if place not in apart]


def _after_from(words: Sequence[Word], organs: Iterable[Word]) -> Iterator[Word]:
    """The body parts that a spread is said to come from: "from the lung", "from her breast"."""
    places = {word.start for word in organs}
    for at, word in enumerate(words):
        if word.start in places and "from" in [one.plain for one in words[max(0, at - 2) : at]]:
            yield word
