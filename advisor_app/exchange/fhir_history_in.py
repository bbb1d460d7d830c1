"""Treatment, medicines, allergies and relatives out of the FHIR resources of others.

mCODE 4 writes radiotherapy and operations as Procedure, and cancer drugs as MedicationRequest or
MedicationAdministration of its own profile; every other medicine is one that the patient takes.
What did not happen, or was entered in error, is no treatment.
"""

from collections.abc import Mapping
from typing import Any, Final

from advisor_app.exchange.fhir_codes import INTENTS, RADIOTHERAPY, SURGICAL
from advisor_app.exchange.fhir_reading import NotRead, Reading, Resource
from advisor_app.exchange.fhir_values import codes, concept, concepts, day, extension, profiles

_CANCER_DRUG: Final = "mcode-cancer-related-medication"
_RADIATION: Final = "mcode-radiotherapy"
_SURGERY: Final = "mcode-cancer-related-surgical"
_DID_NOT_HAPPEN: Final = {
    "not-done": "was not done",
    "entered-in-error": "entered in error",
    "cancelled": "cancelled",
    "not-taken": "was not taken",
    "draft": "a draft",
}
_STOPPED: Final = "stopped"
_INTENTS: Final = {code: intent for intent, code in INTENTS.items()}
_GRAY: Final = {"cGy": 0.01, "Gy": 1.0}


def procedure(reading: Reading, resource: Resource) -> set[str]:
    """An operation, a course of radiation, or another treatment that was given."""
    _happened(resource)
    row, category = reading.row("tx"), set(codes(resource.get("category")))
    places = ", ".join(concepts(resource.get("bodySite")))
    name = concept(resource.get("code")) or "not named"
    radiation = _RADIATION in profiles(resource) or RADIOTHERAPY in category
    reading.tell_in("tx", row, "name", name if radiation or not places else f"{name}, {places}")
    if radiation:
        reading.tell_in("tx", row, "modality", "radiation")
        _dose(reading, row, resource, places)
    elif _SURGERY in profiles(resource) or SURGICAL in category:
        reading.tell_in("tx", row, "modality", "surgery")
    period = resource.get("performedPeriod") or {}
    reading.tell_in(
        "tx", row, "start", day(resource.get("performedDateTime") or period.get("start"))
    )
    _end(reading, row, resource, period)
    reading.tell_in("tx", row, "facility", (resource.get("location") or {}).get("display"))
    reading.tell_in(
        "tx",
        row,
        "response",
        {"text": concept(resource.get("outcome"))} if resource.get("outcome") else None,
    )
    reading.tell_in("tx", row, "toxicity", ", ".join(concepts(resource.get("complication", ()))))
    _intent(reading, row, resource)
    seen = {"code", "category", "bodySite", "performedDateTime", "performedPeriod", "extension"}
    return seen | {"outcome", "complication", *({"location"} if "facility" in row else ())}


def medicine(reading: Reading, resource: Resource) -> set[str]:
    """A cancer drug becomes a treatment, any other medicine one of those that are taken."""
    _happened(resource)
    if resource.get("doNotPerform"):
        raise NotRead("is not to be given")
    reference = resource.get("medicationReference") or {}
    name = concept(resource.get("medicationCodeableConcept")) or str(reference.get("display", ""))
    if not name:
        raise NotRead("a medicine without a name")
    seen = {"category", "intent", "medicationCodeableConcept", "medicationReference"}
    dosage = _dosage(resource)
    if _CANCER_DRUG not in profiles(resource):
        if resource.get("status") in (_STOPPED, "completed"):
            name = f"{name} (no longer)"
        reading.tell_more("med.meds", f"{name}, {dosage}" if dosage else name)
        return seen | ({"dosage", "dosageInstruction"} if dosage else set())
    row = reading.row("tx")
    reading.tell_in("tx", row, "name", f"{name}, {dosage}" if dosage else name)
    reading.tell_in("tx", row, "modality", "systemic")
    period = resource.get("effectivePeriod") or {}
    start = resource.get("effectiveDateTime") or period.get("start") or resource.get("authoredOn")
    reading.tell_in("tx", row, "start", day(start))
    _end(reading, row, resource, period)
    reading.tell_in("tx", row, "stop_reason", ", ".join(concepts(resource.get("statusReason", ()))))
    _intent(reading, row, resource)
    seen |= {"effectiveDateTime", "effectivePeriod", "authoredOn", "statusReason", "extension"}
    return seen | ({"dosage", "dosageInstruction"} if dosage else set())


def allergy(reading: Reading, resource: Resource) -> set[str]:
    """An allergy and what happened."""
    if {"refuted", "entered-in-error"} & set(codes(resource.get("verificationStatus"))):
        raise NotRead("refuted, or entered in error")
    name = concept(resource.get("code"))
    if not name:
        raise NotRead("an allergy without a name")
    over = set(codes(resource.get("clinicalStatus"))) & {"inactive", "resolved"}
    reading.tell_more("med.allergies.list", f"{name} ({', '.join(sorted(over))})" if over else name)
    effects = [
        words
        for reaction in resource.get("reaction", ())
        for words in concepts(reaction.get("manifestation", ()))
    ]
    if effects:
        held = reading.content["med"]["allergies"]["value"]
        said = f"{name}: {', '.join(effects)}"
        held["reaction"] = f"{held['reaction']}; {said}" if held.get("reaction") else said
    return {"code", "reaction", "clinicalStatus", "verificationStatus", "category", "type"}


def relative(reading: Reading, resource: Resource) -> set[str]:
    """A relative, with a row for each illness that is told of them."""
    if resource.get("status") == "entered-in-error":
        raise NotRead("entered in error")
    who = concept(resource.get("relationship")) or "not named"
    for one in resource.get("condition", ()):
        row = reading.row("fam")
        reading.tell_in("fam", row, "relation", who)
        reading.tell_in("fam", row, "cancer", concept(one.get("code")) or "not named")
        age = (one.get("onsetAge") or {}).get("value")
        if isinstance(age, int | float) and 0 <= age <= 120:
            reading.tell_in("fam", row, "age", int(age))
    if not resource.get("condition"):
        raise NotRead("no illness is told")
    return {"relationship", "condition", "sex"}


def _happened(resource: Resource) -> None:
    why = _DID_NOT_HAPPEN.get(str(resource.get("status", "")))
    if why:
        raise NotRead(why)


def _end(
    reading: Reading, row: dict[str, Any], resource: Resource, period: Mapping[str, Any]
) -> None:
    """When it ended, or that it goes on."""
    end = day(period.get("end"))
    if not end and resource.get("status") in ("in-progress", "active"):
        end = "ongoing"
    reading.tell_in("tx", row, "end", end)


def _intent(reading: Reading, row: dict[str, Any], resource: Resource) -> None:
    known = [extension(resource, "-intent"), extension(resource, "dose-delivered-to-volume")]
    given = (known[0] or {}).get("valueCodeableConcept")
    intent = next((_INTENTS[code] for code in codes(given) if code in _INTENTS), concept(given))
    reading.tell_in("tx", row, "intent", intent)
    reading.leave_extensions(resource, known=known)


def _dose(reading: Reading, row: dict[str, Any], resource: Resource, places: str) -> None:
    """The area, the gray and the fractions; mCODE counts in centigray."""
    parts = (extension(resource, "dose-delivered-to-volume") or {}).get("extension", ())
    by_name = {str(one.get("url")): one for one in parts}
    volume = (by_name.get("volume") or {}).get("valueReference") or {}
    dose: dict[str, Any] = {}
    if place := places or volume.get("display"):
        dose["text"] = place
    total = (by_name.get("totalDoseDelivered") or {}).get("valueQuantity") or {}
    unit = _GRAY.get(str(total.get("code") or total.get("unit")))
    if unit is not None and isinstance(total.get("value"), int | float):
        dose["gy"] = round(total["value"] * unit, 2)
    fractions = (by_name.get("fractionsDelivered") or {}).get("valueUnsignedInt")
    if isinstance(fractions, int):
        dose["fractions"] = fractions
    reading.tell_in("tx", row, "dose_fields", dose or None)


def _dosage(resource: Resource) -> str:
    given = resource.get("dosage") or resource.get("dosageInstruction") or ()
    given = given if isinstance(given, list | tuple) else [given]
    return "; ".join(str(one["text"]) for one in given if one.get("text"))
