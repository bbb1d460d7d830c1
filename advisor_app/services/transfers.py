"""Hands a call on: warm, to a colleague who hears the brief and accepts, or to another team."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from advisor_app.domain.case import Act
from advisor_app.domain.text import clean
from advisor_app.line.calls import Call, CallEventKind, CallState
from advisor_app.line.pairing import TAKES_CALLS
from advisor_app.line.presence import PresenceState, begin_call
from advisor_app.services.call_moves import (
    WAITS,
    WORKED,
    call_of,
    change_presence,
    finish_call,
    move,
    withdraw_offer,
)
from advisor_app.services.failures import AlreadyClaimed, Denied, NoSuchAccount, NotPossible
from advisor_app.services.gate import Gate
from advisor_app.services.leases import Lease
from advisor_app.services.ports import Clock, Reading, Store, Writing
from advisor_app.services.records import CaseRecord
from advisor_app.services.rights import Deed
from advisor_app.services.transfer_values import Brief, Receivers, Refusal

OFFER_STANDS: Final = timedelta(seconds=60)
"""A colleague has so long to answer; the caller is not alone meanwhile."""
BRIEF: Final = "transfer"
"""What a brief is called in the log of its case."""


class Transfers:
    """Transfers of calls between desks; the sender keeps the call until the receiver accepts."""

    def __init__(self, store: Store, clock: Clock, *, lease_seconds: int = 0) -> None:
        self._clock = clock
        self._gate = Gate(store, clock)
        self._lease = Lease(clock, lease_seconds)

    def receivers(self, act: Act) -> Receivers:
        """Who could take a call of this account now: free, of a role that answers, not rung."""
        with self._gate.reading(act, Deed.TAKE_CALLS, "call.receivers", "call") as unit:
            waiting = unit.calls.in_states(WAITS)
            handed_on = unit.calls.in_states({CallState.TRANSFERRING})
            taken = {one.offered_to for one in (*waiting, *handed_on)} | {act.session.account}
            advisors = [one.advisor for one in unit.accounts.accounts()]
            free = tuple(
                one
                for one in advisors
                if one.id not in taken and one.role in TAKES_CALLS and _is_free(unit, one.id)
            )
        return Receivers(free=free, waiting=tuple(one.family for one in waiting))

    def brief(self, act: Act, call_id: str) -> Brief | None:
        """The newest brief on the case of a call that is this account's, or handed on to it."""
        with self._gate.writing(act, Deed.TAKE_CALLS, "call.brief", "call", call_id) as unit:
            call = call_of(unit, call_id)
            if act.session.account not in (call.holder, call.offered_to):
                raise Denied("The call is neither yours nor offered to you.")
            unit.audit.append("call.brief", "call", call_id)
            notes = unit.cases.notes(call.case) if call.case else ()
            found = [one for one in notes if one.what == BRIEF and one.at >= call.arrived_at]
            if not found:
                return None
            newest = found[-1]
            return Brief(sender=_name(unit, newest.by), words=newest.detail, at=newest.at)

    def refusal(self, act: Act, call_id: str, since: datetime) -> Refusal | None:
        """Why a call that was handed on since then came back to this account."""
        with self._gate.reading(act, Deed.TAKE_CALLS, "call.refusal", "call") as unit:
            events = unit.calls.events(since, (CallEventKind.TRANSFER_REFUSED.value,))
            mine = [one for one in events if one.call == call_id]
            if not mine:
                return None
            return Refusal(by=_name(unit, mine[-1].by), reason=mine[-1].detail)

    def offer(self, act: Act, call_id: str, to: str, brief: str = "") -> Call:
        """Offer one's call to a colleague; `brief` goes into the case's log.

        Raises NoSuchAccount, NotPossible where the colleague is not free, AlreadyClaimed.
        """
        with self._gate.writing(act, Deed.TAKE_CALLS, "call.transfer", "call", call_id) as unit:
            call = self._own(unit, act, call_id)
            self._refuse_busy(unit, act, to)
            unit.audit.append("call.transfer", "call", call_id, to)
            now = self._clock.now()
            self._keep_brief(unit, act, call, brief)
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

    def accept(self, act: Act, call_id: str) -> Call:
        """Take over a call that a colleague offers.

        Raises NotPossible where it is gone, or where this account has a call.
        """
        me = act.session.account
        action = "call.transfer_accept"
        with self._gate.writing(act, Deed.TAKE_CALLS, action, "call", call_id) as unit:
            call = call_of(unit, call_id)
            unit.audit.append(action, "call", call_id)
            if call.state is not CallState.TRANSFERRING or call.offered_to != me:
                raise NotPossible("The call is not offered to you any more.")
            if any(one.holder == me for one in unit.calls.in_states(WORKED)):
                raise NotPossible("Finish or park the call you have first.")
            now = self._clock.now()
            change_presence(unit, call.holder, now, finish_call)
            change_presence(unit, me, now, begin_call)
            record = unit.cases.record(call.case) if call.case else None
            if record is not None:
                self._pass_case(unit, record, call.holder, me)
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
        return withdraw_offer(
            unit,
            call,
            CallEventKind.TRANSFER_REFUSED,
            self._clock.now(),
            act.session.account,
            clean(reason),
            lease_until=self._lease.until(),
        )

    def send_to_team(self, act: Act, call_id: str, family: str, brief: str = "") -> Call:
        """Let the caller wait for another team, first in its line by the old arrival."""
        with self._gate.writing(act, Deed.TAKE_CALLS, "call.to_team", "call", call_id) as unit:
            call = self._own(unit, act, call_id)
            unit.audit.append("call.to_team", "call", call_id, family)
            self._keep_brief(unit, act, call, brief)
            now = self._clock.now()
            record = unit.cases.record(call.case) if call.case else None
            if record is not None:
                self._pass_case(unit, record, call.holder, "")
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
                prefers="",
                lease_until=None,
            )

    def _pass_case(self, unit: Writing, record: CaseRecord, sender: str, to: str) -> None:
        """The paired advisor is the case's owner; a case of somebody else stays theirs.

        Towards a team it has no owner until somebody there takes the call: else the call would be
        offered to its sender again, who knows the case.
        """
        if record.owner in ("", sender):
            unit.cases.put_record(replace(record, owner=to))

    def _keep_brief(self, unit: Writing, act: Act, call: Call, brief: str) -> None:
        if brief.strip() and call.case:
            me, now = act.session.account, self._clock.now()
            unit.cases.add_note(call.case, BRIEF, clean(brief), me, now)

    def _own(self, unit: Writing, act: Act, call_id: str) -> Call:
        call = call_of(unit, call_id)
        if call.holder != act.session.account:
            raise AlreadyClaimed(call.holder)
        return call

    def _refuse_busy(self, unit: Writing, act: Act, to: str) -> None:
        account = unit.accounts.account(to)
        if account is None or account.advisor.disabled or to == act.session.account:
            raise NoSuchAccount
        if not _is_free(unit, to):
            raise NotPossible("That colleague is not free now.")


def _is_free(unit: Reading | Writing, account: str) -> bool:
    found, presence = unit.accounts.account(account), unit.presence.presence(account)
    available = presence is not None and presence.state is PresenceState.AVAILABLE
    return available and found is not None and not found.advisor.disabled


def _name(unit: Reading | Writing, account: str) -> str:
    found = unit.accounts.account(account)
    return found.advisor.name if found is not None else account
