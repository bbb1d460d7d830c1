"""A proposed answer with the words it rests on."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

_REPEATS: Final = (
    "tx.rows/*/",
    "bio.rows/*/",
    "dx.rows/*/kind",
    "dx.rows/*/psa_series",
    "dx.rows/*/mets",
    "dx.rows/*/laterality",
    "fam.rows/*/",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chip:
    """A proposed answer: the question's path, a value as in the case file, and its words."""

    question: str
    value: Any
    words: str
    start: int
    end: int


def chip(question: str, value: Any, text: str, start: int, end: int) -> Chip:
    """A chip for the words of `text` from `start` to `end`."""
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    words = words.strip(" ,;.")
    return Chip(question=question, value=value, words=words, start=start, end=start + len(words))


def once(chips: Iterable[Chip]) -> list[Chip]:
    """The first chip of each question; of what can repeat, the first of each value."""
    seen: set[tuple[str, str]] = set()
    kept = []
    for one in chips:
        repeats = one.question.startswith(_REPEATS)
        mark = (one.question, str((one.value, one.start)) if _of_pair(one) else str(one.value))
        mark = mark if repeats else (one.question, "")
        if mark not in seen:
            seen.add(mark)
            kept.append(one)
    return kept


def _of_pair(one: Chip) -> bool:
    """Whether the value belongs to the chip beside it, so that equal values are not repeats."""
    return one.question == "bio.rows/*/value"
