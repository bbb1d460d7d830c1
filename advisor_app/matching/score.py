"""The score of a specialist for one case: a plain sum of named shares, at most 100.

Source: stage B of the matching model of the clinical rules. A share that rests on something
unknown gets the middle value and says so. Insurance and language never enter beyond their own
criterion and share. Inside, points are whole hundredths, so that a sum is the same in any order.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Final, NamedTuple

from advisor_app.domain.people import Practitioner
from advisor_app.matching.closeness import Level
from advisor_app.matching.expertise import ANY_FAMILY, Expertise
from advisor_app.matching.masks import grouped, grouped_by_each, joined, mask_of, members
from advisor_app.matching.meeting_places import LOCATION_POINTS
from advisor_app.matching.results import Band
from advisor_app.matching.situation import Situation
from advisor_app.matching.wishes import is_gender

DISEASE: Final = 34.0
SETTING: Final = 16.0
EXPERIENCE: Final = 14.0
TIME: Final = 16.0
LOCATION: Final = LOCATION_POINTS
CONTINUITY: Final = 5.0
LANGUAGE: Final = 3.0
PREFERENCE: Final = 4.0
NAMED: Final = 15.0
LOAD: Final = 8.0
FULL_PANEL: Final = 1.0
_EASY_PANEL: Final = 0.85
_DESK: Final = 12.0
"""The disease share of a service desk that is itself what is asked for."""


def hundredths(points: float) -> int:
    """Points as whole hundredths."""
    return round(points * 100)


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


def experience(one: Practitioner, volumes: Volumes) -> float:
    """Points of 14: saturating, as volume is structure and no proof of quality."""
    told = one.new_patients_per_year_in_focus
    number = volumes.median if told is None else float(told)
    return min(EXPERIENCE, EXPERIENCE * log(1 + number) / log(1 + volumes.high))


def load(one: Practitioner) -> float:
    """Points taken off a full panel: none up to 85 %, 8 from 100 % on."""
    over = max(0.0, min(one.panel_load or 0.0, FULL_PANEL) - _EASY_PANEL)
    return -LOAD * over / (FULL_PANEL - _EASY_PANEL)


def setting(mine: str, wanted: str, *, first: bool) -> float:
    """Points of 16 for stage and setting; half for who is not the first visit."""
    if mine == "any":
        given = 12.0
    elif wanted == "unknown":
        given = 8.0
    elif mine == wanted:
        given = SETTING
    else:
        given = 6.0 if "diagnostic" in (mine, wanted) else 3.0
    return given if first else given / 2


def time(days: int | None, target_days: int) -> float:
    """Points of 16 for the days to the first visit; a third where none can be counted on."""
    if days is None:
        return TIME / 3
    target = max(target_days, 1)
    if days <= target:
        return TIME * (1 - 0.5 * days / target)
    return max(0.0, TIME / 2 * (1 - (days - target) / (2 * target)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Specialists who share band, disease, setting and language points."""

    people: int
    band: Band
    disease: float
    setting: float
    language: float


class Sought(NamedTuple):
    """Who knows the patient, who was asked for by name, and who is what the patient would like, by
    wish: the gender told, and who runs trials.
    """

    known: int
    named: int
    liked: tuple[int, ...]


class _Role(NamedTuple):
    people: int
    band: Callable[[Band], Band]
    first: bool = False
    least: float = 0.0


class Merits:
    """What the score reads of a whole roster, compiled once."""

    def __init__(self, people: Sequence[Expertise]) -> None:
        self._people = people
        everybody = tuple(one.practitioner for one in people)
        volumes = Volumes.of(everybody)
        self.experience = [hundredths(experience(one, volumes)) for one in everybody]
        self.load = [hundredths(load(one)) for one in everybody]
        self.standing = [sum(both) for both in zip(self.experience, self.load, strict=True)]
        """Experience and load of each, in hundredths: what no case changes."""
        self.loads = [one.panel_load or 0.0 for one in everybody]
        places = sorted(range(len(everybody)), key=lambda index: everybody[index].id)
        self.places = [0] * len(everybody)
        for place, index in enumerate(places):
            self.places[index] = place
        self._kinds = grouped(one.kind for one in people)
        self._teams = grouped(one.team for one in people)
        self._any_family = mask_of(
            (i for i, one in enumerate(people) if ANY_FAMILY in one.families), len(people)
        )
        self._settings = grouped(one.setting for one in everybody)
        self._languages = grouped_by_each(one.languages for one in everybody)
        self._names = grouped_by_each(one.names for one in people)
        self._last_names = grouped(one.last_name for one in people)
        self._genders = grouped(one.gender for one in everybody)
        self._trials = mask_of((i for i, one in enumerate(everybody) if one.trials), len(people))

    def of_kinds(self, kinds: Sequence[str]) -> int:
        """Who is of one of those kinds."""
        return joined(self._kinds.get(kind, 0) for kind in kinds)

    def groups(self, people: int, levels: tuple[Level, ...], situation: Situation) -> list[Group]:
        """`people`, who all may be offered, by what their score has in common."""
        wanted = situation.facts.setting
        speaks = self._languages.get(situation.wishes.language, 0)
        found = []
        for level in levels:
            for role in self._roles(situation):
                some = level.people & people & role.people
                for mine, those in self._settings.items() if some else ():
                    points = setting(mine, wanted, first=role.first)
                    for speakers, language in ((speaks, LANGUAGE), (~speaks, 0.0)):
                        who = some & those & speakers
                        if who:
                            found.append(
                                Group(
                                    people=who,
                                    band=role.band(level.band),
                                    disease=max(level.points, role.least),
                                    setting=points,
                                    language=language,
                                )
                            )
        return found

    def _roles(self, situation: Situation) -> tuple[_Role, ...]:
        """What part specialists have in the visit; who only comes with it stays behind it."""
        routing = situation.routing
        first = self.of_kinds(routing.first)
        desks = first & self._teams.get(routing.team, 0) & self._any_family
        pair = self.of_kinds(routing.pair) & ~first
        return (
            _Role(desks, lambda band: max(band, Band.FAMILY), first=True, least=_DESK),
            _Role(first & ~desks, lambda band: band, first=True),
            _Role(pair, lambda band: min(band, Band.TEAM)),
            _Role(~(first | pair), lambda _: Band.ANY),
        )

    def extras(self, people: int, sought: Sought) -> Mapping[int, int]:
        """Points in hundredths for who is known, asked for by name, or preferred."""
        found: dict[int, int] = {}

        def add(who: int, points: float) -> None:
            for index in members(who & people):
                found[index] = found.get(index, 0) + hundredths(points)

        add(sought.known, CONTINUITY)
        add(sought.named, NAMED)
        for who in sought.liked:
            add(who, PREFERENCE / len(sought.liked))
        return found

    def sought(self, situation: Situation) -> Sought:
        """Whom the patient knows, names, and would like."""
        wishes = situation.wishes
        liked = [self.of_gender(wishes.gender)] if wishes.gender else []
        if "clinical_trials" in situation.facts.services:
            liked.append(self._trials)
        return Sought(
            known=joined(self._names.get(name, 0) for name in wishes.known_doctors),
            named=joined(self._last_names.get(word, 0) for word in wishes.named_words),
            liked=tuple(liked),
        )

    def of_gender(self, wanted: str) -> int:
        """Whose recorded gender is the wanted one."""
        return joined(who for told, who in self._genders.items() if is_gender(told, wanted) is True)
