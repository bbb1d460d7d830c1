"""The demonstration centre: its people, its cases and its words are invented and fit together."""

import json
import re
from collections import Counter
from datetime import date, datetime, time
from pathlib import Path

import pytest

from advisor_app.domain.case import CaseState
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import Practitioner, Role, Roster, VisitMode
from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_text import TableError
from advisor_app.domain.tables import read_settings
from advisor_app.exchange.case_file import read_case, write_case
from advisor_app.exchange.roster_file import read_roster
from advisor_app.line.groups import load_groups
from advisor_app.line.pairing import PairingRules
from advisor_app.line.staff import load_advisors
from advisor_app.oncology.catalogue import Catalogue
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.services.centre_table import load_centre
from advisor_app.services.centre_values import CentreSettings
from advisor_app.telephony.demonstration import demonstration_cases, demonstration_work
from advisor_app.telephony.offsets import dated, instant
from advisor_app.telephony.script import load_script

CENTRE = RESOURCES / "centre"
SHIFT_FILES = ("settings.toml", "advisors.toml", "shift.toml", "demonstration_work.toml")
MONDAY = datetime(2026, 11, 23, 10, 44, tzinfo=EASTERN)
PHONE = re.compile(r"\(?\b\d{3}\)?[ -]\d{3}-\d{4}\b|\b\d{3}-\d{4}\b")

FIRST_KINDS = {
    "breast": {"surgeon", "medical_oncologist", "radiation_oncologist"},
    "lung": {"surgeon", "pulmonologist", "medical_oncologist", "radiation_oncologist"},
    "anal": {"radiation_oncologist", "medical_oncologist"},
    "appendix": {"surgeon"},
    "ovary": {"gyn_oncologist"},
    "uterus": {"gyn_oncologist"},
    "cervix": {"gyn_oncologist"},
    "vulva_vagina": {"gyn_oncologist"},
    "gtd": {"gyn_oncologist"},
    "prostate": {"urologic_surgeon", "radiation_oncologist", "medical_oncologist"},
    "bladder_urothelial": {"urologic_surgeon", "medical_oncologist"},
    "kidney": {"urologic_surgeon", "medical_oncologist"},
    "testis": {"urologic_surgeon", "medical_oncologist"},
    "penis": {"urologic_surgeon"},
    "head_neck": {"surgeon", "radiation_oncologist"},
    "thyroid_parathyroid": {"surgeon"},
    "eye": {"ophthalmic_oncologist"},
    "sarcoma_bone": {"orthopaedic_oncologist", "medical_oncologist"},
    "brain_cns": {"neurosurgeon", "neuro_oncologist"},
    "neuroendocrine": {"medical_oncologist"},
    "cup_or_mets": {"medical_oncologist"},
    "pediatric_embryonal": {"pediatric_oncologist"},
    "hereditary_risk": {"genetic_counselor"},
    "suspicion": {"diagnostic_internist"},
    "leukemia_acute": {"hematologist_oncologist"},
    "leukemia_chronic": {"hematologist_oncologist"},
    "mds_mpn": {"hematologist_oncologist"},
    "lymphoma": {"hematologist_oncologist"},
    "plasma_cell": {"hematologist_oncologist"},
    "histiocytic_mast": {"hematologist_oncologist"},
}
"""Who sees a family first; families that are not named are seen by surgeon and oncologist."""

MAIN_ONLY = {"leukemia_acute", "pediatric_embryonal"}
"""Families for which nobody goes to the regional sites: acute leukemia and children."""


@pytest.fixture(scope="module")
def roster() -> Roster:
    """The demonstration roster as it is imported."""
    path = CENTRE / "demonstration_roster.json"
    return read_roster(path.read_text(encoding="utf-8"), path.name)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The catalogue of cancers."""
    return load_catalogue()


def taking(roster: Roster, family: str) -> list[Practitioner]:
    """Who takes new patients of a family."""
    return [one for one in roster.practitioners if family in one.families and one.accepting]


def test_the_roster_is_whole(roster: Roster, catalogue: Catalogue) -> None:
    assert len(roster.practitioners) == 120
    assert {one.id for one in roster.sites} == {
        "MAIN", "NJ-BR", "NJ-MO", "NJ-BE", "LI-CO", "LI-NA", "WC",
    }  # fmt: skip
    known = {one.id for one in roster.sites}
    for one in roster.practitioners:
        assert one.team in catalogue.teams
        assert set(one.families) <= {*catalogue.families, "*"}
        assert set(one.sites) <= known
        assert one.note.startswith("Invented")
        assert one.id.startswith("demo-")


def test_every_family_can_be_matched(roster: Roster, catalogue: Catalogue) -> None:
    assert len(catalogue.families) == 44
    for family in catalogue.families:
        found = taking(roster, family)
        for kind in FIRST_KINDS.get(family, {"surgeon", "medical_oncologist"}):
            assert sum(one.kind == kind for one in found) >= 2, (family, kind)
        assert any(VisitMode.VIDEO in one.visit_modes for one in found), family
        regional = any(set(one.sites) - {"MAIN"} for one in found)
        assert regional or family in MAIN_ONLY, family


def test_every_team_that_sees_patients_has_somebody(roster: Roster, catalogue: Catalogue) -> None:
    staffed = {one.team for one in roster.practitioners}
    assert set(catalogue.teams) - staffed <= {"SOCIAL_FINANCIAL"}


def test_licences_follow_the_sites(roster: Roster) -> None:
    homes = {one.id: one.state for one in roster.sites}
    lone = Counter(
        one.id
        for one in roster.practitioners
        for site in one.sites
        if homes[site] not in {licence.state for licence in one.licences}
    )
    assert not lone
    assert any(one.valid_until for who in roster.practitioners for one in who.licences)


def test_the_directory_has_its_gaps(roster: Roster) -> None:
    people = roster.practitioners
    assert any(one.new_patients_per_year_in_focus is None for one in people)
    assert any(one.next_available_days is None for one in people)
    assert any(not one.payers for one in people)
    assert any(not one.accepting for one in people)
    assert any(one.leave for one in people)
    days = [one.next_available_days for one in people if one.next_available_days is not None]
    assert (min(days), max(days)) == (1, 40)


def test_the_sites_are_told_twice_alike(roster: Roster) -> None:
    listed = read_settings(CENTRE / "sites.toml", "centre-sites/1").values["site"]
    told = {one["id"]: (one["name"], one["county"], one["zip"], one["does"]) for one in listed}
    assert told == {
        one.id: (one.name, one.county, one.postal_code, list(one.does)) for one in roster.sites
    }


def test_the_staff_of_the_line(catalogue: Catalogue) -> None:
    staff = load_advisors()
    assert len(staff) == 18
    assert {"M. Ruiz, RN", "K. Osei, RN", "T. Abara"} <= {one.name for one in staff}
    assert {Role.SUPERVISOR, Role.ADMINISTRATOR, Role.NURSE} <= {one.role for one in staff}
    nodes = {skill.node for one in staff for skill in one.skills}
    assert nodes == set(catalogue.families)
    groups = {one.id for one in load_groups().all}
    assert {one.group for one in staff if one.group} <= groups


def test_every_family_has_its_group(catalogue: Catalogue) -> None:
    groups = load_groups()
    assert {family for group in groups.all for family in group.families} == set(catalogue.families)


def test_settings_say_that_they_are_a_demonstration() -> None:
    centre = load_centre()
    assert centre.demonstration
    assert (centre.opens, centre.closes) == (time(9), time(17))
    assert centre.rules == PairingRules(lease_seconds=0), "its desks are one program"
    raw = read_settings(CENTRE / "settings.toml", "centre-settings/1").values
    assert raw["hours"]["demonstration_only"] is True
    new = CentreSettings()
    assert (new.opens, new.line_number, new.name) == (None, "", "")


def test_all_phone_numbers_are_fictitious() -> None:
    files = [CENTRE / name for name in SHIFT_FILES]
    files += sorted((CENTRE / "demonstration_cases").glob("*.json"))
    numbers = [one for path in files for one in PHONE.findall(path.read_text(encoding="utf-8"))]
    assert len(numbers) > 60
    assert not [one for one in numbers if not re.search(r"555-01\d\d$", one)]


def test_no_real_centre_is_named() -> None:
    files = [*CENTRE.rglob("*.toml"), *CENTRE.rglob("*.json"), *CENTRE.rglob("*.tsv")]
    assert len(files) > 20
    real = re.compile(r"\b(MSK|Sloan|Kettering|York Ave|Red Hill|mskcc)\b", re.IGNORECASE)
    assert not [path.name for path in files if real.search(path.read_text(encoding="utf-8"))]


def test_scripted_callers_speak_of_known_families(catalogue: Catalogue) -> None:
    script = load_script()
    assert len(script.callers) >= 30
    named = {one.family for one in script.callers} | {one.family for one in script.themes}
    assert named - {""} <= set(catalogue.families)
    assert all(one.story for one in script.callers)


@pytest.mark.parametrize("name", sorted(demonstration_cases(MONDAY.date())))
def test_a_demonstration_case_is_a_case_file(name: str, catalogue: Catalogue) -> None:
    data = demonstration_cases(MONDAY.date())[name]
    intake = read_case(data).intake
    assert read_case(write_case(intake)).intake == intake
    for row in intake.dx.rows:
        for statement in row.kind.statements:
            assert statement.value in catalogue.kinds or statement.value in catalogue.findings
        assert row.family.value is None or row.family.value in catalogue.families
    assert not re.search(r'"[+-]\d+d', json.dumps(data))


def test_the_work_of_a_morning() -> None:
    work = demonstration_work(MONDAY)
    assert len(work) == 14
    assert {one.name for one in work} == set(demonstration_cases(MONDAY.date()))
    promises = [one.promise for one in work if one.promise is not None]
    assert len(promises) == 4
    assert sum(one.due_at < MONDAY for one in promises) == 1
    assert sum(one.state is CaseState.PARKED for one in work) == 2
    assert all(one.opened_at < MONDAY for one in work)
    staff = {one.id for one in load_advisors()}
    assert {one.owner for one in work} - {""} <= staff
    due = [row for one in work for row in read_case(one.data).intake.rec.rows if row.due.value]
    assert len(due) >= 5


def test_dates_stay_young() -> None:
    assert dated({"a": ["-1d", "+9d"], "b": "2024-03"}, date(2026, 11, 24)) == {
        "a": ["2026-11-23", "2026-12-03"],
        "b": "2024-03",
    }
    assert dated("+1d 10:00", date(2026, 11, 24)) == "2026-11-25T10:00:00-05:00"
    assert dated("+5d 10:00", date(2026, 11, 23)) == "2026-11-30T10:00:00-05:00"
    assert dated("-2d 10:00", date(2026, 11, 24)) == "2026-11-20T10:00:00-05:00"
    assert dated("COVID+9d", date(2026, 11, 24)) == "COVID+9d"


def test_instants_are_told_from_now() -> None:
    assert instant("-75m", MONDAY) == datetime(2026, 11, 23, 9, 25, tzinfo=EASTERN)
    assert instant("+0d 16:00", MONDAY) == datetime(2026, 11, 23, 16, 0, tzinfo=EASTERN)
    with pytest.raises(ValueError, match="isoformat"):
        instant("soon", MONDAY)


def test_a_broken_list_of_work_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "centre"
    (folder / "demonstration_cases").mkdir(parents=True)
    text = (CENTRE / "demonstration_work.toml").read_text(encoding="utf-8")
    (folder / "demonstration_work.toml").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match="lacks bauer-ingrid"):
        demonstration_work(MONDAY, tmp_path)
