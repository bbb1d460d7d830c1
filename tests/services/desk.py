"""A desk for tests: a clock that is moved by hand, a store that goes away, all services."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from advisor_app.domain.case import Act, Session
from advisor_app.domain.intake import Intake
from advisor_app.domain.people import Advisor, Role
from advisor_app.services.accounts import Accounts
from advisor_app.services.audit import Audit
from advisor_app.services.broadcasts import Broadcasts
from advisor_app.services.cases import Cases
from advisor_app.services.centre import Centre
from advisor_app.services.consults import Consults
from advisor_app.services.directory import Directory
from advisor_app.services.nicknames import load_nicknames
from advisor_app.services.people import People
from advisor_app.services.ports import Store
from advisor_app.services.presences import Presences
from advisor_app.services.promises import Promises
from advisor_app.services.queue import Queue
from advisor_app.services.summaries import Summaries
from advisor_app.services.tables import Tables
from advisor_app.storage.store import throw_away_store

START = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


@dataclass
class StillClock:
    """Time as the test sets it."""

    at: datetime = START

    def now(self) -> datetime:
        """The instant that was set."""
        return self.at

    def go(self, seconds: float) -> None:
        """Let time pass."""
        self.at += timedelta(seconds=seconds)


@dataclass
class NotedPhone:
    """A telephone that notes what it was told."""

    told: list[tuple[str, str]] = field(default_factory=list)

    def answer(self, call_id: str) -> None:
        """Note it."""
        self.told.append(("answer", call_id))

    def hold(self, call_id: str) -> None:
        """Note it."""
        self.told.append(("hold", call_id))

    def resume(self, call_id: str) -> None:
        """Note it."""
        self.told.append(("resume", call_id))

    def hang_up(self, call_id: str) -> None:
        """Note it."""
        self.told.append(("hang_up", call_id))


class Desk:
    """Every service on one throw-away store."""

    def __init__(
        self,
        store: Store | None = None,
        emergency_open: Callable[[Intake], bool] = lambda _: False,
        clock: StillClock | None = None,
    ) -> None:
        self.clock = clock or StillClock()
        self.store: Any = store or throw_away_store(self.clock)
        self.phone = NotedPhone()
        self.cases = Cases(self.store, self.clock, emergency_open=emergency_open)
        self.consults = Consults(self.store, self.clock)
        self.people = People(self.store, self.clock, load_nicknames())
        self.promises = Promises(self.store, self.clock)
        self.queue = Queue(
            self.store,
            self.clock,
            cases=self.cases,
            promises=self.promises,
            phone=self.phone,
            people=self.people,
        )
        self.accounts = Accounts(self.store, self.clock)
        self.broadcasts = Broadcasts(self.store, self.clock)
        self.presences = Presences(self.store, self.clock)
        self.directory = Directory(self.store, self.clock)
        self.centre = Centre(self.store, self.clock)
        self.summaries = Summaries(self.store, self.clock)
        self.audit = Audit(self.store, self.clock)
        self.tables = Tables(self.store, self.clock)

    def act(
        self,
        account: str = "ann",
        role: Role = Role.ADVISOR,
        at: str = "desk 1",
        reason: str = "",
    ) -> Act:
        """Somebody at a desk."""
        session = Session(
            account=account,
            name=account.title(),
            role=role.value,
            workstation=at,
            started_at=self.clock.now(),
        )
        return Act(session=session, reason=reason)

    def staff(self, *accounts: str) -> None:
        """Advisors with accounts."""
        self.accounts.enrol(
            self.act("root", Role.ADMINISTRATOR),
            [
                Advisor(id=one, name=one.title(), initials=one[:2].upper(), role=Role.ADVISOR)
                for one in accounts
            ],
        )
