"""The specialists of the centre: loaded as a whole, and changed one by one, with their history."""

import hashlib
from dataclasses import fields, replace
from itertools import count

from advisor_app.domain.case import Act
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.dates import format_day
from advisor_app.domain.people import Practitioner, Roster, Slot
from advisor_app.domain.person_checks import problems_of
from advisor_app.domain.text import fold
from advisor_app.services.failures import NotPossible
from advisor_app.services.gate import Gate
from advisor_app.services.ports import Clock, Store, Writing
from advisor_app.services.rights import Deed


class Directory:
    """The roster that cases are matched against."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._gate = Gate(store, clock)

    def roster(self, act: Act | None = None) -> Roster:  # noqa: ARG002
        """The specialists as they stand, empty until a roster is loaded; no data of patients."""
        with self._store.reading() as unit:
            return unit.centre.roster() or Roster()

    def may_change(self, act: Act) -> bool:
        """Whether the account may change the directory."""
        return self._gate.may(act, Deed.CHANGE_DIRECTORY)

    def load(self, act: Act, roster: Roster) -> None:
        """Let these be the specialists from now on; what was before is kept. Raises Denied."""
        with self._gate.writing(act, Deed.CHANGE_DIRECTORY, "roster.load", "roster") as unit:
            unit.centre.put_roster(roster, act.session.account, self._clock.now())
            told = f"{len(roster.practitioners)} specialists, {len(roster.sites)} sites"
            unit.audit.append("roster.load", "roster", roster.version, told)

    def change(self, act: Act, before: Practitioner, after: Practitioner) -> Roster:
        """Let one specialist stand as `after`; the whole roster as it then stands.

        To undo is to change back. Raises Denied, and NotPossible with one sentence where another
        desk changed them since `before`, a place that is taken would go, or something is wrong.
        """
        deed = Deed.CHANGE_DIRECTORY
        with self._gate.writing(act, deed, "roster.change", "roster", before.id) as unit:
            roster = unit.centre.roster() or Roster()
            _must_stand(before, roster)
            if after.id != before.id:
                raise NotPossible("A specialist keeps the id by which cases name them.")
            for sentence in problems_of(after, roster):
                raise NotPossible(sentence)
            self._keep_taken(unit, before, after.slots)
            people = tuple(after if one.id == after.id else one for one in roster.practitioners)
            changed = self._put(unit, act, roster, people)
            named = [
                field.name
                for field in fields(after)
                if getattr(before, field.name) != getattr(after, field.name)
            ]
            unit.audit.append("roster.change", "roster", after.id, ", ".join(named))
        return changed

    def add(self, act: Act, one: Practitioner) -> Practitioner:
        """Let one more specialist be matched from now on; who has no id yet is given one.

        To undo is to remove. Raises Denied, and NotPossible with one sentence where the id is that
        of another or something is wrong.
        """
        deed = Deed.CHANGE_DIRECTORY
        with self._gate.writing(act, deed, "roster.add", "roster", one.id) as unit:
            roster = unit.centre.roster() or Roster()
            added = one if one.id else replace(one, id=_id_for(one.name, roster))
            if roster.practitioner(added.id) is not None:
                raise NotPossible("The directory has a specialist of this id already.")
            for sentence in problems_of(added, roster):
                raise NotPossible(sentence)
            self._put(unit, act, roster, (*roster.practitioners, added))
            unit.audit.append("roster.add", "roster", added.id)
        return added

    def remove(self, act: Act, one: Practitioner) -> Roster:
        """Let a specialist be matched no more; cases that name them keep their words.

        To undo is to add them again. Raises Denied, and NotPossible with one sentence where
        another desk changed them since, or a place of theirs is held or booked.
        """
        deed = Deed.CHANGE_DIRECTORY
        with self._gate.writing(act, deed, "roster.remove", "roster", one.id) as unit:
            roster = unit.centre.roster() or Roster()
            _must_stand(one, roster)
            self._keep_taken(unit, one, ())
            people = tuple(other for other in roster.practitioners if other.id != one.id)
            changed = self._put(unit, act, roster, people)
            unit.audit.append("roster.remove", "roster", one.id)
        return changed

    def _put(
        self, unit: Writing, act: Act, roster: Roster, people: tuple[Practitioner, ...]
    ) -> Roster:
        changed = replace(roster, practitioners=people, version=_version(people))
        unit.centre.put_roster(changed, act.session.account, self._clock.now())
        return changed

    def _keep_taken(self, unit: Writing, before: Practitioner, kept: tuple[Slot, ...]) -> None:
        gone = {slot.at for slot in before.slots} - {slot.at for slot in kept}
        taken = unit.appointments.taken(self._clock.now()) if gone else ()
        for one in taken:
            if one.practitioner == before.id and one.slot.at in gone:
                day = format_day(one.slot.at.astimezone(EASTERN).date())
                raise NotPossible(f"A place on {day} is {one.state.value}: give it back first.")


def _must_stand(one: Practitioner, roster: Roster) -> None:
    if roster.practitioner(one.id) != one:
        raise NotPossible("Another desk has changed this specialist meanwhile; look again.")


def _id_for(name: str, roster: Roster) -> str:
    """An id of the words of a name, with a number where another has it."""
    words = "-".join(fold(name).replace(".", " ").replace(",", " ").split()) or "specialist"
    taken = {one.id for one in roster.practitioners}
    numbered = (f"{words}-{number}" for number in count(2))
    return words if words not in taken else next(id_ for id_ in numbered if id_ not in taken)


def _version(people: tuple[Practitioner, ...]) -> str:
    return hashlib.sha256(repr(people).encode("utf-8")).hexdigest()[:12]
