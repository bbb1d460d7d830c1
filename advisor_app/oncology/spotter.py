"""Spots the phrases of the lexicon in a text: whole, in any order, misspelt or unfinished."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from advisor_app.domain.text import fold
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.hits import Hit, rarity, weak_alone, weaken_borrowed, weaken_inner
from advisor_app.oncology.lexicon import Lexicon, Phrase
from advisor_app.oncology.misheard import Misheard
from advisor_app.oncology.repairs import Repairs
from advisor_app.oncology.scattered import Scattered, Sense
from advisor_app.oncology.sounds import sound
from advisor_app.oncology.words import Word

_SEVERAL_TARGETS: Final = 0.8
DIAGNOSES: Final = frozenset({"cancer", "carcinoma", "malignancy", "malignant"})
"""Lemmas that say cancer and nothing less."""
_MARKED: Final = re.compile(r"[marl][A-Z]{2,}")
"""An abbreviation after the letter that says metastatic, advanced, recurrent or locally."""
_TRUST_IN_MARKED: Final = 0.97
_OF_ITS_ORGAN: Final = 0.8
_MOST_BROKEN: Final = 6
_FOUND: Final = 0.6
_TRUST_IN_BROKEN: Final = 0.8
_TRUST_IN_SOUND: Final = 0.78
_TRUST_IN_PIECES: Final = 0.93
_HEARD_ALONE: Final = 5
_HEARD_FAR: Final = 6
_SURE_ALONE: Final = 0.8
_BROKEN_TO_PIECES: Final = 2


class Spotter:
    """Finds the phrases of one lexicon."""

    def __init__(self, lexicon: Lexicon, catalogue: Catalogue) -> None:
        self._lexicon = lexicon
        self._catalogue = catalogue
        self._stop = lexicon.vocabulary.stop
        self._generic = lexicon.vocabulary.generic
        self._repairs = Repairs(lexicon)
        self._misheard = Misheard(lexicon, self._repairs)
        self._scattered = Scattered(lexicon, catalogue)
        self._disease = lexicon.diseases

    def is_a_disease(self, lemma: str) -> bool:
        """Whether a lemma, alone, names a disease or a body part of one."""
        return lemma in self._disease

    def names_a_disease(self, word: Word) -> bool:
        """Whether the word, alone, names a disease or a body part of one."""
        if self.is_a_disease(word.lemma) or self._lexicon.in_capitals(word.raw):
            return True
        if self._lexicon.knows(word.lemma):
            return False
        known = self._lexicon.corrected(word.lemma) or self._lexicon.corrected(word.plain)
        return known is not None and known[0] in self._disease

    def cancers_of(self, word: Word) -> Iterator[Hit]:
        """The cancers that begin in a body part: "from the lung"."""
        for phrase in self._lexicon.phrases((word.lemma, "cancer")):
            yield self._hit(phrase, _OF_ITS_ORGAN, (word,))

    def means_a_diagnosis(self, word: Word) -> bool:
        """Whether the word, rightly spelled, says cancer and nothing less."""
        return self.meant(word) in DIAGNOSES

    def meant(self, word: Word) -> str:
        """The lemma of the word, rightly spelled."""
        return self._sense(word).meant

    def repaired(self, words: Sequence[Word]) -> list[Word]:
        """The words, with those that dictation broke joined again."""
        return self._repairs.repaired(words)

    def hits(self, words: Sequence[Word], *, shouted: bool, unfinished: bool) -> list[Hit]:
        """Every hit in the words; `unfinished` when the last word may still be being typed."""
        found = self._read(words, shouted, unfinished)
        told = [word for word in words if word.lemma not in self._stop]
        other = list(self._misread(words, found))
        if told and len(told) <= _MOST_BROKEN:
            if all(hit.score < _FOUND for hit in found):
                found.extend(self._nearly(told))
            elif sum(map(self._repairs.is_odd, told)) >= _BROKEN_TO_PIECES:
                found.extend(self._sounding(told, _TRUST_IN_PIECES))
        return [*found, *other]

    def _read(self, words: Sequence[Word], shouted: bool, unfinished: bool) -> list[Hit]:
        told = [word for word in words if word.lemma not in self._stop]
        senses = [self._sense(word) for word in told]
        whole = [*self._whole(told, senses), *self._capitals(words, shouted)]
        scattered = self._scattered.hits(told, senses, unfinished=unfinished)
        return [*weaken_inner(whole), *weaken_borrowed(scattered, whole, self._generic)]

    def _misread(self, words: Sequence[Word], found: Sequence[Hit]) -> Iterator[Hit]:
        """What other readings say of the words that were read otherwise."""
        lost = all(hit.score < _FOUND for hit in found)
        if not lost and not any(map(self._repairs.is_odd, words)):
            return
        far = True
        for other in self._misheard.readings(words):
            told = [word for word in other.words if word.lemma not in self._stop]
            senses = [self._sense(word) for word in told]
            hits = list(self._whole(told, senses))
            if far and other.odd and other.length >= _HEARD_FAR:
                far = False
                hits.extend(self._scattered.hits(told, senses, unfinished=False))
            for hit in hits:
                if not any(word.start <= other.start < word.end for word in hit.words):
                    continue
                several = len(hit.words) > 1 and not self._generic.issuperset(hit.key)
                all_told = len(hit.words) == len(told)
                if (several and (other.odd or all_told)) or (
                    other.odd and other.length >= _HEARD_ALONE and other.trust >= _SURE_ALONE
                ):
                    yield hit._replace(score=hit.score * other.trust)

    def _nearly(self, told: Sequence[Word]) -> Iterator[Hit]:
        """The phrase that the whole text is a broken form of: "reno cell carcinoma"."""
        if not any(self._repairs.is_odd(word) for word in told):
            return
        phrase, likeness = self._lexicon.nearly("".join(word.plain for word in told))
        if phrase is not None:
            yield self._hit(phrase, likeness * _TRUST_IN_BROKEN, tuple(told))
        yield from self._sounding(told, _TRUST_IN_SOUND)

    def _sounding(self, told: Sequence[Word], trust: float) -> Iterator[Hit]:
        """The phrase that the whole text sounds like: "cold and jio carcinoma"."""
        phrase, likeness = self._lexicon.sounding(sound(word.plain for word in told))
        if phrase is not None and self._said_plainly(told).issubset(phrase.key):
            yield self._hit(phrase, likeness * trust, tuple(told))

    def _said_plainly(self, told: Sequence[Word]) -> set[str]:
        """The diseases and body parts said as they are written: these were not misheard."""
        lemma = self._lexicon.vocabulary.lemma
        known = {lemma(fold(word.raw)) for word in told}
        return (known & self._disease & self._lexicon.spelled) - self._generic

    def _sense(self, word: Word) -> Sense:
        lexicon = self._lexicon
        if word.lemma in lexicon.spelled:
            return Sense(word.lemma, 1.0, word.lemma)
        if _MARKED.fullmatch(word.raw) and word.plain[1:] in lexicon.spelled:
            return Sense(word.plain[1:], _TRUST_IN_MARKED, word.plain[1:])
        corrected = lexicon.corrected(word.lemma) or lexicon.corrected(word.plain)
        if lexicon.knows(word.lemma):
            return Sense(word.lemma, 1.0, corrected[0] if corrected else word.lemma)
        if corrected:
            return Sense(corrected[0], 0.5 + corrected[1] / 2, corrected[0])
        return Sense(word.lemma, 0.0, word.lemma)

    def _whole(self, told: Sequence[Word], senses: Sequence[Sense]) -> Iterator[Hit]:
        for start in range(len(told)):
            trust = 1.0
            key: tuple[str, ...] = ()
            longest = self._lexicon.longest_from(senses[start].known)
            for end in range(start, min(start + longest, len(told))):
                if told[end].sentence != told[start].sentence or not senses[end].trust:
                    break
                trust *= senses[end].trust
                key += (senses[end].known,)
                phrases = self._lexicon.phrases(key)
                if not phrases:
                    continue
                piece = tuple(told[start : end + 1])
                for phrase in phrases:
                    if self._context_heard(phrase, told, piece):
                        shared = _SEVERAL_TARGETS if len(phrases) > 1 else 1.0
                        yield self._hit(phrase, phrase.trust * trust * shared, piece)

    def _capitals(self, words: Sequence[Word], shouted: bool) -> Iterator[Hit]:
        alone = len(words) == 1
        for at, word in enumerate(words):
            for phrase in self._lexicon.in_capitals(word.raw.upper()):
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
        score *= weak_alone(phrase.key, self._generic) * rarity(self._catalogue, phrase.target)
        return Hit(phrase.target, score, phrase.text, phrase.key, words)
