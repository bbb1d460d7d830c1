"""States and countries in a story, and which of them is the place on the day of the visit."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from advisor_app.domain.places import COUNTRIES, STATES, place_code
from advisor_app.oncology.story_dates import MONTHS

_NAMES: Final = "|".join(
    sorted((re.escape(name) for name in STATES.values()), key=len, reverse=True)
)
_ABROAD: Final = "|".join(
    sorted((re.escape(name) for name in COUNTRIES.values()), key=len, reverse=True)
)
_PLACE: Final = re.compile(
    rf"\b(?P<name>{_NAMES})\b|\b(?P<abroad>{_ABROAD})\b|\b(?P<code>{'|'.join(STATES)})\b",
    re.IGNORECASE,
)
_WORDS_TOO: Final = frozenset(
    {"IN", "OR", "ME", "HI", "OK", "OH", "PA", "MA", "AL", "LA", "DE", "CO", "ID", "CT", "MD", "MS",
     "AS", "MP", "GU", "VI"}
)  # fmt: skip
_PEOPLE_TOO: Final = frozenset({"virginia", "georgia", "jordan", "chad", "turkey"})
_THERE: Final = re.compile(
    r"\b(?:in|from|at|near|live[sd]?|living|to|of|resident of|state of)\s+(?:the\s+)?$|[,/]\s*$",
    re.IGNORECASE,
)
_TOWN: Final = re.compile(
    r"\b(?:[Ii]n|[Ff]rom|[Nn]ear|[Aa]t|[Ll]ives?|[Ll]iving)\s+(?:[A-Z][\w.'-]+,?\s+){1,3}$"
)
"""A town before two letters: "lives in Scranton PA"."""
_WILL_BE: Final = re.compile(
    r"(?:\bwill be|\bbe in|\bgoing to|\bgoing down to|\bstay(?:ing|s)?(?: with \w+(?: \w+)?)? in"
    r"|\btravel\w*(?: to)?|\bwinter\w*(?: \w+)? in|\bfly\w* to|\bvisit\w*|\bsitting in"
    r"|\bheading to|\bmoving to|\bdown in|\bspend\w*(?: \w+){0,3} in|\bleav\w+ for|\bgoes to"
    r"|\bi'll be in|\bout in|\bsnowbird\w* in|\bvacation\w* in)\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_AT_A_TIME: Final = re.compile(
    r"^\s*(?:,\s*)?(?:(?:in|by|from|through|thru|until|till|during|come)\s+"
    rf"(?:early\s+|late\s+|mid\s+)?(?:{MONTHS}|winter|summer|spring|fall|then)\b"
    r"|for (?:the )?(?:winter|summer|season|month|next|holidays|visit|video)|all winter"
    r"|half the year|next (?:week|month)|on the day|then\b|that (?:day|week)|when)",
    re.IGNORECASE,
)
_NO_PLACE: Final = re.compile(
    r"\s*(?:scan|of|show|chest|abd|guided|positive|negative)|[\s-]*[\d+-]", re.IGNORECASE
)
_LISTED: Final = re.compile(r"[,/]\s*$")
_LISTED_END: Final = re.compile(r"\s*(?:$|[.,;)]|\d{5})")
"""After a comma "CT" is a scan and "PA" a title, unless the list goes on: "Hartford, CT." """
_PERSON: Final = re.compile(
    r"\b(?:[Dd]ra?|[Dd]octor|[Ss]aw|[Ss]ee|[Ss]eeing|[Bb]y|[Ww]ith|[Uu]nder|[Nn]urse|[Ss]urgeon"
    r"|[Oo]ncologist)\.?\s+(?:[A-Z][\w.'-]*\s*){1,3},\s*$"
)
"""A person before two letters, which are a title then: "Dr Smith, MD"."""
_OFTEN_NO_PLACE: Final = frozenset({"CT", "CA", "PR", "PA", "MS", "MD", "AL"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTold:
    """A place of a story (`US-NJ`, `ES`), and whether the patient will only be there then."""

    code: str
    on_the_day: bool
    start: int
    end: int


def places_told(text: str) -> Iterator[PlaceTold]:
    """The states and countries of a story in order.

    Two letters count in capitals only, and where they are also a word ("OR", "CT"), only after
    "in", "from", "lives" or a comma.
    """
    loud = text.isupper()
    for found in _PLACE.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        word = found.group()
        if found["code"] and not _is_a_code(word, before, after, loud):
            continue
        if (found["abroad"] or word.casefold() in _PEOPLE_TOO) and not _THERE.search(before):
            continue
        code = f"US-{word.upper()}" if found["code"] else place_code(word)
        if code is not None:
            on_the_day = bool(_WILL_BE.search(before) or _AT_A_TIME.match(after))
            yield PlaceTold(code=code, on_the_day=on_the_day, start=found.start(), end=found.end())


def _is_a_code(word: str, before: str, after: str, loud: bool) -> bool:
    if not word.isupper():
        return False
    if word in _OFTEN_NO_PLACE and (_NO_PLACE.match(after) or _PERSON.search(before)):
        return False
    if word not in _WORDS_TOO and not loud:
        return True
    if not loud and _TOWN.search(before):
        return True
    if word in _OFTEN_NO_PLACE and _LISTED.search(before) and not _LISTED_END.match(after):
        return False
    return bool(_THERE.search(before))
