"""The specialists of the centre: loaded as a whole, and changed one by one, with their history."""

import hashlib
from dataclasses import fields, replace

from advisor_app.domain.case import Act
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.dates import format_day
from advisor_app.domain.people import Practitioner, Roster
from advisor_app.domain.person_checks import problems_of
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
            if roster.practitioner(before.id) != before or after.id != before.id:
                raise NotPossible("Another desk has changed this specialist meanwhile; look again.")
            for sentence in problems_of(after, roster):
                raise NotPossible(sentence)
            self._keep_taken(unit, before, after)
            people = tuple(after if one.id == after.id else one for one in roster.practitioners)
            changed = replace(roster, practitioners=people, version=_version(people))
            unit.centre.put_roster(changed, act.session.account, self._clock.now())
            named = [
                field.name
                for field in fields(after)
                if getattr(before, field.name) != getattr(after, field.name)
            ]
            unit.audit.append("roster.change", "roster", after.id, ", ".join(named))
        return changed

    def _keep_taken(self, unit: Writing, before: Practitioner, after: Practitioner) -> None:
        gone = {slot.at for slot in before.slots} - {slot.at for slot in after.slots}
        taken = unit.appointments.taken(self._clock.now()) if gone else ()
        for one in taken:
            if one.practitioner == before.id and one.slot.at in gone:
                day = format_day(one.slot.at.astimezone(EASTERN).date())
                raise NotPossible(f"A place on {day} is {one.state.value}: give it back first.")


def _version(people: tuple[Practitioner, ...]) -> str:
    return hashlib.sha256(repr(people).encode("utf-8")).hexdigest()[:12]
