"""People: who may be one person in two cases. It proposes; linking merges nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nlargest
from typing import Final

from rapidfuzz import fuzz, process

from advisor_app.domain.case import Act, CaseCard
from advisor_app.services.failures import NoSuchCase
from advisor_app.services.gate import Gate
from advisor_app.services.likeness import Comparison, Level, compared
from advisor_app.services.look_trail import LookTrail
from advisor_app.services.nicknames import Nicknames
from advisor_app.services.person_sketch import PersonSketch, close_keys, wide_keys
from advisor_app.services.ports import Clock, Reading, Store, Writing
from advisor_app.services.records import PersonVerdict, Verdict
from advisor_app.services.rights import Deed

_MOST_OF_A_KIND: Final = 4000
_MOST_COMPARED: Final = 40
_MOST_LINKED: Final = 60
_MOST_LOOKED_AT: Final = 120
_SURE: Final = frozenset({"tail", "mrn", "misdialled"})
"""Ways in which few people are found: all of these are compared."""
_HALF: Final = "half"
_WEIGHTS: Final = {"tail": 4, "mrn": 4, "misdialled": 3, "born": 3, "pair": 2}
"""How much each way speaks for somebody, before any field is looked at; 1 where it is not named."""
_RANK: Final = {Level.LIKELY: 0, Level.POSSIBLE: 1, Level.SHARES_PHONE: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """A case whose patient may be the one sought, and what speaks for and against it."""

    card: CaseCard
    comparison: Comparison
    level: Level
    mrn: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedCase:
    """Another case of the same person; `by` and `at` tell who said so (empty: through a third)."""

    card: CaseCard
    mrn: str
    link: PersonVerdict | None


class People:
    """Who may be whom, what was decided about it, and how it is taken back.

    A person is the cases that were said to be one, directly or through one another. Nothing of a
    case changes by a link, so taking it back leaves all as it was.
    """

    def __init__(self, store: Store, clock: Clock, nicknames: Nicknames | None = None) -> None:
        self._store = store
        self._clock = clock
        self._gate = Gate(store, clock)
        self._nicknames = nicknames or Nicknames()
        self._trail = LookTrail(store, clock)

    def likely(self, act: Act, sought: PersonSketch, limit: int = 5) -> tuple[Likely, ...]:
        """The cases of whoever may be the one sought, the likeliest first.

        `sought.case`, where it is set, is left out, with all that was decided about it.
        """
        with self._gate.reading(act, Deed.LIST_CASES, "person.likely", "case") as unit:
            found = self.likely_in(unit, sought, limit)
        numbers = " ".join(one.card.number for one in found)
        detail = f"{len(found)} found: {numbers}"
        self._trail.write_down(act, "person.likely", "case", detail)
        return found

    def likely_in(
        self, unit: Reading | Writing, sought: PersonSketch, limit: int = 5
    ) -> tuple[Likely, ...]:
        """As `likely`, within a look or a transaction of another service, which audits it."""
        if not sought.tells:
            return ()
        decided = {sought.case}
        if sought.case:
            decided |= {one.other for one in unit.people.verdicts(sought.case)}
            decided |= _linked(unit, sought.case)
        found = self._compared(unit, sought, close_keys(sought, self._nicknames), decided)
        if not any(one.level is Level.LIKELY for _, one in found):
            known = decided | {kept.case for kept, _ in found}
            found += self._compared(unit, sought, wide_keys(sought, self._nicknames), known)
        found.sort(key=lambda one: _order(sought, *one))
        return tuple(
            Likely(card=card, comparison=comparison, level=comparison.level, mrn=kept.mrn)
            for kept, comparison in found[:limit]
            if comparison.level is not None and (card := unit.cases.card(kept.case)) is not None
        )

    def same(self, act: Act, number: str, other: str) -> None:
        """The patients of the two cases are one person. Raises NoSuchCase."""
        self._decide(act, number, other, Verdict.SAME, "person.link")

    def not_same(self, act: Act, number: str, other: str) -> None:
        """They are two people, and nobody is asked again. Raises NoSuchCase."""
        self._decide(act, number, other, Verdict.NOT_SAME, "person.apart")

    def take_back(self, act: Act, number: str, other: str) -> None:
        """What was said of the two is not said any more. Raises NoSuchCase."""
        self._decide(act, number, other, Verdict.OPEN, "person.take_back")

    def linked(self, act: Act, number: str) -> tuple[LinkedCase, ...]:
        """The other cases of the same person, the one saved last first."""
        with self._gate.reading(act, Deed.LIST_CASES, "person.linked", "case") as unit:
            direct = {
                one.other: one
                for one in unit.people.verdicts(number)
                if one.verdict is Verdict.SAME
            }
            numbers = _linked(unit, number)
            mrns = {one.case: one.mrn for one in unit.people.sketches(numbers)}
            cards = [card for one in numbers if (card := unit.cases.card(one)) is not None]
        cards.sort(key=lambda one: (one.saved_at, one.number), reverse=True)
        told = " ".join(card.number for card in cards)
        if cards:
            self._trail.write_down(act, "person.linked", "case", f"{number}: {told}")
        return tuple(
            LinkedCase(card=card, mrn=mrns.get(card.number, ""), link=direct.get(card.number))
            for card in cards
        )

    def _compared(
        self,
        unit: Reading | Writing,
        sought: PersonSketch,
        keys: dict[str, set[str]],
        decided: set[str],
    ) -> list[tuple[PersonSketch, Comparison]]:
        near = unit.people.near(keys, _MOST_OF_A_KIND)
        numbers = _roughly_alike(unit, sought, near, decided)
        return [
            (kept, comparison)
            for kept in unit.people.sketches(numbers)
            if (comparison := compared(sought, kept, self._nicknames)).level is not None
        ]

    def _decide(self, act: Act, number: str, other: str, verdict: Verdict, action: str) -> None:
        if number == other:
            return
        with self._gate.writing(act, Deed.LINK_PEOPLE, action, "case", number) as unit:
            if unit.cases.record(number) is None or unit.cases.record(other) is None:
                raise NoSuchCase
            said = PersonVerdict(
                case=number,
                other=other,
                verdict=verdict,
                by=act.session.account,
                at=self._clock.now(),
            )
            unit.people.add_verdict(said)
            unit.audit.append(action, "case", number, other)


def _roughly_alike(
    unit: Reading | Writing, sought: PersonSketch, near: Mapping[str, list[str]], decided: set[str]
) -> set[str]:
    """The nearest of many: by the ways in which each was found, then by one quick look at a line.

    Who was found in several ways, or by what few share, goes before the others. The fields of
    whoever is left are compared after.
    """
    weights = _weighed(near)
    for number in decided:
        weights.pop(number, None)
    if len(weights) <= _MOST_COMPARED:
        return set(weights)
    looked_at = nlargest(_MOST_LOOKED_AT, weights, key=weights.__getitem__)
    names = (*sought.families, *sought.givens, *sought.wholes)
    line = " ".join((*(word for name in names for word in name), *sought.born))
    lines = unit.people.lines(looked_at)
    best = process.extract(line, lines, scorer=fuzz.token_sort_ratio, limit=_MOST_COMPARED)
    sure = {number for way in _SURE for number in near.get(way, ())}
    return sure.intersection(looked_at).union(number for _, _, number in best)


def _weighed(near: Mapping[str, list[str]]) -> dict[str, int]:
    """How much the ways in which somebody was found speak for them.

    Very many share half a name: where others are known it only speaks for those.
    """
    weights: dict[str, int] = {}
    for way, numbers in near.items():
        if way != _HALF:
            weight = _WEIGHTS.get(way, 1)
            for number in numbers:
                weights[number] = weights.get(number, 0) + weight
    enough = len(weights) > _MOST_LOOKED_AT
    for number in near.get(_HALF, ()):
        if number in weights or not enough:
            weights[number] = weights.get(number, 0) + 1
    return weights


def _order(
    sought: PersonSketch, kept: PersonSketch, comparison: Comparison
) -> tuple[int, float, int, str]:
    """The likeliest first; of two that are equally likely, whose names have more words in common.

    Who was told with a second given name is found among all who have only the first.
    """
    shared = len(_words(sought) & _words(kept))
    rank = _RANK[comparison.level or Level.SHARES_PHONE]
    return rank, -comparison.weight, -shared, kept.case


def _words(person: PersonSketch) -> set[str]:
    names = (*person.families, *person.givens, *person.wholes)
    return {word for name in names for word in name}


def _linked(unit: Reading | Writing, number: str) -> set[str]:
    """All cases said to be of one person with this one, directly or through others."""
    found, open_ones = {number}, [number]
    while open_ones and len(found) < _MOST_LINKED:
        for one in unit.people.verdicts(open_ones.pop()):
            if one.verdict is Verdict.SAME and one.other not in found:
                found.add(one.other)
                open_ones.append(one.other)
    return found - {number}
