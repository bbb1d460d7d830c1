"""What is still to ask, and how far each section is; nothing of it stops anybody from saving."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from advisor_app.domain.answers import Answer
from advisor_app.domain.conditions import abroad, applies, red_flag_raised
from advisor_app.domain.intake import ALWAYS_ASKED, Intake, Member
from advisor_app.domain.paths import (
    QUESTIONS,
    answer_at,
    conflicts,
    member_path,
    question_of,
    rows_of,
)
from advisor_app.domain.pathways import begun_groups, needed_on, short_paths
from advisor_app.domain.questions import Page, Question, Stage

STAGES: Final = (Stage.FIRST_CONTACT, Stage.BOOKING, Stage.VISIT)

_Needed: TypeAlias = tuple[str, Question, Stage, Answer[object]]
_DERIVED: Final = frozenset(
    {"call.received_at", "call.channel", "call.advisor_id", "dx.rows/*/icd10cm", "dx.rows/*/family"}
)
_ABROAD_NOW: Final = frozenset({"lang.interpreter_needed", "svc.mode_pref"})
"""Abroad these two decide between a visit and an opinion from afar, so they are asked at once."""

_ON_THE_PHONE: Final = (
    "call.callback_number", "call.location_now", "urg", "goal.reason", "status.code",
    "status.told_by_doctor", "dx.rows/*/kind", "caller", "patient", "status", "contact", "lang",
    "res", "svc",
)  # fmt: skip
"""The order of a first call: a way back, safety, what is wrong, who they are, and the rest.

Source: the question order for the telephone at the head of the intake data set.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """One question that is still to ask; `path` is where its answer will stand."""

    path: str
    question: Question
    stage: Stage


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
    """How far the whole intake is: by section, and what is missing for each step.

    `now`, `before_booking` and `before_visit` share no question.
    """

    progress: Mapping[Page, Progress]
    now: tuple[Missing, ...]
    before_booking: tuple[Missing, ...]
    before_visit: tuple[Missing, ...]

    @property
    def for_booking(self) -> tuple[Missing, ...]:
        """Everything that has to be asked before a visit is booked."""
        return self.now + self.before_booking

    @property
    def for_visit(self) -> tuple[Missing, ...]:
        """Everything that has to be asked before the visit."""
        return self.for_booking + self.before_visit


def overview(intake: Intake, today: date) -> Overview:
    """How far the intake is, in one walk over its questions."""
    needed = tuple(_needed(intake, today))
    torn = {question_of(path).page for path in conflicts(intake)}
    by_page: dict[Page, list[bool]] = {page: [] for page in Page}
    by_stage: dict[Stage, list[Missing]] = {stage: [] for stage in STAGES}
    for path, question, stage, answer in needed:
        if question.page is not None:
            by_page[question.page].append(answer.asked)
        if not answer.asked:
            by_stage[stage].append(Missing(path=path, question=question, stage=stage))
    return Overview(
        progress={
            page: Progress(answered=sum(asked), asked_for=len(asked), conflict=page in torn)
            for page, asked in by_page.items()
        },
        now=tuple(sorted(by_stage[Stage.FIRST_CONTACT], key=_place_on_the_phone)),
        before_booking=tuple(by_stage[Stage.BOOKING]),
        before_visit=tuple(by_stage[Stage.VISIT]),
    )


def still_to_ask(intake: Intake, stage: Stage, today: date) -> tuple[Missing, ...]:
    """The questions that `stage`, or a stage before it, needs and nobody asked yet, in order."""
    far = overview(intake, today)
    steps = (far.now, far.before_booking, far.before_visit)
    return tuple(one for step in steps[: STAGES.index(stage) + 1] for one in step)


def progress(intake: Intake, page: Page, today: date) -> Progress:
    """How far one section of the intake is."""
    return overview(intake, today).progress[page]


def six_asked(intake: Intake) -> bool:
    """Whether all six red flags of every call were asked."""
    if intake.urg.screen_done.value is True:
        return True
    return all(getattr(intake.urg, name).asked for name in ALWAYS_ASKED)


def stage_of(question: Question, intake: Intake, today: date) -> Stage:
    """What the answer is needed for in this case: by its path, its country and its red flags."""
    stage = needed_on(question.path, question.needed_for, short_paths(intake))
    if question.path == "call.location_now" and red_flag_raised(intake):
        return Stage.FIRST_CONTACT
    if question.path in _ABROAD_NOW and abroad(intake, today):
        return Stage.FIRST_CONTACT
    return stage


def _place_on_the_phone(missing: Missing) -> int:
    names = (missing.question.path, missing.question.path.partition(".")[0])
    return min(
        (_ON_THE_PHONE.index(name) for name in names if name in _ON_THE_PHONE),
        default=len(_ON_THE_PHONE),
    )


def _needed(intake: Intake, today: date) -> Iterator[_Needed]:
    for template, question in QUESTIONS.items():
        stage = stage_of(question, intake, today)
        if stage is Stage.OPTIONAL or template in _DERIVED:
            continue
        for path, row in _places(intake, template, question):
            if applies(question, intake, today, row):
                yield path, question, stage, answer_at(intake, path)


def _places(
    intake: Intake, template: str, question: Question
) -> tuple[tuple[str, Member | None], ...]:
    """Where the answer stands; some groups are asked for even before there is a row."""
    group = question.group
    if not group:
        return ((template, None),)
    rows = rows_of(intake, group)
    if not rows and group in begun_groups(intake):
        return ((member_path(group, "1", question.key), None),)
    first = rows[:1] if group == "dx" else rows
    return tuple((member_path(group, row.id, question.key), row) for row in first)
