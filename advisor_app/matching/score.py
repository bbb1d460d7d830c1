"""The score of a specialist for one case: a plain sum of named shares, at most 100.

Source: stage B of the matching model of the clinical rules. A share that rests on something
unknown gets the middle value and says so. Insurance and language never enter beyond their own
criterion and share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import Final

from advisor_app.domain.people import Practitioner
from advisor_app.matching.criteria import Candidate
from advisor_app.matching.offers import LOCATION_POINTS
from advisor_app.matching.results import Band, Factor
from advisor_app.matching.wishes import is_gender

DISEASE: Final = 34.0
SETTING: Final = 16.0
EXPERIENCE: Final = 14.0
TIME: Final = 16.0
CONTINUITY: Final = 5.0
LANGUAGE: Final = 3.0
PREFERENCE: Final = 4.0
NAMED: Final = 15.0
LOAD: Final = 8.0
FULL_PANEL: Final = 1.0
_EASY_PANEL: Final = 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Volumes:
    """New patients a year over the roster: the middle, and the value that nearly all stay under."""

    median: float
    high: float

    @classmethod
    def of(cls, practitioners: Sequence[Practitioner]) -> "Volumes":
        """The volumes of a roster; plain figures where none is recorded."""
        told = sorted(
            one.new_patients_per_year_in_focus
            for one in practitioners
            if one.new_patients_per_year_in_focus is not None
        )
        if not told:
            return cls(median=50.0, high=200.0)
        high = told[min(len(told) - 1, int(0.95 * len(told)))]
        return cls(median=float(told[len(told) // 2]), high=float(max(high, 1)))


def factors(case: Candidate, band: Band, volumes: Volumes, target_days: int) -> tuple[Factor, ...]:
    """All shares of the score, in a fixed order."""
    assert case.nearness is not None
    return (
        Factor(
            name="disease",
            weight=DISEASE,
            given=_disease(case, band),
            unknown=bool(case.nearness.condition),
        ),
        _setting(case),
        _experience(case.one, volumes),
        _time(case, target_days),
        Factor(
            name="location",
            weight=LOCATION_POINTS,
            given=case.offer.points if case.offer else 0.0,
            unknown=case.offer is not None and case.offer.points_unknown,
        ),
        Factor(name="continuity", weight=CONTINUITY, given=_continuity(case)),
        Factor(
            name="language",
            weight=LANGUAGE,
            given=LANGUAGE if case.wishes.language in case.one.languages else 0.0,
            unknown=not case.one.languages or not case.wishes.language,
        ),
        Factor(name="preference", weight=PREFERENCE, given=_preference(case)),
        Factor(name="named", weight=NAMED, given=NAMED if is_named(case) else 0.0),
        _load(case.one),
    )


def total(shares: tuple[Factor, ...]) -> float:
    """The sum of the shares, to a tenth of a point."""
    return round(sum(share.given for share in shares), 1)


def is_named(case: Candidate) -> bool:
    """Whether the patient asked for this specialist by name."""
    words = case.wishes.named.replace(".", " ").replace(",", " ").split()
    return bool(words) and case.expertise.last_name in words


def _disease(case: Candidate, band: Band) -> float:
    assert case.nearness is not None
    asked_for = case.one.kind in (*case.routing.first, *case.routing.services)
    if case.nearness.band is Band.ANY and asked_for and band > Band.ANY:
        return 16.0  # a service desk that is itself what is asked for
    return case.nearness.points


def _setting(case: Candidate) -> Factor:
    mine, wanted = case.one.setting, case.facts.setting
    if mine == "any":
        given = 12.0
    elif wanted == "unknown":
        given = 8.0
    elif mine == wanted:
        given = SETTING
    else:
        given = 6.0 if "diagnostic" in (mine, wanted) else 3.0
    if case.one.kind not in case.routing.first:
        given /= 2
    return Factor(
        name="setting", weight=SETTING, given=given, unknown=wanted == "unknown" and mine != "any"
    )


def _experience(one: Practitioner, volumes: Volumes) -> Factor:
    told = one.new_patients_per_year_in_focus
    number = volumes.median if told is None else float(told)
    given = min(EXPERIENCE, EXPERIENCE * log(1 + number) / log(1 + volumes.high))
    return Factor(name="experience", weight=EXPERIENCE, given=round(given, 2), unknown=told is None)


def _time(case: Candidate, target_days: int) -> Factor:
    day: date | None = case.offer.day if case.offer is not None else None
    if day is None:
        return Factor(name="time", weight=TIME, given=TIME / 3, unknown=True)
    days, target = (day - case.facts.today).days, max(target_days, 1)
    if days <= target:
        given = TIME * (1 - 0.5 * days / target)
    else:
        given = max(0.0, TIME / 2 * (1 - (days - target) / (2 * target)))
    return Factor(name="time", weight=TIME, given=round(given, 2))


def _continuity(case: Candidate) -> float:
    return CONTINUITY if case.expertise.names & case.wishes.known_doctors else 0.0


def _preference(case: Candidate) -> float:
    wants = []
    if case.wishes.gender:
        wants.append(is_gender(case.one.gender, case.wishes.gender) is True)
    if "clinical_trials" in case.facts.services:
        wants.append(bool(case.one.trials))
    return PREFERENCE * sum(wants) / len(wants) if wants else 0.0


def _load(one: Practitioner) -> Factor:
    load = one.panel_load or 0.0
    over = max(0.0, min(load, FULL_PANEL) - _EASY_PANEL) / (FULL_PANEL - _EASY_PANEL)
    return Factor(
        name="load", weight=LOAD, given=0.0 - round(LOAD * over, 2), unknown=one.panel_load is None
    )
