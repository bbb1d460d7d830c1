"""Simulated advisors: how long they ring, talk, hold and write up, and when they take their breaks.

What is drawn for a call depends on the seed, the call and the advisor alone, so a change in the
order of things elsewhere does not change it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, log
from random import Random
from typing import Final

from advisor_app.line.calls import Call, WrapUpCode
from advisor_app.line.presence import PresenceState

TALK_MEDIAN: Final = 330.0
"""Seconds; with hold and wrap-up about eight minutes a call (cancer information lines: 7.1)."""

_TALK_SPREAD: Final = 0.45
_LETS_RING_OUT: Final = 0.015
_DECLINES: Final = 0.02
_PROMISES: Final = 0.2
_KEEPS: Final = 0.95
_CODES: Final = (
    (WrapUpCode.MATCHED_BOOKED, 34),
    (WrapUpCode.MATCHED_CALLBACK, 22),
    (WrapUpCode.RECORDS_PENDING, 16),
    (WrapUpCode.INFORMATION_GIVEN, 13),
    (WrapUpCode.PATHOLOGY_ONLY, 6),
    (WrapUpCode.CALLER_DECLINED, 4),
    (WrapUpCode.DIRECT_CONTACT_GIVEN, 3),
    (WrapUpCode.CUT_OFF, 1),
    (WrapUpCode.WRONG_NUMBER, 1),
)
DATED: Final = frozenset(
    {WrapUpCode.MATCHED_BOOKED, WrapUpCode.MATCHED_CALLBACK, WrapUpCode.PATHOLOGY_ONLY}
)
"""How a call ends that gave a named specialist or service and a date."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reaction:
    """What an advisor does with an offer: after `seconds` accepts or declines, or lets it run."""

    seconds: float
    accepts: bool
    declines: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One call as an advisor works it; all in seconds. `hold_after` None: the caller is not held.

    `callback_after` is when the caller is promised a call back, and `callback_kept` whether it is.
    """

    talk: float
    wrap: float
    code: WrapUpCode
    hold_after: float | None = None
    hold: float = 0.0
    callback_after: float | None = None
    callback_kept: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Pause:
    """One absence of an advisor, planned before the shift."""

    state: PresenceState
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Desks:
    """How the simulated advisors of one shift work."""

    seed: int

    def reaction(self, call: str, advisor: str, attempt: int) -> Reaction:
        """What the advisor does with the offer of a call."""
        draw = Random(f"offer {self.seed} {call} {advisor} {attempt}")
        chance = draw.random()
        seconds = round(draw.uniform(2, 9), 1)
        if chance < _LETS_RING_OUT:
            return Reaction(seconds=seconds, accepts=False)
        declines = chance < _LETS_RING_OUT + _DECLINES
        return Reaction(seconds=seconds, accepts=not declines, declines=declines)

    def work(self, call: Call) -> Work:
        """How the call goes."""
        draw = Random(f"work {self.seed} {call.id}")
        talk = round(exp(log(TALK_MEDIAN) + _TALK_SPREAD * draw.gauss(0, 1)), 1)
        held = draw.random() < 0.22
        codes = [code for code, _ in _CODES]
        code = draw.choices(codes, [share for _, share in _CODES])[0]
        if call.urgent:
            code = WrapUpCode.EMERGENCY_DIVERTED
        promised = code is WrapUpCode.MATCHED_CALLBACK or draw.random() < _PROMISES / 4
        return Work(
            talk=talk,
            wrap=round(draw.triangular(20, 180, 75), 1),
            code=code,
            hold_after=round(talk * draw.uniform(0.3, 0.7), 1) if held else None,
            hold=round(draw.uniform(15, 90), 1) if held else 0.0,
            callback_after=round(draw.uniform(3600, 4 * 3600), 0) if promised else None,
            callback_kept=draw.random() < _KEEPS,
        )

    def wants_callback(self, call: str) -> bool:
        """Whether a caller who has waited long takes a promised call instead of waiting on."""
        return Random(f"callback {self.seed} {call}").random() < 0.3

    def pauses(self, place: int, start: datetime, hours: float) -> tuple[Pause, ...]:
        """The breaks and the lunch of the advisor at that place of the list, staggered."""
        draw = Random(f"pause {self.seed} {place}")
        found: list[Pause] = []
        if hours >= 2:
            found.append(_pause(PresenceState.BREAK, start, 70 + place * 7 % 55, 12))
        if hours >= 5:
            found.append(_pause(PresenceState.LUNCH, start, 150 + place * 13 % 120, 30))
        if hours >= 7:
            found.append(_pause(PresenceState.BREAK, start, 330 + place * 11 % 80, 12))
        if hours >= 4 and draw.random() < 0.15:
            found.append(_pause(PresenceState.TRAINING, start, 95, 25))
        return tuple(sorted(found, key=lambda one: one.start))


def _pause(state: PresenceState, start: datetime, minute: int, minutes: int) -> Pause:
    first = start + timedelta(minutes=minute)
    return Pause(state=state, start=first, end=first + timedelta(minutes=minutes))
