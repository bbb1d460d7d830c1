"""A desk without a store: the services that the pages use, kept in memory, with their failures."""

# ruff: noqa: ARG002 - a fake takes what its service takes

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace
from typing import Any, cast

from advisor_app.domain.case import (
    Act,
    Case,
    CaseCard,
    CaseState,
    Promise,
    PromiseState,
    Session,
)
from advisor_app.domain.intake import Intake
from advisor_app.domain.people import Advisor, Role, Skill
from advisor_app.line.calendar import LineHours
from advisor_app.line.calls import Call, CallState, IncomingCall
from advisor_app.line.news import Arrived, HungUp, LineNews
from advisor_app.services.failures import AlreadyClaimed, StoreLocked
from advisor_app.services.likeness import compared
from advisor_app.services.nicknames import Nicknames
from advisor_app.services.people import Likely
from advisor_app.services.person_sketch import PersonSketch, caller_sketch
from advisor_app.services.queue_values import NewPromise, QueueRow
from advisor_app.services.records import MyCase, RecordDue
from advisor_app.ui.context import Console, TakenCases

NOW = datetime(2026, 11, 23, 15, 38, tzinfo=UTC)  # a Monday, 10:38 Eastern
ME = Advisor(
    id="mr", name="M. Roth", initials="MR", role=Role.ADVISOR, skills=(Skill(node="lung", level=5),)
)
OTHER = Advisor(id="ko", name="K. Osei", initials="KO", role=Role.ADVISOR)


@dataclass(slots=True)
class FakeClock:
    """A clock that moves when it is told to."""

    at: datetime = NOW

    def now(self) -> datetime:
        return self.at

    def passes(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


def call_row(key: str, seconds: float = 30, **more: Any) -> QueueRow:
    """A caller who has waited so long."""
    values: dict[str, Any] = {
        "key": key,
        "sort": "call",
        "arrived_at": NOW - timedelta(seconds=seconds),
        "caller": "DOE, Jane",
        "family": "lung",
        "language": "en",
        "phone": "(908) 555-0117",
        "version": 1,
    }
    return QueueRow(**(values | more))


def card(number: str = "Q-26-00412", **more: Any) -> CaseCard:
    """A case on record."""
    values: dict[str, Any] = {
        "number": number,
        "family_name": "Doe",
        "given_names": "Jane",
        "born": "04 MAR 1964",
        "phone": "(908) 555-0117",
        "place": "New Jersey",
        "kind": "lung",
        "status": "",
        "state": CaseState.OPEN,
        "owner": "mr",
        "saved_at": NOW,
    }
    return CaseCard(**(values | more))


@dataclass(slots=True)
class FakeQueue:
    """A queue in memory; `winner` has taken every call already, `locked` refuses all."""

    waiting: list[QueueRow] = field(default_factory=list)
    done: list[tuple[str, ...]] = field(default_factory=list)
    winner: str = ""
    locked: bool = False

    def rows(self, act: Act) -> tuple[QueueRow, ...]:
        if self.locked:
            raise StoreLocked
        return tuple(self.waiting)

    def arrived(self, call: IncomingCall, *, rings_at: str) -> None:
        self.waiting.append(call_row(call.id, 0, caller=call.caller))

    def abandoned(self, key: str) -> None:
        self.waiting = [row for row in self.waiting if row.key != key]

    def dispatch(self) -> tuple[()]:
        return ()

    def claim(self, act: Act, key: str, version: int) -> Call:
        if self.winner:
            raise AlreadyClaimed(self.winner)
        row = next(row for row in self.waiting if row.key == key)
        self.waiting.remove(row)
        self.done.append(("claim", key))
        return Call(
            id=key,
            phone=row.phone,
            arrived_at=row.arrived_at or NOW,
            caller=row.caller,
            state=CallState.CONNECTED,
            holder=act.session.account,
        )

    def decline(self, act: Act, key: str, reason: str = "") -> None:
        self.done.append(("decline", key, reason))
        self.waiting = [
            replace(row, offered_to="", offer_until=None) if row.key == key else row
            for row in self.waiting
        ]

    def take_request(self, act: Act, key: str) -> Case:
        row = next(row for row in self.waiting if row.key == key)
        self.waiting.remove(row)
        return Case(number=row.case, intake=Intake())

    def parked(self, act: Act, owner: str = "") -> tuple[Call, ...]:
        return ()


@dataclass(slots=True)
class FakeCases:
    """Cases in memory."""

    cards: list[CaseCard] = field(default_factory=list)
    due: list[RecordDue] = field(default_factory=list)
    searches: list[str] = field(default_factory=list)
    states: list[tuple[str, CaseState]] = field(default_factory=list)

    def search(self, act: Act, text: str, limit: int = 50) -> tuple[CaseCard, ...]:
        self.searches.append(text)
        return tuple(
            one
            for one in self.cards
            if text.casefold() in f"{one.family_name} {one.number}".casefold()
        )

    def recent(self, act: Act, limit: int = 50) -> tuple[CaseCard, ...]:
        return tuple(self.cards)

    def mine(self, act: Act, owner: str = "") -> tuple[MyCase, ...]:
        mine = [one for one in self.cards if one.owner == owner]
        return tuple(MyCase(card=one, cue="", opened_at=NOW, since=NOW) for one in mine)

    def records_due(self, act: Act) -> tuple[RecordDue, ...]:
        return tuple(self.due)

    def open(self, act: Act, number: str) -> Case:
        return Case(number=number, intake=Intake())

    def set_state(self, act: Act, number: str, state: CaseState, cue: str = "") -> None:
        self.states.append((number, state))


@dataclass(slots=True)
class FakePromises:
    """The ledger in memory."""

    ledger: dict[str, Promise] = field(default_factory=dict)
    tried: list[tuple[str, str]] = field(default_factory=list)

    def full(self, act: Act) -> frozenset[datetime]:
        """Every half hour has room."""
        return frozenset()

    def due(self, act: Act, owner: str | None = None) -> tuple[Promise, ...]:
        standing = [one for one in self.ledger.values() if one.state is PromiseState.DUE]
        mine = [one for one in standing if owner in (None, one.owner)]
        return tuple(sorted(mine, key=lambda one: one.due_at))

    def make(self, act: Act, new: NewPromise) -> Promise:
        made = promise(
            f"p{len(self.ledger) + 1}", new.due_at, zone=new.zone, about=new.about, case=new.case
        )
        return self._put(replace(made, owner=new.owner or act.session.account))

    def move(self, act: Act, key: str, due_at: datetime, consent: str) -> Promise:
        assert consent, "a promise is moved with consent"
        before = self.ledger[key]
        self._put(replace(before, state=PromiseState.MOVED))
        return self._put(replace(before, id=f"p{len(self.ledger) + 1}", due_at=due_at))

    def keep(self, act: Act, key: str) -> Promise:
        return self._put(replace(self.ledger[key], state=PromiseState.KEPT))

    def cancel(self, act: Act, key: str, reason: str) -> Promise:
        return self._put(replace(self.ledger[key], state=PromiseState.CANCELLED))

    def hand_over(self, act: Act, key: str, to: str) -> Promise:
        return self._put(replace(self.ledger[key], owner=to))

    def attempt(self, act: Act, key: str, outcome: str) -> Promise:
        self.tried.append((key, outcome))
        before = self.ledger[key]
        return self._put(replace(before, attempts=before.attempts + 1))

    def _put(self, one: Promise) -> Promise:
        self.ledger[one.id] = one
        return one


def promise(key: str, due_at: datetime, **more: Any) -> Promise:
    """A promise of this desk."""
    values: dict[str, Any] = {
        "id": key,
        "case": "Q-26-00412",
        "due_at": due_at,
        "zone": "America/New_York",
        "phone": "(908) 555-0117",
        "about": "the date",
        "owner": "mr",
        "made_at": NOW,
    }
    return Promise(**(values | more))


class FakeSource:
    """A line on which a test lets people call and hang up."""

    def __init__(self) -> None:
        self.coming: list[IncomingCall] = []
        self.leaving: list[str] = []

    def news_until(self, now: datetime) -> tuple[LineNews, ...]:
        come = [Arrived(at=now, call=one) for one in self.coming]
        gone = [HungUp(at=now, call=one) for one in self.leaving]
        self.coming, self.leaving = [], []
        return (*come, *gone)

    def answered(self, call: str) -> None:
        """Nobody gives up by themselves here."""


@dataclass(slots=True)
class FakePeople:
    """The patients of the cases in memory."""

    cases: FakeCases

    def likely(self, act: Act, sought: PersonSketch, limit: int = 5) -> tuple[Likely, ...]:
        found = []
        for one in self.cases.cards:
            kept = caller_sketch(one.phone, f"{one.family_name}, {one.given_names}")
            comparison = compared(sought, kept, Nicknames())
            if comparison.level is not None:
                found.append(Likely(card=one, comparison=comparison, level=comparison.level))
        return tuple(found)


@dataclass(slots=True)
class Desk:
    """Everything that a presenter is given, and the fakes behind it."""

    clock: FakeClock = field(default_factory=FakeClock)
    queue: FakeQueue = field(default_factory=FakeQueue)
    cases: FakeCases = field(default_factory=FakeCases)
    promises: FakePromises = field(default_factory=FakePromises)
    source: FakeSource = field(default_factory=FakeSource)
    hours: LineHours = field(default_factory=lambda: LineHours(opens=time(9), closes=time(17)))
    files: dict[str, TakenCases] = field(default_factory=dict)

    def console(self) -> Console:
        """The console of this desk."""
        catalogue = SimpleNamespace(is_within=lambda a, b: a == b, kinds={})
        knowledge = SimpleNamespace(catalogue=catalogue, records=SimpleNamespace(kinds={}))
        session = Session(
            account=ME.id, name=ME.name, role="advisor", workstation="desk", started_at=NOW
        )
        nothing = cast(Any, SimpleNamespace())
        return Console(
            session=session,
            advisor=ME,
            clock=self.clock,
            cases=cast(Any, self.cases),
            queue=cast(Any, self.queue),
            promises=cast(Any, self.promises),
            directory=nothing,
            desk_places=nothing,
            referrals=nothing,
            people=cast(Any, FakePeople(self.cases)),
            consults=nothing,
            broadcasts=cast(Any, SimpleNamespace(standing=lambda: ())),
            skills=nothing,
            accounts=cast(Any, SimpleNamespace(list=lambda: (ME, OTHER))),
            presences=nothing,
            handovers=nothing,
            audit=nothing,
            glass=nothing,
            summaries=cast(Any, SimpleNamespace(unanswered=lambda _act: ())),
            centre=cast(
                Any,
                SimpleNamespace(
                    hours=lambda _calendar: self.hours,
                    settings=lambda: SimpleNamespace(offer_seconds=20, callback_minutes=15),
                ),
            ),
            knowledge=cast(Any, knowledge),
            roster=nothing,
            matcher=nothing,
            talk_track=nothing,
            tables=nothing,
            papers=nothing,
            read_requests=lambda _act, _path: (2, ("row 3: no name",)),
            read_roster=lambda _act, _path: (0, ("row 3: no name",)),
            read_cases=lambda _act, path: self.files[path],
            sources=(self.source,),
        )
