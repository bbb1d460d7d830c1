"""Where a clause turns within itself: from a relative to the caller, from one person to another."""

from collections.abc import Sequence
from typing import Final

from advisor_app.oncology.guard_phrases import Clinical
from advisor_app.oncology.own_words import OwnWords
from advisor_app.oncology.persons import POSSESSIVE, Persons
from advisor_app.oncology.words import Word

_LEADS_ON: Final = frozenset({"and", "so", "did", "y", "like"})


class ClauseTurns:
    """Finds the words at which a clause of a story must be cut."""

    def __init__(self, persons: Persons, own: OwnWords) -> None:
        self._persons = persons
        self._own = own

    def to_the_caller(self, words: Sequence[Word], clinical: Clinical) -> set[int]:
        """Where, in a clause that first names a person, the caller turns to his own illness."""
        people = self._persons.named(words)
        if not people:
            return set()
        named_at: dict[int, int] = {}
        for person in people:
            named_at.setdefault(words[person.first].clause, person.last)
        kin = {one.first for one in people}
        return {
            at
            for at in self._own.places(words, kin, clinical)
            if at >= named_at.get(words[at].clause, len(words))
        }

    def to_others(self, words: Sequence[Word], clinical: Clinical) -> set[int]:
        """Where a clause that named a disease goes on to a person: "and so did her sister"."""
        turns = set()
        for person in self._persons.named(words):
            place = person.first
            while place and words[place - 1].plain in POSSESSIVE | _LEADS_ON:
                place -= 1
            before = [at for at in range(place) if words[at].clause == words[person.first].clause]
            joined = place < person.first and words[place].plain in _LEADS_ON
            runs_on = bool(before) and clinical(words[before[-1]])
            if (joined or runs_on) and any(clinical(words[at]) for at in before):
                turns.add(place)
        return turns
