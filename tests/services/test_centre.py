"""The directory, the settings, the summaries that were issued, and the audit."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from advisor_app.domain.answers import say
from advisor_app.domain.case import Edit
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.domain.people import (
    Leave,
    Licence,
    Practitioner,
    Role,
    Roster,
    Site,
    Slot,
    VisitMode,
)
from advisor_app.line.calendar import LineHours
from advisor_app.line.calls import CallEvent, CallEventKind
from advisor_app.line.pairing import PairingRules
from advisor_app.services.centre import CentreSettings
from advisor_app.services.centre_table import load_centre
from advisor_app.services.failures import (
    BadValue,
    ChangedMeanwhile,
    Denied,
    NoSuchCase,
    StoreFailed,
)
from tests.services.desk import START, Desk

ROSTER = Roster(
    practitioners=(
        Practitioner(
            id="p1",
            name="Dr Łucja O'Brien",
            kind="surgeon",
            team="hepatobiliary",
            families=("*",),
            focus=("Whipple",),
            licences=(Licence(state="NJ", valid_until=date(2027, 3, 31)), Licence(state="NY")),
            visit_modes=(VisitMode.VIDEO, VisitMode.IN_PERSON),
            leave=(Leave(first=date(2026, 12, 1), last=date(2026, 12, 5)),),
            slots=(
                Slot(at=datetime(2026, 12, 7, 9, tzinfo=ZoneInfo("America/New_York")), site="s1"),
            ),
            panel_load=0.5,
            accepting=False,
        ),
    ),
    sites=(Site(id="s1", name="Main", does=("consult", "surgery")),),
    version="2026.1",
)
PATIENT = with_answer(Intake(), "caller.is_patient", say(value=True))
DIGEST = "ab" * 32


def test_a_roster_comes_back_as_it_was_loaded(desk: Desk) -> None:
    root = desk.act("root", Role.ADMINISTRATOR)
    assert desk.directory.roster() == Roster()
    desk.directory.load(root, ROSTER)
    assert desk.directory.roster(root) == ROSTER
    desk.directory.load(root, replace(ROSTER, version="2026.2"))
    assert desk.directory.roster().version == "2026.2"


def test_settings_are_unset_until_somebody_sets_them(desk: Desk) -> None:
    root = desk.act("root", Role.ADMINISTRATOR)
    assert desk.centre.settings() == CentreSettings()
    assert desk.centre.hours(LineHours()).set is False
    settings = replace(
        load_centre(), reply_to="line@example.org", rules=PairingRules(offer_seconds=9)
    )
    desk.centre.change(root, settings)
    assert desk.centre.settings(root) == settings
    assert desk.centre.settings().offer_seconds == 9
    assert desk.centre.hours(LineHours()).opens == time(9)


@pytest.mark.parametrize(
    ("opens", "closes"), [(time(9), None), (None, time(17)), (time(17), time(9))]
)
def test_hours_that_make_no_sense_are_refused(
    desk: Desk, opens: time | None, closes: time | None
) -> None:
    with pytest.raises(BadValue):
        desk.centre.change(desk.act(), CentreSettings(opens=opens, closes=closes))
    assert desk.centre.settings() == CentreSettings()


def test_each_summary_supersedes_the_one_before(desk: Desk) -> None:
    act = desk.act(reason="for the physician")
    number = desk.cases.create(act, PATIENT).number
    first = desk.summaries.issue(act, number, 1, DIGEST)
    desk.cases.save(act, number, [Edit(id="1", path="patient.mrn", base=1)])
    with pytest.raises(ChangedMeanwhile):
        desk.summaries.issue(act, number, 1, "cd" * 32)
    second = desk.summaries.issue(act, number, 2, "cd" * 32, how="file", copies=2)
    assert (first.version, first.supersedes) == (1, None)
    assert (second.version, second.supersedes, second.copies) == (2, 1, 2)
    assert desk.summaries.issued(act, number) == (first, second)
    assert desk.summaries.newest(act, number) == second
    assert desk.summaries.find_by_digest(act, DIGEST) == first
    assert desk.summaries.find_by_digest(act, "00") is None
    with pytest.raises(NoSuchCase):
        desk.summaries.issue(act, "Q-26-99999", 1, DIGEST)


def test_no_summary_for_a_caller_without_authority(desk: Desk) -> None:
    act = desk.act()
    number = desk.cases.create(act, with_answer(Intake(), "caller.is_patient", say(value=False)))
    with pytest.raises(Denied) as told:
        desk.summaries.issue(act, number.number, 1, DIGEST)
    assert told.value.code == 6
    assert desk.summaries.issued(act, number.number) == ()
    refused = [one for one in desk.audit.entries(act) if one.outcome == "denied"]
    assert [(one.action, one.entity_id) for one in refused] == [("summary.issue", number.number)]


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE audit SET actor = 'eve' WHERE seq = 2",
        "DELETE FROM audit WHERE seq = 2",
        "INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE seq = 2",
        "REPLACE INTO audit SELECT * FROM audit",
        "UPDATE OR REPLACE audit SET seq = 1 WHERE seq = 2",
        "DELETE FROM audit",
        "DELETE FROM call_event",
        "UPDATE case_note SET detail = ''",
    ],
)
def test_what_is_only_added_to_cannot_be_changed(desk: Desk, tampering: str) -> None:
    act = desk.act()
    number = desk.cases.create(act, PATIENT).number
    desk.cases.note(act, number, "told", "x")
    with desk.store.writing() as unit:
        unit.calls.add_event(CallEvent(call="c", kind=CallEventKind.ARRIVED, at=START))
    before = desk.audit.entries(act)
    with pytest.raises(StoreFailed), desk.store.writing() as unit:
        unit.calls._connection.exec_driver_sql(tampering)
    assert desk.audit.entries(act)[: len(before)] == before
    assert desk.audit.verify(act).sound


GUARDS = {
    "sqlite": ("audit_no_update", "audit_no_delete"),
    "postgresql": ("audit_guard ON audit",),
}


@pytest.mark.parametrize(
    ("tampering", "first_bad"),
    [
        ("UPDATE audit SET actor = 'eve' WHERE seq = 3", 3),
        ("UPDATE audit SET detail = detail || '.' WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 1", 1),
        ("UPDATE audit SET at = at + 1 WHERE seq = 4", 4),
    ],
)
def test_who_takes_the_guards_away_is_found_out(desk: Desk, tampering: str, first_bad: int) -> None:
    act = desk.act()
    for _ in range(5):
        desk.cases.create(act)
    with desk.store.writing() as unit:
        connection = unit.calls._connection
        for guard in GUARDS[connection.dialect.name]:
            connection.exec_driver_sql(f"DROP TRIGGER {guard}")
        connection.exec_driver_sql(tampering)
    verdict = desk.audit.verify(act)
    assert (verdict.sound, verdict.first_bad) == (False, first_bad)


def test_reading_the_audit_is_a_row_too(desk: Desk) -> None:
    act = desk.act("root", Role.ADMINISTRATOR)
    desk.audit.note(act, "backup", "store", "", "whole")
    assert [one.action for one in desk.audit.entries(act)] == ["backup"]
    assert [one.action for one in desk.audit.entries(act, since_seq=1)] == ["audit.read"]
