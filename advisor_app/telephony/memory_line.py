"""A model of the line in memory: what happened before a demonstration's desk was opened."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from advisor_app.domain.people import Advisor
from advisor_app.line.calls import (
    Call,
    CallEvent,
    CallEventKind,
    CallState,
    IncomingCall,
    WrapUpCode,
    after,
)
from advisor_app.line.pairing import Offer, Setting, offer, run_out
from advisor_app.line.presence import (
    Presence,
    PresenceState,
    begin_call,
    choose,
    end_call,
    finish_wrap_up,
    let_ring_out,
)
from advisor_app.telephony.stepped_clock import SteppedClock


class MemoryLine:
    """Calls, what happened to them, and presence; promises are told as events alone."""

    def __init__(self, clock: SteppedClock, advisors: Sequence[Advisor], setting: Setting) -> None:
        self._clock = clock
        self._advisors = advisors
        self._setting = setting
        self._passed: dict[tuple[str, str], datetime] = {}
        self._queue: dict[str, None] = {}
        self.calls: dict[str, Call] = {}
        self.events: list[CallEvent] = []
        self.presences: dict[str, Presence] = {}

    def presence(self, advisor: str) -> Presence:
        """What the advisor does; away until they say otherwise."""
        return self.presences.get(advisor) or Presence(advisor=advisor, since=self._clock.now())

    def choose(self, advisor: str, state: PresenceState) -> None:
        """The advisor does something else, during a call after it."""
        self.presences[advisor] = choose(self.presence(advisor), state, self._clock.now())

    def arrive(self, incoming: IncomingCall) -> None:
        """A call rings."""
        self.calls[incoming.id] = _call_of(incoming)
        self._queue[incoming.id] = None
        self._note(incoming.id, CallEventKind.ARRIVED)

    def give_up(self, call: str) -> None:
        """The caller waited long enough."""
        self._happen(call, CallEventKind.ABANDONED)

    def promise_instead(self, call: str, due: datetime) -> None:  # noqa: ARG002 - an event alone
        """The caller takes a call back instead of waiting on."""
        self._happen(call, CallEventKind.PROMISED)

    def dispatch(self) -> tuple[Offer, ...]:
        """Take back the offers that ran out; the offers made now."""
        now = self._clock.now()
        for call in run_out([self.calls[one] for one in self._queue], now):
            self._pass(call.id, call.offered_to, CallEventKind.OFFER_EXPIRED)
            self.presences[call.offered_to] = let_ring_out(self.presence(call.offered_to), now)
        fresh = now - timedelta(seconds=self._setting.rules.pass_seconds)
        self._passed = {pair: at for pair, at in self._passed.items() if at > fresh}
        made = offer(
            [self.calls[one] for one in self._queue],
            self._advisors,
            tuple(self.presences.values()),
            now,
            replace(self._setting, passed=frozenset(self._passed)),
        )
        for one in made:
            self._happen(
                one.call_id,
                CallEventKind.OFFERED,
                one.advisor,
                one.why,
                offered_to=one.advisor,
                offer_until=one.until,
            )
        return made

    def accept(self, call: str, advisor: str) -> Call:
        """The advisor speaks with the caller."""
        self._happen(call, CallEventKind.ACCEPTED, advisor, holder=advisor)
        self.presences[advisor] = begin_call(self.presence(advisor), self._clock.now())
        return self.calls[call]

    def decline(self, call: str, advisor: str) -> None:
        """The advisor lets the offer go to somebody else."""
        self._pass(call, advisor, CallEventKind.DECLINED)

    def hold(self, call: str, advisor: str) -> None:
        """The caller waits on the line."""
        self._happen(call, CallEventKind.HOLD_START, advisor)

    def resume(self, call: str, advisor: str) -> None:
        """They speak again."""
        self._happen(call, CallEventKind.HOLD_END, advisor)

    def end(self, call: str, advisor: str) -> None:
        """They hang up."""
        self._happen(call, CallEventKind.ENDED, advisor)
        self.presences[advisor] = end_call(self.presence(advisor), self._clock.now())

    def write_up(
        self, call: str, advisor: str, code: WrapUpCode, callback: datetime | None
    ) -> None:
        """The advisor is done with the call, and has promised a call back, if any."""
        if callback is not None:
            self._happen(call, CallEventKind.PROMISED, advisor)
        self._happen(call, CallEventKind.WRAP_DONE, advisor, code.value)
        self.presences[advisor] = finish_wrap_up(self.presence(advisor), self._clock.now())

    def keep_promise(self, call: str) -> None:
        """No news here: a promise is an event alone."""

    def _pass(self, call: str, advisor: str, kind: CallEventKind) -> None:
        self._happen(call, kind, advisor)
        self._passed[call, advisor] = self._clock.now()

    def _happen(
        self, call_id: str, kind: CallEventKind, by: str = "", detail: str = "", **changes: Any
    ) -> None:
        call = self.calls[call_id]
        state = after(call.state, kind)
        if state in (CallState.WAITING, CallState.OFFERED):
            self._queue[call_id] = None
        else:
            self._queue.pop(call_id, None)
        self.calls[call_id] = replace(
            call,
            state=state,
            version=call.version + 1,
            state_since=self._clock.now(),
            **{"offered_to": "", "offer_until": None, **changes},
        )
        self._note(call_id, kind, by, detail)

    def _note(self, call: str, kind: CallEventKind, by: str = "", detail: str = "") -> None:
        at = self._clock.now()
        self.events.append(CallEvent(call=call, kind=kind, at=at, by=by, detail=detail))


def _call_of(incoming: IncomingCall) -> Call:
    return Call(
        id=incoming.id,
        phone=incoming.phone,
        arrived_at=incoming.arrived_at,
        caller=incoming.caller,
        words=incoming.words,
        family=incoming.family,
        language=incoming.language,
        channel=incoming.channel,
        first_time=incoming.first_time,
        urgent=incoming.urgent,
        state_since=incoming.arrived_at,
    )
