"""Which words of an entry were meant by what somebody typed, slips of the typing included."""

import re
from typing import Final

from rapidfuzz import fuzz

from advisor_app.domain.text import fold

_SHORTEST: Final = 4
"""A word of fewer letters is meant as it is typed: one slip in three makes another word."""
_LIKE: Final = 74.0
_WORD: Final = re.compile(r"\w+")


def word_meant(typed: str, text: str) -> str:
    """The word of `text` that a slip was made in; nothing where none is like it."""
    wanted = fold(typed)
    if len(wanted) < _SHORTEST:
        return ""
    likest = max(_WORD.findall(text), key=lambda word: _alike(wanted, word), default="")
    return likest if _alike(wanted, likest) >= _LIKE else ""


def parts_of(text: str, query: str) -> tuple[tuple[str, bool], ...]:
    """`text` in pieces, and whether a piece is what was typed or what was meant by it."""
    if len(fold(text)) != len(text):
        return ((text, False),)
    marked = [False] * len(text)
    for typed in fold(query).split():
        begin = fold(text).find(typed)
        end = begin + len(typed)
        if begin < 0:
            meant = word_meant(typed, text)
            begin = text.find(meant) if meant else len(text)
            end = begin + len(meant)
        marked[begin:end] = [True] * (end - begin)
    pieces: list[tuple[str, bool]] = []
    for letter, fits in zip(text, marked, strict=True):
        if pieces and pieces[-1][1] is fits:
            pieces[-1] = (pieces[-1][0] + letter, fits)
        else:
            pieces.append((letter, fits))
    return tuple(pieces)


def _alike(wanted: str, word: str) -> float:
    """How like a typed word is to a word or to its beginning, 0 to 100."""
    whole = fold(word)
    return max(fuzz.ratio(wanted, whole), fuzz.ratio(wanted, whole[: len(wanted)]))
