"""What may stand in a cell of a table, as frozen values; the delegate knows how each is painted."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal

from advisor_app.ui.wording import phrase

Level = Literal["", "warning", "urgent", "ok"]


class CellKind(StrEnum):
    """How the cells of a column are painted."""

    TEXT = "text"
    STRONG = "strong"
    TWO = "two"
    NUMBER = "number"
    FIT = "fit"
    DUE = "due"
    PILL = "pill"
    ICON = "icon"
    WAIT = "wait"


@dataclass(frozen=True, slots=True, kw_only=True)
class Two:
    """A name and, beside it, why; the reason is cut first."""

    strong: str
    sub: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A figure as it is written, at the right of its column."""

    text: str
    level: Level = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """How well it fits, 0 to 5 ticks, and the word for it."""

    ticks: int
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """When something is due; the icon says what."""

    text: str
    level: Level = ""
    icon: str = "clock"


@dataclass(frozen=True, slots=True, kw_only=True)
class PillCell:
    """A pill: urgent warning ok info accent ghost."""

    text: str
    kind: str = "ghost"
    icon: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IconCell:
    """An icon in a role of ink, and the words that it stands for."""

    icon: str
    role: str = "ink3"
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """Somebody waits since an instant; the level rises after so many seconds (0: never)."""

    since: datetime
    warning_after: int = 0
    urgent_after: int = 0

    def level(self, now: datetime) -> Level:
        """How pressing it is at `now`."""
        seconds = (now - self.since).total_seconds()
        if self.urgent_after and seconds >= self.urgent_after:
            return "urgent"
        return "warning" if self.warning_after and seconds >= self.warning_after else ""


Cell = str | Two | Number | Fit | Due | PillCell | IconCell | Wait | None


def waited(since: datetime, now: datetime) -> str:
    """How long it is from `since` to `now`: 02:51, 18 min from a quarter of an hour, 3 h 05."""
    seconds = max(0, int((now - since).total_seconds()))
    minutes = seconds // 60
    if minutes < 15:
        return f"{minutes:02d}:{seconds % 60:02d}"
    if minutes < 60:
        return phrase("{minutes} min", minutes=minutes)
    return f"{minutes // 60} h {minutes % 60:02d}" if minutes < 48 * 60 else f"{minutes // 1440} d"


def words_of(cell: Cell, now: datetime) -> str:
    """A cell in words: what a screen reader says, what is copied, what is exported."""
    match cell:
        case None:
            return ""
        case str():
            return cell
        case Two(strong=strong, sub=sub):
            return f"{strong}, {sub}" if sub else strong
        case Number(text=text) | Due(text=text) | PillCell(text=text):
            return text
        case Fit(ticks=ticks, word=word):
            return phrase("{word}, {ticks} of 5", word=word, ticks=ticks)
        case IconCell(words=words):
            return words
        case Wait(since=since):
            return waited(since, now)
