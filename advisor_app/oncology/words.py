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
        longest: dict[str, int] = {}
        for key in phrases:
            longest[key[0]] = max(len(key), longest.get(key[0], 0))
        self.longest_from: Final[Mapping[str, int]] = longest
        """How many words the longest phrase that begins with a word has."""

    def __getitem__(self, key: tuple[str, ...]) -> T:
        return self._phrases[key]

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        return iter(self._phrases)

    def __contains__(self, key: object) -> bool:
        return key in self._phrases


def phrases_in(
    words: Sequence[Word], phrases: PhraseTable[T]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Where phrases of folded words stand: first word, word after the last, the phrase.

    Longest first at each place; places may overlap. In words that were joined a phrase may begin
    or end, too: "family history" stands in "no family history".
    """
    longest_from = phrases.longest_from.get
    for place, word in enumerate(words):
        plain = word.plain
        if longest := longest_from(plain):
            yield from _longest_at(words, place, 0, longest, phrases)
        elif " " in plain:
            for skipped, part in enumerate(plain.split()):
                if longest := longest_from(part):
                    yield from _longest_at(words, place, skipped, longest, phrases)


def _longest_at(
    words: Sequence[Word], place: int, skipped: int, longest: int, phrases: PhraseTable[T]
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """The longest phrase that begins with a word, or with a part of one that was joined."""
    plain: list[str] = []
    ends: list[int] = []
    for at in range(place, min(place + longest, len(words))):
        parts = words[at].plain.split()
        plain.extend(parts)
        ends.extend([at + 1] * len(parts))
        if len(plain) >= skipped + longest:
            break
    told = tuple(plain[skipped : skipped + longest])
    for length in range(len(told), 0, -1):
        if told[:length] in phrases:
            yield place, ends[skipped + length - 1], told[:length]
            return


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
