"""What more or fewer advisors would do to the waiting: the Erlang C formula.

It assumes calls at random, one queue, and callers who do not give up; so it errs on the safe side.
"""

from collections.abc import Callable
from dataclasses import dataclass
from math import exp
from typing import Final

MOST_ADVISORS: Final = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What `advisors` on the line would give; times in seconds, rates shares of one.

    With less capacity than load the queue grows without end: `asa` is None.
    """

    advisors: int
    load: float
    probability_of_wait: float
    service_level: float
    asa: float | None
    occupancy: float


def erlang_c(advisors: int, load: float) -> float:
    """The probability that a caller waits, for a load in erlangs; 1 where the load is too much.

    Reckoned through the Erlang B recursion, which neither overflows nor loses digits.
    """
    if load <= 0:
        return 0.0
    if advisors <= load:
        return 1.0
    blocked = 1.0
    for busy in range(1, advisors + 1):
        blocked = load * blocked / (busy + load * blocked)
    return blocked / (1 - load / advisors * (1 - blocked))


def what_if(
    advisors: int, calls_per_hour: float, aht_seconds: float, threshold_seconds: float
) -> WhatIf:
    """The waiting to expect with so many advisors."""
    load = calls_per_hour * aht_seconds / 3600
    waits = erlang_c(advisors, load)
    if advisors <= load:
        return WhatIf(
            advisors=advisors,
            load=load,
            probability_of_wait=waits,
            service_level=0.0,
            asa=None,
            occupancy=1.0,
        )
    spare = advisors - load
    kept_waiting = waits * exp(-spare * threshold_seconds / aht_seconds) if aht_seconds else 0.0
    return WhatIf(
        advisors=advisors,
        load=load,
        probability_of_wait=waits,
        service_level=1 - kept_waiting,
        asa=waits * aht_seconds / spare,
        occupancy=load / advisors,
    )


def advisors_needed(
    calls_per_hour: float, aht_seconds: float, enough: Callable[[WhatIf], bool], threshold: float
) -> WhatIf | None:
    """The fewest advisors with whom `enough` holds; None where no reasonable number does."""
    for advisors in range(1, MOST_ADVISORS + 1):
        found = what_if(advisors, calls_per_hour, aht_seconds, threshold)
        if found.asa is not None and enough(found):
            return found
    return None
