"""The roster file: JSON and CSV say the same, and a wrong file changes nothing."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from advisor_app.domain.people import Leave, Licence, Site, VisitMode
from advisor_app.domain.resources import RESOURCES
from advisor_app.exchange.mistakes import FileMistake
from advisor_app.exchange.roster_file import read_roster, read_roster_leniently

DATA = Path(__file__).parent.parent / "data" / "rosters"


def text_of(name: str) -> str:
    return (DATA / name).read_text(encoding="utf-8")


def mistakes_of(text: str, name: str = "roster.json") -> dict[str, str]:
    with pytest.raises(FileMistake) as caught:
        read_roster(text, name)
    return {mistake.path: mistake.text for mistake in caught.value.mistakes}


def test_a_roster_as_json() -> None:
    roster = read_roster(text_of("small.json"), "small.json")
    one = roster.practitioner("p-breast")
    assert one is not None
    assert one.licences == (
        Licence(state="NY"),
        Licence(state="NJ", valid_until=date(2027, 3, 31)),
    )
    assert one.languages == ("en", "es")
    assert one.leave == (Leave(first=date(2026, 12, 23), last=date(2027, 1, 3)),)
    first, second = one.slots
    assert (first.at.isoformat(), first.site, first.mode) == (
        "2026-12-01T14:00:00-05:00",
        "MAIN",
        VisitMode.IN_PERSON,
    )
    assert second.mode is VisitMode.VIDEO
    other = roster.practitioner("p-any")
    assert other is not None
    assert other.accepting
    assert (other.min_age, other.next_available_days, other.licences) == (None, None, ())


def test_the_same_roster_as_a_table_finds_the_sites_that_are_known() -> None:
    known = [Site(id="NJ-BR", name="Basking Ridge", state="NJ"), Site(id="WC", name="West")]
    roster = read_roster(text_of("small.csv"), "small.csv", known)
    one = roster.practitioner("p-breast")
    assert one is not None
    assert one.focus == ("DCIS", "sentinel node")
    assert one.licences[1] == Licence(state="NJ", valid_until=date(2027, 3, 31))
    assert one.leave == (Leave(first=date(2026, 12, 23), last=date(2027, 1, 3)),)
    assert (one.min_age, one.next_available_days, one.accepting) == (18, 9, True)
    assert roster.sites == (Site(id="MAIN", name="MAIN"), known[0])


def test_a_site_told_by_its_name_alone_is_the_one_that_is_known() -> None:
    told = {
        "sites": {"NJ-MO": "Shore", "WC": {"name": "Hills", "state": "CT"}, "X": "Elsewhere"},
        "practitioners": [{"id": "a", "name": "A", "kind": "surgeon", "team": "GU"}],
    }
    known = [
        Site(id="NJ-MO", name="Monmouth", county="Monmouth", state="NJ"),
        Site(id="WC", name="Westchester", county="Westchester", state="NY"),
    ]
    assert read_roster(json.dumps(told), "roster.json", known).sites == (
        Site(id="NJ-MO", name="Shore", county="Monmouth", state="NJ"),
        Site(id="WC", name="Hills", state="CT"),
        Site(id="X", name="Elsewhere"),
    )


def test_all_mistakes_are_told_by_path() -> None:
    assert set(mistakes_of(text_of("wrong.json"))) == {
        "practitioners[0].licences[0].state",
        "practitioners[0].visit_modes[0]",
        "practitioners[0].sites",
        "practitioners[1].id",
        "practitioners[1].name",
        "practitioners[1].max_age",
        "practitioners[1].salary",
    }


@pytest.mark.parametrize(
    ("content", "path"),
    [
        ("{}", "practitioners"),
        ('{"practitioners": []}', ""),
        ('{"practitioners": [7]}', "practitioners[0]"),
        ('{"people": [], "practitioners": []}', "people"),
        ('"roster"', ""),
    ],
)
def test_what_is_no_roster_is_refused(content: str, path: str) -> None:
    assert path in mistakes_of(content)


def test_a_column_that_nobody_knows_is_refused_once() -> None:
    text = "id,name,kind,team,colour\na,A,surgeon,BREAST,red\nb,B,surgeon,BREAST,blue\n"
    assert mistakes_of(text, "roster.csv") == {"colour": "is not a known key"}


def test_a_row_of_a_table_is_told_by_its_number() -> None:
    text = "id,name,kind,team,min_age\na,A,surgeon,BREAST,\nb,,surgeon,BREAST,old\n"
    assert set(mistakes_of(text, "roster.csv")) == {"row 3.name", "row 3.min_age"}


@pytest.mark.parametrize(
    "practitioner",
    [
        {"leave": [{"first": "2026-12-23"}]},
        {"leave": ["2026-12-23/2027-01-03"]},
        {"leave": ["2026-12-23"]},
        {"leave": [{"from": "2026-12-23", "until": "2027-01-03"}]},
        {"families": "breast"},
    ],
)
def test_several_ways_of_writing_are_understood(practitioner: dict[str, Any]) -> None:
    known = {"id": "a", "name": "A", "kind": "surgeon", "team": "BREAST", **practitioner}
    roster = read_roster(_json(known), "roster.json")
    assert roster.practitioners[0].leave or roster.practitioners[0].families == ("breast",)


def test_the_sound_rows_can_be_taken_without_the_others() -> None:
    text = "id,name,kind,team,min_age\na,A,surgeon,BREAST,\nb,,surgeon,BREAST,old\n"
    roster, mistakes = read_roster_leniently(text, "roster.csv")
    assert [one.id for one in roster.practitioners] == ["a"]
    assert len(mistakes) == 2
    with pytest.raises(FileMistake):
        read_roster_leniently("id,name,kind,team\n,,,\nb,,,\n", "roster.csv")


def test_the_demonstration_roster_is_a_roster() -> None:
    text = (RESOURCES / "centre" / "demonstration_roster.json").read_text(encoding="utf-8")
    roster = read_roster(text, "demonstration_roster.json", demonstration=True)
    assert len(roster.practitioners) > 40
    assert {site for one in roster.practitioners for site in one.sites} <= {
        site.id for site in roster.sites
    }


def _json(practitioner: dict[str, Any]) -> str:
    return json.dumps({"practitioners": [practitioner]})
