"""Sets aside the places that a cancer spread to: they are not where it began."""

from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import Final

from advisor_app.oncology.asides import NEGATED, SPREAD, Aside, set_apart
from advisor_app.oncology.doubts import TOO_WIDE
from advisor_app.oncology.guard_phrases import Clinical, GuardPhrases, Span
from advisor_app.oncology.words import Word

_AGAIN: Final = frozenset({"again"})
_SPREADS: Final = frozenset({"spread", "metastatic", "metastasis", "metastases", "spreading"})
_DENIED_WITHIN: Final = 4
_FROM: Final = frozenset({"from", "matches", "matching", "matched"})
_NEAR_FROM: Final = 4
_BETWEEN: Final = 3


class SpreadTold:
    """Finds spread, and spread that is denied, with the phrases of the guards."""

    def __init__(self, phrases: GuardPhrases) -> None:
        self._phrases = phrases

    def asides(
        self,
        words: Sequence[Word],
        clauses: Sequence[Span],
        organ: Clinical,
        found: Sequence[Aside],
    ) -> Iterator[Aside]:
        """The places that the cancer spread to, outside of what was `found` to be set aside."""
        taken = set_apart(found)
        for aside in self._reached(words, organ, taken):
            taken.update(range(aside.first, aside.last))
            yield aside
        for aside in (
            *self._come_from(words, organ),
            *self._began_in(words, organ),
            *self._begun_elsewhere(words, organ),
            *self._lit_up_again(words, clauses, organ),
            *_named_as_metastases(words, organ),
        ):
            if taken.isdisjoint(range(aside.first, aside.last)):
                taken.update(range(aside.first, aside.last))
                yield aside

    def denied(self, words: Sequence[Word], found: Sequence[Aside]) -> Iterator[Aside]:
        """The word for spread where it is denied: "the scan did not show any spread"."""
        taken = set_apart(found)
        for at, word in enumerate(words):
            if word.lemma in _SPREADS and at not in taken and self._denied_from(words, at) != at:
                yield Aside(first=at, last=at + 1, why=NEGATED)

    def _reached(
        self, words: Sequence[Word], organ: Clinical, taken: Container[int]
    ) -> Iterator[Aside]:
        """What it went to: "it spread to the liver and the bones"."""
        for first, last, reach in self._phrases.found("spread", words):
            if first in taken:
                continue
            end = min(last + reach, len(words))
            stop = words[last - 1].sentence
            places = [
                at for at in range(last, end) if words[at].sentence == stop and organ(words[at])
            ]
            start = self._denied_from(words, first)
            if start != first:
                places = [at for at in places if words[at].clause == words[first].clause]
            if places:
                why = SPREAD if start == first else NEGATED
                yield Aside(first=start, last=_last_in_run(places) + 1, why=why)

    @staticmethod
    def _come_from(words: Sequence[Word], organ: Clinical) -> Iterator[Aside]:
        """What is told to come from another organ: "spots on the liver from the colon"."""
        for at, word in enumerate(words):
            if word.plain not in _FROM:
                continue
            clause = [one.clause == word.clause for one in words]
            ahead = range(at + 1, min(at + 1 + _NEAR_FROM, len(words)))
            behind = range(at - 1, max(-1, at - 1 - _NEAR_FROM), -1)
            start = next((one for one in ahead if clause[one] and organ(words[one])), None)
            reached = next((one for one in behind if clause[one] and organ(words[one])), None)
            if start is None or reached is None or words[start].lemma == words[reached].lemma:
                continue
            lumps = [
                one
                for one in range(max(0, reached - _NEAR_FROM), at)
                if clause[one] and words[one].lemma in TOO_WIDE
            ]
            if lumps:
                first, last = min(lumps[0], reached), max(reached, lumps[0])
                yield Aside(first=first, last=last + 1, why=SPREAD)

    def _began_in(self, words: Sequence[Word], organ: Clinical) -> Iterator[Aside]:
        """What was told before the place where it began: "in my brain, but it's from the lung"."""
        for first, last, reach in self._phrases.found("began_in", words):
            sentence = words[first].sentence
            start = next(
                (
                    word.lemma
                    for word in words[last : last + reach]
                    if organ(word) and word.sentence == sentence
                ),
                "",
            )
            for at in range(first) if start else ():
                near = words[at].sentence >= sentence - 1
                if near and organ(words[at]) and words[at].lemma != start:
                    yield Aside(first=at, last=at + 1, why=SPREAD)

    def _lit_up_again(
        self, words: Sequence[Word], clauses: Sequence[Span], organ: Clinical
    ) -> Iterator[Aside]:
        """What lit up beside a cancer that is back: "the scan lit up, it's the prostate again"."""
        again = {
            before.lemma
            for before, word in pairwise(words)
            if word.plain in _AGAIN and organ(before)
        }
        for first, last in clauses if again else ():
            piece = words[first:last]
            apart = not any(word.lemma in again for word in piece)
            if apart and self._phrases.any("lit_up", piece):
                yield Aside(first=first, last=last, why=SPREAD)

    def _begun_elsewhere(self, words: Sequence[Word], organ: Clinical) -> Iterator[Aside]:
        """A place whose cancer began in another: "liver cancer that started somewhere else"."""
        for first, last, reach in self._phrases.found("elsewhere", words):
            if self._denied_from(words, first) != first:
                continue
            near = range(max(0, first - reach), first)
            same = [at for at in near if words[at].sentence == words[first].sentence]
            reached = next((at for at in same if organ(words[at])), None)
            if reached is not None:
                lumps = [at for at in same if at < reached and words[at].lemma in TOO_WIDE]
                yield Aside(first=min(lumps, default=reached), last=last, why=SPREAD)

    def _denied_from(self, words: Sequence[Word], first: int) -> int:
        """Where the denial of the spread at `first` begins; `first` itself where it is told."""
        for at in range(first - 1, max(-1, first - 1 - _DENIED_WITHIN), -1):
            if words[at].sentence != words[first].sentence:
                break
            if self._phrases.has("spread_denied", words[at]):
                return at
        return first


def _named_as_metastases(words: Sequence[Word], organ: Clinical) -> Iterator[Aside]:
    """Places named as those of metastases: "liver mets"."""
    for at in range(1, len(words)):
        word = words[at]
        if word.lemma == "metastatic" and word.plain != "metastatic" and organ(words[at - 1]):
            yield Aside(first=at - 1, last=at + 1, why=SPREAD)


def _last_in_run(places: Sequence[int]) -> int:
    """The last of the places told in one run: "the liver and the bones"."""
    last = places[0]
    for place in places[1:]:
        if place - last - 1 > _BETWEEN:
            break
        last = place
    return last
