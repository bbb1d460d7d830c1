"""A case as a FHIR R4 Bundle (R4B models), following mCODE 4 where it applies.

The QuestionnaireResponse holds everything that was asked; the other resources say the same in the
words that other systems look for.
"""

import base64
import hashlib
from collections.abc import Iterator
from typing import Any, Final

from fhir.resources.R4B.bundle import Bundle

from advisor_app.exchange.case_file import write_case
from advisor_app.exchange.fhir_answers import items_of
from advisor_app.exchange.fhir_case import CaseForFhir
from advisor_app.exchange.fhir_codes import CASE_SYSTEM
from advisor_app.exchange.fhir_disease_out import conditions, observations
from advisor_app.exchange.fhir_person_out import patient, related
from advisor_app.exchange.fhir_treatment_out import treatments

_STAT: Final = frozenset({"E0_911", "E1_ED_today"})
_URGENT: Final = frozenset({"U1_RN_now_48h", "U2_7d"})


def bundle_of(case: CaseForFhir) -> dict[str, Any]:
    """The Bundle as plain JSON values, checked against the models."""
    resources = [
        patient(case),
        *related(case),
        *conditions(case),
        *observations(case),
        *treatments(case),
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


def _service_request(case: CaseForFhir) -> dict[str, Any]:
    booked = case.known("out.booked")
    question = case.words("goal.main_question") or case.words("goal.reason")
    priority = "stat" if case.urgency in _STAT else "urgent" if case.urgency in _URGENT else ""
    found: dict[str, Any] = {
        "resourceType": "ServiceRequest",
        "id": case.id_of("request"),
        "identifier": [{"system": CASE_SYSTEM, "value": case.number}],
        "status": "active" if booked is not None else "draft",
        "intent": "order" if booked is not None else "proposal",
        "priority": priority or "routine",
        "code": {"text": "Second opinion"},
        "subject": case.reference("patient"),
        "authoredOn": case.at.isoformat(),
    }
    found["reasonReference"] = [case.reference(f"dx-{row.id}") for row in case.diagnoses]
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
        "id": case.id_of("answers"),
        "identifier": {"system": CASE_SYSTEM, "value": case.number},
        "status": "in-progress",
        "subject": case.reference("patient"),
        "authored": case.at.isoformat(),
    }
    items = items_of(write_case(case.intake))
    if items:
        found["item"] = items
    return found


def _document(case: CaseForFhir) -> Iterator[dict[str, Any]]:
    if case.summary:
        yield {
            "resourceType": "DocumentReference",
            "id": case.id_of("summary"),
            "status": "current",
            "docStatus": "preliminary",
            "type": {"text": "Case summary for the consulting physician"},
            "subject": case.reference("patient"),
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
