"""The verb that plays a shift of the line without a window, on a throw-away store."""

from argparse import Namespace
from typing import Final

from advisor_app.bootstrap.shown_lines import put, put_figures, put_json
from advisor_app.bootstrap.verdict import Code, Refused, verb
from advisor_app.oncology.catalogue import load_catalogue
from advisor_app.telephony.shift import run_shift, staff_of

_LONGEST_SHIFT: Final = 168
_MOST_ADVISORS: Final = 500


@verb
def simulate(options: Namespace) -> None:
    """A shift of so many hours with so many advisors; the same seed gives the same shift."""
    if not 0 < options.hours <= _LONGEST_SHIFT:
        raise Refused(Code.BAD_INPUT, f"a shift has more than 0 and at most {_LONGEST_SHIFT} hours")
    if options.advisors > _MOST_ADVISORS:
        raise Refused(Code.BAD_INPUT, f"a shift has at most {_MOST_ADVISORS} advisors")
    report = run_shift(
        options.seed,
        options.hours,
        staff_of(options.advisors),
        within=load_catalogue().is_within,
    ).as_data()
    if options.json:
        put_json(report)
        return
    put(f"Demonstration shift of {options.hours:g} h, seed {options.seed}")
    put_figures(report)
