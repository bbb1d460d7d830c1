"""The red flags that are heard anywhere in a long story, with the words around each."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

from advisor_app.oncology.flag_words import FlagWords
from advisor_app.oncology.pieces import pieces
from advisor_app.oncology.words import Word

Told = Callable[[str], tuple[str, tuple[Word, ...]]]
"""Gives what a piece tells of the patient: its text with the rest blank, and its words."""

_PIECES_REMEMBERED: Final = 64
_QUOTED: Final = 80


class StoryFlags:
    """Listens to a story piece by piece; the pieces of one that grows are remembered."""

    def __init__(self, flag_words: FlagWords, told: Told) -> None:
        self._flag_words = flag_words
        self._told_in_piece = lru_cache(maxsize=_PIECES_REMEMBERED)(told)

    def heard(self, text: str) -> Mapping[str, str]:
        """The flags with the words around the sign at which all of each was heard.

        What makes up one flag may stand far apart: the fever an hour after the chemotherapy.
        """
        told: list[Word] = []
        spoken = ""
        clauses = sentences = 0
        for start, piece in pieces(text):
            said, of_patient = self._told_in_piece(piece)
            spoken += said
            words = [
                word._replace(
                    start=word.start + start,
                    end=word.end + start,
                    clause=word.clause + clauses,
                    sentence=word.sentence + sentences,
                )
                for word in of_patient
            ]
            told.extend(words)
            if words:
                clauses, sentences = words[-1].clause + 1, words[-1].sentence + 1
        heard = self._flag_words.places(spoken, told)
        return {flag: _around(text, place) for flag, place in heard.items()}


def _around(text: str, place: int) -> str:
    """A short text, or the words around a place in a long one."""
    if len(text) <= 2 * _QUOTED:
        return text
    first = max(0, min(place - _QUOTED, len(text) - 2 * _QUOTED))
    quoted = text[first : first + 2 * _QUOTED]
    if first and " " in quoted[: _QUOTED // 2]:
        quoted = quoted[quoted.index(" ") + 1 :]
    return quoted.strip()
