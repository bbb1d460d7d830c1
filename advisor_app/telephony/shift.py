"""A whole shift without a window and without a store, on a clock of events.

It plays the same calls as the demonstration, offers them by the same pairing and works them by
simulated advisors. The same seed gives the same shift.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Final

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import Advisor
from advisor_app.line.groups import Groups, load_groups
from advisor_app.line.pairing import TAKES_CALLS, PairingRules, Setting, Within
from advisor_app.line.staff import load_advisors
from advisor_app.telephony.desks import Desks
from advisor_app.telephony.played_shift import PlayedShift
from advisor_app.telephony.report import ShiftReport
from advisor_app.telephony.script import load_script
from advisor_app.telephony.simulator import CALLS_PER_BUSY_HOUR, ShiftSimulator

DEMONSTRATION_START: Final = datetime(2026, 11, 23, 9, 0, tzinfo=EASTERN)
"""A Monday on which the line is staffed: the shift of a seed is the same on every day."""

ADVISORS: Final = 16
"""How many advisors answer in a demonstration: about 80 % of calls within 20 s."""


def same_node(node: str, ancestor: str) -> bool:
    """A cancer tree without branches."""
    return node == ancestor


def staff_of(number: int) -> tuple[Advisor, ...]:
    """So many of the demonstration's advisors who take calls; beyond its staff, more like them."""
    takers = [one for one in load_advisors() if one.role in TAKES_CALLS]
    rounds = -(-number // len(takers))
    everybody = [
        one if turn == 1 else replace(one, id=f"{one.id}-{turn}", name=f"{one.name} {turn}")
        for turn in range(1, rounds + 1)
        for one in takers
    ]
    return tuple(everybody[:number])


def run_shift(
    seed: int,
    hours: float,
    advisors: Sequence[Advisor],
    *,
    start: datetime = DEMONSTRATION_START,
    calls_per_busy_hour: float = CALLS_PER_BUSY_HOUR,
    within: Within = same_node,
    groups: Groups | None = None,
    rules: PairingRules | None = None,
    threshold_seconds: int = 20,
    until: datetime | None = None,
) -> ShiftReport:
    """Plays one shift of `hours` from `start` to the end of its last call, or to `until`.

    A shift that stops at `until` leaves its calls and presences as they are then: a demonstration
    goes on from there. `within` is the cancer tree's. Raises ValueError for a shift without hours
    or without advisors.
    """
    if hours <= 0 or not advisors:
        raise ValueError("a shift needs hours and at least one advisor")
    shift = PlayedShift(
        source=ShiftSimulator(seed, start, hours, load_script(), calls_per_busy_hour),
        desks=Desks(seed=seed),
        advisors=advisors,
        setting=Setting(
            within=cache(within), groups=groups or load_groups(), rules=rules or PairingRules()
        ),
    )
    shift.play(hours, until)
    return ShiftReport(
        seed=seed,
        hours=hours,
        advisors=len(advisors),
        start=start,
        end=shift.now,
        events=tuple(shift.events),
        calls=tuple(shift.calls.values()),
        spans=tuple(shift.spans),
        presences=tuple(shift.presences.values()),
        promises=tuple(shift.promises),
        contacts=tuple(shift.contacts),
        threshold_seconds=threshold_seconds,
    )
