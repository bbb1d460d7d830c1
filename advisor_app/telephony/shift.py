"""A whole shift without a window, on a clock that is moved on: the same seed, the same shift."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Final

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import Advisor
from advisor_app.line.calls import Call, CallEvent
from advisor_app.line.groups import Groups, load_groups
from advisor_app.line.pairing import TAKES_CALLS, PairingRules, Setting, Within
from advisor_app.line.presence import Presence
from advisor_app.line.staff import load_advisors
from advisor_app.telephony.desks import Desks
from advisor_app.telephony.memory_line import MemoryLine
from advisor_app.telephony.played_shift import PlayedShift
from advisor_app.telephony.script import load_script
from advisor_app.telephony.shift_line import ShiftLine
from advisor_app.telephony.simulator import ShiftSimulator
from advisor_app.telephony.stepped_clock import SteppedClock

DEMONSTRATION_START: Final = datetime(2026, 11, 23, 9, 0, tzinfo=EASTERN)
"""A Monday on which the line is staffed: the shift of a seed is the same on every day."""

ADVISORS: Final = 16
"""How many advisors answer in a demonstration: about 80 % of calls within 20 s."""

CALLS_AN_ADVISOR_AN_HOUR: Final = 4
"""How many calls come for each advisor: 24 of them have 960 in ten hours (a line of 50 seats is
told to have about 100 an hour; ours is busier, so that it shows what happens under load)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """A shift up to `now`: its calls and presences as they stand then, and what happened."""

    now: datetime
    calls: tuple[Call, ...]
    events: tuple[CallEvent, ...]
    presences: tuple[Presence, ...]


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


def play_shift(
    seed: int,
    hours: float,
    advisors: Sequence[Advisor],
    line: ShiftLine,
    clock: SteppedClock,
    rules: PairingRules,
) -> None:
    """Plays a shift of `hours` from the clock's present to the end of its last call.

    It has `CALLS_AN_ADVISOR_AN_HOUR`. Raises ValueError for a shift without hours or advisors.
    """
    _refuse_empty(hours, advisors)
    volume = round(CALLS_AN_ADVISOR_AN_HOUR * len(advisors) * hours)
    source = ShiftSimulator(seed, clock.now(), hours, load_script(), calls=volume)
    names = [one.id for one in advisors]
    PlayedShift(source, Desks(seed=seed), names, line, clock, rules).play(hours)


def morning_of(
    seed: int,
    hours: float,
    advisors: Sequence[Advisor],
    *,
    start: datetime = DEMONSTRATION_START,
    within: Within,
    groups: Groups | None = None,
    rules: PairingRules | None = None,
    until: datetime | None = None,
) -> Morning:
    """What a demonstration's line did from `start` to `until`, played in memory.

    A demonstration goes on from there. `within` is the cancer tree's. Raises ValueError for a shift
    without hours or without advisors.
    """
    _refuse_empty(hours, advisors)
    setting = Setting(
        within=cache(within), groups=groups or load_groups(), rules=rules or PairingRules()
    )
    clock = SteppedClock(start)
    line = MemoryLine(clock, advisors, setting)
    source = ShiftSimulator(seed, start, hours, load_script())
    names = [one.id for one in advisors]
    PlayedShift(source, Desks(seed=seed), names, line, clock, setting.rules).play(hours, until)
    return Morning(
        now=clock.now(),
        calls=tuple(line.calls.values()),
        events=tuple(line.events),
        presences=tuple(line.presences.values()),
    )


def _refuse_empty(hours: float, advisors: Sequence[Advisor]) -> None:
    if hours <= 0 or not advisors:
        raise ValueError("a shift needs hours and at least one advisor")
