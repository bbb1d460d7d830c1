"""The cancers that the line knows: teams, families, kinds in a tree, and findings before tissue.

The root kind of a family carries the family's id, so a family can be chosen where no more is known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from advisor_app.domain.tables import TableHeader
from advisor_app.oncology.codes import Code, CodePattern


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
