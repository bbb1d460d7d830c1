"""Which facts of the talk track were told in a case: who told them, when, and in which version."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from advisor_app.domain.case import Act
from advisor_app.services.cases import Cases
from advisor_app.services.records import CaseNote

TOLD: Final = "fact told"
NOT_TOLD: Final = "fact not told after all"


@dataclass(frozen=True, slots=True, kw_only=True)
class FactTold:
    """One fact that was told; `version` is that of the talk track it was read from."""

    fact: str
    version: str
    by: str
    at: datetime


def note_fact(
    cases: Cases, act: Act, number: str, fact: str, version: str, *, told: bool
) -> CaseNote:
    """Write into the case's log that a fact was told, or that it was not after all."""
    return cases.note(act, number, TOLD if told else NOT_TOLD, f"{fact} {version}")


def facts_told(notes: Iterable[CaseNote]) -> tuple[FactTold, ...]:
    """What stands as told, in the order in which it was first told; taken back is left out."""
    standing: dict[str, FactTold] = {}
    for note in notes:
        fact, _, version = note.detail.partition(" ")
        if note.what == TOLD and fact:
            told = FactTold(fact=fact, version=version, by=note.by, at=note.at)
            standing.setdefault(fact, told)
        elif note.what == NOT_TOLD:
            standing.pop(fact, None)
    return tuple(standing.values())
