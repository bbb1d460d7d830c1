"""What the services ask of the world around them: a clock, a telephone, a store."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from advisor_app.domain.case import Act, Edit
from advisor_app.line.news import LineNews
from advisor_app.services.case_shelves import (
    CaseReads,
    CaseWrites,
    ConsultReads,
    ConsultWrites,
    PersonReads,
    PersonWrites,
)
from advisor_app.services.centre_shelves import (
    AccountReads,
    AccountWrites,
    AuditReads,
    AuditWrites,
    BroadcastReads,
    BroadcastWrites,
    CentreReads,
    CentreWrites,
    GlassReads,
    GlassWrites,
)
from advisor_app.services.line_shelves import (
    AppointmentReads,
    AppointmentWrites,
    CallReads,
    CallWrites,
    DeskReads,
    DeskWrites,
    PresenceReads,
    PresenceWrites,
    PromiseReads,
    PromiseWrites,
)


class Clock(Protocol):
    """The one source of time."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class Phone(Protocol):
    """The telephone of this desk; every deed is idempotent."""

    def answer(self, call_id: str) -> None:
        """Speak with the caller."""
        ...

    def hold(self, call_id: str) -> None:
        """Let the caller wait."""
        ...

    def resume(self, call_id: str) -> None:
        """Speak with them again."""
        ...

    def hang_up(self, call_id: str) -> None:
        """End the call."""
        ...


class SilentPhone:
    """A desk whose telephone is not driven from here."""

    def answer(self, call_id: str) -> None:
        """Nothing to do."""

    def hold(self, call_id: str) -> None:
        """Nothing to do."""

    def resume(self, call_id: str) -> None:
        """Nothing to do."""

    def hang_up(self, call_id: str) -> None:
        """Nothing to do."""


class CallSource(Protocol):
    """Where calls come from. It tells each piece of news once, in order of its instant."""

    def news_until(self, now: datetime) -> tuple[LineNews, ...]:
        """What happened since the last time, up to and with `now`."""
        ...

    def answered(self, call: str) -> None:
        """Somebody answered the call: its caller gives up no more."""
        ...


class KeyHolder(Protocol):
    """Keeps the store's key, wrapped for each account."""

    def admit(self, account: str, secret: str, role: str) -> None:
        """Let that secret open the store for that account in that role; no older secret does."""
        ...

    def assign(self, account: str, role: str) -> None:
        """The account has that role from now on."""
        ...

    def dismiss(self, account: str) -> None:
        """Let that account open the store no more."""
        ...


class Spool(Protocol):
    """Keeps the edits of one account on this workstation while the store is out of reach."""

    def keep(self, waiting: Mapping[str, tuple[Edit, ...]]) -> None:
        """Let exactly these edits, by case, be kept. Raises StoreFailed."""
        ...

    def kept(self) -> dict[str, tuple[Edit, ...]]:
        """What is kept, by case."""
        ...


class Reading(Protocol):
    """One consistent look at the store."""

    @property
    def cases(self) -> CaseReads: ...
    @property
    def people(self) -> PersonReads: ...
    @property
    def consults(self) -> ConsultReads: ...
    @property
    def broadcasts(self) -> BroadcastReads: ...
    @property
    def calls(self) -> CallReads: ...
    @property
    def presence(self) -> PresenceReads: ...
    @property
    def desks(self) -> DeskReads: ...
    @property
    def appointments(self) -> AppointmentReads: ...
    @property
    def promises(self) -> PromiseReads: ...
    @property
    def accounts(self) -> AccountReads: ...
    @property
    def centre(self) -> CentreReads: ...
    @property
    def glass(self) -> GlassReads: ...
    @property
    def audit(self) -> AuditReads: ...


class Writing(Protocol):
    """One transaction: all of it, its audit included, or nothing.

    Where somebody acts, a unit that leaves no row in the audit is not committed.
    """

    @property
    def act(self) -> Act | None: ...

    def act_as(self, act: Act) -> None:
        """The deed is done for that reason from now on."""
        ...

    @property
    def cases(self) -> CaseWrites: ...
    @property
    def people(self) -> PersonWrites: ...
    @property
    def consults(self) -> ConsultWrites: ...
    @property
    def broadcasts(self) -> BroadcastWrites: ...
    @property
    def calls(self) -> CallWrites: ...
    @property
    def presence(self) -> PresenceWrites: ...
    @property
    def desks(self) -> DeskWrites: ...
    @property
    def appointments(self) -> AppointmentWrites: ...
    @property
    def promises(self) -> PromiseWrites: ...
    @property
    def accounts(self) -> AccountWrites: ...
    @property
    def centre(self) -> CentreWrites: ...
    @property
    def glass(self) -> GlassWrites: ...
    @property
    def audit(self) -> AuditWrites: ...


class Store(Protocol):
    """Where all of it is kept. Units of several threads do not disturb one another."""

    @property
    def throw_away(self) -> bool:
        """Whether it ends with this run: a demonstration, a test."""
        ...

    def reading(self) -> AbstractContextManager[Reading]:
        """A look at the store. Raises StoreLocked, StoreFailed, StoreDamaged."""
        ...

    def writing(
        self, act: Act | None = None, *, on: str = "", for_all: str = ""
    ) -> AbstractContextManager[Writing]:
        """A transaction; None where the line itself acts. Raises as `reading` does.

        `on` names the one thing that the unit reads and changes ("case/Q-26-00001"): units on
        other things may run beside it. Without it the unit has the whole store for itself.
        `for_all` names work that one console does for all of them: while another does it, nobody
        queues behind it, and DoneElsewhere is raised.
        """
        ...

    def close(self) -> None:
        """Let go of it; a throw-away store is gone then."""
        ...
