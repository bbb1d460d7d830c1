"""The ways to meet one specialist in words: what the list of a shown specialist says of each."""

from dataclasses import dataclass, replace
from datetime import date

from advisor_app.domain.dates import format_day
from advisor_app.domain.people import Practitioner, Slot, VisitMode
from advisor_app.domain.places import place_name
from advisor_app.matching.meeting_places import Way, nearby
from advisor_app.matching.meeting_ways import Verdict, licence_state, verdict, video_in_general
from advisor_app.matching.openings import first_day, licensed, valid_states, ways_of
from advisor_app.matching.results import Outcome
from advisor_app.matching.situation import Situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One way to meet one specialist: feasible, not, or on a condition; and the first day.

    `note` is what to keep in mind though the way can be booked, as a sentence with "if".
    """

    way: Way
    site: str
    verdict: Verdict
    day: date | None = None
    slot: Slot | None = None
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


def offers_of(one: Practitioner, situation: Situation) -> tuple[Offer, ...]:
    """Every way to meet this specialist."""
    return tuple(_offer(one, way, situation) for way in ways_of(one))


def _offer(one: Practitioner, way: Way, situation: Situation) -> Offer:
    day, slot = first_day(one, way, situation.now)
    state = licence_state(way, situation)
    licence = licensed(one, state, day) if state else Outcome.NOT_CHECKED
    found = verdict(way, licence, situation)
    near = nearby(way, found.state, situation)
    return Offer(
        way=way,
        site=way.site or next(iter(one.sites), ""),
        verdict=_of_this_one(found, one, way, day, situation),
        day=day,
        slot=slot,
        points=near.points,
        points_unknown=near.unknown,
    )


def _of_this_one(
    found: Verdict, one: Practitioner, way: Way, day: date | None, situation: Situation
) -> Verdict:
    """A verdict on a video visit with the states where this specialist is licensed."""
    if way.mode is not VisitMode.VIDEO or found.state is Outcome.MET or not one.licences:
        return found
    states = sorted(valid_states(one, day))
    general = video_in_general(situation)
    if found.state is Outcome.UNKNOWN and general is not None and states:
        return replace(found, reason=f"if the patient is in {' or '.join(states)} on the day")
    if found.by_licence and found.state is Outcome.NOT_MET and states:
        when = f" on {format_day(day)}" if day is not None else ""
        return replace(
            found,
            reason=f"no licence in {place_name(situation.wishes.place)}{when}",
            would_change=f"the patient is in {', '.join(states)} on the day",
        )
    return found
