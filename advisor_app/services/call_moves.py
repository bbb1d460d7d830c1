"""Moves one call along its states within a transaction, and the presence of who has it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from advisor_app.domain.case import Act
from advisor_app.domain.text import clean
from advisor_app.line.calls import (
    Call,
    CallEvent,
    CallEventKind,
    CallState,
    IllegalTransition,
    after,
)
from advisor_app.line.presence import Presence, end_call, finish_wrap_up
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.failures import ChangedMeanwhile, NoSuchCall, NotPossible
from advisor_app.services.ports import Writing
from advisor_app.services.queue_values import WrapUp

WAITS: Final = frozenset({CallState.WAITING, CallState.OFFERED})
UP: Final = frozenset(
    {CallState.CONNECTED, CallState.HELD, CallState.PARKED, CallState.TRANSFERRING}
)
WORKED: Final = frozenset(
    {CallState.CONNECTED, CallState.HELD, CallState.TRANSFERRING, CallState.WRAP_UP}
)
NOT_ENDED: Final = WAITS | UP | {CallState.WRAP_UP}


def call_of(unit: Writing, call_id: str) -> Call:
    """The call. Raises NoSuchCall."""
    call = unit.calls.call(call_id)
    if call is None:
        raise NoSuchCall
    return call


def move(
    unit: Writing,
    call: Call,
    kind: CallEventKind,
    at: datetime,
    by: str = "",
    detail: str = "",
    **changes: Any,
) -> Call:
    """The call after an event, which is kept. Raises NotPossible, ChangedMeanwhile."""
    try:
        state = after(call.state, kind)
    except IllegalTransition as illegal:
        raise NotPossible(_sentence(illegal)) from None
    moved = replace(call, state=state, version=call.version + 1, state_since=at, **changes)
    if not unit.calls.put(moved, call.version):
        raise ChangedMeanwhile
    unit.calls.add_event(CallEvent(call=call.id, kind=kind, at=at, by=by, detail=detail))
    return moved


def offer_to(
    unit: Writing, call: Call, account: str, why: str, now: datetime, until: datetime | None = None
) -> Call:
    """The call as it rings at one desk; without `until`, for as long as the centre lets it ring.

    Raises as `move`.
    """
    if until is None:
        rules = (unit.centre.settings() or CentreSettings()).rules
        until = now + timedelta(seconds=rules.offer_seconds)
    offered = CallEventKind.OFFERED
    return move(unit, call, offered, now, account, why, offered_to=account, offer_until=until)


def withdraw_offer(
    unit: Writing,
    call: Call,
    kind: CallEventKind,
    at: datetime,
    by: str,
    detail: str = "",
    **changes: Any,
) -> Call:
    """The call after an event by which it is offered to nobody any more. Raises as `move`."""
    return move(unit, call, kind, at, by, detail, offered_to="", offer_until=None, **changes)


def end_now(unit: Writing, call: Call, now: datetime) -> Call:
    """The call after it was hung up; it is to be written up. Raises as `move`."""
    change_presence(unit, call.holder, now, end_call)
    return move(unit, call, CallEventKind.ENDED, now, call.holder, lease_until=None, offered_to="")


def write_up(unit: Writing, act: Act, call: Call, wrap_up: WrapUp, now: datetime) -> Call:
    """The call after it was written up; its case keeps what was said of it. Raises as `move`."""
    me, code = act.session.account, wrap_up.code.value
    call = move(unit, call, CallEventKind.WRAP_DONE, now, me, code)
    change_presence(unit, call.holder, now, finish_wrap_up)
    if call.case:
        note = clean(wrap_up.note)
        unit.cases.add_note(call.case, "wrap_up", f"{code}: {note}" if note else code, me, now)
    return call


def change_presence(
    unit: Writing,
    advisor: str,
    at: datetime,
    step: Callable[[Presence, datetime], Presence],
) -> None:
    """Let what the advisor does follow from what became of the call."""
    if not advisor:
        return
    before = unit.presence.presence(advisor) or Presence(advisor=advisor, since=at)
    after_step = step(before, at)
    if after_step != before:
        unit.presence.put(after_step)


def finish_call(presence: Presence, now: datetime) -> Presence:
    """The presence after a call was parked: free for another, as after a wrap-up."""
    return finish_wrap_up(end_call(presence, now), now)


def _sentence(illegal: IllegalTransition) -> str:
    state = illegal.state.value.replace("_", " ")
    event = illegal.event.value.replace("_", " ")
    return f"That cannot be done now: the call is {state} ({event})."
