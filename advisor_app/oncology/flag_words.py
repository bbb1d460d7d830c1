"""Red flags heard in a caller's words: every group of words of a row has to be heard.

What a heard flag means and what the advisor says is decided elsewhere; here it is only raised.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Final, TypeVar

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import Row, read_table
from advisor_app.oncology.words import PhraseTable, Word, phrases_in, plain_key

_FEVER: Final = re.compile(
    r"\b(?:temp\w*|fever\w*|fiebre|thermometer)\D{0,20}(1(?:0[0-7]|00)(?:\.\d)?|3[89](?:\.\d)?|4[01](?:\.\d)?)\b"
    r"|\b(10[0-6](?:\.\d)?|3[89]\.\d)\s*(?:degrees|°|f\b|c\b|fever|temp)",
    re.IGNORECASE,
)
_CHILD: Final = re.compile(
    r"\b(?:1[0-7]|[0-9])[\s-]*(?:years?|yrs?|y)[\s/-]*(?:old|o)\b"
    r"|\b\d{1,2}[\s-]*months?[\s-]*old\b"
    r"|\b(?:1[0-7]|[0-9])\s?(?:yo|y/o)\b"
    r"|\b(?:son|daughter|boy|girl|child|kid|he|she)\s(?:is|just turned|aged)\s(?:1[0-7]|[0-9])\b",
    re.IGNORECASE,
)
_WEIGHT: Final = re.compile(
    r"\blo(?:st|sing|se)\b\D{0,25}?\b(\d{2,3})\s*(?:lbs?|pounds?|kilos?|kgs?|kg|libras?)\b"
    r"|\b(\d{2,3})\s*(?:lbs?|pounds?|kilos?|kg)\b[^.]{0,20}\b(?:weight loss|lost|gone)\b"
    r"|\b(?:perdi\w*|perdido|bajado)\D{0,20}?(\d{2,3})\s*(?:kilos?|libras?)\b",
    re.IGNORECASE,
)
_LABS: Final = (
    ("#calcium", r"\bcalcium\D{0,15}(\d{1,2}(?:\.\d+)?)", (3.0, 6.0), (12.0, 25.0)),
    ("#potassium", r"\bpotassium\D{0,15}(\d(?:\.\d+)?)\b", (6.0, 10.0), (0.5, 2.5)),
    ("#sodium", r"\bsodium\D{0,15}(\d{3})\b", (90.0, 120.0), (160.0, 200.0)),
)
_NO: Final = (
    r"\b(?:no|not|denies|denied|without|never|isn't|hasn't|haven't|doesn't have|don't have"
    r"|do not have|does not have|didn't have|did not have|neither|sin|ni|niega)\s+"
    r"(?:(?:any|a|the|more|new|signs?|of|had|have|having|been|other|tiene|tengo)\s+)*"
)
_ITEM: Final = r"(?:[\w'-]+\s+){1,3}?"
_DENIAL: Final = re.compile(rf"{_NO}(?:{_ITEM}(?:or|nor|o|ni)\s+)*$")
_DENIED_LIST: Final = re.compile(rf"{_NO}(?:{_ITEM},\s)+(?:(?:or|nor|o|ni)\s+)?$")
_LIST_ENDS: Final = re.compile(
    r"^(?:(?:[\w'-]+\s+){1,3}?,\s)*(?:[\w'-]+\s+){0,3}?(?:or|nor|o|ni)\b"
)
_LEAST_POUNDS: Final = 15
_LEAST_KILOS: Final = 7

_DENIED_FROM: Final = 12
_ORS: Final = frozenset({"or", "nor", "o", "ni"})
_MOST_BETWEEN: Final = 3
_EMPTY: Final = frozenset(
    {"a", "an", "the", "my", "his", "her", "their", "our", "your", "is", "are", "was", "were",
     "am", "be", "been", "being", "has", "have", "had", "of", "so", "very", "really", "and", "i",
     "he", "she", "it", "its", "it's", "i'm", "he's", "she's", "they", "them", "all", "just"}
)  # fmt: skip
_SAME: Final = {
    "swollen": "swell", "swelled": "swell", "swells": "swell", "swelling": "swell",
    "threw": "throw", "thrown": "throw", "throws": "throw", "throwing": "throw",
    "vomiting": "vomit", "vomits": "vomit", "vomited": "vomit", "bled": "bleed",
    "bleeding": "bleed", "bleeds": "bleed", "lost": "los", "losing": "los", "lose": "los",
    "ate": "eat", "eaten": "eat", "breathing": "breath", "breathe": "breath",
    "breaths": "breath", "cannot": "can't", "couldn't": "can't", "cant": "can't",
    "weakness": "weak", "numbness": "numb", "confusion": "confus", "confused": "confus",
}  # fmt: skip
_ENDINGS: Final = (("ing", 3), ("ied", 3), ("ed", 3), ("ies", 3), ("es", 4), ("s", 3), ("ly", 4),
                   ("e", 3))  # fmt: skip

_CANNOT: Final = ("can't", "cannot", "can not", "couldn't", "unable to")
_WHOSE: Final = ("my", "his", "her", "the", "their", "our")

Key = tuple[str, ...]
T = TypeVar("T", str, Key)


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagRow:
    """One way of saying a flag: a group of phrases for each thing that must be heard."""

    flag: str
    groups: tuple[frozenset[Key], ...]
    exact: tuple[frozenset[Key], ...]
    lemmas: tuple[frozenset[str], ...]
    signs: tuple[frozenset[str], ...]
    capitals: tuple[frozenset[str], ...]


class FlagWords:
    """All rows of the table, with their phrases by the first word."""

    def __init__(self, rows: Iterable[FlagRow]) -> None:
        self.rows = tuple(rows)
        self._lemmas = frozenset(one for row in self.rows for group in row.lemmas for one in group)
        self._exact = PhraseTable(
            {key: True for row in self.rows for group in row.exact for key in group}
        )
        self._rows_with: dict[Key | str, set[int]] = {}
        for number, row in enumerate(self.rows):
            keys: Iterable[Key | str] = chain(*row.groups, *row.exact)
            words: Iterable[Key | str] = chain(*row.lemmas, *row.signs, *row.capitals)
            for one in chain(keys, words):
                self._rows_with.setdefault(one, set()).add(number)
        self._by_start: dict[str, list[Key]] = {}
        for key in {key for row in self.rows for group in row.groups for key in group}:
            self._by_start.setdefault(key[0], []).append(key)

    def heard(self, text: str, words: Sequence[Word]) -> tuple[str, ...]:
        """The flags that the words raise, by number; `text` is read for figures."""
        return tuple(self.places(text, words))

    def alarming(self, words: Sequence[Word]) -> bool:
        """Whether any word of any flag is said, even if it alone raises none."""
        return bool(self._said(words)) or any(word.lemma in self._lemmas for word in words)

    def places(self, text: str, words: Sequence[Word]) -> dict[str, int]:
        """The flags that are raised, by number, with the sign at which all of one was heard."""
        signs = _signs(text)
        raws = {} if text.isupper() else _first_places((word.raw, word) for word in words)
        said = self._said(words)
        lemmas = _first_places(
            (word.lemma, word)
            for at, word in enumerate(words)
            if word.lemma in self._lemmas and not _denied(words, at)
        )
        found: dict[str, int] = {}
        for number in self._touched(chain(said, lemmas, signs, raws)):
            row = self.rows[number]
            complete = -1
            for phrases, exact, alone, wanted, capitals in zip(
                row.groups, row.exact, row.lemmas, row.signs, row.capitals, strict=True
            ):
                first = min(
                    (
                        *_told(phrases, said),
                        *_told(exact, said),
                        *_told(alone, lemmas),
                        *_told(wanted, signs),
                        *_told(capitals, raws),
                    ),
                    default=None,
                )
                if first is None:
                    break
                complete = max(complete, first)
            else:
                found[row.flag] = min(complete, found.get(row.flag, complete))
        return dict(sorted(found.items()))

    def _touched(self, told: Iterable[Key | str]) -> list[int]:
        """The numbers of the rows of which anything was told."""
        return sorted({number for one in told for number in self._rows_with.get(one, ())})

    def _said(self, words: Sequence[Word]) -> dict[Key, int]:
        """The phrases said: their words in order, in one clause, little standing between them."""
        steps = [(step, at) for at, word in enumerate(words) for step in _steps(word.plain)]
        said: dict[Key, int] = {}
        for first, _, key in phrases_in(words, self._exact):
            if key not in said and not _denied(words, first):
                said[key] = words[first].start
        for first, (step, at) in enumerate(steps):
            for key in self._by_start.get(step, ()):
                if (
                    key not in said
                    and _follows(key, steps, first, words)
                    and not _denied(words, at)
                ):
                    said[key] = words[at].start
        return said


def _told(wanted: frozenset[T], places: Mapping[T, int]) -> Iterator[int]:
    """Where what is wanted was told; at once where nothing of it was."""
    if places and not wanted.isdisjoint(places):
        yield from (places[one] for one in wanted if one in places)


def _first_places(told: Iterable[tuple[str, Word]]) -> dict[str, int]:
    places: dict[str, int] = {}
    for text, word in told:
        places.setdefault(text, word.start)
    return places


def _follows(key: Key, steps: Sequence[tuple[str, int]], first: int, words: Sequence[Word]) -> bool:
    at = first
    clause = words[steps[first][1]].clause
    for wanted in key[1:]:
        reach = range(at + 1, min(at + 2 + _MOST_BETWEEN, len(steps)))
        found = next((one for one in reach if steps[one][0] == wanted), None)
        if found is None or words[steps[found][1]].clause != clause:
            return False
        at = found
    return True


def _steps(plain: str) -> Iterator[str]:
    """A word as phrases are compared: its stem, and nothing for words that tell nothing."""
    for word in plain.split():
        step = _step(word)
        if step:
            yield step


@lru_cache(maxsize=8192)
def _step(word: str) -> str:
    return "" if word in _EMPTY else _SAME.get(word) or _stem(word)


def _stem(word: str) -> str:
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            stem = word[: -len(ending)]
            return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] else stem
    return word


def _denied(words: Sequence[Word], first: int) -> bool:
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


def _signs(text: str) -> dict[str, int]:
    """The signs that figures give, such as "#fever", with where the first stands."""
    places: dict[str, int] = {}
    for sign, place in _signs_in_order(text):
        places.setdefault(sign, place)
    return places


def _signs_in_order(text: str) -> Iterator[tuple[str, int]]:
    for sign, pattern in (("#fever", _FEVER), ("#child", _CHILD)):
        first = pattern.search(text)
        if first is not None:
            yield sign, first.start()
    for found in _WEIGHT.finditer(text):
        amount = int(found[1] or found[2] or found[3])
        kilos = re.search(r"k(?:ilo|g)", found.group(), re.IGNORECASE)
        if amount >= (_LEAST_KILOS if kilos else _LEAST_POUNDS):
            yield "#weightloss", found.start()
    for lab, measure, *ranges in _LABS:
        for found in re.finditer(measure, text, re.IGNORECASE):
            if any(low < float(found[1]) < high for low, high in ranges):
                yield lab, found.start()


def age_of_a_child(text: str) -> str:
    """The words that tell the age of somebody who is not of age; nothing where none do."""
    found = _CHILD.search(text)
    return found.group() if found is not None else ""


def ways_to_say(phrase: str) -> Iterator[str]:
    """A phrase of the table as others say it: "can't" as "cannot", "my legs" as "her legs"."""
    for verb in _CANNOT if "can't" in phrase or "cannot" in phrase else ("",):
        said = re.sub(r"\b(?:can't|cannot)", verb, phrase) if verb else phrase
        if re.search(r"\b(?:my|his|her) ", said):
            yield from (re.sub(r"\b(?:my|his|her) ", f"{whose} ", said) for whose in _WHOSE)
        else:
            yield said


def load_flag_words(folder: TableFolder) -> FlagWords:
    """The phrases of `folder`/cancers/red_flag_words.tsv. Raises TableError."""
    path = folder / "cancers" / "red_flag_words.tsv"
    table = read_table(path, "red_flag_words/1", ("flag", "words"))
    return FlagWords(_flag_row(row) for row in table.rows)


def _flag_row(row: Row) -> FlagRow:
    if not re.fullmatch(r"RF-\d\d", row["flag"]):
        raise row.refuse("names no red flag")
    groups = [
        [part.strip() for part in group.split("|") if part.strip()]
        for group in row["words"].split(" & ")
    ]
    if not all(groups):
        raise row.refuse("has an empty group of words")
    phrases, exact = zip(*map(_phrases, groups), strict=True)
    return FlagRow(
        flag=row["flag"],
        groups=phrases,
        exact=exact,
        lemmas=tuple(frozenset(part for part in group if part.isalpha()) for group in groups),
        signs=tuple(frozenset(part for part in group if part[0] == "#") for group in groups),
        capitals=tuple(frozenset(part[1:] for part in group if part[0] == "!") for group in groups),
    )


def _phrases(group: Iterable[str]) -> tuple[frozenset[Key], frozenset[Key]]:
    """The phrases of a group that are heard by their steps, and those heard word for word."""
    by_steps: set[Key] = set()
    exact: set[Key] = set()
    for part in group:
        for way in ways_to_say(part) if part[0] not in "#!" else ():
            words = plain_key(way)
            steps = _key(words)
            if steps:
                by_steps.add(steps)
            else:
                exact.add(words)
    return frozenset(by_steps), frozenset(exact)


def _key(words: Key) -> Key:
    """The steps of a phrase; nothing where all but one of its words are empty ("end it")."""
    steps = tuple(step for word in words for step in _steps(word))
    return steps if len(steps) > 1 or len(words) == 1 else ()
