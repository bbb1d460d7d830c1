"""Whom a patient meets first: rules read from top to bottom, the first that fits decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from advisor_app.domain.table_folder import TableFolder
from advisor_app.oncology.facts import Facts
from advisor_app.oncology.rules import Condition, RuleFile, any_holds

SCHEMA: Final = "routes-1"
_OF_THE_DISEASE: Final = frozenset({"family", "not_family", "kind", "not_kind", "finding"})
"""The tests of a condition that ask for the disease and for nothing else of the case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One rule: when it fits, the kinds of specialist for the first visit, and those beside it.

    To a rule that stands `alone` no other adds anything: a service without a visit in a clinic.
    `before_biopsy` says that the specialist is to be seen before tissue is taken.
    """

    id: str
    when: tuple[Condition, ...]
    also: bool
    alone: bool
    before_biopsy: bool
    first: tuple[str, ...]
    pair: tuple[str, ...]
    with_: tuple[str, ...]
    team: str
    urgency: str
    text: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Routing:
    """What the rules say for one case: `routes` are all rules that fired, the deciding one first.

    `services` are kinds of service desks that are asked for beside the first visit. `before_biopsy`
    says that the visit comes before a planned biopsy, too.
    """

    routes: tuple[str, ...]
    first: tuple[str, ...]
    pair: tuple[str, ...]
    services: tuple[str, ...]
    team: str
    urgency: str
    text: str
    before_biopsy: bool

    @property
    def kinds(self) -> frozenset[str]:
        """Every kind of specialist that may be offered."""
        return frozenset((*self.first, *self.pair, *self.services))


def route(facts: Facts, routes: tuple[Route, ...]) -> Routing:
    """The first rule that fits, and all rules that add to it."""
    deciding = next(rule for rule in routes if not rule.also and any_holds(rule.when, facts))
    adding = [
        rule for rule in routes if rule.also and not deciding.alone and any_holds(rule.when, facts)
    ]
    first = deciding.first
    return Routing(
        routes=(deciding.id, *(rule.id for rule in adding)),
        first=first,
        pair=_beside(first, (deciding.pair, *(rule.pair for rule in adding))),
        services=_beside(first, tuple(rule.with_ for rule in adding)),
        team=deciding.team or facts.team,
        urgency=deciding.urgency,
        text=deciding.text,
        before_biopsy=any(rule.before_biopsy for rule in (deciding, *adding)),
    )


def kinds_within_reach(facts: Facts, routes: tuple[Route, ...]) -> frozenset[str]:
    """Every kind of specialist that the rules call for at some status, stage, age or service.

    The disease stays as it is; a rule that fits it whatever else is told shuts out those after it.
    """
    found: set[str] = set()
    decided = False
    for rule in routes:
        if decided and not rule.also:
            continue
        of_it = tuple(condition.only(_OF_THE_DISEASE) for condition in rule.when)
        if any_holds(of_it, facts):
            found.update((*rule.first, *rule.pair, *rule.with_))
            always = (one for one, whole in zip(of_it, rule.when, strict=True) if one == whole)
            decided = decided or (not rule.also and any(one.holds(facts) for one in always))
    return frozenset(found)


def load_routes(folder: TableFolder) -> tuple[Route, ...]:
    """The rules of `clinical/routes.toml`. Raises TableError with file and line."""
    file = RuleFile.read(folder / "clinical" / "routes.toml", SCHEMA)
    routes = tuple(_route(file, entry) for entry in file.entries("route"))
    last = [rule for rule in routes if not rule.also][-1:]
    if not last or not any(not condition.tests for condition in last[0].when):
        raise file.refuse(last[0].id if last else "", "the last deciding rule must always fit")
    return routes


def _route(file: RuleFile, entry: Mapping[str, Any]) -> Route:
    mark = str(entry["id"])
    also = entry.get("also", False) is True
    first = file.words(entry, "first")
    if not also and not first:
        raise file.refuse(mark, "names no kind of specialist")
    return Route(
        id=mark,
        when=file.conditions(mark, entry.get("when", [])),
        also=also,
        alone=entry.get("alone", False) is True,
        before_biopsy=entry.get("before_biopsy", False) is True,
        first=first,
        pair=file.words(entry, "pair"),
        with_=file.words(entry, "with"),
        team=str(entry.get("team", "")),
        urgency=str(entry.get("urgency", "")),
        text=str(entry.get("text", "")),
        basis=str(entry.get("basis", "")),
    )


def _beside(first: tuple[str, ...], more: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
    named = dict.fromkeys(kind for kinds in more for kind in kinds)
    return tuple(kind for kind in named if kind not in first)
