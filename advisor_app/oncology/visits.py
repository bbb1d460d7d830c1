"""Which ways to meet suit a first visit, and what each state allows from afar."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from advisor_app.domain.people import VisitMode
from advisor_app.domain.places import STATES
from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import Row, read_table
from advisor_app.oncology.facts import Facts
from advisor_app.oncology.rules import Condition, RuleFile, any_holds

SCHEMA: Final = "visits-1"
PERMISSIONS: Final = ("permitted", "with_local_physician", "prohibited", "silent", "unknown")


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRule:
    """Modes that do not suit some cases, and why; advice refuses nothing."""

    id: str
    modes: tuple[str, ...]
    when: tuple[Condition, ...]
    urgency: tuple[str, ...]
    reason: str
    advice: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Jurisdiction:
    """What one state says on a second opinion from a doctor of another state."""

    state: str
    direct_second_opinion: str
    citation: str
    reviewed_on: str

    @property
    def permits(self) -> bool:
        """Whether a reviewed rule permits it; unknown, silent and unreviewed do not."""
        return self.direct_second_opinion == "permitted" and bool(self.citation)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRules:
    """The rules of first visits, and the states."""

    rules: tuple[VisitRule, ...]
    jurisdictions: Mapping[str, Jurisdiction]

    @property
    def some_state_permits(self) -> bool:
        """Whether a patient may be anywhere where a second opinion needs no licence of its own."""
        return any(one.permits for one in self.jurisdictions.values())


def refusals(facts: Facts, emergency: str, rules: VisitRules) -> Mapping[str, str]:
    """The modes that do not suit this case, each with its reason; `emergency` is an open tier."""
    found: dict[str, str] = {}
    for rule in rules.rules:
        if not rule.advice and _fits(rule, facts, emergency):
            for mode in rule.modes:
                found.setdefault(mode, rule.reason)
    return found


def advice(facts: Facts, rules: VisitRules) -> Mapping[str, str]:
    """What is said beside an offer of a way to meet, by mode."""
    found: dict[str, str] = {}
    for rule in rules.rules:
        if rule.advice and _fits(rule, facts, ""):
            for mode in rule.modes:
                found.setdefault(mode, rule.reason)
    return found


def _fits(rule: VisitRule, facts: Facts, emergency: str) -> bool:
    if rule.urgency and emergency not in rule.urgency:
        return False
    return any_holds(rule.when, facts)


def load_visits(folder: TableFolder) -> VisitRules:
    """The rules of `clinical/visits.toml` and the states of `centre/jurisdictions.tsv`."""
    file = RuleFile.read(folder / "clinical" / "visits.toml", SCHEMA)
    table = read_table(
        folder / "centre" / "jurisdictions.tsv",
        "jurisdictions-1",
        ("state", "direct_second_opinion", "citation", "reviewed_on"),
    )
    return VisitRules(
        rules=tuple(_rule(file, entry) for entry in file.entries("rule")),
        jurisdictions={row["state"]: _jurisdiction(row) for row in table.rows},
    )


def _rule(file: RuleFile, entry: Mapping[str, Any]) -> VisitRule:
    mark = str(entry["id"])
    modes = file.words(entry, "modes")
    for mode in modes:
        if mode not in tuple(VisitMode):
            raise file.refuse(mark, f"there is no way to meet called {mode}")
    return VisitRule(
        id=mark,
        modes=modes,
        when=file.conditions(mark, entry.get("when", [])),
        urgency=file.words(entry, "urgency"),
        reason=str(entry.get("reason", "")),
        advice=entry.get("advice", False) is True,
    )


def _jurisdiction(row: Row) -> Jurisdiction:
    if row["state"] not in STATES:
        raise row.refuse(f"there is no state {row['state']}")
    if row["direct_second_opinion"] not in PERMISSIONS:
        raise row.refuse(f"needs one of {', '.join(PERMISSIONS)}")
    return Jurisdiction(
        state=row["state"],
        direct_second_opinion=row["direct_second_opinion"],
        citation=row["citation"],
        reviewed_on=row["reviewed_on"],
    )
