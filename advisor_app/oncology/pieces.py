"""Cuts a long story into pieces that are read one by one, at the ends of sentences."""

import re
from collections.abc import Iterator
from typing import Final

from advisor_app.oncology.words import MOST_READ, read_part

MOST_HEARD: Final = 50_000
"""How many signs of a story are listened to for emergencies: more than an hour of speech."""
_SENTENCE_END: Final = re.compile(r"[.!?](?=\s)|\n")


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The pieces of the first `MOST_HEARD` signs, each with where it begins.

    Every piece is read whole, and a story that grows at its end keeps its earlier pieces.
    """
    start, end = 0, min(len(text), MOST_HEARD)
    while start < end:
        piece = read_part(text[start : min(start + MOST_READ + 1, end)])
        if start + len(piece) < end:
            borders = [found.end() for found in _SENTENCE_END.finditer(piece)]
            if borders and borders[-1] > len(piece) // 2:
                piece = piece[: borders[-1]]
        if not piece:
            return
        yield start, piece
        start += len(piece)
