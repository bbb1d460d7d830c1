"""Sets aside what a text says that the patient does not have."""

from collections.abc import Iterator, Sequence
from typing import Final

from advisor_app.oncology.asides import NEGATED, Aside, set_apart
from advisor_app.oncology.doubts import TOO_WIDE
from advisor_app.oncology.guard_phrases import Clinical, GuardPhrases, Span
from advisor_app.oncology.words import Word

_JOINS: Final = frozenset(
    {"of", "the", "in", "my", "his", "her", "a", "de", "del", "la", "el", "en", "or", "nor", "and",
     "any"}
)  # fmt: skip
_MOST_JOINS: Final = 3
_TOLD_WITHIN: Final = 4
_AT_FIRST: Final = frozenset({"thought", "first", "originally", "initially", "primero", "pensaban"})
_NEXT: Final = frozenset({"then", "later", "next", "luego", "despues"})
_LONG_DENIAL: Final = 4


class Denials:
    """Finds denials with the phrases of the guards, and how far each reaches."""

    def __init__(self, phrases: GuardPhrases) -> None:
        self._phrases = phrases

    def in_clause(self, piece: Sequence[Word], offset: int, disease: Clinical) -> Iterator[Aside]:
        """What a clause denies; `offset` is the place of its first word in the text."""
        apart = self._phrases.places("unnegated", piece)
        for first, last, _ in self._phrases.found("negation_after", piece):
            before = [at for at in range(first) if disease(piece[at])]
            if first not in apart and before:
                yield Aside(first=offset + before[0], last=offset + last, why=NEGATED)
        for first, last, reach in self._phrases.found("normal_after", piece):
            near = range(max(0, first - reach), first)
            result = [at for at in near if disease(piece[at])]
            if result and first not in apart:
                yield Aside(first=offset + result[0], last=offset + last, why=NEGATED)
        taken = 0
        for first, last, reach, supposed in self._denials(piece):
            within = [at for at in range(last, min(last + reach, len(piece))) if disease(piece[at])]
            kept = first in apart and last - first < _LONG_DENIAL
            if kept or not within or first < taken:
                continue
            if supposed and not all(piece[at].lemma in TOO_WIDE for at in within):
                continue
            if self._phrases.any(
                "spread_told", piece[within[-1] + 1 : within[-1] + 1 + _TOLD_WITHIN]
            ):
                continue
            taken = _end_of_name(piece, within[-1] + 1, disease)
            yield Aside(first=offset + first, last=offset + taken, why=NEGATED)

    def _denials(self, piece: Sequence[Word]) -> list[tuple[int, int, int, bool]]:
        """What is denied or only supposed: first word, last, how far it reaches, whether supposed.

        "If it were cancer" says nothing; "if it is lymphoma" names what is suspected.
        """
        return sorted(
            (first, last, reach, sort == "hypothetical")
            for sort in ("negation", "hypothetical")
            for first, last, reach in self._phrases.found(sort, piece)
        )

    def with_its_test(self, words: Sequence[Word], clause: Span, aside: Aside) -> Aside:
        """A denied cancer with the test that denied it: "the biopsy of the prostate found none"."""
        before = words[clause[0] : aside.first]
        wide = all(
            word.lemma in TOO_WIDE
            for word in words[aside.first : aside.last]
            if word.lemma in TOO_WIDE or (word.lemma,) in self._phrases["diagnosis"]
        )
        tested = any(self._phrases.has("tissue", word) for word in before)
        return Aside(first=clause[0], last=aside.last, why=NEGATED) if wide and tested else aside


def superseded(
    words: Sequence[Word], clauses: Sequence[Span], disease: Clinical
) -> Iterator[Aside]:
    """What was thought next, and is not so either: "they thought pneumonia, then lung cancer, but".

    Only where a clause of another disease ends the row.
    """
    chained = False
    for number, (first, last) in enumerate(clauses[:-1]):
        goes_on = chained and words[first].plain in _NEXT
        if goes_on and any(map(disease, words[first:last])):
            if any(disease(word) for a, b in clauses[number + 1 :] for word in words[a:b]):
                yield Aside(first=first, last=last, why=NEGATED)
        else:
            chained = any(word.plain in _AT_FIRST for word in words[first:last])


def denied_elsewhere(
    words: Sequence[Word], phrases: GuardPhrases, found: Sequence[Aside], disease: Clinical
) -> Iterator[Aside]:
    """Where a disease that is denied was named before: "called a sarcoma, but it is not"."""
    taken = set_apart(found)
    for aside in found:
        if aside.why != NEGATED or phrases.any("normal_after", words[aside.first : aside.last]):
            continue
        denied = {
            word.lemma
            for word in words[aside.first : aside.last]
            if disease(word) and word.lemma not in TOO_WIDE
        }
        for at in range(aside.first):
            if at not in taken and words[at].lemma in denied:
                taken.add(at)
                yield Aside(first=at, last=at + 1, why=NEGATED)


def _end_of_name(piece: Sequence[Word], end: int, disease: Clinical) -> int:
    """Where the name of a disease ends: "cancer of the stomach" goes on past "cancer"."""
    while end < len(piece):
        ahead = end
        while ahead < len(piece) and piece[ahead].plain in _JOINS and ahead - end < _MOST_JOINS:
            ahead += 1
        if ahead == len(piece) or not disease(piece[ahead]):
            break
        end = ahead + 1
    return end
