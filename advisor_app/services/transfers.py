"""Hands a call on: warm, to a colleague who hears the brief and accepts, or to another team."""

from datetime import timedelta
from typing import Final

from advisor_app.domain.case import Act
from advisor_app.domain.text import clean
from advisor_app.line.calls import Call, CallEventKind, CallState
from advisor_app.line.presence import PresenceState, begin_call
from advisor_app.services.call_moves import call_of, change_presence, finish_call, move
from advisor_app.services.failures import AlreadyClaimed, Denied, NoSuchAccount, NotPossible
from advisor_app.services.gate import Gate
from advisor_app.services.leases import Lease
from advisor_app.services.ports import Clock, Store, Writing
from advisor_app.services.rights import Deed

OFFER_STANDS: Final = timedelta(seconds=60)
"""A colleague has so long to answer; the caller is not alone meanwhile."""


class Transfers:
    """Transfers of calls between desks; the sender keeps the call until the receiver accepts."""

    def __init__(self, store: Store, clock: Clock, *, lease_seconds: int = 0) -> None:
        self._clock = clock
        self._gate = Gate(store, clock)
        self._lease = Lease(clock, lease_seconds)

    def offer(self, act: Act, call_id: str, to: str, brief: str = "") -> Call:
        """Offer one's call to a colleague; `brief` goes into the case's log.

        Raises NoSuchAccount, NotPossible where the colleague is not free, AlreadyClaimed.
        """
        with self._gate.writing(act, Deed.TAKE_CALLS, "call.transfer", "call", call_id) as unit:
            call = self._own(unit, act, call_id)
            self._refuse_busy(unit, act, to)
            unit.audit.append("call.transfer", "call", call_id, to)
            now = self._clock.now()
            if brief and call.case:
                unit.cases.add_note(call.case, "transfer", clean(brief), act.session.account, now)
            return move(
                unit,
                call,
                CallEventKind.TRANSFER_OFFERED,
                now,
                act.session.account,
                to,
                offered_to=to,
                offer_until=now + OFFER_STANDS,
                lease_until=self._lease.until(),
            )

    def waiting_for(self, act: Act) -> tuple[Call, ...]:
        """The calls that colleagues offer to this account now."""
        with self._gate.reading(act, Deed.TAKE_CALLS, "call.transfers", "call") as unit:
            offered = unit.calls.in_states({CallState.TRANSFERRING})
        return tuple(one for one in offered if one.offered_to == act.session.account)

    def accept(self, act: Act, call_id: str) -> Call:
        """Take over a call that a colleague offers. Raises NotPossible where it is gone."""
        me = act.session.account
        action = "call.transfer_accept"
        with self._gate.writing(act, Deed.TAKE_CALLS, action, "call", call_id) as unit:
            call = call_of(unit, call_id)
            unit.audit.append(action, "call", call_id)
            if call.state is not CallState.TRANSFERRING or call.offered_to != me:
                raise NotPossible("The call is not offered to you any more.")
            now = self._clock.now()
            change_presence(unit, call.holder, now, finish_call)
            change_presence(unit, me, now, begin_call)
            if call.case:
                record = unit.cases.record(call.case)
                if record is not None:
                    unit.cases.add_note(call.case, "transferred", "", me, now)
            return move(
                unit,
                call,
                CallEventKind.TRANSFERRED,
                now,
                me,
                holder=me,
                offered_to="",
                offer_until=None,
                lease_until=self._lease.until(),
            )

    def give_back(self, act: Act, call_id: str, reason: str = "") -> Call:
        """The receiver declines, or the sender thinks better of it: the sender goes on."""
        action = "call.transfer_refuse"
        with self._gate.writing(act, Deed.TAKE_CALLS, action, "call", call_id) as unit:
            call = call_of(unit, call_id)
            unit.audit.append(action, "call", call_id)
            if act.session.account not in (call.holder, call.offered_to):
                raise Denied("The call is neither yours nor offered to you.")
            if call.state is not CallState.TRANSFERRING:
                return call
            return self.keep(unit, act, call, reason)

    def keep(self, unit: Writing, act: Act, call: Call, reason: str) -> Call:
        """Let a call in transfer stay with its sender, within a transaction of another service."""
        return move(
            unit,
            call,
            CallEventKind.TRANSFER_REFUSED,
            self._clock.now(),
            act.session.account,
            clean(reason),
            offered_to="",
            offer_until=None,
            lease_until=self._lease.until(),
        )

    def send_to_team(self, act: Act, call_id: str, family: str) -> Call:
        """Let the caller wait for another team, first in its line by the old arrival."""
        with self._gate.writing(act, Deed.TAKE_CALLS, "call.to_team", "call", call_id) as unit:
            call = self._own(unit, act, call_id)
            unit.audit.append("call.to_team", "call", call_id, family)
            now = self._clock.now()
            change_presence(unit, call.holder, now, finish_call)
            return move(
                unit,
                call,
                CallEventKind.SENT_TO_TEAM,
                now,
                act.session.account,
                family,
                family=family,
                holder="",
                lease_until=None,
            )

    def _own(self, unit: Writing, act: Act, call_id: str) -> Call:
        call = call_of(unit, call_id)
        if call.holder != act.session.account:
            raise AlreadyClaimed(call.holder)
        return call

    def _refuse_busy(self, unit: Writing, act: Act, to: str) -> None:
        account = unit.accounts.account(to)
        if account is None or account.advisor.disabled or to == act.session.account:
            raise NoSuchAccount
        presence = unit.presence.presence(to)
        if presence is None or presence.state is not PresenceState.AVAILABLE:
            raise NotPossible("That colleague is not free now.")
