"""How phrases of emergencies are compared: by the stems of the words that tell something."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final

from advisor_app.oncology.words import plain_key

Key = tuple[str, ...]

_EMPTY: Final = frozenset(
    {"a", "an", "the", "my", "his", "her", "their", "our", "your", "is", "are", "was", "were",
     "am", "be", "been", "being", "has", "have", "had", "of", "so", "very", "really", "and", "i",
     "he", "she", "it", "its", "it's", "i'm", "he's", "she's", "they", "them", "all", "just"}
)  # fmt: skip
_SAME: Final = {
    "swollen": "swell", "swelled": "swell", "swells": "swell", "swelling": "swell",
    "threw": "throw", "thrown": "throw", "throws": "throw", "throwing": "throw",
    "vomiting": "vomit", "vomits": "vomit", "vomited": "vomit", "bled": "bleed",
    "bleeding": "bleed", "bleeds": "bleed", "lost": "los", "losing": "los", "lose": "los",
    "ate": "eat", "eaten": "eat", "breathing": "breath", "breathe": "breath",
    "breaths": "breath", "cannot": "can't", "couldn't": "can't", "cant": "can't",
    "weakness": "weak", "numbness": "numb", "confusion": "confus", "confused": "confus",
}  # fmt: skip
_ENDINGS: Final = (("ing", 3), ("ied", 3), ("ed", 3), ("ies", 3), ("es", 4), ("s", 3), ("ly", 4),
                   ("e", 3))  # fmt: skip

_CANNOT: Final = ("can't", "cannot", "can not", "couldn't", "unable to")
_WHOSE: Final = ("my", "his", "her", "the", "their", "our")

_PERSON: Final = re.compile(r"\b(?:my|his|her) ")


def steps_of(plain: str) -> Iterator[str]:
    """A word as phrases are compared: its stem, and nothing for words that tell nothing."""
    for word in plain.split():
        step = _step(word)
        if step:
            yield step


@lru_cache(maxsize=8192)
def _step(word: str) -> str:
    return "" if word in _EMPTY else _SAME.get(word) or _stem(word)


def _stem(word: str) -> str:
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            stem = word[: -len(ending)]
            return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
    return word


def _ways_to_say(phrase: str) -> Iterator[str]:
    """A phrase of the table as others say it: "can't" as "cannot", "my legs" as "her legs"."""
    for verb in _CANNOT if "can't" in phrase or "cannot" in phrase else ("",):
        said = re.sub(r"\b(?:can't|cannot)", verb, phrase) if verb else phrase
        if _PERSON.search(said):
            yield from (_PERSON.sub(f"{whose} ", said) for whose in _WHOSE)
        else:
            yield said


@cache
def keys_of(phrase: str) -> frozenset[Key]:
    """The keys of a phrase of the table: its steps, or its very words where it has too few steps.

    Too few are those of "end it", of which all words but one are empty.
    """
    ways = (plain_key(way) for way in _ways_to_say(phrase))
    return frozenset(_steps_among(words) or words for words in ways)


def is_exact(key: Key) -> bool:
    """Whether a key is to be heard word for word."""
    return not _EMPTY.isdisjoint(key) and not _steps_among(key)


def _steps_among(words: Key) -> Key:
    steps = tuple([step for word in words if (step := _step(word))])
    return steps if len(steps) > 1 or len(words) == 1 else ()
