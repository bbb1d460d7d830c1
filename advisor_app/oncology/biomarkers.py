"""Which tests on the tumor or the blood to ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from advisor_app.domain.intake import Intake
from advisor_app.domain.table_folder import TableFolder
from advisor_app.oncology.facts import CancerReader, Facts
from advisor_app.oncology.reading import read_facts
from advisor_app.oncology.rules import Condition, RuleFile, any_holds

SCHEMA: Final = "biomarkers-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerSet:
    """The markers that are usual for some cancers, those that may help, and a note on when."""

    id: str
    when: tuple[Condition, ...]
    usual: tuple[str, ...]
    also: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BiomarkerRules:
    """The sets (the first that fits decides) and what stage or grade adds to them."""

    sets: tuple[MarkerSet, ...]
    extras: tuple[MarkerSet, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkersToAsk:
    """The markers to ask for in one case, each once."""

    usual: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    note: str = ""


class MarkerReader(CancerReader, Protocol):
    """What is needed to say which markers to ask for."""

    @property
    def biomarkers(self) -> BiomarkerRules:
        """The rules."""
        ...


def markers_to_ask(intake: Intake, knowledge: MarkerReader, today: date) -> MarkersToAsk:
    """The markers to ask for in this case."""
    return markers_for(read_facts(intake, knowledge, today), knowledge.biomarkers)


def markers_for(facts: Facts, rules: BiomarkerRules) -> MarkersToAsk:
    """The markers that these facts ask for; none where no set fits."""
    fitting = [one for one in rules.sets if any_holds(one.when, facts)][:1]
    fitting += [one for one in rules.extras if any_holds(one.when, facts)]
    usual = tuple(dict.fromkeys(name for one in fitting for name in one.usual))
    also = dict.fromkeys(name for one in fitting for name in one.also if name not in usual)
    note = next((one.note for one in fitting if one.note), "")
    return MarkersToAsk(usual=usual, also=tuple(also), note=note)


def load_biomarkers(folder: TableFolder) -> BiomarkerRules:
    """The rules of `clinical/biomarkers.toml`. Raises TableError with file and line."""
    file = RuleFile.read(folder / "clinical" / "biomarkers.toml", SCHEMA)
    return BiomarkerRules(
        sets=tuple(_set(file, entry) for entry in file.entries("set")),
        extras=tuple(_set(file, entry) for entry in file.entries("extra")),
    )


def _set(file: RuleFile, entry: Mapping[str, Any]) -> MarkerSet:
    mark = str(entry["id"])
    return MarkerSet(
        id=mark,
        when=file.conditions(mark, entry.get("when", [])),
        usual=file.words(entry, "usual"),
        also=file.words(entry, "also"),
        note=str(entry.get("note", "")),
    )
