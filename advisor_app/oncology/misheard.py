"""Other readings of a short text with a word that has no business in it, or with no meaning at all.

Neighbouring words, said one after the other, may sound like one known word ("you veal melanoma",
"see come cancer"); a word may be a slip of the keyboard for several known ones, of which the words
beside it choose ("smll bowel cancer"). Here are the readings; what they mean is asked elsewhere.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from advisor_app.oncology.lexicon import Lexicon
from advisor_app.oncology.repairs import Repairs
from advisor_app.oncology.sounds import sound
from advisor_app.oncology.words import Word

MOST_WORDS: Final = 9
_MOST_PIECES: Final = 5
_SHORTEST_SOUND: Final = 3
_NEAR_FROM: Final = 5
_SOUNDS_SO: Final = 0.92
_SOUNDS_NEARLY_SO: Final = 0.9
_MOST_READINGS: Final = 12
_FEWEST_LETTERS: Final = 4
_LONG_GENERIC: Final = 5


class OtherReading(NamedTuple):
    """A text read otherwise: its words, where the new word stands, and how far to trust it.

    `length` says how much of it was heard or written so, in signs; `odd` whether a word that had
    no business there is explained.
    """

    words: Sequence[Word]
    start: int
    trust: float
    length: int
    odd: bool


class Misheard:
    """Finds what a text may have been before it was misheard or mistyped."""

    def __init__(self, lexicon: Lexicon, repairs: Repairs) -> None:
        self._lexicon = lexicon
        self._is_odd = repairs.is_odd
        self._stop = lexicon.vocabulary.stop
        self._generic = lexicon.vocabulary.generic

    def readings(self, words: Sequence[Word]) -> list[OtherReading]:
        """The other readings of a short text, the likeliest first; few."""
        if not 0 < len(words) <= MOST_WORDS:
            return []
        odd = [self._is_odd(word) for word in words]
        found = [*self._misspelt(words, odd), *self._broken(words, odd)]
        return sorted(found, key=lambda one: -one.trust)[:_MOST_READINGS]

    def _misspelt(self, words: Sequence[Word], odd: Sequence[bool]) -> Iterator[OtherReading]:
        for at, word in enumerate(words):
            if not odd[at] or not word.plain.isalpha():
                continue
            for known, alike in self._lexicon.near_spelled(word.plain):
                lemma = self._lexicon.vocabulary.lemma(known)
                meant = word._replace(plain=known, lemma=lemma)
                yield self._reading(
                    [*words[:at], meant, *words[at + 1 :]], word, alike, len(known), odd=True
                )

    def _broken(self, words: Sequence[Word], odd: Sequence[bool]) -> Iterator[OtherReading]:
        for first in range(len(words)):
            for last in range(first + 2, min(first + _MOST_PIECES, len(words)) + 1):
                piece = words[first:last]
                if not self._may_be_one(piece):
                    break
                strange = any(odd[first:last])
                for lemma, alike, length in self._heard(piece, strange):
                    heard = _as_heard(piece, lemma)
                    yield self._reading(
                        [*words[:first], heard, *words[last:]], heard, alike, length, odd=strange
                    )

    def _reading(
        self, words: Iterable[Word], new: Word, trust: float, length: int, *, odd: bool
    ) -> OtherReading:
        joined = list(self._lexicon.vocabulary.joined(list(words)))
        return OtherReading(joined, new.start, trust, length, odd)

    def _may_be_one(self, piece: Sequence[Word]) -> bool:
        """Whether words may be pieces of one: of one sentence, and "cancer" is none."""
        last = piece[-1]
        return last.sentence == piece[0].sentence and all(
            word.plain.isalpha()
            and (word.lemma not in self._generic or len(word.plain) < _LONG_GENERIC)
            for word in piece
        )

    def _heard(self, piece: Sequence[Word], strange: bool) -> Iterator[tuple[str, float, int]]:
        """The known words that a piece sounds like, with their likeness and how long they sound."""
        plain = [word.plain for word in piece]
        if sum(map(len, plain)) < _FEWEST_LETTERS:
            return
        spoken = sound(plain)
        told = {word.lemma for word in piece}
        for way in (spoken, spoken[:-1]) if spoken.endswith(("r", "s")) else (spoken,):
            if len(way) < _SHORTEST_SOUND:
                continue
            known = [(one, _SOUNDS_SO) for one in self._lexicon.same_sound(way)]
            if strange and len(way) >= _NEAR_FROM:
                near, alike = self._lexicon.near_sound(way)
                known.append((near, alike * _SOUNDS_NEARLY_SO))
            for lemma, alike in islice(known, 3):
                if lemma and lemma not in self._generic and lemma not in told:
                    yield lemma, alike, len(way)


def _as_heard(piece: Sequence[Word], lemma: str) -> Word:
    first, last = piece[0], piece[-1]
    raw = " ".join(word.raw for word in piece)
    return Word(raw, lemma, lemma, first.start, last.end, first.clause, first.sentence)
