"""Whether an emergency is denied in the words just before it: "no fever, chills or bleeding"."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from advisor_app.oncology.words import Word

_NO: Final = (
    r"\b(?:no|not|denies|denied|without|never|isn't|hasn't|haven't|doesn't have|don't have"
    r"|do not have|does not have|didn't have|did not have|neither|sin|ni|niega"
    r"|if (?:i|he|she|they|we) (?:ever )?(?:get|gets|develops?|runs?|spikes?|had|have|has))\s+"
    r"(?:(?:any|a|the|more|new|signs?|of|had|have|having|been|other|tiene|tengo)\s+)*"
)
_ITEM: Final = r"(?:[\w'-]+\s+){1,3}?"
_DENIAL: Final = re.compile(rf"{_NO}(?:{_ITEM}(?:or|nor|o|ni)\s+)*$")
_DENIED_LIST: Final = re.compile(rf"{_NO}(?:{_ITEM},\s)+(?:(?:or|nor|o|ni)\s+)?$")
_LIST_ENDS: Final = re.compile(
    r"^(?:(?:[\w'-]+\s+){1,3}?,\s)*(?:[\w'-]+\s+){0,3}?(?:or|nor|o|ni)\b"
)
_DENIED_FROM: Final = 12
_ORS: Final = frozenset({"or", "nor", "o", "ni"})


def is_denied(words: Sequence[Word], first: int) -> bool:
    """Whether the phrase beginning at `first` is denied just before it, alone or in a list.

    Only close denials count: a flag raised in vain costs less than one that is missed. A list
    that is denied goes on past commas only as far as its "or": "no fever, chills or bleeding".
    """
    clause = words[first].clause
    before = words[max(0, first - _DENIED_FROM) : first]
    if _DENIAL.search(_spoken(word for word in before if word.clause == clause)):
        return True
    sentence = [word for word in before if word.sentence == words[first].sentence]
    listed = _DENIED_LIST.search(
        _spoken([*sentence, words[first]]).rpartition(words[first].plain)[0]
    )
    if listed is None:
        return False
    after = words[first : first + _DENIED_FROM]
    ends_here = bool(before) and before[-1].plain in _ORS
    return ends_here or _LIST_ENDS.search(_spoken(after)) is not None


def _spoken(words: Iterable[Word]) -> str:
    """The words with a comma where a clause ends."""
    said = ""
    clause: int | None = None
    for word in words:
        said += ", " if clause is not None and word.clause != clause else ""
        said += word.plain + " "
        clause = word.clause
    return said
