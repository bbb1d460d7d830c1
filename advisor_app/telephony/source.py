"""The port through which calls come in: a telephone system, a simulator, a screen pop."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias

from advisor_app.domain.case import OnlineRequest
from advisor_app.line.calls import IncomingCall


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A call rings."""

    at: datetime
    call: IncomingCall


@dataclass(frozen=True, slots=True, kw_only=True)
class HungUp:
    """A caller who had not been answered gave up."""

    at: datetime
    call: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """A request came in through the web form."""

    at: datetime
    request: OnlineRequest


LineNews: TypeAlias = Arrived | HungUp | Requested


class CallSource(Protocol):
    """Where calls come from. It tells each piece of news once, in order of its instant."""

    def news_until(self, now: datetime) -> tuple[LineNews, ...]:
        """What happened since the last time, up to and with `now`."""

    def answered(self, call: str) -> None:
        """Somebody answered the call: its caller gives up no more."""
