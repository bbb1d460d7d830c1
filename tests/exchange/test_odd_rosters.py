"""Files of rosters as centres send them: understood, or refused by row and whole."""

import json

import pytest

from advisor_app.exchange.mistakes import FileMistake
from advisor_app.exchange.reading import decode_text
from advisor_app.exchange.roster_file import read_roster, read_roster_leniently

HEAD = "id,name,kind,team"
ONE = "a,A,surgeon,BREAST"


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}\r\n{ONE}\r\n",
        f"{HEAD};families\n{ONE};breast|lung\n".replace(",", ";"),
        f"{HEAD}\n{ONE}\n".replace(",", "\t"),
        f"\n\n{HEAD}\n\n{ONE}\n,,,\n",
        "ID, Name ,KIND,Team,Next Available Days\na,A,surgeon,BREAST,3\n",
        f"{HEAD},sites\n{ONE},ATLANTIS\n",
        f'{HEAD},note\n{ONE},"said ""yes"", on\ntwo lines"\n',
    ],
)
def test_a_table_is_read_however_a_spreadsheet_wrote_it(text: str) -> None:
    roster = read_roster(text, "roster.csv")
    assert [(one.id, one.kind, one.team) for one in roster.practitioners] == [
        ("a", "surgeon", "BREAST")
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", {"": "is empty"}),
        (f"{HEAD}\n", {"": "names no specialist"}),
        (f"{HEAD}\n{ONE}\na,B,surgeon,GU\n", {"row 3.id": "is the id of another"}),
        ("id,name,kind\na,A,surgeon\nb,B,surgeon\n", {"team": "is a column that the table lacks"}),
        (f"{HEAD},id\n{ONE},a\n", {"": "names the column id twice"}),
        (f"{HEAD},\n{ONE},a\n", {"": "has a column without a name"}),
        (f"{HEAD}\n{ONE},more,cells\n", {"": "has more cells than columns (line 2)"}),
        (f'{HEAD}\n"a,A,surgeon,BREAST\n', {"": "is not CSV (line 2)"}),
        (f"{HEAD},next_available_days\n{ONE},soon\nb,B,surgeon,GU,-4\n",
         {"row 2.next_available_days": "needs a number",
          "row 3.next_available_days": "needs a number from 0 to 1000000"}),
        (f"{HEAD},licences\n{ONE},NJ:31/03/2027|ZZ\n",
         {"row 2.licences[0].valid_until": "is not a day such as 2027-03-31",
          "row 2.licences[1].state": "is not a known state"}),
        (f"{HEAD},leave\n{ONE},24.12.2026/03.01.2027\n",
         {"row 2.leave[0]": "needs the first and the last day as 2026-12-23/2027-01-03"}),
        (f"{HEAD},slots\n{ONE},tomorrow@MAIN\n",
         {"row 2.slots[0]": "needs a time as 2026-12-03T09:00, and may have site and mode"}),
        (f"{HEAD},accepting,min_age,max_age\n{ONE},maybe,40,18\n",
         {"row 2.accepting": "needs true or false", "row 2.max_age": "is below min_age"}),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_used_is_refused_by_row(text: str, told: dict[str, str]) -> None:
    with pytest.raises(FileMistake) as refused:
        read_roster(text, "roster.csv")
    assert {one.path: one.text for one in refused.value.mistakes} == told


@pytest.mark.parametrize(
    "content",
    [
        {"practitioners": {"a": 1}},
        {"practitioners": [1, "x"]},
        {"practitioners": [{"id": "a"}]},
        {"sites": {"M": "Main"}, "practitioners": [
            {"id": "a", "name": "A", "kind": "surgeon", "team": "GU", "sites": ["X"]}]},
        {"sites": ["M"], "practitioners": []},
        7,
    ],
)  # fmt: skip
def test_an_object_of_another_shape_is_refused(content: object) -> None:
    with pytest.raises(FileMistake):
        read_roster(json.dumps(content), "roster.json")
    with pytest.raises(FileMistake):
        read_roster_leniently(json.dumps(content), "roster.json")


def test_the_columns_and_words_of_another_system_are_understood() -> None:
    text = (
        "\ufeffProvider ID;Full Name;Specialty;Dept;Licenses;Languages Spoken;Visit Types\n\n"
        'D1;"Lee, Ann, MD";Surgical Oncology;BREAST;NY, NJ:2027-03-31;English, Spanish;'
        "In Person|Telehealth\n"
    )
    one = read_roster(decode_text(text.encode("utf-8")), "export.csv").practitioners[0]
    assert (one.id, one.name, one.kind, one.team) == (
        "D1",
        "Lee, Ann, MD",
        "Surgical Oncology",
        "BREAST",
    )
    assert [(own.state, own.valid_until is not None) for own in one.licences] == [
        ("NY", False),
        ("NJ", True),
    ]
    assert one.languages == ("en", "es")
    assert [mode.value for mode in one.visit_modes] == ["in_person", "video"]


def test_two_columns_for_one_thing_are_refused_whole() -> None:
    with pytest.raises(FileMistake) as refused:
        read_roster("id,name,kind,specialty,team\na,A,surgeon,surgery,BREAST\n", "roster.csv")
    assert str(refused.value) == "has two columns for kind: kind and specialty"


def test_a_day_of_another_form_is_refused_and_never_guessed() -> None:
    """12/11/2026 is a day in December to some and in November to others."""
    text = f"{HEAD},licences,leave\n{ONE},NJ:12/11/2026,12/11/2026-12/13/2026\n"
    with pytest.raises(FileMistake) as refused:
        read_roster(text, "roster.csv")
    assert {one.path: one.text for one in refused.value.mistakes} == {
        "row 2.licences[0].valid_until": "is not a day such as 2027-03-31",
        "row 2.leave[0]": "needs the first and the last day as 2026-12-23/2027-01-03",
    }
