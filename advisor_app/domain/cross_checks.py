"""The cross-field rules of the intake: what does not fit together between answers.

Source: section 1V of the intake data set. Hard rules (no booking, no disclosure, no code) are
marked as such; what they block is decided where it is done, and said here beside the field.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, Final

from advisor_app.domain.answers import Answer, Source
from advisor_app.domain.authority import disclosure
from advisor_app.domain.conditions import (
    abroad,
    age_of,
    caller_not_patient,
    families_of,
    organ_conflict,
    removed_before,
)
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Diagnosis, Intake
from advisor_app.domain.paths import member_path
from advisor_app.domain.pathways import CLINICIANS
from advisor_app.domain.places import LANGUAGE_OF_COUNTRY, language_name, place_name
from advisor_app.domain.problem import Problem
from advisor_app.domain.text import fold
from advisor_app.domain.values import Parts

ADULT: Final = 18
LANSKY_BELOW: Final = 16
BEFORE_DIAGNOSIS_DAYS: Final = 60
"""A treatment that begins longer before the diagnosis than this is asked about."""
SERIOUS_LOSS_PERCENT: Final = 10
"""Loss of weight in six months that raises red flag RF-18."""

_GUARDIANS: Final = frozenset({"parent", "legal_guardian", *CLINICIANS})
_NO_NAME: Final = frozenset({"fnu", "lnu"})
_TOLD: Final = frozenset({Source.PATIENT_STATED, Source.CALLER_STATED, Source.IMPORTED})
_SIDES: Final = frozenset({"right", "left"})
_EMERGENCIES: Final = frozenset({"E0_911", "E1_ED_today"})


def of_rules(intake: Intake, today: date) -> Iterator[Problem]:
    """Everything that the cross-field rules have to say."""
    yield from _of_authority(intake, today)
    yield from _of_names(intake)
    yield from _of_age(intake, today)
    yield from _of_body(intake)
    yield from _of_country(intake, today)
    yield from _of_diagnosis(intake)
    yield from _of_sides(intake)
    yield from _of_markers(intake)
    yield from _of_treatment(intake)
    yield from _of_arrangements(intake)


def sides_told(intake: Intake) -> dict[str, frozenset[str]]:
    """Which side each source names, by path: diagnosis, tissue and scans."""
    told: dict[str, frozenset[str]] = {}
    for row in intake.dx.rows:
        if not row.removed:
            told[member_path("dx", row.id, "laterality")] = _sides_of(row.laterality)
    for specimen in intake.path.rows:
        if not specimen.removed:
            told[member_path("path", specimen.id, "site_side")] = _sides_of(specimen.site_side)
    for study in intake.img.rows:
        if not study.removed:
            told[member_path("img", study.id, "laterality")] = _sides_of(study.laterality)
    return {path: sides for path, sides in told.items() if sides}


def _of_authority(intake: Intake, today: date) -> Iterator[Problem]:
    if intake.caller.authority.value == "none_yet" and not disclosure(intake).allowed:
        text = "Nothing may be told, booked or printed. Can the patient come to the phone?"
        yield Problem(path="caller.authority", text=text, hard=True)
        if intake.caller.preferred_contact.value in ("caller", "either"):
            text = "They have no authority yet. Call the patient, or ask for permission?"
            yield Problem(path="caller.preferred_contact", text=text)
    if (
        intake.caller.patient_aware_of_diagnosis.value == "not_told"
        and intake.contact.voicemail_ok.value == "detailed"
    ):
        text = "The patient was not told: leave no details on the voicemail"
        yield Problem(path="contact.voicemail_ok", text=text)
    born = intake.patient.dob.lead
    if (
        intake.patient.mrn.known
        and caller_not_patient(intake, today)
        and born is not None
        and born.source is Source.CALLER_STATED
        and not born.verified
    ):
        text = "Told by the caller only: do not join it with a record number yet. Is it sure?"
        yield Problem(path="patient.dob", text=text)
    if intake.urg.disposition.value in _EMERGENCIES and not _read_back(intake):
        text = "Was the instruction given, and what did they say back? Nothing is booked before."
        yield Problem(path="urg.instruction_given", text=text, hard=True)
    if intake.patient.vital_status.value == "deceased":
        text = "Say how sorry we are, close the case, and let nobody call the family again"
        yield Problem(path="patient.vital_status", text=text, serious=False)


def _of_names(intake: Intake) -> Iterator[Problem]:
    patient = intake.patient
    for name in ("family_name", "given_names"):
        if fold(str(getattr(patient, name).value or "")) in _NO_NAME:
            text = "FNU and LNU stand for no name. Keep it under other names, for the insurer?"
            yield Problem(path=f"patient.{name}", text=text)
    single = patient.given_names.known and not str(patient.given_names.value).strip()
    aliases = {fold(word) for word in patient.other_names.value or ()}
    if single and intake.ins.primary_payer.known and not aliases & _NO_NAME:
        text = "One name only: does the insurance card say FNU or LNU? Keep it here."
        yield Problem(path="patient.other_names", text=text, serious=False)


def _of_age(intake: Intake, today: date) -> Iterator[Problem]:
    age = age_of(intake, today)
    if age is not None and age > 120:
        yield Problem(path="patient.dob", text="More than 120 years ago. Which year?")
    if intake.caller.age.value is not None and int(intake.caller.age.value) < ADULT:
        yield Problem(path="caller.age", text="A minor may not interpret. Is an adult there?")
    if age is None or age >= ADULT:
        return
    if intake.caller.is_patient.value is True:
        yield Problem(path="caller.is_patient", text="A child is calling. Is a parent there?")
    relation = intake.caller.relationship.value
    if relation is not None and relation not in {*_GUARDIANS, "self"}:
        text = "The patient is a minor. Is a parent, a guardian or a doctor there?"
        yield Problem(path="caller.relationship", text=text)
    if age < LANSKY_BELOW and intake.med.ecog.known:
        text = "Under 16 the Lansky scale is used. How does the child play?"
        yield Problem(path="med.ecog", text=text)


def _of_body(intake: Intake) -> Iterator[Problem]:
    if organ_conflict(intake) and not intake.patient.organs_relevant.asked:
        text = "This cancer and the sex at birth seldom go together. Which organs are there?"
        yield Problem(path="patient.sex_at_birth", text=text, serious=False)
    status = intake.status.code.value
    if any(removed_before(intake, (family,), status) for family in families_of(intake)):
        text = "Removed, and yet this cancer is told as new there. Which is right?"
        yield Problem(path="patient.organs_relevant", text=text)
    loss = _part(intake.med.height_weight, "loss_percent")
    if isinstance(loss, int | float) and loss >= SERIOUS_LOSS_PERCENT:
        text = f"{loss:g} % lost in six months: ask about eating (red flag RF-18)"
        yield Problem(path="med.height_weight", text=text, serious=False)


def _of_country(intake: Intake, today: date) -> Iterator[Problem]:
    if not abroad(intake, today):
        return
    country = str(intake.res.country.value)
    language = LANGUAGE_OF_COUNTRY.get(country)
    if language is not None and not intake.lang.spoken.asked:
        text = f"{language_name(language)} is spoken in {place_name(country)}. Which language?"
        yield Problem(path="lang.spoken", text=text, serious=False)
    if not _part(intake.contact.best_time, "zone"):
        text = f"By which clock? Take the time in {place_name(country)}."
        yield Problem(path="contact.best_time", text=text, serious=False)
    if intake.ins.self_pay_ack.value is False:
        text = "Without a yes to the fee there is no opinion from afar. What would help?"
        yield Problem(path="ins.self_pay_ack", text=text)
    if _part(intake.log.translation_needed, "code") == "no":
        text = "The records need a certified translation before the visit"
        yield Problem(path="log.translation_needed", text=text, serious=False)


def _of_diagnosis(intake: Intake) -> Iterator[Problem]:
    undiagnosed = intake.status.code.value == "abnormal_not_diagnosed"
    for row in intake.dx.rows:
        if row.removed:
            continue
        if undiagnosed:
            yield from _no_diagnosis_yet(row)
        stage = row.stage_group.lead
        if stage is not None and stage.known and stage.source in _TOLD and not stage.verified:
            path = member_path("dx", row.id, "stage_group")
            yield Problem(path=path, text="Told, not read. Does it stand in the report?")
        spread = set(row.mets.value or ()) & {"brain", "bone"}
        if spread and not intake.urg.weak_legs.asked:
            path = member_path("dx", row.id, "mets")
            yield Problem(path=path, text="Ask about weak legs and headache now", serious=False)


def _no_diagnosis_yet(row: Diagnosis) -> Iterator[Problem]:
    code = str(row.icd10cm.value or "").upper()
    if code.startswith("C") or code[:2] == "D0":
        path = member_path("dx", row.id, "icd10cm")
        text = "No cancer code before tissue. Which finding is it (R, N, D49)?"
        yield Problem(path=path, text=text, hard=True)
    for name in ("stage_group", "oncotree", "tnm"):
        if getattr(row, name).known:
            text = "An abnormal result has no stage or type yet. Was there a biopsy?"
            yield Problem(path=member_path("dx", row.id, name), text=text, hard=True)


def _of_sides(intake: Intake) -> Iterator[Problem]:
    """Right in one source and left in another; with several cancers each may have its own side."""
    if sum(1 for row in intake.dx.rows if not row.removed) > 1:
        return
    told = sides_told(intake)
    if len(frozenset().union(*told.values())) < 2:
        return
    for path, sides in told.items():
        text = f"{' and '.join(sorted(sides))} here, not everywhere. Which does each paper say?"
        yield Problem(path=path, text=text[0].upper() + text[1:], hard=True)


def _of_markers(intake: Intake) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for row in intake.bio.rows:
        name, value = fold(str(row.marker.value or "")), fold(str(row.value.value or ""))
        if row.removed or not name or not value:
            continue
        if seen.setdefault(name, value) != value:
            path = member_path("bio", row.id, "value")
            text = "This marker has another value above. From which date is each?"
            yield Problem(path=path, text=text)


def _of_treatment(intake: Intake) -> Iterator[Problem]:
    diagnosed = [row.date.value for row in intake.dx.rows if not row.removed and row.date.known]
    for row in intake.tx.rows:
        start = row.start.value
        if row.removed or not isinstance(start, PartialDate) or len(diagnosed) != 1:
            continue
        told = diagnosed[0]
        earliest = told.earliest - timedelta(days=BEFORE_DIAGNOSIS_DAYS) if told else None
        if earliest is not None and start.latest < earliest:
            path = member_path("tx", row.id, "start")
            yield Problem(path=path, text=f"Long before the diagnosis ({told}). For which illness?")
    if _part(intake.tx.holding, "code") == "yes":
        text = "Never advise to wait or to stop: their own doctor decides. Have they told them?"
        yield Problem(path="tx.holding", text=text, serious=False)


def _of_arrangements(intake: Intake) -> Iterator[Problem]:
    referrers = [row for row in intake.md.rows if not row.removed and row.is_referrer.value is True]
    for row in referrers[1:]:
        path = member_path("md", row.id, "is_referrer")
        yield Problem(path=path, text="Another doctor is said to have sent them. Which one?")
    if _part(intake.log.records_release_signed, "code") == "verbal_only":
        text = "A spoken yes is not enough for the records. Where may we send the form?"
        yield Problem(path="log.records_release_signed", text=text)
    if intake.svc.mode_pref.value == "video" and intake.res.video_ready.value == "no":
        yield Problem(path="svc.mode_pref", text="No camera for a video visit. In person, then?")
    if intake.ins.referral_or_auth.value == "unknown":
        text = "Ask the plan before booking: a visit without its yes may not be paid"
        yield Problem(path="ins.referral_or_auth", text=text, serious=False)


def _sides_of(answer: Answer[Any]) -> frozenset[str]:
    found = set()
    for statement in answer.statements:
        value = statement.value
        found.add(value.text("laterality") if isinstance(value, Parts) else value)
    return frozenset(str(side) for side in found if side in _SIDES)


def _part(answer: Answer[Any], name: str) -> Any:
    return answer.value.get(name) if isinstance(answer.value, Parts) else None


def _read_back(intake: Intake) -> bool:
    return _part(intake.urg.instruction_given, "ack") is True or intake.urg.put_aside.known
