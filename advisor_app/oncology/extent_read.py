"""Reads how far a cancer reaches: stage, TNM, whether it is advanced, and on which side."""

from collections.abc import Iterable
from typing import Final

from advisor_app.domain.intake import Diagnosis
from advisor_app.oncology.contradictions import Contradiction
from advisor_app.oncology.facts import UNKNOWN
from advisor_app.oncology.staging import DISTANT, read_stage, read_tnm

_NOT_SPREAD: Final = frozenset({"none", "nodes", "not_checked", "unknown"})


def stage_of(row: Diagnosis | None, words: str) -> tuple[int | None, bool]:
    """The stage, and whether a paper that was seen says so."""
    if row is None:
        return read_stage(words), False
    for answer in (row.stage_group, row.stage_stated):
        if answer.known:
            stage = read_stage(str(answer.value), alone=True)
            if stage is not None:
                return stage, answer.verified and not answer.in_conflict
    return read_stage(words), False


def tnm_of(row: Diagnosis | None) -> tuple[int | None, int | None, int | None]:
    """T, N and M as figures; None where one is not told."""
    if row is None or row.tnm.value is None:
        return None, None, None
    return read_tnm(" ".join(row.tnm.value.text(name) for name in row.tnm.value))


def extent_of(mets: frozenset[str], stage: int | None, spread: int | None, words: bool) -> str:
    """`advanced`, `localized` or unknown."""
    if mets - _NOT_SPREAD or spread == 1 or (stage is not None and stage >= DISTANT) or words:
        return "advanced"
    if mets & {"none", "nodes"} or stage is not None or spread == 0:
        return "localized"
    return UNKNOWN


def side_of(row: Diagnosis | None, torn: Iterable[Contradiction]) -> str:
    """The side of the cancer, unless sources contradict each other on it."""
    if row is None or any(one.question.endswith("/laterality") for one in torn):
        return ""
    return str(row.laterality.value or "")
