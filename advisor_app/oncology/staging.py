"""Reads a stage as people and reports say it into a number that rules can compare.

A stage told on the phone is right in only one of two cases, so the number serves routing and
records; it is never shown or stored as a stage group.
"""

import re
from typing import Final

from advisor_app.domain.text import fold

DISTANT: Final = 40
"""The least number of a stage with distant spread (stage IV)."""

_ROMAN: Final = {"iv": 4, "iii": 3, "ii": 2, "i": 1, "0": 0, "1": 1, "2": 2, "3": 3, "4": 4}
_SPOKEN: Final = {
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "uno": "1", "dos": "2",
    "tres": "3", "cuatro": "4", "first": "1", "second": "2", "third": "3", "fourth": "4",
}  # fmt: skip
_LETTERS: Final = {"": 0, "a": 1, "b": 2, "c": 3, "d": 4}
_STAGE: Final = re.compile(r"\b(?:stage|etapa|estadio)\s*(iv|iii|ii|i|[0-4])\s*([abcd])?\d?\b")
_BARE: Final = re.compile(r"[cpyr]*\s*(iv|iii|ii|i|[0-4])\s*([abcd])?\d?")
_ORDINAL: Final = re.compile(r"\b(first|second|third|fourth)\s+stage\b")
_T: Final = re.compile(r"\b[cpyr]{0,2}t(is|[0-4])[a-d]?\b|\b[cpyr]{0,2}t(is|[0-4])[a-d]?(?=n\d)")
_N: Final = re.compile(r"n([0-3])[a-c]?(?:mi)?(?=\b|m)")
_M: Final = re.compile(r"m([01])[a-d]?\b")


def read_stage(text: str, *, alone: bool = False) -> int | None:
    """Ten times the stage plus its letter (`IIB` is 22, `stage four` 40); None where none is told.

    `alone` reads a text that is nothing but the stage, such as `IIIA` in its own field.
    """
    words = _numbered(fold(text))
    if found := _ORDINAL.search(words):
        return 10 * int(_SPOKEN[found[1]])
    match = _STAGE.search(words) or (_BARE.fullmatch(words.strip()) if alone else None)
    if match is None:
        return None
    return 10 * _ROMAN[match[1]] + _LETTERS[match[2] or ""]


def read_tnm(text: str) -> tuple[int | None, int | None, int | None]:
    """The numbers behind T, N and M; `Tis` is 0."""
    words = fold(text)
    tumour = _T.search(words)
    size = (tumour[1] or tumour[2]) if tumour else None
    nodes, spread = _N.search(words), _M.search(words)
    return (
        None if size is None else 0 if size == "is" else int(size),
        int(nodes[1]) if nodes else None,
        int(spread[1]) if spread else None,
    )


def _numbered(words: str) -> str:
    return re.sub(
        r"\b(stage|etapa|estadio)\s+(zero|one|two|three|four|uno|dos|tres|cuatro)\b",
        lambda found: f"{found[1]} {_SPOKEN[found[2]]}",
        words,
    )
