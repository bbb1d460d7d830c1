"""The shares of one specialist's score, named, as the bars and the files show them."""

from collections.abc import Sequence

from advisor_app.matching.closeness import Nearness
from advisor_app.matching.meeting_places import Nearby
from advisor_app.matching.offers import Offer
from advisor_app.matching.ranking import Ranking
from advisor_app.matching.results import Factor, Outcome
from advisor_app.matching.score import (
    CONTINUITY,
    DISEASE,
    EXPERIENCE,
    LANGUAGE,
    LOAD,
    LOCATION,
    NAMED,
    PREFERENCE,
    SETTING,
    TIME,
    hundredths,
    time,
)


def factors(
    ranking: Ranking, index: int, offer: Offer | None, nearness: Nearness | None
) -> tuple[Factor, ...]:
    """All shares of the score of a specialist who is offered, in a fixed order."""
    ranked, situation = ranking.ranked, ranking.situation
    one, merits, sought = ranked.people[index].practitioner, ranked.merits, ranking.sought
    bit = 1 << index
    group = next(group for group in ranking.groups if group.people & bit)
    near = Nearby(offer.points, offer.points_unknown) if offer is not None else Nearby(0.0, False)
    # A day in a way that hangs on something unknown is not counted on.
    certain = offer is not None and offer.state is Outcome.MET
    day = offer.day if offer is not None and certain else None
    days = None if day is None else (day - situation.today).days
    wanted, wishes = situation.facts.setting, situation.wishes
    return (
        _factor("disease", DISEASE, group.disease, bool(nearness and nearness.condition)),
        _factor("setting", SETTING, group.setting, wanted == "unknown" and one.setting != "any"),
        _factor(
            "experience",
            EXPERIENCE,
            merits.experience[index] / 100,
            one.new_patients_per_year_in_focus is None,
        ),
        _factor("time", TIME, time(days, situation.target_days), day is None),
        _factor("location", LOCATION, near.points, near.unknown),
        _factor("continuity", CONTINUITY, CONTINUITY if sought.known & bit else 0.0),
        _factor("language", LANGUAGE, group.language, not one.languages or not wishes.language),
        _factor("preference", PREFERENCE, _preference(sought.liked, bit)),
        _factor("named", NAMED, NAMED if sought.named & bit else 0.0),
        _factor("load", LOAD, merits.load[index] / 100, one.panel_load is None),
    )


def _preference(wanted: Sequence[int], bit: int) -> float:
    return PREFERENCE * sum(bool(who & bit) for who in wanted) / max(len(wanted), 1)


def _factor(name: str, weight: float, points: float, unknown: bool = False) -> Factor:
    return Factor(name=name, weight=weight, given=hundredths(points) / 100, unknown=unknown)
