"""Breaking the glass: a case that the role does not open, opened for a while and for a reason.

Whoever needs it gets in at once; a supervisor looks at every time afterwards.
"""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from advisor_app.domain.case import Act, Purpose
from advisor_app.domain.text import clean
from advisor_app.services.accounts import Accounts
from advisor_app.services.failures import NoSuchCase, NotPossible
from advisor_app.services.gate import Gate
from advisor_app.services.ports import Clock, Store
from advisor_app.services.records import OpenedGlass
from advisor_app.services.rights import Deed

LASTS: Final = timedelta(minutes=15)
SHORTEST_REASON: Final = 10


class BreakGlass:
    """Opens cases for a quarter of an hour, and keeps the list that is reviewed."""

    def __init__(self, store: Store, clock: Clock, accounts: Accounts) -> None:
        self._store = store
        self._clock = clock
        self._accounts = accounts
        self._gate = Gate(store, clock)

    def break_for(self, act: Act, number: str, reason: str, secret: str) -> OpenedGlass:
        """Open a case to the account for 15 minutes; `secret` is its password or PIN once more.

        Raises WrongPassword, SignInDelayed, NoSuchCase, NotPossible (no real reason), Denied.
        """
        told = " ".join(clean(reason).split())
        if len(told) < SHORTEST_REASON:
            raise NotPossible(f"Say why in at least {SHORTEST_REASON} characters.")
        if not self._store.throw_away:
            self._accounts.unlock(act.session, secret)
        why = replace(act, purpose=Purpose.BREAK_GLASS, reason=told)
        with self._gate.writing(why, Deed.LIST_CASES, "glass.break", "case", number) as unit:
            if unit.cases.record(number) is None:
                raise NoSuchCase
            now = self._clock.now()
            opened = unit.glass.add(act.session, number, told, now, now + LASTS)
            unit.audit.append("glass.break", "case", number, f"until {opened.until:%H:%M:%S} UTC")
            return opened

    def standing(self, act: Act, number: str) -> OpenedGlass | None:
        """The opened glass of this account at a case, where it still stands."""
        with self._store.reading() as unit:
            return unit.glass.standing(act.session.account, number, self._clock.now())

    def to_review(self, act: Act) -> tuple[OpenedGlass, ...]:
        """What nobody has looked at yet, oldest first. Raises Denied."""
        with self._gate.writing(act, Deed.REVIEW_GLASS, "glass.list", "glass") as unit:
            found = unit.glass.to_review()
            unit.audit.append("glass.list", "glass", "", f"{len(found)} to review")
            return found

    def review(self, act: Act, id_: int, finding: str) -> None:
        """Somebody else looked at it: `finding` in words. Raises NotPossible, Denied."""
        with self._gate.writing(act, Deed.REVIEW_GLASS, "glass.review", "glass") as unit:
            opened = next((one for one in unit.glass.to_review() if one.id == id_), None)
            if opened is None:
                raise NotPossible("That was reviewed already.")
            if opened.account == act.session.account:
                raise NotPossible("Nobody reviews what they opened themselves.")
            unit.glass.reviewed(id_, act.session.account, self._clock.now(), clean(finding))
            unit.audit.append("glass.review", "case", opened.case, f"glass {id_}")
