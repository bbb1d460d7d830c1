"""The tables with which a story is read: treatments, markers, and words that propose an answer."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from advisor_app.domain.intake import MODALITY
from advisor_app.domain.paths import QUESTIONS
from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import Row, Table, read_table
from advisor_app.oncology.words import PhraseTable, plain_key

Key = tuple[str, ...]
_SHORTEST_DRUG: Final = 5
_LONG_DRUG: Final = 8
_TWO_SLIPS: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatmentName:
    """A treatment by the name that is written down, and what sort it is."""

    name: str
    modality: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An answer that a phrase proposes."""

    question: str
    value: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryWords:
    """The tables by phrase; `kin` gives the relative that a word names.

    `not_blood` are those whose cancer is no family history: in-laws, friends. `drugs` are the names
    of one word that may be misspelt, by their first letter: with another, they were not meant.
    """

    treatments: PhraseTable[TreatmentName]
    markers: PhraseTable[str]
    proposals: PhraseTable[tuple[Proposal, ...]]
    kin: PhraseTable[str]
    not_blood: frozenset[Key]
    drugs: Mapping[str, Sequence[str]] = field(repr=False)

    def misspelt(self, word: str) -> TreatmentName | None:
        """The drug or regimen that a word is a misspelling of; None for a word like any other."""
        if len(word) < _SHORTEST_DRUG or not word.isalpha():
            return None
        found = process.extractOne(
            word,
            self.drugs.get(word[0], ()),
            scorer=DamerauLevenshtein.distance,
            score_cutoff=_TWO_SLIPS if len(word) >= _LONG_DRUG else 1,
        )
        return self.treatments[(found[0],)] if found is not None else None


def load_story_words(folder: TableFolder) -> StoryWords:
    """The tables of `folder`/cancers. Raises TableError."""
    cancers = folder / "cancers"
    treatments = read_table(
        cancers / "treatment_words.tsv", "treatment_words/1", ("phrase", "name", "modality")
    )
    markers = read_table(cancers / "marker_words.tsv", "marker_words/1", ("phrase", "marker"))
    words = read_table(
        cancers / "capture_words.tsv", "capture_words/1", ("question", "phrase", "value")
    )
    guards = read_table(cancers / "guards.tsv", "guards/1", ("sort", "phrase"))
    kin = {plain_key(row["phrase"]): row["phrase"] for row in guards.rows if row["sort"] == "kin"}
    not_blood = {plain_key(row["phrase"]) for row in guards.rows if row["sort"] == "not_blood"}
    proposals: dict[Key, list[Proposal]] = {}
    for row in words.rows:
        proposals.setdefault(plain_key(row["phrase"]), []).append(_proposal(row))
    return StoryWords(
        treatments=PhraseTable(
            {plain_key(row["phrase"]): _treatment(row) for row in treatments.rows}
        ),
        markers=PhraseTable({plain_key(row["phrase"]): row["marker"] for row in markers.rows}),
        kin=PhraseTable(kin),
        not_blood=frozenset(not_blood),
        drugs=_drugs(treatments),
        proposals=PhraseTable({key: tuple(found) for key, found in proposals.items()}),
    )


def _drugs(treatments: Table) -> Mapping[str, Sequence[str]]:
    drugs: dict[str, list[str]] = {}
    for row in treatments.rows:
        name = row["phrase"] if row["modality"] == "systemic" else ""
        key = plain_key(name)
        if len(key) == 1 and len(key[0]) >= _SHORTEST_DRUG and key[0].isalpha():
            drugs.setdefault(key[0][0], []).append(key[0])
    return drugs


def _treatment(row: Row) -> TreatmentName:
    if row["modality"] not in {choice.code for choice in MODALITY}:
        raise row.refuse(f"has no known modality: {row['modality']}")
    return TreatmentName(name=row["name"], modality=row["modality"])


def _proposal(row: Row) -> Proposal:
    if row["question"] not in QUESTIONS:
        raise row.refuse(f"proposes for no known question: {row['question']}")
    text = row["value"]
    return Proposal(
        question=row["question"], value=json.loads(text) if text.startswith(("{", "[")) else text
    )
