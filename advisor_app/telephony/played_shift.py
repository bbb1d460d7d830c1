"""A shift while it plays: an agenda of what happens when, and the line as it stands."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Final, TypeAlias

from advisor_app.domain.case import Promise, PromiseState
from advisor_app.domain.people import Advisor
from advisor_app.line.calls import Call, CallEvent, CallEventKind, CallState, IncomingCall, after
from advisor_app.line.figures import PresenceSpan
from advisor_app.line.news import Arrived, HungUp, LineNews
from advisor_app.line.outcomes import Contact
from advisor_app.line.pairing import Offer, Setting, offer
from advisor_app.line.presence import (
    Presence,
    PresenceState,
    begin_call,
    choose,
    end_call,
    finish_wrap_up,
    let_ring_out,
)
from advisor_app.telephony.desks import DATED, Desks, Pause, Work
from advisor_app.telephony.simulator import ShiftSimulator

CALLBACK_OFFERED_AFTER: Final = 240
"""Seconds of waiting after which a caller is asked whether a promised call would do."""

_BACK_AFTER: Final = timedelta(minutes=2)
_Deed: TypeAlias = Callable[[datetime], None]


class PlayedShift:
    """The state of a shift while it plays."""

    def __init__(
        self, source: ShiftSimulator, desks: Desks, advisors: Sequence[Advisor], setting: Setting
    ) -> None:
        self._source = source
        self._desks = desks
        self._advisors = advisors
        self._setting = setting
        self._order = count()
        self._agenda: list[tuple[datetime, int, _Deed]] = []
        self._passed: dict[tuple[str, str], datetime] = {}
        self._queue: dict[str, None] = {}
        self._attempts: dict[str, int] = {}
        self.now = source.start
        self.calls: dict[str, Call] = {}
        self.events: list[CallEvent] = []
        self.spans: list[PresenceSpan] = []
        self.promises: list[Promise] = []
        self.contacts: list[Contact] = []
        self.presences = {
            one.id: Presence(advisor=one.id, state=PresenceState.AVAILABLE, since=source.start)
            for one in advisors
        }

    def play(self, hours: float, until: datetime | None) -> None:
        """Works off the agenda until the last call is written up, or until an instant."""
        for place, advisor in enumerate(self._advisors):
            for pause in self._desks.pauses(place, self._source.start, hours):
                self._plan_pause(advisor.id, pause)
        for news in self._source.news_until(self._source.end + timedelta(hours=24)):
            self._plan_news(news)
        while self._agenda and (until is None or self._agenda[0][0] <= until):
            self.now, _, deed = heappop(self._agenda)
            deed(self.now)
            self._dispatch(self.now)
        self.now = until or self.now
        for presence in self.presences.values():
            self._close_span(presence, None if until else self.now)

    def _at(self, at: datetime, deed: _Deed) -> None:
        heappush(self._agenda, (at, next(self._order), deed))

    def _after(self, seconds: float, deed: _Deed) -> None:
        self._at(self.now + timedelta(seconds=seconds), deed)

    def _plan_news(self, news: LineNews) -> None:
        if isinstance(news, Arrived):
            self._at(news.at, lambda at: self._arrive(news.call, at))
        elif isinstance(news, HungUp) and news.at > self._source.start:
            self._at(news.at, lambda at: self._give_up(news.call, at))

    def _plan_pause(self, advisor: str, pause: Pause) -> None:
        self._at(pause.start, lambda at: self._set(choose(self._of(advisor), pause.state, at)))
        self._at(pause.end, lambda _: self._come_back(advisor, pause))

    def _come_back(self, advisor: str, pause: Pause) -> None:
        presence = self._of(advisor)
        if presence.state is pause.state or presence.pending is pause.state:
            length = pause.end - pause.start
            if presence.state is pause.state and self.now - presence.since >= length:
                self._set(choose(presence, PresenceState.AVAILABLE, self.now))
            else:
                rest = presence.since + length if presence.state is pause.state else self.now
                later = max(rest, self.now + timedelta(minutes=1))
                self._at(later, lambda _: self._come_back(advisor, pause))

    def _arrive(self, incoming: IncomingCall, at: datetime) -> None:
        self.calls[incoming.id] = _call_of(incoming)
        self._queue[incoming.id] = None
        self.events.append(CallEvent(call=incoming.id, kind=CallEventKind.ARRIVED, at=at))
        rules = self._setting.rules
        for seconds in (*(step for step, _ in rules.relax), rules.language_seconds):
            self._after(seconds, _nothing)
        if self._desks.wants_callback(incoming.id):
            self._after(CALLBACK_OFFERED_AFTER, lambda then: self._leave(incoming.id, then))

    def _give_up(self, call_id: str, at: datetime) -> None:
        if self.calls[call_id].state in (CallState.WAITING, CallState.OFFERED):
            self._happen(call_id, CallEventKind.ABANDONED, at)

    def _leave(self, call_id: str, at: datetime) -> None:
        if self.calls[call_id].state is CallState.WAITING:
            self._happen(call_id, CallEventKind.PROMISED, at)
            self._promise(call_id, at, 3600, kept=True)

    def _dispatch(self, now: datetime) -> None:
        if not self._queue:
            return
        fresh = now - timedelta(seconds=self._setting.rules.pass_seconds)
        self._passed = {pair: at for pair, at in self._passed.items() if at > fresh}
        made = offer(
            [self.calls[id_] for id_ in self._queue],
            self._advisors,
            tuple(self.presences.values()),
            now,
            replace(self._setting, passed=frozenset(self._passed)),
        )
        for one in made:
            self._ring(one, now)

    def _ring(self, made: Offer, now: datetime) -> None:
        self._happen(made.call_id, CallEventKind.OFFERED, now, made.advisor, made.why)
        attempt = self._attempts.get(made.call_id, 0) + 1
        self._attempts[made.call_id] = attempt
        self.calls[made.call_id] = replace(
            self.calls[made.call_id], offered_to=made.advisor, offer_until=made.until
        )
        reaction = self._desks.reaction(made.call_id, made.advisor, attempt)
        if reaction.accepts:
            self._after(reaction.seconds, lambda at: self._accept(made, at))
        elif reaction.declines:
            self._after(reaction.seconds, lambda at: self._pass(made, CallEventKind.DECLINED, at))
        else:
            self._at(made.until, lambda at: self._pass(made, CallEventKind.OFFER_EXPIRED, at))

    def _stands(self, made: Offer) -> bool:
        call = self.calls[made.call_id]
        return call.state is CallState.OFFERED and call.offered_to == made.advisor

    def _accept(self, made: Offer, at: datetime) -> None:
        if not self._stands(made):
            return
        self._happen(made.call_id, CallEventKind.ACCEPTED, at, made.advisor)
        self._source.answered(made.call_id)
        self._set(begin_call(self._of(made.advisor), at))
        work = self._desks.work(self.calls[made.call_id])
        if work.hold_after is not None:
            self._after(work.hold_after, lambda now: self._hold(made, work, now))
        self._after(work.talk + work.hold, lambda now: self._end(made, work, now))

    def _pass(self, made: Offer, kind: CallEventKind, at: datetime) -> None:
        if not self._stands(made):
            return
        self._happen(made.call_id, kind, at, made.advisor)
        self._passed[made.call_id, made.advisor] = at
        self._after(self._setting.rules.pass_seconds, _nothing)
        if kind is CallEventKind.OFFER_EXPIRED:
            self._set(let_ring_out(self._of(made.advisor), at))
            self._at(at + _BACK_AFTER, lambda _: self._return(made.advisor))

    def _return(self, advisor: str) -> None:
        if self._of(advisor).state is PresenceState.AWAY:
            self._set(choose(self._of(advisor), PresenceState.AVAILABLE, self.now))

    def _hold(self, made: Offer, work: Work, at: datetime) -> None:
        self._happen(made.call_id, CallEventKind.HOLD_START, at, made.advisor)
        self._after(
            work.hold,
            lambda now: self._happen(made.call_id, CallEventKind.HOLD_END, now, made.advisor),
        )

    def _end(self, made: Offer, work: Work, at: datetime) -> None:
        self._happen(made.call_id, CallEventKind.ENDED, at, made.advisor)
        self._set(end_call(self._of(made.advisor), at))
        if work.callback_after is not None:
            self._happen(made.call_id, CallEventKind.PROMISED, at, made.advisor)
            self._promise(made.call_id, at, work.callback_after, work.callback_kept)
        self._after(work.wrap, lambda now: self._finish(made, work, now))

    def _finish(self, made: Offer, work: Work, at: datetime) -> None:
        self._happen(made.call_id, CallEventKind.WRAP_DONE, at, made.advisor, work.code.value)
        self._set(finish_wrap_up(self._of(made.advisor), at))
        call = self.calls[made.call_id]
        self.contacts.append(
            Contact(case=_person(call), at=call.arrived_at, dated_step=work.code in DATED)
        )

    def _promise(self, call_id: str, at: datetime, seconds: float, kept: bool) -> None:
        call = self.calls[call_id]
        due = at + timedelta(seconds=seconds)
        self.promises.append(
            Promise(
                id=f"promise-{len(self.promises) + 1:03d}",
                case=_person(call),
                due_at=due,
                zone="America/New_York",
                phone=call.phone,
                about=call.words,
                owner=call.holder,
                state=PromiseState.KEPT if kept and due <= self._source.end else PromiseState.DUE,
                made_at=at,
            )
        )

    def _happen(
        self, call_id: str, kind: CallEventKind, at: datetime, by: str = "", detail: str = ""
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
            holder=by if kind is CallEventKind.ACCEPTED else call.holder,
            state_since=at,
        )
        self.events.append(CallEvent(call=call_id, kind=kind, at=at, by=by, detail=detail))

    def _of(self, advisor: str) -> Presence:
        return self.presences[advisor]

    def _set(self, presence: Presence) -> None:
        before = self.presences[presence.advisor]
        if before.state is not presence.state:
            self._close_span(before, presence.since)
        self.presences[presence.advisor] = presence

    def _close_span(self, presence: Presence, end: datetime | None) -> None:
        self.spans.append(
            PresenceSpan(
                advisor=presence.advisor, state=presence.state, start=presence.since, end=end
            )
        )


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


def _person(call: Call) -> str:
    return f"{call.caller} {call.phone}".strip()


def _nothing(_: datetime) -> None:
    """Only wakes the dispatcher: a call has waited long enough for less fit to do."""
