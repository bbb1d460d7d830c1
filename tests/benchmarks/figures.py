"""One figure of the table: what was measured beside its limit or peer in the same run."""

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from statistics import quantiles
from typing import Any, Final

FRAME_MS: Final = 16.7
"""How long a picture of a screen of 60 hertz stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Ours beside a limit or peer, both in `unit`; the goal is a number of times the limit.

    Where the goal is a value (a frame, a share), the limit is that value and `times` is 1.
    `least` says that more is better.
    """

    what: str
    beside: str
    limit: float
    ours: float
    unit: str
    times: float = 1.0
    least: bool = False
    note: str = ""

    @property
    def ratio(self) -> float:
        """How many times the limit ours is."""
        return self.ours / self.limit if self.limit else float(self.ours > 0)

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.ratio >= self.times if self.least else self.ratio <= self.times

    @property
    def goal(self) -> str:
        """The goal in words."""
        return f"{'>=' if self.least else '<='} {self.times:g}x"

    def as_plain(self) -> dict[str, Any]:
        """For the file, with what follows from the figures."""
        return asdict(self) | {"goal": self.goal, "ratio": self.ratio, "met": self.met}


def from_plain(told: dict[str, Any]) -> Figure:
    """The figure that `as_plain` wrote."""
    return Figure(**{name: told[name] for name in Figure.__slots__})


def milliseconds(
    deed: Callable[[], object], clock: Callable[[], float] = time.perf_counter
) -> float:
    """How long that took; `clock` is of the wall, or `process_time`."""
    begun = clock()
    deed()
    return (clock() - begun) * 1000


def p50(times: Sequence[float]) -> float:
    """The median."""
    return percentile(times, 50)


def percentile(times: Sequence[float], percent: int) -> float:
    """The time within which so many of a hundred lie."""
    return quantiles(times, n=100, method="inclusive")[percent - 1]


def markdown(figures: list[Figure]) -> str:
    """The table."""
    rows = ["what", "beside", "goal", "limit or peer", "ours", "ratio", ""]
    lines = [_row(rows), _row(["---"] * len(rows))]
    for one in figures:
        lines.append(
            _row([
                one.what + (f" ({one.note})" if one.note else ""), one.beside, one.goal,
                _value(one.limit, one.unit), _value(one.ours, one.unit), f"{one.ratio:.2f}",
                "met" if one.met else "NOT met",
            ])
        )  # fmt: skip
    return "\n".join(lines)


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _value(value: float, unit: str) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{value:,.{digits}f} {unit}"
