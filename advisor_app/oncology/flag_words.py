"""Red flags heard in a caller's words: every group of words of a row has to be heard.

What a heard flag means and what the advisor says is decided elsewhere; here it is only raised.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.oncology.words import Word, phrases_in, plain_key

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
_DENIAL: Final = re.compile(
    r"\b(?:no|not|denies|denied|without|never|isn't|hasn't|haven't|doesn't have|sin)\s+"
    r"(?:(?:any|a|the|more|new|signs?|of|had|have|having|been|other)\s+)*(?:\w+\s+or\s+)?$"
)
_LEAST_POUNDS: Final = 15
_LEAST_KILOS: Final = 7

_CANNOT: Final = ("can't", "cannot", "can not", "couldn't", "unable to")
_WHOSE: Final = ("my", "his", "her", "the", "their", "our")

Group = Mapping[tuple[str, ...], int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagRow:
    """One way of saying a flag: a group of phrases for each thing that must be heard."""

    flag: str
    groups: tuple[Group, ...]
    signs: tuple[frozenset[str], ...]
    capitals: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagWords:
    """All rows of the table."""

    rows: tuple[FlagRow, ...]

    def heard(self, text: str, words: Sequence[Word]) -> tuple[str, ...]:
        """The flags that the words raise, by number; `text` is read for figures."""
        signs = frozenset(_signs(text))
        raws = frozenset(word.raw for word in words)
        loud = text.isupper()
        found = {
            row.flag
            for row in self.rows
            if all(
                _group_heard(group, sign, capitals, words, signs, frozenset() if loud else raws)
                for group, sign, capitals in zip(row.groups, row.signs, row.capitals, strict=True)
            )
        }
        return tuple(sorted(found))


def _group_heard(
    group: Group,
    wanted: frozenset[str],
    capitals: frozenset[str],
    words: Sequence[Word],
    signs: frozenset[str],
    raws: frozenset[str],
) -> bool:
    if wanted & signs or capitals & raws:
        return True
    if any((word.lemma,) in group and not _denied(words, at) for at, word in enumerate(words)):
        return True
    return any(not _denied(words, first) for first, _, _ in phrases_in(words, group))


def _denied(words: Sequence[Word], first: int) -> bool:
    """Whether the phrase beginning at `first` is denied just before it, in the same clause.

    Only close denials count: a flag raised in vain costs less than one that is missed.
    """
    clause = words[first].clause
    before = [word.plain for word in words[max(0, first - 5) : first] if word.clause == clause]
    return _DENIAL.search(" ".join(before) + " ") is not None


def _signs(text: str) -> Iterator[str]:
    if _FEVER.search(text):
        yield "#fever"
    if _CHILD.search(text):
        yield "#child"
    for found in _WEIGHT.finditer(text):
        amount = int(found[1] or found[2] or found[3])
        kilos = re.search(r"k(?:ilo|g)", found.group(), re.IGNORECASE)
        if amount >= (_LEAST_KILOS if kilos else _LEAST_POUNDS):
            yield "#weightloss"
    for sign, pattern, *ranges in _LABS:
        for found in re.finditer(pattern, text, re.IGNORECASE):
            if any(low < float(found[1]) < high for low, high in ranges):
                yield sign


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
    rows = []
    for row in table.rows:
        if not re.fullmatch(r"RF-\d\d", row["flag"]):
            raise row.refuse("names no red flag")
        groups = [
            [part.strip() for part in group.split("|") if part.strip()]
            for group in row["words"].split(" & ")
        ]
        if not all(groups):
            raise row.refuse("has an empty group of words")
        rows.append(
            FlagRow(
                flag=row["flag"],
                groups=tuple(
                    {
                        plain_key(way): 0
                        for part in group
                        if part[0] not in "#!"
                        for way in ways_to_say(part)
                    }
                    for group in groups
                ),
                signs=tuple(
                    frozenset(part for part in group if part[0] == "#") for group in groups
                ),
                capitals=tuple(
                    frozenset(part[1:] for part in group if part[0] == "!") for group in groups
                ),
            )
        )
    return FlagWords(rows=tuple(rows))
