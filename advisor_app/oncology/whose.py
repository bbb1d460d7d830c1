"""Tells of whom each piece of a story speaks: of the patient, or of somebody else.

The patient is the caller ("my PSA is 7", "he is calling for me") or a person whom the caller
names ("I'm calling about my mother"). Whoever else is told of, and "he" or "she" after that, is
somebody else: their illness and their emergencies are not the patient's.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from advisor_app.oncology.guard_phrases import Clinical, GuardPhrases, Span
from advisor_app.oncology.own_words import OwnWords
from advisor_app.oncology.persons import (
    POSSESSIVE,
    Person,
    Persons,
    Relation,
    head,
    is_one_of_many,
)
from advisor_app.oncology.words import Word

Telling = Callable[[Sequence[Word]], bool]

_NAMED_WITHIN: Final = 4
_OWNED_WITHIN: Final = 3
_LEADS: Final = 3
_ADDED: Final = 2
_BEARS: Final = frozenset({"with", "who", "that"})
"""What makes "is the one" tell of an illness and not of the call."""
_THEM: Final = frozenset({"her", "him", "them", "ella", "el"})


class Told(NamedTuple):
    """A clause: whom it tells of, whether it names them, tells of illness, of then or of now."""

    span: Span
    person: Person | None
    named: bool
    telling: bool
    past: bool
    now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Of whom a story speaks; `patient` is the relation named, empty for the caller or unknown.

    `others` are the pieces told of somebody else, `strangers` the words that name those people,
    `persons` the words for a relative that elsewhere name a body part: "mi mamá" is no breast.
    """

    of_caller: bool
    patient: Relation
    others: tuple[Span, ...]
    strangers: frozenset[int]
    persons: frozenset[int] = frozenset()


NOBODY_ELSE: Final = Whose(of_caller=False, patient=(), others=(), strangers=frozenset())


class People:
    """Tells of whom a story speaks, with the phrases of the guards."""

    def __init__(self, phrases: GuardPhrases, persons: Persons, own: OwnWords) -> None:
        self._phrases = phrases
        self._persons = persons
        self._own = own

    def whose(
        self, words: Sequence[Word], clauses: Sequence[Span], clinical: Clinical, telling: Telling
    ) -> Whose:
        """Of whom each clause speaks.

        `clinical` says which words name a disease or a body part, `telling` whether a piece tells
        of an illness or an emergency at all.
        """
        everybody = self._persons.named(words)
        callers = self._callers(words)
        people = [one for one in everybody if one.first not in callers]
        no_person = frozenset(self._phrases.places("no_person", words))
        patient = self._patient(words, people)
        kin = {one.first for one in people}
        own = sorted(self._own.places(words, kin, clinical))
        of_caller = not patient and (bool(own) or self._speaks_of_the_patient(words))
        if not everybody:
            return replace(NOBODY_ELSE, of_caller=of_caller, strangers=no_person)
        told = list(self._told(words, clauses, people, own, telling))
        others = tuple(
            piece.span for piece in told if self._of_another(piece, told, patient, of_caller)
        )
        strangers = no_person | frozenset(
            place
            for person in everybody
            if person.chained
            or person.dead
            or is_one_of_many(words, person)
            or (patient and person.relation != patient)
            or of_caller
            or person.first in callers
            for place in range(person.first, person.last)
        )
        persons = frozenset(
            person.first
            for person in everybody
            if clinical(words[person.first])
            and person.first
            and words[person.first - 1].plain in POSSESSIVE
        )
        return Whose(
            of_caller=of_caller,
            patient=patient,
            others=others,
            strangers=strangers,
            persons=persons,
        )

    def _callers(self, words: Sequence[Word]) -> set[int]:
        """The words with which the caller says who he is: "I'm the sister", "this is his wife"."""
        return {last for _, last, _ in self._phrases.found("caller_is", words)}

    def _patient(self, words: Sequence[Word], people: Sequence[Person]) -> Relation:
        """The relation of whom the caller says that the call is about; empty where nobody is."""
        if self._phrases.any("for_me", words):
            return ()
        for _, last, _ in self._phrases.found("for_whom", words):
            near = [one for one in people if last <= one.first < last + _NAMED_WITHIN]
            if near:
                return head(near[0], people).relation
            before = [one for one in people if one.last <= last]
            if before and last < len(words) and words[last].plain in _THEM:
                return before[-1].relation
        for first, last, _ in self._phrases.found("is_patient", words):
            if last < len(words) and words[last].plain in _BEARS:
                continue
            near = [one for one in people if 0 <= first - one.last < _OWNED_WITHIN]
            if near:
                return near[-1].relation
        return ()

    def _speaks_of_the_patient(self, words: Sequence[Word]) -> bool:
        """Whether who speaks is the patient, or writes a note on one: "pt", "presents with"."""
        return any(self._phrases.any(sort, words) for sort in ("for_me", "own_risk", "noted"))

    def _told(
        self,
        words: Sequence[Word],
        clauses: Sequence[Span],
        people: Sequence[Person],
        own: Sequence[int],
        telling: Telling,
    ) -> Iterator[Told]:
        """The clauses with the person whom each tells of, as far as it can be known."""
        person: Person | None = None
        for first, end in clauses:
            piece = words[first:end]
            named = next((one for one in people if first <= one.first < end), None)
            if named is not None:
                person = head(named, people)
            elif (
                self._phrases.any("self_speaks", piece[:_LEADS])
                or any(first <= at < end for at in own)
                or not (self._goes_on(piece) or self._adds_to(words, first, piece))
            ):
                person = None
            yield Told(
                (first, end),
                person,
                named is not None,
                telling(piece),
                self._phrases.any("told_past", piece),
                self._phrases.any("now", piece),
            )

    def _adds_to(self, words: Sequence[Word], first: int, piece: Sequence[Word]) -> bool:
        """Whether a short clause only adds to the one before: "I buried him, esophageal"."""
        turns = self._phrases.has("contrast", piece[0])
        same = words[first - 1].sentence == piece[0].sentence
        return len(piece) <= _ADDED and same and not turns

    def _goes_on(self, piece: Sequence[Word]) -> bool:
        """Whether a clause goes on about the person named before: "she", "his", "it went to"."""
        return any(self._phrases.has("goes_on", word) for word in piece[:_LEADS])

    def _of_another(
        self, piece: Told, told: Sequence[Told], patient: Relation, of_caller: bool
    ) -> bool:
        person = piece.person
        if person is None or not piece.telling:
            return False
        if person.dead:
            return True
        if patient:
            return person.relation != patient and (piece.named or piece.past)
        if of_caller or person.several:
            return True
        rest = [one.person for one in told if one is not piece and one.telling and one.person]
        if person.chained:
            return any(one is not person for one in rest)
        far = person.relation in self._phrases["far_kin"]
        return far and piece.past and not piece.now and person not in rest
