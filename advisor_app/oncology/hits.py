"""Spots the phrases of the lexicon in a text: whole, in any order, misspelt or unfinished."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.lexicon import Lexicon, Phrase
from advisor_app.oncology.words import Word

_INSIDE_ANOTHER: Final = 0.6
_SEVERAL_TARGETS: Final = 0.8
_ONE_WEAK_WORD: Final = 0.55
_SCATTERED_BEST: Final = 0.9
_ALL_WORDS_TOLD: Final = 0.74
_PART_TOLD: Final = 0.62
_LEAST_DENSE: Final = 0.25
_ENDS_AS_A_DISEASE: Final = re.compile(
    r"(?:oma|emia|osis|plasia|plastic|hodgkin|smallcell|noid|cytic|blastic|squamous)$"
)
_LUMPS: Final = frozenset(
    {"cancer", "carcinoma", "tumor", "malignant", "malignancy", "cyst", "mass", "lump", "growth",
     "nodule", "lesion", "metastatic"}
)  # fmt: skip
_RARE: Final = 0.985
_MOST_COMPLETIONS: Final = 40
_SURELY_JOINED: Final = 10
_OTHER_WORD_FOR_CANCER: Final = 0.9
_WORDS_FOR_CANCER: Final = frozenset({"cancer", "carcinoma", "tumor", "malignancy", "neoplasm"})
_SHORTEST_JOINED: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A target with its score from 0 to 1, the phrase that hit, and the words it covers.

    `guessed` marks hits that rest on a part of a phrase only.
    """

    target: str
    score: float
    text: str
    key: tuple[str, ...]
    words: tuple[Word, ...]
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class _Sense:
    """What a word of the text may mean: a known word, and how sure that is."""

    known: str
    trust: float


def best_hits(hits: Iterable[Hit], least: float = 0.12) -> list[Hit]:
    """The best hit of each target, best first."""
    best: dict[str, Hit] = {}
    for hit in hits:
        if hit.score >= least and (hit.target not in best or hit.score > best[hit.target].score):
            best[hit.target] = hit
    return sorted(best.values(), key=lambda hit: (-hit.score, -len(hit.key)))


class Spotter:
    """Finds the phrases of one lexicon."""

    def __init__(self, lexicon: Lexicon, catalogue: Catalogue) -> None:
        self._lexicon = lexicon
        self._catalogue = catalogue
        self._stop = lexicon.vocabulary.stop
        self._generic = lexicon.vocabulary.generic
        self._disease = self._disease_words()

    def names_a_disease(self, word: Word) -> bool:
        """Whether the word, alone, names a disease or a body part of one."""
        if word.lemma in self._disease:
            return True
        if word.lemma in self._lexicon.weights:
            return False
        known = self._lexicon.corrected(word.lemma)
        return known is not None and known[0] in self._disease

    def repaired(self, words: Sequence[Word]) -> list[Word]:
        """Words that dictation broke in two or three are joined where that gives a known word."""
        result: list[Word] = []
        place = 0
        while place < len(words):
            joined = next(
                (made for n in (3, 2) if (made := self._join(words[place : place + n], n))), None
            )
            result.append(joined[0] if joined else words[place])
            place += joined[1] if joined else 1
        return result

    def hits(self, words: Sequence[Word], *, shouted: bool, unfinished: bool) -> list[Hit]:
        """Every hit in the words; `unfinished` when the last word may still be being typed."""
        told = [word for word in words if word.lemma not in self._stop]
        senses = [self._senses(word) for word in told]
        whole = [*self._whole(told, senses), *self._capitals(words, shouted)]
        whole = _weaken_inner(whole)
        return [*whole, *self._scattered(told, senses, unfinished)]

    def _join(self, piece: Sequence[Word], count: int) -> tuple[Word, int] | None:
        if len(piece) < count or any(
            word.sentence != piece[0].sentence or not word.plain.isalpha() for word in piece
        ):
            return None
        known = self._lexicon.weights
        text = "".join(word.plain for word in piece)
        lemma = self._lexicon.vocabulary.lemma(text)
        if len(text) < _SHORTEST_JOINED or lemma not in known or lemma in self._generic:
            return None
        if len(text) < _SURELY_JOINED and all(word.lemma in known for word in piece):
            return None
        first, last = piece[0], piece[-1]
        raw = " ".join(word.raw for word in piece)
        return (
            Word(raw, text, lemma, first.start, last.end, first.clause, first.sentence),
            count,
        )

    def _senses(self, word: Word) -> _Sense:
        if word.lemma in self._lexicon.weights:
            return _Sense(word.lemma, 1.0)
        known = self._lexicon.corrected(word.lemma)
        return _Sense(known[0], 0.5 + known[1] / 2) if known else _Sense(word.lemma, 0.0)

    def _whole(self, told: Sequence[Word], senses: Sequence[_Sense]) -> Iterator[Hit]:
        for start in range(len(told)):
            trust = 1.0
            key: tuple[str, ...] = ()
            for end in range(start, min(start + self._lexicon.longest, len(told))):
                if told[end].sentence != told[start].sentence or not senses[end].trust:
                    break
                trust *= senses[end].trust
                key += (senses[end].known,)
                phrases = self._lexicon.by_key.get(key, ())
                piece = tuple(told[start : end + 1])
                for phrase in phrases:
                    if self._context_heard(phrase, told, piece):
                        shared = _SEVERAL_TARGETS if len(phrases) > 1 else 1.0
                        yield self._hit(phrase, phrase.trust * trust * shared, piece)

    def _capitals(self, words: Sequence[Word], shouted: bool) -> Iterator[Hit]:
        alone = len(words) == 1
        for at, word in enumerate(words):
            for phrase in self._lexicon.by_raw.get(word.raw.upper(), ()):
                around = words[max(0, at - 5) : at + 6]
                context = self._context_heard(phrase, around, (word,)) if phrase.context else False
                exact = word.raw == phrase.text
                if exact and (context or alone or not shouted):
                    yield self._hit(phrase, phrase.trust if context or alone else 0.88, (word,))
                elif context and not alone and word.plain not in ("all",):
                    yield self._hit(phrase, 0.7, (word,))

    def _context_heard(self, phrase: Phrase, told: Sequence[Word], piece: Sequence[Word]) -> bool:
        if not phrase.context:
            return True
        heard = " " + " ".join(word.plain for word in told if word not in piece) + " "
        lemmas = {word.lemma for word in told if word not in piece}
        return any(f" {context} " in heard or context in lemmas for context in phrase.context)

    def _hit(self, phrase: Phrase, score: float, words: tuple[Word, ...]) -> Hit:
        if len(phrase.key) == 1 and phrase.key[0] in self._generic:
            score *= _ONE_WEAK_WORD
        return Hit(
            target=phrase.target,
            score=score * self._prior(phrase.target),
            text=phrase.text,
            key=phrase.key,
            words=words,
        )

    def _prior(self, target: str) -> float:
        kind = self._catalogue.kinds.get(target)
        return _RARE if kind is not None and kind.rare and kind.parent else 1.0

    def _scattered(
        self, told: Sequence[Word], senses: Sequence[_Sense], unfinished: bool
    ) -> Iterator[Hit]:
        """Phrases whose words stand anywhere in the text, or are only begun."""
        places: dict[str, int] = {}
        trusts: dict[str, float] = {}
        for at, sense in enumerate(senses):
            if sense.trust > trusts.get(sense.known, 0.0):
                places[sense.known], trusts[sense.known] = at, sense.trust
        if unfinished and told and len(told[-1].plain) >= 2:
            begun = told[-1].plain
            for known in self._lexicon.beginning_with(begun)[:_MOST_COMPLETIONS]:
                if known not in trusts:
                    places[known] = len(told) - 1
                    trusts[known] = 0.55 + 0.4 * len(begun) / len(known)
        told_as = [word for word in _WORDS_FOR_CANCER if word in trusts]
        for word in _WORDS_FOR_CANCER if told_as else ():
            places.setdefault(word, places[told_as[0]])
            trusts.setdefault(word, _OTHER_WORD_FOR_CANCER)
        weight = self._lexicon.weight
        heard = sum(weight(sense.known) for sense in senses if sense.trust) or 1.0
        telling = {word for word in trusts if word not in self._generic} or set(trusts)
        for phrase in {
            phrase.rank: phrase
            for word in telling
            for phrase in self._lexicon.by_word.get(word, ())
        }.values():
            met = [word for word in phrase.key if word in trusts]
            got = sum(weight(word) * trusts[word] for word in met)
            cover = got / sum(weight(word) for word in phrase.key)
            spots = sorted({places[word] for word in met})
            span = sum(
                weight(sense.known) for sense in senses[spots[0] : spots[-1] + 1] if sense.trust
            )
            dense = min(1.0, sum(weight(word) for word in met) / (span or 1.0))
            shared = min(1.0, got / heard)
            score = cover**1.6 * (0.45 + 0.3 * dense + 0.25 * shared)
            if cover < 0.9:
                score *= 0.85
            elif 1 < len(phrase.key) == len(met) and dense >= _LEAST_DENSE:
                score = max(score, _ALL_WORDS_TOLD * cover)
            if len(met) < len(phrase.key):
                score = min(score, _PART_TOLD)
            if len(met) == 1 and met[0] in self._generic:
                score *= _ONE_WEAK_WORD
            hit = self._hit(
                phrase,
                min(score, _SCATTERED_BEST) * phrase.trust,
                tuple(told[place] for place in spots),
            )
            yield replace(hit, guessed=cover < 0.75)

    def _disease_words(self) -> frozenset[str]:
        """Words that name a disease alone, and words of names that end as diseases end."""
        vocabulary = self._lexicon.vocabulary
        alone = {key[0] for key in self._lexicon.by_key if len(key) == 1 and len(key[0]) > 1}
        ending = {word for word in self._lexicon.weights if _ENDS_AS_A_DISEASE.search(word)}
        weak = (vocabulary.generic - _LUMPS) | vocabulary.stop | vocabulary.plain
        return frozenset((alone | ending) - weak)


def _weaken_inner(hits: Sequence[Hit]) -> list[Hit]:
    """A phrase inside a longer one counts less: "breast cancer" in "inflammatory breast cancer"."""
    spans = {(hit.words[0].start, hit.words[-1].end) for hit in hits if hit.score > 0.5}
    result = []
    for hit in hits:
        first, last = hit.words[0].start, hit.words[-1].end
        inner = any(
            start <= first and last <= end and (start, end) != (first, last) for start, end in spans
        )
        result.append(replace(hit, score=hit.score * _INSIDE_ANOTHER) if inner else hit)
    return result
