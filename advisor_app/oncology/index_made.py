"""Makes the index of the phrases from the names, the synonyms and the titles of ICD-10-CM."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.domain.text import fold
from advisor_app.oncology.catalogue import CancerType, Catalogue, Finding
from advisor_app.oncology.icd_titles import titles
from advisor_app.oncology.lexicon_index import LexiconIndex, Lines, Told
from advisor_app.oncology.shelves import Shelves
from advisor_app.oncology.sounds import sound
from advisor_app.oncology.vocabulary import Vocabulary

_SORTS: Final = (
    "lay", "abbreviation", "report", "misspelling", "homophone", "spanish", "symptom",
)  # fmt: skip
_LANGUAGES: Final = ("en", "es")
_YIELDING: Final = frozenset({"name", "title"})
"""What says nothing new where the same words are known already."""
_HEARD_WRONG: Final = frozenset({"misspelling", "homophone"})
_IN_BRACKETS: Final = re.compile(r"\s*\([^)]*\)")
_SHORTEST_CODE: Final = 4
_SHORTEST_WRITTEN: Final = 8
_SHORTEST_SOUND: Final = 7
_WEIGHT_OF_GENERIC: Final = 0.35
_TAB: Final = "\t"
_ENDS_AS_A_DISEASE: Final = re.compile(
    r"(?:oma|emia|osis|plasia|plastic|hodgkin|smallcell|noid|cytic|blastic|squamous)$"
)
_LUMPS: Final = frozenset(
    {"cancer", "carcinoma", "tumor", "malignant", "malignancy", "cyst", "mass", "lump", "growth",
     "nodule", "lesion", "metastatic"}
)  # fmt: skip


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
    weights = _weights(phrases, vocabulary)
    return LexiconIndex(
        phrases=Lines.of([one.as_line() for one in phrases]),
        by_key=_as_text(by_key),
        by_raw=_as_text(by_raw),
        by_word=_as_text(by_word),
        by_start=_by_start(by_word),
        by_length=_near(phrases, lambda words: "".join(words), vocabulary, _SHORTEST_WRITTEN),
        by_sound=_near(phrases, sound, vocabulary, _SHORTEST_SOUND),
        longest=_longest(by_key),
        weights=Lines.of([f"{word}{_TAB}{weight}" for word, weight in weights.items()]),
        empty=_as_text(_of_little_words(by_word, phrases, vocabulary)),
        written=Lines.of(
            [
                _TAB.join((word, lemma, sound((word,)) if word.isalpha() else ""))
                for word, lemma in _surfaces(spelled, vocabulary).items()
            ]
        ),
        spelled=Lines.of(sorted(spelled)),
        named=Lines.of(
            sorted({word for one in phrases if one.sort == "name" for word in one.key.split()})
        ),
        parts=Lines.of(sorted(_parts(vocabulary))),
        diseases=Lines.of(sorted(_diseases(by_key, weights, vocabulary))),
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


def _longest(by_key: Iterable[str]) -> Shelves:
    longest: dict[str, int] = {}
    for first, *others in (key.split(" ") for key in by_key):
        longest[first] = max(len(others) + 1, longest.get(first, 0))
    return Shelves.of({first: str(count) for first, count in longest.items()})


def _by_start(by_word: Words) -> Shelves:
    """The words by how they begin, those of the most phrases first."""
    starts: dict[str, list[str]] = {}
    for word in sorted(by_word, key=lambda word: (-len(by_word[word]), len(word), word)):
        starts.setdefault(word[:2], []).append(word)
    return Shelves.of({start: " ".join(words) for start, words in starts.items()})


def _diseases(
    by_key: Iterable[str], weights: Iterable[str], vocabulary: Vocabulary
) -> frozenset[str]:
    """Words that name a disease alone, and words of names that end as diseases end."""
    alone = {key for key in by_key if " " not in key and len(key) > 1}
    ending = {word for word in weights if _ENDS_AS_A_DISEASE.search(word)}
    weak = (vocabulary.generic - _LUMPS) | vocabulary.stop | vocabulary.plain
    return frozenset((alone | ending) - weak)


def _as_text(numbers: Words) -> Shelves:
    return Shelves.of({word: " ".join(map(str, found)) for word, found in numbers.items()})


def _near(
    phrases: list[Told],
    form: Callable[[list[str]], str],
    vocabulary: Vocabulary,
    shortest: int,
) -> Shelves:
    """The telling words of phrases in a form, by its first sign and length; the first of each."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    seen: set[str] = set()
    for number, phrase in enumerate(phrases):
        if phrase.sort in _HEARD_WRONG or phrase.case_sensitive or phrase.context:
            continue
        told = form([one for one in fold(phrase.text).split() if one not in vocabulary.stop])
        if len(told) >= shortest and told not in seen:
            seen.add(told)
            written, numbers = found.setdefault(f"{told[0]}{len(told)}", ([], []))
            written.append(told)
            numbers.append(str(number))
    return Shelves.of(
        {
            near: f"{' '.join(told)}{_TAB}{' '.join(numbers)}"
            for near, (told, numbers) in found.items()
        }
    )


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
        if row["sort"] not in _SORTS:
            raise row.refuse(f"has no known sort: {row['sort']}")
        if row["language"] not in _LANGUAGES:
            raise row.refuse(f"has no known language: {row['language']}")
        if row["case_sensitive"] not in ("yes", "no"):
            raise row.refuse("needs yes or no in case_sensitive")
        yield _told(
            vocabulary,
            row.needed("phrase"),
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
