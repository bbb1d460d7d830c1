"""Where a way to meet takes place, and how well that place suits the patient."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from advisor_app.domain.conditions import NEAR_STATES
from advisor_app.domain.people import Site, VisitMode
from advisor_app.domain.text import fold
from advisor_app.matching.results import Outcome
from advisor_app.matching.situation import Situation
from advisor_app.matching.wishes import Wishes, miles

LOCATION_POINTS: Final = 8.0
_UNKNOWN_POINTS: Final = 4.0
_FAR_MILES: Final = 120.0
_MAIN_REGION: Final = "main"
_LONG_ISLAND: Final = frozenset({"nassau", "suffolk"})
_IN_NEW_YORK: Final = frozenset({_MAIN_REGION, "long_island", "westchester"})
_STATES_OF: Final = {
    _MAIN_REGION: "NY",
    "already_in_NYC": "NY",
    "long_island": "NY",
    "westchester": "NY",
    "nj": "NJ",
}
_ELSEWHERE: Final = frozenset({_MAIN_REGION, "elsewhere"})
"""A state that the question does not name: the main campus of another centre, or none of these."""


class Way(NamedTuple):
    """A mode, and the site where it is in person (empty where none is told)."""

    mode: VisitMode
    site: str = ""


class Nearby(NamedTuple):
    """Points of 8 for where a visit is, and whether they are a guess."""

    points: float
    unknown: bool


def nearby(way: Way, state: Outcome, situation: Situation) -> Nearby:
    """How well the place of a way suits the patient."""
    wishes = situation.wishes
    if way.mode is VisitMode.IN_PERSON:
        return _near(site_of(way.site, situation.sites), wishes)
    chosen = wishes.mode == "video" and way.mode is VisitMode.VIDEO
    far = not wishes.home.startswith("US-") or wishes.home[3:] not in NEAR_STATES
    points = LOCATION_POINTS if chosen or (far and wishes.home) else _UNKNOWN_POINTS
    return Nearby(points if state is Outcome.MET else points / 2, not wishes.home)


def site_of(site_id: str, sites: Mapping[str, Site]) -> Site:
    """The site of that id; one of which nothing else is known where the roster lists none."""
    return sites.get(site_id) or Site(id=site_id, name=site_id)


def reachable(site: Site, travel: frozenset[str]) -> bool | None:
    """Whether a site is among the places that the patient can travel to; None where not known."""
    told = travel | {_MAIN_REGION} if "already_in_NYC" in travel else travel
    possible = _regions(site)
    if possible <= told:
        return True
    return None if possible & told else False


def states_within_reach(wishes: Wishes, sites: Mapping[str, Site]) -> frozenset[str]:
    """The states in which the patient can be on the day: of the home, and of where they travel to.

    Empty where that is not known: no home or no answer on travel, a stay elsewhere, or a site
    within reach of which no state is told.
    """
    at_home = wishes.home.startswith("US-")
    if wishes.travel is None or not at_home or wishes.staying_near:
        return frozenset()
    near = [site.state for site in sites.values() if reachable(site, wishes.travel) is not False]
    if "" in near:
        return frozenset()
    told = (_STATES_OF[region] for region in wishes.travel if region in _STATES_OF)
    return frozenset({wishes.home[3:], *near, *told})


def _regions(site: Site) -> frozenset[str]:
    """The places of `res.willing_to_travel` that a site may stand for: one, where enough is told
    of it.
    """
    if site.state == "NJ":
        return frozenset({"nj"})
    if fold(site.id) == _MAIN_REGION:
        return frozenset({_MAIN_REGION})
    if site.state not in ("", "NY"):
        return _ELSEWHERE
    county = fold(site.county).removesuffix(" county")
    if county in _LONG_ISLAND:
        return frozenset({"long_island"})
    if county:
        return frozenset({"westchester" if county == "westchester" else _MAIN_REGION})
    return _IN_NEW_YORK if site.state else _IN_NEW_YORK | {"nj"} | _ELSEWHERE


def _near(site: Site, wishes: Wishes) -> Nearby:
    if wishes.sites and any(_is_named(site, word) for word in wishes.sites):
        return Nearby(LOCATION_POINTS, False)
    distance = miles(wishes.postal_code, site.postal_code) if wishes.postal_code else None
    if distance is not None:
        return Nearby(round(7.5 * max(0.0, 1 - distance / _FAR_MILES), 2), False)
    if not wishes.home:
        return Nearby(_UNKNOWN_POINTS, True)
    if wishes.home != f"US-{site.state}":
        return Nearby(2.0 if site.id == "MAIN" else 1.0, False)
    if wishes.county and fold(site.county).removesuffix(" county") == wishes.county:
        return Nearby(7.0, False)
    return Nearby(5.0, False)


def _is_named(site: Site, word: str) -> bool:
    return word in (fold(site.id), fold(site.name)) or (len(word) > 3 and word in fold(site.name))
