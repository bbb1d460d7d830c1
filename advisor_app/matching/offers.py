"""The ways to meet one specialist in words: what the list of a shown specialist says of each."""

from dataclasses import dataclass, replace
from datetime import date

from advisor_app.domain.dates import format_day
from advisor_app.domain.people import Practitioner, Slot, VisitMode
from advisor_app.domain.places import place_name
from advisor_app.matching.meeting import JudgedWay, Meeting
from advisor_app.matching.meeting_places import Way
from advisor_app.matching.meeting_ways import Verdict
from advisor_app.matching.openings import Openings, licensed, valid_states, ways_of
from advisor_app.matching.results import Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One way to meet one specialist: feasible, not, or on a condition; and the first day.

    `unlicensed` are the states of which one licence counts, where this specialist has none.
    `note` is what to keep in mind though the way can be booked, as a sentence with "if".
    """

    way: Way
    site: str
    verdict: Verdict
    day: date | None = None
    slot: Slot | None = None
    unlicensed: frozenset[str] = frozenset()
    points: float = 0.0
    points_unknown: bool = False

    @property
    def mode(self) -> VisitMode:
        """How patient and specialist meet."""
        return self.way.mode

    @property
    def state(self) -> Outcome:
        """Whether it can be booked."""
        return self.verdict.state

    @property
    def reason(self) -> str:
        """Why not, or on what condition."""
        return self.verdict.reason


def offers_of(
    index: int, one: Practitioner, meeting: Meeting, openings: Openings
) -> tuple[Offer, ...]:
    """Every way to meet this specialist, who is the `index`-th of the roster."""
    return tuple(_offer(index, one, meeting.by_way[way], openings) for way in ways_of(one))


def _offer(index: int, one: Practitioner, judged: JudgedWay, openings: Openings) -> Offer:
    way, (day, slot) = judged.way, openings.first(index, judged.way)
    licence = licensed(one, judged.states, day) if judged.states else Outcome.NOT_CHECKED
    found = judged.verdicts[licence]
    near = judged.near if found.state is Outcome.MET else judged.near_if
    return Offer(
        way=way,
        site=way.site or next(iter(one.sites), ""),
        verdict=_of_this_one(found, one, judged, day),
        day=day,
        slot=slot,
        unlicensed=judged.states if licence is Outcome.NOT_MET else frozenset(),
        points=near.points,
        points_unknown=near.unknown,
    )


def _of_this_one(found: Verdict, one: Practitioner, judged: JudgedWay, day: date | None) -> Verdict:
    """A verdict on a video visit with the states where this specialist is licensed."""
    no_video = judged.way.mode is not VisitMode.VIDEO or found.state is Outcome.MET
    states = [] if no_video else sorted(valid_states(one, day))
    if not states:
        return found
    if found.state is Outcome.UNKNOWN and not found.by_licence:
        return replace(found, reason=f"if the patient is in {' or '.join(states)} on the day")
    if found.by_licence and found.state is Outcome.NOT_MET:
        when = f" on {format_day(day)}" if day is not None else ""
        return replace(
            found,
            reason=f"no licence in {either(judged.states)}{when}",
            would_change=f"the patient is in {', '.join(states)} on the day",
        )
    return found


def either(states: frozenset[str]) -> str:
    """The names of the states, any of which would do."""
    return " or ".join(place_name(f"US-{state}") for state in sorted(states))
