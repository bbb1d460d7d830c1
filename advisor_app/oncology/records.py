"""The records that a physician needs before the visit, by family of cancers and path."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from advisor_app.domain.intake import Intake
from advisor_app.domain.table_folder import TableFolder
from advisor_app.oncology.facts import CancerReader, Facts
from advisor_app.oncology.lead_times import LeadTime, load_lead_times
from advisor_app.oncology.reading import read_facts
from advisor_app.oncology.rules import Condition, RuleFile, any_holds

SCHEMA: Final = "records-1"
READINGS: Final = ("pathology", "radiology")
_NEEDS: Final = ("", "tissue", "operated", "treated")
_UNTREATED: Final = frozenset(
    {"abnormal_not_diagnosed", "newly_diagnosed_untreated", "hereditary_risk_only"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNeed:
    """One record: its code, its name, what exactly is asked for, and how long it takes to come."""

    code: str
    name: str
    lead: LeadTime
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A second reading that is advised: of `pathology` or `radiology`, why, on what basis.

    `ask` are the records that are asked for without a further word, as slides of rare kinds are.
    """

    id: str
    read: str
    when: tuple[Condition, ...]
    why: str
    basis: str
    ask: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededRecords:
    """What must be in hand before the visit, what helps, and what often goes wrong.

    `reviews` are the second readings that the rules advise for this kind.
    """

    required: tuple[RecordNeed, ...] = ()
    helpful: tuple[RecordNeed, ...] = ()
    pitfalls: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()

    @property
    def asked_by_rule(self) -> frozenset[str]:
        """The records that stand at "to request" until somebody says otherwise."""
        return frozenset(code for review in self.reviews for code in review.ask)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordKind:
    """One code of the vocabulary; `needs` is what must have happened for it to exist."""

    code: str
    name: str
    lead: LeadTime
    needs: str

    def need(self, why: str = "") -> RecordNeed:
        """This record as one of a checklist."""
        return RecordNeed(code=self.code, name=self.name, lead=self.lead, why=why)


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
    reviews: tuple[Review, ...] = ()


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
    reviews = tuple(one for one in rules.reviews if any_holds(one.when, facts))
    lists = (deciding, *extras)
    listed = [item for one in lists for item in one.required]
    listed += [(code, "") for review in reviews for code in review.ask]
    required = _needs(listed, rules, facts, set())
    taken = {need.code for need in required}
    helpful = _needs((item for one in lists for item in one.helpful), rules, facts, taken)
    pitfalls = dict.fromkeys(pitfall for one in lists for pitfall in one.pitfalls)
    return NeededRecords(
        required=required, helpful=helpful, pitfalls=tuple(pitfalls), reviews=reviews
    )


def _needs(
    items: Iterable[tuple[str, str]], rules: RecordRules, facts: Facts, taken: set[str]
) -> tuple[RecordNeed, ...]:
    seen = set(taken)
    needs = []
    for code, why in items:
        kind = rules.kinds[code]
        if code not in seen and _can_exist(kind, facts):
            seen.add(code)
            needs.append(kind.need(why))
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
    leads = load_lead_times(folder)
    kinds = {str(entry["id"]): _kind(file, entry, leads) for entry in file.entries("code")}
    checklists = tuple(_checklist(file, one, kinds) for one in file.entries("checklist"))
    if not checklists or not any(not one.tests for one in checklists[-1].when):
        last = checklists[-1].id if checklists else ""
        raise file.refuse(last, "the last checklist must always fit")
    return RecordRules(
        kinds=kinds,
        checklists=checklists,
        extras=tuple(_checklist(file, one, kinds) for one in file.entries("extra")),
        reviews=tuple(_review(file, one, kinds) for one in file.entries("review")),
    )


def _review(file: RuleFile, entry: Mapping[str, Any], kinds: Mapping[str, RecordKind]) -> Review:
    mark = str(entry["id"])
    if entry.get("read") not in READINGS:
        raise file.refuse(mark, f"read must be one of {', '.join(READINGS)}")
    for text in ("why", "basis"):
        if not str(entry.get(text, "")).strip():
            raise file.refuse(mark, f"lacks {text}")
    return Review(
        id=mark,
        read=str(entry["read"]),
        when=file.conditions(mark, entry.get("when", [])),
        why=str(entry["why"]),
        basis=str(entry["basis"]),
        ask=tuple(code for code, _ in _items(file, entry, "ask", kinds)),
    )


def _kind(file: RuleFile, entry: Mapping[str, Any], leads: Mapping[str, LeadTime]) -> RecordKind:
    mark, needs = str(entry["id"]), str(entry.get("needs", ""))
    if needs not in _NEEDS:
        raise file.refuse(mark, f"needs one of {', '.join(_NEEDS[1:])}")
    if entry.get("lead") not in leads:
        raise file.refuse(mark, f"there is no lead time {entry.get('lead', '')}")
    return RecordKind(
        code=mark,
        name=str(entry.get("name", mark)),
        lead=leads[str(entry["lead"])],
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
