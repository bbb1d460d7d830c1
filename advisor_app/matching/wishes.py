"""What patient and caller want and can do, as the matcher reads it: place, money, words, names."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Any, Final

import zipcodes

from advisor_app.domain.conditions import home, place_on_the_day
from advisor_app.domain.intake import Intake
from advisor_app.domain.text import fold
from advisor_app.oncology.knowledge import Payer

PLANS: Final = frozenset(
    {"commercial_ppo", "hmo_epo", "medicare_ffs", "medicare_advantage", "medicaid", "tricare_va",
     "international", "self_pay", "none", "employer_direct_programme"}
)  # fmt: skip
SELF_PAID: Final = frozenset({"international", "self_pay", "none"})
_PUBLIC: Final = {"medicare_ffs": "Medicare", "medicaid": "Medicaid", "tricare_va": "Tricare"}
"""Plans that are their own payer."""

_EARTH_MILES: Final = 3958.8
_MUST: Final = re.compile(r"\b(only|must|insist)\b")
_NOT_WANTED: Final = re.compile(r"\b(not|no|never|anyone but|except|refuses?)\b")
_FEMALE: Final = frozenset({"woman", "women", "female", "f"})
_MALE: Final = frozenset({"man", "men", "male", "m"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What was told on place, money, language and persons; empty text and None mean unknown.

    `payers` are folded names of the insurance and its plan. `travel` holds the codes of
    `res.willing_to_travel`. `refused` is text that names whom the patient will not see.
    """

    payer: str = ""
    plan: str = ""
    payers: frozenset[str] = frozenset()
    self_pays: bool = False
    fee_accepted: bool | None = None
    language: str = ""
    same_language: bool = False
    gender: str = ""
    gender_required: bool = False
    named: str = ""
    refused: str = ""
    known_doctors: frozenset[str] = frozenset()
    sites: tuple[str, ...] = ()
    travel: frozenset[str] | None = None
    mode: str = ""
    place: str = ""
    places_differ: bool = False
    home: str = ""
    postal_code: str = ""
    county: str = ""
    video_ready: str = ""
    local_doctor: bool | None = None
    has_images: bool = False
    staying_near: bool = False

    @property
    def named_words(self) -> tuple[str, ...]:
        """The words of the name that was asked for."""
        return tuple(self.named.replace(".", " ").replace(",", " ").split())


def read_wishes(intake: Intake, payers: Mapping[str, Payer]) -> Wishes:
    """The wishes told in an intake."""
    insurance, service, residence = intake.ins, intake.svc, intake.res
    plan = str(insurance.plan_type.value or "")
    payer = insurance.primary_payer.value
    text = payer.text("text") or payer.text("code") if payer is not None else ""
    text = text or _PUBLIC.get(plan, "")
    code = payer.text("code") if payer is not None else ""
    preferences = tuple(fold(one) for one in service.doctor_preference.value or ())
    named = str(service.specific_doctor.value or "")
    unwanted = named if _NOT_WANTED.search(fold(named)) else ""
    address = residence.address.value
    return Wishes(
        payer=text,
        plan=plan,
        payers=_names(text, code, plan, payers),
        self_pays=plan in SELF_PAID or insurance.self_pay_ack.value is True,
        fee_accepted=insurance.self_pay_ack.value,
        language=str(intake.lang.spoken.value or ""),
        same_language="same_language" in preferences,
        gender=_gender(preferences),
        gender_required=any(_MUST.search(one) for one in preferences),
        named="" if unwanted else fold(named),
        refused=fold(f"{unwanted} {intake.contact.do_not_contact.value or ''}"),
        known_doctors=_known_doctors(intake),
        sites=tuple(fold(one) for one in service.site_pref.value or ()),
        travel=_travel(intake),
        mode=str(service.mode_pref.value or ""),
        place="" if residence.location_at_visit.in_conflict else place_on_the_day(intake),
        places_differ=residence.location_at_visit.in_conflict,
        home=home(intake),
        postal_code=address.text("postal_code") if address is not None else "",
        county=fold(str(residence.county.value or "")).removesuffix(" county"),
        video_ready=str(residence.video_ready.value or ""),
        local_doctor=_local_doctor(intake),
        has_images=any(not row.removed for row in intake.img.rows),
        staying_near=residence.temporary_stay.known,
    )


def _names(text: str, code: str, plan: str, payers: Mapping[str, Payer]) -> frozenset[str]:
    told = {fold(one) for one in (text, code, plan) if one}
    for payer in payers.values():
        if told & set(payer.names):
            told |= set(payer.names)
    return frozenset(told)


def _gender(preferences: tuple[str, ...]) -> str:
    words = {word for one in preferences for word in re.findall(r"[a-z]+", one)}
    if words & _FEMALE:
        return "woman"
    return "man" if words & _MALE else ""


def _known_doctors(intake: Intake) -> frozenset[str]:
    """Names and ids of doctors whom the patient already knows or was booked with."""
    names = [str(row.name.value) for row in intake.md.rows if not row.removed and row.name.known]
    booked = intake.out.booked.value
    if booked is not None:
        names.append(booked.text("practitioner"))
    return frozenset(fold(name) for name in names if name)


def _travel(intake: Intake) -> frozenset[str] | None:
    told = intake.res.willing_to_travel.value
    return frozenset(told) if told else None


def _local_doctor(intake: Intake) -> bool | None:
    """Whether a doctor at home may be written to; None where nobody was asked."""
    told = [row.may_contact.value for row in intake.md.rows if not row.removed]
    if "yes" in told:
        return True
    return False if "no" in told else None


def is_gender(told: str, wanted: str) -> bool | None:
    """Whether a specialist's gender is the wanted one; None where it is not recorded."""
    if not told:
        return None
    return fold(told) in (_FEMALE if wanted == "woman" else _MALE)


@lru_cache(maxsize=4096)
def coordinates(postal_code: str) -> tuple[float, float] | None:
    """Latitude and longitude of a US postal code; None where it is none."""
    five = postal_code.strip()[:5]
    if len(five) != 5 or not five.isdigit():
        return None
    found: list[dict[str, Any]] = zipcodes.matching(five)  # type: ignore[no-untyped-call]
    return (float(found[0]["lat"]), float(found[0]["long"])) if found else None


@lru_cache(maxsize=16384)
def miles(one: str, other: str) -> float | None:
    """The distance between two US postal codes as the crow flies; None where one is unknown."""
    here, there = coordinates(one), coordinates(other)
    if here is None or there is None:
        return None
    north, east = radians(there[0] - here[0]), radians(there[1] - here[1])
    chord = (
        sin(north / 2) ** 2 + cos(radians(here[0])) * cos(radians(there[0])) * sin(east / 2) ** 2
    )
    return 2 * _EARTH_MILES * asin(sqrt(chord))
