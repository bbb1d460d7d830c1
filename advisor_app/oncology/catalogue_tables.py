"""Reads the catalogue from the tables of `resources/cancers`.

Every code is checked against the loaded ICD-10-CM release, every name of another row against the
rows there are.
"""

from collections.abc import Mapping
from typing import Final

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import Row, Table, read_table
from advisor_app.oncology.catalogue import CancerType, Catalogue, Family, Finding, Team
from advisor_app.oncology.codes import Code, check, load_codes, patterns

_BEHAVIOURS: Final = ("in_situ", "invasive", "borderline", "benign", "uncertain", "")
_TEMPOS: Final = ("E0_911", "E1_ED_today", "U1_RN_now_48h", "U2_7d", "R_14d")


def load_catalogue(folder: TableFolder = RESOURCES) -> Catalogue:
    """The catalogue in `folder`/cancers. Raises TableError with file, line and mistake."""
    cancers = folder / "cancers"
    codes = load_codes(cancers / "icd10cm.tsv")
    team_table = read_table(cancers / "teams.tsv", "teams/1", ("id", "name", "pod", "service"))
    family_table = read_table(cancers / "families.tsv", "families/1", ("id", "team", "icd10"))
    kind_table = read_table(cancers / "kinds.tsv", "kinds/1", ("id", "parent", "icd10", "also"))
    finding_table = read_table(cancers / "findings.tsv", "findings/1", ("id", "families", "icd10"))
    families = {id: _family(row, codes) for id, row in family_table.by("id").items()}
    teams = {id: _team(row, families) for id, row in team_table.by("id").items()}
    for row in (*family_table.rows, *kind_table.rows, *finding_table.rows):
        if (team := row["team"]) and team not in teams:
            raise row.refuse(f"names no known team: {team}")
    return Catalogue(
        teams=teams,
        families=families,
        kinds=_kinds(kind_table, families, codes),
        findings={id: _finding(row, families, codes) for id, row in finding_table.by("id").items()},
        codes=codes,
        headers=tuple(
            table.header for table in (team_table, family_table, kind_table, finding_table)
        ),
    )


def _team(row: Row, families: Mapping[str, Family]) -> Team:
    owned = tuple(family.id for family in families.values() if family.team == row["id"])
    return Team(
        id=row["id"],
        name=row.needed("name"),
        pod=row["pod"],
        service=_yes(row, "service"),
        families=owned,
    )


def _family(row: Row, codes: Mapping[str, Code]) -> Family:
    check(row, row.items("icd10"), codes)
    if row["tempo"] not in _TEMPOS:
        raise row.refuse(f"has no known tempo: {row['tempo']}")
    return Family(
        id=row["id"],
        name=row.needed("name"),
        lay_name=row["lay_name"],
        team=row["team"],
        icd10=row.items("icd10"),
        tempo=row["tempo"],
        remote_first_ok=_yes(row, "remote_first_ok"),
        examination_needed=_yes(row, "examination_needed"),
        organ=row["organ"],
    )


def _kinds(
    table: Table, families: Mapping[str, Family], codes: Mapping[str, Code]
) -> Mapping[str, CancerType]:
    rows = table.by("id")
    return {id: _kind(row, rows, families, codes) for id, row in rows.items()}


def _kind(
    row: Row,
    rows: Mapping[str, Row],
    families: Mapping[str, Family],
    codes: Mapping[str, Code],
) -> CancerType:
    if row["family"] not in families:
        raise row.refuse(f"names no known family: {row['family']}")
    behaviour, tempo, also = row["behaviour"], row["tempo"], row.items("also")
    if behaviour not in _BEHAVIOURS:
        raise row.refuse(f"has no known behaviour: {behaviour}")
    if tempo and tempo not in _TEMPOS:
        raise row.refuse(f"has no known tempo: {tempo}")
    for other in also:
        if other not in rows:
            raise row.refuse(f"belongs also under an unknown kind: {other}")
    family = families[row["family"]]
    found = patterns(row, codes)
    return CancerType(
        id=row["id"],
        name=row.needed("name"),
        family=family.id,
        parent=row["parent"],
        team=row["team"] or family.team,
        rare=_yes(row, "rare"),
        behaviour=behaviour,
        icd10=tuple(code for pattern in found for code in pattern.choose()),
        patterns=found,
        oncotree=row["oncotree"],
        tempo=tempo or family.tempo,
        also=also,
        path=_path(row, rows),
    )


def _path(row: Row, rows: Mapping[str, Row]) -> tuple[str, ...]:
    names = [row["name"]]
    seen = {row["id"]}
    above = row
    while parent := above["parent"]:
        if parent not in rows or parent in seen:
            raise row.refuse(f"hangs under no kind of the table: {parent}")
        above = rows[parent]
        seen.add(parent)
        names.append(above["name"])
    if above["id"] != row["family"]:
        raise row.refuse("hangs under the root of another family")
    return tuple(reversed(names))


def _finding(row: Row, families: Mapping[str, Family], codes: Mapping[str, Code]) -> Finding:
    named = row.items("families")
    if not named or any(family not in families for family in named):
        raise row.refuse("names no known family")
    found = patterns(row, codes)
    return Finding(
        id=row["id"],
        name=row.needed("name"),
        families=named,
        team=row["team"] or families[named[0]].team,
        icd10=tuple(code for pattern in found for code in pattern.choose()),
        patterns=found,
        remote_first_ok=_yes(row, "remote_first_ok"),
        examination_needed=_yes(row, "examination_needed"),
    )


def _yes(row: Row, column: str) -> bool:
    told = row[column]
    if told not in ("yes", "no"):
        raise row.refuse(f"needs yes or no in {column}")
    return told == "yes"
