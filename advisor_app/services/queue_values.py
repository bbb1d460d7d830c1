"""What waits on the line, as values, and how a call ends."""

from dataclasses import dataclass
from datetime import datetime

from advisor_app.line.calls import CallState, WrapUpCode


@dataclass(frozen=True, slots=True, kw_only=True)
class WrapUp:
    """How a call ended, in one code and the advisor's words."""

    code: WrapUpCode
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPromise:
    """A promise to call back that is about to be made; without `owner` it is the `team`'s.

    Without either it is whose act it is. `wish` is the asker's own id for it: the same wish, asked
    again because its answer was lost, is the promise that was made the first time.

    `zone` is the patient's (IANA), `due_at` an aware instant.
    """

    due_at: datetime
    zone: str
    phone: str
    about: str
    speak_to: str = ""
    owner: str = ""
    team: str = ""
    case: str = ""
    wish: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """One thing that waits: a call, a promise that is due soon, or an online request (`sort`).

    `key` is the id of the call, the promise or the request. `holder` and `offered_to` are accounts.
    """

    key: str
    sort: str
    urgent: bool = False
    arrived_at: datetime | None = None
    caller: str = ""
    why: str = ""
    family: str = ""
    language: str = ""
    due_at: datetime | None = None
    zone: str = ""
    holder: str = ""
    offered_to: str = ""
    offer_until: datetime | None = None
    offer_why: str = ""
    version: int = 0
    case: str = ""
    phone: str = ""
    first_time: bool = False
    state: CallState | None = None
