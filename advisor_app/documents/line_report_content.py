"""What the supervisor's papers say: the figures of a shift, and what waits now."""

import math
from dataclasses import dataclass
from datetime import datetime

from advisor_app.domain.clock import waited


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfHour:
    """The calls that arrived in one step of the shift."""

    start: datetime
    in_time: int
    later: int
    gave_up: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseCount:
    """How the promises of one team ended, of those that were due."""

    team: str
    kept: int = 0
    moved: int = 0
    open: int = 0
    overdue: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamLine:
    """One team of the line; times in seconds."""

    team: str
    offered: int
    in_time: int
    gave_up: int
    handling: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Something that needs a person when the shift ends: a case, why, and who has it."""

    case: str
    why: str
    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftReport:
    """One shift in figures; shares of one, times in seconds, None where nothing divides."""

    start: datetime
    end: datetime
    advisors: int
    goal_share: float
    goal_seconds: int
    offered: int
    service_level: float | None
    abandonment: float | None
    mean_wait: float | None
    longest_wait: float | None
    handling: float | None
    occupancy: float | None
    half_hours: tuple[HalfHour, ...] = ()
    promises: tuple[PromiseCount, ...] = ()
    teams: tuple[TeamLine, ...] = ()
    handovers: tuple[Handover, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """One thing that waits; `seconds` since it came, or to when it is due where negative."""

    what: str
    case: str
    about: str
    language: str
    seconds: float
    holder: str = ""
    urgent: bool = False

    @property
    def wait(self) -> str:
        """How long it waits, or in how many minutes it is due."""
        late = self.seconds >= 0
        return waited(self.seconds) if late else f"due in {math.ceil(-self.seconds / 60)} min"
