"""The waiting line: calls arrive, are offered, claimed, held, parked, ended and written up."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from advisor_app.domain.case import Act, Case, OnlineRequest, Promise
from advisor_app.domain.text import clean
from advisor_app.line.calls import (
    Call,
    CallEvent,
    CallEventKind,
    CallState,
    IncomingCall,
)
from advisor_app.line.groups import Groups
from advisor_app.line.pairing import Offer, Within
from advisor_app.line.pairing import offer as pair_calls
from advisor_app.line.presence import Presence, begin_call
from advisor_app.services.after_hours import AfterHours
from advisor_app.services.call_moves import (
    NOT_ENDED,
    UP,
    WAITS,
    call_of,
    change_presence,
    end_now,
    finish_call,
    move,
    offer_to,
    withdraw_offer,
    write_up,
)
from advisor_app.services.callers import FamilyOf, known_caller, ringing
from advisor_app.services.cases import Cases
from advisor_app.services.claims import (
    claimed,
    refuse_other_holder,
    refuse_second_call,
    worked_by,
)
from advisor_app.services.dispatching import Dispatcher, Pair
from advisor_app.services.failures import (
    ChangedMeanwhile,
    NoSuchCase,
)
from advisor_app.services.figure_calls import FigureCalls
from advisor_app.services.gate import Gate, desk_of
from advisor_app.services.leases import Lease
from advisor_app.services.look_trail import LookTrail
from advisor_app.services.online import OnlineRequests, TakenIn
from advisor_app.services.people import People
from advisor_app.services.ports import Clock, Phone, SilentPhone, Store, Writing
from advisor_app.services.promises import Promises
from advisor_app.services.queue_looks import SOON, QueueLooks
from advisor_app.services.queue_values import NewPromise, QueueRow, WrapUp
from advisor_app.services.rights import Deed
from advisor_app.services.supervision import Supervision
from advisor_app.services.transfers import Transfers

__all__ = ["NewPromise", "Queue", "QueueRow", "WrapUp"]

_RINGS_HERE: Final = "it rings on your telephone"


def _same_node(node: str, ancestor: str) -> bool:
    return node == ancestor


class Queue:
    """What waits, and the one way of each call through the line."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        *,
        cases: Cases,
        promises: Promises,
        within: Within = _same_node,
        groups: Groups | None = None,
        pair: Pair = pair_calls,
        phone: Phone | None = None,
        lease_seconds: int = 0,
        people: People | None = None,
        family_of: FamilyOf = str,
    ) -> None:
        self._store = store
        self._clock = clock
        self._gate = Gate(store, clock)
        self._lease = Lease(clock, lease_seconds)
        self.transfers = Transfers(store, clock, lease_seconds=lease_seconds)
        self.supervision = Supervision(store, clock, [one.id for one in (groups or Groups()).all])
        self.figure_calls = FigureCalls(store, clock)
        self._trail = LookTrail(store, clock)
        self._looks = QueueLooks(store, clock)
        self._family_of = family_of
        self._promises = promises
        self._after_hours = AfterHours(promises)
        self._cases = cases
        self._phone: Phone = phone or SilentPhone()
        self._dispatcher = Dispatcher(
            store, clock, within=within, groups=groups or Groups(), pair=pair
        )
        self._online = OnlineRequests(store, clock, cases, promises, people)

    def speak_through(self, phone: Phone) -> None:
        """From now on what is done to a call here is done to it at the telephone of this desk."""
        self._phone = phone

    def arrived(self, incoming: IncomingCall, *, rings_at: str = "") -> Call:
        """A call rings; one that is known already is no news, one after hours becomes a promise.

        `rings_at` is the account at whose telephone it rings: then it is offered there first.
        """
        with self._store.writing(on=f"call/{incoming.id}") as unit:
            here = unit.calls.call(incoming.id)
            if here is not None:
                return here
            call = ringing(incoming, known_caller(unit, incoming.phone, self._family_of))
            if not unit.calls.add(call):
                return call_of(unit, call.id)
            unit.calls.add_event(
                CallEvent(call=call.id, kind=CallEventKind.ARRIVED, at=call.arrived_at)
            )
            if rings_at:
                return offer_to(unit, call, rings_at, _RINGS_HERE, self._clock.now())
            return self._after_hours.promised(unit, call)

    def abandoned(self, call_id: str) -> Call:
        """The caller gave up before anybody answered; later it means that they hung up."""
        with self._store.writing() as unit:
            call = call_of(unit, call_id)
            now = self._clock.now()
            if call.state in WAITS:
                return move(unit, call, CallEventKind.ABANDONED, now, offered_to="")
            if call.state in UP:
                return end_now(unit, call, now)
            return call

    def dispatch(self) -> tuple[Offer, ...]:
        """Take back the offers that ran out, and make new ones: the offers made now."""
        return self._dispatcher.dispatch()

    def rows(self, act: Act, *, promises_within: timedelta = SOON) -> tuple[QueueRow, ...]:
        """All that waits: urgent calls, overdue promises, calls, promises due soon, requests."""
        return self._looks.rows(act, promises_within=promises_within)

    def call(self, act: Act, call_id: str) -> Call:
        """One call as it stands. Raises NoSuchCall."""
        with self._at_work(act, "call.read", call_id) as unit:
            call = call_of(unit, call_id)
            unit.audit.append("call.read", "call", call_id)
            return call

    def calls(self, act: Act) -> tuple[Call, ...]:
        """The calls that have not ended, by arrival."""
        self._trail.write_down(act, "queue.read", "call", "")
        with self._gate.reading(act, Deed.SEE_FIGURES, "queue.read", "call") as unit:
            return unit.calls.in_states(NOT_ENDED)

    def my_call(self, act: Act) -> Call | None:
        """The call that this account speaks in, holds or writes up."""
        with self._gate.reading(act, Deed.TAKE_CALLS, "queue.read", "call") as unit:
            return worked_by(unit, act.session.account)

    def parked(self, act: Act, owner: str = "") -> tuple[Call, ...]:
        """The parked calls of one advisor; by default of the one who asks."""
        holder = owner or act.session.account
        with self._gate.reading(act, Deed.TAKE_CALLS, "queue.read", "call") as unit:
            parked = unit.calls.in_states({CallState.PARKED})
        return tuple(one for one in parked if one.holder == holder)

    def claim(self, act: Act, call_id: str, version: int) -> Call:
        """Take a call: exactly one of all who try at once gets it, and only then is it answered.

        Raises AlreadyClaimed, ChangedMeanwhile (another version than the one shown), NotPossible
        (it has ended, or this account still has a call), Denied (no role that answers).
        """
        me = act.session.account
        with self._at_work(act, "call.claim", call_id) as unit:
            unit.audit.append("call.claim", "call", call_id, f"version {version}")
            now, lease = self._clock.now(), self._lease.until()
            call = claimed(unit, act, call_id, version, now, lease)
        if call.state is CallState.TRANSFERRING and call.offered_to == me:
            call = self.transfers.accept(act, call_id)
        self._phone.answer(call_id)
        return call

    def decline(self, act: Act, call_id: str, reason: str = "") -> Call:
        """Let an offered call go to somebody else; an offer that is gone is no news."""
        with self._at_work(act, "call.decline", call_id) as unit:
            call = call_of(unit, call_id)
            unit.audit.append("call.decline", "call", call_id)
            handed_on = call.state is CallState.TRANSFERRING
            if call.offered_to != act.session.account or not (
                handed_on or call.state is CallState.OFFERED
            ):
                return call
            if handed_on:
                return self.transfers.keep(unit, act, call, reason)
            me, now = act.session.account, self._clock.now()
            return withdraw_offer(unit, call, CallEventKind.DECLINED, now, me, clean(reason))

    def hold(self, act: Act, call_id: str) -> Call:
        """Let the caller wait."""
        call = self._own_move(act, call_id, CallEventKind.HOLD_START, CallState.HELD)
        self._phone.hold(call_id)
        return call

    def park(self, act: Act, call_id: str) -> Call:
        """Put the call aside, free for another; it stays this advisor's."""
        call = self._own_move(act, call_id, CallEventKind.PARKED, CallState.PARKED, finish_call)
        self._phone.hold(call_id)
        return call

    def resume(self, act: Act, call_id: str) -> Call:
        """Speak again with a caller who was held or parked."""
        with self._at_work(act, "call.resume", call_id) as unit:
            call = call_of(unit, call_id)
            unit.audit.append("call.resume", "call", call_id)
            if call.state is CallState.CONNECTED and call.holder == act.session.account:
                return call
            refuse_other_holder(unit, act, call)
            parked = call.state is CallState.PARKED
            if parked:
                refuse_second_call(unit, act.session.account, call_id)
            kind = CallEventKind.RESUMED if parked else CallEventKind.HOLD_END
            now = self._clock.now()
            call = move(unit, call, kind, now, act.session.account, lease_until=self._lease.until())
            if parked:
                change_presence(unit, act.session.account, now, begin_call)
        self._phone.resume(call_id)
        return call

    def end(self, act: Act, call_id: str) -> Call:
        """Hang up; the call is to be written up. That it ended already is no news."""
        with self._at_work(act, "call.end", call_id) as unit:
            call = call_of(unit, call_id)
            unit.audit.append("call.end", "call", call_id)
            if call.state in UP:
                refuse_other_holder(unit, act, call)
                call = end_now(unit, call, self._clock.now())
        self._phone.hang_up(call_id)
        return call

    def attach_case(self, act: Act, call_id: str, number: str) -> Call:
        """The call is about that case, which is this account's where it is nobody's.

        Raises NoSuchCall, NoSuchCase.
        """
        with self._at_work(act, "call.attach_case", call_id) as unit:
            call = call_of(unit, call_id)
            if unit.cases.record(number) is None:
                raise NoSuchCase
            unit.audit.append("call.attach_case", "call", call_id, number)
            unit.cases.take_nobodys(number, act.session.account)
            if call.case == number:
                return call
            attached = replace(call, case=number, version=call.version + 1)
            if not unit.calls.put(attached, call.version):
                raise ChangedMeanwhile
            unit.cases.add_note(number, "call", "", act.session.account, self._clock.now())
            return attached

    def complete(
        self, act: Act, call_id: str, wrap_up: WrapUp, promise: NewPromise | None = None
    ) -> Call:
        """Write a call up: call, promise, case log and audit are one deed, done once.

        A call that is still up ends first. Raises NoSuchCall, NotPossible, BadValue, and Denied
        while an emergency of its case is open.
        """
        with self._at_work(act, "call.complete", call_id) as unit:
            call = call_of(unit, call_id)
            unit.audit.append("call.complete", "call", call_id, wrap_up.code.value)
            if call.state is CallState.DONE:
                return call
            refuse_other_holder(unit, act, call)
            self._cases.refuse_next_call(unit, call.case)
            now = self._clock.now()
            hung_up = call.state in UP
            if hung_up:
                call = end_now(unit, call, now)
            if promise is not None:
                call = self._promise(unit, act, call, promise, now)
            call = write_up(unit, act, call, wrap_up, now)
        if hung_up:
            self._phone.hang_up(call_id)
        return call

    def promise_instead(self, act: Act, call_id: str, promise: NewPromise) -> Promise:
        """A caller who waits takes a call back instead; the same wish asked again is done once.

        Raises NoSuchCall, NotPossible.
        """
        with self._at_work(act, "call.promise", call_id) as unit:
            call = call_of(unit, call_id)
            unit.audit.append("call.promise", "call", call_id)
            if not (promise.wish and unit.promises.promise(promise.wish)):
                move(unit, call, CallEventKind.PROMISED, self._clock.now(), act.session.account)
            return self._promises.add(unit, act, replace(promise, case=promise.case or call.case))

    def events(self, act: Act, since: datetime | None = None) -> tuple[CallEvent, ...]:
        """What happened on the line since, in order."""
        self._trail.write_down(act, "queue.events", "call", "")
        with self._gate.reading(act, Deed.SEE_FIGURES, "queue.events", "call") as unit:
            return unit.calls.events(since)

    def import_requests(self, act: Act, requests: Sequence[OnlineRequest]) -> TakenIn:
        """Take in online requests, each new one as a case; all or none. Raises BadValue."""
        return self._online.take_in(act, requests)

    def take_request(self, act: Act, key: str) -> Case:
        """Begin work on an online request. Raises NoSuchRequest, AlreadyClaimed."""
        return self._online.take(act, key)

    def still_here(self, act: Act) -> None:
        """This desk lives: the call it works on stays its own. To be said every few seconds."""
        until = self._lease.until()
        if until is not None:
            with self._store.writing(on=desk_of(act)) as unit:
                unit.calls.extend_leases(act.session.account, until)

    def _at_work(self, act: Act, action: str, call_id: str) -> AbstractContextManager[Writing]:
        """A transaction of one advisor on a call; those of others run beside it.

        Who moves a call that another has moved meanwhile is refused by its version.
        """
        return self._gate.writing(act, Deed.TAKE_CALLS, action, "call", call_id, on=desk_of(act))

    def _own_move(
        self,
        act: Act,
        call_id: str,
        kind: CallEventKind,
        goal: CallState,
        presence: Callable[[Presence, datetime], Presence] | None = None,
    ) -> Call:
        with self._at_work(act, f"call.{kind.value}", call_id) as unit:
            call = call_of(unit, call_id)
            unit.audit.append(f"call.{kind.value}", "call", call_id)
            refuse_other_holder(unit, act, call)
            if call.state is goal:
                return call
            now = self._clock.now()
            if presence is not None:
                change_presence(unit, call.holder, now, presence)
            lease = None if goal is CallState.PARKED else self._lease.until()
            return move(unit, call, kind, now, act.session.account, lease_until=lease)

    def _promise(
        self, unit: Writing, act: Act, call: Call, promise: NewPromise, now: datetime
    ) -> Call:
        self._promises.add(unit, act, replace(promise, case=promise.case or call.case))
        return move(unit, call, CallEventKind.PROMISED, now, act.session.account)
