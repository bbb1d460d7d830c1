"""What a source of calls tells: a call rings, was taken up or held at a telephone, or is over."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from advisor_app.domain.case import OnlineRequest
from advisor_app.line.calls import IncomingCall


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A call rings; `rings_at` is the account at whose telephone, empty for the whole line."""

    at: datetime
    call: IncomingCall
    rings_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenUp:
    """A call was answered, or taken up again, at the telephone of the account `by`."""

    at: datetime
    call: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PutOnHold:
    """A call was put on hold at the telephone of the account `by`."""

    at: datetime
    call: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HungUp:
    """The caller is gone: gave up while waiting, or hung up."""

    at: datetime
    call: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Requested:
    """A request came in through the web form."""

    at: datetime
    request: OnlineRequest


LineNews: TypeAlias = Arrived | TakenUp | PutOnHold | HungUp | Requested
