"""An answer and where it comes from.

Patients name the place of their cancer correctly in nine of ten calls, but the stage in only one of
two. So no value travels without its provenance: who said it, whether a document confirms it, in
which words, and what else was said on the same question.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Generic, TypeVar

T = TypeVar("T")


class State(StrEnum):
    """What became of a question."""

    KNOWN = "known"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    NOT_ASKED = "not_asked"


class Source(StrEnum):
    """Who says so; the codes of `item.source` in a case file."""

    PATIENT_STATED = "patient_stated"
    CALLER_STATED = "caller_stated"
    READ_FROM_REPORT = "read_from_report"
    DOCUMENT_SEEN = "document_seen"
    REFERRING_CLINICIAN = "referring_clinician"
    IMPORTED = "imported"
    SYSTEM = "system"


class Precision(StrEnum):
    """How exact a date is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    APPROXIMATE = "approximate"
    UNKNOWN = "unknown"


MARKS: dict[Source, str] = {
    Source.PATIENT_STATED: "P",
    Source.CALLER_STATED: "C",
    Source.READ_FROM_REPORT: "R",
    Source.DOCUMENT_SEEN: "D",
    Source.REFERRING_CLINICIAN: "K",
    Source.IMPORTED: "O",
    Source.SYSTEM: "",
}
"""The letter of each source on screen and on paper; `O` is the online form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Generic[T]):
    """One thing said on one question, by one source."""

    value: T | None = None
    state: State = State.KNOWN
    source: Source = Source.CALLER_STATED
    verified: bool = False
    verbatim: str = ""
    precision: Precision | None = None
    id: str = ""
    by: str = ""
    at: datetime | None = None

    @property
    def known(self) -> bool:
        """Whether the statement carries a value."""
        return self.state is State.KNOWN and self.value is not None

    @property
    def mark(self) -> str:
        """The letter of its source."""
        return MARKS[self.source]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[T]):
    """All statements on one question; none means that it was not asked.

    The first statement leads: it is what is shown, matched and printed. Statements that differ from
    it stand beside it until a person settles the question.
    """

    statements: tuple[Statement[T], ...] = ()

    @property
    def lead(self) -> Statement[T] | None:
        """The leading statement."""
        return self.statements[0] if self.statements else None

    @property
    def value(self) -> T | None:
        """The leading value, or None where nothing is known."""
        lead = self.lead
        return lead.value if lead is not None and lead.known else None

    @property
    def state(self) -> State:
        """What became of the question."""
        return self.lead.state if self.lead is not None else State.NOT_ASKED

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.lead is not None and self.lead.known

    @property
    def asked(self) -> bool:
        """Whether the question needs no more asking: a value, "unknown" or "refused"."""
        return self.state is not State.NOT_ASKED

    @property
    def verified(self) -> bool:
        """Whether a document confirms the leading value."""
        return self.lead is not None and self.lead.verified

    @property
    def in_conflict(self) -> bool:
        """Whether known statements differ."""
        values = [statement.value for statement in self.statements if statement.known]
        return any(value != values[0] for value in values[1:])

    def stated(self, statement: Statement[T]) -> "Answer[T]":
        """The answer after an edit of the leading statement; other statements stay."""
        return Answer(statements=(statement, *self.statements[1:]))

    def contradicted(self, statement: Statement[T]) -> "Answer[T]":
        """The answer with one more statement beside those that stand."""
        return Answer(statements=(*self.statements, statement))

    def settled(self, index: int) -> "Answer[T]":
        """The answer after a person chose the statement at `index`; the others are put aside."""
        return Answer(statements=(self.statements[index],))


def say(
    value: T,
    *,
    source: Source = Source.CALLER_STATED,
    verified: bool = False,
    verbatim: str = "",
    precision: Precision | None = None,
) -> Answer[T]:
    """A known answer of one statement."""
    return Answer(
        statements=(
            Statement(
                value=value,
                source=source,
                verified=verified,
                verbatim=verbatim,
                precision=precision,
            ),
        )
    )


def not_known(state: State = State.UNKNOWN) -> Answer[T]:
    """An answer that was asked for in vain: unknown or refused."""
    statement: Statement[T] = Statement(state=state)
    return Answer(statements=(statement,))


def verified_from_document(answer: Answer[T]) -> Answer[T]:
    """The same answer, its leading statement confirmed by a document that was seen."""
    if answer.lead is None:
        return answer
    return answer.stated(replace(answer.lead, source=Source.DOCUMENT_SEEN, verified=True))
