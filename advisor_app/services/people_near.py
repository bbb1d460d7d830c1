"""Whom to compare with somebody, out of very many: by the keys alone, and one quick look at a line.

Whoever is found in several ways, or by what few share, goes before the others. What is typed with a
slip is also read as the names that the store knows one slip away from it.
"""

from collections.abc import Collection, Iterator
from heapq import nlargest
from itertools import product
from typing import Final

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from advisor_app.services.case_shelves import PersonReads
from advisor_app.services.nicknames import Nicknames
from advisor_app.services.person_sketch import (
    PersonSketch,
    close_keys,
    date_slips,
    pairs_of,
    sound_pair,
    wide_keys,
    words_of,
)

_MOST_OF_A_KIND: Final = 4000
_MOST_COMPARED: Final = 40
_MOST_LOOKED_AT: Final = 120
_STRONG: Final = 8
"""Whoever the ways speak for so much is compared before anybody is looked at."""
_OF_A_WAY: Final = 5
"""So many of a hundred of a line alike are worth what a way of weight 1 is."""
_FEW: Final = 40
"""A name is rare that no more cases bear."""
_SURE: Final = frozenset({"tail", "mrn", "misdialled", "initials", "rare"})
"""Ways in which few people are found: all of these are compared."""
_HALF: Final = "half"
_WEIGHTS: Final = {
    "tail": 8, "mrn": 8, "misdialled": 6, "born": 6, "initials": 6, "rare": 6, "pair": 5,
    "respelt": 5, "slipped": 3, "local": 2, "year": 2, "half": 2,
}  # fmt: skip
"""How much each way speaks for somebody, before any field is looked at."""
_SHORTEST_RESPELT: Final = 5
_LONGEST_PIECE: Final = 4
_MOST_WITH_PIECE: Final = 4000
_MOST_RESPELT: Final = 12


class Nearest:
    """The few who are worth comparing with one who is sought, a group at a time, surest first.

    A word that nobody bears is perhaps a slip: it stands for the names one slip away from it.
    `rare` tells which of the names that may be meant few people bear; who has one that only the
    last look brought up is named again with it.
    """

    def __init__(
        self,
        people: PersonReads,
        sought: PersonSketch,
        nicknames: Nicknames,
        known: Collection[str],
    ) -> None:
        self._people = people
        self._sought = sought
        self._named = set(known)
        self._near: dict[str, list[str]] = {"rare": []}
        self.rare: frozenset[str] = frozenset()
        unknown = self._look_for_rare(words_of(sought))
        spelt = {word: _respelt(people, word) for word in unknown}
        self._meant = {
            word: nicknames.of(word).union(spelt.get(word, ())) for word in words_of(sought)
        }

    def groups(self) -> Iterator[set[str]]:
        """Who was found in strong ways; who is alike in a line; and who else may be meant."""
        self._look(close_keys(self._sought, Nicknames(self._meant)))
        self._near["initials"] = self._by_dates()
        weights = self._weighed()
        yield self._once({one for one, weight in weights.items() if weight >= _STRONG})
        yield self._once(self._alike())
        rare = self._look_widely()
        yield self._once(self._alike()) | rare

    def _look(self, keys: dict[str, set[str]]) -> None:
        self._near |= self._people.near(keys, _MOST_OF_A_KIND)

    def _look_widely(self) -> set[str]:
        """Look for what may be meant, too; who bears a rare name of those."""
        spelt = {word: {word, *_respelt(self._people, word)} for word in self._meant}
        keys = wide_keys(self._sought, Nicknames(self._meant))
        keys["respelt"] = {
            sound_pair(first, second)
            for one, other in pairs_of(self._sought)
            for first, second in product(spelt[one], spelt[other])
        }
        self._look(keys)
        before = set(self._near["rare"])
        self._look_for_rare(set().union(*spelt.values()) - self._meant.keys())
        return set(self._near["rare"]) - before

    def _look_for_rare(self, words: set[str]) -> set[str]:
        """Look for who bears one of the words that few people bear; those that nobody bears."""
        bearers = self._people.bearers(words, _FEW)
        self._near["rare"] += [number for numbers in bearers.values() for number in numbers]
        self.rare |= {word for word, numbers in bearers.items() if numbers}
        return {word for word, numbers in bearers.items() if not numbers}

    def _by_dates(self) -> list[str]:
        """Who was born on that day, or on one that may be meant by it, with the same initials."""
        dates = {one for born in self._sought.born for one in (born, *date_slips(born))}
        initials = {(one[0], other[0]) for one, other in pairs_of(self._sought)}
        if not dates or not initials:
            return []
        return self._people.born_and_begun(dates, initials, _MOST_OF_A_KIND)

    def _once(self, numbers: set[str]) -> set[str]:
        new = numbers - self._named
        self._named |= new
        return new

    def _weighed(self) -> dict[str, int]:
        """How much the ways in which somebody was found speak for them.

        Very many share half a name: where others are known it only speaks for those.
        """
        weights: dict[str, int] = {}
        for way, numbers in self._near.items():
            if way != _HALF:
                weight = _WEIGHTS[way]
                for number in numbers:
                    weights[number] = weights.get(number, 0) + weight
        enough = len(weights) > _MOST_LOOKED_AT
        for number in self._near.get(_HALF, ()):
            if number in weights or not enough:
                weights[number] = weights.get(number, 0) + _WEIGHTS[_HALF]
        return weights

    def _alike(self) -> set[str]:
        """The nearest by the ways in which each was found, and by one quick look at a line."""
        weights = self._weighed()
        for number in self._named:
            weights.pop(number, None)
        if len(weights) <= _MOST_COMPARED:
            return set(weights)
        looked_at = nlargest(_MOST_LOOKED_AT, weights, key=weights.__getitem__)
        alike = self._alike_in_a_line(looked_at)
        scores = {one: alike[one] + _OF_A_WAY * weights[one] for one in looked_at}
        sure = {number for way in _SURE for number in self._near.get(way, ())}
        return sure.intersection(looked_at).union(
            nlargest(_MOST_COMPARED, scores, key=scores.__getitem__)
        )

    def _alike_in_a_line(self, numbers: Collection[str]) -> dict[str, float]:
        """How alike names and birth date are as one line, of 100."""
        sought = self._sought
        names = (*sought.families, *sought.givens, *sought.wholes)
        line = " ".join((*(word for name in names for word in name), *sought.born))
        lines = self._people.lines(numbers)
        told = process.extract(line, lines, scorer=fuzz.token_sort_ratio, limit=None)
        return dict.fromkeys(numbers, 0.0) | {number: score for _, score, number in told}


def _respelt(people: PersonReads, word: str) -> list[str]:
    """The names in the store that are one slip away from this word.

    One slip leaves the first or the last part of the word as it is; the first letter apart.
    """
    if len(word) < _SHORTEST_RESPELT:
        return []
    length = min(_LONGEST_PIECE, (len(word) - 1) // 2)
    lengths = (len(word) - 1, len(word) + 1)
    found = {
        *people.words_begun(word[1 : 1 + length], lengths, _MOST_WITH_PIECE),
        *people.words_ending(word[-length:], lengths, _MOST_WITH_PIECE),
    }
    near = (one for one in found if DamerauLevenshtein.distance(one, word, score_cutoff=1) == 1)
    return sorted(near)[:_MOST_RESPELT]
