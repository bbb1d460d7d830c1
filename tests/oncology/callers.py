"""Phrases and stories of callers with what they mean, as data, in two halves by a fixed rule.

The rule cannot be bent: the half of a text is the first bit of its SHA-256. Only the development
half was looked at while the search was tuned; the untouched half is what is reported.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from advisor_app.domain.tables import Row, read_table
from advisor_app.oncology.answers import CancerAnswer, Found
from advisor_app.oncology.capture import Chip
from advisor_app.oncology.catalogue import Catalogue

DEVELOPMENT: Final = "development"
UNTOUCHED: Final = "untouched"
LATE: Final = "late"
BLIND: Final = "blind"
SECOND_BLIND: Final = "second blind"
THIRD_BLIND: Final = "third blind"
FOURTH_BLIND: Final = "fourth blind"
FIFTH_BLIND: Final = "fifth blind"
SIXTH_BLIND: Final = "sixth blind"
SEVENTH_BLIND: Final = "seventh blind"
EIGHTH_BLIND: Final = "eighth blind"
WIDE: Final = "wide"
_WRITTEN_LATER: Final = {
    LATE: "late_callers.tsv",
    BLIND: "blind_callers.tsv",
    SECOND_BLIND: "second_blind_callers.tsv",
    THIRD_BLIND: "third_blind_callers.tsv",
    FOURTH_BLIND: "fourth_blind_callers.tsv",
    FIFTH_BLIND: "fifth_blind_callers.tsv",
    SIXTH_BLIND: "sixth_blind_callers.tsv",
    SEVENTH_BLIND: "seventh_blind_callers.tsv",
    EIGHTH_BLIND: "eighth_blind_callers.tsv",
    WIDE: "wide_callers.tsv",
}
LATER_SETS: Final = tuple(_WRITTEN_LATER)
GUARDED: Final = "guarded"
SECOND_GUARDED: Final = "second guarded"
THIRD_GUARDED: Final = "third guarded"
FOURTH_GUARDED: Final = "fourth guarded"
FIFTH_GUARDED: Final = "fifth guarded"
SIXTH_GUARDED: Final = "sixth guarded"
SEVENTH_GUARDED: Final = "seventh guarded"
EIGHTH_GUARDED: Final = "eighth guarded"
NINTH_GUARDED: Final = "ninth guarded"
_GUARDED: Final = {
    GUARDED: "guarded_narratives.tsv",
    SECOND_GUARDED: "second_guarded_narratives.tsv",
    THIRD_GUARDED: "third_guarded_narratives.tsv",
    FOURTH_GUARDED: "fourth_guarded_narratives.tsv",
    FIFTH_GUARDED: "fifth_guarded_narratives.tsv",
    SIXTH_GUARDED: "sixth_guarded_narratives.tsv",
    SEVENTH_GUARDED: "seventh_guarded_narratives.tsv",
    EIGHTH_GUARDED: "eighth_guarded_narratives.tsv",
    NINTH_GUARDED: "ninth_guarded_narratives.tsv",
}
SURE: Final = 0.6
ANY: Final = "*"
_FOLDER: Final = Path(__file__).resolve().parent.parent / "data" / "oncology"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What is right: any of these kinds or findings, or anything of these families."""

    kinds: frozenset[str]
    findings: frozenset[str]
    families: frozenset[str]

    def is_met_by(self, answer: CancerAnswer, tree: Catalogue) -> bool:
        """Whether the answer is of a right family; where a finding is right, it must be one."""
        if self.findings and not self.kinds and not self.families:
            return answer.finding and self._same_family(answer, self.findings, tree)
        if answer.family in self.families or answer.kind in self.kinds | self.findings:
            return True
        return self._same_family(answer, self.kinds, tree)

    def is_named_by(self, answer: CancerAnswer) -> bool:
        """Whether the answer is one of the right kinds or findings themselves."""
        if self.kinds or self.findings:
            return answer.kind in self.kinds | self.findings
        return answer.family in self.families

    @classmethod
    def nothing(cls) -> "Meaning":
        """Where no cancer and no finding is told."""
        return cls(kinds=frozenset(), findings=frozenset(), families=frozenset())

    @staticmethod
    def _same_family(answer: CancerAnswer, ids: Iterable[str], tree: Catalogue) -> bool:
        families = {family for id in ids for family in _families(id, tree)}
        return bool(families & set(_families(answer.kind, tree)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """One phrase of a caller and what it means."""

    group: str
    text: str
    meaning: Meaning
    half: str

    @property
    def only_a_finding(self) -> bool:
        """Whether no tissue is told: no code of a cancer may be first."""
        return bool(self.meaning.findings) and not self.meaning.kinds


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrative:
    """One story: its meaning, what must never be set on the patient, chips, flags, asides."""

    text: str
    meaning: Meaning
    never: tuple[str, ...]
    chips: tuple[str, ...]
    no_chips: tuple[str, ...]
    red_flags: tuple[str, ...]
    set_aside: tuple[str, ...]
    half: str

    def wrongly_set(self, found: Found, chips: Iterable[Chip], tree: Catalogue) -> list[str]:
        """The families of others or of other times that an answer or a chip puts on the patient."""
        told = [chip.value for chip in chips if chip.question == "dx.rows/*/kind"]
        sure = [answer.kind for answer in found.answers if answer.confidence >= SURE]
        wrong = []
        for id in (*told, *sure):
            for never in self.never:
                family, _, only = never.partition(":")
                if tree.family_of(id) == family and (not only or id in tree.kinds):
                    wrong.append(id)
        return wrong

    def missing_chips(self, chips: Iterable[Chip]) -> list[str]:
        """The expected chips that were not proposed."""
        told = list(chips)
        return [wanted for wanted in self.chips if not any(_says(one, wanted) for one in told)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """One story about whom or what must not be heard: `story.never` may be `*`, any cancer.

    `no_red_flags` are those that must not be raised; `*` is every one but the story's own.
    """

    story: Narrative
    no_red_flags: tuple[str, ...]

    @property
    def only_a_finding(self) -> bool:
        """Whether no tissue is told: no code of a cancer may be first."""
        meaning = self.story.meaning
        return bool(meaning.findings) and not meaning.kinds and not meaning.families

    def cancers_set(self, found: Found, chips: Iterable[Chip], tree: Catalogue) -> list[str]:
        """What is put on the patient against the label: first or sure answers, and chips.

        `family:kind` and `*` forbid what has the code of a cancer, a family alone everything.
        """
        codes = {answer.kind: answer.icd10 for answer in found.answers}
        told = [chip.value for chip in chips if chip.question == "dx.rows/*/kind"]
        sure = [one.kind for one in found.answers if one.confidence >= SURE]
        first = [one.kind for one in found.answers[:1]]
        return [
            id
            for id in dict.fromkeys((*told, *sure, *first))
            if self._is_forbidden(id, codes.get(id, ()), tree)
        ]

    def _is_forbidden(self, id: str, codes: Iterable[str], tree: Catalogue) -> bool:
        of_cancer = id in tree.kinds and any(code.startswith("C") for code in codes)
        for never in self.story.never:
            family, _, only = never.partition(":")
            if (family == ANY or (only and tree.family_of(id) == family)) and of_cancer:
                return True
            if not only and tree.family_of(id) == family:
                return True
        return False

    def false_flags(self, found: Found) -> list[str]:
        """The red flags raised that the story must not raise."""
        none = ANY in self.no_red_flags
        return [
            flag
            for flag in found.red_flags
            if flag in self.no_red_flags or (none and flag not in self.story.red_flags)
        ]


def guarded(set_name: str) -> list[Guarded]:
    """The stories about others, denials and other times of one set."""
    columns = ("text", "expected", "never", "chips", "no_chips", "red_flags", "no_red_flags")
    table = read_table(_FOLDER / _GUARDED[set_name], "narratives/2", columns)
    return [
        Guarded(
            story=_narrative(row),
            no_red_flags=tuple(part for part in row["no_red_flags"].split(",") if part),
        )
        for row in table.rows
    ]


def spoken(half: str) -> list[Spoken]:
    """The phrases of one half, or of a set that was written later."""
    if half in _WRITTEN_LATER:
        return _spoken(_WRITTEN_LATER[half])
    return [one for one in _spoken("callers.tsv") if one.half == half]


def _spoken(file: str) -> list[Spoken]:
    table = read_table(_FOLDER / file, "callers/1", ("group", "text", "expected"))
    return [
        Spoken(
            group=row["group"],
            text=row["text"],
            meaning=_meaning(row["expected"]),
            half=half_of(row["text"]),
        )
        for row in table.rows
    ]


def narratives(half: str) -> list[Narrative]:
    """The stories of one half, or those written late."""
    columns = ("text", "expected", "never", "chips", "no_chips", "red_flags", "set_aside")
    file = "late_narratives.tsv" if half == LATE else "narratives.tsv"
    table = read_table(_FOLDER / file, "narratives/1", columns)
    return [one for one in map(_narrative, table.rows) if half in (LATE, one.half)]


def half_of(text: str) -> str:
    """The half that a text belongs to."""
    first = hashlib.sha256(text.encode("utf-8")).digest()[0]
    return DEVELOPMENT if first < 128 else UNTOUCHED


def _narrative(row: Row) -> Narrative:
    return Narrative(
        text=row["text"],
        meaning=_meaning(row["expected"]),
        never=tuple(part for part in row["never"].split(",") if part),
        chips=tuple(part for part in row["chips"].split(";") if part),
        no_chips=tuple(part for part in row["no_chips"].split(";") if part),
        red_flags=tuple(part for part in row["red_flags"].split(",") if part),
        set_aside=tuple(part for part in row.get("set_aside").split(",") if part),
        half=half_of(row["text"]),
    )


def _meaning(told: str) -> Meaning:
    parts: dict[str, frozenset[str]] = {}
    for part in told.split(";"):
        sort, _, values = part.partition(":")
        parts[sort] = frozenset(values.split(",")) - {""}
    return Meaning(
        kinds=parts.get("kind", frozenset()),
        findings=parts.get("finding", frozenset()),
        families=parts.get("family", frozenset()),
    )


def _families(id: str, tree: Catalogue) -> Iterator[str]:
    if id in tree.findings:
        yield from tree.findings[id].families
    elif id in tree.kinds:
        kind = tree.kinds[id]
        yield kind.family
        for above in kind.also:
            yield tree.family_of(above)


def _says(chip: Chip, wanted: str) -> bool:
    """Whether a chip says `question=value`, `question.part=value`, or holds it with `~`."""
    for sign in ("=", "~"):
        question, found, value = wanted.partition(sign)
        if not found:
            continue
        told: Any = chip.value
        if chip.question != question:
            whole, _, name = question.rpartition(".")
            if chip.question != whole or not isinstance(told, Mapping):
                return False
            told = told.get(name)
        text = str(told)
        return text.casefold() == value.casefold() if sign == "=" else value in text
    return False
