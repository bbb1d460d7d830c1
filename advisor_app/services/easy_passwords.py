"""Which passphrases somebody guesses first: made of nothing but common words and rows of keys."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.tables import read_settings

SCHEMA: Final = "easy-passwords/1"
_LOOKS_LIKE: Final = str.maketrans("@$!0135", "asioles")
_RUN: Final = 4
_LEFT: Final = 3
"""Fewer signs than that beside common words make nothing harder to guess."""


@dataclass(frozen=True, slots=True)
class EasyPasswords:
    """The words and the rows of keys; longer words come first."""

    words: tuple[str, ...]
    runs: frozenset[str]

    def holds(self, password: str, own: Collection[str] = ()) -> bool:
        """Whether the password is made of these alone; `own` are words of its owner."""
        plain = password.casefold()
        bare = re.sub(r"[\W\d_]+$", "", plain).translate(_LOOKS_LIKE)
        return self._is_bare(plain, own) or self._is_bare(bare, own)

    def _is_bare(self, plain: str, own: Collection[str]) -> bool:
        left = re.sub(r"[\W_]+", "", _once(plain))
        mine = sorted((one.casefold() for one in own if len(one) >= _LEFT), key=len, reverse=True)
        for word in (*mine, *self.words):
            left = left.replace(word, "")
        left = self._without_runs(left)
        return len(re.sub(r"\d{1,4}$", "", left)) < _LEFT

    def _without_runs(self, text: str) -> str:
        """The text without pieces of four or more keys that lie beside one another."""
        kept, place = "", 0
        while place < len(text):
            end = place + _RUN
            if text[place:end] in self.runs:
                while end < len(text) and text[end - _RUN + 1 : end + 1] in self.runs:
                    end += 1
                place = end
            else:
                kept, place = kept + text[place], place + 1
        return kept


@cache
def load_easy_passwords(folder: Path = RESOURCES) -> EasyPasswords:
    """The table `people/easy_passwords.toml`. Raises TableError with file and line."""
    settings = read_settings(folder / "people" / "easy_passwords.toml", SCHEMA)
    told = settings.table("easy")
    words = sorted({str(one) for one in told["words"]}, key=len, reverse=True)
    rows = [str(one) for one in told["rows_of_keys"]]
    runs = {
        piece[place : place + _RUN]
        for one in rows
        for piece in (one, one[::-1])
        for place in range(len(one) - _RUN + 1)
    }
    return EasyPasswords(words=tuple(words), runs=frozenset(runs))


def _once(text: str) -> str:
    """One of the pieces that a text repeats to be long."""
    found = re.fullmatch(r"(.+?)\1+", text)
    return found[1] if found else text
