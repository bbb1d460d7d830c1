"""Every phrase that names a kind of cancer or a finding, indexed once for the search."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.domain.text import fold
from advisor_app.oncology.catalogue import CancerType, Catalogue, Finding
from advisor_app.oncology.words import Vocabulary

SORTS: Final = ("lay", "abbreviation", "report", "misspelling", "homophone", "spanish")
_TRUST: Final = {
    "name": 0.97,
    "lay": 0.95,
    "abbreviation": 0.95,
    "report": 0.95,
    "spanish": 0.95,
    "misspelling": 0.92,
    "homophone": 0.86,
}
_WHOLE_ONLY: Final = frozenset({"misspelling", "homophone", "spanish"})
_SHORTEST_CORRECTED: Final = 5
_ALIKE: Final = 0.74
_SOUND_ALIKE_STARTS: Final = (
    {"k", "c", "q"},
    {"f", "p", "v"},
    {"s", "c", "z"},
    {"g", "j"},
    {"i", "y", "e", "a", "o"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One phrase for one target; `context` are words of which one must stand in the text."""

    text: str
    key: tuple[str, ...]
    target: str
    sort: str
    trust: float
    case_sensitive: bool
    context: tuple[str, ...]
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """The phrases by their words, and the weight of each word: rare words weigh more."""

    vocabulary: Vocabulary
    by_key: Mapping[tuple[str, ...], tuple[Phrase, ...]]
    by_raw: Mapping[str, tuple[Phrase, ...]]
    by_word: Mapping[str, tuple[Phrase, ...]]
    by_start: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, float]
    longest: int
    _nearest: "Speller"

    def weight(self, word: str) -> float:
        """What a word tells; nothing for words that no phrase has."""
        return self.weights.get(word, 0.0)

    def corrected(self, word: str) -> tuple[str, float] | None:
        """The known word that an unknown one was meant to be, and how alike they are."""
        if len(word) < _SHORTEST_CORRECTED or word in self.vocabulary.plain or word.isdigit():
            return None
        return self._nearest(word)

    def beginning_with(self, start: str) -> tuple[str, ...]:
        """The known words that begin with what was typed so far, the most telling first."""
        return tuple(word for word in self.by_start.get(start[:2], ()) if word.startswith(start))


class Speller:
    """Finds the known word that an unknown one was meant to be."""

    def __init__(self, words: Mapping[str, float]) -> None:
        self._words = [word for word in words if len(word) >= _SHORTEST_CORRECTED - 1]
        self._cached = lru_cache(maxsize=4096)(self._search)

    def __call__(self, word: str) -> tuple[str, float] | None:
        """The nearest word with its likeness from 0 to 1, or None."""
        return self._cached(word)

    def _search(self, word: str) -> tuple[str, float] | None:
        near = process.extract(
            word,
            self._words,
            scorer=DamerauLevenshtein.normalized_similarity,
            score_cutoff=_ALIKE,
            limit=4,
        )
        for known, likeness, _ in near:
            least = 0.8 if len(word) < 7 else _ALIKE
            if likeness >= least and _starts_alike(word, known):
                return known, float(likeness)
        return None


def _starts_alike(a: str, b: str) -> bool:
    return a[0] == b[0] or any(a[0] in group and b[0] in group for group in _SOUND_ALIKE_STARTS)


def load_lexicon(catalogue: Catalogue, vocabulary: Vocabulary, folder: TableFolder) -> Lexicon:
    """All names of the catalogue and all rows of `folder`/cancers/synonyms.tsv.

    Raises TableError for a row that names no kind or finding.
    """
    phrases = [*_names(catalogue, vocabulary)]
    phrases.extend(_synonyms(catalogue, vocabulary, folder, len(phrases)))
    by_key: dict[tuple[str, ...], list[Phrase]] = {}
    by_raw: dict[str, list[Phrase]] = {}
    by_word: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        if phrase.case_sensitive:
            by_raw.setdefault(phrase.text, []).append(phrase)
            continue
        same = by_key.setdefault(phrase.key, [])
        if same and phrase.sort == "name":
            continue
        if all(other.target != phrase.target for other in same):
            same.append(phrase)
            if not phrase.context and phrase.sort not in _WHOLE_ONLY:
                for word in set(phrase.key):
                    by_word.setdefault(word, []).append(phrase)
    weights = _weights(phrases, vocabulary)
    starts: dict[str, list[str]] = {}
    for word in sorted(by_word, key=lambda word: (-len(by_word[word]), len(word), word)):
        starts.setdefault(word[:2], []).append(word)
    return Lexicon(
        vocabulary=vocabulary,
        by_key={key: tuple(found) for key, found in by_key.items()},
        by_raw={raw: tuple(found) for raw, found in by_raw.items()},
        by_word={word: tuple(found) for word, found in by_word.items()},
        by_start={start: tuple(found) for start, found in starts.items()},
        weights=weights,
        longest=max(len(phrase.key) for phrase in phrases),
        _nearest=Speller(weights),
    )


def _names(catalogue: Catalogue, vocabulary: Vocabulary) -> Iterator[Phrase]:
    named: list[CancerType | Finding] = [
        *catalogue.kinds.values(),
        *catalogue.findings.values(),
    ]
    for rank, entry in enumerate(named):
        bare = entry.name.partition(" (")[0].partition(",")[0]
        for text in dict.fromkeys((entry.name, bare)):
            yield _phrase(vocabulary, text, entry.id, "name", (), rank)


def _synonyms(
    catalogue: Catalogue, vocabulary: Vocabulary, folder: TableFolder, first: int
) -> Iterator[Phrase]:
    columns = ("phrase", "language", "target", "sort", "case_sensitive", "context")
    table = read_table(folder / "cancers" / "synonyms.tsv", "synonyms/1", columns)
    for rank, row in enumerate(table.rows, start=first):
        if row["target"] not in catalogue.kinds and row["target"] not in catalogue.findings:
            raise row.refuse(f"names no known kind or finding: {row['target']}")
        if row["sort"] not in SORTS:
            raise row.refuse(f"has no known sort: {row['sort']}")
        yield _phrase(
            vocabulary,
            row["phrase"],
            row["target"],
            row["sort"],
            tuple(fold(word) for word in row.items("context")),
            rank,
            case_sensitive=row["case_sensitive"] == "yes",
        )


def _phrase(
    vocabulary: Vocabulary,
    text: str,
    target: str,
    sort: str,
    context: tuple[str, ...],
    rank: int,
    *,
    case_sensitive: bool = False,
) -> Phrase:
    return Phrase(
        text=text,
        key=vocabulary.key(text),
        target=target,
        sort=sort,
        trust=_TRUST[sort],
        case_sensitive=case_sensitive,
        context=context,
        rank=rank,
    )


def _weights(phrases: list[Phrase], vocabulary: Vocabulary) -> dict[str, float]:
    targets: Counter[str] = Counter()
    for word, _ in {(word, phrase.target) for phrase in phrases for word in phrase.key}:
        targets[word] += 1
    total = len({phrase.target for phrase in phrases})
    return {
        word: math.log(1 + total / count) * (0.35 if word in vocabulary.generic else 1.0)
        for word, count in targets.items()
    }
