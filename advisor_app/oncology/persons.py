"""The persons that a story names: a mother, a neighbour, the wife of a brother."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from advisor_app.oncology.guard_phrases import GuardPhrases
from advisor_app.oncology.words import Word, phrases_in

Relation = tuple[str, ...]

POSSESSIVE: Final = frozenset(
    {"my", "his", "her", "our", "your", "their", "mi", "su", "tu", "nuestra", "nuestro"}
)
_CHAINED_WITHIN: Final = 2
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
    """A person named: the words, the relation, whether it is a relation of a relation.

    `dead` and `several` say that nobody or several are meant: "my late aunt", "my uncles".
    """

    first: int
    last: int
    relation: Relation
    chained: bool
    dead: bool
    several: bool


class Persons:
    """Finds the persons of a story with the phrases of the guards."""

    def __init__(self, phrases: GuardPhrases) -> None:
        self._phrases = phrases

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
            several = _are_several(words[last - 1].plain)
            people.append(Person(first, last, _relation(key), chained, dead, several))
        return people


def is_one_of_many(words: Sequence[Word], person: Person) -> bool:
    """Whether a person is told of as one of several: "an uncle", "both grandmothers"."""
    before = words[person.first - 1].plain if person.first else ""
    return person.several or before in _ONE_OF_MANY


def head(person: Person, people: Sequence[Person]) -> Person:
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


def _are_several(told: str) -> bool:
    return told.endswith("s") and not told.endswith(("'s", "ss"))
