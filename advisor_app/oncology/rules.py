"""Conditions of the clinical rules: small readable tables, and what each of their words means."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.table_text import TableError
from advisor_app.domain.tables import Settings, TableHeader, read_settings
from advisor_app.oncology.facts import Facts, padded, said
from advisor_app.oncology.staging import read_stage

Test = Callable[[Facts, Any], bool]


def _within(facts: Facts, days: int) -> bool:
    left = facts.days_to_treatment
    return left is not None and left <= days


def _only_mets(facts: Facts, places: tuple[str, ...]) -> bool:
    spread = facts.mets - {"nodes", "none"}
    return bool(spread) and spread <= set(places)


def _stage_from(facts: Facts, stage: int) -> bool:
    return facts.stage is not None and facts.stage >= stage


def _stage_to(facts: Facts, stage: int) -> bool:
    # A bound without a letter takes in the lettered stages: III holds IIIC.
    bound = stage + 9 if stage % 10 == 0 else stage
    return facts.stage is not None and facts.stage <= bound


TESTS: Final[Mapping[str, Test]] = MappingProxyType(
    {
        "family": lambda f, names: f.family in names,
        "not_family": lambda f, names: f.family not in names,
        "kind": lambda f, names: not f.nodes.isdisjoint(names),
        "not_kind": lambda f, names: f.nodes.isdisjoint(names),
        "finding": lambda f, names: f.finding in names,
        "status": lambda f, names: f.status in names,
        "not_status": lambda f, names: f.status not in names,
        "tissue": lambda f, names: f.tissue in names,
        "stage_from": _stage_from,
        "stage_to": _stage_to,
        "t_from": lambda f, n: f.tumour is not None and f.tumour >= n,
        "t_to": lambda f, n: f.tumour is not None and f.tumour <= n,
        "n_from": lambda f, n: f.lymph_nodes is not None and f.lymph_nodes >= n,
        "extent": lambda f, names: f.extent in names,
        "mets": lambda f, names: not f.mets.isdisjoint(names),
        "only_mets": _only_mets,
        "age_from": lambda f, n: f.age is not None and f.age >= n,
        "age_below": lambda f, n: f.age is not None and f.age < n,
        "modality": lambda f, names: not f.modalities.isdisjoint(names),
        "circumstance": lambda f, names: not f.circumstances.isdisjoint(names),
        "sex": lambda f, names: f.sex in names,
        "service": lambda f, names: not set(f.services).isdisjoint(names),
        "only_service": lambda f, names: bool(f.services) and set(f.services) <= set(names),
        "recurrence": lambda f, flag: f.recurrence is flag,
        "undiagnosed": lambda f, flag: f.undiagnosed is flag,
        "operated": lambda f, flag: f.operated is flag,
        "recent_systemic": lambda f, flag: f.recent_systemic is flag,
        "systemic_possible": lambda f, flag: (f.recent_systemic is not False) is flag,
        "surgery_within": lambda f, days: f.next_is_surgery and _within(f, days),
        "treatment_within": _within,
        "admitted": lambda f, flag: f.admitted is flag,
        "pregnant": lambda f, flag: f.pregnant is flag,
        "abroad": lambda f, flag: f.abroad is flag,
        "yes": lambda f, names: not f.answered_yes.isdisjoint(names),
        "no": lambda f, names: f.answered_no.issuperset(names),
        "not_yes": lambda f, names: f.answered_yes.isdisjoint(names),
        "told": lambda f, ids: any(flag in ids for flag, _ in f.flags_told),
        "rare": lambda f, flag: f.rare is flag,
        "sides_differ": lambda f, flag: (len(f.sides) > 1) is flag,
        "weight_loss_from": lambda f, n: f.weight_loss is not None and f.weight_loss >= n,
        "words": lambda f, phrases: any(said(f.words, phrase) for phrase in phrases),
        "not_words": lambda f, phrases: not any(said(f.words, phrase) for phrase in phrases),
        "asked": lambda f, phrases: any(said(f.asked, phrase) for phrase in phrases),
        "not_asked": lambda f, phrases: not any(said(f.asked, phrase) for phrase in phrases),
    }
)
"""Every word that a condition may use, with what it tests; an unknown fact never fulfils one."""

_PHRASES: Final = frozenset({"words", "not_words", "asked", "not_asked"})
_STAGES: Final = frozenset({"stage_from", "stage_to"})
_FLAGS: Final = frozenset(
    {"recurrence", "undiagnosed", "operated", "recent_systemic", "systemic_possible", "admitted",
     "pregnant", "abroad", "rare", "sides_differ"}
)  # fmt: skip
_NUMBERS: Final = frozenset(
    {"t_from", "t_to", "n_from", "age_from", "age_below", "surgery_within", "treatment_within",
     "weight_loss_from"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Condition:
    """Tests that must all hold; none holds always."""

    tests: tuple[tuple[str, Any], ...] = ()

    def holds(self, facts: Facts) -> bool:
        """Whether all tests hold for these facts."""
        for name, wanted in self.tests:  # noqa: SIM110 - asked thousands of times a keystroke
            if not TESTS[name](facts, wanted):
                return False
        return True

    def only(self, tests: frozenset[str]) -> "Condition":
        """The condition with no other tests than these."""
        return Condition(tuple(one for one in self.tests if one[0] in tests))

    def names(self, test: str) -> tuple[str, ...]:
        """What one test asks for, where it lists names."""
        return next((tuple(wanted) for name, wanted in self.tests if name == test), ())


def any_holds(conditions: tuple[Condition, ...], facts: Facts) -> bool:
    """Whether one of the conditions holds; a rule without conditions always holds."""
    for condition in conditions:
        if condition.holds(facts):
            return True
    return not conditions


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleFile:
    """One TOML file of rules: its header, its entries, and the line of each for messages."""

    settings: Settings

    @classmethod
    def read(cls, path: TableFolder, schema: str) -> "RuleFile":
        """The file at `path`. Raises TableError."""
        return cls(settings=read_settings(path, schema))

    @property
    def header(self) -> TableHeader:
        """What the file says of itself."""
        return self.settings.header

    def entries(self, name: str, *, key: str = "id") -> tuple[Mapping[str, Any], ...]:
        """The tables `[[name]]`, each with its own `key`. Raises TableError."""
        found = self.settings.tables(name)
        seen: set[str] = set()
        for place, entry in enumerate(found):
            mark = str(entry.get(key, ""))
            if not mark:
                raise self.settings.refuse_table(name, place, f"has a [[{name}]] without {key}")
            if mark in seen:
                raise self.refuse(mark, "stands twice")
            seen.add(mark)
        return found

    def refuse(self, mark: str, mistake: str) -> TableError:
        """The error to raise for the entry `mark`, with its line."""
        wanted = re.escape(f'"{mark}"')
        settled = rf"\s*\w+\s*=\s*{wanted}\s*(?:#|$)"
        begins = settled if self.settings.line(settled) else f".*{wanted}"
        return self.settings.refuse(f"{mark}: {mistake}", begins)

    def conditions(self, mark: str, given: Any) -> tuple[Condition, ...]:
        """The conditions of the entry `mark`: one table, or a list of which one must hold."""
        tables = given if isinstance(given, list) else [given]
        return tuple(self._condition(mark, table) for table in tables)

    def words(self, entry: Mapping[str, Any], key: str) -> tuple[str, ...]:
        """The list of names at `key`. Raises TableError where it is no list of text."""
        given = entry.get(key, [])
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            raise self.refuse(str(entry.get("id", key)), f"{key} must be a list of words")
        return tuple(given)

    def _condition(self, mark: str, table: Any) -> Condition:
        if not isinstance(table, dict):
            raise self.refuse(mark, "a condition must be a table")
        return Condition(tuple((name, self._wanted(mark, name, v)) for name, v in table.items()))

    def _wanted(self, mark: str, name: str, value: Any) -> Any:
        if name not in TESTS:
            raise self.refuse(mark, f"there is no condition {name}")
        if name in _STAGES:
            stage = read_stage(str(value), alone=True)
            if stage is None:
                raise self.refuse(mark, f"{name} is no stage")
            return stage
        if name in _FLAGS:
            return self._kept(mark, name, value, bool)
        if name in _NUMBERS:
            return self._kept(mark, name, value, int)
        names = self._kept(mark, name, value, list)
        return tuple(padded(one) if name in _PHRASES else str(one) for one in names)

    def _kept(self, mark: str, name: str, value: Any, kind: type) -> Any:
        if not isinstance(value, kind):
            raise self.refuse(mark, f"{name} must be {kind.__name__}")
        return value
