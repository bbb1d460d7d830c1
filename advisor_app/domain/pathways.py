"""The path of a case: where the patient stands, and the short ways through the intake.

Five paths follow from where things stand. Four short ones follow from what is wanted or who calls:
somebody who wants slides read again is asked for the slides, not for insurance and travel. What a
short path leaves out is hidden, never forgotten: with another service it comes back.

Source: sections 1I and 1R of the intake data set, and the records that each service needs.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Final

from advisor_app.domain.intake import Intake
from advisor_app.domain.questions import Stage


class Pathway(StrEnum):
    """Where the patient stands on the way from a finding to the time after treatment."""

    ABNORMAL_RESULT = "abnormal result"
    NEWLY_DIAGNOSED = "newly diagnosed"
    TREATMENT_BEGUN = "treatment begun"
    FINISHED_OR_RECURRENT = "finished or recurrent"
    HEREDITARY_RISK = "hereditary risk"
    NOT_KNOWN_YET = "not known yet"


class ShortPath(StrEnum):
    """A request that needs a part of the intake only."""

    PATHOLOGY_ONLY = "pathology slides only"
    IMAGES_ONLY = "images only"
    GENETICS_ONLY = "genetics only"
    DOCTORS_OFFICE = "a doctor's office calls"


CLINICIANS: Final = frozenset({"referring_clinician", "clinician_office_staff"})
"""Callers who speak for a doctor: codes of `caller.relationship`."""

_BY_STATUS: Final = MappingProxyType(
    {
        "abnormal_not_diagnosed": Pathway.ABNORMAL_RESULT,
        "newly_diagnosed_untreated": Pathway.NEWLY_DIAGNOSED,
        "treatment_started": Pathway.TREATMENT_BEGUN,
        "treatment_completed": Pathway.FINISHED_OR_RECURRENT,
        "recurrence_or_progression": Pathway.FINISHED_OR_RECURRENT,
        "surveillance_question": Pathway.FINISHED_OR_RECURRENT,
        "hereditary_risk_only": Pathway.HEREDITARY_RISK,
    }
)
_BY_SERVICE: Final = MappingProxyType(
    {
        "pathology_review": ShortPath.PATHOLOGY_ONLY,
        "radiology_review": ShortPath.IMAGES_ONLY,
        "genetics": ShortPath.GENETICS_ONLY,
        "physician_to_physician": ShortPath.DOCTORS_OFFICE,
    }
)

_DX: Final = "dx.rows/*/"
_ALWAYS: Final = (
    "call", "caller", "urg", "rec", "out", "svc.types", "svc.route",
    "patient.family_name", "patient.given_names", "patient.name_native", "patient.other_names",
    "patient.dob", "patient.age", "patient.sex_at_birth", "patient.mrn", "patient.vital_status",
    "patient.external_ids",
    "contact.phone_primary", "contact.phone_alt", "contact.voicemail_ok", "contact.email",
    "contact.do_not_contact",
    "lang.spoken", "lang.interpreter_needed", "lang.interpreter_used_today",
    "res.country", "res.state", "md", "status.code", "status.tissue_done", "status.next_planned",
    "status.admitted_now", "status.told_by_doctor",
    f"{_DX}family", f"{_DX}kind", f"{_DX}oncotree", f"{_DX}icd10cm", f"{_DX}laterality",
    "goal.reason", "goal.main_question", "log.records_release_signed", "log.translation_needed",
    "ins.self_pay_ack",
)  # fmt: skip
"""What every short path asks: sections, or single questions. The red flags are always among it."""

_ALSO_ASKED: Final[Mapping[ShortPath, tuple[str, ...]]] = MappingProxyType(
    {
        ShortPath.PATHOLOGY_ONLY: ("path", "bio", f"{_DX}site_text", f"{_DX}histology_text"),
        ShortPath.IMAGES_ONLY: ("img", f"{_DX}site_text", f"{_DX}mets", f"{_DX}size"),
        ShortPath.GENETICS_ONLY: (
            "fam", "bio", "dx.other_cancers", f"{_DX}date", "patient.gender", "patient.pronouns",
            "patient.preferred_name", "patient.organs_relevant", "med.pregnancy", "med.fertility",
            "comm.hearing_vision", "contact.best_time", "ins.primary_payer", "ins.plan_type",
            "ins.member_id", "ins.referral_or_auth", "res.location_at_visit", "res.video_ready",
            "svc.mode_pref", "svc.site_pref", "log.availability",
        ),
        ShortPath.DOCTORS_OFFICE: (
            "status", "dx", "bio", "path", "img", "tx", "med.ecog", "med.lansky", "med.comorbid",
            "med.anticoagulant", "med.allergies", "med.meds", "med.pregnancy", "med.implants",
            "fam.germline_done", "ins.primary_payer", "ins.plan_type", "ins.referral_or_auth",
            "svc.mode_pref", "svc.specific_doctor",
        ),
    }
)  # fmt: skip

_LEFT_OUT: Final[Mapping[ShortPath, tuple[str, ...]]] = MappingProxyType(
    {
        ShortPath.PATHOLOGY_ONLY: (
            "md.local_oncologist_will_treat", "status.admitted_now", "status.tissue_done",
        ),
        ShortPath.IMAGES_ONLY: (
            "md.local_oncologist_will_treat", "status.admitted_now", "status.tissue_done",
            "img.contrast_issue",
        ),
        ShortPath.GENETICS_ONLY: ("md.local_oncologist_will_treat",),
        ShortPath.DOCTORS_OFFICE: ("contact.voicemail_ok",),
    }
)  # fmt: skip

_DOCTOR: Final = dict.fromkeys(
    ("md.rows/*/name", "md.rows/*/org_city", "md.rows/*/phone_fax", "md.rows/*/may_contact"),
    Stage.BOOKING,
)
_SOONER: Final[Mapping[ShortPath, Mapping[str, Stage]]] = MappingProxyType(
    {
        ShortPath.PATHOLOGY_ONLY: {
            **dict.fromkeys(
                (
                    "path.rows/*/lab", "path.rows/*/accession", "path.rows/*/specimen_type",
                    "path.rows/*/material", "path.rows/*/slide_count", "path.rows/*/slides_status",
                    "path.rows/*/report_status",
                ),
                Stage.BOOKING,
            ),
            **_DOCTOR,
        },
        ShortPath.IMAGES_ONLY: {
            **dict.fromkeys(
                (
                    "img.rows/*/type", "img.rows/*/region", "img.rows/*/date",
                    "img.rows/*/facility", "img.rows/*/images_status", "img.rows/*/report_status",
                ),
                Stage.BOOKING,
            ),
            **_DOCTOR,
        },
        ShortPath.GENETICS_ONLY: dict.fromkeys(
            ("fam.any", "fam.germline_done", "fam.known_mutation", "fam.ancestry"), Stage.BOOKING
        ),
        ShortPath.DOCTORS_OFFICE: {**_DOCTOR, "md.rows/*/role": Stage.BOOKING},
    }
)  # fmt: skip

_ORDER: Final = tuple(Stage)
_BEGUN: Final[Mapping[ShortPath, str]] = MappingProxyType(
    {ShortPath.PATHOLOGY_ONLY: "path", ShortPath.IMAGES_ONLY: "img"}
)


def pathway_of(intake: Intake) -> Pathway:
    """The path of the case, by where things stand."""
    return _BY_STATUS.get(str(intake.status.code.value), Pathway.NOT_KNOWN_YET)


def short_paths(intake: Intake) -> frozenset[ShortPath]:
    """The short paths that the request takes together; none where the whole intake is asked."""
    wanted = frozenset(intake.svc.types.value or ())
    if wanted and wanted <= _BY_SERVICE.keys():
        return frozenset(_BY_SERVICE[one] for one in wanted)
    if intake.caller.relationship.value in CLINICIANS:
        return frozenset({ShortPath.DOCTORS_OFFICE})
    return frozenset()


def on_paper_only(intake: Intake) -> bool:
    """Whether material is read and nobody meets the patient."""
    taken = short_paths(intake)
    return bool(taken) and taken <= {ShortPath.PATHOLOGY_ONLY, ShortPath.IMAGES_ONLY}


def left_out(template: str, taken: frozenset[ShortPath]) -> bool:
    """Whether the question at the declared path `template` is left out by the paths `taken`."""
    return bool(taken) and not any(_asks(path, template) for path in taken)


def needed_on(template: str, usual: Stage, taken: frozenset[ShortPath]) -> Stage:
    """What the answer is needed for on the paths `taken`; the earliest of them counts."""
    stages = [_SOONER[path].get(template, usual) for path in taken]
    return min(stages, key=_ORDER.index, default=usual)


def begun_groups(intake: Intake) -> frozenset[str]:
    """The groups whose first member is asked for before there is one."""
    taken = short_paths(intake)
    found = {"dx", *(_BEGUN[path] for path in taken if path in _BEGUN)}
    return frozenset(found | {"md"} if taken else found)


@cache
def _asks(path: ShortPath, template: str) -> bool:
    return not _among(template, _LEFT_OUT[path]) and (
        _among(template, _ALWAYS) or _among(template, _ALSO_ASKED[path])
    )


def _among(template: str, names: tuple[str, ...]) -> bool:
    return any(template == name or template.startswith(f"{name}.") for name in names)
