"""A body part with a finding word ("a shadow on the kidney") means a finding, never a cancer."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.hits import Hit
from advisor_app.oncology.words import Word

_PART: Final = "part"
_WORD: Final = "word"
_REACH: Final = 7
_SCORE: Final = 0.86
_CANCER_SCORE: Final = 0.8
_PLACE_SCORE: Final = 0.62
_CANCER: Final = frozenset({"cancer", "carcinoma", "malignancy", "malignant", "cancerous"})
_FADE: Final = 0.03
_ALSO_A_WORD: Final = frozenset({"back"})
_BEFORE_A_PLACE: Final = frozenset(
    {"my", "his", "her", "the", "your", "their", "upper", "lower", "mid", "middle", "on", "in"}
)
_OPEN: Final = frozenset({"scan", "pet", "xray", "chest", "head", "back", "hip", "neck", "belly"})


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingWords:
    """The finding for a body part, by finding word where that matters; and the finding words.

    `usual` is the finding that most body parts of a family have; `parts` are words for a part of
    a body part, which say nothing alone: "tail", "body".
    """

    targets: Mapping[tuple[str, str], str]
    cancers: Mapping[str, tuple[str, ...]]
    usual: Mapping[str, str]
    organs: frozenset[str]
    words: frozenset[str]
    parts: frozenset[str]

    def names_an_organ(self, word: Word) -> bool:
        """Whether the word is a part of the body."""
        return word.lemma in self.organs

    def finding_of(self, organs: Iterable[str], family: str) -> str:
        """The finding of the first body part among some lemmas, else the usual of the family."""
        told = (found for organ in organs if (found := self.targets.get((organ, ""))))
        return next(told, self.usual.get(family, ""))

    def hits(self, words: Sequence[Word]) -> list[Hit]:
        """A hit for each finding word, or word for cancer, with the nearest body part in reach."""
        parts = [at for at in range(len(words)) if self._is_place(words, at)]
        found: list[Hit] = []
        for at, word in enumerate(words) if parts else ():
            if word.lemma in self.words:
                found.extend(self._finding(words, at, parts))
            elif word.lemma in _CANCER:
                found.extend(self._cancer(words, at, parts))
        return found

    def of_places(self, words: Sequence[Word]) -> list[Hit]:
        """The findings for the body parts told, where the complaint is in no list."""
        return [
            Hit(
                target=target, score=_PLACE_SCORE, text=word.lemma, key=(word.lemma,), words=(word,)
            )
            for at, word in enumerate(words)
            if self._is_place(words, at) and (target := self.targets.get((word.lemma, "")))
        ]

    def _is_place(self, words: Sequence[Word], at: int) -> bool:
        """Whether a body part stands here; "back" is one only as "my back", not in "came back"."""
        if words[at].lemma in _ALSO_A_WORD:
            return at > 0 and words[at - 1].plain in _BEFORE_A_PLACE
        return words[at].lemma in self.organs

    def _finding(self, words: Sequence[Word], at: int, parts: Sequence[int]) -> Iterator[Hit]:
        part = _nearest(words, at, parts)
        if part is not None:
            organ = words[part].lemma
            target = self.targets.get((organ, words[at].lemma)) or self.targets.get((organ, ""))
            if target is not None:
                yield _hit(target, _SCORE, words, at, part)

    def _cancer(self, words: Sequence[Word], at: int, parts: Sequence[int]) -> Iterator[Hit]:
        part = _nearest(words, at, parts)
        if part is not None:
            for kind in self.cancers.get(words[part].lemma, ()):
                yield _hit(kind, _CANCER_SCORE, words, at, part)


def _nearest(words: Sequence[Word], at: int, parts: Sequence[int]) -> int | None:
    near = [part for part in parts if 0 < abs(part - at) <= _REACH]
    near = [part for part in near if words[part].sentence == words[at].sentence]
    return min(near, key=lambda p: (words[p].lemma in _OPEN, abs(p - at), p < at), default=None)


def _hit(target: str, score: float, words: Sequence[Word], at: int, part: int) -> Hit:
    first, last = sorted((at, part))
    return Hit(
        target=target,
        score=score - _FADE * max(0, last - first - 3),
        text=f"{words[at].plain}, {words[part].lemma}",
        key=(words[at].lemma, words[part].lemma),
        words=(words[first], words[last]),
    )


def load_finding_words(catalogue: Catalogue, folder: TableFolder) -> FindingWords:
    """The rows of `folder`/cancers/finding_words.tsv. Raises TableError."""
    path = folder / "cancers" / "finding_words.tsv"
    table = read_table(path, "finding_words/1", ("organ", "word", "target"))
    targets: dict[tuple[str, str], str] = {}
    cancers: dict[str, tuple[str, ...]] = {}
    alone: dict[str, set[str]] = {_WORD: set(), _PART: set()}
    for row in table.rows:
        organ, word, target = row["organ"], row["word"], row["target"]
        if not organ:
            if target not in alone:
                raise row.refuse(f"has no body part, so it must say {_WORD} or {_PART}: {target}")
            alone[target].add(word)
            continue
        named = row.items("target")
        for one in named:
            if one not in catalogue.findings and one not in catalogue.kinds:
                raise row.refuse(f"names no known finding: {one}")
        if word in _CANCER:
            cancers[organ] = named
        else:
            targets[organ, word] = target
    return FindingWords(
        targets=targets,
        cancers=cancers,
        usual=_usual(catalogue, targets),
        organs=frozenset(organ for organ, _ in targets),
        words=frozenset(alone[_WORD]),
        parts=frozenset(alone[_PART]),
    )


def _usual(catalogue: Catalogue, targets: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """For each family the finding that most of its body parts have, else one that it shares."""
    counted: dict[str, Counter[str]] = {}
    for (_, word), target in targets.items():
        finding = catalogue.findings.get(target)
        if finding is not None and not word:
            counted.setdefault(finding.families[0], Counter())[target] += 1
    usual = {family: count.most_common(1)[0][0] for family, count in counted.items()}
    for (_, word), target in targets.items():
        for family in catalogue.findings[target].families if target in catalogue.findings else ():
            if not word:
                usual.setdefault(family, target)
    return usual
