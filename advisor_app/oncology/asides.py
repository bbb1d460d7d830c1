"""The words of a text without what was set aside of it."""

from collections.abc import Iterable, Sequence

from advisor_app.oncology.guards import NEGATED, RELATIVE, SPREAD, Aside
from advisor_app.oncology.words import Word


def without(words: Sequence[Word], asides: Iterable[Aside]) -> list[Word]:
    """The words that stand in none of the asides."""
    apart = {place for aside in asides for place in range(aside.first, aside.last)}
    return [word for place, word in enumerate(words) if place not in apart]


def but_spread(asides: Iterable[Aside]) -> list[Aside]:
    """What is set aside, but for spread."""
    return [aside for aside in asides if aside.why != SPREAD]


def of_patient(text: str, words: Sequence[Word], asides: Sequence[Aside]) -> tuple[str, list[Word]]:
    """The text and its words without what is told of others or denied; no sign is moved."""
    others = _of_others(asides)
    for aside in others:
        first, last = words[aside.first].start, words[aside.last - 1].end
        text = text[:first] + " " * (last - first) + text[last:]
    return text, without(words, others)


def _of_others(asides: Iterable[Aside]) -> list[Aside]:
    return [aside for aside in asides if aside.why in (RELATIVE, NEGATED)]
