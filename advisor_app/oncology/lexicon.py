"""Every phrase that names a kind of cancer or a finding, indexed once for the search."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import Indel

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.domain.text import fold
from advisor_app.oncology.catalogue import CancerType, Catalogue, Finding
from advisor_app.oncology.icd_titles import titles
from advisor_app.oncology.sounds import sound
from advisor_app.oncology.speller import Correction, Speller
from advisor_app.oncology.words import Vocabulary

SORTS: Final = ("lay", "abbreviation", "report", "misspelling", "homophone", "spanish")
_TRUST: Final = {
    "name": 0.97,
    "lay": 0.95,
    "abbreviation": 0.95,
    "report": 0.95,
    "spanish": 0.95,
    "misspelling": 0.92,
    "homophone": 0.9,
    "title": 0.9,
}
_YIELDING: Final = frozenset({"name", "title"})
"""What says nothing new where the same words are known already."""
_WHOLE_ONLY: Final = frozenset({"misspelling", "homophone"})
_IN_BRACKETS: Final = re.compile(r"\s*\([^)]*\)")
_HEARD_WRONG: Final = frozenset({"misspelling", "homophone"})
_SHORTEST_HEARD: Final = 5
_SHORTEST_CODE: Final = 4
_SHORTEST_WRITTEN: Final = 8
_LONG_WORD: Final = 9
_LETTERS_APART: Final = 3
_WRITTEN_ALIKE: Final = 0.84
_SOUND_ALIKE: Final = 0.86
_SHORTEST_SOUND: Final = 7
_SOUNDS_APART: Final = 2


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
    """The phrases by their words, and the weight of each word: rare words weigh more.

    `spelled` holds the words of phrases that are spelled as they should be, `named` those of the
    names of kinds and findings.
    """

    vocabulary: Vocabulary
    by_key: Mapping[tuple[str, ...], tuple[Phrase, ...]]
    by_raw: Mapping[str, tuple[Phrase, ...]]
    by_word: Mapping[str, tuple[Phrase, ...]]
    by_start: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, float]
    by_length: Mapping[int, tuple[tuple[str, Phrase], ...]]
    by_sound: Mapping[int, Mapping[str, Phrase]]
    longest: int
    spelled: frozenset[str]
    named: frozenset[str]
    _speller: Speller

    def weight(self, word: str) -> float:
        """What a word tells; nothing for words that no phrase has."""
        return self.weights.get(word, 0.0)

    def corrected(self, word: str) -> Correction | None:
        """The known word that an unknown one was meant to be, and how alike they are."""
        return None if word in self.vocabulary.plain else self._speller(word)

    def heard(self, words: Sequence[str]) -> str:
        """The known word that several words sound like, said one after the other; or nothing."""
        found = self._speller.heard(words)
        long = sum(map(len, words)) >= _LONG_WORD
        if found is None or len(found[0]) < _SHORTEST_HEARD or not (long or found[0] in self.named):
            return ""
        return found[0]

    def abbreviates(self, letters: str) -> bool:
        """Whether small letters, in a row, are a known abbreviation."""
        return (letters,) in self.by_key or letters.upper() in self.by_raw

    def nearly(self, letters: str) -> tuple[Phrase | None, float]:
        """The phrase that is written nearly so, spaces left out, and how alike they are."""
        near = [
            one
            for length in range(len(letters) - _LETTERS_APART, len(letters) + _LETTERS_APART + 1)
            for one in self.by_length.get(length, ())
        ]
        found = process.extractOne(
            letters,
            [written for written, _ in near],
            scorer=Indel.normalized_similarity,
            score_cutoff=_WRITTEN_ALIKE,
        )
        return (near[found[2]][1], float(found[1])) if found else (None, 0.0)

    def sounding(self, spoken: str) -> tuple[Phrase | None, float]:
        """The phrase that sounds nearly so, and how alike they sound."""
        near = {
            sounds: phrase
            for length in range(len(spoken) - _SOUNDS_APART, len(spoken) + _SOUNDS_APART + 1)
            for sounds, phrase in self.by_sound.get(length, {}).items()
        }
        found = process.extractOne(
            spoken, near.keys(), scorer=Indel.normalized_similarity, score_cutoff=_SOUND_ALIKE
        )
        return (near[found[0]], float(found[1])) if found else (None, 0.0)

    def beginning_with(self, start: str) -> tuple[str, ...]:
        """The known words that begin with what was typed so far, the most telling first."""
        return tuple(word for word in self.by_start.get(start[:2], ()) if word.startswith(start))


def load_lexicon(catalogue: Catalogue, vocabulary: Vocabulary, folder: TableFolder) -> Lexicon:
    """All names of the catalogue and all rows of `folder`/cancers/synonyms.tsv.

    Raises TableError for a row that names no kind or finding.
    """
    phrases = [*_names(catalogue, vocabulary)]
    phrases.extend(_synonyms(catalogue, vocabulary, folder, len(phrases)))
    phrases.extend(
        _phrase(vocabulary, text, target, "title", (), rank)
        for rank, (text, target) in enumerate(titles(catalogue), start=len(phrases))
    )
    by_key: dict[tuple[str, ...], list[Phrase]] = {}
    by_raw: dict[str, list[Phrase]] = {}
    by_word: dict[str, list[Phrase]] = {}
    for phrase in phrases:
        if phrase.case_sensitive:
            by_raw.setdefault(phrase.text, []).append(phrase)
            continue
        same = by_key.setdefault(phrase.key, [])
        if same and phrase.sort in _YIELDING:
            continue
        if all(other.target != phrase.target for other in same):
            same.append(phrase)
            if not phrase.context and phrase.sort not in _WHOLE_ONLY:
                for word in set(phrase.key):
                    by_word.setdefault(word, []).append(phrase)
    weights = _weights(phrases, vocabulary)
    spelled = frozenset(
        word for phrase in phrases if phrase.sort not in _HEARD_WRONG for word in phrase.key
    )
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
        by_length=_by_length(phrases, vocabulary),
        by_sound=_by_sound(phrases, vocabulary),
        longest=max(len(phrase.key) for phrase in phrases),
        spelled=spelled,
        named=frozenset(word for phrase in phrases if phrase.sort == "name" for word in phrase.key),
        _speller=Speller(_surfaces(spelled, vocabulary)),
    )


def _by_length(
    phrases: list[Phrase], vocabulary: Vocabulary
) -> Mapping[int, tuple[tuple[str, Phrase], ...]]:
    """The phrases as written without spaces and empty words, by their length."""
    found: dict[int, list[tuple[str, Phrase]]] = {}
    for phrase in phrases:
        if phrase.sort in _HEARD_WRONG or phrase.case_sensitive or phrase.context:
            continue
        words = fold(phrase.text).split()
        written = "".join(word for word in words if word not in vocabulary.stop)
        if len(written) >= _SHORTEST_WRITTEN:
            found.setdefault(len(written), []).append((written, phrase))
    return {length: tuple(same) for length, same in found.items()}


def _by_sound(phrases: list[Phrase], vocabulary: Vocabulary) -> Mapping[int, Mapping[str, Phrase]]:
    """The phrases by the length and the sound of their telling words; the first of those alike."""
    found: dict[int, dict[str, Phrase]] = {}
    for phrase in phrases:
        if phrase.sort in _HEARD_WRONG or phrase.case_sensitive or phrase.context:
            continue
        spoken = sound(word for word in fold(phrase.text).split() if word not in vocabulary.stop)
        if len(spoken) >= _SHORTEST_SOUND:
            found.setdefault(len(spoken), {}).setdefault(spoken, phrase)
    return found


def _surfaces(spelled: frozenset[str], vocabulary: Vocabulary) -> Mapping[str, str]:
    """Every way to write a known word, with its lemma: "ovarian" as "ovary"."""
    surfaces = {word: word for word in spelled}
    for form, lemma in vocabulary.forms.items():
        if len(form) == 1 and lemma in spelled:
            surfaces.setdefault(form[0], lemma)
    return surfaces


def _names(catalogue: Catalogue, vocabulary: Vocabulary) -> Iterator[Phrase]:
    named: list[CancerType | Finding] = [
        *catalogue.kinds.values(),
        *catalogue.findings.values(),
    ]
    rank = 0
    for entry in named:
        bare = _IN_BRACKETS.sub("", entry.name).partition(",")[0]
        for text in dict.fromkeys((entry.name, bare)):
            yield _phrase(vocabulary, text, entry.id, "name", (), rank)
            rank += 1
        code = entry.oncotree if isinstance(entry, CancerType) else ""
        if len(code) >= _SHORTEST_CODE:
            yield _phrase(vocabulary, code, entry.id, "abbreviation", (), rank, case_sensitive=True)


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
