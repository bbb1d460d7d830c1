"""Answers of one case as runs that carry their provenance.

Upright is what a document or a clinician says, italic what a person said; a mark names the source
where it is not who told the history. `--` was not asked, `unknown` was asked in vain.
"""

from collections.abc import Iterable
from typing import Any, Final

from advisor_app.documents.runs import Run, Runs, mark, plain, words_of
from advisor_app.documents.summary_content import Cell
from advisor_app.domain.answers import Answer, Precision, Source, State, Statement
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import answer_at, member_path, question_of
from advisor_app.domain.shown import says_the_side, shown
from advisor_app.domain.values import Parts

NOT_ASKED: Final = "--"
VERIFIED: Final = frozenset(
    {Source.READ_FROM_REPORT, Source.DOCUMENT_SEEN, Source.REFERRING_CLINICIAN}
)
_ABSENT: Final = frozenset(
    {"none", "no", "never", "n_a", "not applicable", "walks", "well", "not_checked", "unknown"}
)
_STATE_WORDS: Final = {
    State.NOT_ASKED: NOT_ASKED,
    State.UNKNOWN: "unknown",
    State.REFUSED: "not told",
}

_PRINTED: Final = {
    "status.tissue_done": (
        ("done result known", "done, result known"),
        ("done waiting", "done, result awaited"),
    ),
}


class Told:
    """Reads one intake for print.

    `narrator` are the sources that need no mark, because they stand under "Told by"; `proposed` are
    the paths whose answers were read from the story and confirmed by nobody.
    """

    def __init__(
        self, intake: Intake, narrator: frozenset[Source], proposed: frozenset[str] = frozenset()
    ) -> None:
        self.intake = intake
        self._narrator = narrator
        self._proposed = proposed

    def answer(self, path: str) -> Answer[Any]:
        """All statements at a path."""
        return answer_at(self.intake, path)

    def value(self, path: str) -> Any:
        """The leading value, or None."""
        return self.answer(path).value

    def known(self, path: str) -> bool:
        """Whether there is a value."""
        return self.answer(path).known

    def asked(self, path: str) -> bool:
        """Whether the question was put, with or without an answer."""
        return self.answer(path).asked

    def words(self, path: str) -> str:
        """The leading value in words, without style; nothing where it is not known."""
        return shown(question_of(path), self.value(path))

    def positive(self, path: str) -> bool:
        """Whether there is something: an answer that is known and is not "none"."""
        return self.known(path) and not absent(self.value(path))

    def runs(self, path: str, *, act: bool = False, quoted: bool = False) -> Runs:
        """The answer as it prints; `act` sets what is positive in bold, `quoted` in quotes."""
        answer = self.answer(path)
        lead = answer.lead
        if lead is None or not lead.known:
            return plain(_STATE_WORDS[answer.state])
        bold = act and not absent(lead.value)
        if path in self._proposed:
            return (Run(f"“{lead.verbatim}”", bold=bold, italic=True), Run(" (in the story)"))
        text = self._text(path, lead, quoted)
        found = self.statement(text, lead, bold=bold, quoted=quoted)
        if not answer.in_conflict:
            return found
        if act:
            return self._either(path, answer)
        return (found[0], *mark("?"))

    def _either(self, path: str, answer: Answer[Any]) -> Runs:
        """All that is said where acting on one of them alone could harm; bold if any is there."""
        question, known = question_of(path), [one for one in answer.statements if one.known]
        words = dict.fromkeys(shown(question, one.value) for one in known)
        bold = any(not absent(one.value) for one in known)
        upright = all(verified(one) for one in known)
        return (Run(" or ".join(words), bold=bold, italic=not upright), *mark("?"))

    def statement(
        self, text: str, said: Statement[Any], *, bold: bool = False, quoted: bool = False
    ) -> Runs:
        """Words with the style and the mark of a statement's source."""
        run = Run(text, bold=bold, italic=not quoted and not verified(said))
        marked = said.source not in self._narrator or (
            said.verified and said.source not in VERIFIED and said.source is not Source.SYSTEM
        )
        return (run, *(mark(said.mark) if marked else ()))

    def every_statement(self, path: str) -> tuple[Runs, ...]:
        """What each source says, for the conflicts: all marked, the verified ones first, bold."""
        told: dict[str, Runs] = {}
        known = [one for one in self.answer(path).statements if one.known]
        for one in sorted(known, key=lambda one: not verified(one)):
            text = shown(question_of(path), one.value)
            quote = one.verbatim if one.verbatim and not verified(one) else ""
            words = f"{text}, “{quote}”" if quote and quote != text else text
            run = Run(words, bold=verified(one), italic=not verified(one))
            told.setdefault(f"{text}|{one.mark}", (run, *mark(one.mark)))
        return tuple(told.values())

    def cell(
        self, key: str, path: str, *, act: bool = False, quoted: bool = False, yields: bool = False
    ) -> Cell:
        """A key with the answer at a path."""
        return Cell(key=key, value=self.runs(path, act=act, quoted=quoted), yields=yields)

    def group_of_runs(self, group: str, member: str, names: Iterable[str]) -> tuple[Runs, ...]:
        """The known answers of one member, in order."""
        found: list[Runs] = []
        for name in names:
            path = member_path(group, member, name)
            said = " ".join(words_of(runs) for runs in found)
            twice = name == "laterality" and says_the_side(said, self.words(path))
            if self.positive(path) and not twice:
                found.append(self.runs(path))
        return tuple(found)

    def _text(self, path: str, said: Statement[Any], quoted: bool) -> str:
        text = shown(question_of(path), said.value)
        for words, printed in _PRINTED.get(path, ()):
            text = text.replace(words, printed)
        if said.precision is Precision.APPROXIMATE:
            text += " (approx)"
        return f"“{said.verbatim or text}”" if quoted else text


def verified(said: Statement[Any]) -> bool:
    """Whether a document or a clinician stands behind a statement, or we ourselves do."""
    return said.verified or said.source in VERIFIED or said.source is Source.SYSTEM


def absent(value: Any) -> bool:
    """Whether a value says that there is nothing."""
    if value is None or value is False:
        return True
    if isinstance(value, Parts):
        first = next(iter(value.values()), None)
        return absent(first) and all(absent(item) for item in list(value.values())[1:])
    if isinstance(value, tuple):
        return all(absent(item) for item in value)
    if isinstance(value, PartialDate | bool | int | float):
        return False
    return str(value).strip().casefold() in _ABSENT


def narrators(intake: Intake) -> frozenset[Source]:
    """The sources that are the person under "Told by" of this case."""
    relation = intake.caller.relationship.value
    if intake.caller.is_patient.value is True or relation == "self":
        return frozenset({Source.PATIENT_STATED, Source.CALLER_STATED, Source.SYSTEM})
    if relation in ("referring_clinician", "clinician_office_staff"):
        return frozenset({Source.CALLER_STATED, Source.REFERRING_CLINICIAN, Source.SYSTEM})
    if intake.call.channel.value == "web_request" and not intake.caller.name.known:
        return frozenset({Source.IMPORTED, Source.CALLER_STATED, Source.SYSTEM})
    return frozenset({Source.CALLER_STATED, Source.SYSTEM})
