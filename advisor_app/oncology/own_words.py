"""Where a caller speaks of an illness or a test of his own: "I have", "my PSA", "mine is"."""

from collections.abc import Container, Iterator, Sequence
from typing import Final

from advisor_app.oncology.guard_phrases import Clinical, GuardPhrases
from advisor_app.oncology.words import Word

_OWNED_WITHIN: Final = 3
_TOLD_WITHIN: Final = 7


class OwnWords:
    """Finds such places with the phrases of the guards."""

    def __init__(self, phrases: GuardPhrases) -> None:
        self._phrases = phrases

    def places(
        self, words: Sequence[Word], kin: Container[int], clinical: Clinical
    ) -> Iterator[int]:
        """Where the caller speaks of an illness or a test of his own: "I have", "my PSA"."""
        apart = self._phrases.places("not_self", words)
        for first, _, _ in self._phrases.found("self_alone", words):
            if first not in apart:
                yield first
        for sort, reach in (("self_has", _TOLD_WITHIN), ("self_owns", _OWNED_WITHIN)):
            for first, last, _ in self._phrases.found(sort, words):
                if first not in apart and self._body_told(words, last, reach, kin, clinical):
                    yield first

    def _body_told(
        self, words: Sequence[Word], since: int, reach: int, kin: Container[int], clinical: Clinical
    ) -> bool:
        for at in range(since, min(since + reach, len(words))):
            word = words[at]
            if at in kin or self._phrases.has("goes_on", word):
                return False
            if word.sentence != words[since - 1].sentence:
                return False
            if clinical(word) or self._phrases.has("had_no_disease", word):
                return True
        return False
