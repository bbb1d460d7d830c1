"""The rows of the queue as values: what waits, in which order, and what stands in each cell."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import IntEnum
from typing import Final

from advisor_app.domain.text import fold
from advisor_app.ui.cells import Level

LONG_SECONDS: Final = 120
"""From so long a wait on, a row is marked; at most two rows are, the ones that wait longest."""
TOO_LONG_SECONDS: Final = 240
"""From so long a wait on, the head of the page warns."""
GOOD_FIT: Final = 3
"""So many ticks of five make a row that "My fit" keeps."""
_MOST_MARKED: Final = 2


class LineKind(IntEnum):
    """What waits, in the order in which it stands."""

    URGENT = 0
    CALL = 1
    PROMISE = 2
    REQUEST = 3
    TAKEN = 4  # a caller who talks to another desk already


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One row; `since` is the instant its waiting began, `due` when it was promised.

    `held_by` is the name of who has it (`You` for this desk), `gone` says that it left the queue
    while the list was frozen.
    """

    key: str
    kind: LineKind
    who: str
    why: str = ""
    since: datetime | None = None
    due: datetime | None = None
    group: str = ""
    language: str = ""
    ticks: int = 0
    fit_words: str = ""
    fit_why: str = ""
    promise: str = ""
    promise_level: Level = ""
    held_by: str = ""
    mine: bool = False
    offered: bool = False
    gone: str = ""
    case: str = ""
    version: int = 0

    @property
    def dimmed(self) -> bool:
        """Whether it is not this desk's to take."""
        return bool(self.gone) or (bool(self.held_by) and not self.mine)

    @property
    def takeable(self) -> bool:
        """Whether this desk may take it now."""
        return not self.dimmed and not (self.kind is LineKind.PROMISE and not self.mine)

    @property
    def is_call(self) -> bool:
        """Whether a caller is on the line."""
        return self.kind in (LineKind.URGENT, LineKind.CALL)

    @property
    def overdue(self) -> bool:
        """Whether the time that was promised has passed: that outranks a new call."""
        return self.kind is LineKind.PROMISE and self.promise_level == "urgent"

    @property
    def waits(self) -> bool:
        """Whether it still waits for somebody."""
        return not self.gone and self.kind is not LineKind.TAKEN

    def seconds(self, now: datetime) -> float:
        """How long it has waited; never negative."""
        return max(0.0, (now - self.since).total_seconds()) if self.since is not None else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownLines:
    """What the page shows: the lines, and what is held back while the list is frozen."""

    lines: tuple[QueueLine, ...]
    new: int = 0
    new_urgent: int = 0


def in_order(lines: Sequence[QueueLine]) -> tuple[QueueLine, ...]:
    """Urgent calls, overdue promises, calls by arrival, promises, requests by age, the taken."""
    far = datetime.max.timestamp()

    def place(line: QueueLine) -> tuple[int, bool, float, str]:
        at = line.since if line.is_call else line.due or line.since
        kind = LineKind.CALL if line.overdue else line.kind
        return kind, not line.overdue, at.timestamp() if at is not None else far, line.key

    return tuple(sorted(lines, key=place))


def frozen(shown: Sequence[QueueLine], fresh: Sequence[QueueLine]) -> ShownLines:
    """The shown order with fresh values: nothing moves, what left is marked, the new is counted."""
    by_key = {line.key: line for line in fresh}
    kept = tuple(by_key.get(line.key) or _left(line) for line in shown)
    known = {line.key for line in shown}
    new = [line for line in fresh if line.key not in known]
    urgent = sum(1 for line in new if line.kind is LineKind.URGENT)
    return ShownLines(lines=kept, new=len(new), new_urgent=urgent)


def filtered(lines: Sequence[QueueLine], text: str, *, my_fit: bool) -> tuple[QueueLine, ...]:
    """The lines in which every word of `text` stands; with `my_fit` those that fit this desk.

    Urgent calls always stay.
    """
    words = fold(text).split()
    found = []
    for line in lines:
        keeps = line.ticks >= GOOD_FIT or line.mine or line.kind is LineKind.URGENT
        if (keeps or not my_fit) and _says(line, words):
            found.append(line)
    return tuple(found)


def first_waiting(lines: Sequence[QueueLine]) -> QueueLine | None:
    """The caller who waits longest; None where nobody waits on the line."""
    waiting = [one for one in lines if one.is_call and not one.gone and one.since is not None]
    return min(waiting, key=lambda one: one.since or datetime.max, default=None)


def marked(lines: Sequence[QueueLine], now: datetime) -> frozenset[str]:
    """The keys of the rows whose wait is marked: the two that wait longest, past two minutes."""
    late = [
        line
        for line in lines
        if line.kind is LineKind.CALL and not line.dimmed and line.seconds(now) >= LONG_SECONDS
    ]
    late.sort(key=lambda line: line.seconds(now), reverse=True)
    return frozenset(line.key for line in late[:_MOST_MARKED])


def _left(line: QueueLine) -> QueueLine:
    return line if line.gone else replace(line, gone="no longer waiting", offered=False)


def _says(line: QueueLine, words: Sequence[str]) -> bool:
    text = fold(f"{line.who} {line.why} {line.group} {line.language} {line.held_by} {line.promise}")
    return all(word in text for word in words)
