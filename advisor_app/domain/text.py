"""Text as people type and paste it, made safe to keep: one form a letter, no control signs."""

import unicodedata
from typing import Final

_KEPT: Final = "\n\t"
_TURNED_AROUND: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
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
