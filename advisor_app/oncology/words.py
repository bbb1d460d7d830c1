"""Text as a caller says it, turned into words that can be compared; each keeps where it stands."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final, Generic, NamedTuple, TypeVar

from advisor_app.domain.text import fold

T = TypeVar("T")

TOKEN: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|(?<=[^\W_])\+|(?<=[^\W_])[-−](?=[\s,;.)]|$)")
SIGNS: Final = {"+": "positive", "-": "negative", "−": "negative"}
"""What a sign right behind a word stands for."""
_SIMPLE: Final = re.compile(r"[a-z0-9]+(?:[ '][a-z0-9]+)*")
"""A phrase that needs no folding: small letters, each blank and apostrophe within them."""
MOST_READ: Final = 3000
MOST_WORDS_READ: Final = 550
"""How much of a text is read: some five minutes of speech, and an answer in a blink."""


class Word(NamedTuple):
    """One word of a text: as written, folded, its lemma, and where it stands.

    `clause` counts the pieces between punctuation, `sentence` those between full stops.
    """

    raw: str
    plain: str
    lemma: str
    start: int
    end: int
    clause: int
    sentence: int


def read_part(text: str) -> str:
    """The part of a text that is read: all of it, or its beginning up to a whole word."""
    if len(text) > MOST_READ:
        cut = text[:MOST_READ]
        text = cut[: cut.rfind(" ")] if " " in cut[MOST_READ // 2 :] else cut
    last = next(islice(TOKEN.finditer(text), MOST_WORDS_READ, None), None)
    return text[: last.start()] if last is not None else text


class PhraseTable(Generic[T]):
    """What is said of phrases of folded words, made to be looked for in texts."""

    def __init__(self, phrases: Mapping[tuple[str, ...], T]) -> None:
        self._phrases = phrases
        self._longest: dict[str, int] = {}
        for key in phrases:
            self._longest[key[0]] = max(len(key), self._longest.get(key[0], 0))

    def __getitem__(self, key: tuple[str, ...]) -> T:
        return self._phrases[key]

    def __contains__(self, key: object) -> bool:
        return key in self._phrases

    def longest_from(self, first: str) -> int:
        """How many words the longest phrase that begins with `first` has; 0 where none does."""
        return self._longest.get(first, 0)


def phrases_in(
    words: Sequence[Word], phrases: PhraseTable[T]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where phrases of folded words stand: first word, word after the last, the phrase.

    Longest first at each place; places may overlap.
    """
    if any(" " in word.plain for word in words):
        yield from _phrases_in_joined(words, phrases)
        return
    for place, word in enumerate(words):
        longest = phrases.longest_from(word.plain)
        if not longest:
            continue
        plain = tuple(one.plain for one in words[place : place + longest])
        for length in range(len(plain), 0, -1):
            if plain[:length] in phrases:
                yield place, place + length, plain[:length]
                break


def _phrases_in_joined(
    words: Sequence[Word], phrases: PhraseTable[T]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The same where words were joined: "family history" stands in "no family history", too."""
    parts = [(part, place) for place, word in enumerate(words) for part in word.plain.split()]
    plain = tuple(part for part, _ in parts)
    for at, (part, place) in enumerate(parts):
        longest = phrases.longest_from(part)
        for length in range(min(longest, len(plain) - at), 0, -1):
            if plain[at : at + length] in phrases:
                yield place, parts[at + length - 1][1] + 1, plain[at : at + length]
                break


def plain_key(phrase: str) -> tuple[str, ...]:
    """A phrase as folded words, to be found by `phrases_in`."""
    if _SIMPLE.fullmatch(phrase):
        return tuple(phrase.split(" "))
    told = (found.group() for found in TOKEN.finditer(phrase.replace("’", "'")))
    return tuple(SIGNS.get(one) or fold(one) for one in told)


def covered(text: str, words: Iterable[Word]) -> str:
    """The piece of `text` from the first to the last of `words`."""
    kept = list(words)
    return text[min(word.start for word in kept) : max(word.end for word in kept)]
