"""Text on paper as runs: words with their style, never markup.

What a person typed is only ever the `text` of a run. A mark such as `[R]` is a run of its own, so
brackets in somebody's words can neither become a mark nor change how anything is drawn.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, NamedTuple, TypeAlias

from advisor_app.domain.text import clean

NO_BREAK: Final = "\u00a0"
_JOINERS: Final = "\u200c\u200d"
_MOST_MARKS_ON_A_LETTER: Final = 4
_NEEDS_NO_CARE: Final = re.compile("[ -~\xa1-\xac\xae-\u024f\u2010-\u2027\u2030-\u205e]*")
"""Letters and signs that are one form already and neither hide, reorder nor pile up."""
_LINE_ENDS: Final = re.compile("[\x0b\x0c\x85\u2028\u2029]")


class Run(NamedTuple):
    """A stretch of text in one style; `mark` draws it with the font of marks."""

    text: str
    bold: bool = False
    italic: bool = False
    mark: bool = False


Runs: TypeAlias = tuple[Run, ...]

GAP: Final = Run("\t")
"""Room between two statements on one line, wider than a space."""


def plain(text: str) -> Runs:
    """Upright words."""
    return (Run(text),) if text else ()


def strong(text: str) -> Runs:
    """Words that somebody must act on."""
    return (Run(text, bold=True),) if text else ()


def mark(letter: str) -> Runs:
    """The mark of a source."""
    return (Run(f"[{letter}]", mark=True),) if letter else ()


def joined(parts: Iterable[Runs], between: str = ", ") -> Runs:
    """Runs one after the other with words between them; empty ones are left out."""
    found: list[Run] = []
    for part in parts:
        if not part:
            continue
        if found:
            found.append(Run(between))
        found.extend(part)
    return tuple(found)


def words_of(runs: Runs) -> str:
    """The text alone."""
    return "".join(run.text for run in runs)


def needs_no_care(text: str) -> bool:
    """Whether a text can be drawn as it stands, but for the spaces at its ends."""
    return _NEEDS_NO_CARE.fullmatch(text) is not None


def printable(text: str) -> str:
    """Text as it can be drawn: one form a letter, no sign that hides, reorders or overprints.

    Line breaks stay. Of combining signs piled on one letter four stay: more would paint over the
    lines above and below.
    """
    if needs_no_care(text):
        return text.strip(" ")
    text = _LINE_ENDS.sub("\n", clean(text))
    kept: list[str] = []
    piled = 0
    for sign in text:
        category = unicodedata.category(sign)
        piled = piled + 1 if category == "Mn" else 0
        if sign == "\t":
            kept.append(" ")
        elif category == "Cf" and not (sign in _JOINERS and _shapes(kept)):
            continue
        elif not "\ufe00" <= sign <= "\ufe0f" and piled <= _MOST_MARKS_ON_A_LETTER:
            kept.append(sign)
    return "".join(kept)


def flat(text: str) -> str:
    """Text on one line."""
    return " ".join(text.split())


def _shapes(before: list[str]) -> bool:
    """Whether the last sign is of a script in which a joiner changes the letters beside it."""
    return bool(before) and "\u0590" <= before[-1] <= "\u0fff"
