"""Holds the draft of the intake, says at once what it means, and saves it behind the advisor."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from advisor_app.domain.answers import (
    Answer,
    Source,
    State,
    Statement,
    not_known,
    say,
    verified_from_document,
)
from advisor_app.domain.case import FREE_TEXT, Case, Change, Edit, News, Saved
from advisor_app.domain.clock import EASTERN, clock_time
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
from advisor_app.domain.questions import Kind
from advisor_app.ui.intake.others import BETWEEN_STORIES, OthersWork, with_change, with_edit
from advisor_app.ui.intake.picture import Picture, picture_of
from advisor_app.ui.intake.ranker import Rank, Ranker
from advisor_app.ui.intake.saver import SaveEdits, Saver
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.wording import phrase

UNDO_STEPS: Final = 100
FINISH_SECONDS: Final = 3.0

AskNews = Callable[[str, int], News]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the presenter asks of the services, and who works at this desk."""

    save: SaveEdits
    news: AskNews
    rank: Rank
    now: Callable[[], datetime]
    me: str
    name_of: Callable[[str], str]


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
    rejected = Signal(str)
    story_came = Signal(str)

    def __init__(self, around: Surroundings, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._around, self._jobs = around, jobs
        self._case: Case | None = None
        self._undo: list[tuple[str, Answer[Any] | bool]] = []
        self._others = OthersWork()
        self._cursor = ""
        self._stood: dict[str, Answer[Any]] = {}
        self.ranker = Ranker(around.rank, lambda: self.intake, around.now, jobs, self)
        self.ranker.ranked.connect(self.ranked)
        self.saver = Saver(around.save, jobs, self)
        self.saver.saving.connect(self.saving)
        self.saver.saved.connect(self._was_saved)
        self.saver.not_saved.connect(self.not_saved)
        self.saver.refused.connect(self._was_refused)

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
        return self._around.now().astimezone(EASTERN).date()

    @property
    def all_saved(self) -> bool:
        """Whether nothing waits to be saved."""
        return self.saver.idle

    def open(self, case: Case) -> None:
        """Put a case on the desk; what was pending of another case is saved first."""
        self.flush()
        self._put_on_desk(case)
        for edit in self.saver.held(case.number):
            self._draft(with_edit(self.intake, edit))
        self.opened.emit(case)
        self._tell()

    def close(self) -> None:
        """Take the case off the desk."""
        self.flush()
        self._put_on_desk(None)

    def _put_on_desk(self, case: Case | None) -> None:
        self._case = case
        self._undo.clear()
        self._stood.clear()
        self._others = OthersWork()
        self._cursor = ""

    def picture(self) -> Picture:
        """The draft and what follows from it now."""
        number = self._case.number if self._case is not None else ""
        own = {
            path: self._others.own(path, answer_at(self.intake, path), self._around.me)
            for path in self._others.torn
            if path != FREE_TEXT
        }
        return picture_of(number, self.intake, self.today, self._others.heard, own)

    def rank_again(self) -> None:
        """The specialists or their places have changed: rank the draft as it stands."""
        if self._case is not None:
            self.ranker.rank_soon()

    # ---- edits ----

    def say(
        self, path: str, plain: object, *, source: Source | None = None, words: str = ""
    ) -> None:
        """A person typed or chose `plain`; a value that cannot be taken is refused with words."""
        question = question_of(path)
        if plain in (None, "", ()):
            self.put(path, Answer())
            return
        if question.kind is Kind.MOMENT and plain is True:
            plain = self._around.now().isoformat()
        try:
            value = decode_value(question, plain, path)
        except InvalidValue as mistake:
            self.keep_words(path, str(plain))
            self.refused.emit(path, mistake.mistake)
            return
        standing = answer_at(self.intake, path)
        mine = self._others.own(path, standing, self._around.me)
        before = standing.statements[mine] if standing.statements else None
        said = before if before is not None and before.known else None
        statement: Statement[Any] = Statement(
            value=value,
            source=source or (said.source if said is not None else self._speaker(path, value)),
            verified=said.verified if said is not None and source is None else False,
            verbatim=words or (said.verbatim if said is not None else ""),
        )
        self.put(path, _restated(standing, mine, statement))

    def keep_words(self, path: str, words: str) -> None:
        """Words that are no answer yet: they are kept as they were typed."""
        statement: Statement[Any] = Statement(
            state=State.NOT_ASKED, source=self.usual_source(), verbatim=words
        )
        self.put(path, Answer(statements=(statement,)))

    def tell(self, story: str) -> None:
        """The story box changed: it is kept as it is typed, before any question."""
        text = story[:LONGEST_TEXT]
        if self._case is None or text == self.intake.free_text:
            return
        self._draft(replace(self.intake, free_text=text))
        statements: tuple[Statement[Any], ...] = (Statement(value=text),) if text else ()
        self._queue(FREE_TEXT, statements)

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

    def contradict(
        self, path: str, plain: object, source: Source | None = None, words: str = ""
    ) -> None:
        """Another source, or the same one, says otherwise: both stand until one is settled."""
        value = decode_value(question_of(path), plain, path)
        other: Statement[Any] = Statement(
            value=value, source=source or self._speaker(path, value), verbatim=words
        )
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
        self.finish()
        self.saver.stop()
        self.ranker.stop()

    def flush(self) -> None:
        """Save what waits, now."""
        self.saver.flush()

    def when_saved(self, then: Callable[[], None]) -> None:
        """Save what waits, and go on with `then` after it: for printing."""
        self.saver.when_saved(then)

    def finish(self) -> None:
        """Wait until the store has everything: for closing."""
        self.saver.finish(FINISH_SECONDS)

    def _was_saved(self, number: str, saved: Saved) -> None:
        if self._case is not None and self._case.number == number:
            self._stood = {
                path: answer
                for path, answer in self._stood.items()
                if self.saver.waits(number, path)
            }
            self._others.saved(saved.conflicts)
            self._take(News(revision=saved.revision, at=saved.at, changes=saved.others))
        self.saved.emit(saved)

    def _was_refused(self, number: str, edit: Edit, why: str) -> None:
        """The store will not have it: what stood before stands again, and the reason is said."""
        before = self._stood.pop(edit.path, None)
        if before is not None and self._case is not None and self._case.number == number:
            self._draft(with_answer(self.intake, edit.path, before))
            self._tell()
        self.rejected.emit(why)

    # ---- other desks ----

    def look_for_news(self) -> None:
        """Ask what other desks did to this case; what comes is shown field by field."""
        case = self._case
        if case is None or self.saver.is_under_way(case.number):
            return
        number, since = case.number, case.revision
        self._jobs.read(
            self,
            lambda: self._around.news(number, since),
            lambda news: self._news_came(number, since, news),
            lambda _failure: None,
            key="news",
        )

    def move_cursor(self, path: str) -> None:
        """The cursor stands in another question: what was kept back of the last one is shown."""
        left, self._cursor = self._cursor, path
        if not left or left == path:
            return
        torn = left in self._others.torn
        change = None if self._waits(left) else self._others.release(left)
        if change is not None:
            self._show_change(change)
        if change is not None or torn:
            self._tell()

    def _news_came(self, number: str, since: int, news: News) -> None:
        case = self._case
        if case is None or (case.number, case.revision) != (number, since):
            return
        if not self.saver.is_under_way(number):
            self._take(news)

    def _take(self, news: News) -> None:
        """Show what others did, but for the answer that is being typed here."""
        case = self._case
        if case is None:
            return
        for change in news.changes:
            words = phrase(
                "{name_of} wrote here, {clock_time}",
                name_of=self._around.name_of(change.by),
                clock_time=clock_time(change.at),
            )
            if change.by != self._around.me:
                self._others.heard[change.path] = words
            torn, waits = change.path in self._others.torn, self._waits(change.path)
            if torn and waits:
                self._join(change)
            elif waits or (change.path == self._cursor and not torn):
                self._others.keep_back(change, case.revision)
            else:
                self._show_change(change)
        self._case = replace(self.case or case, revision=news.revision, saved_at=news.at)
        if news.changes:
            self._tell()

    def _show_change(self, change: Change) -> None:
        self._undo = [step for step in self._undo if step[0] != change.path]
        self._draft(with_change(self.intake, change))
        if change.path == FREE_TEXT:
            self.story_came.emit(self.intake.free_text)

    def _join(self, change: Change) -> None:
        """Both statements stand in the store, and this desk has typed on: its own is renewed."""
        if change.path == FREE_TEXT:
            typed = self.intake.free_text
            told = with_change(self.intake, change).free_text
            others = told.rpartition(BETWEEN_STORIES)[0]
            self.tell(f"{others}{BETWEEN_STORIES}{typed}" if others else typed)
            self.story_came.emit(self.intake.free_text)
            return
        typed_now = answer_at(self.intake, change.path).lead
        both: Answer[Any] = Answer(statements=change.statements)
        if typed_now is not None and both.statements:
            mine = self._others.own(change.path, both, self._around.me)
            self._apply(change.path, _restated(both, mine, typed_now))

    def _waits(self, path: str) -> bool:
        return self._case is not None and self.saver.waits(self._case.number, path)

    def _apply(self, path: str, answer: Answer[Any]) -> None:
        self._stood.setdefault(path, answer_at(self.intake, path))
        self._draft(with_answer(self.intake, path, answer))
        self._queue(path, answer.statements)

    def _apply_tombstone(self, path: str, removed: bool) -> None:
        group, member, _ = split(path)
        change = without_member if removed else restored
        self._draft(change(self.intake, group, member))
        self._queue(path, (), removed=removed)

    def _queue(
        self, path: str, statements: tuple[Statement[Any], ...], *, removed: bool | None = None
    ) -> None:
        if self._case is None:
            return
        base = self._others.base(path, self._case.revision)
        edit = Edit(id=uuid4().hex, path=path, statements=statements, base=base, removed=removed)
        self.saver.add(self._case.number, edit)
        self._others.heard.pop(path, None)
        self._tell()

    def _remember(self, path: str, before: Answer[Any] | bool) -> None:
        same_field = bool(self._undo) and self._undo[-1][0] == path and self._waits(path)
        if not same_field:
            self._undo.append((path, before))
            del self._undo[:-UNDO_STEPS]

    def _draft(self, intake: Intake) -> None:
        if self._case is not None:
            self._case = replace(self._case, intake=intake)

    # ---- telling ----

    def _tell(self) -> None:
        self.changed.emit(self.picture())
        self.ranker.rank_soon()


def _restated(answer: Answer[Any], place: int, statement: Statement[Any]) -> Answer[Any]:
    """The answer with that statement in its place; the other statements stay."""
    before, after = answer.statements[:place], answer.statements[place + 1 :]
    return Answer(statements=(*before, statement, *after))


def speaker(intake: Intake, today: date) -> Source:
    """Who speaks on this call: somebody for the patient, or the patient."""
    if caller_not_patient(intake, today):
        return Source.CALLER_STATED
    return Source.PATIENT_STATED
