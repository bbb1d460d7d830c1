"""Finds phrases whose words stand anywhere in a text, or are only begun."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.hits import Hit, rarity, weak_alone
from advisor_app.oncology.lexicon import Lexicon, Phrase
from advisor_app.oncology.phrase_fit import WORDS_FOR_CANCER, Match, ToldText, WeighedPhrase
from advisor_app.oncology.words import Word

_A_LITTLE_MORE: Final = 1.001
_LEAST_COVER: Final = 0.27
_LEAST_COVER_OF_MANY: Final = 0.55
_MANY: Final = 30
_MOST_COMPLETIONS: Final = 40
_OTHER_WORD_FOR_CANCER: Final = 0.9
_NO_CARCINOMAS: Final = frozenset(
    {"lymphoma", "leukemia_acute", "leukemia_chronic", "plasma_cell", "mds_mpn", "sarcoma_soft",
     "sarcoma_bone", "testis"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word of the text may mean: a known word, and how sure that is.

    `meant` is the rightly spelled word where `known` is a mistake that the lexicon lists.
    """

    known: str
    trust: float
    meant: str


class Scattered:
    """Scores phrases by how much of them was told, how close together, and of how much else."""

    def __init__(self, lexicon: Lexicon, catalogue: Catalogue) -> None:
        self._lexicon = lexicon
        self._catalogue = catalogue
        self._generic = lexicon.vocabulary.generic
        self._having: dict[str, tuple[WeighedPhrase, ...]] = {}
        self._of_little_words: dict[str, tuple[WeighedPhrase, ...]] = {}

    def hits(
        self, words: Sequence[Word], senses: Sequence[Sense], *, unfinished: bool
    ) -> Iterator[Hit]:
        """The best hit of each target; with many words, only phrases told for the most part."""
        best = self._best(self._told(words, senses, unfinished))
        for score, phrase, spots, guessed, unsaid in best.values():
            yield Hit(
                target=phrase.target,
                score=score,
                text=phrase.text,
                key=phrase.key,
                words=tuple(words[place] for place in spots),
                guessed=guessed,
                unsaid=unsaid,
            )

    def _told(self, words: Sequence[Word], senses: Sequence[Sense], unfinished: bool) -> ToldText:
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
        only_carcinoma = "carcinoma" in trusts and "cancer" not in trusts
        told_as = next((places[word] for word in WORDS_FOR_CANCER if word in trusts), None)
        for word in WORDS_FOR_CANCER if told_as is not None else ():
            places.setdefault(word, told_as or 0)
            trusts.setdefault(word, _OTHER_WORD_FOR_CANCER)
        return ToldText(
            words=words,
            places=places,
            trusts=trusts,
            known=frozenset(trusts),
            so_far=so_far,
            weight=so_far[-1] or 1.0,
            one_sentence=not words or words[0].sentence == words[-1].sentence,
            only_carcinoma=only_carcinoma,
            least=_LEAST_COVER if len(words) <= _MANY else _LEAST_COVER_OF_MANY,
            generic=self._generic,
        )

    def _best(self, told: ToldText) -> dict[str, Match]:
        """The best match of each target among the phrases with a telling word that was told.

        With none told, among those that have none.
        """
        telling = [word for word in told.trusts if word not in self._generic]
        best: dict[str, Match] = {}
        seen: set[int] = set()
        for word in telling or told.trusts:
            weight = self._lexicon.weight(word)
            most = _A_LITTLE_MORE * weight * told.trusts[word] / told.least
            for one in self._phrases_with(word) if telling else self._little_phrases_with(word):
                if one.others is not None and one.others.isdisjoint(told.known):
                    if one.total > most:
                        continue
                    match = told.by_one_word(one, word, weight)
                elif one.phrase.rank in seen:
                    continue
                else:
                    seen.add(one.phrase.rank)
                    before = best.get(one.phrase.target)
                    match = told.by_several_words(one, before.score if before else 0.0)
                if match is not None:
                    before = best.get(one.phrase.target)
                    if before is None or match.score > before.score:
                        best[one.phrase.target] = match
        return best

    def _phrases_with(self, word: str) -> tuple[WeighedPhrase, ...]:
        found = self._having.get(word)
        if found is None:
            found = self._having[word] = self._weighed(self._lexicon.having(word), word)
        return found

    def _little_phrases_with(self, word: str) -> tuple[WeighedPhrase, ...]:
        """The phrases with the word of which no word tells much."""
        found = self._of_little_words.get(word)
        if found is None:
            phrases = self._lexicon.of_little_words(word) if word in self._generic else ()
            found = self._of_little_words[word] = self._weighed(phrases, word)
        return found

    def _weighed(self, phrases: Iterable[Phrase], word: str) -> tuple[WeighedPhrase, ...]:
        return tuple(self._weighed_one(phrase, word) for phrase in phrases)

    def _weighed_one(self, phrase: Phrase, word: str) -> WeighedPhrase:
        """A phrase that was found by a word."""
        key = phrase.key
        weights = tuple([self._lexicon.weight(one) for one in key])
        others = frozenset([one for one in key if one != word])
        return WeighedPhrase(
            phrase=phrase,
            weights=weights,
            total=sum(weights),
            worth=weak_alone(key, self._generic) * rarity(self._catalogue, phrase.target),
            no_carcinoma="cancer" in key
            and self._catalogue.family_of(phrase.target) in _NO_CARCINOMAS,
            others=others if len(others) == len(key) - 1 else None,
        )
