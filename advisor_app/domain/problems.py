"""What does not fit together in the answers, as a question to ask: advice, never a barrier."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from advisor_app.domain.answers import State
from advisor_app.domain.conditions import age_of
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Intake, Treatment
from advisor_app.domain.paths import answers, member_path, question_of
from advisor_app.domain.phones import read_phone
from advisor_app.domain.questions import Kind
from advisor_app.domain.values import Parts

SOON_DAYS: Final = 14
"""A treatment within so many days raises the urgency (cross-field rules of the intake)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to look at beside one field; a note (`serious` False) is only information."""

    path: str
    text: str
    serious: bool = True


def problems(intake: Intake, today: date) -> tuple[Problem, ...]:
    """Everything that does not fit, in the order of the definition."""
    found = [*_of_single_answers(intake, today), *_of_dates(intake), *_of_people(intake, today)]
    found += _of_next_treatment(intake, today)
    return tuple(found)


def _of_single_answers(intake: Intake, today: date) -> Iterator[Problem]:
    country = str(intake.res.country.value or "US")
    for path, answer in answers(intake):
        question, value = question_of(path), answer.value
        if value is None:
            if answer.state is State.KNOWN:
                yield Problem(path=path, text="Nothing stands here. What did they say?")
        elif question.kind is Kind.PHONE and read_phone(str(value), country) is None:
            yield Problem(path=path, text="No such number. Could you read it again?")
        elif question.kind is Kind.EMAIL and not _is_email(str(value)):
            yield Problem(path=path, text="No such address. How is it spelled?")
        elif question.past_only and isinstance(value, PartialDate) and value.earliest > today:
            yield Problem(path=path, text="That day is still to come. Which year?")


def _of_dates(intake: Intake) -> Iterator[Problem]:
    born = intake.patient.dob.value
    found = intake.status.found_date.value
    for row in intake.dx.rows:
        told = row.date.value
        if not row.removed and _before(told, found):
            path = member_path("dx", row.id, "date")
            yield Problem(path=path, text=f"Before it was found ({found}). Which came first?")
    for treatment in intake.tx.rows:
        if not treatment.removed:
            yield from _of_treatment(treatment, found)
    if isinstance(found, PartialDate) and _before(found, born):
        yield Problem(path="status.found_date", text="Before the date of birth. Which is right?")


def _of_treatment(row: Treatment, found: PartialDate | None) -> Iterator[Problem]:
    start, end = row.start.value, row.end.value
    if _before(start, found):
        path = member_path("tx", row.id, "start")
        yield Problem(path=path, text=f"Before it was found ({found}). Which came first?")
    if _before(end, start):
        path = member_path("tx", row.id, "end")
        yield Problem(path=path, text="Ended before it started. Which date is right?")


def _of_people(intake: Intake, today: date) -> Iterator[Problem]:
    age = age_of(intake, today)
    if age is not None and age > 120:
        yield Problem(path="patient.dob", text="More than 120 years ago. Which year?")
    if age is not None and age < 18 and intake.caller.is_patient.value is True:
        yield Problem(path="caller.is_patient", text="A child is calling. Is a parent there?")
    if intake.caller.age.value is not None and int(intake.caller.age.value) < 18:
        yield Problem(path="caller.age", text="A minor may not interpret. Is an adult there?")
    if (
        intake.caller.patient_aware_of_diagnosis.value == "not_told"
        and intake.contact.voicemail_ok.value == "detailed"
    ):
        text = "The patient was not told: leave no details on the voicemail"
        yield Problem(path="contact.voicemail_ok", text=text)


def _of_next_treatment(intake: Intake, today: date) -> Iterator[Problem]:
    planned = (
        ("status.next_planned", intake.status.next_planned.value),
        ("tx.planned", intake.tx.planned.value),
    )
    for path, value in planned:
        day = value.date("date") if isinstance(value, Parts) else None
        if day is None or day.exact is None:
            continue
        days = (day.exact - today).days
        if 0 <= days <= SOON_DAYS * 2:
            text = "Today: see before this" if not days else f"In {days} days: see before this date"
            yield Problem(path=path, text=text, serious=False)


def next_treatment_day(intake: Intake, today: date) -> date | None:
    """The earliest exact day, not past, on which something is planned."""
    values = (intake.status.next_planned.value, intake.tx.planned.value)
    days = [value.date("date") for value in values if isinstance(value, Parts)]
    exact = [day.exact for day in days if day is not None and day.exact is not None]
    coming = [day for day in exact if day >= today]
    return min(coming, default=None)


def _before(one: Any, other: Any) -> bool:
    """Whether `one` ends before `other` can begin; unknown dates never do."""
    return (
        isinstance(one, PartialDate)
        and isinstance(other, PartialDate)
        and one.latest < other.earliest
    )


def _is_email(text: str) -> bool:
    name, sign, host = text.partition("@")
    return bool(name and sign and "." in host.strip(".")) and " " not in text
