"""Pathology, imaging and biomarkers as tables; the last column says what we hold."""

from collections.abc import Iterable, Iterator

from advisor_app.documents.case_reading import Reading
from advisor_app.documents.runs import Run, Runs, joined, plain, strong
from advisor_app.documents.summary_content import Table
from advisor_app.documents.told import NOT_ASKED, verified
from advisor_app.domain.intake import Member
from advisor_app.domain.paths import member_path
from advisor_app.domain.text import fold
from advisor_app.oncology.biomarkers import markers_for

_PATHOLOGY_HEADS = ("Date", "Specimen", "Laboratory, number", "Result", "Report; slides")
_IMAGING_HEADS = ("Date", "Study", "Place", "“Impression”", "Report; images")
_MARKER_HEADS = ("Marker", "Value as told", "Specimen", "Method, date", "Verified")
_MOST_EMPTY_ROWS = 3
_IN_THE_DIAGNOSIS = (
    ("psa", "psa_series"),
    ("gleason", "grade"),
    ("grade", "grade"),
    ("blast", "blood_specific"),
)
_WHERE_IT_IS = {"have": "patient has it", "not requested": "not asked for", "none": "there is none"}


def tables(reading: Reading) -> tuple[Table, ...]:
    """The three tables of results."""
    return (_pathology(reading), _imaging(reading), _biomarkers(reading))


def _pathology(reading: Reading) -> Table:
    told = reading.told
    tissue = told.value("status.tissue_done")
    none_taken = tissue is not None and tissue.text("code") == "no"
    empty = (
        ("None", strong("No biopsy, no cytology"))
        if none_taken
        else ("Tissue", told.runs("status.tissue_done"))
    )
    second = told.value("path.second_read_done")
    note = ""
    if second is not None:
        read = second.text("code") == "yes"
        note = f"read a second time at {second.text('where')}" if read else "not read a second time"
    return Table(
        title="Pathology",
        heads=_PATHOLOGY_HEADS,
        rows=tuple(_specimen(reading, row) for row in reading.rows("path")),
        note=note,
        empty=empty,
    )


def _specimen(reading: Reading, row: Member) -> tuple[Runs, ...]:
    told = reading.told

    def runs(name: str) -> Runs:
        return told.runs(member_path("path", row.id, name))

    pending = told.positive(member_path("path", row.id, "addenda_pending"))
    result = runs("result")
    if pending:
        result = (*result, Run("; pending: "), *runs("addenda_pending"))
    return (
        runs("date"),
        _several(reading, "path", row, ("specimen_type", "site_side")),
        _several(reading, "path", row, ("lab", "accession")),
        result,
        _held(reading, "path", row, ("report", "report_status"), ("slides", "slides_status")),
    )


def _imaging(reading: Reading) -> Table:
    return Table(
        title="Imaging",
        heads=_IMAGING_HEADS,
        rows=tuple(_study(reading, row) for row in reading.rows("img")),
        empty=("Imaging", plain(f"{NOT_ASKED}  no study was named")),
    )


def _study(reading: Reading, row: Member) -> tuple[Runs, ...]:
    told = reading.told

    def at(name: str) -> str:
        return member_path("img", row.id, name)

    return (
        told.runs(at("date")),
        _several(reading, "img", row, ("type", "region", "laterality")),
        told.runs(at("facility")),
        told.runs(at("key_finding"), quoted=True),
        _held(reading, "img", row, ("report", "report_status"), ("images", "images_status")),
    )


def _several(reading: Reading, group: str, row: Member, names: tuple[str, ...]) -> Runs:
    found = reading.told.group_of_runs(group, row.id, names)
    return joined(found, ", ") or reading.told.runs(member_path(group, row.id, names[0]))


def _held(reading: Reading, group: str, row: Member, *papers: tuple[str, str]) -> Runs:
    """What we hold of a result: our own facts, so upright and without a mark."""
    parts = []
    for label, name in papers:
        path = member_path(group, row.id, name)
        if reading.told.known(path):
            words = _WHERE_IT_IS.get(reading.told.words(path), reading.told.words(path))
        else:
            words = "unknown" if reading.told.asked(path) else NOT_ASKED
        parts.append(plain(f"{label}: {words}"))
    return joined(parts, "\n")


def _biomarkers(reading: Reading) -> Table:
    told = reading.told
    told_rows = reading.rows("bio")
    named = {fold(told.words(member_path("bio", row.id, "marker"))) for row in told_rows}
    asked = (
        ()
        if reading.no_tissue
        else (markers_for(reading.facts, reading.knowledge.biomarkers).usual)
    )
    rows = [_marker(reading, row) for row in told_rows]
    rows += [
        (plain(name), reading.told.runs(path), *(plain(NOT_ASKED) for _ in range(3)))
        for name, path in _told_elsewhere(reading, asked)
    ]
    elsewhere = {name for name, _ in _told_elsewhere(reading, asked)}
    missing = [name for name in asked if name not in elsewhere and not _is_named(name, named)]
    foot = None
    if len(missing) > _MOST_EMPTY_ROWS:
        foot = ("Not mentioned", plain(f"{NOT_ASKED}  {', '.join(missing)}"))
    else:
        rows += [(plain(name), *(plain(NOT_ASKED) for _ in range(4))) for name in missing]
    return Table(
        title="Biomarkers",
        heads=_MARKER_HEADS,
        rows=tuple(rows),
        note="two hyphens: usual for this kind, not mentioned" if missing else "",
        foot=foot,
        empty=("Markers", plain(f"{NOT_ASKED}  none was mentioned")),
    )


def _is_named(name: str, named: Iterable[str]) -> bool:
    """Whether a usual marker was told; "ER %" is told by "ER"."""
    return fold(name).removesuffix(" %") in named


def _told_elsewhere(reading: Reading, asked: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The usual markers that the diagnosis itself holds, with the path of the answer."""
    for name in asked:
        words = fold(name)
        for sign, key in _IN_THE_DIAGNOSIS:
            for row in reading.rows("dx")[:1]:
                path = member_path("dx", row.id, key)
                if words.startswith(sign) and reading.told.known(path):
                    yield name, path


def _marker(reading: Reading, row: Member) -> tuple[Runs, ...]:
    told = reading.told

    def at(name: str) -> str:
        return member_path("bio", row.id, name)

    value = told.runs(at("value"))
    state = told.value(at("status"))
    if state in ("pending", "not_done"):
        value = (*value, Run(f"; {str(state).replace('_', ' ')}"))
    lead = told.answer(at("value")).lead
    checked = "yes" if lead is not None and lead.known and verified(lead) else "no"
    return (
        told.runs(at("marker")),
        value,
        told.runs(at("specimen_ref")),
        _several(reading, "bio", row, ("method", "date")),
        plain(checked),
    )
