"""How well typed letters fit a name: word by word from its beginning, typing mistakes forgiven."""

from typing import Final

from rapidfuzz import fuzz

from advisor_app.domain.text import fold

LIKE_ENOUGH: Final = 75.0
_SHORTEST: Final = 4
"""A word of fewer letters fits as it is or not at all: one mistake in three is another word."""


def name_likeness(typed: str, name: str) -> float:
    """0 to 100, the worst of the typed words; every typed word must be found in the name."""
    given = fold(name).split()
    return min((_word_fits(word, given) for word in fold(typed).split()), default=100.0)


def _word_fits(word: str, given: list[str]) -> float:
    if any(one.startswith(word) for one in given):
        return 100.0
    if len(word) < _SHORTEST:
        return 0.0
    if any(word in one for one in given):
        return 95.0
    return max(
        (
            fuzz.ratio(word, one[: len(word) + more])
            for one in given
            for more in (0, 1)
        ),
        default=0.0,
    )  # fmt: skip
