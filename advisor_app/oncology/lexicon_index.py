"""Every phrase that names a kind of cancer or a finding, laid out to be looked up at once.

The layout is bytes, so that it can be kept and is read in a blink: each part is taken apart when it
is asked for. Phrases are known by their numbers; a key is the lemmas of a phrase, joined by blanks,
and so are several words or numbers.
"""

import struct
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Final, NamedTuple, Self

from advisor_app.oncology.shelves import Shelves

_TAB: Final = "\t"
_BAR: Final = "|"
_LINE: Final = "\n"
_LENGTHS: Final = struct.Struct("<I")


class Told(NamedTuple):
    """One phrase as the tables hold it, with its key."""

    text: str
    key: str
    target: str
    sort: str
    case_sensitive: bool
    context: tuple[str, ...]

    def as_line(self) -> str:
        """The phrase as one line of the index."""
        return _TAB.join((self.text, self.key, self.target, self.sort, _BAR.join(self.context)))

    @property
    def words(self) -> list[str]:
        """The lemmas of the phrase."""
        return self.key.split(" ")


def told_in(line: str) -> tuple[str, str, str, str, tuple[str, ...]]:
    """The text, the key, the target, the sort and the context of a phrase of the index."""
    text, key, target, sort, context = line.split(_TAB)
    return text, key, target, sort, tuple(context.split(_BAR)) if context else ()


class Spelled(NamedTuple):
    """One way to write a known word: its lemma, and how it sounds; empty where it has signs."""

    word: str
    lemma: str
    sound: str


class Lines:
    """Lines of text, taken apart when they are asked for."""

    def __init__(self, laid_out: bytes | memoryview) -> None:
        self._bytes = memoryview(laid_out)

    @classmethod
    def of(cls, lines: Sequence[str]) -> Self:
        """The lines laid out; none of them is empty."""
        return cls(_LINE.join(lines).encode())

    def as_bytes(self) -> bytes:
        """The layout, to be kept."""
        return bytes(self._bytes)

    def all(self) -> list[str]:
        """The lines in their order."""
        return str(self._bytes, "utf-8").split(_LINE) if self._bytes else []


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconIndex:
    """Phrases by their words, and words by how they are written and how they sound.

    `by_length` and `by_sound` hold whole phrases by the first sign and the length of what is
    written or heard, and their numbers after a tab; `longest` how many words the longest phrase
    has that begins with a word; `weights` what each word tells; `empty` the phrases of words that
    say little; `written` every way to write a known word; `parts` the words that stand in forms of
    several words; `diseases` the words that name a disease or a part of the body that has one.
    """

    phrases: Lines
    by_key: Shelves
    by_raw: Shelves
    by_word: Shelves
    by_start: Shelves
    by_length: Shelves
    by_sound: Shelves
    longest: Shelves
    weights: Lines
    empty: Shelves
    written: Lines
    spelled: Lines
    named: Lines
    parts: Lines
    diseases: Lines

    def as_bytes(self) -> bytes:
        """The index, part by part, each after its length."""
        parts = [getattr(self, one.name).as_bytes() for one in fields(self)]
        return b"".join(_LENGTHS.pack(len(part)) + part for part in parts)

    @classmethod
    def from_bytes(cls, kept: bytes | memoryview) -> Self:
        """The index that `as_bytes` gave. Raises ValueError where it is cut short."""
        kept, start = memoryview(kept), 0
        parts: dict[str, Shelves | Lines] = {}
        try:
            for one in fields(cls):
                (length,) = _LENGTHS.unpack_from(kept, start)
                start += _LENGTHS.size
                laid_out = kept[start : start + length]
                parts[one.name] = Lines(laid_out) if one.type is Lines else Shelves(laid_out)
                start += length
        except struct.error as error:
            raise ValueError(str(error)) from None
        return cls(**parts)  # type: ignore[arg-type]

    def weight_of_words(self) -> dict[str, float]:
        """What each word tells."""
        told = (line.split(_TAB) for line in self.weights.all())
        return {word: float(weight) for word, weight in told}

    def spellings(self) -> list[Spelled]:
        """Every way to write a known word."""
        return [Spelled(*line.split(_TAB)) for line in self.written.all()]
