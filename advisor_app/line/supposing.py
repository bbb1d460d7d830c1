"""What a half hour of the line would become with other advisors, or with another goal: in words.

All numbers are of the Erlang C model (`staffing`), for a line in a steady state.
"""

from dataclasses import dataclass
from typing import Final

from advisor_app.line.staffing import WhatIf, advisors_needed, what_if

_HALF_HOURS: Final = 2
"""So many half hours an hour has: the load of the model is told for the hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfHourLoad:
    """One half hour: the calls that came or are expected, and who answers on the line.

    `aht_seconds` is the mean handle time; None where no call tells it. `advisors` is the mean
    number at work in that half hour, or those at work now.
    """

    label: str
    calls: float
    advisors: int
    aht_seconds: float | None
    expected: bool = False

    def with_advisors(self, advisors: int, seconds: float) -> WhatIf | None:
        """The waiting with so many advisors and a goal of so many seconds; None: no handle time."""
        if not self.aht_seconds:
            return None
        return what_if(advisors, self.calls * _HALF_HOURS, self.aht_seconds, seconds)

    def needed(self, goal: float, seconds: float) -> int | None:
        """The fewest advisors who answer the share `goal` within `seconds`."""
        if not self.aht_seconds:
            return None
        calls = self.calls * _HALF_HOURS
        enough = advisors_needed(
            calls, self.aht_seconds, lambda one: one.service_level >= goal, seconds
        )
        return enough.advisors if enough is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """What is asked: so many advisors and a goal in seconds, against what stands now."""

    load: HalfHourLoad
    advisors: int
    seconds: int
    usual_seconds: int
    goal: float


def supposed_words(asked: Supposed) -> tuple[str, ...]:
    """The answer in sentences, the one that is asked for first."""
    load = asked.load
    if not load.aht_seconds:
        return ("No call was answered yet: without a mean handle time nothing can be reckoned.",)
    told = [_answer(asked)]
    if asked.seconds != asked.usual_seconds:
        verb = "Relaxing" if asked.seconds > asked.usual_seconds else "Tightening"
        level = _level(load.with_advisors(asked.advisors, asked.seconds))
        usual = _level(load.with_advisors(asked.advisors, asked.usual_seconds))
        told.append(f"{verb} to {asked.seconds} s would bring {level} in place of {usual}.")
    told.append(_one_more(load.with_advisors(asked.advisors + 1, asked.seconds)))
    needed = load.needed(asked.goal, asked.seconds)
    share = f"{asked.goal * 100:.0f} %"
    if needed is not None:
        told.append(f"{share} within {asked.seconds} s needs {_advisors(needed)}.")
    return tuple(told)


def load_words(load: HalfHourLoad) -> str:
    """What is known of the half hour: how many calls, and how long each takes."""
    calls = f"{load.calls:.1f}".removesuffix(".0")
    verb = "expected" if load.expected else "came"
    handle = f", {load.aht_seconds:.0f} s each" if load.aht_seconds else ""
    return f"Calls {verb}: {calls}{handle}. At work: {_advisors(load.advisors)}."


def _answer(asked: Supposed) -> str:
    found = asked.load.with_advisors(asked.advisors, asked.seconds)
    if found is None or found.asa is None:
        return f"{_advisors(asked.advisors)}: too few, the queue would grow without end."
    wait = f"mean wait {found.asa:.0f} s, busy {found.occupancy * 100:.0f} %"
    return (
        f"{_advisors(asked.advisors)}: {found.service_level * 100:.0f} % within "
        f"{asked.seconds} s, {wait}."
    )


def _one_more(found: WhatIf | None) -> str:
    if found is None or found.asa is None:
        return "One more advisor would not be enough."
    return f"One more advisor would bring {_level(found)}, mean wait {found.asa:.0f} s."


def _level(found: WhatIf | None) -> str:
    if found is None or found.asa is None:
        return "no end of the queue"
    return f"{found.service_level * 100:.0f} %"


def _advisors(number: int) -> str:
    return "1 advisor" if number == 1 else f"{number} advisors"
