"""When a question applies. What does not apply is hidden, never forgotten."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from advisor_app.domain.answers import Answer
from advisor_app.domain.dates import PartialDate, age_on
from advisor_app.domain.intake import ALWAYS_ASKED, Intake, Member
from advisor_app.domain.paths import rows_of
from advisor_app.domain.pathways import CLINICIANS, left_out, on_paper_only, short_paths
from advisor_app.domain.places import NON_LATIN_COUNTRIES, NON_LATIN_LANGUAGES, place_code
from advisor_app.domain.questions import Question
from advisor_app.domain.text import is_latin

Condition = Callable[[Intake, date], bool]

NEAR_STATES: Final = frozenset({"NY", "NJ", "CT", "PA"})
_BLOOD_FAMILIES: Final = frozenset(
    {"leukemia_acute", "leukemia_chronic", "mds_mpn", "lymphoma", "plasma_cell", "histiocytic_mast"}
)
_NOT_DIAGNOSED: Final = frozenset({"abnormal_not_diagnosed", "hereditary_risk_only"})
_TREATED: Final = frozenset(
    {"treatment_started", "treatment_completed", "recurrence_or_progression"}
)
_WITHOUT_SIDE: Final = _BLOOD_FAMILIES | {
    "thymus", "esophagus", "stomach", "small_bowel", "appendix", "colorectal", "anal", "liver",
    "biliary", "pancreas", "gist", "uterus", "cervix", "gtd", "prostate", "bladder_urothelial",
    "penis", "cup_or_mets", "hereditary_risk",
}  # fmt: skip
_FEMALE_ORGANS: Final = frozenset({"ovary", "uterus", "cervix", "vulva_vagina", "gtd"})
_MALE_ORGANS: Final = frozenset({"prostate", "testis", "penis"})
_UNTREATED: Final = frozenset({"abnormal_not_diagnosed", "newly_diagnosed_untreated"})
_GROWS_IN: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "breasts": frozenset({"breast"}),
        "ovaries": frozenset({"ovary"}),
        "uterus": frozenset({"uterus", "gtd"}),
        "cervix": frozenset({"cervix"}),
        "prostate": frozenset({"prostate"}),
        "testes": frozenset({"testis"}),
    }
)
"""The families that grow in the organs which may have been removed."""
_ANCESTRY_FAMILIES: Final = frozenset({"breast", "ovary", "pancreas", "prostate"})
_EXPOSURE_FAMILIES: Final = _BLOOD_FAMILIES | {"lung", "mesothelioma", "head_neck"}


def age_of(intake: Intake, today: date) -> int | None:
    """The patient's age in full years, by the date of birth or as told; None where unknown."""
    born = intake.patient.dob.value
    if isinstance(born, PartialDate):
        return age_on(born, today)
    told = intake.patient.age.value
    return int(told) if told is not None else None


def families_of(intake: Intake) -> frozenset[str]:
    """The families of all diagnoses that stand."""
    return frozenset(
        str(row.family.value)
        for row in intake.dx.rows
        if not row.removed and row.family.value is not None
    )


def has_tissue(intake: Intake) -> bool:
    """Whether tissue was taken and looked at, so that a diagnosis can exist."""
    tissue = intake.status.tissue_done.value
    if tissue is not None:
        return tissue.text("code") == "done_result_known"
    return intake.status.code.value not in _NOT_DIAGNOSED and any(
        row.histology_text.known for row in intake.dx.rows if not row.removed
    )


def diagnosed(intake: Intake, _today: date) -> bool:
    """Whether a diagnosis was told."""
    return intake.status.code.value not in _NOT_DIAGNOSED


def treated(intake: Intake, _today: date) -> bool:
    """Whether treatment has begun."""
    return intake.status.code.value in _TREATED or bool(rows_of(intake, "tx"))


def caller_not_patient(intake: Intake, _today: date) -> bool:
    """Whether somebody else calls."""
    return intake.caller.is_patient.value is False or intake.caller.relationship.value not in (
        None,
        "self",
    )


def in_us(intake: Intake, _today: date) -> bool:
    """Whether the patient lives in the United States, or nothing says otherwise."""
    return intake.res.country.value in (None, "US")


def abroad(intake: Intake, _today: date) -> bool:
    """Whether the patient lives abroad."""
    return intake.res.country.value not in (None, "US")


def not_english(intake: Intake, _today: date) -> bool:
    """Whether another language is spoken better."""
    return intake.lang.spoken.value not in (None, "en")


def red_flag_raised(intake: Intake) -> bool:
    """Whether one of the six was answered with yes, or a flag was raised."""
    urgency = intake.urg
    six: tuple[Answer[bool], ...] = tuple(getattr(urgency, name) for name in ALWAYS_ASKED)
    return any(answer.value is True for answer in six) or bool(urgency.flags.value)


def _relative_calls(intake: Intake, today: date) -> bool:
    speaks_for_a_doctor = intake.caller.relationship.value in CLINICIANS
    return caller_not_patient(intake, today) and not speaks_for_a_doctor


def _video_possible(intake: Intake, _today: date) -> bool:
    return not on_paper_only(intake) and intake.svc.mode_pref.value in (None, "video", "either")


def _in_person_possible(intake: Intake, _today: date) -> bool:
    return not on_paper_only(intake) and intake.svc.mode_pref.value != "video"


def _paired_organ(intake: Intake, _today: date) -> bool:
    families = families_of(intake)
    return not families or bool(families - _WITHOUT_SIDE)


def _native_script(intake: Intake, _today: date) -> bool:
    """Whether the name is likely written in other letters than Latin ones."""
    if intake.lang.spoken.value is not None and intake.lang.spoken.value in NON_LATIN_LANGUAGES:
        return True
    name = str(intake.patient.family_name.value or "")
    return intake.res.country.value in NON_LATIN_COUNTRIES or bool(name and not is_latin(name))


def _proxy(intake: Intake, _today: date) -> bool:
    return (
        intake.caller.authority.value in ("health_care_proxy_or_POA", "legal_guardian")
        or intake.comm.cognition.value == "needs_surrogate"
    )


def _trials_wanted(intake: Intake, _today: date) -> bool:
    return intake.goal.trials.value in ("yes", "maybe") or intake.goal.q3.known


def _seen_elsewhere(intake: Intake, _today: date) -> bool:
    return bool(intake.goal.prior_centre.value)


def _genetics_wanted(intake: Intake, _today: date) -> bool:
    return "genetics" in (intake.svc.types.value or ())


def _review_wanted(intake: Intake, _today: date) -> bool:
    """Whether slides or images are to be read again: their departments can be asked directly."""
    return bool({"pathology_review", "radiology_review"} & set(intake.svc.types.value or ()))


def _hearing(intake: Intake) -> bool:
    return "hearing" in (intake.comm.hearing_vision.value or ())


def organ_conflict(intake: Intake) -> bool:
    """Whether the cancer is one of an organ that this sex at birth seldom has."""
    sex = intake.patient.sex_at_birth.value
    return any(seldom_together(sex, (family,)) for family in families_of(intake))


def seldom_together(sex: str | None, families: Collection[str]) -> bool:
    """Whether all the families are of organs that this sex at birth seldom has."""
    other = {"male": _FEMALE_ORGANS, "female": _MALE_ORGANS}.get(sex or "", frozenset())
    return bool(families) and other.issuperset(families)


def removed_before(intake: Intake, families: Collection[str], status: str | None) -> str:
    """The removed organ in which all the families would grow anew; empty where there is none.

    Who was treated may well have lost the organ to this very cancer.
    """
    if not families or status not in _UNTREATED:
        return ""
    removed = intake.patient.organs_relevant.value or ()
    grown = (organ for organ in removed if _GROWS_IN.get(organ, frozenset()).issuperset(families))
    return next(grown, "")


def _cognition_matters(intake: Intake, today: date) -> bool:
    return (age_of(intake, today) or 0) >= 75 or "brain_cns" in families_of(intake)


def _could_be_pregnant(intake: Intake, today: date) -> bool:
    age = age_of(intake, today)
    return intake.patient.sex_at_birth.value != "male" and (age is None or 10 <= age <= 55)


def _plan_with_referral(intake: Intake, _today: date) -> bool:
    return str(intake.ins.plan_type.value or "").startswith(
        ("hmo", "medicaid", "medicare_advantage")
    )


CONDITIONS: Final[Mapping[str, Condition]] = MappingProxyType(
    {
        "always": lambda _intake, _today: True,
        "caller_not_patient": caller_not_patient,
        "relative_calls": _relative_calls,
        "caller_is_clinician": lambda i, _: i.caller.relationship.value in CLINICIANS,
        "authority_by_document": _proxy,
        "dob_not_known": lambda i, _: not i.patient.dob.known,
        "red_flag_or_video": lambda i, t: red_flag_raised(i) or _video_possible(i, t),
        "in_us": in_us,
        "country_open": lambda i, _: i.res.country.asked or not i.res.state.known,
        "abroad": abroad,
        "out_of_area": lambda i, t: abroad(i, t) or i.res.state.value not in (None, *NEAR_STATES),
        "far_away": lambda i, t: (
            _in_person_possible(i, t)
            and (abroad(i, t) or i.res.state.value not in (None, *NEAR_STATES))
        ),
        "near_state": lambda i, _: i.res.state.value in NEAR_STATES,
        "video_possible": _video_possible,
        "video_wanted": lambda i, _: i.svc.mode_pref.value in ("video", "either"),
        "in_person_possible": _in_person_possible,
        "paired_organ": _paired_organ,
        "medicare": lambda i, _: str(i.ins.plan_type.value or "").startswith("medicare"),
        "native_script": _native_script,
        "not_english_or_hearing": lambda i, t: not_english(i, t) or _hearing(i),
        "cognition_matters": _cognition_matters,
        "organ_conflict": lambda i, _: organ_conflict(i),
        "plan_with_referral": _plan_with_referral,
        "abroad_or_written": lambda i, t: (
            abroad(i, t) or "remote_written" in (i.svc.types.value or ())
        ),
        "diagnosed": diagnosed,
        "tissue": lambda i, t: (
            diagnosed(i, t)
            and (
                i.status.tissue_done.value is None
                or i.status.tissue_done.value.text("code") != "no"
            )
        ),
        "treated": treated,
        "recurrence": lambda i, _: i.status.code.value == "recurrence_or_progression",
        "blood_cancer": lambda i, _: bool(families_of(i) & _BLOOD_FAMILIES),
        "prostate": lambda i, _: "prostate" in families_of(i),
        "trials_wanted": _trials_wanted,
        "seen_elsewhere": _seen_elsewhere,
        "genetics_wanted": _genetics_wanted,
        "review_wanted": _review_wanted,
        "found_by_symptom": lambda i, _: i.status.how_found.value == "symptom",
        "under_sixteen": lambda i, t: (age_of(i, t) or 16) < 16,
        "sixteen_or_older": lambda i, t: (age_of(i, t) or 16) >= 16,
        "fifty_or_younger": lambda i, t: (age_of(i, t) or 50) <= 50,
        "could_be_pregnant": _could_be_pregnant,
        "exposure_matters": lambda i, _: bool(families_of(i) & _EXPOSURE_FAMILIES),
        "ancestry_matters": lambda i, _: bool(families_of(i) & _ANCESTRY_FAMILIES),
    }
)
"""Every condition that `asked_when` can name."""


def _value(row: Member, name: str) -> object:
    answer = getattr(row, name)
    return answer.value if isinstance(answer, Answer) else None


def _modality(row: Member) -> object:
    return _value(row, "modality")


ROW_CONDITIONS: Final[Mapping[str, Callable[[Member], bool]]] = MappingProxyType(
    {
        "": lambda _row: True,
        "systemic": lambda row: _modality(row) in (None, "systemic", "transplant_cell", "other"),
        "radiation": lambda row: _modality(row) in (None, "radiation", "radionuclide"),
        "surgery": lambda row: _modality(row) in (None, "surgery", "endoscopic"),
        "ended": lambda row: isinstance(_value(row, "end"), PartialDate),
    }
)
"""Every condition on its own row that `row_when` can name."""


def applies(question: Question, intake: Intake, today: date, row: Member | None = None) -> bool:
    """Whether the question is to be asked in this case, and of this member of its group."""
    if left_out(question.path, short_paths(intake)):
        return False
    if not CONDITIONS[question.asked_when](intake, today):
        return False
    return row is None or ROW_CONDITIONS[question.row_when](row)


def place_on_the_day(intake: Intake) -> str:
    """Where the patient will be for a video visit (`US-FL`, `ES`), or nothing where not told."""
    told = intake.res.location_at_visit.value
    return (place_code(str(told)) or "") if told else ""


def home(intake: Intake) -> str:
    """Where the patient lives: `US-NJ`, `US` without a state, `ES`, or nothing."""
    country, state = intake.res.country.value, intake.res.state.value
    if state and country in (None, "US"):
        return f"US-{state}"
    return str(country or "")
