"""People: who may be one person in two cases. It proposes; linking merges nothing."""

from dataclasses import dataclass
from typing import Final

from advisor_app.domain.case import Act, CaseCard
from advisor_app.services.failures import NoSuchCase
from advisor_app.services.gate import Gate
from advisor_app.services.likeness import Comparison, Level, compared
from advisor_app.services.look_trail import LookTrail
from advisor_app.services.nicknames import Nicknames
from advisor_app.services.people_near import Nearest
from advisor_app.services.person_sketch import PersonSketch
from advisor_app.services.ports import Clock, Reading, Store, Writing
from advisor_app.services.records import PersonVerdict, Verdict
from advisor_app.services.rights import Deed

_MOST_LINKED: Final = 60
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
        nearest = Nearest(unit.people, sought, self._nicknames, decided)
        told: dict[str, tuple[PersonSketch, Comparison]] = {}
        for near in nearest.groups():
            told |= self._compared(unit, sought, near - decided, nearest.rare)
            if any(one.level is Level.LIKELY for _, one in told.values()):
                break
        found = sorted(told.values(), key=lambda one: _order(sought, *one))
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
        near: set[str],
        rare: frozenset[str],
    ) -> dict[str, tuple[PersonSketch, Comparison]]:
        return {
            kept.case: (kept, comparison)
            for kept in unit.people.sketches(near)
            if (comparison := compared(sought, kept, self._nicknames, rare)).level is not None
        }

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
