"""The cancers that the line knows: teams, families, kinds in a tree, and findings before tissue.

Read from `resources/cancers`; every code is checked against the loaded ICD-10-CM release. The
root kind of a family carries the family's id, so a family can be chosen where no more is known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import Row, Table, TableHeader, read_table
from advisor_app.oncology.codes import Code, CodePattern, check, load_codes, patterns

BEHAVIOURS: Final = ("in_situ", "invasive", "borderline", "benign", "uncertain", "")
TEMPOS: Final = ("E0_911", "E1_ED_today", "U1_RN_now_48h", "U2_7d", "R_14d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """A disease team or a service desk; `pod` is the group that answers its first calls."""

    id: str
    name: str
    pod: str
    service: bool
    families: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """A family of cancers that one team treats; `tempo` is how soon its patients must be seen."""

    id: str
    name: str
    lay_name: str
    team: str
    icd10: tuple[str, ...]
    tempo: str
    remote_first_ok: bool
    examination_needed: bool
    organ: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CancerType:
    """A kind of cancer; `path` names the way from the family's root to it.

    `icd10` is for no side told and no remission; `also` names other kinds that it belongs under
    (a neuroendocrine tumor of the pancreas is also a tumor of the pancreas). An empty behaviour
    marks an inherited risk, which is no tumor.
    """

    id: str
    name: str
    family: str
    parent: str
    team: str
    rare: bool
    behaviour: str
    icd10: tuple[str, ...]
    patterns: tuple[CodePattern, ...]
    oncotree: str
    tempo: str
    also: tuple[str, ...]
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """An abnormal result without a diagnosis: coded as the finding, never as a cancer."""

    id: str
    name: str
    families: tuple[str, ...]
    team: str
    icd10: tuple[str, ...]
    patterns: tuple[CodePattern, ...]
    remote_first_ok: bool
    examination_needed: bool


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Everything above by id, with the questions that the rest of the product asks of the tree."""

    teams: Mapping[str, Team]
    families: Mapping[str, Family]
    kinds: Mapping[str, CancerType]
    findings: Mapping[str, Finding]
    codes: Mapping[str, Code]
    headers: tuple[TableHeader, ...]

    def name_of(self, id: str) -> str:
        """The name of a kind, a finding or a family; the id itself where it is none of them."""
        for table in (self.kinds, self.findings, self.families):
            if id in table:
                return str(table[id].name)
        return id

    def family_of(self, id: str) -> str:
        """The family of a kind or the first family of a finding; nothing where it is neither."""
        if id in self.kinds:
            return self.kinds[id].family
        if id in self.findings:
            return self.findings[id].families[0]
        return id if id in self.families else ""

    def families_of(self, id: str) -> tuple[str, ...]:
        """Every family of a finding, or the one of a kind or family."""
        if id in self.findings:
            return self.findings[id].families
        family = self.family_of(id)
        return (family,) if family else ()

    def team_of(self, id: str) -> str:
        """The team of a kind, a finding or a family; nothing where it is none of them."""
        for table in (self.kinds, self.findings, self.families):
            if id in table:
                return str(table[id].team)
        return ""

    def tempo_of(self, id: str) -> str:
        """How soon a kind, a finding or a family must be seen, as an urgency code."""
        if id in self.kinds:
            return self.kinds[id].tempo
        family = self.family_of(id)
        return self.families[family].tempo if family else "R_14d"

    def ancestors(self, kind: str) -> tuple[str, ...]:
        """The kinds above `kind` in its own family, nearest first."""
        above = []
        while kind in self.kinds and self.kinds[kind].parent:
            kind = self.kinds[kind].parent
            above.append(kind)
        return tuple(above)

    def is_within(self, kind: str, ancestor: str) -> bool:
        """Whether `kind` is `ancestor` or stands under it, by its family or by `also`."""
        return ancestor in self.depths(kind)

    def distance(self, a: str, b: str) -> int | None:
        """Steps between two kinds through the nearest kind above both; None where there is none."""
        up_a, up_b = self.depths(a), self.depths(b)
        return min((up_a[kind] + up_b[kind] for kind in up_a.keys() & up_b.keys()), default=None)

    def children(self, kind: str) -> tuple[str, ...]:
        """The kinds directly under `kind`, in the order of the table."""
        return self._below.get(kind, ())

    def within(self, kind: str) -> Iterator[str]:
        """`kind` and every kind under it."""
        yield kind
        for below in self.children(kind):
            yield from self.within(below)

    def icd10_for(self, id: str, laterality: str = "", state: str = "") -> tuple[str, ...]:
        """The ICD-10-CM codes of a kind or finding for a side and a state of the disease.

        `laterality` is right, left, both or anything else for no side told. `state` is remission
        or relapse for diseases of the blood, whose code says so.
        """
        entry = self.kinds.get(id) or self.findings.get(id)
        if entry is None:
            return ()
        chosen = (pattern.choose(laterality, state) for pattern in entry.patterns)
        return tuple(dict.fromkeys(code for codes in chosen for code in codes))

    @cached_property
    def _below(self) -> Mapping[str, tuple[str, ...]]:
        below: dict[str, list[str]] = {}
        for kind in self.kinds.values():
            if kind.parent:
                below.setdefault(kind.parent, []).append(kind.id)
        return {above: tuple(kinds) for above, kinds in below.items()}

    def depths(self, kind: str) -> Mapping[str, int]:
        """`kind` and everything above it, by its family or by `also`, each with its steps up."""
        if kind not in self.kinds:
            return {}
        if kind not in self._depths:
            self._depths[kind] = self._steps_up(kind)
        return self._depths[kind]

    @cached_property
    def _depths(self) -> dict[str, Mapping[str, int]]:
        return {}

    def _steps_up(self, kind: str) -> Mapping[str, int]:
        depths: dict[str, int] = {}
        level, steps = [kind], 0
        while level:
            fresh = [one for one in level if one in self.kinds and one not in depths]
            depths.update(dict.fromkeys(fresh, steps))
            level = [above for one in fresh for above in self._above(one)]
            steps += 1
        return depths

    def _above(self, kind: str) -> tuple[str, ...]:
        entry = self.kinds[kind]
        return (*((entry.parent,) if entry.parent else ()), *entry.also)


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
        if row["team"] and row["team"] not in teams:
            raise row.refuse(f"names no known team: {row['team']}")
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
    if row["tempo"] not in TEMPOS:
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
    if row["behaviour"] not in BEHAVIOURS:
        raise row.refuse(f"has no known behaviour: {row['behaviour']}")
    if row["tempo"] and row["tempo"] not in TEMPOS:
        raise row.refuse(f"has no known tempo: {row['tempo']}")
    for other in row.items("also"):
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
        behaviour=row["behaviour"],
        icd10=tuple(code for pattern in found for code in pattern.choose()),
        patterns=found,
        oncotree=row["oncotree"],
        tempo=row["tempo"] or family.tempo,
        also=row.items("also"),
        path=_path(row, rows),
    )


def _path(row: Row, rows: Mapping[str, Row]) -> tuple[str, ...]:
    names = [row["name"]]
    seen = {row["id"]}
    above = row
    while above["parent"]:
        if above["parent"] not in rows or above["parent"] in seen:
            raise row.refuse(f"hangs under no kind of the table: {above['parent']}")
        above = rows[above["parent"]]
        seen.add(above["id"])
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
    if row[column] not in ("yes", "no"):
        raise row.refuse(f"needs yes or no in {column}")
    return row[column] == "yes"
