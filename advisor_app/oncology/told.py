"""The texts of an intake in which somebody says something: what names the cancer, what is wrong."""

from collections.abc import Iterator

from advisor_app.domain.intake import ALWAYS_ASKED, Diagnosis, Intake
from advisor_app.domain.values import Parts


def naming_texts(intake: Intake, row: Diagnosis | None) -> Iterator[str]:
    """The texts that may name the cancer, the most exact first."""
    if row is not None:
        yield str(row.histology_text.value or "")
        yield row.kind.lead.verbatim if row.kind.lead else ""
    yield str(intake.status.told_by_doctor.value or "")
    if row is not None:
        yield str(row.site_text.value or "")
    yield intake.free_text
    yield str(intake.goal.reason.value or "")


def said_now(intake: Intake) -> Iterator[str]:
    """What is said of how the patient is now; the past raises no red flag."""
    yield intake.free_text
    yield str(intake.goal.reason.value or "")
    yield str(intake.goal.worry.value or "")
    yield str(intake.status.told_by_doctor.value or "")
    for value in (intake.status.current_symptoms.value, intake.med.mental_health.value):
        if isinstance(value, Parts):
            yield from (value.text(name) for name in value)
    for name in ALWAYS_ASKED:
        lead = getattr(intake.urg, name).lead
        yield lead.verbatim if lead is not None and lead.value is not False else ""


def clinical_texts(intake: Intake) -> Iterator[str]:
    """Everything said or read on the disease and its treatment."""
    yield intake.free_text
    yield str(intake.status.told_by_doctor.value or "")
    for row in intake.dx.rows:
        if not row.removed:
            for answer in (
                row.histology_text,
                row.stage_stated,
                row.stage_group,
                row.grade,
                row.site_text,
                row.behavior,
            ):
                yield str(answer.value or "")
    for marker in intake.bio.rows:
        if not marker.removed:
            yield f"{marker.marker.value or ''} {marker.value.value or ''}"
    for specimen in intake.path.rows:
        yield "" if specimen.removed else str(specimen.result.value or "")
    for study in intake.img.rows:
        yield "" if study.removed else str(study.key_finding.value or "")
    for value in (
        intake.status.current_symptoms.value,
        intake.tx.planned.value,
        intake.status.next_planned.value,
    ):
        if isinstance(value, Parts):
            yield value.text("text")


def wanted_texts(intake: Intake) -> Iterator[str]:
    """What the patient, or the doctor at home, wants to know."""
    goal = intake.goal
    for answer in (goal.reason, goal.main_question, goal.q1, goal.q2, goal.q3, goal.q4):
        yield str(answer.value or "")
    yield str(intake.md.referrer_question.value or "")
    yield intake.free_text
