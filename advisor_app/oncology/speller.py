"""Finds the known word that a misspelt or misheard one was meant to be."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein, Indel

from advisor_app.oncology.lexicon_index import LexiconIndex, Spelled
from advisor_app.oncology.sounds import sound

SHORTEST_CORRECTED: Final = 5
_SHORTEST_HEARD: Final = 4
_ALIKE: Final = 0.74
_ALIKE_WHERE_SHORT: Final = 0.8
_SHORT: Final = 7
_LENGTHS_APART: Final = 2
_SOUNDS_ALIKE: Final = 0.5
_SHORT_SOUND: Final = 6
_SHORT_SOUNDS_ALIKE: Final = 0.55
_SEVERAL_SOUND_ALIKE: Final = 0.6
_LEAST_SOUND: Final = 5
_TRUST_IN_SOUND: Final = 0.8
_NEARLY_SOUNDS: Final = 0.85
_SHORTEST_SLIP: Final = 3
_SHORT_SLIP: Final = 5
_LONG_SLIP: Final = 8
_MOST_SLIPS: Final = 8
_SOUND_STARTS: Final = {"f": "fp", "p": "pf"}
_ROUNDING: Final = 0.001
_OTHER_START: Final = 0.04
_SAME_START: Final = {
    letter: group
    for group, letters in enumerate(("kcqx", "fpvb", "sz", "gj", "iyeaouh", "td"))
    for letter in letters
}

Correction = tuple[str, float]


class Speller:
    """Knows words by their letters and by their sound.

    It takes them from the index when a word is not known; `parts` of that are words that only stand
    in forms of several words: "small" in "small bowel".
    """

    def __init__(self, index: LexiconIndex) -> None:
        self._index = index
        self._cached_slips = lru_cache(maxsize=8192)(self._slips)
        self._cached = lru_cache(maxsize=8192)(self._search)
        self._cached_sounds = lru_cache(maxsize=8192)(self._by_its_sound)

    @cached_property
    def _spelled(self) -> Sequence[Spelled]:
        return self._index.spellings()

    @cached_property
    def _lemmas(self) -> Mapping[str, str]:
        return {one.word: one.lemma for one in self._spelled}

    @cached_property
    def _spoken(self) -> Mapping[str, str]:
        return {one.word: one.sound for one in self._spelled if one.word.isalpha()}

    @cached_property
    def _written(self) -> Sequence[str]:
        return tuple(dict.fromkeys((*self._lemmas, *self._index.parts.all())))

    @cached_property
    def _by_start(self) -> Mapping[tuple[object, int], list[str]]:
        """Words by how they begin and how long they are; like the next ones, made when asked."""
        found: dict[tuple[object, int], list[str]] = {}
        for word in self._spoken:
            if len(word) >= SHORTEST_CORRECTED - 1:
                found.setdefault((_start(word), len(word)), []).append(word)
        return found

    @cached_property
    def _by_sound(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word, spoken in self._spoken.items():
            if len(word) >= SHORTEST_CORRECTED - 1:
                found.setdefault(spoken, []).append(word)
        return found

    @cached_property
    def _sounds(self) -> Mapping[tuple[str, int], list[str]]:
        found: dict[tuple[str, int], list[str]] = {}
        for spoken in filter(None, self._by_sound):
            found.setdefault((spoken[0], len(spoken)), []).append(spoken)
        return found

    @cached_property
    def _by_ends(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for word in filter(str.isalpha, self._written):
            found.setdefault(word[:2], []).append(word)
            found.setdefault("-" + word[-2:], []).append(word)
        return found

    @cached_property
    def _short(self) -> Sequence[str]:
        return [
            word
            for word in self._written
            if _SHORTEST_SLIP <= len(word) <= _SHORT_SLIP + 1 and word.isalpha()
        ]

    def __call__(self, word: str) -> Correction | None:
        """The lemma that was meant with its likeness from 0 to 1, or None."""
        return self._cached(word)

    def heard(self, words: Sequence[str]) -> Correction | None:
        """The lemma that sounds as these words do one after the other, or None."""
        return self._cached_sounds(tuple(words))

    def same_sound(self, spoken: str) -> tuple[str, ...]:
        """The lemmas of the words that sound just so."""
        return tuple(dict.fromkeys(self._lemmas[one] for one in self._by_sound.get(spoken, ())))

    def near_sound(self, spoken: str) -> Correction | None:
        """The lemma that sounds nearly so, with the same beginning, or None."""
        near = [
            one
            for length in range(len(spoken) - 1, len(spoken) + 2)
            for start in _SOUND_STARTS.get(spoken[0], spoken[0])
            for one in self._sounds.get((start, length), ())
        ]
        found = process.extractOne(
            spoken, near, scorer=Indel.normalized_similarity, score_cutoff=_NEARLY_SOUNDS
        )
        return (self._lemmas[self._by_sound[found[0]][0]], float(found[1])) if found else None

    def near_spelled(self, word: str) -> tuple[Correction, ...]:
        """The words, as written, that a slip or two of the keyboard may have made this one."""
        return self._cached_slips(word)

    def _slips(self, word: str) -> tuple[Correction, ...]:
        if len(word) < _SHORTEST_SLIP:
            return ()
        if len(word) <= _SHORT_SLIP:
            near: Iterable[str] = self._short
        else:
            ends = word[:2], "-" + word[-2:]
            near = dict.fromkeys(one for end in ends for one in self._by_ends.get(end, ()))
        slips = 1 if len(word) < _LONG_SLIP else 2
        found = process.extract(
            word,
            near,
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=1 - slips / len(word) - _ROUNDING,
            limit=_MOST_SLIPS,
        )
        return tuple(
            (known, (1 + alike) / 2 - (known[0] != word[0]) * _OTHER_START)
            for known, alike, _ in found
            if known != word
        )

    def _search(self, word: str) -> Correction | None:
        if len(word) < _SHORTEST_HEARD or not word.isalpha():
            return None
        spelled = self._nearest(word) if len(word) >= SHORTEST_CORRECTED else None
        heard = self._by_its_sound((word,))
        if spelled is None or (heard is not None and heard[1] > spelled[1]):
            return heard
        return spelled

    def _nearest(self, word: str) -> Correction | None:
        start = _start(word)
        near: Iterable[str] = (
            known
            for length in range(len(word) - _LENGTHS_APART, len(word) + _LENGTHS_APART + 1)
            for known in self._by_start.get((start, length), ())
        )
        found = process.extractOne(
            word,
            list(near),
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=_ALIKE_WHERE_SHORT if len(word) < _SHORT else _ALIKE,
        )
        return (self._lemmas[found[0]], float(found[1])) if found else None

    def _by_its_sound(self, words: tuple[str, ...]) -> Correction | None:
        spoken = sound(words)
        if len(spoken) < _LEAST_SOUND:
            return None
        known = self._by_sound.get(spoken) or (
            self._by_sound.get(spoken[:-1]) if spoken.endswith("s") else None
        )
        if not known:
            return None
        letters = "".join(words)
        likeness, nearest = max(
            (DamerauLevenshtein.normalized_similarity(letters, one), one) for one in known
        )
        least = _SOUNDS_ALIKE
        if len(spoken) <= _SHORT_SOUND:
            least = _SHORT_SOUNDS_ALIKE if len(words) == 1 else _SEVERAL_SOUND_ALIKE
        if likeness < least:
            return None
        return self._lemmas[nearest], max(float(likeness), _TRUST_IN_SOUND)


def _start(word: str) -> object:
    return _SAME_START.get(word[0], word[0])
