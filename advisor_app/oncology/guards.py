"""Sets aside what a caller says of somebody else, of another time, of what it is not, of spread.

"My aunt had lymphoma but mine is the thyroid": the aunt's words must not choose the kind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.oncology.asides import PAST, RELATIVE, SPREAD, Aside
from advisor_app.oncology.clause_turns import ClauseTurns
from advisor_app.oncology.corrections import taken_back
from advisor_app.oncology.denials import Denials, denied_elsewhere, superseded
from advisor_app.oncology.doubts import Doubts
from advisor_app.oncology.guard_phrases import Clinical, GuardPhrases, Span, load_guard_phrases
from advisor_app.oncology.inherited import Inherited
from advisor_app.oncology.kin_clauses import KinClauses
from advisor_app.oncology.licences import Licences
from advisor_app.oncology.other_times import OtherTimes, but_what_spreads
from advisor_app.oncology.own_words import OwnWords
from advisor_app.oncology.persons import Persons
from advisor_app.oncology.spread_told import SpreadTold
from advisor_app.oncology.whose import NOBODY_ELSE, People, Telling, Whose
from advisor_app.oncology.words import Word, phrases_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """What to set aside of a text, of whom it speaks, and the relative's disease that is shared."""

    asides: tuple[Aside, ...]
    whose: Whose
    shared: Aside | None = None


UNGUARDED: Final = Guarded(asides=(), whose=NOBODY_ELSE)


class Guards:
    """Reads a text with the phrases; `this_year` says which years are long past."""

    def __init__(self, phrases: GuardPhrases, this_year: int) -> None:
        self.doubts: Final = Doubts(phrases)
        self.licences: Final = Licences(phrases)
        self.inherited: Final = Inherited(phrases)
        self._phrases = phrases
        persons, own = Persons(phrases), OwnWords(phrases)
        self._people = People(phrases, persons, own)
        self._turns = ClauseTurns(persons, own)
        self._kin = KinClauses(phrases)
        self._denials = Denials(phrases)
        self._times = OtherTimes(phrases, this_year)
        self._spread = SpreadTold(phrases)

    def guarded(
        self, words: Sequence[Word], disease: Clinical, organ: Clinical, alarming: Telling
    ) -> Guarded:
        """What to set aside, and of whom the words speak.

        `disease` and `organ` tell which words name a disease or a place, `alarming` whether a
        piece tells of an emergency.
        """
        clauses = self._clauses(words, disease)
        whose = self._people.whose(
            words,
            clauses,
            disease,
            lambda piece: any(map(disease, piece)) or alarming(piece),
        )
        others = frozenset(whose.others)
        found = list(self._told_apart(words, clauses, others, disease, organ, alarming))
        found.extend(superseded(words, clauses, disease))
        found.extend(taken_back(words, self._phrases, disease))
        found.extend(denied_elsewhere(words, self._phrases, found, disease))
        found.extend(self._spread.asides(words, clauses, organ, found))
        if any(aside.why == SPREAD for aside in found):
            found = but_what_spreads(words, found, disease, organ)
        found.extend(self._spread.denied(words, found))
        return Guarded(asides=tuple(found), whose=whose, shared=self._shared(words, found))

    def child(self, words: Sequence[Word]) -> str:
        """The word that says that the patient is a child; nothing where none does."""
        found = next(phrases_in(words, self._phrases["child"]), None)
        return " ".join(found[2]) if found is not None else ""

    def _told_apart(
        self,
        words: Sequence[Word],
        clauses: Sequence[Span],
        of_others: frozenset[Span],
        disease: Clinical,
        organ: Clinical,
        alarming: Telling,
    ) -> Iterator[Aside]:
        """The clauses told of somebody else or of another time, and what is denied in them."""
        again = self.doubts.is_back(words, disease)
        named = [
            any(disease(word) or organ(word) for word in words[slice(*one)]) for one in clauses
        ]
        listed = [self._kin.lists_kin(words[slice(*one)]) for one in clauses]
        for number, clause in enumerate(clauses):
            whole = Aside(first=clause[0], last=clause[1], why=RELATIVE)
            if clause in of_others:
                yield whole
                continue
            piece = words[slice(*clause)]
            named_there = any(disease(word) and not organ(word) for word in piece)
            if not (again or named_there) and alarming(piece) and self._times.is_long_over(piece):
                yield Aside(first=clause[0], last=clause[1], why=PAST)
                continue
            if not named[number]:
                continue
            others = [*words[: clause[0]], *words[clause[1] :]]
            if number and self._kin.is_reported_of_kin(piece, others, disease, organ):
                yield whole
                continue
            if self._kin.is_of_a_relative(piece, others, disease) or (
                listed[number] and (sum(listed) > 1 or self._phrases.any("kin_family", others))
            ):
                yield whole
                continue
            elsewhere = any(named[:number]) or any(named[number + 1 :])
            for aside in self._denials.in_clause(piece, clause[0], disease):
                tested = self._denials.with_its_test(words, clause, aside)
                yield tested if elsewhere else aside
            if number and self._times.only_leads(words[slice(*clauses[number - 1])]):
                piece = words[clauses[number - 1][0] : clause[1]]
            when = words[clause[0] : self._end_of_time(words, clauses, named, number)]
            if not again and (
                self._times.is_of_the_past(piece, when, disease)
                or self._times.is_listed_as_survived(piece, words)
                or self._times.is_done_with(when, others, disease, organ)
                or self._times.is_replaced(piece, others, disease, organ)
                or (elsewhere and self._times.is_over(piece, disease))
                or (any(named[number + 1 :]) and self._times.is_dated_long_ago(piece, disease))
            ):
                yield Aside(first=clause[0], last=clause[1], why=PAST)

    @staticmethod
    def _end_of_time(
        words: Sequence[Word], clauses: Sequence[Span], named: Sequence[bool], number: int
    ) -> int:
        """Where the words end that say when a clause was: the next, and others of its sentence."""
        last = number
        sentence = words[clauses[number][1] - 1].sentence
        while last + 1 < len(clauses) and not named[last + 1]:
            if last > number and words[clauses[last + 1][0]].sentence != sentence:
                break
            last += 1
        return clauses[last][1]

    def _shared(self, words: Sequence[Word], found: Sequence[Aside]) -> Aside | None:
        """The relative's disease that the patient is told to have, too: "and now I have it too"."""
        for _, end, _ in self._phrases.found("shared", words):
            said = end - 1
            before = [one for one in found if one.why == RELATIVE and one.last <= said]
            if before and not any(one.first <= said < one.last for one in found):
                return before[-1]
        return None

    def _clauses(self, words: Sequence[Word], disease: Clinical) -> list[Span]:
        denied = {
            place
            for first, last, _ in self._phrases.found("negation", words)
            for place in range(first + 1, last)
        }
        starts = {place for place, _, _ in self._phrases.found("contrast", words)} - denied
        starts |= self._turns.to_the_caller(words, disease)
        starts |= self._turns.to_others(words, disease)
        starts |= {
            place
            for place in range(1, len(words))
            if words[place].clause != words[place - 1].clause
        }
        edges = [0, *sorted(starts - {0}), len(words)]
        return [(a, b) for a, b in pairwise(edges) if b > a]


def load_guards(folder: TableFolder, this_year: int) -> Guards:
    """The guards of `folder`/cancers/guards.tsv. Raises TableError."""
    return Guards(load_guard_phrases(folder), this_year)
