"""How complete the diagnosis is: the five facts that a treatment is chosen by.

Source: the second-opinion service's own account, "a precise diagnosis and evaluation is essential";
the five are histology, grade, stage, biomarkers and imaging.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from advisor_app.domain.answers import Answer
from advisor_app.domain.intake import Intake
from advisor_app.domain.values import Parts

_TISSUE_AWAITED: Final = frozenset({"scheduled", "done_waiting"})
_REPORT_AWAITED: Final = frozenset({"requested", "pending_result"})
_IMAGES_AWAITED: Final = frozenset({"requested", "cd_requested"})


class FactState(StrEnum):
    """How one fact of the diagnosis stands."""

    KNOWN = "known"
    AWAITED = "awaited"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiagnosisFact:
    """One of the five facts; `path` is the question that gives it."""

    name: str
    state: FactState
    path: str


def diagnosis_facts(intake: Intake) -> tuple[DiagnosisFact, ...]:
    """The five facts of the first diagnosis, each known, awaited or unknown."""
    first = next((row for row in intake.dx.rows if not row.removed), None)
    member = first.id if first is not None else "1"
    tissue = _awaits_tissue(intake)
    told: tuple[Answer[Any], ...] = ()
    if first is not None:
        told = (first.stage_stated, first.stage_group, first.tnm)
    grade = first is not None and first.grade.known
    read = first is not None and first.histology_text.known
    read = read or any(row.result.known for row in _standing(intake.path.rows))
    results = any(row.value.known for row in _standing(intake.bio.rows))
    pending = any(row.status.value == "pending" for row in _standing(intake.bio.rows))
    pending = pending or any(row.addenda_pending.known for row in _standing(intake.path.rows))
    studies = tuple(_standing(intake.img.rows))
    seen = any(row.key_finding.known or row.report_status.value == "have" for row in studies)
    booked = intake.img.pending.known or any(
        row.images_status.value in _IMAGES_AWAITED or row.report_status.value in _REPORT_AWAITED
        for row in studies
    )
    return (
        _fact("Histology", f"dx.rows/{member}/histology_text", known=read, awaited=tissue),
        _fact("Grade", f"dx.rows/{member}/grade", known=grade, awaited=tissue),
        _fact(
            "Stage",
            f"dx.rows/{member}/stage_stated",
            known=any(answer.known for answer in told),
            awaited=booked,
        ),
        _fact("Biomarkers", "bio", known=results, awaited=pending),
        _fact("Imaging", "img", known=seen, awaited=booked),
    )


def _fact(name: str, path: str, *, known: bool, awaited: bool) -> DiagnosisFact:
    state = FactState.KNOWN if known else FactState.AWAITED if awaited else FactState.UNKNOWN
    return DiagnosisFact(name=name, state=state, path=path)


def _awaits_tissue(intake: Intake) -> bool:
    done = intake.status.tissue_done.value
    told = done.text("code") if isinstance(done, Parts) else ""
    return told in _TISSUE_AWAITED or any(
        row.report_status.value in _REPORT_AWAITED for row in _standing(intake.path.rows)
    )


def _standing(rows: Iterable[Any]) -> Iterable[Any]:
    return (row for row in rows if not row.removed)
