"""What is still to ask, and how far each section is; nothing of it stops anybody from saving."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

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

_Needed: TypeAlias = tuple[str, Question, Answer[object]]
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """How far the whole intake is: by section, and what is missing for booking and for the visit.

    `for_visit` begins with everything that booking needs.
    """

    progress: Mapping[Page, Progress]
    for_booking: tuple[Missing, ...]
    for_visit: tuple[Missing, ...]


def overview(intake: Intake, today: date) -> Overview:
    """How far the intake is, in one walk over its questions."""
    needed = tuple(_needed(intake, today))
    torn = {question_of(path).page for path in conflicts(intake)}
    by_page: dict[Page, list[bool]] = {page: [] for page in Page}
    for _, question, answer in needed:
        if question.page is not None:
            by_page[question.page].append(answer.asked)
    return Overview(
        progress={
            page: Progress(answered=sum(asked), asked_for=len(asked), conflict=page in torn)
            for page, asked in by_page.items()
        },
        for_booking=_missing(needed, Stage.BOOKING),
        for_visit=_missing(needed, Stage.VISIT),
    )


def still_to_ask(intake: Intake, stage: Stage, today: date) -> tuple[Missing, ...]:
    """The questions that `stage`, or a stage before it, needs and nobody asked yet, in order."""
    return _missing(tuple(_needed(intake, today)), stage)


def progress(intake: Intake, page: Page, today: date) -> Progress:
    """How far one section of the intake is."""
    return overview(intake, today).progress[page]


def six_asked(intake: Intake) -> bool:
    """Whether all six red flags of every call were asked."""
    if intake.urg.screen_done.value is True:
        return True
    return all(getattr(intake.urg, name).asked for name in ALWAYS_ASKED)


def _missing(needed: Sequence[_Needed], stage: Stage) -> tuple[Missing, ...]:
    wanted = STAGES[: STAGES.index(stage) + 1]
    return tuple(
        Missing(path=path, question=question)
        for step in wanted
        for path, question, answer in needed
        if question.needed_for is step and not answer.asked
    )


def _needed(intake: Intake, today: date) -> Iterator[_Needed]:
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
