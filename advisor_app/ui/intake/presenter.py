"""Holds the draft of the intake, says at once what it means, and saves it behind the advisor."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from advisor_app.domain.answers import (
    Answer,
    Source,
    State,
    Statement,
    not_known,
    say,
    verified_from_document,
)
from advisor_app.domain.asking import Missing, Progress, overview
from advisor_app.domain.authority import Disclosure, disclosure, patient_not_told
from advisor_app.domain.case import FREE_TEXT, Case, Edit, Saved
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.codec import LONGEST_TEXT, InvalidValue, decode_value
from advisor_app.domain.conditions import caller_not_patient
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import (
    TOMBSTONE,
    answer_at,
    member_path,
    question_of,
    restored,
    split,
    with_answer,
    with_member,
    without_member,
)
from advisor_app.domain.problems import Problem, problems
from advisor_app.domain.questions import Page
from advisor_app.matching.results import MatchResult
from advisor_app.ui.jobs import Jobs

SAVE_AFTER_MS: Final = 400
"""A pause of so long saves; DESIGN of the journey of one answer."""
SAVE_AT_LEAST_EVERY_MS: Final = 2000
RANK_AFTER_MS: Final = 40
UNDO_STEPS: Final = 100

SaveEdits = Callable[[str, tuple[Edit, ...]], Saved]
Rank = Callable[[Intake, datetime], MatchResult]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """The draft and all that follows from it at once: what the page shows."""

    number: str
    intake: Intake
    problems: tuple[Problem, ...]
    missing: tuple[Missing, ...]
    missing_for_visit: int
    progress: Mapping[Page, Progress]
    disclosure: Disclosure
    patient_not_told: bool

    def problem_at(self, path: str) -> Problem | None:
        """The first problem beside one field, serious ones first."""
        here = [problem for problem in self.problems if problem.path == path]
        return min(here, key=lambda problem: not problem.serious, default=None)


def picture_of(number: str, intake: Intake, today: date) -> Picture:
    """Everything that follows from the draft."""
    far = overview(intake, today)
    return Picture(
        number=number,
        intake=intake,
        problems=problems(intake, today),
        missing=far.for_booking,
        missing_for_visit=len(far.for_visit) - len(far.for_booking),
        progress=far.progress,
        disclosure=disclosure(intake),
        patient_not_told=patient_not_told(intake),
    )


class IntakePresenter(QObject):
    """The one writer of the draft: every edit of the page goes through it.

    `changed` carries a Picture after each edit, `ranked` a MatchResult a moment later, `saved` a
    Saved; `not_saved` carries one sentence, and the edits are kept for the next try.
    """

    opened = Signal(object)
    changed = Signal(object)
    ranked = Signal(object)
    saved = Signal(object)
    saving = Signal()
    not_saved = Signal(str)
    refused = Signal(str, str)

    def __init__(
        self, save: SaveEdits, rank: Rank, now: Callable[[], datetime], jobs: Jobs, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._save, self._rank, self._now, self._jobs = save, rank, now, jobs
        self._case: Case | None = None
        self._pending: dict[str, Edit] = {}
        self._undo: list[tuple[str, Answer[Any] | bool]] = []
        self._pause = self._timer(SAVE_AFTER_MS, self.flush)
        self._longest = self._timer(SAVE_AT_LEAST_EVERY_MS, self.flush)
        self._rank_soon = self._timer(RANK_AFTER_MS, self._ask_for_rank)
        self._ranking = 0

    @property
    def case(self) -> Case | None:
        """The case on the desk, with the draft as its intake."""
        return self._case

    @property
    def intake(self) -> Intake:
        """The draft."""
        return self._case.intake if self._case is not None else Intake()

    @property
    def today(self) -> date:
        """The day on the line's clock."""
        return self._now().astimezone(EASTERN).date()

    @property
    def all_saved(self) -> bool:
        """Whether nothing waits to be saved."""
        return not self._pending

    def open(self, case: Case) -> None:
        """Put a case on the desk; what was pending of another case is saved first."""
        self.flush()
        self._case = case
        self._undo.clear()
        self.opened.emit(case)
        self._tell()

    def close(self) -> None:
        """Take the case off the desk."""
        self.flush()
        self._case = None
        self._undo.clear()

    def picture(self) -> Picture:
        """The draft and what follows from it now."""
        number = self._case.number if self._case is not None else ""
        return picture_of(number, self.intake, self.today)

    # ---- edits ----

    def say(
        self, path: str, plain: object, *, source: Source | None = None, words: str = ""
    ) -> None:
        """A person typed or chose `plain`; a value that cannot be taken is refused with words."""
        question = question_of(path)
        if plain in (None, "", ()):
            self.put(path, Answer())
            return
        try:
            value = decode_value(question, plain, path)
        except InvalidValue as mistake:
            self.refused.emit(path, mistake.mistake)
            return
        before = answer_at(self.intake, path).lead
        said = before if before is not None and before.known else None
        statement: Statement[Any] = Statement(
            value=value,
            source=source or (said.source if said is not None else self._speaker(path, value)),
            verified=said.verified if said is not None and source is None else False,
            verbatim=words or (said.verbatim if said is not None else ""),
        )
        self.put(path, answer_at(self.intake, path).stated(statement))

    def tell(self, story: str) -> None:
        """The story box changed: it is kept as it is typed, before any question."""
        text = story[:LONGEST_TEXT]
        if self._case is None or text == self.intake.free_text:
            return
        self._draft(replace(self.intake, free_text=text))
        statements: tuple[Statement[Any], ...] = (Statement(value=text),) if text else ()
        self._queue(Edit(id=uuid4().hex, path=FREE_TEXT, statements=statements, base=self._base()))

    def mark(self, path: str, state: State) -> None:
        """One key: unknown, refused, or not asked after all."""
        self.put(path, Answer() if state is State.NOT_ASKED else not_known(state))

    def attribute(self, path: str, source: Source) -> None:
        """One key: somebody else says so."""
        answer = answer_at(self.intake, path)
        if answer.lead is None:
            return
        verified = source is Source.DOCUMENT_SEEN
        self.put(path, answer.stated(replace(answer.lead, source=source, verified=verified)))

    def verify(self, path: str) -> None:
        """A document confirms the value."""
        self.put(path, verified_from_document(answer_at(self.intake, path)))

    def contradict(self, path: str, plain: object, source: Source) -> None:
        """Another source says otherwise: both statements stand until one is settled."""
        value = decode_value(question_of(path), plain, path)
        other: Statement[Any] = Statement(value=value, source=source)
        self.put(path, answer_at(self.intake, path).contradicted(other))

    def settle(self, path: str, index: int) -> None:
        """A person chose one of the statements."""
        self.put(path, answer_at(self.intake, path).settled(index))

    def put(self, path: str, answer: Answer[Any]) -> None:
        """Replace the answer at `path`."""
        before = answer_at(self.intake, path)
        if self._case is None or before == answer:
            return
        self._remember(path, before)
        self._apply(path, answer)

    def add_member(self, group: str) -> str:
        """A new member of a group; it is saved with its first answer."""
        member = uuid4().hex[:8]
        self._draft(with_member(self.intake, group, member))
        self._tell()
        return member

    def remove_member(self, group: str, member: str) -> None:
        """Set the tombstone of a member; undo brings it back with all its answers."""
        path = member_path(group, member, TOMBSTONE)
        self._remember(path, False)
        self._apply_tombstone(path, True)

    def undo(self) -> str | None:
        """Take the last edit back; the path of the question it stood on, or None without one."""
        if not self._undo:
            return None
        path, before = self._undo.pop()
        if isinstance(before, bool):
            self._apply_tombstone(path, before)
            return None
        self._apply(path, before)
        return path

    def usual_source(self) -> Source:
        """Who speaks: the caller, or the patient where the patient calls."""
        return speaker(self.intake, self.today)

    def _speaker(self, path: str, value: Any) -> Source:
        """Who says this: an answer such as "my mother" also tells who speaks."""
        return speaker(with_answer(self.intake, path, say(value)), self.today)

    # ---- saving ----

    def stop(self) -> None:
        """Save what waits, and rank no more: the desk closes."""
        self.flush()
        self._rank_soon.stop()

    def flush(self) -> None:
        """Save what waits, now."""
        self._pause.stop()
        self._longest.stop()
        if not self._pending or self._case is None:
            return
        number, edits = self._case.number, tuple(self._pending.values())
        self._pending = {}
        self.saving.emit()
        self._jobs.write(
            self,
            lambda: self._save(number, edits),
            lambda saved: self._was_saved(number, saved),
            lambda failure: self._was_not_saved(number, edits, failure),
        )

    def _was_saved(self, number: str, saved: Saved) -> None:
        if self._case is not None and self._case.number == number:
            self._case = replace(self._case, revision=saved.revision, saved_at=saved.at)
        self.saved.emit(saved)

    def _was_not_saved(self, number: str, edits: tuple[Edit, ...], failure: Exception) -> None:
        if self._case is not None and self._case.number == number:
            self._pending = {edit.path: edit for edit in edits} | self._pending
        self.not_saved.emit(str(failure))

    def _apply(self, path: str, answer: Answer[Any]) -> None:
        self._draft(with_answer(self.intake, path, answer))
        self._queue(
            Edit(id=uuid4().hex, path=path, statements=answer.statements, base=self._base())
        )

    def _apply_tombstone(self, path: str, removed: bool) -> None:
        group, member, _ = split(path)
        change = without_member if removed else restored
        self._draft(change(self.intake, group, member))
        self._queue(Edit(id=uuid4().hex, path=path, removed=removed, base=self._base()))

    def _queue(self, edit: Edit) -> None:
        self._pending[edit.path] = edit
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()
        self._tell()

    def _remember(self, path: str, before: Answer[Any] | bool) -> None:
        same_field = bool(self._undo) and self._undo[-1][0] == path and path in self._pending
        if not same_field:
            self._undo.append((path, before))
            del self._undo[:-UNDO_STEPS]

    def _base(self) -> int:
        return self._case.revision if self._case is not None else 0

    def _draft(self, intake: Intake) -> None:
        if self._case is not None:
            self._case = replace(self._case, intake=intake)

    # ---- telling ----

    def _tell(self) -> None:
        self.changed.emit(self.picture())
        self._rank_soon.start()

    def _ask_for_rank(self) -> None:
        self._ranking += 1
        turn, intake, now = self._ranking, self.intake, self._now()
        self._jobs.read(
            self, lambda: self._rank(intake, now), lambda result: self._show_rank(turn, result)
        )

    def _show_rank(self, turn: int, result: MatchResult) -> None:
        if turn == self._ranking:
            self.ranked.emit(result)

    def _timer(self, pause_ms: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause_ms)
        timer.timeout.connect(then)
        return timer


def speaker(intake: Intake, today: date) -> Source:
    """Who speaks on this call: somebody for the patient, or the patient."""
    if caller_not_patient(intake, today):
        return Source.CALLER_STATED
    return Source.PATIENT_STATED
