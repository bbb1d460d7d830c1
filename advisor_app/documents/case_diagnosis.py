"""What it is, as far as it is known."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from advisor_app.documents.case_reading import Reading
from advisor_app.documents.runs import Run, Runs, joined, mark, plain
from advisor_app.documents.summary_content import Cell, DiagnosisBlock
from advisor_app.documents.told import VERIFIED, absent, verified
from advisor_app.domain.intake import Member
from advisor_app.domain.paths import member_path
from advisor_app.domain.shown import says_the_side

_CANCER_CODE: Final = re.compile(r"[CD][0-4]\d|C[5-9]\d|C\w")
_BLOOD_CODE: Final = re.compile(r"C(8[1-9]|9[0-6])|D4[5-7]")
_MOST_MARKERS: Final = 4
_RISK_ONLY: Final = "hereditary_risk_only"
_SIDES: Final = ("left", "right", "both")
_COURSE_AND_VALUES: Final = (
    ("Return of", "recurrence_of"),
    ("Since treatment", "progress"),
    ("Blood values", "blood_specific"),
    ("PSA", "psa_series"),
    ("Markers", "markers"),
)


def diagnosis(reading: Reading) -> DiagnosisBlock:
    """The block that names the disease, or says that no tissue has done so."""
    row = _leading_row(reading)
    codes = [code for code in reading.match.icd10 if not reading.no_tissue or not _of_cancer(code)]
    if reading.no_tissue:
        return DiagnosisBlock(
            headline=_finding(reading, row),
            cells=tuple(_not_known(reading, row)),
            no_tissue=True,
            code_note=f"finding code {', '.join(codes)} (no cancer code)" if codes else "not coded",
        )
    if _only_words(reading, row):
        codes = [code for code in codes if not _of_cancer(code)]
    cells = _cells(reading, row, ", ".join(codes))
    return DiagnosisBlock(headline=_headline(reading, row), cells=tuple(cells))


def _of_cancer(code: str) -> bool:
    return bool(_CANCER_CODE.match(code))


def _leading_row(reading: Reading) -> Member | None:
    rows = reading.rows("dx")
    named = (row for row in rows if reading.told.known(member_path("dx", row.id, "kind")))
    return next(named, rows[0] if rows else None)


def _path(row: Member | None, name: str) -> str:
    return member_path("dx", row.id if row is not None else "1", name)


def _headline(reading: Reading, row: Member | None) -> Runs:
    """The kind that was chosen; else the words that were used, and never our reading of them."""
    told, facts = reading.told, reading.facts
    if facts.status == _RISK_ONLY:
        return (Run("Family risk only, no cancer told", bold=True, italic=True),)
    if _only_words(reading, row):
        for path in (_path(row, "histology_text"), "status.told_by_doctor"):
            if told.known(path):
                return told.runs(path, act=True, quoted=True)
        words = next((one.words for one in facts.proposed if one.question.endswith("/kind")), "")
        return (
            (Run(f"“{words}”", bold=True, italic=True),) if words else told.runs(_path(row, "kind"))
        )
    name = facts.kind_name or reading.knowledge.catalogue.name_of(facts.family)
    support = _support(reading, row)
    side = facts.side
    head = _on_its_side(reading, row, name, side) if side in _SIDES else name
    return (Run(head, bold=True, italic=not support.upright), *support.mark)


def _only_words(reading: Reading, row: Member | None) -> bool:
    """Whether nobody chose a kind or a family, so that it is only read from words."""
    chosen = (reading.told.known(_path(row, name)) for name in ("kind", "oncotree", "family"))
    return not any(chosen)


@dataclass(frozen=True, slots=True)
class _Support:
    """What stands behind the name of the disease: a verified source, or somebody's words."""

    upright: bool
    mark: Runs


def _support(reading: Reading, row: Member | None) -> _Support:
    kind = reading.told.answer(_path(row, "kind"))
    report = reading.told.answer(_path(row, "histology_text"))
    if kind.lead is not None and kind.lead.known and verified(kind.lead):
        return _Support(True, mark(kind.lead.mark))
    if report.lead is not None and report.lead.source in VERIFIED and report.known:
        answers = reading.knowledge.find(str(report.value)).answers
        wanted = reading.facts.kind
        if answers and wanted and answers[0].kind in {wanted, *reading.facts.nodes}:
            return _Support(True, mark(report.lead.mark))
    said = kind.lead if kind.known else reading.told.answer(_path(row, "family")).lead
    return _Support(False, reading.told.statement("", said)[1:] if said is not None else ())


def _on_its_side(reading: Reading, row: Member | None, name: str, side: str) -> str:
    """`Left breast: ...` where the organ is told in a word or two, else `..., left`."""
    organ = reading.told.words(_path(row, "site_text"))
    if not organ or len(organ.split()) > 3:
        return f"{name}, {side}"
    where = organ if says_the_side(organ, side) else f"{side} {_small(organ)}"
    return f"{where[:1].upper()}{where[1:]}: {_small(name)}"


def _small(name: str) -> str:
    """The name after a colon; abbreviations stay as they are."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def _cells(reading: Reading, row: Member | None, codes: str) -> Iterator[Cell]:
    told = reading.told
    if _only_words(reading, row):
        name = reading.facts.kind_name
        reading_of_ours = f"{name}; from words alone, not confirmed" if name else "not clear"
        yield Cell(key="Our reading", value=plain(reading_of_ours))
    elif told.known(_path(row, "histology_text")):
        yield told.cell("Report says", _path(row, "histology_text"))
    yield Cell(key="ICD-10-CM", value=plain(codes or "not coded until confirmed"))
    if reading.facts.status == _RISK_ONLY:
        return
    for key, name in (("Size", "size"), ("Grade", "grade"), ("Spread to", "mets")):
        if name == "grade" or not _of_the_blood(reading):
            yield told.cell(key, _path(row, name), act=name == "mets")
    yield told.cell("Stage told", _path(row, "stage_stated"), quoted=True)
    for key, name in (("Stage in report", "stage_group"), ("TNM", "tnm")):
        if told.known(_path(row, name)):
            yield told.cell(key, _path(row, name))
    yield from _course_and_values(reading, row)
    yield from _leading_markers(reading)
    others = [one for one in reading.rows("dx") if row is not None and one.id != row.id]
    if others:
        names = joined((_other(reading, one) for one in others), "; ")
        yield Cell(key="Also", value=names)


def _course_and_values(reading: Reading, row: Member | None) -> Iterator[Cell]:
    """What the disease did since, and what the blood says: each where it was told."""
    for key, name in _COURSE_AND_VALUES:
        if reading.told.known(_path(row, name)):
            yield reading.told.cell(key, _path(row, name))


def _of_the_blood(reading: Reading) -> bool:
    return any(_BLOOD_CODE.match(code) for code in reading.match.icd10)


def _other(reading: Reading, row: Member) -> Runs:
    told = reading.told
    kind = told.answer(member_path("dx", row.id, "kind"))
    if kind.known and kind.lead is not None:
        return told.statement(reading.knowledge.catalogue.name_of(str(kind.value)), kind.lead)
    for name in ("histology_text", "family", "site_text"):
        if told.known(member_path("dx", row.id, name)):
            return told.runs(member_path("dx", row.id, name))
    return plain("another diagnosis, not named")


def _leading_markers(reading: Reading) -> Iterator[Cell]:
    """The markers that were told, the first few; all stand on page 2."""
    told = reading.told
    rows = [row for row in reading.rows("bio") if told.known(member_path("bio", row.id, "marker"))]
    for row in rows[:_MOST_MARKERS]:
        yield Cell(
            key=told.words(member_path("bio", row.id, "marker")),
            value=told.runs(member_path("bio", row.id, "value")),
            yields=True,
        )


def _finding(reading: Reading, row: Member | None) -> Runs:
    """The finding and where it was seen; without one, what the caller was told."""
    told, facts = reading.told, reading.facts
    parts: list[Runs] = []
    name = reading.knowledge.catalogue.findings[facts.finding].name if facts.finding else ""
    said = told.answer(_path(row, "kind")).lead
    if name and said is not None and said.known:
        parts.append(told.statement(name, said, bold=True))
    elif name and not told.known("status.told_by_doctor"):
        parts.append((Run(name, bold=True, italic=True),))
    if told.known("status.told_by_doctor"):
        parts.append(told.runs("status.told_by_doctor", quoted=True))
    for key in ("site_text", "laterality", "size"):
        if told.positive(_path(row, key)):
            parts.append(told.runs(_path(row, key)))
    parts += [_seen_on(reading, study) for study in reading.rows("img")[:1]]
    return joined([part for part in parts if part], ", ") or plain("the finding is not known")


def _seen_on(reading: Reading, study: Member) -> Runs:
    names = ("type", "region", "date")
    runs = reading.told.group_of_runs("img", study.id, names)
    return joined(runs, " ")


def _not_known(reading: Reading, row: Member | None) -> Iterator[Cell]:
    told = reading.told
    yield told.cell("Biopsy", "status.tissue_done")
    for key, name in (("Size", "size"), ("Spread to", "mets")):
        yield told.cell(key, _path(row, name))
    yield told.cell("First seen", "status.found_date")
    yield told.cell("How found", "status.how_found")
    if told.known("img.pending"):
        yield told.cell("Scan booked", "img.pending", act=True)
    if not absent(told.value("dx.other_cancers")):
        yield told.cell("Cancer before", "dx.other_cancers", act=True)
    yield from _course_and_values(reading, row)
