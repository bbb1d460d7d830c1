"""The specialists of the centre, as a whole table that is replaced as a whole."""

from advisor_app.domain.case import Act
from advisor_app.domain.people import Role, Roster
from advisor_app.services.failures import Denied
from advisor_app.services.ports import Clock, Store

_MAY_LOAD = frozenset(
    {Role.ADMINISTRATOR.value, Role.OPERATOR.value, Role.SUPERVISOR.value, Role.NURSE.value}
)


class Directory:
    """The roster that cases are matched against."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def roster(self, act: Act | None = None) -> Roster:  # noqa: ARG002
        """The specialists as they stand, empty until a roster is loaded; no data of patients."""
        with self._store.reading() as unit:
            return unit.centre.roster() or Roster()

    def load(self, act: Act, roster: Roster) -> None:
        """Let these be the specialists from now on; what was before is kept. Raises Denied."""
        if act.session.role not in _MAY_LOAD and not self._store.throw_away:
            raise Denied("Your role does not change the directory.")
        with self._store.writing(act) as unit:
            unit.centre.put_roster(roster, act.session.account, self._clock.now())
            told = f"{len(roster.practitioners)} specialists, {len(roster.sites)} sites"
            unit.audit.append("roster.load", "roster", roster.version, told)
