"""A shift while it plays: an agenda of what callers and advisors do, and when."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from typing import Final, TypeAlias

from advisor_app.line.calls import IncomingCall
from advisor_app.line.news import Arrived, HungUp, LineNews
from advisor_app.line.pairing import Offer, PairingRules
from advisor_app.line.presence import PresenceState
from advisor_app.telephony.desks import Desks, Pause, Work
from advisor_app.telephony.shift_line import ShiftLine
from advisor_app.telephony.simulator import ShiftSimulator
from advisor_app.telephony.stepped_clock import SteppedClock

CALLBACK_OFFERED_AFTER: Final = 240
"""Seconds of waiting after which a caller is asked whether a promised call would do."""

_CALLED_BACK_WITHIN: Final = timedelta(hours=1)
_BACK_AFTER: Final = timedelta(minutes=2)
_Deed: TypeAlias = Callable[[], None]


class PlayedShift:
    """Lets the callers of `source` and the advisors of `desks` act on a line, in order of time."""

    def __init__(
        self,
        source: ShiftSimulator,
        desks: Desks,
        advisors: Sequence[str],
        line: ShiftLine,
        clock: SteppedClock,
        rules: PairingRules,
    ) -> None:
        self._source = source
        self._desks = desks
        self._advisors = advisors
        self._line = line
        self._clock = clock
        self._rules = rules
        self._order = count()
        self._agenda: list[tuple[datetime, int, _Deed]] = []
        self._queue: dict[str, str] = {}
        """The calls that wait, with the advisor to whom each is offered, if any."""
        self._attempts: dict[str, int] = {}

    def play(self, hours: float, until: datetime | None = None) -> None:
        """Works off the agenda until the last call is written up, or until an instant."""
        for place, advisor in enumerate(self._advisors):
            self._line.choose(advisor, PresenceState.AVAILABLE)
            for pause in self._desks.pauses(place, self._source.start, hours):
                self._plan_pause(advisor, pause)
        for news in self._source.news_until(self._source.end + timedelta(hours=24)):
            self._plan_news(news)
        while self._agenda and (until is None or self._agenda[0][0] <= until):
            at, _, deed = heappop(self._agenda)
            self._clock.go_on_to(at)
            deed()
            if self._queue:
                for made in self._line.dispatch():
                    self._ring(made)
        if until is not None:
            self._clock.go_on_to(until)

    def _at(self, at: datetime, deed: _Deed) -> None:
        heappush(self._agenda, (at, next(self._order), deed))

    def _after(self, seconds: float, deed: _Deed) -> None:
        self._at(self._clock.now() + timedelta(seconds=seconds), deed)

    def _plan_news(self, news: LineNews) -> None:
        if isinstance(news, Arrived):
            self._at(news.at, lambda: self._arrive(news.call))
        elif isinstance(news, HungUp) and news.at > self._source.start:
            self._at(news.at, lambda: self._give_up(news.call))

    def _plan_pause(self, advisor: str, pause: Pause) -> None:
        self._at(pause.start, lambda: self._line.choose(advisor, pause.state))
        self._at(pause.end, lambda: self._come_back(advisor, pause))

    def _come_back(self, advisor: str, pause: Pause) -> None:
        presence, now = self._line.presence(advisor), self._clock.now()
        if presence.state is pause.state or presence.pending is pause.state:
            length = pause.end - pause.start
            if presence.state is pause.state and now - presence.since >= length:
                self._line.choose(advisor, PresenceState.AVAILABLE)
            else:
                rest = presence.since + length if presence.state is pause.state else now
                later = max(rest, now + timedelta(minutes=1))
                self._at(later, lambda: self._come_back(advisor, pause))

    def _arrive(self, incoming: IncomingCall) -> None:
        self._line.arrive(incoming)
        self._queue[incoming.id] = ""
        for seconds in (*(step for step, _ in self._rules.relax), self._rules.language_seconds):
            self._after(seconds, _nothing)
        if self._desks.wants_callback(incoming.id):
            self._after(CALLBACK_OFFERED_AFTER, lambda: self._leave(incoming.id))

    def _give_up(self, call: str) -> None:
        if call in self._queue:
            del self._queue[call]
            self._line.give_up(call)

    def _leave(self, call: str) -> None:
        if self._queue.get(call) == "":
            del self._queue[call]
            due = self._clock.now() + _CALLED_BACK_WITHIN
            self._line.promise_instead(call, due)
            self._plan_call_back(call, due)

    def _ring(self, made: Offer) -> None:
        call, advisor = made.call_id, made.advisor
        self._queue[call] = advisor
        attempt = self._attempts.get(call, 0) + 1
        self._attempts[call] = attempt
        reaction = self._desks.reaction(call, advisor, attempt)
        if reaction.accepts:
            self._after(reaction.seconds, lambda: self._accept(call, advisor))
        elif reaction.declines:
            self._after(reaction.seconds, lambda: self._decline(call, advisor))
        else:
            self._at(made.until, lambda: self._let_ring_out(call, advisor))

    def _accept(self, call: str, advisor: str) -> None:
        if self._queue.get(call) != advisor:
            return
        del self._queue[call]
        work = self._desks.work(self._line.accept(call, advisor))
        self._source.answered(call)
        if work.hold_after is not None:
            self._after(work.hold_after, lambda: self._hold(call, advisor, work))
        self._after(work.talk + work.hold, lambda: self._end(call, advisor, work))

    def _decline(self, call: str, advisor: str) -> None:
        if self._queue.get(call) == advisor:
            self._queue[call] = ""
            self._line.decline(call, advisor)
            self._after(self._rules.pass_seconds, _nothing)

    def _let_ring_out(self, call: str, advisor: str) -> None:
        """The line takes the offer back by itself; its advisor finds themselves away."""
        if self._queue.get(call) == advisor:
            self._queue[call] = ""
        self._after(self._rules.pass_seconds, _nothing)
        self._after(_BACK_AFTER.total_seconds(), lambda: self._return(advisor))

    def _return(self, advisor: str) -> None:
        if self._line.presence(advisor).state is PresenceState.AWAY:
            self._line.choose(advisor, PresenceState.AVAILABLE)

    def _hold(self, call: str, advisor: str, work: Work) -> None:
        self._line.hold(call, advisor)
        self._after(work.hold, lambda: self._line.resume(call, advisor))

    def _end(self, call: str, advisor: str, work: Work) -> None:
        self._line.end(call, advisor)
        self._after(work.wrap, lambda: self._write_up(call, advisor, work))

    def _write_up(self, call: str, advisor: str, work: Work) -> None:
        wait = work.callback_after
        due = None if wait is None else self._clock.now() + timedelta(seconds=wait)
        self._line.write_up(call, advisor, work.code, due)
        if due is not None and work.callback_kept:
            self._plan_call_back(call, due)

    def _plan_call_back(self, call: str, due: datetime) -> None:
        """A promise that is due after the shift is somebody else's to keep."""
        if due <= self._source.end:
            self._at(due, lambda: self._line.keep_promise(call))


def _nothing() -> None:
    """Only wakes the dispatcher: a call has waited long enough for less fit to do."""
