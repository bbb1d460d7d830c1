"""Everything that the product knows about cancers, read once from the tables and then frozen."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Final

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import TableFolder
from advisor_app.domain.table_text import TableError
from advisor_app.domain.tables import TableHeader, read_table
from advisor_app.domain.text import fold
from advisor_app.domain.words import Words
from advisor_app.oncology.answers import Found
from advisor_app.oncology.biomarkers import BiomarkerRules, load_biomarkers
from advisor_app.oncology.cancer_names import CancerNames, read_cancer_names
from advisor_app.oncology.capture import StoryCapture
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.oncology.chips import Chip
from advisor_app.oncology.facts import CaseWords, padded
from advisor_app.oncology.flag_words import FLAG_WORDS
from advisor_app.oncology.history_codes import load_history_codes
from advisor_app.oncology.practitioner_words import PractitionerWords, load_practitioner_words
from advisor_app.oncology.records import RecordRules, load_records
from advisor_app.oncology.redflags import TIERS, RedFlag, load_red_flags
from advisor_app.oncology.routes import Route, load_routes
from advisor_app.oncology.rules import Condition, RuleFile
from advisor_app.oncology.search import CancerSearch, load_search
from advisor_app.oncology.story_words import load_story_words
from advisor_app.oncology.unspecified import load_unspecified
from advisor_app.oncology.urgency import Tempo
from advisor_app.oncology.visits import VisitRules, load_visits

_REMEMBERED: Final = 512
"""Texts whose reading is kept: the texts of one case while it is typed, and a roster's focus."""

_STORIES: Final = 64

_RULE_FILES: Final = (
    ("red_flags.toml", "red-flags-1"),
    ("routes.toml", "routes-1"),
    ("records.toml", "records-1"),
    ("lead_times.toml", "lead-times-1"),
    ("biomarkers.toml", "biomarkers-1"),
    ("visits.toml", "visits-1"),
    ("tempo.toml", "tempo-1"),
    ("case_words.toml", "case-words-1"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Payer:
    """One insurer: its names, and its network here (in, out, referral, self)."""

    code: str
    name: str
    names: tuple[str, ...]
    network: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """The cancers, the reading of people's words, and the clinical rules.

    `version` is a digest of all rule tables; `approved` says whether somebody answers for every
    one of them. `find` is the search, `emergencies` the red flags of a whole text, and `chips` the
    reading of a story told on a day, each with the last texts remembered. `names` are those of the
    cancers in another language, read when they are first asked for.
    """

    catalogue: Catalogue
    search: CancerSearch
    red_flags: Mapping[str, RedFlag]
    routes: tuple[Route, ...]
    records: RecordRules
    biomarkers: BiomarkerRules
    visit_rules: VisitRules
    tempos: tuple[Tempo, ...]
    case_words: CaseWords
    payers: Mapping[str, Payer]
    practitioners: PractitionerWords
    unspecified_codes: Mapping[str, str]
    history_codes: Mapping[str, str]
    version: str
    approved: bool
    find: Callable[[str], Found] = field(repr=False, compare=False)
    emergencies: Callable[[str], Mapping[str, str]] = field(repr=False, compare=False)
    chips: Callable[[str, date], tuple[Chip, ...]] = field(repr=False, compare=False)
    names: Callable[[str], CancerNames] = field(repr=False, compare=False)

    def naming(self, words: Words) -> Words:
        """The words of a language, which name the cancers too. Raises TableError."""
        return self.names(words.language).known_to(words)


def load_knowledge(
    folder: TableFolder = RESOURCES, kept: Path | None = None, this_year: int | None = None
) -> Knowledge:
    """Everything in `folder`. Raises TableError with file, line and mistake.

    `this_year` on the clock of the store says which years are long past; by default this machine's.
    In the folder `kept`, where one is given, the index of the search is kept for the next start.
    """
    catalogue = load_catalogue(folder)
    search = load_search(catalogue, folder, this_year, kept)
    clinical = folder / "clinical"
    headers = tuple(RuleFile.read(clinical / name, schema).header for name, schema in _RULE_FILES)
    knowledge = Knowledge(
        catalogue=catalogue,
        search=search,
        red_flags=load_red_flags(folder),
        routes=load_routes(folder),
        records=load_records(folder),
        biomarkers=load_biomarkers(folder),
        visit_rules=load_visits(folder),
        tempos=_load_tempos(folder),
        case_words=_load_case_words(folder),
        payers=_load_payers(folder),
        practitioners=load_practitioner_words(folder, catalogue),
        unspecified_codes=load_unspecified(folder, catalogue),
        history_codes=load_history_codes(folder, catalogue),
        version=_version(headers),
        approved=all(header.approved for header in headers),
        find=lru_cache(maxsize=_REMEMBERED)(search.find),
        emergencies=lru_cache(maxsize=_STORIES)(search.emergencies),
        chips=lru_cache(maxsize=_STORIES)(StoryCapture(search, load_story_words(folder)).chips),
        names=cache(partial(read_cancer_names, folder, catalogue)),
    )
    _check_names(folder, knowledge)
    return knowledge


def _version(headers: tuple[TableHeader, ...]) -> str:
    digest = hashlib.sha256("".join(header.digest for header in headers).encode()).hexdigest()
    return f"{max(header.version for header in headers)}-{digest[:8]}"


def _load_tempos(folder: TableFolder) -> tuple[Tempo, ...]:
    file = RuleFile.read(folder / "clinical" / "tempo.toml", "tempo-1")
    tempos = []
    for entry in file.entries("tempo"):
        mark = str(entry["id"])
        if entry.get("urgency") not in TIERS:
            raise file.refuse(mark, "has no known urgency")
        tempos.append(
            Tempo(
                id=mark,
                when=file.conditions(mark, entry.get("when", [])),
                urgency=str(entry["urgency"]),
                why=str(entry.get("why", "")),
            )
        )
    return tuple(tempos)


def _load_case_words(folder: TableFolder) -> CaseWords:
    file = RuleFile.read(folder / "clinical" / "case_words.toml", "case-words-1")
    phrases, stems = file.settings.table("phrases"), file.settings.table("stems")
    return CaseWords(
        status={
            str(one["id"]): _padded(file.words(one, "words")) for one in file.entries("status")
        },
        services={
            str(one["id"]): _padded(file.words(one, "words")) for one in file.entries("service")
        },
        surgery=tuple(fold(stem) for stem in file.words(stems, "surgery")),
        treatment=tuple(fold(stem) for stem in file.words(stems, "treatment")),
        test=tuple(fold(stem) for stem in file.words(stems, "test")),
        biopsy=tuple(fold(stem) for stem in file.words(stems, "biopsy")),
        systemic=_padded(file.words(phrases, "systemic")),
        operated=_padded(file.words(phrases, "operated")),
        advanced=_padded(file.words(phrases, "advanced")),
        drainage=_padded(file.words(phrases, "drainage")),
    )


def _padded(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(padded(phrase) for phrase in phrases)


def _load_payers(folder: TableFolder) -> Mapping[str, Payer]:
    columns = ("code", "name", "also", "network")
    table = read_table(folder / "centre" / "payers.tsv", "payers-1", columns)
    return {
        row["code"]: Payer(
            code=row["code"],
            name=row["name"],
            names=tuple(fold(name) for name in (row["code"], row["name"], *row.items("also"))),
            network=row["network"],
        )
        for row in table.rows
    }


def _check_names(folder: TableFolder, knowledge: Knowledge) -> None:
    """Every name that a rule uses must exist: a misspelled one would never fit and never tell."""
    tree = knowledge.catalogue
    for row in knowledge.search.flag_words.rows:
        if row.flag not in knowledge.red_flags:
            raise TableError(FLAG_WORDS, row.line, f"names no red flag of the rules: {row.flag}")
    known = {
        "family": tree.families.keys(),
        "not_family": tree.families.keys(),
        "kind": tree.kinds.keys(),
        "not_kind": tree.kinds.keys(),
        "finding": tree.findings.keys(),
        "told": knowledge.red_flags.keys(),
    }
    for name, mark, condition in _conditions(knowledge):
        for test, names in known.items():
            wrong = [one for one in condition.names(test) if one not in names]
            if wrong:
                file = RuleFile.read(folder / "clinical" / name, dict(_RULE_FILES)[name])
                raise file.refuse(mark, f"there is no {test.removeprefix('not_')} {wrong[0]}")


def _conditions(knowledge: Knowledge) -> tuple[tuple[str, str, Condition], ...]:
    named = (
        *(("routes.toml", rule.id, rule.when) for rule in knowledge.routes),
        *(("tempo.toml", tempo.id, tempo.when) for tempo in knowledge.tempos),
        *(("records.toml", one.id, one.when) for one in knowledge.records.checklists),
        *(("records.toml", one.id, one.when) for one in knowledge.records.extras),
        *(("records.toml", one.id, one.when) for one in knowledge.records.reviews),
        *(("biomarkers.toml", one.id, one.when) for one in knowledge.biomarkers.sets),
        *(("biomarkers.toml", one.id, one.when) for one in knowledge.biomarkers.extras),
        *(("visits.toml", rule.id, rule.when) for rule in knowledge.visit_rules.rules),
        *(
            ("red_flags.toml", flag.id, tuple(one.when for one in (*flag.triggers, *flag.worse)))
            for flag in knowledge.red_flags.values()
        ),
    )
    return tuple((name, mark, one) for name, mark, conditions in named for one in conditions)
