"""What does not fit together in the answers, as a question to ask: advice, never a barrier."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from advisor_app.domain.cross_checks import of_rules
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Intake, Treatment
from advisor_app.domain.paths import member_path
from advisor_app.domain.problem import Problem
from advisor_app.domain.value_checks import of_single_answers
from advisor_app.domain.values import Parts

__all__ = ["Problem", "next_treatment_day", "problems"]

SOON_DAYS: Final = 14
"""A treatment within so many days raises the urgency (cross-field rules of the intake)."""


def problems(intake: Intake, today: date) -> tuple[Problem, ...]:
    """Everything that does not fit, in the order of the definition."""
    found = [*of_single_answers(intake, today), *_of_dates(intake), *of_rules(intake, today)]
    found += _of_next_treatment(intake, today)
    return tuple(found)


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
