"""Fills open questions with what the caller's story proposes, for reading a case only.

The store never sees these answers, and they never give authority: nothing about the caller, the
contact or the red-flag questions is taken from a story.
"""

from collections.abc import Callable
from datetime import date
from typing import Final, Protocol

from advisor_app.domain.answers import say
from advisor_app.domain.codec import InvalidValue, decode_value, encode_value
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import answer_at, member_path, question_of, rows_of, split
from advisor_app.domain.paths import with_answer as answered
from advisor_app.oncology.chips import Chip
from advisor_app.oncology.facts import ProposedFact

_SECTIONS: Final = frozenset({"patient", "res", "ins", "status", "dx", "tx", "med", "svc", "lang"})
_NAMED_ELSEWHERE: Final = frozenset({"kind", "family"})
"""The kind of cancer is read from all texts at once, not from the story alone."""


class StoryReader(Protocol):
    """What is needed to read a story into proposals."""

    @property
    def chips(self) -> Callable[[str, date], tuple[Chip, ...]]:
        """The chips of a story told on a day."""
        ...


def with_proposals(
    intake: Intake, reader: StoryReader, today: date
) -> tuple[Intake, tuple[ProposedFact, ...]]:
    """The intake with open questions filled from the story, and what was filled."""
    if not intake.free_text:
        return intake, ()
    filled, proposed = intake, []
    told_treatments = bool(rows_of(intake, "tx"))
    treatment = 0
    for one in reader.chips(intake.free_text, today):
        section, _, name = split(one.question)
        if section not in _SECTIONS or name in _NAMED_ELSEWHERE:
            continue
        if section == "tx" and one.question.startswith("tx.rows/"):
            if told_treatments:
                continue
            treatment += name == "name" or not treatment
        path = _place(intake, one.question, treatment)
        if answer_at(filled, path).asked or _age_is_known(filled, path):
            continue
        try:
            value = decode_value(question_of(path), one.value, path)
        except InvalidValue:
            continue
        filled = answered(filled, path, say(value, verbatim=one.words))
        words = str(encode_value(value))
        proposed.append(ProposedFact(question=path, value=words, words=one.words))
    return filled, tuple(proposed)


def _place(intake: Intake, template: str, treatment: int) -> str:
    section, member, name = split(template)
    if not member:
        return template
    if section == "tx":
        return member_path(section, f"told-{treatment}", name)
    rows = rows_of(intake, section)
    return member_path(section, rows[0].id if rows else "1", name)


def _age_is_known(intake: Intake, path: str) -> bool:
    return path == "patient.age" and intake.patient.dob.known
