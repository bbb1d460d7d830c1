"""The clinical tables load whole, cover everything, and every mistake is named with its place."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from advisor_app.domain.intake import MODALITY, SERVICES, STATUS
from advisor_app.domain.places import STATES
from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_text import TableError
from advisor_app.oncology.biomarkers import load_biomarkers
from advisor_app.oncology.knowledge import Knowledge, load_knowledge
from advisor_app.oncology.records import load_records
from advisor_app.oncology.redflags import TIERS, load_red_flags
from advisor_app.oncology.routes import load_routes
from advisor_app.oncology.unspecified import is_neoplasm
from advisor_app.oncology.visits import load_visits
from tests.matching.building import knowledge


@pytest.fixture
def known() -> Knowledge:
    return knowledge()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the tables that a test may break."""
    for name in ("cancers", "clinical", "centre"):
        shutil.copytree(RESOURCES / name, tmp_path / name)
    return tmp_path


LOADERS: dict[str, Callable[[Path], object]] = {
    "routes.toml": load_routes,
    "records.toml": load_records,
    "red_flags.toml": load_red_flags,
    "visits.toml": load_visits,
    "biomarkers.toml": load_biomarkers,
}


def broken(folder: Path, file: str, old: str, new: str) -> TableError:
    """The error after one change in one file; unknown names show when all tables meet."""
    path = folder / "clinical" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        LOADERS.get(file, load_knowledge)(folder)
    except TableError as error:
        return error
    with pytest.raises(TableError) as caught:
        load_knowledge(folder)
    return caught.value


def test_there_are_24_flags_each_with_words_for_both_sides_of_the_border(known: Knowledge) -> None:
    assert sorted(known.red_flags) == [f"RF-{number:02d}" for number in range(1, 25)]
    for flag in known.red_flags.values():
        assert flag.tier in TIERS
        assert flag.title
        assert flag.ask
        assert flag.said
        assert flag.said_abroad
        assert "911" not in flag.said_abroad


def test_every_family_has_a_route_records_and_a_code_without_tissue(known: Knowledge) -> None:
    assert len(known.catalogue.families) == 44
    assert set(known.unspecified_codes) == set(known.catalogue.families)
    assert not [code for code in known.unspecified_codes.values() if is_neoplasm(code)]
    named = {
        family
        for checklist in known.records.checklists
        for condition in checklist.when
        for family in condition.names("family")
    }
    assert set(known.catalogue.families) - named <= {"suspicion"}


def test_every_state_stands_unknown_until_somebody_reviews_it(known: Knowledge) -> None:
    states = known.visit_rules.jurisdictions
    assert set(states) == set(STATES)
    assert not [one.state for one in states.values() if one.permits]


def test_no_table_claims_an_approval(known: Knowledge) -> None:
    assert known.approved is False


def test_rules_ask_only_for_codes_that_an_intake_can_hold(known: Knowledge) -> None:
    codes = {
        "status": {one.code for one in STATUS},
        "not_status": {one.code for one in STATUS},
        "service": {one.code for one in SERVICES},
        "only_service": {one.code for one in SERVICES},
        "modality": {one.code for one in MODALITY},
        "extent": {"localized", "advanced", "unknown"},
        "tissue": {"taken", "waiting", "none", "unknown"},
    }
    conditions = [
        condition
        for when in (
            *(rule.when for rule in known.routes),
            *(one.when for one in known.records.extras),
            *(one.when for one in known.visit_rules.rules),
            *(one.when for one in known.tempos),
        )
        for condition in when
    ]
    for condition in conditions:
        for test, allowed in codes.items():
            assert set(condition.names(test)) <= allowed


def test_a_changed_table_changes_the_version(known: Knowledge, folder: Path) -> None:
    path = folder / "clinical" / "tempo.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# reviewed\n", encoding="utf-8")
    assert load_knowledge(folder).version != known.version


@pytest.mark.parametrize(
    ("file", "old", "new", "mistake"),
    [
        ("routes.toml", 'family = ["gtd"]', 'family = ["gdt"]', "no family gdt"),
        ("routes.toml", 'kind = ["merkel"]', 'kind = ["merkle"]', "no kind merkle"),
        ("routes.toml", "recurrence = true", "recurrance = true", "no condition recurrance"),
        ("routes.toml", 'stage_from = "III"', 'stage_from = "late"', "is no stage"),
        ("routes.toml", "t_from = 2", 't_from = "two"', "must be int"),
        ("records.toml", '"IMG_PET"]', '"IMG_PTE"]', "no record IMG_PTE"),
        ("red_flags.toml", 'tier = "E0_911"', 'tier = "E0"', "no known tier"),
        ("visits.toml", '"video"', '"viedo"', "no way to meet"),
        ("tempo.toml", 'urgency = "R_14d"', 'urgency = "soon"', "no known urgency"),
        ("biomarkers.toml", "usual = [", 'usual = "x" #[', "must be a list"),
    ],
)
def test_a_mistake_is_named_with_file_and_line(
    folder: Path, file: str, old: str, new: str, mistake: str
) -> None:
    error = broken(folder, file, old, new)
    assert error.file == file
    assert error.line > 0
    assert mistake in str(error)


def test_a_rule_that_stands_twice_is_refused(folder: Path) -> None:
    assert "twice" in str(broken(folder, "routes.toml", 'id = "G5"', 'id = "G6"'))


def test_a_table_of_another_schema_is_refused(folder: Path) -> None:
    assert "schema" in str(broken(folder, "visits.toml", '"visits-1"', '"visits-9"'))
