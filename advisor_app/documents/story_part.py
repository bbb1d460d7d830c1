"""The part of a long story that a paper has room for, with how much of it that is.

Counted in words; in a script that puts no spaces between them, in characters.
"""

import re
from typing import Final

from advisor_app.documents.runs import Run, Runs, printable, words_of

_WORD: Final = re.compile(r"\S+")
_LONGEST_WORD_ON_AVERAGE: Final = 25
MOST_SHOWN: Final = 1_500
"""More of a story than this many words fits on no page."""


class StoryPart:
    """A story that can be cut after any word."""

    def __init__(self, story: Runs) -> None:
        self._text = printable(words_of(story)).strip("“”\n ")
        words = [found.end() for found in _WORD.finditer(self._text)]
        spaced = len(self._text) <= _LONGEST_WORD_ON_AVERAGE * len(words)
        self._unit = "words" if spaced else "characters"
        self._ends = words if spaced else range(1, len(self._text) + 1)

    @property
    def total(self) -> int:
        """How many words, or characters, the story has."""
        return len(self._ends)

    def first(self, count: int) -> Runs:
        """The first so many words, and a line that says how many of how many are shown."""
        told = f"Shown {count:,} of {self.total:,} {self._unit}; the whole is kept with the case."
        if not count:
            return (Run(told, bold=True),)
        shown = self._text[: self._ends[count - 1]]
        return (Run(f"“{shown} …” "), Run(told, bold=True))
