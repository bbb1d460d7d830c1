"""Sets aside what the caller takes back: "it's the pancreas, no sorry, it's the prostate"."""

from collections.abc import Iterator, Sequence
from typing import Final

from advisor_app.oncology.asides import NEGATED, Aside
from advisor_app.oncology.doubts import TOO_WIDE
from advisor_app.oncology.guard_phrases import Clinical, GuardPhrases
from advisor_app.oncology.words import Word

_SAID_WITHIN: Final = 6
_WITHIN_A_NAME: Final = 2


def taken_back(words: Sequence[Word], phrases: GuardPhrases, disease: Clinical) -> Iterator[Aside]:
    """The disease or organ said just before a word of correction that another one follows.

    Where the same one is named again it is told more exactly, and stays.
    """
    for first, last, reach in phrases.found("corrects", words):
        near = range(max(0, first - _SAID_WITHIN), first)
        said = [at for at in near if disease(words[at])]
        ahead = words[last : last + reach]
        named = {word.lemma for word in ahead if disease(word)} - TOO_WIDE
        if not said or not named:
            continue
        start = _start_of_name(said)
        before = {words[at].lemma for at in said if at >= start} - TOO_WIDE
        if before and before.isdisjoint(named):
            yield Aside(first=start, last=last, why=NEGATED)


def _start_of_name(said: Sequence[int]) -> int:
    """Where the name that ends last begins: its words stand close together."""
    start = said[-1]
    for at in reversed(said[:-1]):
        if start - at > _WITHIN_A_NAME:
            break
        start = at
    return start
