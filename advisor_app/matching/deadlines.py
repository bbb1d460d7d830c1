"""The days after which a visit comes too late, each for the specialists whom it concerns.

Source: H8 of the matching model: a day before the next treatment, or within the target of the tier.
A test or a visit that is planned shuts nobody out: its result serves whoever comes after; but a
biopsy does where the route wants a specialist before it (G3: a specialist team before biopsy). The
target rules out nobody whom the centre could not replace: where days count it holds once somebody
of the first kind is in time, and otherwise only from twice the usual wait on (the target, or the
soonest where nobody is in time), and only for who is no nearer to this cancer than the soonest.
Both are read from the roster and from no wish of the patient: a wish that falls away lets people in
and never shuts anybody out.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from advisor_app.matching.closeness import Level
from advisor_app.matching.openings import Openings
from advisor_app.matching.situation import Situation

STRICT_DAYS: Final = 2
"""Targets up to so many days are a matter of days: hours and days count."""


class Deadline(NamedTuple):
    """The last day that is early enough for `people`."""

    people: int
    last: date


def deadlines(
    situation: Situation, openings: Openings, levels: Sequence[Level], first: int
) -> tuple[Deadline, ...]:
    """Every deadline of a case; `first` are those of the first kinds who accept new patients."""
    everybody = -1
    facts, target = situation.facts, situation.target_days
    before_biopsy = facts.next_is_biopsy and situation.routing.before_biopsy
    treatment = facts.next_treatment if before_biopsy or not facts.next_is_test else None
    found = [Deadline(everybody, treatment)] if treatment is not None else []
    strict = target <= STRICT_DAYS and bool(first & openings.until(_in(situation, STRICT_DAYS)))
    if strict:
        return (*found, Deadline(everybody, _in(situation, STRICT_DAYS)))
    nearer = 0
    for level in levels:
        nearer |= level.people
        soonest = openings.soonest(nearer & first)
        if soonest is not None:
            usual = max(target, (soonest - situation.today).days, STRICT_DAYS)
            last = _in(situation, 2 * usual - 1)
            return (*found, Deadline(~nearer | level.people, last))
    return tuple(found)


def _in(situation: Situation, days: int) -> date:
    return situation.today + timedelta(days=days)
