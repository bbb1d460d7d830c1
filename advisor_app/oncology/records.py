"""The records that a physician needs before the visit, by family of cancers and path."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from advisor_app.domain.intake import Intake
from advisor_app.domain.table_folder import TableFolder
from advisor_app.oncology.facts import CancerReader, Facts
from advisor_app.oncology.reading import read_facts
from advisor_app.oncology.rules import Condition, RuleFile, any_holds

SCHEMA: Final = "records-1"
_NEEDS: Final = ("", "tissue", "operated", "treated")
_UNTREATED: Final = frozenset(
    {"abnormal_not_diagnosed", "newly_diagnosed_untreated", "hereditary_risk_only"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNeed:
    """One record: its code, its name, why it is needed, and how long it usually takes to come."""

    code: str
    name: str
    why: str = ""
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededRecords:
    """What must be in hand before the visit, what helps, and what often goes wrong."""

    required: tuple[RecordNeed, ...] = ()
    helpful: tuple[RecordNeed, ...] = ()
    pitfalls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """One code of the vocabulary; `needs` is what must have happened for it to exist."""

    code: str
    name: str
    days: int
    needs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """One list of records; items are codes with what exactly is asked for."""

    id: str
    when: tuple[Condition, ...]
    required: tuple[tuple[str, str], ...]
    helpful: tuple[tuple[str, str], ...]
    pitfalls: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRules:
    """The vocabulary, the checklists (the first that fits decides) and what is added to them."""

    kinds: Mapping[str, RecordKind]
    checklists: tuple[Checklist, ...]
    extras: tuple[Checklist, ...]


class RecordReader(CancerReader, Protocol):
    """What is needed to say which records a case needs."""

    @property
    def records(self) -> RecordRules:
        """The rules."""
        ...


def needed_records(intake: Intake, knowledge: RecordReader, today: date) -> NeededRecords:
    """The records that this case needs; the day matters for ages and coming operations."""
    return records_for(read_facts(intake, knowledge, today), knowledge.records)


def records_for(facts: Facts, rules: RecordRules) -> NeededRecords:
    """The records that these facts ask for, each once, without those that cannot exist."""
    deciding = next(one for one in rules.checklists if any_holds(one.when, facts))
    extras = [one for one in rules.extras if any_holds(one.when, facts)]
    lists = (deciding, *extras)
    required = _needs((item for one in lists for item in one.required), rules, facts, set())
    taken = {need.code for need in required}
    helpful = _needs((item for one in lists for item in one.helpful), rules, facts, taken)
    pitfalls = dict.fromkeys(pitfall for one in lists for pitfall in one.pitfalls)
    return NeededRecords(required=required, helpful=helpful, pitfalls=tuple(pitfalls))


def _needs(
    items: Iterable[tuple[str, str]], rules: RecordRules, facts: Facts, taken: set[str]
) -> tuple[RecordNeed, ...]:
    seen = set(taken)
    needs = []
    for code, why in items:
        kind = rules.kinds[code]
        if code not in seen and _can_exist(kind, facts):
            seen.add(code)
            needs.append(RecordNeed(code=code, name=kind.name, why=why, days=kind.days))
    return tuple(needs)


def _can_exist(kind: RecordKind, facts: Facts) -> bool:
    match kind.needs:
        case "tissue":
            # Where the slides themselves are the question, tissue exists whatever the status says.
            return facts.tissue != "none" or "pathology_review" in facts.services
        case "operated":
            return facts.operated is not False
        case "treated":
            return bool(facts.modalities) or facts.status not in _UNTREATED
        case _:
            return True


def load_records(folder: TableFolder) -> RecordRules:
    """The rules of `clinical/records.toml`. Raises TableError with file and line."""
    file = RuleFile.read(folder / "clinical" / "records.toml", SCHEMA)
    kinds = {str(entry["id"]): _kind(file, entry) for entry in file.entries("code")}
    checklists = tuple(_checklist(file, one, kinds) for one in file.entries("checklist"))
    if not checklists or not any(not one.tests for one in checklists[-1].when):
        last = checklists[-1].id if checklists else ""
        raise file.refuse(last, "the last checklist must always fit")
    return RecordRules(
        kinds=kinds,
        checklists=checklists,
        extras=tuple(_checklist(file, one, kinds) for one in file.entries("extra")),
    )


def _kind(file: RuleFile, entry: Mapping[str, Any]) -> RecordKind:
    mark, needs = str(entry["id"]), str(entry.get("needs", ""))
    if needs not in _NEEDS:
        raise file.refuse(mark, f"needs one of {', '.join(_NEEDS[1:])}")
    return RecordKind(
        code=mark,
        name=str(entry.get("name", mark)),
        days=int(entry.get("days", 0)),
        needs=needs,
    )


def _checklist(
    file: RuleFile, entry: Mapping[str, Any], kinds: Mapping[str, RecordKind]
) -> Checklist:
    mark = str(entry["id"])
    return Checklist(
        id=mark,
        when=file.conditions(mark, entry.get("when", [])),
        required=_items(file, entry, "required", kinds),
        helpful=_items(file, entry, "helpful", kinds),
        pitfalls=file.words(entry, "pitfalls"),
    )


def _items(
    file: RuleFile, entry: Mapping[str, Any], key: str, kinds: Mapping[str, RecordKind]
) -> tuple[tuple[str, str], ...]:
    items = []
    for text in file.words(entry, key):
        code, _, why = text.partition(":")
        if code not in kinds:
            raise file.refuse(str(entry["id"]), f"there is no record {code}")
        items.append((code, why.strip()))
    return tuple(items)
