"""What a desk is told when a call is handed on: to whom it can go, which brief, why it is back."""

from dataclasses import dataclass
from datetime import datetime

from advisor_app.domain.people import Advisor


@dataclass(frozen=True, slots=True, kw_only=True)
class Receivers:
    """The colleagues who can take a call now, and the families of the callers who wait."""

    free: tuple[Advisor, ...] = ()
    waiting: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What the sender wrote for whoever takes the call; `sender` is a name."""

    sender: str
    words: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a call that was handed on stays with its sender; `by` is the name of the receiver."""

    by: str
    reason: str
