"""The disease as FHIR resources: conditions, stage and TNM, how active the patient is, markers.

A cancer is coded only where tissue has confirmed it; what was told and not seen is preliminary.
"""

from collections.abc import Iterator
from typing import Any, Final

from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Member
from advisor_app.domain.paths import rows_of
from advisor_app.exchange.fhir_case import CaseForFhir, RowForFhir, concept_of
from advisor_app.exchange.fhir_codes import (
    ASSERTED,
    CLINICAL,
    CONDITION_CATEGORY,
    ECOG,
    ICD_10_CM,
    LOINC,
    MCODE,
    OBSERVATION_CATEGORY,
    SNOMED,
    STAGE_GROUPS,
    TNM,
    TNM_PROFILES,
    VERIFICATION,
)

_STAGE_KINDS: Final = {"clinical": "c", "pathologic": "p"}
_TNM_CODES: Final = {found: code for code, found in reversed(TNM.items()) if "-" not in code}
_GROUP_CODES: Final = {
    kind: code for code, kind in reversed(STAGE_GROUPS.items()) if "-" not in code
}


def conditions(case: CaseForFhir) -> Iterator[dict[str, Any]]:
    """A condition for each diagnosis; the first carries the codes that follow from it."""
    for number, row in enumerate(case.diagnoses):
        yield _condition(case, RowForFhir(case, "dx", row), first=number == 0)


def observations(case: CaseForFhir) -> Iterator[dict[str, Any]]:
    """How active the patient is, the stage of each diagnosis, and every marker."""
    ecog = case.known("med.ecog")
    if ecog is not None:
        yield {
            **_observation(case, "ecog", "ecog-performance-status", "survey", verified=False),
            "code": concept_of("ECOG, as asked", (LOINC, ECOG)),
            "effectiveDateTime": case.at.isoformat(),
            "valueInteger": int(ecog),
        }
    for row in case.diagnoses:
        yield from _stage(case, RowForFhir(case, "dx", row))
    for row in rows_of(case.intake, "bio"):
        yield _marker(case, row)


def _condition(case: CaseForFhir, row: RowForFhir, *, first: bool) -> dict[str, Any]:
    text = row.words("histology_text") or (case.kind_name if first else "") or row.words("family")
    text = text or case.words("status.told_by_doctor") or "not named"
    codings = [(ICD_10_CM, code) for code in case.icd10] if first else []
    state = "confirmed" if case.confirmed else "provisional"
    found: dict[str, Any] = {
        "resourceType": "Condition",
        "id": case.id_of(f"dx-{row.row.id}"),
        "clinicalStatus": concept_of("", (CLINICAL, "active")),
        "verificationStatus": concept_of("", (VERIFICATION, state)),
        "category": [concept_of("", (CONDITION_CATEGORY, "problem-list-item"))],
        "code": concept_of(text, *codings),
        "subject": case.reference("patient"),
    }
    if case.confirmed:
        found["meta"] = {"profile": [f"{MCODE}primary-cancer-condition"]}
    where = ", ".join(part for part in (row.words("site_text"), row.words("laterality")) if part)
    if where:
        found["bodySite"] = [{"text": where}]
    if stages := list(_stages_of(case, row)):
        found["stage"] = stages
    day = row.known("date")
    if isinstance(day, PartialDate):
        found["extension"] = [{"url": ASSERTED, "valueDateTime": day.iso()}]
    return found


def _stages_of(case: CaseForFhir, row: RowForFhir) -> Iterator[dict[str, Any]]:
    """The stage as told, and the one that stands in a report, with where its parts are."""
    if row.words("stage_stated"):
        yield {"summary": {"text": f"as told: {row.words('stage_stated')}"}}
    parts = [one["id"] for one in _stage(case, row)]
    if parts:
        stage: dict[str, Any] = {
            "assessment": [{"reference": f"urn:uuid:{part}"} for part in parts]
        }
        if row.words("stage_group"):
            stage["summary"] = {"text": row.words("stage_group")}
        yield stage


def _stage(case: CaseForFhir, row: RowForFhir) -> Iterator[dict[str, Any]]:
    """The stage group of a report, and the categories T, N and M, as mCODE writes them."""
    kind = str(row.known("stage_type") or "")
    tnm = row.known("tnm")
    of_disease = {"focus": [case.reference(f"dx-{row.row.id}")]}
    parts: list[dict[str, Any]] = []
    for letter, profile in TNM_PROFILES.items():
        told = tnm.text(letter) if tnm is not None else ""
        if told:
            code = _TNM_CODES[letter, _STAGE_KINDS.get(kind, "")]
            parts.append(
                {
                    **_observation(
                        case,
                        f"{letter}-{row.row.id}",
                        profile,
                        "laboratory",
                        verified=case.verified(row.path("tnm")),
                    ),
                    **of_disease,
                    "code": concept_of(f"{letter.upper()} category", (SNOMED, code)),
                    "valueCodeableConcept": {"text": told},
                }
            )
    if row.words("stage_group"):
        group: dict[str, Any] = {
            **_observation(
                case,
                f"stage-{row.row.id}",
                "tnm-stage-group",
                "laboratory",
                verified=case.verified(row.path("stage_group")),
            ),
            **of_disease,
            "code": concept_of(
                "Stage group", (SNOMED, _GROUP_CODES[kind if kind in _STAGE_KINDS else ""])
            ),
            "valueCodeableConcept": {"text": row.words("stage_group")},
        }
        if parts:
            group["hasMember"] = [{"reference": f"urn:uuid:{part['id']}"} for part in parts]
        yield group
    yield from parts


def _marker(case: CaseForFhir, member: Member) -> dict[str, Any]:
    row = RowForFhir(case, "bio", member)
    found = {
        **_observation(
            case,
            f"bio-{member.id}",
            "tumor-marker-test",
            "laboratory",
            verified=case.verified(row.path("value")),
        ),
        "code": {"text": row.words("marker") or "marker not named"},
    }
    day = row.known("date")
    if isinstance(day, PartialDate):
        found["effectiveDateTime"] = day.iso()
    if row.words("method"):
        found["method"] = {"text": row.words("method")}
    if row.words("value"):
        found["valueString"] = row.words("value")
    else:
        found["dataAbsentReason"] = {"text": "not told"}
    return found


def _observation(
    case: CaseForFhir, name: str, profile: str, category: str, *, verified: bool
) -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "id": case.id_of(name),
        "meta": {"profile": [f"{MCODE}{profile}"]},
        "status": "final" if verified else "preliminary",
        "category": [concept_of("", (OBSERVATION_CATEGORY, category))],
        "subject": case.reference("patient"),
    }
