"""Call states, and the one table of what may follow what."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class CallState(StrEnum):
    """Where a call stands."""

    WAITING = "waiting"
    OFFERED = "offered"
    CONNECTED = "connected"
    HELD = "held"
    PARKED = "parked"
    TRANSFERRING = "transferring"
    WRAP_UP = "wrap_up"
    DONE = "done"
    ABANDONED = "abandoned"
    PROMISED = "promised"


class CallEventKind(StrEnum):
    """What happened to a call; the events are the only source of the line's figures."""

    ARRIVED = "arrived"
    OFFERED = "offered"
    OFFER_EXPIRED = "offer_expired"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    HOLD_START = "hold_start"
    HOLD_END = "hold_end"
    PARKED = "parked"
    RESUMED = "resumed"
    ENDED = "ended"
    WRAP_DONE = "wrap_done"
    ABANDONED = "abandoned"
    PROMISED = "promised"
    LEASE_LOST = "lease_lost"
    TRANSFER_OFFERED = "transfer_offered"
    TRANSFERRED = "transferred"
    TRANSFER_REFUSED = "transfer_refused"
    SENT_TO_TEAM = "sent_to_team"
    HANDED_OVER = "handed_over"


TRANSITIONS: Final = MappingProxyType(
    {
        (CallState.WAITING, CallEventKind.OFFERED): CallState.OFFERED,
        (CallState.WAITING, CallEventKind.ACCEPTED): CallState.CONNECTED,
        (CallState.WAITING, CallEventKind.ABANDONED): CallState.ABANDONED,
        (CallState.WAITING, CallEventKind.PROMISED): CallState.PROMISED,
        (CallState.OFFERED, CallEventKind.OFFER_EXPIRED): CallState.WAITING,
        (CallState.OFFERED, CallEventKind.DECLINED): CallState.WAITING,
        (CallState.OFFERED, CallEventKind.ACCEPTED): CallState.CONNECTED,
        (CallState.OFFERED, CallEventKind.ABANDONED): CallState.ABANDONED,
        (CallState.CONNECTED, CallEventKind.HOLD_START): CallState.HELD,
        (CallState.CONNECTED, CallEventKind.PARKED): CallState.PARKED,
        (CallState.CONNECTED, CallEventKind.ENDED): CallState.WRAP_UP,
        (CallState.HELD, CallEventKind.HOLD_END): CallState.CONNECTED,
        (CallState.HELD, CallEventKind.PARKED): CallState.PARKED,
        (CallState.HELD, CallEventKind.ENDED): CallState.WRAP_UP,
        (CallState.CONNECTED, CallEventKind.TRANSFER_OFFERED): CallState.TRANSFERRING,
        (CallState.HELD, CallEventKind.TRANSFER_OFFERED): CallState.TRANSFERRING,
        (CallState.TRANSFERRING, CallEventKind.TRANSFERRED): CallState.CONNECTED,
        (CallState.TRANSFERRING, CallEventKind.TRANSFER_REFUSED): CallState.CONNECTED,
        (CallState.TRANSFERRING, CallEventKind.ENDED): CallState.WRAP_UP,
        (CallState.CONNECTED, CallEventKind.SENT_TO_TEAM): CallState.WAITING,
        (CallState.HELD, CallEventKind.SENT_TO_TEAM): CallState.WAITING,
        (CallState.CONNECTED, CallEventKind.LEASE_LOST): CallState.WAITING,
        (CallState.HELD, CallEventKind.LEASE_LOST): CallState.WAITING,
        (CallState.TRANSFERRING, CallEventKind.LEASE_LOST): CallState.WAITING,
        (CallState.PARKED, CallEventKind.LEASE_LOST): CallState.WAITING,
        (CallState.PARKED, CallEventKind.RESUMED): CallState.CONNECTED,
        (CallState.PARKED, CallEventKind.HANDED_OVER): CallState.PARKED,
        (CallState.PARKED, CallEventKind.ENDED): CallState.WRAP_UP,
        (CallState.WRAP_UP, CallEventKind.WRAP_DONE): CallState.DONE,
        (CallState.WRAP_UP, CallEventKind.PROMISED): CallState.WRAP_UP,
    }
)
"""What each event makes of each state; what is not here does not happen."""

ENDED_STATES: Final = frozenset({CallState.DONE, CallState.ABANDONED, CallState.PROMISED})


class WrapUpCode(StrEnum):
    """How a call ended."""

    MATCHED_BOOKED = "matched_booked"
    MATCHED_CALLBACK = "matched_callback"
    RECORDS_PENDING = "records_pending"
    PATHOLOGY_ONLY = "pathology_only"
    DIRECT_CONTACT_GIVEN = "direct_contact_given"
    INFORMATION_GIVEN = "information_given"
    EMERGENCY_DIVERTED = "emergency_diverted"
    CALLER_DECLINED = "caller_declined"
    CUT_OFF = "cut_off"
    WRONG_NUMBER = "wrong_number"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncomingCall:
    """What is known of a call when it rings; `words` are what the caller said in the greeting."""

    id: str
    phone: str
    arrived_at: datetime
    caller: str = ""
    words: str = ""
    family: str = ""
    language: str = "en"
    channel: str = "phone_in"
    first_time: bool = True
    urgent: bool = False
    patience_seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call as it stands; `version` grows with every change and fences a late claim.

    While it is worked, `holder` has it until `lease_until`, which their desk moves on again and
    again: a desk that died gives its call back. While it is transferred, it is `offered_to` the
    receiver and still the holder's. `prefers` is the owner of the caller's open case, if known.
    """

    id: str
    phone: str
    arrived_at: datetime
    caller: str = ""
    words: str = ""
    family: str = ""
    language: str = "en"
    channel: str = "phone_in"
    first_time: bool = True
    urgent: bool = False
    state: CallState = CallState.WAITING
    version: int = 0
    holder: str = ""
    offered_to: str = ""
    offer_until: datetime | None = None
    lease_until: datetime | None = None
    case: str = ""
    state_since: datetime | None = None
    prefers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEvent:
    """One thing that happened to one call at one instant."""

    call: str
    kind: CallEventKind
    at: datetime
    by: str = ""
    detail: str = ""


class IllegalTransition(ValueError):
    """An event that cannot happen in the state that the call is in."""

    def __init__(self, state: CallState, event: CallEventKind) -> None:
        super().__init__(f"a call that is {state} cannot be {event}")
        self.state = state
        self.event = event


def after(state: CallState, event: CallEventKind) -> CallState:
    """The state after `event`. Raises IllegalTransition."""
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise IllegalTransition(state, event) from None
