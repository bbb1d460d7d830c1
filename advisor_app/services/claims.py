"""Whose a call is: of all who want it one gets it, and who comes too late hears who has it."""

from datetime import datetime

from advisor_app.domain.case import Act
from advisor_app.line.calls import Call, CallEvent, CallEventKind, CallState
from advisor_app.services.call_moves import UP, WAITS, WORKED, call_of
from advisor_app.services.failures import AlreadyClaimed, ChangedMeanwhile, NotPossible
from advisor_app.services.ports import Reading, Writing


def claimed(
    unit: Writing, act: Act, call_id: str, version: int, now: datetime, lease: datetime | None
) -> Call:
    """The call as this account has it now, until its `lease` ends; or as it rings here in transfer.

    Raises AlreadyClaimed, ChangedMeanwhile (another version than the one shown), NotPossible (it
    has ended, or this account still has a call).
    """
    me = act.session.account
    call = unit.calls.claim(call_id, version, me, now, lease)
    if call is None:
        return _mine_or_refused(unit, me, call_id, version, now)
    unit.calls.add_event(CallEvent(call=call_id, kind=CallEventKind.ACCEPTED, at=now, by=me))
    unit.presence.begin_call(me, now)
    return call


def worked_by(unit: Reading | Writing, account: str) -> Call | None:
    """The call that this account speaks in, holds or writes up."""
    found = unit.calls.in_states(WORKED)
    return next((one for one in found if one.holder == account), None)


def refuse_second_call(unit: Writing, account: str, call_id: str) -> None:
    """Raises NotPossible for who has another call."""
    other = worked_by(unit, account)
    if other is not None and other.id != call_id:
        raise NotPossible("Finish or park the call you have first.")


def refuse_other_holder(unit: Writing, act: Act, call: Call) -> None:
    """Raises AlreadyClaimed where somebody else has the call."""
    if call.holder and call.holder != act.session.account:
        raise AlreadyClaimed(_name_of(unit, call.holder))


def _mine_or_refused(unit: Writing, me: str, call_id: str, version: int, now: datetime) -> Call:
    """The call where it is this account's, or handed on to it; else why it cannot be had."""
    call = call_of(unit, call_id)
    handed_on = call.state is CallState.TRANSFERRING and call.offered_to == me
    if handed_on or (call.holder == me and call.state in WORKED):
        return call
    if call.state in UP or call.state is CallState.WRAP_UP:
        raise AlreadyClaimed(_name_of(unit, call.holder))
    if call.state not in WAITS:
        raise NotPossible("The caller is not waiting any more.")
    if call.offered_to not in ("", me) and _rings(call, now):
        raise AlreadyClaimed(_name_of(unit, call.offered_to))
    if call.version == version:
        refuse_second_call(unit, me, call.id)
    raise ChangedMeanwhile


def _rings(call: Call, now: datetime) -> bool:
    return call.offer_until is not None and call.offer_until > now


def _name_of(unit: Reading | Writing, account: str) -> str:
    """The name of an advisor; the account where it is not known."""
    found = unit.accounts.account(account) if account else None
    return found.advisor.name if found is not None else account
