"""The specialists of the centre, as a whole table that is replaced as a whole."""

from advisor_app.domain.case import Act
from advisor_app.domain.people import Roster
from advisor_app.services.gate import Gate
from advisor_app.services.ports import Clock, Store
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

    def load(self, act: Act, roster: Roster) -> None:
        """Let these be the specialists from now on; what was before is kept. Raises Denied."""
        with self._gate.writing(act, Deed.CHANGE_DIRECTORY, "roster.load", "roster") as unit:
            unit.centre.put_roster(roster, act.session.account, self._clock.now())
            told = f"{len(roster.practitioners)} specialists, {len(roster.sites)} sites"
            unit.audit.append("roster.load", "roster", roster.version, told)
