"""Answers without a place of their own on the paper: they print by their short names, none is lost.

Page 1 and the rows of page 2 are written by hand from certain questions. Every other question that
the intake asks, now or after the next change of its definition, prints in one row at the end.
"""

from collections.abc import Iterator
from typing import Final

from advisor_app.documents.case_reading import Reading
from advisor_app.documents.runs import Run, Runs, joined
from advisor_app.documents.summary_content import Cell
from advisor_app.domain.paths import QUESTIONS, answers, question_of, rows_of, split, template_of

_PLACED: Final = {
    "call": "received_at channel advisor_id callback_number location_now",
    "caller": (
        "name is_patient age relationship authority authority_document "
        "patient_aware_of_diagnosis phone preferred_contact second_contact"
    ),
    "patient": (
        "family_name given_names name_native other_names preferred_name dob age "
        "sex_at_birth gender pronouns organs_relevant mrn external_ids vital_status"
    ),
    "contact": "phone_primary phone_alt voicemail_ok email best_time do_not_contact",
    "lang": "spoken written interpreter_needed interpreter_used_today",
    "comm": "hearing_vision literacy_support cognition",
    "res": (
        "country state address county location_at_visit willing_to_travel temporary_stay "
        "video_ready visa_needed"
    ),
    "ins": (
        "primary_payer plan_type member_id subscriber referral_or_auth secondary "
        "employer_programme financial_worry self_pay_ack"
    ),
    "md": (
        "role name org_city phone_fax is_referrer may_contact local_oncologist_will_treat "
        "referrer_question"
    ),
    "status": (
        "code how_found found_date first_symptom current_symptoms tissue_done next_planned "
        "admitted_now told_by_doctor"
    ),
    "dx": (
        "family kind oncotree icd10cm icdo_topo_morph site_text laterality histology_text "
        "behavior grade date diagnosed_where stage_stated stage_group stage_type tnm mets "
        "size recurrence_of progress blood_specific psa_series markers other_cancers"
    ),
    "bio": "marker value method specimen_ref date status",
    "path": (
        "date site_side lab accession specimen_type result report_status slides_status "
        "material addenda_pending exists second_read_done"
    ),
    "img": (
        "type region laterality date facility images_status report_status key_finding "
        "contrast_issue pending"
    ),
    "tx": (
        "modality name intent line start end cycles dose_fields response stop_reason "
        "toxicity op_details facility planned holding trial"
    ),
    "med": (
        "ecog comorbid anticoagulant allergies meds implants pregnancy fertility "
        "height_weight kidney_dialysis infection_control tobacco_alcohol exposures mobility "
        "mental_health"
    ),
    "fam": "relation side cancer age any ancestry germline_done known_mutation",
    "goal": (
        "reason main_question worry priorities q1 q2 q3 q4 q5 trials integrative acceptance "
        "prior_centre"
    ),
    "svc": "types specific_doctor doctor_preference mode_pref site_pref accept_next",
    "urg": (
        "fever breathing_bleeding weak_legs head gut sudden screen_done flags disposition "
        "instruction_given put_aside"
    ),
    "log": (
        "availability transport companion lodging accessibility portal "
        "records_release_signed translation_needed"
    ),
    "rec": "code state held_by promised_by asked_on due reason note",
    "out": (
        "match booked not_matched_reason followup_task caller_summary read_back_names "
        "read_back_born read_back_phone read_back_kind read_back_drug read_back_date"
    ),
}
"""By section: the questions that the other rows print, and those that are the desk's business."""

PLACED: Final = frozenset(
    path
    for path, question in QUESTIONS.items()
    if question.key in _PLACED.get(path.partition(".")[0], "").split()
)


def also_told(reading: Reading) -> Iterator[Cell]:
    """One row with every known answer that no other row prints; no row where there is none."""
    found = joined(_told(reading), "; ")
    if found:
        yield Cell(key="Also told", value=found)


def _told(reading: Reading) -> Iterator[Runs]:
    for path, answer in answers(reading.intake):
        question = question_of(path)
        if template_of(path) in PLACED or question.private or not answer.known:
            continue
        group, member, _ = split(path)
        if member and all(row.id != member for row in rows_of(reading.intake, group)):
            continue
        runs = reading.told.runs(path)
        yield (Run(f"{question.short}: ", italic=runs[0].italic), *runs)
