"""What is still to ask, and how far each section is; nothing of it stops anybody from saving."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from advisor_app.domain.answers import Answer
from advisor_app.domain.conditions import applies
from advisor_app.domain.intake import ALWAYS_ASKED, Intake
from advisor_app.domain.paths import (
    QUESTIONS,
    answer_at,
    conflicts,
    member_path,
    question_of,
    rows_of,
)
from advisor_app.domain.questions import Page, Question, Stage

STAGES: Final = (Stage.FIRST_CONTACT, Stage.BOOKING, Stage.VISIT)

_DERIVED: Final = frozenset(
    {"call.received_at", "call.channel", "call.advisor_id", "dx.rows/*/icd10cm", "dx.rows/*/family"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One question that is still to ask; `path` is where its answer will stand."""

    path: str
    question: Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a section is: questions answered of those that matter, and whether it needs eyes."""

    answered: int
    asked_for: int
    conflict: bool

    @property
    def open(self) -> int:
        """How many questions are still to ask."""
        return self.asked_for - self.answered


def still_to_ask(intake: Intake, stage: Stage, today: date) -> tuple[Missing, ...]:
    """The questions that `stage`, or a stage before it, needs and nobody asked yet, in order."""
    wanted = STAGES[: STAGES.index(stage) + 1]
    return tuple(
        Missing(path=path, question=question)
        for step in wanted
        for path, question, answer in _needed(intake, today)
        if question.needed_for is step and not answer.asked
    )


def progress(intake: Intake, page: Page, today: date) -> Progress:
    """How far one section of the intake is."""
    needed = [item for item in _needed(intake, today) if item[1].page is page]
    torn = any(question_of(path).page is page for path in conflicts(intake))
    return Progress(
        answered=sum(1 for _, _, answer in needed if answer.asked),
        asked_for=len(needed),
        conflict=torn,
    )


def six_asked(intake: Intake) -> bool:
    """Whether all six red flags of every call were asked."""
    if intake.urg.screen_done.value is True:
        return True
    return all(getattr(intake.urg, name).asked for name in ALWAYS_ASKED)


def _needed(intake: Intake, today: date) -> Iterator[tuple[str, Question, Answer[object]]]:
    for template, question in QUESTIONS.items():
        if (
            question.needed_for is Stage.OPTIONAL
            or template in _DERIVED
            or not applies(question, intake, today)
        ):
            continue
        for path in _places(intake, template, question):
            yield path, question, answer_at(intake, path)


def _places(intake: Intake, template: str, question: Question) -> tuple[str, ...]:
    """Where the answer stands; a diagnosis is asked for even before there is a row for it."""
    if not question.group:
        return (template,)
    rows = rows_of(intake, question.group)
    if not rows and question.group == "dx":
        return (member_path("dx", "1", question.key),)
    first = rows[:1] if question.group == "dx" else rows
    return tuple(member_path(question.group, row.id, question.key) for row in first)
