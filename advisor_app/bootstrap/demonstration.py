"""The demonstration: a morning that has begun, cases that are under way, colleagues who work on.

Everything in it is invented. The same seed gives the same shift.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Final

from advisor_app.bootstrap.house import House
from advisor_app.bootstrap.open_store import workstation
from advisor_app.domain.answers import Source
from advisor_app.domain.case import Act, CaseState, Purpose, Session
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import Advisor, Role
from advisor_app.exchange.case_file import read_case
from advisor_app.line.calls import (
    ENDED_STATES,
    CallEventKind,
    CallState,
    WrapUpCode,
)
from advisor_app.line.groups import load_groups
from advisor_app.line.news import Arrived, HungUp, LineNews
from advisor_app.line.presence import Presence, PresenceState
from advisor_app.services.failures import ServiceFailure
from advisor_app.services.promises import NewPromise
from advisor_app.services.queue import WrapUp
from advisor_app.telephony.colleagues import Deed, deeds
from advisor_app.telephony.demonstration import DemonstrationCase, demonstration_work
from advisor_app.telephony.desks import Desks
from advisor_app.telephony.script import load_script
from advisor_app.telephony.shift import ADVISORS, morning_of, staff_of
from advisor_app.telephony.simulator import ShiftSimulator

SEED: Final = 7
FIRST_ADVISOR: Final = "ruiz"
SHIFT_BEGINS: Final = time(9, 0)
DESK_OPENS: Final = time(10, 38)
HOURS: Final = 8.0
AWAY_FOR: Final = timedelta(seconds=60)
LIVE: Final = "live-"
LIVE_SINCE: Final = timedelta(minutes=3, seconds=40)
"""The scripted callers of the first minutes are on the line when the desk is opened."""


def demonstration_start(now: datetime) -> datetime:
    """The instant at which a demonstration begins: a working morning on or before today."""
    day = now.astimezone(EASTERN).date()
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return datetime.combine(day, DESK_OPENS, EASTERN)


def desk_advisor(house: House) -> Advisor:
    """Who sits at this desk in a demonstration."""
    people = house.accounts.list()
    chosen = next((one for one in people if one.id == FIRST_ADVISOR), None)
    return chosen or next(one for one in people if one.role in (Role.ADVISOR, Role.NURSE))


def act_of(advisor: Advisor, at: datetime) -> Act:
    """A deed of one advisor of the demonstration."""
    session = Session(
        account=advisor.id,
        name=advisor.name,
        role=advisor.role.value,
        workstation=workstation(),
        started_at=at,
    )
    return Act(session=session, purpose=Purpose.DEMONSTRATION)


def seed_cases(house: House, owner: Advisor) -> None:
    """The cases that are under way, with their promises and their parked desks."""
    for work in demonstration_work(house.now):
        _seed_case(house, work, owner)


def _seed_case(house: House, work: DemonstrationCase, owner: Advisor) -> None:
    act = act_of(owner, house.now)
    intake = read_case(work.data, Source.CALLER_STATED).intake
    case = house.cases.create(
        act,
        intake,
        owner=work.owner or owner.id,
        demonstration=True,
        opened_at=work.opened_at,
    )
    if work.promise is not None:
        promise = work.promise
        house.promises.make(
            act,
            NewPromise(
                due_at=promise.due_at,
                zone=promise.zone,
                phone=promise.phone,
                about=promise.about,
                speak_to=promise.speak_to,
                owner=promise.owner or work.owner or owner.id,
                team=promise.team,
                case=case.number,
            ),
        )
    if work.state is not CaseState.OPEN:
        house.cases.set_state(act, case.number, work.state, work.cue)


class DemonstrationLine:
    """The line of a demonstration: seeded callers, and colleagues who answer some of them."""

    def __init__(self, house: House, me: Advisor, seed: int = SEED) -> None:
        self._house, self._me = house, me
        now = house.now
        start = datetime.combine(now.astimezone(EASTERN).date(), SHIFT_BEGINS, EASTERN)
        self._people = {one.id: one for one in house.accounts.list()}
        self._desks = Desks(seed=seed)
        self._source = ShiftSimulator(seed, now - LIVE_SINCE, HOURS, load_script())
        self._play_the_morning(seed, start, now)

    def news_until(self, now: datetime) -> tuple[LineNews, ...]:
        """What callers did since the last time; the colleagues do what is due."""
        self._colleagues_work(now)
        return tuple(_live(news) for news in self._source.news_until(now))

    def answered(self, call: str) -> None:
        """Somebody answered the call: its caller gives up no more."""
        self._source.answered(call.removeprefix(LIVE))

    def _play_the_morning(self, seed: int, start: datetime, now: datetime) -> None:
        """What happened before this desk was opened, told to the store in one go."""
        if now <= start:
            return
        morning = morning_of(
            seed,
            HOURS,
            staff_of(ADVISORS),
            start=start,
            within=self._house.knowledge.catalogue.is_within,
            groups=load_groups(),
            until=now,
        )
        act = act_of(self._me, now)
        with self._house.store.writing(act) as unit:
            for call in morning.calls:
                held = call.holder == self._me.id or call.offered_to == self._me.id
                if held and call.state not in ENDED_STATES:
                    call = replace(call, state=CallState.WAITING, holder="", offered_to="")
                unit.calls.add(call)
            for event in morning.events:
                unit.calls.add_event(event)
            for presence in morning.presences:
                if presence.advisor != self._me.id:
                    unit.presence.put(presence)
            unit.presence.put(
                Presence(advisor=self._me.id, state=PresenceState.AVAILABLE, since=now)
            )
            unit.audit.append("seed", "line", "demonstration", "the morning so far")

    def _colleagues_work(self, now: datetime) -> None:
        act = act_of(self._me, now)
        calls = self._house.queue.calls(act)
        for deed in deeds(calls, self._desks, frozenset({self._me.id}), now):
            self._do(deed, now)
        for presence in self._house.presences.all():
            rung_out = presence.state is PresenceState.AWAY and now - presence.since > AWAY_FOR
            if rung_out and presence.advisor != self._me.id and presence.advisor in self._people:
                who = self._people[presence.advisor]
                self._house.presences.choose(act_of(who, now), PresenceState.AVAILABLE)

    def _do(self, deed: Deed, now: datetime) -> None:
        who = self._people.get(deed.advisor)
        if who is None:
            return
        act, queue = act_of(who, now), self._house.queue
        deed_of: dict[CallEventKind, Callable[[], object]] = {
            CallEventKind.ACCEPTED: lambda: self._accept(act, deed.call),
            CallEventKind.DECLINED: lambda: queue.decline(act, deed.call, "busy"),
            CallEventKind.HOLD_END: lambda: queue.resume(act, deed.call),
            CallEventKind.ENDED: lambda: queue.end(act, deed.call),
            CallEventKind.WRAP_DONE: lambda: queue.complete(
                act, deed.call, WrapUp(code=WrapUpCode(deed.detail))
            ),
        }
        try:
            deed_of[deed.kind]()
        except ServiceFailure:
            # Another desk was first, or the caller has gone: a colleague simply goes on.
            return

    def _accept(self, act: Act, call_id: str) -> None:
        call = self._house.queue.call(act, call_id)
        self._house.queue.claim(act, call_id, call.version)
        self.answered(call_id)


def _live(news: LineNews) -> LineNews:
    if isinstance(news, Arrived):
        return replace(news, call=replace(news.call, id=LIVE + news.call.id))
    return replace(news, call=LIVE + news.call) if isinstance(news, HungUp) else news
