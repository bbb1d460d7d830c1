"""How a word sounds, so that what was heard wrong is found: "sir vical", "filodes", "la rinks".

The sound of a word keeps its consonants, alike ones made one (b and p, d and t, f, v and ph, hard
and soft c and g), and every run of vowels as one sign.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_LETTERS: Final = re.compile(r"[^a-z]+")
_SILENT_START: Final = re.compile(r"^(?:p(?=[ns])|[kgm](?=n)|w(?=r))")
_TWO_LETTERS: Final = re.compile(
    r"ph|ck|qu|sch|ch|dg|ght|gh|th|sc(?=[eiy])|c(?=[eiy])|(?:ti|si|ci)(?=(?:on|an|al|ous))|x"
)
_AS_ONE: Final = {
    "ph": "f", "ck": "k", "qu": "k", "sch": "sk", "ch": "k", "dg": "g", "ght": "t", "gh": "",
    "th": "t", "sc": "s", "c": "s", "ti": "s", "si": "s", "ci": "s", "x": "ks",
}  # fmt: skip
_ALIKE: Final = str.maketrans("cqgjzvdbeiouyhw", "kkkksftpaaaaaaa")
_NAMES: Final = {
    "b": "be", "c": "se", "d": "de", "f": "ef", "g": "je", "j": "jay", "k": "kay", "l": "el",
    "m": "em", "n": "en", "p": "pe", "q": "ku", "r": "ar", "s": "es", "t": "te", "v": "ve",
    "x": "eks", "z": "ze",
}  # fmt: skip
_TWICE: Final = re.compile(r"(.)\1+")


def sound(words: Iterable[str]) -> str:
    """The sound of folded words said one after the other; empty where there are no letters."""
    return _TWICE.sub(r"\1", "".join(map(_one_word, words)))


@lru_cache(maxsize=16384)
def _one_word(word: str) -> str:
    word = _NAMES.get(word, word)
    letters = word if word.isalpha() and word.isascii() else _LETTERS.sub("", word)
    if len(letters) > 3 and letters[-1] == "e" and letters[-2] not in "aeiou":
        letters = letters[:-1]
    letters = _SILENT_START.sub("", letters)
    spoken = _TWO_LETTERS.sub(lambda found: _AS_ONE[found.group()], letters)
    return spoken.translate(_ALIKE)
