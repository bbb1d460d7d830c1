"""Names of any script as words that can be compared: romanised, folded, and by their sound."""

import re
from functools import lru_cache
from typing import Final

from anyascii import anyascii
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from advisor_app.domain.text import fold

_RUN: Final = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+")
_TOGETHER: Final = (
    ("sch", "s"), ("tch", "s"), ("ph", "f"), ("gh", "g"), ("ck", "k"), ("tz", "s"), ("ts", "s"),
    ("cz", "s"), ("x", "ks"),
)  # fmt: skip
_BEGINS: Final = (("kn", "n"), ("gn", "n"), ("wr", "r"), ("ps", "s"))
_CLASSES: Final = {
    **dict.fromkeys("bfpvw", "1"),
    **dict.fromkeys("cgjkqsz", "2"),
    **dict.fromkeys("dt", "3"),
    "l": "4",
    **dict.fromkeys("mn", "5"),
    "r": "6",
}
_VOWELS: Final = frozenset("aeiouy")
_ONE_SLIP_FROM: Final = 4
_TWO_SLIPS_FROM: Final = 8
_SPELT_ALIKE: Final = 0.9
_SOUNDS_ALIKE: Final = 0.72


def romanised(name: str) -> tuple[str, ...]:
    """The words of a name in small Latin letters: `王小明` gives wang, xiaoming.

    A script that writes a name without spaces has its family name first.
    """
    if name.isascii():
        return tuple(_bare(word) for word in name.casefold().split() if _bare(word))
    words: list[str] = []
    for part in name.split():
        if fold(part).isascii():
            words.append(_bare(fold(part)))
            continue
        runs = _RUN.findall(anyascii(part).replace("'", ""))
        if len(runs) > 1 and not part.isascii() and not _bare(part).isupper():
            words += [runs[0], "".join(runs[1:])]
        else:
            words += runs
    return tuple(bare for word in words if (bare := _bare(word.casefold())))


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """The consonants of a romanised word by class, so that Nowak and Novac are one; "0" for none.

    The classes are those of Soundex (Russell, 1918); the first letter is a class too, since
    scripts and ears differ in it (Jusuf, Yusuf).
    """
    for begin, said in _BEGINS:
        if word.startswith(begin):
            word = said + word[len(begin) :]
    for written, said in _TOGETHER:
        word = word.replace(written, said)
    code, last = "", ""
    for letter in word:
        now = _CLASSES.get(letter, "")
        if now and now != last:
            code += now
        last = now if letter != "h" else last
    return code or "0"


def alike(one: str, other: str) -> str:
    """How two romanised words that are not equal are alike, in words; "" where they are not."""
    if min(len(one), len(other)) == 1:
        return "initial" if one[:1] == other[:1] else ""
    shorter = min(len(one), len(other))
    slips = DamerauLevenshtein.distance(one, other, score_cutoff=2)
    near = JaroWinkler.similarity(one, other)
    if slips <= (2 if shorter >= _TWO_SLIPS_FROM else 1 if shorter >= _ONE_SLIP_FROM else 0):
        return "spelling"
    if near >= _SPELT_ALIKE:
        return "spelling"
    unvoiced = not (_VOWELS & set(one) and _VOWELS & set(other))
    if sound(one) == sound(other) != "0" and (near >= _SOUNDS_ALIKE or unvoiced):
        return "sounds alike"
    return ""


def _bare(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
