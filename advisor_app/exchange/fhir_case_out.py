"""A case as a FHIR R4 Bundle (R4B models), following mCODE 4 where it applies.

The QuestionnaireResponse holds everything that was asked; the other resources say the same in the
words that other systems look for. A cancer is coded only where tissue has confirmed it.
"""

import base64
import hashlib
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from fhir.resources.R4B.bundle import Bundle

from advisor_app.domain.answers import Answer
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Diagnosis, Intake, Member
from advisor_app.domain.paths import answer_at, member_path, question_of, rows_of
from advisor_app.domain.shown import shown
from advisor_app.exchange.case_file import write_case
from advisor_app.exchange.fhir_answers import items_of

CASE_SYSTEM: Final = "urn:care-advisor:case"
MRN_SYSTEM: Final = "urn:care-advisor:mrn"
ICD_10_CM: Final = "http://hl7.org/fhir/sid/icd-10-cm"
LOINC: Final = "http://loinc.org"
ECOG: Final = "89247-1"
_MCODE: Final = "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-"
_CLINICAL: Final = "http://terminology.hl7.org/CodeSystem/condition-clinical"
_VERIFIED: Final = "http://terminology.hl7.org/CodeSystem/condition-ver-status"
_CATEGORY: Final = "http://terminology.hl7.org/CodeSystem/observation-category"
_GENDERS: Final = {"female": "female", "male": "male", "intersex": "other", "unknown": "unknown"}
_STAT: Final = frozenset({"E0_911", "E1_ED_today"})
_URGENT: Final = frozenset({"U1_RN_now_48h", "U2_7d"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseForFhir:
    """What a Bundle is made of.

    `icd10` and `kind_name` are what follows from the diagnosis, `confirmed` whether tissue did;
    `summary` is the PDF, or nothing where it may not be told.
    """

    number: str
    intake: Intake
    at: datetime
    icd10: tuple[str, ...] = ()
    kind_name: str = ""
    confirmed: bool = False
    urgency: str = ""
    specialist: str = ""
    summary: bytes = b""
    demonstration: bool = False


def bundle_of(case: CaseForFhir) -> dict[str, Any]:
    """The Bundle as plain JSON values, checked against the models."""
    resources = [
        _patient(case),
        *_related(case),
        *_conditions(case),
        *_observations(case),
        _service_request(case),
        _response(case),
        *_document(case),
    ]
    bundle: dict[str, Any] = {
        "resourceType": "Bundle",
        "identifier": {"system": CASE_SYSTEM, "value": case.number},
        "type": "collection",
        "timestamp": case.at.isoformat(),
        "entry": [
            {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}
            for resource in resources
        ],
    }
    if case.demonstration:
        bundle["meta"] = {"tag": [{"system": "urn:care-advisor:tag", "code": "demonstration"}]}
    Bundle.model_validate(bundle)
    return bundle


def _id(case: CaseForFhir, name: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{CASE_SYSTEM}:{case.number}:{name}"))


def _reference(case: CaseForFhir, name: str) -> dict[str, str]:
    return {"reference": f"urn:uuid:{_id(case, name)}"}


def _known(case: CaseForFhir, path: str) -> Any:
    return answer_at(case.intake, path).value


def _words(case: CaseForFhir, path: str) -> str:
    return shown(question_of(path), _known(case, path))


def _patient(case: CaseForFhir) -> dict[str, Any]:
    intake = case.intake
    name: dict[str, Any] = {"use": "official"}
    if intake.patient.family_name.known:
        name["family"] = str(intake.patient.family_name.value)
    if intake.patient.given_names.value:
        name["given"] = str(intake.patient.given_names.value).split()
    names = [name] if len(name) > 1 else []
    for use, path in (("usual", "patient.name_native"), ("nickname", "patient.preferred_name")):
        if _words(case, path):
            names.append({"use": use, "text": _words(case, path)})
    found: dict[str, Any] = {
        "resourceType": "Patient",
        "id": _id(case, "patient"),
        "meta": {"profile": [f"{_MCODE}cancer-patient"]},
        "identifier": [{"system": CASE_SYSTEM, "value": case.number}],
        "gender": _GENDERS.get(str(_known(case, "patient.sex_at_birth")), "unknown"),
    }
    if names:
        found["name"] = names
    if _words(case, "patient.mrn"):
        found["identifier"].append({"system": MRN_SYSTEM, "value": _words(case, "patient.mrn")})
    born = _known(case, "patient.dob")
    if isinstance(born, PartialDate):
        found["birthDate"] = born.iso()
    telecom = list(_telecom(case, ("contact.phone_primary", "contact.phone_alt", "contact.email")))
    if telecom:
        found["telecom"] = telecom
    address = _address(case)
    if address:
        found["address"] = [address]
    if _known(case, "lang.spoken"):
        language = {"coding": [{"system": "urn:ietf:bcp:47", "code": _known(case, "lang.spoken")}]}
        found["communication"] = [{"language": language, "preferred": True}]
    return found


def _telecom(case: CaseForFhir, paths: tuple[str, ...]) -> Iterator[dict[str, str]]:
    for path in paths:
        value = _known(case, path)
        if value:
            yield {"system": "email" if path.endswith("email") else "phone", "value": str(value)}


def _address(case: CaseForFhir) -> dict[str, Any]:
    told = _known(case, "res.address")
    found: dict[str, Any] = {}
    if told is not None:
        if told.text("street"):
            found["line"] = [told.text("street")]
        for part, name in (("city", "city"), ("postal_code", "postalCode")):
            if told.text(part):
                found[name] = told.text(part)
    for path, name in (("res.state", "state"), ("res.country", "country")):
        if _known(case, path):
            found[name] = str(_known(case, path))
    return found


def _related(case: CaseForFhir) -> Iterator[dict[str, Any]]:
    """Who called for the patient."""
    if _known(case, "caller.is_patient") is not False and not _known(case, "caller.name"):
        return
    if _known(case, "caller.relationship") == "self" or _known(case, "caller.is_patient") is True:
        return
    found: dict[str, Any] = {
        "resourceType": "RelatedPerson",
        "id": _id(case, "caller"),
        "patient": _reference(case, "patient"),
    }
    if _words(case, "caller.name"):
        found["name"] = [{"text": _words(case, "caller.name")}]
    if _words(case, "caller.relationship"):
        found["relationship"] = [{"text": _words(case, "caller.relationship")}]
    telecom = list(_telecom(case, ("caller.phone",)))
    if telecom:
        found["telecom"] = telecom
    yield found


def _conditions(case: CaseForFhir) -> Iterator[dict[str, Any]]:
    for number, row in enumerate(_diagnoses(case)):
        yield _condition(case, row, first=number == 0)


def _diagnoses(case: CaseForFhir) -> tuple[Member, ...]:
    """The diagnoses that were told; without one, what the caller was told stands for it."""
    return rows_of(case.intake, "dx") or (Diagnosis(id="1"),)


def _condition(case: CaseForFhir, row: Member, *, first: bool) -> dict[str, Any]:
    def told(name: str) -> str:
        return _words(case, member_path("dx", row.id, name))

    text = told("histology_text") or (case.kind_name if first else "") or told("family")
    text = text or _words(case, "status.told_by_doctor") or "not named"
    code: dict[str, Any] = {"text": text}
    if first and case.icd10:
        code["coding"] = [{"system": ICD_10_CM, "code": one} for one in case.icd10]
    state = "confirmed" if case.confirmed else "provisional"
    found: dict[str, Any] = {
        "resourceType": "Condition",
        "id": _id(case, f"dx-{row.id}"),
        "clinicalStatus": {"coding": [{"system": _CLINICAL, "code": "active"}]},
        "verificationStatus": {"coding": [{"system": _VERIFIED, "code": state}]},
        "code": code,
        "subject": _reference(case, "patient"),
    }
    if case.confirmed:
        found["meta"] = {"profile": [f"{_MCODE}primary-cancer-condition"]}
    where = ", ".join(part for part in (told("site_text"), told("laterality")) if part)
    if where:
        found["bodySite"] = [{"text": where}]
    if told("stage_stated"):
        found["stage"] = [{"summary": {"text": f"as told: {told('stage_stated')}"}}]
    day = _known(case, member_path("dx", row.id, "date"))
    if isinstance(day, PartialDate):
        found["onsetDateTime"] = day.iso()
    return found


def _observations(case: CaseForFhir) -> Iterator[dict[str, Any]]:
    ecog = _known(case, "med.ecog")
    if ecog is not None:
        yield {
            "resourceType": "Observation",
            "id": _id(case, "ecog"),
            "meta": {"profile": [f"{_MCODE}ecog-performance-status"]},
            "status": "preliminary",
            "category": [{"coding": [{"system": _CATEGORY, "code": "survey"}]}],
            "code": {"coding": [{"system": LOINC, "code": ECOG}], "text": "ECOG, as asked"},
            "subject": _reference(case, "patient"),
            "effectiveDateTime": case.at.isoformat(),
            "valueInteger": int(ecog),
        }
    for row in rows_of(case.intake, "bio"):
        yield _marker(case, row)


def _marker(case: CaseForFhir, row: Member) -> dict[str, Any]:
    def at(name: str) -> str:
        return member_path("bio", row.id, name)

    answer: Answer[Any] = answer_at(case.intake, at("value"))
    verified = answer.lead is not None and answer.lead.verified
    found: dict[str, Any] = {
        "resourceType": "Observation",
        "id": _id(case, f"bio-{row.id}"),
        "meta": {"profile": [f"{_MCODE}tumor-marker-test"]},
        "status": "final" if verified else "preliminary",
        "category": [{"coding": [{"system": _CATEGORY, "code": "laboratory"}]}],
        "code": {"text": _words(case, at("marker")) or "marker not named"},
        "subject": _reference(case, "patient"),
    }
    day = _known(case, at("date"))
    if isinstance(day, PartialDate):
        found["effectiveDateTime"] = day.iso()
    if _words(case, at("value")):
        found["valueString"] = _words(case, at("value"))
    else:
        found["dataAbsentReason"] = {"text": "not told"}
    return found


def _service_request(case: CaseForFhir) -> dict[str, Any]:
    booked = _known(case, "out.booked")
    question = _words(case, "goal.main_question") or _words(case, "goal.reason")
    priority = "stat" if case.urgency in _STAT else "urgent" if case.urgency in _URGENT else ""
    found: dict[str, Any] = {
        "resourceType": "ServiceRequest",
        "id": _id(case, "request"),
        "identifier": [{"system": CASE_SYSTEM, "value": case.number}],
        "status": "active" if booked is not None else "draft",
        "intent": "order" if booked is not None else "proposal",
        "priority": priority or "routine",
        "code": {"text": "Second opinion"},
        "subject": _reference(case, "patient"),
        "authoredOn": case.at.isoformat(),
    }
    found["reasonReference"] = [_reference(case, f"dx-{row.id}") for row in _diagnoses(case)]
    if booked is not None and booked.text("at"):
        found["occurrenceDateTime"] = booked.text("at")
    if case.specialist:
        found["performer"] = [{"display": case.specialist}]
    if question:
        found["note"] = [{"text": question}]
    return found


def _response(case: CaseForFhir) -> dict[str, Any]:
    found: dict[str, Any] = {
        "resourceType": "QuestionnaireResponse",
        "id": _id(case, "answers"),
        "identifier": {"system": CASE_SYSTEM, "value": case.number},
        "status": "in-progress",
        "subject": _reference(case, "patient"),
        "authored": case.at.isoformat(),
    }
    items = items_of(_content(case))
    if items:
        found["item"] = items
    return found


def _content(case: CaseForFhir) -> Mapping[str, Any]:
    return write_case(case.intake)


def _document(case: CaseForFhir) -> Iterator[dict[str, Any]]:
    if case.summary:
        yield {
            "resourceType": "DocumentReference",
            "id": _id(case, "summary"),
            "status": "current",
            "docStatus": "preliminary",
            "type": {"text": "Case summary for the consulting physician"},
            "subject": _reference(case, "patient"),
            "date": case.at.isoformat(),
            "content": [
                {
                    "attachment": {
                        "contentType": "application/pdf",
                        "title": f"Case {case.number}",
                        "data": base64.b64encode(case.summary).decode(),
                        "size": len(case.summary),
                        "hash": base64.b64encode(hashlib.sha1(case.summary).digest()).decode(),
                    }
                }
            ],
        }
