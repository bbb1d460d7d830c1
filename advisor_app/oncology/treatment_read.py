"""Reads what was done against a cancer lately, and what is planned next."""

from datetime import date, timedelta
from typing import Final, NamedTuple

from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Intake, Treatment
from advisor_app.oncology.facts import CancerReader, padded, said
from advisor_app.oncology.status_read import NOT_DIAGNOSED

_SYSTEMIC_DAYS: Final = 42
"""Days after the last dose in which fever is an emergency (RF-01: six weeks)."""


class Planned(NamedTuple):
    """What comes next: when, and whether it is an operation, or a test that treats nothing, or
    among the tests one that takes tissue.
    """

    day: date | None = None
    surgery: bool = False
    test: bool = False
    biopsy: bool = False


def next_planned(intake: Intake, today: date, reader: CancerReader) -> Planned:
    """The earliest day told by anybody: where dates differ, the nearer one counts."""
    planned: list[Planned] = []
    told = (*intake.status.next_planned.statements, *intake.tx.planned.statements)
    for value in (statement.value for statement in told if statement.known):
        day = value.date("date") if value is not None else None
        if value is not None and day is not None and day.exact is not None and day.exact >= today:
            planned.append(_planned_on(day.exact, padded(value.text("text")), reader))
    return min(planned, key=lambda one: (one.day or today, not one.surgery), default=Planned())


def _planned_on(day: date, words: str, reader: CancerReader) -> Planned:
    """A test is one only where no treatment is named beside it: an excision is no biopsy."""
    stems = reader.case_words
    surgery = any(stem in words for stem in stems.surgery)
    treated = surgery or any(stem in words for stem in stems.treatment)
    biopsy = not treated and any(f" {stem}" in words for stem in stems.biopsy)
    test = not treated and any(f" {stem}" in words for stem in stems.test)
    return Planned(day, surgery, test or biopsy, biopsy)


def recent_systemic(
    intake: Intake, status: str, words: str, today: date, reader: CancerReader
) -> bool | None:
    """Whether a drug against the cancer was given within six weeks; None where nobody knows."""
    rows = [row for row in intake.tx.rows if not row.removed]
    if any(_within_six_weeks(row, today) for row in rows):
        return True
    if any(said(words, phrase) for phrase in reader.case_words.systemic):
        return True
    if rows or status in NOT_DIAGNOSED or status == "newly_diagnosed_untreated":
        return False
    return None


def _within_six_weeks(row: Treatment, today: date) -> bool:
    if row.modality.value not in ("systemic", "transplant_cell"):
        return False
    end = row.end.value
    if isinstance(end, PartialDate):
        return end.latest >= today - timedelta(days=_SYSTEMIC_DAYS)
    return True


def operated(intake: Intake, status: str, words: str, reader: CancerReader) -> bool | None:
    """Whether the cancer was operated on; None where nobody knows."""
    rows = [row for row in intake.tx.rows if not row.removed]
    if any(row.modality.value == "surgery" for row in rows):
        return True
    if any(said(words, phrase) for phrase in reader.case_words.operated):
        return True
    if rows or status in NOT_DIAGNOSED or status == "newly_diagnosed_untreated":
        return False
    return None
