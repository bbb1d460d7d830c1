"""What one unit of work gives its services of cases: answers, patients, questions to nurses."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from advisor_app.domain.answers import Statement
from advisor_app.domain.case import (
    CaseCard,
    CaseState,
)
from advisor_app.domain.intake import Intake
from advisor_app.services.person_sketch import PersonSketch
from advisor_app.services.records import (
    CardRecord,
    CaseNote,
    CaseRecord,
    Consult,
    Head,
    MemberRecord,
    PastAnswer,
    PersonVerdict,
    ToldValue,
)
from advisor_app.services.search_words import Criterion


class CaseReads(Protocol):
    """Cases as they stand."""

    def values_since(self, path: str, since: datetime) -> tuple[ToldValue, ...]:
        """The values that stand at one path and were told at that instant or later, of any case."""
        ...

    def opened_between(self, start: datetime, end: datetime) -> dict[str, datetime]:
        """When each case was opened that was opened in that time; `end` itself is not in it."""
        ...

    def record(self, number: str) -> CaseRecord | None:
        """The case without its intake."""
        ...

    def intake(self, number: str) -> Intake:
        """All that was answered."""
        ...

    def answer(self, number: str, path: str) -> tuple[Statement[Any], ...]:
        """The statements at one path, the leading one first."""
        ...

    def head(self, number: str, path: str) -> Head | None:
        """Who last changed the answer at that path."""
        ...

    def heads_since(self, number: str, revision: int) -> tuple[Head, ...]:
        """What was changed after that revision."""
        ...

    def member(self, number: str, section: str, member: str) -> MemberRecord | None:
        """One member of a group."""
        ...

    def case_of_edit(self, id_: str) -> str | None:
        """The number of the case to which that edit was applied."""
        ...

    def edits_applied(self, ids: Collection[str]) -> dict[str, bool]:
        """Which of the edits were applied, and whether each met a conflict."""
        ...

    def visit(self, number: str, by: str, workstation: str) -> str:
        """The path of the field that the desk was last at, or nothing."""
        ...

    def past(self, number: str, path: str) -> tuple[PastAnswer, ...]:
        """The sealed answers at one path, oldest first."""
        ...

    def notes(self, number: str) -> tuple[CaseNote, ...]:
        """The case's log, oldest first."""
        ...

    def card(self, number: str) -> CaseCard | None:
        """The case as lists show it."""
        ...

    def cards(self, limit: int | None = None) -> tuple[CaseCard, ...]:
        """All cases, the one saved last first."""
        ...

    def of_owner(self, owner: str, states: Collection[CaseState]) -> tuple[CaseRecord, ...]:
        """The cases that somebody works on, the one that stands longest first."""
        ...

    def find(self, criteria: Sequence[Criterion], limit: int) -> tuple[CaseCard, ...]:
        """The cases in which all criteria hold, the one saved last first."""
        ...

    def with_key(self, kind: str, word: str, limit: int, *, whole: bool = True) -> tuple[str, ...]:
        """The numbers of the cases that have a key of that kind."""
        ...

    def member_answers(
        self, section: str, states: Collection[CaseState]
    ) -> dict[tuple[str, str], dict[str, Any]]:
        """By case and member: the leading values of a group's standing members."""
        ...


class CaseWrites(CaseReads, Protocol):
    """Changes of cases."""

    def next_number(self, year: int) -> str:
        """The next case number of a year, without gaps."""
        ...

    def put_record(self, record: CaseRecord) -> None:
        """Add a case, or let it stand as told."""
        ...

    def take_nobodys(self, number: str, owner: str) -> None:
        """The case is that owner's from now on, if it is nobody's; nothing else of it changes."""
        ...

    def put_answer(self, number: str, statements: Sequence[Statement[Any]], head: Head) -> None:
        """Let these statements be the answer at the head's path."""
        ...

    def put_member(self, number: str, member: MemberRecord) -> None:
        """Add a member of a group, or let it stand as told."""
        ...

    def last_place(self, number: str, section: str) -> int:
        """The place of the group's last member; -1 where there is none."""
        ...

    def seal(self, number: str, path: str, past: PastAnswer) -> None:
        """Add an answer to the history."""
        ...

    def put_visit(self, number: str, by: str, workstation: str, path: str, at: datetime) -> None:
        """The desk is at that field now."""
        ...

    def put_edit(self, id_: str, number: str, path: str, *, conflict: bool) -> None:
        """The edit was applied."""
        ...

    def put_card(self, card: CardRecord) -> None:
        """Let lists and searches show the case so."""
        ...

    def add_note(self, number: str, what: str, detail: str, by: str, at: datetime) -> CaseNote:
        """One more line in the case's log."""
        ...


class PersonReads(Protocol):
    """Patients as they are compared, and what was said of two of them."""

    def near(self, keys: Mapping[str, Collection[str]], limit: int) -> dict[str, list[str]]:
        """The cases kept under any of these keys by way of looking, at most `limit` a way.

        A way is a kind of key, or one of `KEPT_AS`; a case stands once for each of its keys.
        """
        ...

    def born_and_begun(
        self, dates: Collection[str], initials: Collection[tuple[str, str]], limit: int
    ) -> list[str]:
        """The cases with one of those birth dates in which two words begin with two such signs."""
        ...

    def words_begun(self, piece: str, lengths: tuple[int, int], limit: int) -> list[str]:
        """The words of names of such lengths, from and to, with that piece next to their begin."""
        ...

    def words_ending(self, piece: str, lengths: tuple[int, int], limit: int) -> list[str]:
        """The words of names of such lengths, from and to, that end with that piece."""
        ...

    def bearers(self, words: Collection[str], most: int) -> dict[str, list[str]]:
        """The cases by word of a name, of words that at most `most` cases bear."""
        ...

    def lines(self, numbers: Collection[str]) -> dict[str, str]:
        """Names and birth dates of those patients in one line each, for a rough comparison."""
        ...

    def sketches(self, numbers: Collection[str]) -> tuple[PersonSketch, ...]:
        """The patients of those cases."""
        ...

    def not_projected(self) -> tuple[str, ...]:
        """The cases that an older store left to be projected anew."""
        ...

    def verdicts(self, number: str) -> tuple[PersonVerdict, ...]:
        """What stands between this case and others; what was taken back is left out."""
        ...


class PersonWrites(PersonReads, Protocol):
    """Changes of what was said of two people."""

    def was_projected(self, number: str) -> None:
        """The case is projected by today's console."""
        ...

    def add_verdict(self, verdict: PersonVerdict) -> None:
        """Say so from now on; what was said before stays in the history."""
        ...


class ConsultReads(Protocol):
    """Questions to the nurses."""

    def consult(self, id_: str) -> Consult | None:
        """One question."""
        ...

    def open_ones(self) -> tuple[Consult, ...]:
        """The questions that nobody answered yet, by age."""
        ...

    def of_case(self, number: str) -> tuple[Consult, ...]:
        """All questions about a case, the newest first."""
        ...


class ConsultWrites(ConsultReads, Protocol):
    """Changes of questions to the nurses."""

    def put(self, one: Consult) -> None:
        """Add a question, or let it stand as told."""
        ...
