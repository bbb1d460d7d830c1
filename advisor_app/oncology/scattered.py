"""Finds phrases whose words stand anywhere in a text, or are only begun."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.hits import Hit, rarity, weak_alone
from advisor_app.oncology.lexicon import Lexicon, Phrase
from advisor_app.oncology.words import Word

_BEST: Final = 0.9
_ALL_WORDS_TOLD: Final = 0.74
_PART_TOLD: Final = 0.62
_CANCER_UNSAID: Final = 0.8
_LEAST_DENSE: Final = 0.25
_DENSE: Final = 0.5
_APART: Final = 0.8
_LEAST_COVER: Final = 0.27
_LEAST_COVER_OF_MANY: Final = 0.55
_MANY: Final = 30
_GUESSED_BELOW: Final = 0.75
_MOST_COMPLETIONS: Final = 40
_OTHER_WORD_FOR_CANCER: Final = 0.9
_WORDS_FOR_CANCER: Final = ("cancer", "carcinoma", "tumor", "malignancy", "neoplasm")
_NO_CARCINOMAS: Final = frozenset(
    {"lymphoma", "leukemia_acute", "leukemia_chronic", "plasma_cell", "mds_mpn", "sarcoma_soft",
     "sarcoma_bone"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word of the text may mean: a known word, and how sure that is.

    `meant` is the rightly spelled word where `known` is a mistake that the lexicon lists.
    """

    known: str
    trust: float
    meant: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """The words of a text with what they may mean, where each stands, and their weights so far."""

    words: Sequence[Word]
    places: Mapping[str, int]
    trusts: Mapping[str, float]
    spoken: frozenset[str]
    so_far: Sequence[float]
    one_sentence: bool

    @property
    def weight(self) -> float:
        """What all words tell together."""
        return self.so_far[-1] or 1.0


class Scattered:
    """Scores phrases by how much of them was told, how close together, and of how much else."""

    def __init__(self, lexicon: Lexicon, catalogue: Catalogue) -> None:
        self._lexicon = lexicon
        self._catalogue = catalogue
        self._generic = lexicon.vocabulary.generic
        self._weights: dict[int, tuple[float, tuple[float, ...]]] = {}
        self._empty = {
            word: tuple(one for one in lexicon.having(word) if self._is_empty(one))
            for word in self._generic
        }

    def _is_empty(self, phrase: Phrase) -> bool:
        """Whether a phrase has only words that say little: "a growth", "cancer"."""
        return self._generic.issuperset(phrase.key)

    def hits(
        self, words: Sequence[Word], senses: Sequence[Sense], *, unfinished: bool
    ) -> Iterator[Hit]:
        """The best hit of each target; with many words, only phrases told for the most part."""
        told = self._told(words, senses, unfinished)
        least = _LEAST_COVER if len(words) <= _MANY else _LEAST_COVER_OF_MANY
        best: dict[str, Hit] = {}
        for phrase in self._candidates(told):
            hit = self._scored(phrase, told, least)
            if hit is not None:
                before = best.get(hit.target)
                if before is None or hit.score > before.score:
                    best[hit.target] = hit
        yield from best.values()

    def _told(self, words: Sequence[Word], senses: Sequence[Sense], unfinished: bool) -> _Told:
        places: dict[str, int] = {}
        trusts: dict[str, float] = {}
        so_far = [0.0]
        for at, sense in enumerate(senses):
            so_far.append(so_far[-1] + (self._lexicon.weight(sense.meant) if sense.trust else 0.0))
            if sense.trust > trusts.get(sense.meant, 0.0):
                places[sense.meant], trusts[sense.meant] = at, sense.trust
        if unfinished and words and len(words[-1].plain) >= 2:
            begun = words[-1].plain
            for known in self._lexicon.beginning_with(begun)[:_MOST_COMPLETIONS]:
                if known not in trusts:
                    places[known] = len(words) - 1
                    trusts[known] = 0.55 + 0.4 * len(begun) / len(known)
        spoken = frozenset(trusts)
        told_as = next((places[word] for word in _WORDS_FOR_CANCER if word in trusts), None)
        for word in _WORDS_FOR_CANCER if told_as is not None else ():
            places.setdefault(word, told_as or 0)
            trusts.setdefault(word, _OTHER_WORD_FOR_CANCER)
        return _Told(
            words=words,
            places=places,
            trusts=trusts,
            spoken=spoken,
            so_far=so_far,
            one_sentence=not words or words[0].sentence == words[-1].sentence,
        )

    def _candidates(self, told: _Told) -> Iterator[Phrase]:
        """The phrases with a telling word that was told; with none told, those that have none."""
        telling = [word for word in told.trusts if word not in self._generic]
        seen: set[int] = set()
        for word in telling or told.trusts:
            for phrase in self._lexicon.having(word) if telling else self._empty.get(word, ()):
                if phrase.rank not in seen:
                    seen.add(phrase.rank)
                    yield phrase

    def _scored(self, phrase: Phrase, told: _Told, least: float) -> Hit | None:
        got = known = 0.0
        met: list[str] = []
        total, weights = self._weighed(phrase)
        trusts = told.trusts
        for word, weight in zip(phrase.key, weights, strict=True):
            if word in trusts:
                met.append(word)
                got += weight * trusts[word]
                known += weight
        cover = got / total
        if cover < least or self._is_no_carcinoma(phrase, told.spoken):
            return None
        spots = sorted({told.places[word] for word in met})
        span = told.so_far[spots[-1] + 1] - told.so_far[spots[0]]
        dense = min(1.0, known / (span or 1.0))
        score = cover**1.6 * (0.45 + 0.3 * dense + 0.25 * min(1.0, got / told.weight))
        if cover < 0.9:
            score *= 0.85
        elif 1 < len(phrase.key) == len(met) and dense >= _LEAST_DENSE:
            score = max(score, _ALL_WORDS_TOLD * cover)
        together = told.one_sentence or self._in_one_sentence(met, told)
        unsaid = [word for word in phrase.key if word not in told.trusts]
        only_cancer = (
            together and bool(unsaid) and len(met) > 1 and set(unsaid).issubset(_WORDS_FOR_CANCER)
        )
        if only_cancer and dense >= _DENSE:
            score = max(score, _CANCER_UNSAID * min(told.trusts[word] for word in met))
        elif unsaid:
            score = min(score, _PART_TOLD)
        score *= weak_alone(met, self._generic) * (1.0 if together else _APART)
        score *= weak_alone(phrase.key, self._generic) * rarity(self._catalogue, phrase.target)
        return Hit(
            target=phrase.target,
            score=min(score, _BEST) * phrase.trust,
            text=phrase.text,
            key=phrase.key,
            words=tuple(told.words[place] for place in spots),
            guessed=cover < _GUESSED_BELOW and not only_cancer,
            unsaid=only_cancer,
        )

    def _weighed(self, phrase: Phrase) -> tuple[float, tuple[float, ...]]:
        """What the words of a phrase weigh, together and each."""
        found = self._weights.get(phrase.rank)
        if found is None:
            each = tuple(map(self._lexicon.weight, phrase.key))
            found = self._weights[phrase.rank] = sum(each), each
        return found

    def _in_one_sentence(self, met: Sequence[str], told: _Told) -> bool:
        sentences = {
            told.words[told.places[word]].sentence for word in met if word not in self._generic
        }
        return len(sentences) < 2

    def _is_no_carcinoma(self, phrase: Phrase, spoken: frozenset[str]) -> bool:
        """Whether a phrase says "cancer" of what is never a carcinoma: blood, lymph, sarcoma."""
        return (
            "carcinoma" in spoken
            and "cancer" in phrase.key
            and "cancer" not in spoken
            and self._catalogue.family_of(phrase.target) in _NO_CARCINOMAS
        )
