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
from advisor_app.exchange.fhir_case_in import case_of_bundle
from advisor_app.exchange.fhir_case_out import CaseForFhir, bundle_of
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
        "entry 4, MedicationStatement: not read",
    ]
    intake = read_case(found.content).intake
    assert intake.patient.family_name.value == "Chalmers"
    assert intake.patient.given_names.value == "Peter James"
    assert str(intake.patient.dob.value) == "25 DEC 1974"
    assert intake.res.state.value == "NY"
    data = write_case(intake)
    assert data["dx"]["rows"][0]["histology_text"]["value"] == "Adenocarcinoma of the colon"
    assert data["bio"]["rows"][0]["value"]["value"] == "12.5 ng/mL"


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
