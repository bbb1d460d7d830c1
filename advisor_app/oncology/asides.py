"""Words of a text that are set aside, why, and the text without them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from advisor_app.oncology.words import Word

RELATIVE: Final = "relative"
NEGATED: Final = "negated"
PAST: Final = "past"
SPREAD: Final = "spread"


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Words that do not speak of this patient's disease now: which, and why."""

    first: int
    last: int
    why: str


def set_apart(asides: Iterable[Aside]) -> set[int]:
    """The places of the words that stand in any of the asides."""
    return {place for aside in asides for place in range(aside.first, aside.last)}


def without(words: Sequence[Word], asides: Iterable[Aside]) -> list[Word]:
    """The words that stand in none of the asides."""
    apart = set_apart(asides)
    return [word for place, word in enumerate(words) if place not in apart]


def but_spread(asides: Iterable[Aside]) -> list[Aside]:
    """What is set aside, but for spread."""
    return [aside for aside in asides if aside.why != SPREAD]


def of_patient(text: str, words: Sequence[Word], asides: Sequence[Aside]) -> tuple[str, list[Word]]:
    """The text and its words without what is another's, denied or long past; no sign moves."""
    others = _of_others(asides)
    for aside in others:
        first, last = words[aside.first].start, words[aside.last - 1].end
        text = text[:first] + " " * (last - first) + text[last:]
    return text, without(words, others)


def _of_others(asides: Iterable[Aside]) -> list[Aside]:
    return [aside for aside in asides if aside.why in (RELATIVE, NEGATED, PAST)]
