"""The one way of a service into the store: first whether it may, then the unit, then the trace."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Final

from advisor_app.domain.case import Act, CaseState, PromiseState, Purpose
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.dates import PartialDate, age_on
from advisor_app.line.calls import CallEventKind, CallState
from advisor_app.services.call_moves import WORKED
from advisor_app.services.failures import Denied, GlassNeeded
from advisor_app.services.ports import Clock, Reading, Store, Writing
from advisor_app.services.records import CaseRecord
from advisor_app.services.rights import FREE_IN_DEMONSTRATION, Deed, Right, right_of

OWN_CLOSED_FOR: Final = timedelta(days=30)
"""So long an advisor opens a closed case of their own."""

HANDED_ON_FOR: Final = timedelta(minutes=10)
"""So long what was typed as a call went may still be saved, and its sender may still look."""

_HANDED_ON: Final = (CallEventKind.TRANSFER_OFFERED.value, CallEventKind.SENT_TO_TEAM.value)

SESSION_LASTS: Final = timedelta(hours=12)
"""A session ends after so long, however busy it is (NIST SP 800-63B, AAL2: 12 hours)."""

_OF_AGE: Final = 18
_BORN: Final = "patient.dob"


class Gate:
    """Checks each deed against the table of rights, as the account stands now."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    @property
    def throw_away(self) -> bool:
        """Whether the store ends with this run."""
        return self._store.throw_away

    @contextmanager
    def writing(
        self, act: Act, deed: Deed, action: str, entity: str, id_: str = "", *, on: str = ""
    ) -> Iterator[Writing]:
        """A transaction for a deed that is allowed, as the account stands within it.

        Raises Denied, and writes the refusal down as `action` on that entity.
        """
        refusals = self._refusals(act, action, entity, id_)
        with refusals, self._store.writing(act, on=on) as unit:
            self._refuse(self._right(unit, act, deed), act, deed)
            yield unit

    @contextmanager
    def on_case(
        self,
        act: Act,
        action: str,
        number: str,
        deed: Deed = Deed.WORK_ON_OWN,
        *,
        alone: bool = False,
    ) -> Iterator[Writing]:
        """A transaction on one case that the account may open; other cases go on beside it.

        `alone`: it touches what other cases may want too. Raises Denied, GlassNeeded.
        """
        refusals = self._refusals(act, action, "case", number)
        on = "" if alone else f"case/{number}"
        with refusals, self._store.writing(act, on=on) as unit:
            self._refuse(self._right(unit, act, deed), act, deed)
            unit.act_as(self._allowed_on(unit, act, number))
            yield unit

    @contextmanager
    def reading(self, act: Act, deed: Deed, action: str, entity: str) -> Iterator[Reading]:
        """A look that is allowed. Raises Denied, and writes the refusal down."""
        with self._refusals(act, action, entity, ""), self._store.reading() as unit:
            self._refuse(self._right(unit, act, deed), act, deed)
            yield unit

    def right(self, act: Act, deed: Deed) -> Right:
        """How far the account may go now. Raises Denied where it may not act at all."""
        with self._store.reading() as unit:
            return self._right(unit, act, deed)

    def may(self, act: Act, deed: Deed) -> bool:
        """Whether the account may do that now."""
        try:
            return self.right(act, deed) is not Right.NO
        except Denied:
            return False

    def refuse_unless(self, act: Act, deed: Deed, action: str, entity: str) -> None:
        """Raises Denied where the account may not do that now, and writes the refusal down."""
        with self._refusals(act, action, entity, ""):
            self._refuse(self.right(act, deed), act, deed)

    def _right(self, unit: Reading | Writing, act: Act, deed: Deed) -> Right:
        session = act.session
        record = unit.accounts.account(session.account)
        if record is not None and record.advisor.disabled:
            raise Denied("This account was closed.")
        if not self.throw_away and self._clock.now() - session.started_at > SESSION_LASTS:
            raise Denied("This session has lasted 12 hours; sign in again.")
        if self.throw_away and deed in FREE_IN_DEMONSTRATION:
            return Right.YES
        return right_of(record.advisor.role.value if record else session.role, deed)

    def _allowed_on(self, unit: Reading | Writing, act: Act, number: str) -> Act:
        """The act on one case, with the reason of a broken glass where it took one."""
        record = unit.cases.record(number)
        if record is None:
            return act
        own = (
            record.owner in ("", act.session.account)
            or _works_on(unit, act, number)
            or self._has_just_handed_on(unit, act, number)
        )
        asked = self._asked_of(unit, record, own)
        rights = [self._right(unit, act, deed) for deed in asked]
        if Right.GLASS in rights:
            opened = unit.glass.standing(act.session.account, number, self._clock.now())
            if opened is None:
                raise GlassNeeded(number)
            return replace(act, purpose=Purpose.BREAK_GLASS, reason=opened.reason)
        for deed, right in zip(asked, rights, strict=True):
            self._refuse(right, act, deed)
        return act

    def _has_just_handed_on(self, unit: Reading | Writing, act: Act, number: str) -> bool:
        """Whether this account gave the call of the case away a moment ago: its words come in."""
        since = self._clock.now() - HANDED_ON_FOR
        events = unit.calls.events(since, _HANDED_ON)
        calls = {one.call for one in events if one.by == act.session.account}
        found = (unit.calls.call(one) for one in calls)
        return any(one is not None and one.case == number for one in found)

    def _asked_of(self, unit: Reading | Writing, record: CaseRecord, own: bool) -> tuple[Deed, ...]:
        recent = self._clock.now() - record.saved_at <= OWN_CLOSED_FOR
        closed = record.state is CaseState.CLOSED
        if own and (recent or not closed):
            return (Deed.WORK_ON_OWN,)
        first = Deed.OPEN_CLOSED if closed else Deed.OPEN_OTHERS
        return (first, Deed.OPEN_SENSITIVE) if self._is_sensitive(unit, record) else (first,)

    def _is_sensitive(self, unit: Reading | Writing, record: CaseRecord) -> bool:
        """A patient who is not of age is specially protected from those who only look."""
        today = self._clock.now().astimezone(EASTERN).date()
        born = [one.value for one in unit.cases.answer(record.number, _BORN)]
        return any(isinstance(one, PartialDate) and age_on(one, today) < _OF_AGE for one in born)

    @staticmethod
    def _refuse(right: Right, act: Act, deed: Deed) -> None:
        if right is Right.NO:
            raise Denied(f"Your role does not {deed.value}.")
        if right is Right.REASON and not act.reason.strip():
            raise Denied(f"To {deed.value} needs a reason.")

    @contextmanager
    def _refusals(self, act: Act, action: str, entity: str, id_: str) -> Iterator[None]:
        try:
            yield
        except Denied as denied:
            with self._store.writing(act, on=desk_of(act)) as unit:
                unit.audit.append(action, entity, id_, str(denied), outcome="denied")
            raise


def desk_of(act: Act) -> str:
    """What a unit is on that only one account's own work touches."""
    return f"advisor/{act.session.account}"


def _works_on(unit: Reading | Writing, act: Act, number: str) -> bool:
    """Whether a call or a promise of this account is about the case."""
    me = act.session.account
    calls = unit.calls.in_states({*WORKED, CallState.PARKED})
    if any(one.holder == me and one.case == number for one in calls):
        return True
    return bool(unit.promises.select(state=PromiseState.DUE, owner=me, case=number))
