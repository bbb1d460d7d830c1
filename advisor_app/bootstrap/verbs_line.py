"""The verb that plays a shift of the line without a window, on a throw-away store."""

from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from advisor_app.bootstrap.house import House, invented_centre
from advisor_app.bootstrap.line_figures import course_of, expected_of, figures_of
from advisor_app.bootstrap.shown_lines import put, put_figures, put_json
from advisor_app.bootstrap.verdict import Code, Refused, verb
from advisor_app.domain.people import Advisor
from advisor_app.storage.store import throw_away_store
from advisor_app.telephony.served_line import ServedLine
from advisor_app.telephony.shift import DEMONSTRATION_START, play_shift, staff_of
from advisor_app.telephony.stepped_clock import SteppedClock

_LONGEST_SHIFT: Final = 168
_MOST_ADVISORS: Final = 500


@verb
def simulate(options: Namespace) -> None:
    """A shift of so many hours with so many advisors; the same seed gives the same shift."""
    if not 0 < options.hours <= _LONGEST_SHIFT:
        raise Refused(Code.BAD_INPUT, f"a shift has more than 0 and at most {_LONGEST_SHIFT} hours")
    if options.advisors > _MOST_ADVISORS:
        raise Refused(Code.BAD_INPUT, f"a shift has at most {_MOST_ADVISORS} advisors")
    report = simulated(options.seed, options.hours, options.advisors)
    if options.json:
        put_json(report)
        return
    put(f"Demonstration shift of {options.hours:g} h, seed {options.seed}")
    put_figures(report)


def simulated(seed: int, hours: float, advisors: int) -> dict[str, Any]:
    """The figures of one shift, read from the store that it filled."""
    with shift_house(seed, hours, advisors) as house:
        start, end = DEMONSTRATION_START, house.now
        figures = figures_of(house, start, end)
        seconds = house.settings.service_level_seconds
        return {
            "demonstration": True,
            "seed": seed,
            "hours": hours,
            "advisors": advisors,
            **figures,
            "erlang_c": expected_of(figures, hours, advisors, seconds),
            **course_of(house, start, end),
        }


@contextmanager
def shift_house(seed: int, hours: float, advisors: int) -> Iterator[House]:
    """A throw-away house on which a shift was played through its services, just after its end."""
    clock = SteppedClock(DEMONSTRATION_START)
    store = throw_away_store(clock)
    try:
        house, staff = invented_centre(store, clock), staff_of(advisors)
        founder = house.act("a simulated shift")
        house.accounts.enrol(founder, staff)
        # The line is staffed for as long as the shift lasts, whatever the hours of the centre.
        house.centre.change(founder, replace(house.settings, opens=None, closes=None))
        play_shift(seed, hours, staff, _line_of(house, staff), clock, house.settings.rules)
        clock.go_on_to(clock.now() + timedelta(seconds=1))
        yield house
    finally:
        store.close()


def _line_of(house: House, staff: Sequence[Advisor]) -> ServedLine:
    return ServedLine(house.queue, house.presences, house.promises, house.cases, staff, house.now)
