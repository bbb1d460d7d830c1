"""All that the console knows about one kind of cancer or finding, on one sheet to look up."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from advisor_app.domain.intake import STATUS
from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.tables import TableHeader, header_of, read_table
from advisor_app.oncology.biomarkers import MarkersToAsk, markers_for
from advisor_app.oncology.facts import Facts
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.oncology.records import NeededRecords, records_for
from advisor_app.oncology.routes import Routing, route
from advisor_app.oncology.rules import Condition, any_holds

SIDES: Final = ("", "right", "left", "both")
STATES: Final = ("", "remission", "relapse")
TABLES: Final = (
    "cancers/kinds.tsv",
    "cancers/findings.tsv",
    "cancers/synonyms.tsv",
    "cancers/icd10cm.tsv",
    "clinical/routes.toml",
    "clinical/records.toml",
    "clinical/lead_times.toml",
    "clinical/biomarkers.toml",
    "clinical/red_flags.toml",
    "clinical/tempo.toml",
)
"""The tables that speak of a kind, whose source and approval stand on the sheet."""
_UNTOUCHED: Final = ("abnormal_not_diagnosed", "newly_diagnosed_untreated")


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeLine:
    """One ICD-10-CM code with its title, and for which side or state it stands."""

    code: str
    title: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteLine:
    """Whom a patient meets first where things stand so, with the numbers of the rules."""

    status: str
    extent: str
    routing: Routing


@dataclass(frozen=True, slots=True, kw_only=True)
class KindSheet:
    """One kind or finding: where it stands in the tree, how it is called, and what the rules say.

    `also` are the names of other kinds that it belongs under, or of the other families of a
    finding; `words` are phrases by their sort (lay, abbreviation, report, spanish, misspelling,
    homophone).
    """

    id: str
    name: str
    path: tuple[str, ...]
    finding: bool
    rare: bool
    behaviour: str
    family: str
    team: str
    oncotree: str
    tempo: str
    tempo_why: str
    words: Mapping[str, tuple[str, ...]]
    codes: tuple[CodeLine, ...]
    below: tuple[str, ...]
    also: tuple[str, ...]
    routes: tuple[RouteLine, ...]
    records: NeededRecords
    markers: MarkersToAsk
    red_flags: tuple[tuple[str, str], ...]
    headers: tuple[tuple[str, TableHeader], ...]


def load_words(folder: TableFolder) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Every phrase of the synonyms, by kind or finding and by sort. Raises TableError."""
    columns = ("phrase", "target", "sort")
    table = read_table(folder / "cancers" / "synonyms.tsv", "synonyms/1", columns)
    found: dict[str, dict[str, list[str]]] = {}
    for row in table.rows:
        found.setdefault(row["target"], {}).setdefault(row["sort"], []).append(row["phrase"])
    return {
        target: {sort: tuple(dict.fromkeys(phrases)) for sort, phrases in by_sort.items()}
        for target, by_sort in found.items()
    }


def load_headers(folder: TableFolder) -> tuple[tuple[str, TableHeader], ...]:
    """What each table of TABLES says of itself. Raises TableError."""
    found = []
    for file in TABLES:
        place, _, name = file.partition("/")
        text = (folder / place / name).read_bytes().decode("utf-8")
        found.append((file, header_of(name, text)))
    return tuple(found)


def kind_sheet(
    id_: str,
    knowledge: Knowledge,
    words: Mapping[str, Mapping[str, tuple[str, ...]]],
    headers: tuple[tuple[str, TableHeader], ...],
    today: date,
) -> KindSheet:
    """The sheet of a kind or finding. Raises KeyError for an id that is neither."""
    tree = knowledge.catalogue
    kind, finding = tree.kinds.get(id_), tree.findings.get(id_)
    if kind is None and finding is None:
        raise KeyError(id_)
    facts = facts_of(id_, knowledge, today)
    usual = [one.why for one in knowledge.tempos if any_holds(one.when, facts) and one.why]
    return KindSheet(
        id=id_,
        name=tree.name_of(id_),
        path=kind.path if kind is not None else ("Findings before tissue", tree.name_of(id_)),
        finding=finding is not None,
        rare=kind is not None and kind.rare,
        behaviour=kind.behaviour if kind is not None else "",
        family=tree.families[tree.family_of(id_)].name,
        team=tree.teams[tree.team_of(id_)].name,
        oncotree=kind.oncotree if kind is not None else "",
        tempo=tree.tempo_of(id_),
        tempo_why=usual[0] if usual else "",
        words=words.get(id_, {}),
        codes=_codes(id_, knowledge),
        below=tuple(tree.name_of(one) for one in tree.children(id_)) if kind is not None else (),
        also=_also(id_, knowledge),
        routes=_routes(facts, knowledge),
        records=records_for(facts, knowledge.records),
        markers=markers_for(facts, knowledge.biomarkers),
        red_flags=_flags(id_, facts, knowledge),
        headers=headers,
    )


def facts_of(id_: str, knowledge: Knowledge, today: date) -> Facts:
    """The facts of a patient of whom only the kind or finding is known, newly found, untreated."""
    tree = knowledge.catalogue
    family, is_finding = tree.family_of(id_), id_ in tree.findings
    kind = tree.kinds.get(id_)
    above = () if is_finding else (id_, *tree.ancestors(id_), *(kind.also if kind else ()))
    return Facts(
        today=today,
        family=family,
        families=(family,),
        team=tree.team_of(id_),
        kind="" if is_finding else id_,
        kind_name=tree.name_of(id_),
        finding=id_ if is_finding else "",
        nodes=frozenset(above),
        rare=kind is not None and kind.rare,
        status=_UNTOUCHED[0] if is_finding else _UNTOUCHED[1],
        tissue="none" if is_finding else "taken",
    )


def _also(id_: str, knowledge: Knowledge) -> tuple[str, ...]:
    tree = knowledge.catalogue
    kind = tree.kinds.get(id_)
    others = kind.also if kind is not None else tree.families_of(id_)[1:]
    return tuple(map(tree.name_of, others))


def _codes(id_: str, knowledge: Knowledge) -> tuple[CodeLine, ...]:
    tree, seen = knowledge.catalogue, set[str]()
    sided = tree.icd10_for(id_, "right") != tree.icd10_for(id_)
    lines = []
    for state in STATES:
        for side in SIDES:
            for code in tree.icd10_for(id_, side, state):
                if code not in seen:
                    seen.add(code)
                    title = tree.codes[code].description if code in tree.codes else ""
                    told = (side or ("side not told" if sided and not state else ""), state)
                    lines.append(
                        CodeLine(code=code, title=title, when=", ".join(filter(None, told)))
                    )
    return tuple(lines)


def _routes(facts: Facts, knowledge: Knowledge) -> tuple[RouteLine, ...]:
    """One line a status; where spread changes whom they meet, one more: a finding has none."""
    lines = []
    told = [choice.code for choice in STATUS if choice.code not in ("unsure", *_UNTOUCHED[:1])]
    for status in _UNTOUCHED[:1] if facts.finding else tuple(told):
        before = None
        for extent in ("unknown",) if facts.finding else ("unknown", "advanced"):
            tried = replace(facts, status=status, extent=extent)
            found = route(tried, knowledge.routes)
            if before is None or (found.first, found.pair) != (before.first, before.pair):
                lines.append(RouteLine(status=status, extent=extent, routing=found))
            before = found
    return tuple(lines)


def _flags(id_: str, facts: Facts, knowledge: Knowledge) -> tuple[tuple[str, str], ...]:
    """The red flags whose rules name this kind, its family or what stands above it."""
    named = []
    for flag in knowledge.red_flags.values():
        conditions = [one.when for one in (*flag.triggers, *flag.worse)]
        if any(_names_it(condition, id_, facts) for condition in conditions):
            named.append((flag.id, flag.title))
    return tuple(named)


def _names_it(condition: Condition, id_: str, facts: Facts) -> bool:
    return (
        facts.family in condition.names("family")
        or not facts.nodes.isdisjoint(condition.names("kind"))
        or id_ in condition.names("finding")
    )
