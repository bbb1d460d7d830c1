"""Tells whether a disease is only suspected, only feared, left open, or told as diagnosed."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from advisor_app.oncology.guard_phrases import Clinical, GuardPhrases
from advisor_app.oncology.words import Word

TOO_WIDE: Final = frozenset(
    {"cancer", "carcinoma", "tumor", "malignant", "malignancy", "cyst", "mass", "lump", "growth",
     "nodule", "lesion", "metastatic", "spot"}
)  # fmt: skip
"""The lemmas that name no disease by themselves."""
_LEFT_OPEN: Final = 5
_OPENED_WITHIN: Final = 8
_AGAIN: Final = frozenset({"again"})
_DOUBTS: Final = ("suspicion", "hedge", "fear")


class Doubts:
    """Finds with the phrases of the guards how sure a disease is told."""

    def __init__(self, phrases: GuardPhrases) -> None:
        self._phrases = phrases

    def hedged(self, words: Sequence[Word]) -> bool:
        """Whether the words leave open that it is a cancer at all."""
        return self._phrases.any("hedge", words)

    def suspected(self, words: Sequence[Word], disease: Clinical) -> bool:
        """Whether a disease is only suspected: "they think it might be ...", "no biopsy yet"."""
        if self._confirmed(words) or self.is_back(words, disease):
            return False
        return (
            self._tissue_lacks(words)
            or self._names_after("suspicion", words, disease)
            or self._left_open_after(words, disease)
        )

    def is_back(self, words: Sequence[Word], disease: Clinical) -> bool:
        """Whether a disease is told as there again: "it came back", "the prostate again"."""
        told = any(
            not any(self._phrases.has("never", one) for one in words[max(0, first - 2) : first])
            for first, _, _ in self._phrases.found("recurrence", words)
        )
        return told or _is_told_again(words, disease)

    def feared(self, words: Sequence[Word], disease: Clinical) -> bool:
        """Whether the caller is only afraid of a disease that nobody has told of."""
        return self._names_after("fear", words, disease) and not self._confirmed(words)

    def stated(self, words: Sequence[Word]) -> frozenset[int]:
        """Where the words begin that are told as what the patient has, whatever else is feared.

        "I have breast cancer and I'm worried about the spot on my lung" states the breast cancer.
        Where tissue is awaited nothing is stated.
        """
        if not self._confirmed(words) and self._tissue_lacks(words):
            return frozenset()
        doubted = {at for sort in _DOUBTS for at in self._phrases.places(sort, words)}
        doubted |= self._phrases.places("not_self", words)
        return frozenset(
            words[at].start
            for first, last, reach in self._phrases.found("states", words)
            if first not in doubted
            for at in _until(words, last, reach, doubted)
        )

    def diagnosed(self, words: Sequence[Word]) -> bool:
        """Whether a word stands there that only a diagnosis brings."""
        return self._phrases.any("diagnosis", words) or any(
            (word.lemma,) in self._phrases["diagnosis"] for word in words
        )

    def _names_after(self, sort: str, words: Sequence[Word], disease: Clinical) -> bool:
        """Whether a phrase of the sort is followed by a disease: "might be the pancreas"."""
        return any(
            words[at].sentence == words[last - 1].sentence
            and (disease(words[at]) or words[at].lemma in TOO_WIDE)
            for _, last, reach in self._phrases.found(sort, words)
            for at in range(last, min(last + reach, len(words)))
        )

    def _left_open_after(self, words: Sequence[Word], disease: Clinical) -> bool:
        return any(
            words[at].sentence == words[first].sentence and disease(words[at])
            for first, _, _ in self._phrases.found("left_open_after", words)
            for at in range(max(0, first - _LEFT_OPEN), first)
        )

    def _tissue_lacks(self, words: Sequence[Word]) -> bool:
        """Whether tissue is told of as not taken or not answered: "haven't done the biopsy"."""
        if self._phrases.any("no_tissue", words):
            return True
        if self._phrases.any("treated", words):
            return False
        for at, word in enumerate(words):
            if not self._phrases.has("tissue", word):
                continue
            near = words[max(0, at - _LEFT_OPEN) : at + 1 + _LEFT_OPEN]
            same = [one for one in near if one.sentence == word.sentence]
            before = [one for one in same if one.start < word.start]
            if self._phrases.any("awaited", same) or any(
                self._phrases.has("not_done", one) for one in before
            ):
                return True
        return False

    def _confirmed(self, words: Sequence[Word]) -> bool:
        """Whether a diagnosis is told as one: "it's cancer", and not "not sure it's cancer"."""
        return any(
            not self._is_left_open(words, first)
            for first, _, _ in self._phrases.found("confirmed", words)
        )

    def _is_left_open(self, words: Sequence[Word], first: int) -> bool:
        return any(
            self._phrases.has("leaves_open", one) and one.clause == words[first].clause
            for one in words[max(0, first - _OPENED_WITHIN) : first]
        )


def _until(words: Sequence[Word], last: int, reach: int, stops: set[int]) -> Sequence[int]:
    """The words after `last` within reach and sentence, up to the first that stops."""
    end = last
    while (
        end < min(last + reach, len(words))
        and end not in stops
        and words[end].sentence == words[last - 1].sentence
    ):
        end += 1
    return range(last, end)


def _is_told_again(words: Sequence[Word], disease: Clinical) -> bool:
    """Whether a disease or its place is told as there again: "it's the prostate again"."""
    return any(
        word.plain in _AGAIN and disease(before)
        for before, word in pairwise(words)
        if before.sentence == word.sentence
    )
