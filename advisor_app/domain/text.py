"""Text as people type and paste it, made safe to keep: one form a letter, no control signs."""

import unicodedata
from typing import Final

_KEPT: Final = "\n\t"
_TURNED_AROUND: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_TAKEN_FOR_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
_FOLDED: Final = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "þ": "th", "ð": "d"}
)


def clean(text: str) -> str:
    """Normalised (NFC), without control and direction signs and lone surrogates, and trimmed.

    Line breaks are kept. Directions signs go because they can reorder what a reader sees.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(
        sign
        for sign in text
        if sign in _KEPT
        or (unicodedata.category(sign) not in ("Cc", "Cs") and sign not in _TURNED_AROUND)
    )
    return unicodedata.normalize("NFC", kept).strip()


def as_cell(words: str) -> str:
    """The words as a spreadsheet shows them and never calculates.

    It takes a cell that begins with `=`, `+`, `-`, `@`, a tab or a line end for a formula (OWASP,
    "CSV injection"): an apostrophe before it makes it text. A cell that begins with an apostrophe
    of its own gets one more, so that taking one away always gives the words back.
    """
    return f"'{words}" if words.startswith(_TAKEN_FOR_FORMULAS) else words


def fold(text: str) -> str:
    """The text as it is compared in searches: small letters, no accents, single spaces."""
    if text.isascii():
        return " ".join(text.lower().split())
    small = text.casefold().translate(_FOLDED)
    bare = "".join(
        sign for sign in unicodedata.normalize("NFKD", small) if not unicodedata.combining(sign)
    )
    return " ".join(bare.split())


def is_latin(text: str) -> bool:
    """Whether every letter of the text is a Latin one."""
    return all("LATIN" in unicodedata.name(sign, "") for sign in text if sign.isalpha())
