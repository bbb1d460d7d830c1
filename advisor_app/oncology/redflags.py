"""Signs of an emergency in what was said: when a call stops being a second opinion.

An advisor never diagnoses: a raised flag says what to ask, what to say and to whom to hand over.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final, Protocol

from advisor_app.domain.intake import Intake
from advisor_app.domain.table_folder import TableFolder
from advisor_app.oncology.facts import CancerReader, Facts
from advisor_app.oncology.reading import read_facts
from advisor_app.oncology.rules import Condition, RuleFile

SCHEMA: Final = "red-flags-1"
TIERS: Final = ("R_14d", "U2_7d", "U1_RN_now_48h", "E1_ED_today", "E0_911")
"""Urgency codes, the least urgent first."""

EMERGENCIES: Final = frozenset({"E0_911", "E1_ED_today"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """One way in which facts raise a flag, the tier they raise it to, and the reason in words."""

    when: Condition
    tier: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RedFlag:
    """One red flag: what it is, what to ask, its tier, and what the advisor says.

    `said` is said where 911 is the number to call, `said_abroad` elsewhere; `steps` are what has
    to be done on the call, where it is not the usual.
    """

    id: str
    title: str
    tier: str
    ask: str
    said: str
    said_abroad: str
    basis: str
    steps: tuple[str, ...] = ()
    triggers: tuple[Trigger, ...] = field(default=(), repr=False)
    worse: tuple[Trigger, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisedFlag:
    """A red flag that is raised in one case, its tier there, and the words or the fact behind."""

    flag: RedFlag
    tier: str
    why: str


class FlagReader(CancerReader, Protocol):
    """What is needed to raise flags: the reading of cases, and the flags."""

    @property
    def red_flags(self) -> Mapping[str, RedFlag]:
        """All flags by id."""
        ...


def raised(intake: Intake, knowledge: FlagReader, today: date) -> tuple[RaisedFlag, ...]:
    """The flags that are raised in this case, the most urgent first."""
    told = tuple(intake.urg.flags.value or ())
    return raised_by(read_facts(intake, knowledge, today), knowledge.red_flags, told)


def raised_by(
    facts: Facts, flags: Mapping[str, RedFlag], noted: tuple[str, ...] = ()
) -> tuple[RaisedFlag, ...]:
    """The flags that facts raise, and those that somebody `noted` on the case."""
    found: dict[str, RaisedFlag] = {}
    for flag, tier, why in _all(facts, flags, noted):
        tier = max((tier, *_worse(flag, facts)), key=TIERS.index)
        standing = found.get(flag.id)
        if standing is None or TIERS.index(tier) > TIERS.index(standing.tier):
            found[flag.id] = RaisedFlag(flag=flag, tier=tier, why=why)
    return tuple(sorted(found.values(), key=lambda one: (-TIERS.index(one.tier), one.flag.id)))


def unsettled_emergency(intake: Intake, flags: tuple[RaisedFlag, ...]) -> RaisedFlag | None:
    """The first emergency that is open: no instruction read back, and not put aside."""
    given = intake.urg.instruction_given.value
    settled = intake.urg.disposition.known and given is not None and given.get("ack") is True
    aside = intake.urg.put_aside.value
    if settled or (aside is not None and aside.text("text")):
        return None
    return next((one for one in flags if one.tier in EMERGENCIES), None)


def _all(
    facts: Facts, flags: Mapping[str, RedFlag], noted: tuple[str, ...]
) -> Iterator[tuple[RedFlag, str, str]]:
    for flag in flags.values():
        for trigger in flag.triggers:
            if trigger.when.holds(facts):
                yield flag, trigger.tier, trigger.why
                break
    for id_, words in facts.flags_told:
        if id_ in flags:
            yield flags[id_], flags[id_].tier, f"said: “{words}”"
    for id_ in noted:
        if id_ in flags:
            yield flags[id_], flags[id_].tier, "noted on this case"


def _worse(flag: RedFlag, facts: Facts) -> Iterator[str]:
    return (trigger.tier for trigger in flag.worse if trigger.when.holds(facts))


def load_red_flags(folder: TableFolder) -> Mapping[str, RedFlag]:
    """The flags of `clinical/red_flags.toml`. Raises TableError with file and line."""
    file = RuleFile.read(folder / "clinical" / "red_flags.toml", SCHEMA)
    scripts = {str(entry["id"]): entry for entry in file.entries("script")}
    return {str(entry["id"]): _flag(file, entry, scripts) for entry in file.entries("flag")}


def _flag(
    file: RuleFile, entry: Mapping[str, Any], scripts: Mapping[str, Mapping[str, Any]]
) -> RedFlag:
    mark = str(entry["id"])
    tier = _tier(file, mark, entry.get("tier"))
    script = scripts.get(str(entry.get("script", tier)))
    if script is None:
        raise file.refuse(mark, "names no script")
    return RedFlag(
        id=mark,
        title=str(entry.get("title", "")),
        tier=tier,
        ask=str(entry.get("ask", "")),
        said=str(entry.get("said", script["said"])),
        said_abroad=str(entry.get("said_abroad", script["said_abroad"])),
        basis=str(entry.get("basis", "")),
        steps=tuple(str(one) for one in entry.get("steps", [])),
        triggers=tuple(_trigger(file, mark, one) for one in entry.get("trigger", [])),
        worse=tuple(_trigger(file, mark, one) for one in entry.get("worse", [])),
    )


def _trigger(file: RuleFile, mark: str, entry: Mapping[str, Any]) -> Trigger:
    return Trigger(
        when=file.conditions(mark, entry.get("when", {}))[0],
        tier=_tier(file, mark, entry.get("tier")),
        why=str(entry.get("why", "")),
    )


def _tier(file: RuleFile, mark: str, tier: Any) -> str:
    if tier not in TIERS:
        raise file.refuse(mark, f"has no known tier: {tier}")
    return str(tier)
