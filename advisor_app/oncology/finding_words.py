"""A body part with a finding word ("a shadow on the kidney") means a finding, never a cancer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.hits import Hit
from advisor_app.oncology.words import Word

_REACH: Final = 7
_SCORE: Final = 0.86
_FADE: Final = 0.03
_OPEN: Final = frozenset({"scan", "pet", "xray", "chest", "head", "back", "hip", "neck", "belly"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWords:
    """The finding for a body part, by finding word where that matters; and the finding words."""

    targets: Mapping[tuple[str, str], str]
    organs: frozenset[str]
    words: frozenset[str]

    def names_an_organ(self, word: Word) -> bool:
        """Whether the word is a part of the body."""
        return word.lemma in self.organs

    def hits(self, words: Sequence[Word]) -> list[Hit]:
        """A hit for each finding word, with the nearest body part within reach."""
        parts = [at for at, word in enumerate(words) if word.lemma in self.organs]
        found = []
        for at, word in enumerate(words):
            if word.lemma not in self.words:
                continue
            near = [part for part in parts if 0 < abs(part - at) <= _REACH]
            near = [part for part in near if words[part].sentence == word.sentence]
            if not near:
                continue
            part = min(near, key=lambda p: (words[p].lemma in _OPEN, abs(p - at), p < at))
            organ = words[part].lemma
            target = self.targets.get((organ, word.lemma)) or self.targets[organ, ""]
            first, last = sorted((at, part))
            found.append(
                Hit(
                    target=target,
                    score=_SCORE - _FADE * max(0, last - first - 3),
                    text=f"{word.plain}, {organ}",
                    key=(word.lemma, organ),
                    words=tuple(words[first : last + 1]),
                )
            )
        return found


def load_finding_words(catalogue: Catalogue, folder: TableFolder) -> FindingWords:
    """The rows of `folder`/cancers/finding_words.tsv. Raises TableError."""
    path = folder / "cancers" / "finding_words.tsv"
    table = read_table(path, "finding_words/1", ("organ", "word", "target"))
    targets: dict[tuple[str, str], str] = {}
    for row in table.rows:
        if not row["organ"]:
            continue
        if row["target"] not in catalogue.findings and row["target"] not in catalogue.kinds:
            raise row.refuse(f"names no known finding: {row['target']}")
        targets[row["organ"], row["word"]] = row["target"]
    return FindingWords(
        targets=targets,
        organs=frozenset(organ for organ, _ in targets),
        words=frozenset(row["word"] for row in table.rows if not row["organ"]),
    )
