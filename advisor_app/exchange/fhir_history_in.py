"""Treatment, medicines, allergies and relatives out of the FHIR resources of others.

mCODE 4 writes radiotherapy and operations as Procedure, and cancer drugs as MedicationRequest or
MedicationAdministration of its own profile; every other medicine is one that the patient takes.
"""

from collections.abc import Mapping
from typing import Any, Final

from advisor_app.exchange.fhir_values import concept, merged, told

_CANCER_DRUG: Final = "mcode-cancer-related-medication"
_RADIATION: Final = "mcode-radiotherapy"
_SURGERY: Final = "mcode-cancer-related-surgical"
_MEDICINE: Final = ("medicationCodeableConcept", "medicationReference")


def procedure(content: dict[str, Any], resource: Mapping[str, Any]) -> set[str]:
    """An operation, a course of radiation, or another treatment that was given."""
    row: dict[str, Any] = {"name": told(concept(resource.get("code")) or "not named")}
    profile = _profile(resource)
    if _RADIATION in profile:
        row["modality"] = told("radiation")
    elif _SURGERY in profile:
        row["modality"] = told("surgery")
    period = resource.get("performedPeriod") or {}
    start = resource.get("performedDateTime") or period.get("start")
    if start:
        row["start"] = told(str(start)[:10])
    if period.get("end"):
        row["end"] = told(str(period["end"])[:10])
    merged(content, {"tx": {"rows": [row]}})
    return {"code", "category", "performedDateTime", "performedPeriod"}


def medicine(content: dict[str, Any], resource: Mapping[str, Any]) -> set[str]:
    """A cancer drug becomes a treatment, any other medicine one of those that are taken."""
    reference = resource.get("medicationReference") or {}
    name = concept(resource.get("medicationCodeableConcept")) or str(reference.get("display", ""))
    seen = {"category", "intent", "effectiveDateTime", "effectivePeriod", "authoredOn"}
    if not name:
        return seen
    if _CANCER_DRUG in _profile(resource):
        period = resource.get("effectivePeriod") or {}
        start = resource.get("effectiveDateTime") or period.get("start")
        row = {"name": told(name), "modality": told("systemic")}
        if start or resource.get("authoredOn"):
            row["start"] = told(str(start or resource["authoredOn"])[:10])
        merged(content, {"tx": {"rows": [row]}})
        return seen | set(_MEDICINE)
    held = content.setdefault("med", {}).setdefault("meds", told([]))
    held["value"].append(name)
    return {"category", "intent", *_MEDICINE}


def allergy(content: dict[str, Any], resource: Mapping[str, Any]) -> set[str]:
    """An allergy and what happened."""
    name = concept(resource.get("code"))
    if not name:
        return set()
    held = content.setdefault("med", {}).setdefault("allergies", told({"list": []}))
    held["value"]["list"].append(name)
    effects = [
        concept(effect)
        for reaction in resource.get("reaction", ())
        for effect in reaction.get("manifestation", ())
    ]
    if effects:
        before = held["value"].get("reaction")
        held["value"]["reaction"] = ", ".join([*([before] if before else ()), *effects])
    return {"code", "reaction", "clinicalStatus", "verificationStatus", "category", "type"}


def relative(content: dict[str, Any], resource: Mapping[str, Any]) -> set[str]:
    """A relative, with a row for each illness that is told of them."""
    who = concept(resource.get("relationship")) or "not named"
    rows = []
    for one in resource.get("condition", ()):
        row = {"relation": told(who), "cancer": told(concept(one.get("code")) or "not named")}
        age = (one.get("onsetAge") or {}).get("value")
        if isinstance(age, int | float) and 0 <= age <= 120:
            row["age"] = told(int(age))
        rows.append(row)
    merged(content, {"fam": {"rows": rows}})
    return {"relationship", "condition"} if rows else set()


def _profile(resource: Mapping[str, Any]) -> str:
    return " ".join(str(one) for one in (resource.get("meta") or {}).get("profile", ()))
