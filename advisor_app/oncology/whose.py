"""Tells of whom each piece of a story speaks: of the patient, or of somebody else.

The patient is the caller ("my PSA is 7", "he is calling for me") or a person whom the caller
names ("I'm calling about my mother"). Whoever else is told of, and "he" or "she" after that, is
somebody else: their illness and their emergencies are not the patient's.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from advisor_app.oncology.guard_phrases import Clinical, GuardPhrases, Span
from advisor_app.oncology.words import Word, phrases_in

Relation = tuple[str, ...]
Telling = Callable[[Sequence[Word]], bool]

_NAMED_WITHIN: Final = 4
_OWNED_WITHIN: Final = 3
_TOLD_WITHIN: Final = 7
_CHAINED_WITHIN: Final = 2
_LEADS: Final = 3
_ADDED: Final = 2
_THEM: Final = frozenset({"her", "him", "them", "ella", "el"})
_POSSESSIVE: Final = frozenset(
    {"my", "his", "her", "our", "your", "their", "mi", "su", "tu", "nuestra", "nuestro"}
)
_LEADS_ON: Final = frozenset({"and", "so", "did", "y", "like"})
_ONE_OF_MANY: Final = frozenset({"a", "an", "another", "some", "two", "both", "un", "una", "otro"})
_SAME_PERSON: Final[dict[Relation, Relation]] = {
    (word,): (person,)
    for person, words in {
        "mother": ("mom", "mum", "mama", "mommy", "madre"),
        "father": ("dad", "papa", "daddy", "padre", "pop"),
        "husband": ("esposo", "marido"),
        "wife": ("esposa", "mujer"),
        "son": ("hijo", "boy"),
        "daughter": ("hija", "girl"),
        "brother": ("hermano", "bro"),
        "sister": ("hermana", "sis"),
        "grandmother": ("grandma", "abuela", "granny", "gran", "nana", "nanny"),
        "grandfather": ("grandpa", "abuelo", "grandad", "granddad"),
        "aunt": ("auntie", "tia"),
        "uncle": ("tio",),
    }.items()
    for word in words
}


class Person(NamedTuple):
    """A person named: the words, the relation, whether a relation of a relation, whether dead."""

    first: int
    last: int
    relation: Relation
    chained: bool
    dead: bool


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
    """Finds the persons of a story with the phrases of the guards."""

    def __init__(self, phrases: GuardPhrases) -> None:
        self._phrases = phrases

    def whose(
        self, words: Sequence[Word], clauses: Sequence[Span], clinical: Clinical, telling: Telling
    ) -> Whose:
        """Of whom each clause speaks.

        `clinical` says which words name a disease or a body part, `telling` whether a piece tells
        of an illness or an emergency at all.
        """
        everybody = self.named(words)
        callers = self._callers(words)
        people = [one for one in everybody if one.first not in callers]
        no_person = frozenset(self._phrases.places("no_person", words))
        if not everybody:
            return replace(NOBODY_ELSE, strangers=no_person)
        patient = self._patient(words, people)
        of_caller = not patient and self._of_caller(words, people, clinical)
        told = list(self._told(words, clauses, people, telling))
        others = tuple(
            piece.span for piece in told if self._of_another(piece, told, patient, of_caller)
        )
        strangers = no_person | frozenset(
            place
            for person in everybody
            if person.chained
            or person.dead
            or self._is_one_of_many(words, person)
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
            and words[person.first - 1].plain in _POSSESSIVE
        )
        return Whose(
            of_caller=of_caller,
            patient=patient,
            others=others,
            strangers=strangers,
            persons=persons,
        )

    def named(self, words: Sequence[Word]) -> list[Person]:
        """The persons that the words name, in order."""
        people: list[Person] = []
        no_person = self._phrases.places("no_person", words)
        for first, last, key in phrases_in(words, self._phrases["kin"]):
            before = people[-1] if people else None
            if first in no_person or (before is not None and first < before.last):
                continue
            owned = before is not None and words[before.last - 1].plain.endswith(("'s", "s'"))
            chained = before is not None and owned and first - before.last < _CHAINED_WITHIN
            dead = first > 0 and self._phrases.has("dead", words[first - 1])
            people.append(Person(first, last, _relation(key), chained, dead))
        return people

    @staticmethod
    def _is_one_of_many(words: Sequence[Word], person: Person) -> bool:
        """Whether a person is told of as one of several: "an uncle", "both grandmothers"."""
        told = words[person.last - 1].plain
        several = told.endswith("s") and not told.endswith(("'s", "ss"))
        return several or (person.first > 0 and words[person.first - 1].plain in _ONE_OF_MANY)

    def _callers(self, words: Sequence[Word]) -> set[int]:
        """The words with which the caller says who he is: "I'm the sister", "this is his wife"."""
        return {last for _, last, _ in self._phrases.found("caller_is", words)}

    def turns_to_the_caller(self, words: Sequence[Word], clinical: Clinical) -> set[int]:
        """Where, in a clause that first names a person, the caller turns to his own illness."""
        people = self.named(words)
        if not people:
            return set()
        named_at: dict[int, int] = {}
        for person in people:
            named_at.setdefault(words[person.first].clause, person.last)
        kin = {one.first for one in people}
        return {
            at
            for at in self._own(words, kin, clinical)
            if at >= named_at.get(words[at].clause, len(words))
        }

    def turns_to_others(self, words: Sequence[Word], clinical: Clinical) -> set[int]:
        """Where a clause that named a disease goes on to a person: "and so did her sister"."""
        turns = set()
        for person in self.named(words):
            place = person.first
            while place and words[place - 1].plain in _POSSESSIVE | _LEADS_ON:
                place -= 1
            before = [at for at in range(place) if words[at].clause == words[person.first].clause]
            joined = place < person.first and words[place].plain in _LEADS_ON
            runs_on = bool(before) and clinical(words[before[-1]])
            if (joined or runs_on) and any(clinical(words[at]) for at in before):
                turns.add(place)
        return turns

    def _patient(self, words: Sequence[Word], people: Sequence[Person]) -> Relation:
        """The relation of whom the caller says that the call is about; empty where nobody is."""
        if self._phrases.any("for_me", words):
            return ()
        for _, last, _ in self._phrases.found("for_whom", words):
            near = [one for one in people if last <= one.first < last + _NAMED_WITHIN]
            if near:
                return _head(near[0], people).relation
            before = [one for one in people if one.last <= last]
            if before and last < len(words) and words[last].plain in _THEM:
                return before[-1].relation
        for first, _, _ in self._phrases.found("is_patient", words):
            near = [one for one in people if 0 <= first - one.last < _OWNED_WITHIN]
            if near:
                return near[-1].relation
        return ()

    def _of_caller(
        self, words: Sequence[Word], people: Sequence[Person], clinical: Clinical
    ) -> bool:
        """Whether the caller tells of an illness of their own."""
        kin = {one.first for one in people}
        asks = self._phrases.any("for_me", words) or self._phrases.any("own_risk", words)
        return asks or any(True for _ in self._own(words, kin, clinical))

    def _own(self, words: Sequence[Word], kin: Container[int], clinical: Clinical) -> Iterator[int]:
        """Where the caller speaks of an illness or a test of his own: "I have", "my PSA"."""
        apart = self._phrases.places("not_self", words)
        for first, _, _ in self._phrases.found("self_alone", words):
            if first not in apart:
                yield first
        for sort, reach in (("self_has", _TOLD_WITHIN), ("self_owns", _OWNED_WITHIN)):
            for first, last, _ in self._phrases.found(sort, words):
                if first not in apart and self._body_told(words, last, reach, kin, clinical):
                    yield first

    def _body_told(
        self, words: Sequence[Word], since: int, reach: int, kin: Container[int], clinical: Clinical
    ) -> bool:
        for at in range(since, min(since + reach, len(words))):
            word = words[at]
            if at in kin or self._phrases.has("goes_on", word):
                return False
            if word.sentence != words[since - 1].sentence:
                return False
            if clinical(word) or self._phrases.has("had_no_disease", word):
                return True
        return False

    def _told(
        self,
        words: Sequence[Word],
        clauses: Sequence[Span],
        people: Sequence[Person],
        telling: Telling,
    ) -> Iterator[Told]:
        """The clauses with the person whom each tells of, as far as it can be known."""
        person: Person | None = None
        for first, end in clauses:
            piece = words[first:end]
            named = next((one for one in people if first <= one.first < end), None)
            if named is not None:
                person = _head(named, people)
            elif self._phrases.any("self_speaks", piece[:_LEADS]) or not (
                self._goes_on(piece) or self._adds_to(words, first, piece)
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
        if of_caller:
            return True
        rest = [one.person for one in told if one is not piece and one.telling and one.person]
        if person.chained:
            return any(one is not person for one in rest)
        far = person.relation in self._phrases["far_kin"]
        return far and piece.past and not piece.now and person not in rest


def _head(person: Person, people: Sequence[Person]) -> Person:
    """Who is meant by a chain of relations: in "my wife's mother" the mother."""
    for after in people[people.index(person) + 1 :]:
        if not after.chained:
            break
        person = after
    return person


def _relation(key: tuple[str, ...]) -> Relation:
    """The relation in one word for one person: "mom's" and "mama" are the mother."""
    last = key[-1].removesuffix("'s").removesuffix("'")
    relation = (*key[:-1], last)
    return _SAME_PERSON.get(relation, relation)
