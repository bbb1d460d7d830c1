"""The time zone of the person to be called back, proposed from where they live or from the number.

Zones of states and countries: the IANA time zone database; where a state has two zones, the one in
which most of its people live stands first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import phonenumbers
from phonenumbers import NumberParseException
from phonenumbers.timezone import time_zones_for_number

from advisor_app.domain.intake import Intake
from advisor_app.domain.places import place_name

HOME: Final = "America/New_York"
_CENTRAL: Final = "America/Chicago"
_MOUNTAIN: Final = "America/Denver"
_PACIFIC: Final = "America/Los_Angeles"
_OF_STATES: Final = {
    HOME: "CT DC DE FL GA IN KY MA MD ME MI NC NH NJ NY OH PA RI SC VA VT WV",
    _CENTRAL: "AL AR IA IL KS LA MN MO MS ND NE OK SD TN TX WI",
    _MOUNTAIN: "CO ID MT NM UT WY",
    "America/Phoenix": "AZ",
    _PACIFIC: "CA NV OR WA",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR",
    "America/St_Thomas": "VI",
    "Pacific/Guam": "GU MP",
    "Pacific/Pago_Pago": "AS",
}
_ALSO: Final = {
    "FL": _CENTRAL,
    "IN": _CENTRAL,
    "KY": _CENTRAL,
    "MI": _CENTRAL,
    "TN": HOME,
    "TX": _MOUNTAIN,
    "KS": _MOUNTAIN,
    "NE": _MOUNTAIN,
    "ND": _MOUNTAIN,
    "SD": _MOUNTAIN,
    "ID": _PACIFIC,
    "OR": "America/Boise",
}
_USUAL: Final = (HOME, _CENTRAL, _MOUNTAIN, "America/Phoenix", _PACIFIC, "America/Anchorage",
                 "Pacific/Honolulu")  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneChoice:
    """One zone to choose, and why it is proposed (empty for the usual ones of the country)."""

    zone: str
    why: str = ""

    @property
    def name(self) -> str:
        """The zone as shown: `Madrid`, `New York`."""
        return place_of(self.zone)


def place_of(zone: str) -> str:
    """The town that a zone is named after."""
    return zone.rpartition("/")[2].replace("_", " ")


def zone_choices(intake: Intake, phone: str) -> tuple[ZoneChoice, ...]:
    """The zones to choose among, the likeliest first: told, where they stay, live, or call from."""
    best = intake.contact.best_time.value
    told = str(best["zone"]) if best is not None and best.get("zone") else ""
    proposals = [
        *([(told, "told as best time")] if told in zone_names() else []),
        *((zone, f"lives in {place}") for zone, place in _of_residence(intake)),
        *((zone, "from the phone number") for zone in _of_phone(phone)),
        *((zone, "") for zone in _USUAL),
    ]
    found: dict[str, ZoneChoice] = {}
    for zone, why in proposals:
        found.setdefault(zone, ZoneChoice(zone=zone, why=why))
    return tuple(found.values())


@cache
def zone_names() -> frozenset[str]:
    """Every zone that the database of countries names."""
    return frozenset(zone for zones in _countries().values() for zone in zones)


def zones_of_state(state: str) -> tuple[str, ...]:
    """The zones of one of the United States, the likeliest first."""
    first = next((zone for zone, states in _OF_STATES.items() if state in states.split()), "")
    return tuple(zone for zone in (first, _ALSO.get(state, "")) if zone)


def zones_of_country(country: str) -> tuple[str, ...]:
    """The zones of a country (ISO 3166), the capital's or most peopled first."""
    return _countries().get(country, ())


def _of_residence(intake: Intake) -> Iterable[tuple[str, str]]:
    country, state = intake.res.country.value or "", intake.res.state.value or ""
    if state and country in ("", "US"):
        return [(zone, place_name(f"US-{state}")) for zone in zones_of_state(state)]
    if country == "US":
        return []
    return [(zone, place_name(country)) for zone in zones_of_country(country)[:3]]


def _of_phone(phone: str) -> tuple[str, ...]:
    try:
        number = phonenumbers.parse(phone, "US")
    except NumberParseException:
        return ()
    zones = tuple(zone for zone in time_zones_for_number(number) if zone in zone_names())
    return zones if len(zones) <= 3 else ()


@cache
def _countries() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            country, _, zone = line.split("\t")[:3]
            found.setdefault(country, []).append(zone)
    return {country: tuple(zones) for country, zones in found.items()}
