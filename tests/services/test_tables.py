"""The tables of a centre: taken in once, edited whole, refused whole, approved."""

from collections.abc import Iterator
from datetime import date

import pytest

from advisor_app.bootstrap.house import composed
from advisor_app.domain.people import Role
from advisor_app.domain.tables import header_of
from advisor_app.oncology.knowledge import load_knowledge
from advisor_app.oncology.talktrack import load_talk_track
from advisor_app.services.failures import BadValue, BrokenTable, ChangedMeanwhile, Denied
from advisor_app.services.table_values import TableDeed
from advisor_app.services.tables import Tables, shipped
from tests.services.desk import Desk

TEMPO = "clinical/tempo.toml"
ROUTES = "clinical/routes.toml"
TALK = "talktrack/topics.toml"


@pytest.fixture
def tables(desk: Desk) -> Tables:
    """The tables of a new centre, which is no demonstration."""
    desk.store.throw_away = False
    made = Tables(desk.store, desk.clock)
    made.load_shipped(desk.act("root", Role.ADMINISTRATOR))
    return made


@pytest.fixture(autouse=True)
def folder_goes(desk: Desk) -> Iterator[None]:
    """The folder of the store goes with the test, whatever the store was made to believe."""
    throw_away = desk.store.throw_away
    yield
    desk.store.throw_away = throw_away


def base_of(desk: Desk, tables: Tables, file: str) -> int:
    return tables.history(desk.act(), file)[0].seq


def test_a_new_centre_has_what_the_release_ships(desk: Desk, tables: Tables) -> None:
    assert dict(tables.kept().kept) == dict(shipped())
    assert {TEMPO, ROUTES, TALK, "centre/jurisdictions.tsv"} <= set(shipped())
    assert not tables.edited()
    assert {one.revision.deed for one in tables.all(desk.act())} == {TableDeed.SHIPPED}
    assert tables.load_shipped(desk.act("root", Role.OPERATOR)) == 0


def test_an_edit_is_in_force_at_the_next_start_and_on_the_case(desk: Desk, tables: Tables) -> None:
    boss = desk.act("boss", Role.SUPERVISOR)
    before = composed(desk.store, desk.clock, boss.session, None)
    edited = shipped()[TEMPO] + "\n# reviewed by the tumor board\n"
    made = tables.edit(boss, TEMPO, edited, base_of(desk, tables, TEMPO), "tumor board")
    assert (made.by, made.deed, made.body.reason) == ("boss", TableDeed.EDITED, "tumor board")
    after = composed(desk.store, desk.clock, boss.session, None)
    assert after.knowledge.version != before.knowledge.version
    case = after.cases.create(boss)
    assert after.cases.open(boss, case.number).rules_version == after.knowledge.version


def test_a_broken_edit_is_refused_with_its_line_and_nothing_is_lost(
    desk: Desk, tables: Tables
) -> None:
    boss = desk.act("boss", Role.SUPERVISOR)
    lines = shipped()[TEMPO].split("\n")
    at = next(n for n, line in enumerate(lines) if line.startswith("urgency"))
    lines[at] = 'urgency = "whenever"'
    with pytest.raises(BrokenTable) as told:
        tables.edit(boss, TEMPO, "\n".join(lines), base_of(desk, tables, TEMPO))
    assert told.value.file == "tempo.toml"
    assert told.value.line in range(at - 4, at + 2)
    assert "no known urgency" in str(told.value)
    assert tables.kept().kept[TEMPO] == shipped()[TEMPO]
    with pytest.raises(BrokenTable, match="line 1: lacks the header"):
        tables.edit(boss, TEMPO, "", base_of(desk, tables, TEMPO))


def test_a_name_that_another_table_holds_is_missed_across_tables(
    desk: Desk, tables: Tables
) -> None:
    boss = desk.act("boss", Role.SUPERVISOR)
    kinds = "\n".join(
        line
        for line in shipped()["cancers/kinds.tsv"].split("\n")
        if not line.startswith("merkel\t")
    )
    with pytest.raises(BrokenTable, match="merkel"):
        tables.edit(boss, "cancers/kinds.tsv", kinds, base_of(desk, tables, "cancers/kinds.tsv"))


def test_an_approval_has_a_name_and_a_day_and_falls_with_the_next_edit(
    desk: Desk, tables: Tables
) -> None:
    boss = desk.act("boss", Role.SUPERVISOR)
    day = date(2026, 11, 20)
    made = tables.approve(boss, TEMPO, base_of(desk, tables, TEMPO), "Dr A. Okoye, oncology", day)
    header = header_of("tempo.toml", made.text)
    assert (header.approved_by, header.approved_on) == ("Dr A. Okoye, oncology", "2026-11-20")
    assert load_knowledge(tables.kept()).approved is False  # the others are not
    assert [one.approved for one in tables.all(boss) if one.file == TEMPO] == [True]
    again = tables.edit(boss, TEMPO, made.text + "\n# more\n", made.seq)
    assert header_of("tempo.toml", again.text).approved_by == ""
    assert [one.deed for one in tables.history(boss, TEMPO)] == [
        TableDeed.EDITED,
        TableDeed.APPROVED,
        TableDeed.SHIPPED,
    ]


@pytest.mark.parametrize("name", ["", "A", 'Dr "Bob"', "Dr\\Bob"])
def test_an_approval_needs_a_name_that_can_be_written(
    desk: Desk, tables: Tables, name: str
) -> None:
    boss = desk.act("boss", Role.SUPERVISOR)
    with pytest.raises(BadValue):
        tables.approve(boss, TEMPO, base_of(desk, tables, TEMPO), name, date(2026, 11, 20))
    with pytest.raises(BadValue, match="future"):
        tables.approve(boss, TEMPO, base_of(desk, tables, TEMPO), "Dr Okoye", date(2027, 1, 1))


def test_a_rows_table_is_approved_in_its_own_form(desk: Desk, tables: Tables) -> None:
    boss, file = desk.act("boss", Role.SUPERVISOR), "centre/jurisdictions.tsv"
    made = tables.approve(boss, file, base_of(desk, tables, file), "Counsel", date(2026, 11, 20))
    assert "# approved_by: Counsel" in made.text.split("\n")


def test_two_editors_do_not_overwrite_each_other(desk: Desk, tables: Tables) -> None:
    boss, base = desk.act("boss", Role.SUPERVISOR), base_of(desk, tables, TEMPO)
    tables.edit(boss, TEMPO, shipped()[TEMPO] + "\n# one\n", base)
    with pytest.raises(ChangedMeanwhile):
        tables.edit(boss, TEMPO, shipped()[TEMPO] + "\n# two\n", base)
    with pytest.raises(ChangedMeanwhile):
        tables.approve(boss, TEMPO, base, "Dr Okoye", date(2026, 11, 20))


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.NURSE])
def test_an_advisor_reads_and_does_not_edit(desk: Desk, tables: Tables, role: Role) -> None:
    act = desk.act("ann", role)
    assert not tables.may_edit(act)
    with pytest.raises(Denied):
        tables.edit(act, TEMPO, shipped()[TEMPO], base_of(desk, tables, TEMPO))
    with pytest.raises(Denied):
        tables.retire_fact(act, "F3", retired=True)


def test_a_fact_is_retired_and_comes_back_with_its_history(desk: Desk, tables: Tables) -> None:
    boss = desk.act("boss", Role.SUPERVISOR)
    tables.retire_fact(boss, "F3", retired=True, reason="a newer study")
    track = load_talk_track(tables.kept())
    fact = track.fact("F3")
    assert fact is not None
    assert fact.retired
    tables.retire_fact(boss, "F3", retired=False)
    history = tables.history(boss, TALK)
    assert [one.deed for one in history] == [
        TableDeed.RETURNED,
        TableDeed.RETIRED,
        TableDeed.SHIPPED,
    ]
    assert history[1].body.reason == "F3: a newer study"
    assert history[0].text == history[2].text
    with pytest.raises(BadValue):
        tables.retire_fact(boss, "F99", retired=True)


def test_an_edit_survives_a_release_and_an_untouched_table_follows_it(
    desk: Desk, tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    boss = desk.act("boss", Role.SUPERVISOR)
    ours = shipped()[TEMPO] + "\n# ours\n"
    tables.edit(boss, TEMPO, ours, base_of(desk, tables, TEMPO))
    old = dict(shipped())
    new = old | {name: old[name] + "\n# next release\n" for name in (TEMPO, ROUTES)}
    monkeypatch.setattr("advisor_app.services.tables.shipped", lambda: new)
    assert tables.load_shipped(boss) == 1
    kept = tables.kept().kept
    assert kept[ROUTES] == new[ROUTES]
    assert "# ours" in kept[TEMPO]
    state = next(one for one in tables.all(boss) if one.file == TEMPO)
    assert (state.edited, state.shipped_differs) == (True, True)
    monkeypatch.setattr("advisor_app.services.tables.shipped", lambda: old)
    assert tables.load_shipped(boss) == 0, "an older release at another desk turns nothing back"
    assert tables.kept().kept[ROUTES] == new[ROUTES]


def test_every_change_of_a_table_stands_in_the_audit(desk: Desk, tables: Tables) -> None:
    boss = desk.act("boss", Role.SUPERVISOR)
    tables.edit(boss, TEMPO, shipped()[TEMPO] + "\n# x\n", base_of(desk, tables, TEMPO))
    told = [(one.action, one.entity_id, one.detail) for one in desk.audit.entries(boss)]
    assert ("table.change", TEMPO, "edited") in told
