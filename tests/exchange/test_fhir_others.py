"""Bundles as other systems write them: what is taken, and every word that is left, is listed.

`python -m tests.exchange.test_fhir_others` writes the expectations anew; look at the difference
before it is committed.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from advisor_app.exchange.case_file import read_case, write_case
from advisor_app.exchange.fhir_case import CaseForFhir
from advisor_app.exchange.fhir_case_in import case_of_bundle
from advisor_app.exchange.fhir_case_out import bundle_of
from tests.exchange.test_fhir_case import AT

FOLDER = Path(__file__).resolve().parent.parent / "data" / "bundles"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def bundle(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


def lines_of(content: dict[str, Any], path: str = "") -> Iterator[str]:
    """The answers of a case file, one a line, without the ids that are given on reading."""
    for key, told in content.items():
        if isinstance(told, dict) and "value" in told:
            yield f"{path}{key} = {json.dumps(told['value'], ensure_ascii=False)}"
        elif isinstance(told, dict):
            yield from lines_of(told, f"{path}{key}.")
        elif isinstance(told, list):
            for number, row in enumerate(told):
                yield from lines_of(row, f"{path}{number}.")


def read(name: str) -> str:
    found = case_of_bundle(bundle(name))
    taken = lines_of(write_case(read_case(found.content).intake))
    return "\n".join([*taken, "-- not read", *found.not_read]) + "\n"


@pytest.mark.parametrize("name", NAMES)
def test_a_bundle_of_others_gives_what_it_says_and_lists_the_rest(name: str) -> None:
    Bundle.model_validate(bundle(name))
    assert read(name) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def with_treatment() -> dict[str, Any]:
    return {
        "patient": {"family_name": "Mercado"},
        "dx": {"rows": [{
            "id": "a", "histology_text": "Invasive ductal carcinoma of the breast",
            "stage_group": "IIB", "stage_type": "pathologic", "date": "2026-02",
            "tnm": {"t": "pT2", "n": "pN1", "m": "cM0"},
        }]},
        "tx": {"rows": [
            {"name": "lumpectomy", "modality": "surgery", "start": "2026-03-02",
             "intent": "curative", "facility": "Palisade General"},
            {"name": "docetaxel and cyclophosphamide", "modality": "systemic",
             "start": "2026-04", "end": "2026-06-20", "stop_reason": "toxicity"},
            {"name": "whole breast", "modality": "radiation", "end": "ongoing",
             "start": "2026-10-01", "dose_fields": {"text": "left breast", "gy": 40.05,
                                                    "fractions": 15}},
            {"name": "letrozole", "modality": "systemic"},
        ]},
    }  # fmt: skip


def test_stage_and_treatment_go_out_as_mcode_and_come_back_without_our_answers() -> None:
    intake = read_case(with_treatment()).intake
    made = bundle_of(
        CaseForFhir(number="Q-26-00412", intake=intake, at=AT, confirmed=True, icd10=("C50.912",))
    )
    profiles = {
        entry["resource"]["meta"]["profile"][0].rpartition("/mcode-")[2]
        for entry in made["entry"]
        if "meta" in entry["resource"]
    }
    assert profiles == {
        "cancer-patient", "primary-cancer-condition", "tnm-stage-group",
        "tnm-primary-tumor-category", "tnm-regional-nodes-category",
        "tnm-distant-metastases-category", "cancer-related-surgical-procedure",
        "cancer-related-medication-administration", "radiotherapy-course-summary",
    }  # fmt: skip
    made["entry"] = [
        entry
        for entry in made["entry"]
        if entry["resource"]["resourceType"] != "QuestionnaireResponse"
    ]
    back = write_case(read_case(case_of_bundle(made).content).intake)
    sent = write_case(intake)
    for group, key in (("dx", "histology_text"), ("tx", "name")):
        found = {row[key]["value"]: row for row in back[group]["rows"]}
        assert len(found) == len(sent[group]["rows"])
        for given in sent[group]["rows"]:
            row = found[given[key]["value"]]
            for name in given.keys() - {"id"}:
                assert row[name]["value"] == given[name]["value"], (group, name)


def test_one_value_that_no_question_takes_does_not_cost_the_case() -> None:
    content = bundle("nodule-no-tissue")
    content["entry"][0]["resource"]["address"] = [{"state": "no state of ours"}]
    found = case_of_bundle(content)
    assert "entry 1, Patient: not read: a value for res.state" in found.not_read
    assert read_case(found.content).intake.patient.family_name.value == "Petersen"


if __name__ == "__main__":
    for one in NAMES:
        (FOLDER / f"{one}.txt").write_text(read(one), encoding="utf-8")
