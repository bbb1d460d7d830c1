"""What cannot all be true though no single question holds two answers: sides, and the body itself.

Right in one source and left in another, and a cancer of an organ that the recorded body does not
have. Both are shown and never settled here. The body is what is recorded of it: the sex at birth
and the organs removed; how somebody describes their gender says nothing about it.
Source: cross-field rules of the intake data set, laterality and sex-organ mismatch.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from advisor_app.domain.conditions import families_of, removed_before, seldom_together
from advisor_app.domain.intake import Diagnosis, Intake
from advisor_app.domain.paths import member_path
from advisor_app.oncology.chips import Chip

SEX: Final = "patient.sex_at_birth"
REMOVED: Final = "patient.organs_relevant"
STORY: Final = "free_text"
KIND: Final = "kind"
_SIDE: Final = re.compile(r"\b(left|right)\b(?! (?:away|now|after|before|here|next|there|thing))")
_BOTH: Final = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A value with where it is said: the path of an answer, `free_text`, or `kind`, our reading."""

    value: Any
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """A question to which sources give answers that cannot all be true."""

    question: str
    said: tuple[Said, ...]

    @property
    def values(self) -> tuple[Any, ...]:
        """The different values, in the order in which they are said."""
        return tuple(dict.fromkeys(one.value for one in self.said))


def sides_said(intake: Intake, row: Diagnosis | None) -> tuple[Said, ...]:
    """The sides that the answers give, with their paths; only where there is one cancer."""
    if row is None or _has_several_cancers(intake):
        return ()
    return tuple(one for one in _sides_recorded(intake, row) if one.value in ("left", "right"))


def contradictions(
    intake: Intake,
    row: Diagnosis | None,
    families: tuple[str, ...],
    status: str,
    recorded: tuple[Said, ...],
    story: Iterable[Chip],
) -> Iterator[Contradiction]:
    """Everything that contradicts; `recorded` are the sides of the answers, `story` its chips."""
    sides = (*recorded, *_sides_of_story(intake, row, story))
    if len({one.value for one in sides}) > 1:
        path = member_path("dx", row.id if row is not None else "1", "laterality")
        yield Contradiction(question=path, said=sides)
    yield from _of_the_body(intake, families, status)


def _of_the_body(intake: Intake, families: tuple[str, ...], status: str) -> Iterator[Contradiction]:
    """A cancer of an organ that this sex at birth seldom has, or that was removed before."""
    sex = intake.patient.sex_at_birth.value
    groups = [families, *((family,) for family in sorted(families_of(intake)))]
    unlike = next((group for group in groups if seldom_together(sex, group)), None)
    if unlike is not None:
        told = Said(value=sex, where=SEX), Said(value=unlike[0], where=KIND)
        yield Contradiction(question=SEX, said=told)
    gone = next((group for group in groups if removed_before(intake, group, status)), None)
    if gone is not None:
        organ = removed_before(intake, gone, status)
        told = Said(value=organ, where=REMOVED), Said(value=gone[0], where=KIND)
        yield Contradiction(question=REMOVED, said=told)


def _sides_recorded(intake: Intake, row: Diagnosis) -> Iterator[Said]:
    path = member_path("dx", row.id, "laterality")
    told = [one.value for one in row.laterality.statements if one.known]
    if _BOTH in told:
        return
    yield from (Said(value=side, where=path) for side in told)
    for study in intake.img.rows:
        if not study.removed:
            where = member_path("img", study.id, "laterality")
            yield Said(value=study.laterality.value, where=where)
    for specimen in intake.path.rows:
        if not specimen.removed and specimen.site_side.value is not None:
            where = member_path("path", specimen.id, "site_side")
            yield Said(value=specimen.site_side.value.get("laterality"), where=where)
    texts = {member_path("dx", row.id, "histology_text"): str(row.histology_text.value or "")}
    for path, plan in (
        ("status.next_planned", intake.status.next_planned.value),
        ("tx.planned", intake.tx.planned.value),
    ):
        texts[path] = plan.text("text") if plan is not None else ""
    for path, text in texts.items():
        yield from (Said(value=side, where=path) for side in _SIDE.findall(text.casefold()))


def _sides_of_story(
    intake: Intake, row: Diagnosis | None, story: Iterable[Chip]
) -> tuple[Said, ...]:
    """The sides that the story gives to one organ; with several cancers each may have its own."""
    if _has_several_cancers(intake) or (row is not None and row.laterality.value == _BOTH):
        return ()
    told = [chip.value for chip in story if chip.question == "dx.rows/*/laterality"]
    return () if _BOTH in told else tuple(Said(value=side, where=STORY) for side in told)


def _has_several_cancers(intake: Intake) -> bool:
    return sum(1 for one in intake.dx.rows if not one.removed) > 1
