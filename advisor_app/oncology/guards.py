"""Sets aside what a caller says of somebody else, of another time, of what it is not, of spread.

"My aunt had lymphoma but mine is the thyroid": the aunt's words must not choose the kind.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import read_table
from advisor_app.oncology.words import Word, phrases_in, plain_key

RELATIVE: Final = "relative"
NEGATED: Final = "negated"
PAST: Final = "past"
SPREAD: Final = "spread"
_FIRST_OLD_YEAR: Final = 1930
_YEARS_AGO: Final = 2

Phrases = Mapping[tuple[str, ...], int]
Disease = Callable[[Word], bool]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """Words that do not speak of this patient's disease now: which, and why."""

    first: int
    last: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guards:
    """The phrases by what they do; `this_year` says which years are long past."""

    phrases: Mapping[str, Phrases]
    this_year: int

    def asides(self, words: Sequence[Word], disease: Disease, organ: Disease) -> tuple[Aside, ...]:
        """What to set aside; `disease` and `organ` tell which words name a disease or a place."""
        clauses = self._clauses(words)
        found: list[Aside] = []
        again = self._any("recurrence", words)
        for clause in clauses:
            piece = words[clause[0] : clause[1]]
            others = [word for other in clauses if other != clause for word in words[slice(*other)]]
            if not any(disease(word) or organ(word) for word in piece):
                continue
            if self._of_relative(piece, others, disease):
                found.append(Aside(first=clause[0], last=clause[1], why=RELATIVE))
                continue
            found.extend(self._negated(piece, clause[0], disease))
            if not again and self._of_the_past(piece, disease):
                found.append(Aside(first=clause[0], last=clause[1], why=PAST))
        return (*found, *self._spread(words, organ, found))

    def hedged(self, words: Sequence[Word]) -> bool:
        """Whether the words leave open that it is a cancer at all."""
        return self._any("hedge", words)

    def diagnosed(self, words: Sequence[Word]) -> bool:
        """Whether a word stands there that only a diagnosis brings."""
        return self._any("diagnosis", words) or any(
            (word.lemma,) in self.phrases["diagnosis"] for word in words
        )

    def _clauses(self, words: Sequence[Word]) -> list[Span]:
        starts = {place for place, _, _ in phrases_in(words, self.phrases["contrast"])}
        starts |= {
            place
            for place in range(1, len(words))
            if words[place].clause != words[place - 1].clause
        }
        edges = [0, *sorted(starts - {0}), len(words)]
        return [(a, b) for a, b in pairwise(edges) if b > a]

    def _of_relative(self, piece: Sequence[Word], others: Sequence[Word], disease: Disease) -> bool:
        if self._any("kin_family", piece):
            return True
        kin = list(phrases_in(piece, self.phrases["kin"]))
        if not kin:
            return False
        if self._speaks_of_self(others):
            return True
        for first, last, _ in phrases_in(piece, self.phrases["kin_past"]):
            if first < kin[0][0]:
                continue
            told = [word for word in piece[last : last + 4] if self._can_be_had(word, disease)]
            if told and not self._procedure_after(piece, last, disease):
                return True
            if "died" in piece[first].plain or "passed" in piece[first].plain:
                return True
        return False

    def _can_be_had(self, word: Word, disease: Disease) -> bool:
        """Whether "had ..." with this word tells of a disease, not of a test or a lump."""
        return disease(word) and (word.plain,) not in self.phrases["had_no_disease"]

    def _procedure_after(self, piece: Sequence[Word], place: int, disease: Disease) -> bool:
        named = [at for at in range(place, min(place + 5, len(piece))) if disease(piece[at])]
        after = piece[named[-1] + 1 : named[-1] + 3] if named else ()
        return any((word.plain,) in self.phrases["procedure"] for word in after)

    def _speaks_of_self(self, words: Sequence[Word]) -> bool:
        apart = {
            place
            for first, last, _ in phrases_in(words, self.phrases["not_self"])
            for place in range(first, last)
        }
        return any(first not in apart for first, _, _ in phrases_in(words, self.phrases["self"]))

    def _negated(self, piece: Sequence[Word], offset: int, disease: Disease) -> Iterator[Aside]:
        apart = {
            place
            for first, last, _ in phrases_in(piece, self.phrases["unnegated"])
            for place in range(first, last)
        }
        for first, last, _ in phrases_in(piece, self.phrases["negation_after"]):
            before = [at for at in range(first) if disease(piece[at])]
            if first not in apart and before:
                yield Aside(first=offset + before[0], last=offset + last, why=NEGATED)
        for first, last, key in phrases_in(piece, self.phrases["negation"]):
            reach = self.phrases["negation"][key]
            within = [at for at in range(last, min(last + reach, len(piece))) if disease(piece[at])]
            if first in apart or not within:
                continue
            end = within[-1] + 1
            while end < len(piece) and disease(piece[end]):
                end += 1
            yield Aside(first=offset + first, last=offset + end, why=NEGATED)

    def _of_the_past(self, piece: Sequence[Word], disease: Disease) -> bool:
        had = [
            last
            for _, last, _ in phrases_in(piece, self.phrases["past"])
            if any(disease(word) for word in piece[last : last + 5])
        ]
        if not had:
            return False
        return self._any("past_when", piece) or any(self._old_year(word) for word in piece)

    def _old_year(self, word: Word) -> bool:
        if not word.plain.isdigit() or len(word.plain) != 4:
            return False
        return _FIRST_OLD_YEAR <= int(word.plain) <= self.this_year - _YEARS_AGO

    def _spread(
        self, words: Sequence[Word], organ: Disease, found: Sequence[Aside]
    ) -> Iterator[Aside]:
        taken = {place for aside in found for place in range(aside.first, aside.last)}
        for first, last, key in phrases_in(words, self.phrases["spread"]):
            reach = self.phrases["spread"][key]
            end = min(last + reach, len(words))
            stop = words[last - 1].sentence
            places = [
                at for at in range(last, end) if words[at].sentence == stop and organ(words[at])
            ]
            if places and first not in taken:
                aside = Aside(first=first, last=_run_of(places, words) + 1, why=SPREAD)
                taken.update(range(aside.first, aside.last))
                yield aside
        for at in range(1, len(words)):
            if words[at].lemma == "metastatic" and organ(words[at - 1]) and at not in taken:
                follows = at + 1 < len(words) and words[at + 1].plain in ("from", "of")
                if words[at].plain != "metastatic" and not (follows and at in taken):
                    taken.update((at - 1, at))
                    yield Aside(first=at - 1, last=at + 1, why=SPREAD)

    def _any(self, sort: str, words: Sequence[Word]) -> bool:
        return next(iter(phrases_in(words, self.phrases.get(sort, {}))), None) is not None


def _run_of(places: Sequence[int], words: Sequence[Word]) -> int:
    last = places[0]
    for place in places[1:]:
        between = words[last + 1 : place]
        if len(between) > 3:
            break
        last = place
    return last


def load_guards(folder: TableFolder, this_year: int) -> Guards:
    """The guards of `folder`/cancers/guards.tsv. Raises TableError."""
    table = read_table(folder / "cancers" / "guards.tsv", "guards/1", ("sort", "phrase", "reach"))
    phrases: dict[str, dict[tuple[str, ...], int]] = {}
    for row in table.rows:
        if row["reach"] and not row["reach"].isdigit():
            raise row.refuse("needs a number of words in reach")
        phrases.setdefault(row["sort"], {})[plain_key(row["phrase"])] = int(row["reach"] or 0)
    return Guards(phrases=phrases, this_year=this_year)
