"""Every phrase that names a kind of cancer or a finding, laid out to be looked up at once.

The layout is lines of text, so that it can be kept and is read in a blink: lines are taken apart
when they are asked for. Phrases are known by their numbers; a key is the lemmas of a phrase, joined
by blanks, and so are several words or numbers.
"""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final, NamedTuple, Self

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.domain.text import fold
from advisor_app.oncology.catalogue import CancerType, Catalogue, Finding
from advisor_app.oncology.icd_titles import titles
from advisor_app.oncology.sounds import sound
from advisor_app.oncology.vocabulary import Vocabulary

SORTS: Final = ("lay", "abbreviation", "report", "misspelling", "homophone", "spanish")
_YIELDING: Final = frozenset({"name", "title"})
"""What says nothing new where the same words are known already."""
_HEARD_WRONG: Final = frozenset({"misspelling", "homophone"})
_IN_BRACKETS: Final = re.compile(r"\s*\([^)]*\)")
_SHORTEST_CODE: Final = 4
_SHORTEST_WRITTEN: Final = 8
_SHORTEST_SOUND: Final = 7
_WEIGHT_OF_GENERIC: Final = 0.35
_TAB: Final = "\t"
_BAR: Final = "|"

_SECTION: Final = "\x1d"
_HALF: Final = "\x1e"
_LINE: Final = "\n"


class Told(NamedTuple):
    """One phrase as the tables hold it, with its key."""

    text: str
    key: str
    target: str
    sort: str
    case_sensitive: bool
    context: tuple[str, ...]

    def as_line(self) -> str:
        """The phrase as one line of the index."""
        return _TAB.join((self.text, self.key, self.target, self.sort, _BAR.join(self.context)))

    @property
    def words(self) -> list[str]:
        """The lemmas of the phrase."""
        return self.key.split(" ")

    @property
    def heard_as_written(self) -> bool:
        """Whether other words may be taken for it: not for a mistake, nor where context decides."""
        return self.sort not in _HEARD_WRONG and not self.case_sensitive and not self.context


def told_in(line: str) -> tuple[str, str, str, str, tuple[str, ...]]:
    """The text, the key, the target, the sort and the context of a phrase of the index."""
    text, key, target, sort, context = line.split(_TAB)
    return text, key, target, sort, tuple(context.split(_BAR)) if context else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LexiconIndex:
    """Phrases by their words, and words by how they are written and how they sound.

    `by_length` and `by_sound` hold whole phrases by the first sign and the length of what is
    written or heard, and their numbers after a tab; `empty` the phrases of words that say little;
    `surfaces` every way to write a known word, with its lemma; `parts` the words that stand in
    forms of several words.
    """

    phrases: list[str]
    spelled: list[str]
    named: list[str]
    parts: list[str]
    by_key: dict[str, str]
    by_raw: dict[str, str]
    by_word: dict[str, str]
    empty: dict[str, str]
    by_start: dict[str, str]
    weights: dict[str, float]
    by_length: dict[str, str]
    by_sound: dict[str, str]
    surfaces: dict[str, str]
    sounds: dict[str, str]

    @property
    def longest(self) -> int:
        """The words of the longest phrase."""
        return max(key.count(" ") for key in self.by_key) + 1

    def as_text(self) -> str:
        """The index as text, section by section."""
        return _SECTION.join(_section(getattr(self, one.name)) for one in fields(self))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """The index of a text. Raises ValueError or TypeError where something is lacking."""
        named = zip(fields(cls), text.split(_SECTION), strict=True)
        sections: dict[str, Any] = {one.name: _lines_of(section) for one, section in named}
        weights = sections["weights"]
        return cls(
            **sections | {"weights": dict(zip(weights, map(float, weights.values()), strict=True))}
        )


def _section(lines: list[str] | Mapping[str, object]) -> str:
    if isinstance(lines, list):
        return _LINE.join(lines)
    return _LINE.join(lines) + _HALF + _LINE.join(map(str, lines.values()))


def _lines_of(section: str) -> list[str] | dict[str, str]:
    """The lines of a section, or the second half of its lines by the first."""
    lines, half, values = section.partition(_HALF)
    told = lines.split(_LINE) if lines else []
    return (
        dict(zip(told, values.split(_LINE), strict=True)) if half and told else {} if half else told
    )


def made_index(catalogue: Catalogue, vocabulary: Vocabulary, folder: TableFolder) -> LexiconIndex:
    """The index of all names of the catalogue and all rows of `folder`/cancers/synonyms.tsv.

    Raises TableError for a row that names no kind or finding.
    """
    phrases = [
        *_names(catalogue, vocabulary),
        *_synonyms(catalogue, vocabulary, folder),
        *(_told(vocabulary, text, target, "title") for text, target in titles(catalogue)),
    ]
    by_key, by_raw, by_word = _by_words(phrases)
    spelled = {
        word for one in phrases if one.sort not in _HEARD_WRONG for word in one.key.split(" ")
    }
    starts: dict[str, list[str]] = {}
    for word in sorted(by_word, key=lambda word: (-len(by_word[word]), len(word), word)):
        starts.setdefault(word[:2], []).append(word)
    surfaces = _surfaces(spelled, vocabulary)
    return LexiconIndex(
        phrases=[one.as_line() for one in phrases],
        by_key=_as_text(by_key),
        by_raw=_as_text(by_raw),
        by_word=_as_text(by_word),
        empty=_as_text(_of_little_words(by_word, phrases, vocabulary)),
        by_start={start: " ".join(words) for start, words in starts.items()},
        weights=_weights(phrases, vocabulary),
        by_length=_near(phrases, lambda words: "".join(words), vocabulary, _SHORTEST_WRITTEN),
        by_sound=_near(phrases, sound, vocabulary, _SHORTEST_SOUND),
        spelled=sorted(spelled),
        named=sorted({word for one in phrases if one.sort == "name" for word in one.key.split()}),
        surfaces=surfaces,
        sounds={word: sound((word,)) for word in surfaces if word.isalpha()},
        parts=sorted(_parts(vocabulary)),
    )


Words = dict[str, list[int]]


def _by_words(phrases: list[Told]) -> tuple[Words, Words, Words]:
    """The numbers of the phrases by key, by capitals, and by each word that may stand anywhere."""
    by_key: Words = {}
    by_raw: Words = {}
    by_word: Words = {}
    for number, phrase in enumerate(phrases):
        if phrase.case_sensitive:
            by_raw.setdefault(phrase.text, []).append(number)
            continue
        same = by_key.setdefault(phrase.key, [])
        if same and phrase.sort in _YIELDING:
            continue
        if all(phrases[other].target != phrase.target for other in same):
            same.append(number)
            if not phrase.context and phrase.sort not in _HEARD_WRONG:
                for word in dict.fromkeys(phrase.key.split(" ")):
                    by_word.setdefault(word, []).append(number)
    return by_key, by_raw, by_word


def _of_little_words(by_word: Words, phrases: list[Told], vocabulary: Vocabulary) -> Words:
    """The numbers of the phrases that have only words that say little: "a growth", "cancer"."""
    little = {
        word: [number for number in found if vocabulary.generic.issuperset(phrases[number].words)]
        for word, found in by_word.items()
        if word in vocabulary.generic
    }
    return {word: found for word, found in little.items() if found}


def _as_text(numbers: Words) -> dict[str, str]:
    return {word: " ".join(map(str, found)) for word, found in numbers.items()}


def _near(
    phrases: list[Told],
    form: Callable[[list[str]], str],
    vocabulary: Vocabulary,
    shortest: int,
) -> dict[str, str]:
    """The telling words of phrases in a form, by its first sign and length; the first of each."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    seen: set[str] = set()
    for number, phrase in enumerate(phrases):
        if not phrase.heard_as_written:
            continue
        told = form([one for one in fold(phrase.text).split() if one not in vocabulary.stop])
        if len(told) >= shortest and told not in seen:
            seen.add(told)
            written, numbers = found.setdefault(f"{told[0]}{len(told)}", ([], []))
            written.append(told)
            numbers.append(str(number))
    return {
        near: f"{' '.join(told)}{_TAB}{' '.join(numbers)}"
        for near, (told, numbers) in found.items()
    }


def _surfaces(spelled: Iterable[str], vocabulary: Vocabulary) -> dict[str, str]:
    surfaces = {word: word for word in sorted(spelled)}
    for form, lemma in vocabulary.forms.items():
        if len(form) == 1 and lemma in surfaces:
            surfaces.setdefault(form[0], lemma)
    return surfaces


def _parts(vocabulary: Vocabulary) -> set[str]:
    return {
        word
        for form in vocabulary.forms
        if len(form) > 1
        for word in form
        if word not in vocabulary.stop
    }


def _names(catalogue: Catalogue, vocabulary: Vocabulary) -> Iterator[Told]:
    named: list[CancerType | Finding] = [
        *catalogue.kinds.values(),
        *catalogue.findings.values(),
    ]
    for entry in named:
        bare = _IN_BRACKETS.sub("", entry.name).partition(",")[0]
        for text in dict.fromkeys((entry.name, bare)):
            yield _told(vocabulary, text, entry.id, "name")
        code = entry.oncotree if isinstance(entry, CancerType) else ""
        if len(code) >= _SHORTEST_CODE:
            yield _told(vocabulary, code, entry.id, "abbreviation", case_sensitive=True)


def _synonyms(catalogue: Catalogue, vocabulary: Vocabulary, folder: TableFolder) -> Iterator[Told]:
    columns = ("phrase", "language", "target", "sort", "case_sensitive", "context")
    table = read_table(folder / "cancers" / "synonyms.tsv", "synonyms/1", columns)
    for row in table.rows:
        if row["target"] not in catalogue.kinds and row["target"] not in catalogue.findings:
            raise row.refuse(f"names no known kind or finding: {row['target']}")
        if row["sort"] not in SORTS:
            raise row.refuse(f"has no known sort: {row['sort']}")
        yield _told(
            vocabulary,
            row["phrase"],
            row["target"],
            row["sort"],
            tuple(fold(word) for word in row.items("context")),
            case_sensitive=row["case_sensitive"] == "yes",
        )


def _told(
    vocabulary: Vocabulary,
    text: str,
    target: str,
    sort: str,
    context: tuple[str, ...] = (),
    *,
    case_sensitive: bool = False,
) -> Told:
    key = " ".join(vocabulary.key(text))
    return Told(text, key, target, sort, case_sensitive, context)


def _weights(phrases: list[Told], vocabulary: Vocabulary) -> dict[str, float]:
    """What a word tells: the more, the fewer kinds it is told of."""
    targets: Counter[str] = Counter()
    for word, _ in {(word, one.target) for one in phrases for word in one.key.split(" ")}:
        targets[word] += 1
    total = len({phrase.target for phrase in phrases})
    return {
        word: math.log(1 + total / count)
        * (_WEIGHT_OF_GENERIC if word in vocabulary.generic else 1.0)
        for word, count in targets.items()
    }
