"""A case as a FHIR Bundle: valid, coded only where tissue confirmed it, and back without a loss."""

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from advisor_app.domain.intake import Intake
from advisor_app.exchange.case_file import read_case, write_case
from advisor_app.exchange.fhir_case import CaseForFhir
from advisor_app.exchange.fhir_case_in import case_of_bundle
from advisor_app.exchange.fhir_case_out import bundle_of
from advisor_app.exchange.mistakes import FileMistake
from tests.documents.hostile import HOSTILE, case_full_of

CASES = Path(__file__).resolve().parent.parent / "data" / "cases"
NAMES = sorted(path.stem for path in CASES.glob("*.json"))
AT = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)


def case_of(intake: Intake) -> CaseForFhir:
    return CaseForFhir(number="Q-26-00412", intake=intake, at=AT)


def written(name: str) -> Intake:
    return read_case((CASES / f"{name}.json").read_text(encoding="utf-8")).intake


def of_kind(bundle: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    resources = [entry["resource"] for entry in bundle["entry"]]
    return [resource for resource in resources if resource["resourceType"] == kind]


@pytest.mark.parametrize("name", NAMES)
def test_a_case_goes_out_and_comes_back_the_same(name: str) -> None:
    intake = written(name)
    bundle = json.loads(json.dumps(bundle_of(case_of(intake))))
    Bundle.model_validate(bundle)
    back = case_of_bundle(bundle)
    assert back.not_read == []
    assert write_case(read_case(back.content).intake) == write_case(intake)


def test_the_resources_say_what_others_look_for() -> None:
    case = replace(
        case_of(written("dcis-new-jersey")),
        icd10=("D05.12",),
        confirmed=True,
        urgency="U2_7d",
        summary=b"%PDF-1.5 paper",
        specialist="Priya Raghunathan, MD",
    )
    bundle = bundle_of(case)
    (patient,) = of_kind(bundle, "Patient")
    assert patient["name"][0]["family"] == "Lindgren"
    assert patient["birthDate"] == "1968-05-14"
    (condition,) = of_kind(bundle, "Condition")
    assert condition["code"]["coding"][0]["code"] == "D05.12"
    assert condition["meta"]["profile"][0].endswith("mcode-primary-cancer-condition")
    (request,) = of_kind(bundle, "ServiceRequest")
    assert (request["priority"], request["status"]) == ("urgent", "draft")
    assert request["performer"] == [{"display": "Priya Raghunathan, MD"}]
    (paper,) = of_kind(bundle, "DocumentReference")
    assert base64.b64decode(paper["content"][0]["attachment"]["data"]) == b"%PDF-1.5 paper"
    ecog = of_kind(bundle, "Observation")[0]
    assert ecog["code"]["coding"][0]["code"] == "89247-1"
    assert ecog["valueInteger"] == 0


def test_a_suspicion_is_provisional_and_no_cancer_condition() -> None:
    (condition,) = of_kind(bundle_of(case_of(written("lung-nodule"))), "Condition")
    assert condition["verificationStatus"]["coding"][0]["code"] == "provisional"
    assert "meta" not in condition


def test_a_caller_who_is_not_the_patient_is_a_related_person() -> None:
    assert of_kind(bundle_of(case_of(written("aml-relapse-abroad"))), "RelatedPerson")
    assert not of_kind(bundle_of(case_of(written("dcis-new-jersey"))), "RelatedPerson")


def test_a_bundle_of_others_is_read_as_far_as_it_is_known() -> None:
    bundle = {
        "resourceType": "Bundle",
        "type": "collection",
        "entry": [
            {
                "resource": {
                    "resourceType": "Patient",
                    "name": [{"family": "Chalmers", "given": ["Peter", "James"]}],
                    "gender": "male",
                    "birthDate": "1974-12-25",
                    "telecom": [{"system": "phone", "value": "+12125550123"}],
                    "address": [{"city": "Albany", "state": "NY", "country": "US"}],
                    "maritalStatus": {"text": "married"},
                }
            },
            {
                "resource": {
                    "resourceType": "Condition",
                    "subject": {"reference": "Patient/1"},
                    "code": {"text": "Adenocarcinoma of the colon"},
                    "bodySite": [{"text": "sigmoid"}],
                }
            },
            {
                "resource": {
                    "resourceType": "Observation",
                    "status": "final",
                    "code": {"text": "CEA"},
                    "valueQuantity": {"value": 12.5, "unit": "ng/mL"},
                }
            },
            {
                "resource": {
                    "resourceType": "MedicationStatement",
                    "status": "active",
                    "subject": {"reference": "Patient/1"},
                    "medicationCodeableConcept": {"text": "warfarin"},
                }
            },
        ],
    }
    found = case_of_bundle(bundle)
    assert found.not_read == [
        "entry 1, Patient: not read: maritalStatus",
    ]
    intake = read_case(found.content).intake
    assert intake.patient.family_name.value == "Chalmers"
    assert intake.patient.given_names.value == "Peter James"
    assert str(intake.patient.dob.value) == "25 DEC 1974"
    assert intake.res.state.value == "NY"
    data = write_case(intake)
    assert data["dx"]["rows"][0]["histology_text"]["value"] == "Adenocarcinoma of the colon"
    assert data["bio"]["rows"][0]["value"]["value"] == "12.5 ng/mL"
    assert data["med"]["meds"]["value"] == ["warfarin"]


@pytest.mark.parametrize(
    "content",
    [
        {"resourceType": "Patient"},
        {"resourceType": "Bundle", "type": "collection"},
        {"resourceType": "Bundle", "type": "nonsense and more"},
        {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": {"a": 1}}]},
    ],
)
def test_what_is_no_bundle_is_refused(content: dict[str, Any]) -> None:
    with pytest.raises(FileMistake):
        case_of_bundle(content)


@pytest.mark.parametrize("text", HOSTILE[:16])
def test_hostile_words_come_back_as_they_were(text: str) -> None:
    intake = read_case(case_full_of(text)).intake
    back = case_of_bundle(json.loads(json.dumps(bundle_of(case_of(intake)))))
    assert write_case(read_case(back.content).intake) == write_case(intake)


US_CORE = "http://hl7.org/fhir/us/core/StructureDefinition/us-core-"
MCODE = "http://hl7.org/fhir/us/mcode/StructureDefinition/mcode-"
SUBJECT = {"reference": "Patient/p"}


def coded(system: str, code: str, display: str) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code, "display": display}]}


def bundle_of_another_centre() -> dict[str, Any]:
    """As US Core and mCODE 4 write it, the patient last, one resource inside another."""
    resources: list[dict[str, Any]] = [
        {
            "resourceType": "Procedure",
            "meta": {"profile": [f"{MCODE}radiotherapy-course-summary"]},
            "status": "completed",
            "subject": SUBJECT,
            "code": coded("http://snomed.info/sct", "1217123003", "Radiotherapy course"),
            "performedPeriod": {"start": "2025-03-01", "end": "2025-04-12"},
        },
        {
            "resourceType": "Condition",
            "meta": {"profile": [f"{MCODE}primary-cancer-condition"]},
            "clinicalStatus": coded(
                "http://terminology.hl7.org/CodeSystem/condition-clinical", "active", "Active"
            ),
            "subject": SUBJECT,
            "code": {
                "coding": [
                    {"system": "http://snomed.info/sct", "code": "254637007", "display": "NSCLC"},
                    {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "C34.31"},
                ]
            },
            "bodySite": [coded("http://snomed.info/sct", "3341006", "Right lung")],
            "stage": [{"summary": coded("http://cancerstaging.org", "IIIA", "Stage IIIA")}],
            "recorder": {"reference": "#who"},
            "contained": [{"resourceType": "Practitioner", "id": "who", "active": True}],
        },
        {
            "resourceType": "MedicationRequest",
            "meta": {"profile": [f"{MCODE}cancer-related-medication-request"]},
            "status": "active",
            "intent": "order",
            "subject": SUBJECT,
            "medicationCodeableConcept": {"text": "carboplatin"},
            "authoredOn": "2025-05-02",
        },
        {
            "resourceType": "AllergyIntolerance",
            "patient": SUBJECT,
            "code": {"text": "penicillin"},
            "reaction": [{"manifestation": [{"text": "rash"}]}],
        },
        {
            "resourceType": "FamilyMemberHistory",
            "status": "completed",
            "patient": SUBJECT,
            "relationship": {"text": "mother"},
            "condition": [{"code": {"text": "breast cancer"}, "onsetAge": {"value": 44}}],
        },
        {
            "resourceType": "CarePlan",
            "status": "active",
            "intent": "plan",
            "subject": SUBJECT,
        },
        {
            "resourceType": "Patient",
            "id": "p",
            "meta": {"profile": [f"{US_CORE}patient"]},
            "extension": [{"url": f"{US_CORE}birthsex", "valueCode": "F"}],
            "identifier": [
                {"system": "urn:ssn", "value": "not a record number"},
                {"type": {"coding": [{"code": "MR"}]}, "system": "urn:hospital", "value": "778"},
            ],
            "name": [{"family": "Okafor", "given": ["Ada"]}, {"use": "old", "family": "Obi"}],
            "gender": "other",
            "birthDate": "1962-02",
        },
        {"resourceType": "Patient", "id": "q", "name": [{"family": "Somebody else"}]},
    ]
    entries = [{"resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "type": "collection", "entry": entries}


def test_a_bundle_of_another_centre_is_read_and_what_is_left_is_listed() -> None:
    found = case_of_bundle(bundle_of_another_centre())
    data = write_case(read_case(found.content).intake)
    assert data["patient"]["family_name"]["value"] == "Okafor"
    assert data["patient"]["mrn"]["value"] == "778"
    assert data["dx"]["rows"][0]["icd10cm"]["value"] == "C34.31"
    assert data["dx"]["rows"][0]["stage_stated"]["value"] == "Stage IIIA"
    treatments = {row["name"]["value"]: row for row in data["tx"]["rows"]}
    assert treatments["Radiotherapy course"]["modality"]["value"] == "radiation"
    assert treatments["Radiotherapy course"]["end"]["value"] == "2025-04-12"
    assert treatments["carboplatin"]["start"]["value"] == "2025-05-02"
    assert data["med"]["allergies"]["value"] == {
        "list": ["penicillin"],
        "reaction": "penicillin: rash",
    }
    assert data["fam"]["rows"][0]["age"]["value"] == 44
    assert found.not_read == [
        "entry 2, Condition: not read: recorder",
        "entry 2, contained 1, Practitioner: not read",
        "entry 6, CarePlan: not read",
        "entry 7, Patient: not read: gender, some of identifier",
        "entry 8, Patient: not read: the case is of another patient",
    ]


def test_the_order_of_a_bundle_changes_nothing() -> None:
    bundle = bundle_of_another_centre()
    bundle["entry"].pop()
    turned = {**bundle, "entry": bundle["entry"][::-1]}
    one, other = case_of_bundle(bundle), case_of_bundle(turned)
    first, second = read_case(one.content).intake, read_case(other.content).intake
    assert first.patient == second.patient
    assert {str(row["name"]["value"]) for row in write_case(first)["tx"]["rows"]} == {
        str(row["name"]["value"]) for row in write_case(second)["tx"]["rows"]
    }
    assert len(one.not_read) == len(other.not_read)
