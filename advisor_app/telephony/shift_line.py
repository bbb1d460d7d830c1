"""The line on which a shift is played: the services on a store, or a model of them in memory."""

from datetime import datetime
from typing import Protocol

from advisor_app.line.calls import Call, IncomingCall, WrapUpCode
from advisor_app.line.pairing import Offer
from advisor_app.line.presence import Presence, PresenceState


class ShiftLine(Protocol):
    """What callers and advisors do to a line; each deed happens at the present of its clock."""

    def presence(self, advisor: str) -> Presence:
        """What the advisor does."""
        ...

    def choose(self, advisor: str, state: PresenceState) -> None:
        """The advisor does something else, during a call after it."""
        ...

    def arrive(self, incoming: IncomingCall) -> None:
        """A call rings."""
        ...

    def give_up(self, call: str) -> None:
        """The caller waited long enough."""
        ...

    def promise_instead(self, call: str, due: datetime) -> None:
        """The caller takes a call back instead of waiting on."""
        ...

    def dispatch(self) -> tuple[Offer, ...]:
        """Take back the offers that ran out; the offers made now."""
        ...

    def accept(self, call: str, advisor: str) -> Call:
        """The advisor speaks with the caller."""
        ...

    def decline(self, call: str, advisor: str) -> None:
        """The advisor lets the offer go to somebody else."""
        ...

    def hold(self, call: str, advisor: str) -> None:
        """The caller waits on the line."""
        ...

    def resume(self, call: str, advisor: str) -> None:
        """They speak again."""
        ...

    def end(self, call: str, advisor: str) -> None:
        """They hang up."""
        ...

    def write_up(
        self, call: str, advisor: str, code: WrapUpCode, callback: datetime | None
    ) -> None:
        """The advisor is done with the call, and has promised a call back, if any."""
        ...

    def keep_promise(self, call: str) -> None:
        """The call back that was promised in that call is made."""
        ...
