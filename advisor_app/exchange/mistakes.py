"""What is wrong in a file from outside: told by path or row, and never with a value."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

_SHOWN: Final = 12
_LONGEST_NAME: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One mistake; `path` is where it stands (a key, or `row 3`), empty for the whole file."""

    path: str
    text: str

    def __str__(self) -> str:
        return f"{self.path} {self.text}" if self.path else self.text


class FileMistake(ValueError):
    """A file that cannot be taken; its text is one line with all mistakes and without values."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes: tuple[Mistake, ...] = tuple(mistakes)
        super().__init__(told(self.mistakes))

    @classmethod
    def whole(cls, text: str) -> "FileMistake":
        """A mistake that makes the whole file unreadable."""
        return cls([Mistake(path="", text=text)])


def told(mistakes: Sequence[Mistake]) -> str:
    """All mistakes on one line; from the thirteenth on only their number."""
    words = [str(mistake) for mistake in mistakes[:_SHOWN]]
    if len(mistakes) > _SHOWN:
        words.append(f"and {len(mistakes) - _SHOWN} more")
    return "; ".join(words)


def key_as_told(key: object) -> str:
    """A key of a file as a message may name it: one short line, printable signs only."""
    text = "".join(sign if sign.isprintable() else "?" for sign in str(key))
    return text if len(text) <= _LONGEST_NAME else f"{text[:_LONGEST_NAME]}..."
