"""Treatment that was told, as mCODE writes it: drugs, operations and radiotherapy.

Every other treatment is a plain Procedure. What is not known is left out, or said to be unknown
where FHIR asks for it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.paths import rows_of
from advisor_app.exchange.fhir_case import CaseForFhir, RowForFhir, concept_of
from advisor_app.exchange.fhir_codes import (
    ABSENT,
    INTENTS,
    MCODE,
    RADIOTHERAPY,
    RADIOTHERAPY_COURSE,
    SNOMED,
    SURGICAL,
    UCUM,
)

_ONGOING: Final = "ongoing"
_STOPPED: Final = frozenset({"progression", "toxicity", "patient_choice", "cost", "other"})
_SURGERY: Final = f"{MCODE}cancer-related-surgical-procedure"
_RADIATION: Final = f"{MCODE}radiotherapy-course-summary"
_DRUG: Final = f"{MCODE}cancer-related-medication-administration"


def treatments(case: CaseForFhir) -> Iterator[dict[str, Any]]:
    """A resource for each treatment of the case."""
    for member in rows_of(case.intake, "tx"):
        row = RowForFhir(case, "tx", member)
        yield _drug(case, row) if row.known("modality") == "systemic" else _procedure(case, row)


def _drug(case: CaseForFhir, row: RowForFhir) -> dict[str, Any]:
    found: dict[str, Any] = {
        "resourceType": "MedicationAdministration",
        "id": case.id_of(f"tx-{row.row.id}"),
        "meta": {"profile": [_DRUG]},
        "status": _status(case, row),
        "medicationCodeableConcept": {"text": row.words("name") or "not named"},
        "subject": case.reference("patient"),
        "effectivePeriod": _period(row) or {"extension": [_unknown()]},
        "reasonReference": [case.reference(f"dx-{case.diagnoses[0].id}")],
    }
    if row.words("stop_reason"):
        found["statusReason"] = [{"text": row.words("stop_reason")}]
    return _with_intent(found, row, "treatment-intent")


def _procedure(case: CaseForFhir, row: RowForFhir) -> dict[str, Any]:
    kind = row.known("modality")
    words = row.words("name") or row.words("modality") or "not named"
    found: dict[str, Any] = {
        "resourceType": "Procedure",
        "id": case.id_of(f"tx-{row.row.id}"),
        "status": _procedure_status(case, row),
        "code": {"text": words},
        "subject": case.reference("patient"),
        "reasonReference": [case.reference(f"dx-{case.diagnoses[0].id}")],
    }
    if kind == "surgery":
        found["meta"] = {"profile": [_SURGERY]}
        found["category"] = concept_of("", (SNOMED, SURGICAL))
    elif kind == "radiation":
        found["meta"] = {"profile": [_RADIATION]}
        found["category"] = concept_of("", (SNOMED, RADIOTHERAPY))
        found["code"] = concept_of(words, (SNOMED, RADIOTHERAPY_COURSE))
        if dose := _dose(row):
            found["extension"] = [dose]
    elif row.words("modality"):
        found["category"] = {"text": row.words("modality")}
    if period := _period(row):
        found["performedPeriod"] = period
    if row.words("facility"):
        found["location"] = {"display": row.words("facility")}
    if row.words("op_details"):
        found["note"] = [{"text": row.words("op_details")}]
    return _with_intent(found, row, "procedure-intent")


def _with_intent(found: dict[str, Any], row: RowForFhir, name: str) -> dict[str, Any]:
    code = INTENTS.get(str(row.known("intent")))
    if code is not None:
        concept = concept_of(row.words("intent"), (SNOMED, code))
        intent = {"url": f"{MCODE}{name}", "valueCodeableConcept": concept}
        found["extension"] = [*found.get("extension", ()), intent]
    return found


def _dose(row: RowForFhir) -> dict[str, Any] | None:
    """What was radiated, with how much in how many fractions; mCODE counts in centigray."""
    dose = row.known("dose_fields")
    if dose is None:
        return None
    parts: list[dict[str, Any]] = []
    if dose.text("text"):
        parts.append({"url": "volume", "valueReference": {"display": dose.text("text")}})
    if isinstance(gray := dose.get("gy"), int | float):
        quantity = {"value": round(gray * 100, 2), "unit": "cGy", "system": UCUM, "code": "cGy"}
        parts.append({"url": "totalDoseDelivered", "valueQuantity": quantity})
    if isinstance(fractions := dose.get("fractions"), int | float) and fractions >= 0:
        parts.append({"url": "fractionsDelivered", "valueUnsignedInt": int(fractions)})
    if not parts:
        return None
    return {"url": f"{MCODE}radiotherapy-dose-delivered-to-volume", "extension": parts}


def _period(row: RowForFhir) -> dict[str, Any]:
    start, end = row.known("start"), row.known("end")
    found = {"start": start.iso()} if isinstance(start, PartialDate) else {}
    if isinstance(end, PartialDate) and _in_order(start, end):
        found["end"] = end.iso()
    return found


def _in_order(start: Any, end: PartialDate) -> bool:
    """FHIR refuses a period that ends before it starts."""
    return not isinstance(start, PartialDate) or start.iso() <= end.iso()


def _status(case: CaseForFhir, row: RowForFhir) -> str:
    end = row.known("end")
    if end == _ONGOING:
        return "in-progress"
    if row.known("stop_reason") in _STOPPED:
        return "stopped"
    over = isinstance(end, PartialDate) and end.iso() <= _today(case).isoformat()
    return "completed" if over else "unknown"


def _procedure_status(case: CaseForFhir, row: RowForFhir) -> str:
    start = row.known("start")
    if isinstance(start, PartialDate) and start.iso() > _today(case).isoformat():
        return "preparation"
    if row.known("modality") == "surgery" and isinstance(start, PartialDate):
        return "completed"
    return _status(case, row)


def _today(case: CaseForFhir) -> date:
    return case.at.astimezone(EASTERN).date()


def _unknown() -> dict[str, str]:
    return {"url": ABSENT, "valueCode": "unknown"}
