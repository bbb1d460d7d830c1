"""Reads which cancer or finding a case is of: the kind that was chosen, else what words mean."""

from typing import Final, NamedTuple

from advisor_app.domain.conditions import seldom_together
from advisor_app.domain.intake import Diagnosis, Intake
from advisor_app.domain.paths import member_path
from advisor_app.oncology.answers import CancerAnswer
from advisor_app.oncology.facts import CancerReader, ProposedFact
from advisor_app.oncology.told import naming_texts
from advisor_app.oncology.unspecified import is_neoplasm

_SURE_ENOUGH: Final = 0.65
"""The least confidence with which words propose a kind of cancer."""


class KindRead(NamedTuple):
    """What a case is of: the kind or the finding with its families, and how it is known."""

    family: str = ""
    kind: str = ""
    name: str = ""
    finding: str = ""
    team: str = ""
    families: tuple[str, ...] = ()
    confirmed: bool = False
    told: bool = False
    proposed: tuple[ProposedFact, ...] = ()


def first_diagnosis(intake: Intake) -> Diagnosis | None:
    """The first diagnosis that names a kind or a family, else the first."""
    rows = sorted((row for row in intake.dx.rows if not row.removed), key=lambda row: row.order)
    told = (row for row in rows if row.kind.known or row.family.known)
    return next(told, rows[0] if rows else None)


def is_rare(kind: str, reader: CancerReader) -> bool:
    """Whether a kind is one of the rare ones; where no kind is known, nothing is."""
    found = reader.catalogue.kinds.get(kind)
    return found is not None and found.rare


def read_kind(intake: Intake, row: Diagnosis | None, reader: CancerReader) -> KindRead:
    """What the case is of; what only words tell is marked as proposed."""
    tree = reader.catalogue
    chosen = str(row.kind.value) if row and row.kind.known else ""
    family = str(row.family.value) if row and row.family.known else ""
    if chosen in tree.kinds or chosen in tree.findings:
        return _known(chosen, reader)
    if row is not None and row.oncotree.known and not chosen:
        coded = [one.id for one in tree.kinds.values() if one.oncotree == row.oncotree.value]
        if len(coded) == 1:
            return _known(coded[0], reader)
    path = member_path("dx", row.id if row else "1", "kind")
    sex = str(intake.patient.sex_at_birth.value or "")
    for text in (chosen, *naming_texts(intake, row), family if family not in tree.families else ""):
        answer = _best(text, family if family in tree.families else "", sex, reader)
        if answer is not None:
            proposal = ProposedFact(question=path, value=answer.kind, words=text[:200])
            told = any(map(is_neoplasm, answer.icd10))
            known = _known(answer.kind, reader)
            return known._replace(confirmed=False, told=told, proposed=(proposal,))
    if family in tree.families:
        team = tree.families[family].team
        return KindRead(family=family, team=team, families=(family,), confirmed=True)
    return KindRead()


def _known(chosen: str, reader: CancerReader) -> KindRead:
    tree = reader.catalogue
    if chosen in tree.kinds:
        kind = tree.kinds[chosen]
        return KindRead(kind.family, chosen, kind.name, "", kind.team, (kind.family,), True)
    finding = tree.findings[chosen]
    family = finding.families[0] if finding.families else ""
    return KindRead(family, "", finding.name, chosen, finding.team, finding.families, True)


def _best(text: str, family: str, sex: str, reader: CancerReader) -> CancerAnswer | None:
    """The first answer sure enough; of those too near to tell apart, one that the body can have."""
    if not text:
        return None
    tree = reader.catalogue
    found = reader.find(text)
    near = found.side_by_side
    likely = [one for one in near if not seldom_together(sex, (one.family,))]
    for answer in (*likely, *(one for one in found.answers if one not in likely)):
        if answer.confidence < _SURE_ENOUGH:
            break
        if answer.kind not in tree.kinds and answer.kind not in tree.findings:
            continue
        if not family or answer.family == family:
            return answer
        if answer.finding and family in tree.findings[answer.kind].families:
            return answer
    return None


def nodes_of(kind: str, reader: CancerReader) -> frozenset[str]:
    """The kind and all that stand above it in the tree."""
    tree = reader.catalogue
    if kind not in tree.kinds:
        return frozenset()
    return frozenset((kind, *tree.ancestors(kind)))
