"""What an advisor types to find a case, read as criteria that all must hold."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from advisor_app.domain.dates import parse_date
from advisor_app.domain.text import clean, fold

LONGEST_TEXT: Final = 400
MOST_WORDS: Final = 8
LONGEST_PIECE: Final = 24
SEARCHED: Final = frozenset({"name", "said", "born", "phone", "number"})
"""The kinds of keys that a search asks for."""
WORDS: Final = frozenset({"name", "said"})
"""Those of them whose words a search knows by their beginning."""
_BEGINNING: Final = 3
_LONGEST_BESIDE: Final = 160
_SHORTEST_PIECE: Final = 2
_MOST_PIECES: Final = 60
_CASE_NUMBER: Final = re.compile(r"q-?(\d\d)-?(\d{1,6})")
_PHONE: Final = re.compile(r"\+?[\d\s().\-/]{4,}")
_FEWEST_PHONE_DIGITS: Final = 4
_MOST_TAIL_DIGITS: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One way to hold: a key of that kind that begins with `word`, or that is it (`whole`)."""

    kind: str
    word: str
    whole: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """Something that must hold in one of these ways; `part` is also sought within the names.

    Words of names are found from their middle by the pieces of `pieces_of`.
    """

    keys: tuple[Key, ...] = ()
    part: str = ""


def read_query(text: str) -> tuple[Criterion, ...]:
    """The criteria of a search; none where nothing can be sought.

    Names in any order, a date of birth in any form, the end of a phone number, a case number or
    its end. Nothing of it is ever an operator of a search language.
    """
    words = fold(clean(text[:LONGEST_TEXT]))
    if not words:
        return ()
    if number := _CASE_NUMBER.fullmatch(words):
        return (Criterion(keys=(_number_key(number[1] + number[2].rjust(5, "0")),)),)
    if (born := parse_date(words)) is not None:
        return (_digits_or(words, Key(kind="born", word=born.iso())),)
    if _PHONE.fullmatch(words):
        return (_digits_or(words),)
    told = words.split()[:MOST_WORDS]
    # Marks that stand alone narrow nothing where words stand beside them.
    return tuple(_by_words([one for one in told if compact(one)] or told))


def name_words(text: str) -> frozenset[str]:
    """The words by which a name is found: its parts, and each run with its marks left out."""
    folded = fold(text)
    found = set(re.findall(r"\w+", folded.replace("_", " ")))
    found |= {compact(run) for run in folded.split()}
    return frozenset(found - {""})


def pieces_of(names: str) -> frozenset[tuple[str, str]]:
    """Pairs (piece, word) by which a word of these folded names is found from its middle.

    A piece is the rest of a word from its second sign on, or the third, and so on: whoever types
    the middle of a word types the beginning of one of them. A sign that is no letter leads to
    the word of its run.
    """
    found: set[tuple[str, str]] = set()
    for run in names.split():
        whole = compact(run)
        for word in {whole, *re.findall(r"\w+", run.replace("_", " "))}:
            last = min(len(word) - _SHORTEST_PIECE, _MOST_PIECES)
            found |= {(word[at : at + LONGEST_PIECE], word) for at in range(1, last + 1)}
        if whole:
            found |= {(sign, whole) for sign in set(run) if not sign.isalnum()}
    return frozenset(found)


def piece_to_seek(part: str) -> str:
    """The beginning of the pieces that lead to every word with that part in it."""
    return part[: LONGEST_PIECE if part.isalnum() else 1]


def beginning(word: str) -> str:
    """How a word, or the beginning of one, stands in what `beside` makes."""
    return f" {word[:_BEGINNING]}"


def beside(keys: Iterable[tuple[str, str]]) -> str:
    """How all words of a case begin, kept with each of its keys that is searched.

    Nothing where they are very many: whoever meets nothing must look at the keys themselves.
    """
    told = "".join(sorted({beginning(word) for kind, word in keys if kind in WORDS}))
    return told if len(told) <= _LONGEST_BESIDE else ""


def compact(text: str) -> str:
    """Letters and digits alone: `o'brien` and `obrien` are one."""
    return "".join(sign for sign in text if sign.isalnum())


def reversed_digits(text: str) -> str:
    """The digits from the end, so that the end of a number is the beginning of its key."""
    return "".join(sign for sign in text if sign.isdecimal())[::-1]


def _by_words(words: list[str]) -> Iterator[Criterion]:
    place = 0
    while place < len(words):
        run = _date_run(words, place)
        if run:
            born = parse_date(" ".join(words[place : place + run]))
            yield Criterion(keys=(Key(kind="born", word=born.iso() if born else ""),))
            place += run
            continue
        yield _word(words[place])
        place += 1


def _date_run(words: list[str], place: int) -> int:
    """How many words from `place` on are a date; a bare number is left to the other readings."""
    for length in (3, 2, 1):
        run = words[place : place + length]
        text = " ".join(run)
        if len(run) == length and not text.isdecimal() and parse_date(text) is not None:
            return length
    return 0


def _word(word: str) -> Criterion:
    if number := _CASE_NUMBER.fullmatch(word):
        return Criterion(keys=(_number_key(number[1] + number[2].rjust(5, "0")),))
    bare = compact(word)
    if not bare:
        return Criterion(part=word)
    if reversed_digits(word) and not any(sign.isalpha() for sign in word):
        return _digits_or(word)
    keys = (Key(kind="name", word=bare), Key(kind="said", word=bare))
    return Criterion(keys=keys, part=bare if len(bare) > 1 else "")


def _digits_or(words: str, *others: Key) -> Criterion:
    """Digits can be the end of a phone or of a case number, a year of birth, or part of a name."""
    digits = reversed_digits(words)
    keys = list(others)
    if len(digits) >= _FEWEST_PHONE_DIGITS:
        keys.append(Key(kind="phone", word=digits[:_MOST_TAIL_DIGITS]))
    if 0 < len(digits) <= 7:
        keys.append(Key(kind="number", word=digits))
    if (year := parse_date(words)) is not None and not others:
        keys.append(Key(kind="born", word=year.iso()))
    return Criterion(keys=tuple(keys))


def _number_key(digits: str) -> Key:
    return Key(kind="number", word=digits[::-1], whole=True)
