"""What the board shows, as frozen values: figures only, nothing that a patient said."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from advisor_app.line.supposing import HalfHourLoad
from advisor_app.ui.wording import phrase


class Span(StrEnum):
    """The time that the board looks at."""

    NOW = "now"
    TODAY = "today"
    WEEK = "week"


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """What a piece of the board is reckoned from: a figure, a step, a team in it, an advisor.

    `start` and `end` are the step, or None for the whole span.
    """

    title: str
    figure: str = ""
    start: datetime | None = None
    end: datetime | None = None
    group: str = ""
    advisor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TileShown:
    """One figure: its name, its value, what it is measured by, and how it stands.

    `level` is "" or one of ok warning urgent; the icon follows from it.
    """

    key: str
    title: str
    value: str
    sub: str
    level: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What would help a team that is over its limit, and the effect as reckoned."""

    words: str
    effect: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsBar:
    """One step of the chart; `level` is the service level as a share, `expected` calls to come."""

    label: str
    marked: bool = True
    answered: int = 0
    gave_up: int = 0
    level: float | None = None
    expected: float | None = None
    to_come: bool = False
    start: datetime | None = None
    end: datetime | None = None

    @property
    def words(self) -> str:
        """The step as a sentence, for a tooltip and for a screen reader."""
        if self.to_come:
            told = phrase("none known") if self.expected is None else f"{self.expected:.0f}"
            return phrase("{label}: expected {told}", label=self.label, told=told)
        level = (
            ""
            if self.level is None
            else phrase(", service level {level:.0f} %", level=self.level * 100)
        )
        return phrase(
            "{label}: answered {answered}, gave up {gave_up}{level}",
            label=self.label,
            answered=self.answered,
            gave_up=self.gave_up,
            level=level,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """The most that waited at once in one step for one team, or are expected to."""

    count: int | None = None
    over: bool = False
    to_come: bool = False
    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One team: how many may wait for it at once, and its steps."""

    name: str
    limit: int
    cells: tuple[HeatCell, ...] = ()
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonShown:
    """One advisor: who, what they answer for or do, and how long; `late` draws the eye."""

    initials: str
    name: str
    detail: str
    time: str
    late: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StateShown:
    """The advisors of one state, the longest in it first."""

    word: str
    role: str
    people: tuple[PersonShown, ...] = ()
    of: int = 0

    @property
    def count(self) -> str:
        """How many, and of how many where that is told."""
        return (
            phrase("{count} of {of}", count=len(self.people), of=self.of)
            if self.of
            else str(len(self.people))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPicture:
    """The whole board at `at`; `levels` are the service level by each formula.

    `loads` are the half hours that can be supposed otherwise, the present one first.
    """

    span: Span
    at: datetime
    tiles: tuple[TileShown, ...] = ()
    levels: tuple[TileShown, ...] = ()
    advice: Advice | None = None
    bars: tuple[CallsBar, ...] = ()
    goal: float = 0.8
    columns: tuple[str, ...] = ()
    teams: tuple[HeatRow, ...] = ()
    states: tuple[StateShown, ...] = ()
    figures: tuple[tuple[str, str], ...] = field(default=())
    loads: tuple[HalfHourLoad, ...] = ()
    usual_seconds: int = 20

    @property
    def expects(self) -> bool:
        """Whether earlier days tell what is to come."""
        return any(bar.expected is not None for bar in self.bars)
