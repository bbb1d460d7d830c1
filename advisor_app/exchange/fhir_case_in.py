"""A case out of a FHIR R4 Bundle: one of ours without a loss, one of others as far as it is known.

What nobody here reads is listed, resource by resource, and never dropped in silence.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fhir.resources.R4B.bundle import Bundle
from pydantic import ValidationError

from advisor_app.exchange.fhir_answers import content_of
from advisor_app.exchange.fhir_case_out import CASE_SYSTEM, ECOG
from advisor_app.exchange.fhir_history_in import allergy, medicine, procedure, relative
from advisor_app.exchange.fhir_requests import rows_of_fhir
from advisor_app.exchange.fhir_values import concept, merged, told
from advisor_app.exchange.mistakes import FileMistake, Mistake, key_as_told

_GENDERS: Final = {"female": "female", "male": "male"}
_OURS: Final = frozenset({"ServiceRequest", "DocumentReference"})


@dataclass(slots=True)
class FhirCase:
    """The content of a case file that a Bundle gives, and what of the Bundle was not read."""

    content: dict[str, Any] = field(default_factory=dict)
    not_read: list[str] = field(default_factory=list)
    has_patient: bool = False


def is_fhir(content: Any) -> bool:
    """Whether JSON content is a FHIR resource and no case file."""
    return isinstance(content, Mapping) and isinstance(content.get("resourceType"), str)


def case_of_bundle(content: Mapping[str, Any]) -> FhirCase:
    """The case of a Bundle. Raises FileMistake where it is no valid Bundle with something in it."""
    if content.get("resourceType") != "Bundle":
        raise FileMistake.whole("is no FHIR Bundle")
    try:
        Bundle.model_validate(content)
    except ValidationError as error:
        raise FileMistake(_mistakes(error)) from None
    except (KeyError, TypeError, AttributeError, ImportError):
        # The library looks a type up by its name, and trips over one that is none.
        raise FileMistake.whole("is not valid FHIR") from None
    resources = list(_resources(content))
    if not resources:
        raise FileMistake.whole("holds no resource")
    found = FhirCase()
    whole = _answers(found, resources)
    for place, resource in resources:
        _take(found, place, resource, whole=whole)
    if not found.content:
        raise FileMistake.whole("holds nothing that is known here")
    return found


def _resources(content: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every resource with where it stands; what one contains stands behind it."""
    for number, entry in enumerate(content.get("entry", ()), start=1):
        resource = entry.get("resource")
        if isinstance(resource, Mapping):
            yield f"entry {number}", resource
            for place, inner in enumerate(resource.get("contained", ()), start=1):
                yield f"entry {number}, contained {place}", inner


def _mistakes(error: ValidationError) -> Iterator[Mistake]:
    for one in error.errors(include_input=False, include_url=False)[:20]:
        path = ".".join(key_as_told(name) for name in one["loc"]) or "Bundle"
        yield Mistake(path=path, text="is not valid FHIR")


def _answers(found: FhirCase, resources: list[tuple[str, Mapping[str, Any]]]) -> bool:
    """Takes the QuestionnaireResponses; whether one of them is the whole case, as we write it."""
    whole = False
    for place, resource in resources:
        if resource.get("resourceType", "") != "QuestionnaireResponse":
            continue
        content, others = content_of(resource.get("item", ()))
        if content:
            whole = True
            merged(found.content, content)
        if others:
            row = rows_of_fhir({**resource, "item": others})[0][1]
            if isinstance(row, FileMistake):
                found.not_read.append(f"{place}, QuestionnaireResponse: {row}")
            else:
                told = {key: one for key, one in row.items() if key not in ("id", "received_at")}
                merged(found.content, told)
    return whole


def _take(found: FhirCase, place: str, resource: Mapping[str, Any], *, whole: bool) -> None:
    kind = resource.get("resourceType", "")
    if kind == "QuestionnaireResponse":
        return
    reader = _READERS.get(kind)
    if whole and (reader is not None or kind in _OURS):
        return
    if reader is None:
        found.not_read.append(f"{place}, {kind}: not read")
        return
    if kind == "Patient" and found.has_patient:
        found.not_read.append(f"{place}, Patient: not read: the case is of another patient")
        return
    found.has_patient = found.has_patient or kind == "Patient"
    rest = reader(found.content, resource)
    known = {"resourceType", "id", "meta", "text", "subject", "patient", "status", "contained"}
    left = sorted(key for key in set(resource) - known - rest if not key.startswith("_"))
    if kind == "Patient":
        left += _not_read_of_patient(resource)
    if left:
        found.not_read.append(f"{place}, {kind}: not read: {', '.join(left)}")


def _not_read_of_patient(resource: Mapping[str, Any]) -> Iterator[str]:
    """What stands in elements that were read, and has no place in the intake."""
    if resource.get("gender") not in (None, *_GENDERS):
        yield "gender"
    systems = [one.get("system", "") for one in resource.get("telecom", ())]
    if len(systems) > min(2, systems.count("phone")) + min(1, systems.count("email")):
        yield "some of telecom"
    for key, most in (("identifier", 1), ("address", 1)):
        if len(resource.get(key, ())) > most:
            yield f"some of {key}"
    unread = [name for name in resource.get("name", ())[1:] if name.get("use") != "usual"]
    if unread:
        yield "some of name"


def _patient(content: dict[str, Any], resource: Mapping[str, Any]) -> set[str]:
    section = content.setdefault("patient", {})
    for name in resource.get("name", ())[:1]:
        if name.get("family"):
            section.setdefault("family_name", told(name["family"]))
        elif name.get("text"):
            section.setdefault("family_name", told(name["text"]))
        if name.get("given"):
            section.setdefault("given_names", told(" ".join(name["given"])))
    for name in resource.get("name", ())[1:]:
        if name.get("use") == "usual" and name.get("text"):
            section.setdefault("name_native", told(name["text"]))
    if resource.get("birthDate"):
        section.setdefault("dob", told(str(resource["birthDate"])))
    if resource.get("gender") in _GENDERS:
        section.setdefault("sex_at_birth", told(_GENDERS[resource["gender"]]))
    for one in sorted(resource.get("identifier", ()), key=_is_record_number, reverse=True)[:1]:
        if one.get("system") != CASE_SYSTEM and one.get("value"):
            section.setdefault("mrn", told(str(one["value"])))
    _contact(content, resource)
    return {"name", "birthDate", "gender", "telecom", "address", "active", "identifier"}


def _is_record_number(identifier: Mapping[str, Any]) -> bool:
    codes = (identifier.get("type") or {}).get("coding", ())
    return any(one.get("code") == "MR" for one in codes)


def _contact(content: dict[str, Any], resource: Mapping[str, Any]) -> None:
    keys = {"phone": ["phone_primary", "phone_alt"], "email": ["email"]}
    section: dict[str, Any] = {}
    for one in resource.get("telecom", ()):
        names = keys.get(one.get("system", ""), [])
        if names and one.get("value"):
            section[names.pop(0)] = told(str(one["value"]))
    if section:
        merged(content, {"contact": section})
    for address in resource.get("address", ())[:1]:
        place = {
            "street": " ".join(address.get("line", ())),
            "city": address.get("city", ""),
            "postal_code": address.get("postalCode", ""),
        }
        home = {key: text for key, text in place.items() if text}
        living: dict[str, Any] = {"address": told(home)} if home else {}
        if address.get("state"):
            living["state"] = told(str(address["state"]))
        if address.get("country"):
            living["country"] = told(str(address["country"]))
        merged(content, {"res": living})


def _related_person(content: dict[str, Any], resource: Mapping[str, Any]) -> set[str]:
    caller: dict[str, Any] = {"is_patient": told(False)}
    for name in resource.get("name", ())[:1]:
        parts = [*name.get("given", ()), name.get("family", "")]
        text = name.get("text") or " ".join(part for part in parts if part)
        if text:
            caller["name"] = told(text)
    for one in resource.get("telecom", ()):
        if one.get("system") == "phone" and one.get("value"):
            caller.setdefault("phone", told(str(one["value"])))
    merged(content, {"caller": caller})
    return {"name", "telecom", "identifier", "active"}


def _condition(content: dict[str, Any], resource: Mapping[str, Any]) -> set[str]:
    words = concept(resource.get("code"))
    rows = content.setdefault("dx", {}).setdefault("rows", [])
    row: dict[str, Any] = {}
    if words:
        row["histology_text"] = told(words)
    codes = [
        str(one["code"])
        for one in (resource.get("code") or {}).get("coding", ())
        if one.get("code") and "icd-10" in str(one.get("system", ""))
    ]
    if codes:
        row["icd10cm"] = told(codes[0])
    for place in resource.get("bodySite", ())[:1]:
        if concept(place):
            row["site_text"] = told(concept(place))
    for stage in resource.get("stage", ())[:1]:
        if concept(stage.get("summary")):
            row["stage_stated"] = told(concept(stage["summary"]))
    if row:
        rows.append(row)
    return {
        "code",
        "bodySite",
        "stage",
        "clinicalStatus",
        "verificationStatus",
        "category",
        "identifier",
    }


def _observation(content: dict[str, Any], resource: Mapping[str, Any]) -> set[str]:
    code = resource.get("code") or {}
    value = _value(resource)
    if any(one.get("code") == ECOG for one in code.get("coding", ())):
        if isinstance(value, int | float) and math.isfinite(value):
            merged(content, {"med": {"ecog": told(int(value))}})
        return {"code", "category", "effectiveDateTime", "valueInteger"}
    row = {"marker": told(concept(code) or "not named")}
    if value not in (None, ""):
        row["value"] = told(str(value))
    if resource.get("effectiveDateTime"):
        row["date"] = told(str(resource["effectiveDateTime"])[:10])
    content.setdefault("bio", {}).setdefault("rows", []).append(row)
    values = {key for key in resource if key.startswith("value")}
    return {"code", "category", "effectiveDateTime", *values}


def _value(resource: Mapping[str, Any]) -> Any:
    for key in ("valueInteger", "valueString", "valueBoolean"):
        if key in resource:
            return resource[key]
    if "valueQuantity" in resource:
        told = resource["valueQuantity"]
        return f"{told.get('value', '')} {told.get('unit', '')}".strip()
    return concept(resource.get("valueCodeableConcept"))


_Reader = Callable[[dict[str, Any], Mapping[str, Any]], set[str]]
_READERS: Final[Mapping[str, _Reader]] = {
    "Patient": _patient,
    "RelatedPerson": _related_person,
    "Condition": _condition,
    "Observation": _observation,
    "Procedure": procedure,
    "MedicationStatement": medicine,
    "MedicationRequest": medicine,
    "MedicationAdministration": medicine,
    "AllergyIntolerance": allergy,
    "FamilyMemberHistory": relative,
}
"""How each known resource is read; a reader gives the elements that it looked at."""
