"""How well a phrase fits a text: how much of it was told, how close together, of how much else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from advisor_app.oncology.hits import weak_alone
from advisor_app.oncology.lexicon import Phrase
from advisor_app.oncology.words import Word

WORDS_FOR_CANCER: Final = ("cancer", "carcinoma", "tumor", "malignancy", "neoplasm")
_FOR_CANCER: Final = frozenset(WORDS_FOR_CANCER)
_BEST: Final = 0.9
_ALL_WORDS_TOLD: Final = 0.74
_PART_TOLD: Final = 0.62
_CANCER_UNSAID: Final = 0.8
_NEARLY_ALL: Final = 0.9
_TELLS_MORE: Final = 1.6
_ROUNDED: Final = 1.000001
_NOT_NEARLY_ALL: Final = 0.85
_LEAST_DENSE: Final = 0.25
_DENSE: Final = 0.5
_APART: Final = 0.8
_GUESSED_BELOW: Final = 0.75


class WeighedPhrase(NamedTuple):
    """A phrase with what its words weigh, each and together, and what it is worth for its sort.

    `others` are its words but the one that it was found by; nothing where that stands in it twice.
    `no_carcinoma` marks a phrase that says "cancer" of what is never a carcinoma.
    """

    phrase: Phrase
    weights: tuple[float, ...]
    total: float
    worth: float
    no_carcinoma: bool
    others: frozenset[str] | None


class Match(NamedTuple):
    """How well a phrase fits, and the places of its words in the text."""

    score: float
    phrase: Phrase
    spots: Sequence[int]
    guessed: bool = False
    unsaid: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldText:
    """The words of a text, the known words that they may mean, and how far to trust each of those.

    `places` says where in the text each known word stands, `so_far` what all words before a place
    tell. Of a phrase at least the share `least` must be told.
    """

    words: Sequence[Word]
    places: Mapping[str, int]
    trusts: Mapping[str, float]
    known: frozenset[str]
    so_far: Sequence[float]
    weight: float
    one_sentence: bool
    only_carcinoma: bool
    least: float
    generic: frozenset[str]

    def by_one_word(self, one: WeighedPhrase, word: str, weight: float) -> Match | None:
        """How a phrase fits of which only this word was told, with its weight."""
        got = weight * self.trusts[word]
        cover = got / one.total
        if cover < self.least or (one.no_carcinoma and self.only_carcinoma):
            return None
        place = self.places[word]
        score = self._score(cover, got, self._density(weight, place, place))
        if one.others:
            score = min(score, _PART_TOLD)
        return self._match(one, score, (word,), (place,), guessed=cover < _GUESSED_BELOW)

    def by_several_words(self, one: WeighedPhrase, beaten: float) -> Match | None:
        """How a phrase fits of which more than one word was told.

        Nothing where too little was told, or where it cannot fit better than `beaten`.
        """
        got = known = 0.0
        met: list[str] = []
        unsaid: list[str] = []
        for word, weight in zip(one.phrase.key, one.weights, strict=True):
            if word in self.trusts:
                met.append(word)
                got += weight * self.trusts[word]
                known += weight
            else:
                unsaid.append(word)
        cover = got / one.total
        if cover < self.least or (one.no_carcinoma and self.only_carcinoma):
            return None
        cancer_unsaid = len(met) > 1 and bool(unsaid) and _FOR_CANCER.issuperset(unsaid)
        if not cancer_unsaid and self._most(cover, one, unsaid) < beaten:
            return None
        spots = sorted({self.places[word] for word in met})
        dense = self._density(known, spots[0], spots[-1])
        score = self._score(cover, got, dense)
        if cover >= _NEARLY_ALL and not unsaid and len(met) > 1 and dense >= _LEAST_DENSE:
            score = max(score, _ALL_WORDS_TOLD * cover)
        together = self.one_sentence or self._in_one_sentence(met)
        only_cancer = together and cancer_unsaid
        if only_cancer and dense >= _DENSE:
            score = max(score, _CANCER_UNSAID * min(self.trusts[word] for word in met))
        elif unsaid:
            score = min(score, _PART_TOLD)
        guessed = cover < _GUESSED_BELOW and not only_cancer
        match = self._match(one, score if together else score * _APART, met, spots, guessed=guessed)
        return match._replace(unsaid=True) if only_cancer else match

    def _most(self, cover: float, one: WeighedPhrase, unsaid: Sequence[str]) -> float:
        """How well a phrase can fit, at best, of which so much was told."""
        if cover >= _NEARLY_ALL:
            return 1.0
        most: float = cover**_TELLS_MORE * _NOT_NEARLY_ALL
        return (min(most, _PART_TOLD) if unsaid else most) * one.worth * one.phrase.trust * _ROUNDED

    def _score(self, cover: float, got: float, dense: float) -> float:
        whole: float = cover**_TELLS_MORE
        score = whole * (0.45 + 0.3 * dense + 0.25 * min(1.0, got / self.weight))
        return score if cover >= _NEARLY_ALL else score * _NOT_NEARLY_ALL

    def _density(self, known: float, first: int, last: int) -> float:
        """How much of what is told from one place to another is known of a phrase."""
        return min(1.0, known / ((self.so_far[last + 1] - self.so_far[first]) or 1.0))

    def _match(
        self,
        one: WeighedPhrase,
        score: float,
        met: Sequence[str],
        spots: Sequence[int],
        *,
        guessed: bool,
    ) -> Match:
        score *= weak_alone(met, self.generic)
        score *= one.worth
        return Match(min(score, _BEST) * one.phrase.trust, one.phrase, spots, guessed)

    def _in_one_sentence(self, met: Sequence[str]) -> bool:
        sentences = {
            self.words[self.places[word]].sentence for word in met if word not in self.generic
        }
        return len(sentences) < 2
