"""A hit: a kind or finding with the words that named it, and how hits weaken each other."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.words import Word

_INSIDE_ANOTHER: Final = 0.6
_ONE_WEAK_WORD: Final = 0.55
_RARE: Final = 0.985
_NAMED_WHOLE: Final = 0.8
_BORROWED: Final = 0.7
_LONGEST_SPAN: Final = 120


class Hit(NamedTuple):
    """A target with its score from 0 to 1, the phrase that hit, and the words it covers.

    `over` is the kind that is told as long past, where the target is a cancer in the past.
    `guessed` marks hits that rest on a part of a phrase only, `unsaid` those whose phrase has a
    word for cancer that was not told.
    """

    target: str
    score: float
    text: str
    key: tuple[str, ...]
    words: tuple[Word, ...]
    guessed: bool = False
    unsaid: bool = False
    over: str = ""


def best_hits(hits: Iterable[Hit], least: float = 0.12) -> list[Hit]:
    """The best hit of each target, best first."""
    best: dict[str, Hit] = {}
    for hit in hits:
        if hit.score >= least and (hit.target not in best or hit.score > best[hit.target].score):
            best[hit.target] = hit
    return sorted(best.values(), key=lambda hit: (-hit.score, -len(hit.key)))


def weak_alone(words: Sequence[str], generic: frozenset[str]) -> float:
    """What a hit on these words is worth: less where it is one word that says little."""
    return _ONE_WEAK_WORD if len(words) == 1 and words[0] in generic else 1.0


def rarity(tree: Catalogue, target: str) -> float:
    """A rare kind yields a little to a common one that fits as well."""
    kind = tree.kinds.get(target)
    return _RARE if kind is not None and kind.rare and kind.parent else 1.0


def weaken_inner(hits: Sequence[Hit]) -> list[Hit]:
    """A phrase inside a longer one counts less: "breast cancer" in "inflammatory breast cancer"."""
    spans = sorted({(hit.words[0].start, hit.words[-1].end) for hit in hits if hit.score > 0.5})
    result = []
    for hit in hits:
        first, last = hit.words[0].start, hit.words[-1].end
        since = bisect_left(spans, (first - _LONGEST_SPAN, 0))
        near = spans[since : bisect_left(spans, (first + 1, 0))]
        inner = any(last <= end and (start, end) != (first, last) for start, end in near)
        result.append(hit._replace(score=hit.score * _INSIDE_ANOTHER) if inner else hit)
    return result


def weaken_borrowed(
    scattered: Iterable[Hit], whole: Sequence[Hit], generic: frozenset[str]
) -> Iterator[Hit]:
    """A word for cancer that belongs to one organ says nothing of another, told further off."""
    spans = [
        {word.start for word in hit.words}
        for hit in whole
        if len(hit.words) > 1 and hit.score > _NAMED_WHOLE
    ]
    for hit in scattered:
        places = {word.start for word in hit.words}
        weak = {word.start for word in hit.words if word.lemma in generic}
        borrowed = any(
            (shared := places & span) and shared <= weak and not places <= span for span in spans
        )
        yield hit._replace(score=hit.score * _BORROWED) if borrowed else hit
