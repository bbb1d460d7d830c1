"""What one unit of work gives its services of the line: calls, presence, desks, promises."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from advisor_app.domain.appointments import Appointment
from advisor_app.domain.case import (
    DeskPlace,
    Promise,
    PromiseState,
)
from advisor_app.line.calls import Call, CallEvent, CallState
from advisor_app.line.figures import PresenceSpan
from advisor_app.line.presence import Presence
from advisor_app.services.records import (
    RequestRecord,
)


class CallReads(Protocol):
    """Calls and online requests as they stand."""

    def call(self, id_: str) -> Call | None:
        """One call."""
        ...

    def in_states(self, states: Collection[CallState]) -> tuple[Call, ...]:
        """The calls in those states, by arrival."""
        ...

    def ran_out(self, now: datetime) -> tuple[Call, ...]:
        """The calls whose offer or whose desk's lease has run out by `now`, by arrival."""
        ...

    def events(
        self, since: datetime | None = None, kinds: Collection[str] = ()
    ) -> tuple[CallEvent, ...]:
        """What happened since, of those kinds (none: of all), in order."""
        ...

    def request(self, id_: str) -> RequestRecord | None:
        """One online request."""
        ...

    def open_requests(self) -> tuple[RequestRecord, ...]:
        """The requests that nobody took yet, by age."""
        ...

    def requests_known(self, ids: Collection[str]) -> tuple[str, ...]:
        """Which of the ids are there already."""
        ...


class CallWrites(CallReads, Protocol):
    """Changes of calls and online requests."""

    def add(self, call: Call) -> bool:
        """A call that rings; whether it was not there yet."""
        ...

    def claim(
        self, call_id: str, version: int, by: str, now: datetime, lease_until: datetime | None
    ) -> Call | None:
        """Give a waiting call to `by`, in one statement that only one of all who try wins.

        None where it has another version, is offered to somebody else, waits no more, or where
        `by` works on another call.
        """
        ...

    def extend_leases(self, holder: str, until: datetime) -> None:
        """The holder's desk lives: the calls it works on are theirs until then."""
        ...

    def put(self, call: Call, version: int) -> bool:
        """Let the call stand as told if it still has `version`; whether it had."""
        ...

    def add_event(self, event: CallEvent) -> None:
        """Something happened to a call."""
        ...

    def add_request(self, request: RequestRecord) -> None:
        """A request came in."""
        ...

    def put_request(self, request: RequestRecord, version: int) -> bool:
        """Let the request stand as told if it still has `version`; whether it had."""
        ...


class PresenceReads(Protocol):
    """What advisors do."""

    def presence(self, advisor: str) -> Presence | None:
        """What one advisor does."""
        ...

    def presences(self) -> tuple[Presence, ...]:
        """What all advisors do."""
        ...

    def spans(self, since: datetime | None = None) -> tuple[PresenceSpan, ...]:
        """What they did, as far as it ended after `since`."""
        ...


class PresenceWrites(PresenceReads, Protocol):
    """Changes of presence."""

    def put(self, presence: Presence) -> None:
        """The advisor does that now; what ended is kept as a span."""
        ...

    def begin_call(self, advisor: str, at: datetime) -> None:
        """As `line.presence.begin_call`, without a look at what the advisor did before."""
        ...


class DeskReads(Protocol):
    """Where desks are at work."""

    def place(self, by: str, workstation: str) -> DeskPlace | None:
        """Where that desk was last, where nobody signed out since."""
        ...


class DeskWrites(DeskReads, Protocol):
    """Changes of where desks are at work."""

    def put(self, by: str, workstation: str, place: DeskPlace) -> None:
        """The desk is there now."""
        ...

    def forget(self, by: str, workstation: str) -> None:
        """The desk is at no case any more."""
        ...


class AppointmentReads(Protocol):
    """Places of specialists that are taken."""

    def taken(self, now: datetime) -> tuple[Appointment, ...]:
        """Every place that is held or booked at that instant."""
        ...

    def of_case(self, number: str) -> tuple[Appointment, ...]:
        """What a case holds or has booked, soonest first; a hold may have ended."""
        ...


class AppointmentWrites(AppointmentReads, Protocol):
    """Changes of places."""

    def take(self, one: Appointment, now: datetime) -> bool:
        """Hold a place, unless somebody else has it; whether it was taken."""
        ...

    def book(self, one: Appointment) -> None:
        """Let a held place be booked."""
        ...

    def give_back(self, one: Appointment) -> None:
        """Let one place of a case be free again."""
        ...

    def release(self, number: str) -> int:
        """Give back what a case holds or has booked; how many places."""
        ...


class PromiseReads(Protocol):
    """Promises as they stand."""

    def promise(self, id_: str) -> Promise | None:
        """One promise."""
        ...

    def select(
        self,
        *,
        state: PromiseState | None = None,
        owner: str | None = None,
        case: str | None = None,
        until: datetime | None = None,
        since: datetime | None = None,
    ) -> tuple[Promise, ...]:
        """The promises for which all that is given holds, by the instant they are due."""
        ...


class PromiseWrites(PromiseReads, Protocol):
    """Changes of promises."""

    def put(self, promise: Promise) -> None:
        """Add a promise, or let it stand as told."""
        ...
