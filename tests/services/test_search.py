"""Cases are found by what an advisor would type; signs of a search language are only signs."""

from collections.abc import Iterator

import pytest

from advisor_app.domain.answers import say
from advisor_app.domain.case import Edit
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from tests.services.desk import Desk

PEOPLE = (
    ("O'Brien", "Mary Ann", "1961-03-04", "(212) 555-0142"),
    ("Kowalski", "Łukasz", "1950-12-31", "+48 22 555 01 73"),
    ("Smith-Jones", "Zoë", "1961-03", "(201) 555-0199"),
    ("王", "小明", "1970", "(646) 555-0111"),
    ("Wulandari", "", "1988-01-02", "(646) 555-0112"),
    ("Andersson", "Bo", "", ""),
)


def intake_of(family: str, given: str, born: str, phone: str) -> Intake:
    intake = with_answer(Intake(), "patient.family_name", say(family))
    intake = with_answer(intake, "patient.given_names", say(given))
    if born:
        year, month, day = [*map(int, born.split("-")), 0, 0][:3]
        intake = with_answer(
            intake, "patient.dob", say(PartialDate(year=year, month=month, day=day))
        )
    return with_answer(intake, "contact.phone_primary", say(phone)) if phone else intake


@pytest.fixture(scope="module")
def line() -> Iterator[Desk]:
    """A desk with the six people on record."""
    desk = Desk()
    for one in PEOPLE:
        desk.clock.go(1)
        desk.cases.create(desk.act(), intake_of(*one))
    yield desk
    desk.store.close()


@pytest.mark.parametrize(
    ("typed", "families"),
    [
        ("O'Brien", ["O'Brien"]),
        ("o’brien", ["O'Brien"]),
        ("obrien", ["O'Brien"]),
        ("brien", ["O'Brien"]),
        ("ann mary OBR", ["O'Brien"]),
        ("lukasz", ["Kowalski"]),
        ("Łukasz kowal", ["Kowalski"]),
        ("zoe", ["Smith-Jones"]),
        ("jones smith", ["Smith-Jones"]),
        ("smith-jones", ["Smith-Jones"]),
        ("王小明", ["王"]),
        ("小明", ["王"]),
        ("王", ["王"]),
        ("wulandari", ["Wulandari"]),
        ("landar", ["Wulandari"]),
        ("0142", ["O'Brien"]),
        ("555-0142", ["O'Brien"]),
        ("(212) 555-0142", ["O'Brien"]),
        ("+1 212 555 0142", ["O'Brien"]),
        ("555 01 73", ["Kowalski"]),
        ("03/04/1961", ["O'Brien"]),
        ("4 March 1961", ["O'Brien"]),
        ("1961-03-04", ["O'Brien"]),
        ("Mar 1961", ["Smith-Jones", "O'Brien"]),
        ("1961", ["Smith-Jones", "O'Brien"]),
        ("brien 03/04/1961", ["O'Brien"]),
        ("04 MAR 1961 mary", ["O'Brien"]),
        ("kowalski 03/04/1961", []),
        ("Q-26-00003", ["Smith-Jones"]),
        ("q-26-3", ["Smith-Jones"]),
        ("00003", ["Smith-Jones"]),
        ("3", ["Smith-Jones"]),
        ("Q-26-99999", []),
        ("and", ["Andersson", "Wulandari"]),
        ("AND", ["Andersson", "Wulandari"]),
        ("mary OR zoe", []),
        ("%", []),
        ("_", []),
        ("*", []),
        ('"', []),
        ("NEAR(", []),
        ("name:smith", []),
        ("\\", []),
        ("a\x00\ud800b", []),
        ("", []),
        ("   ", []),
        ("'; DROP TABLE case_file;--", []),
        ('brien"; --', ["O'Brien"]),
        ("smith - jones", ["Smith-Jones"]),
        ("-- ;", []),
    ],
)
def test_typed_words_find(line: Desk, typed: str, families: list[str]) -> None:
    found = line.cases.search(line.act(), typed)
    assert [card.family_name for card in found] == families


def test_signs_of_a_language_match_themselves_only(desk: Desk) -> None:
    for family in ("100% Sure", "A_B", "AXB"):
        desk.clock.go(1)
        desk.cases.create(desk.act(), intake_of(family, "x", "", ""))
    found = {
        typed: [card.family_name for card in desk.cases.search(desk.act(), typed)]
        for typed in ("%", "_")
    }
    assert found == {"%": ["100% Sure"], "_": ["A_B"]}


def test_very_long_texts_are_searched_by_their_first_words(line: Desk) -> None:
    assert line.cases.search(line.act(), "lung OR " * 20_000) == ()
    assert len(line.cases.search(line.act(), "brien " * 20_000)) == 1


def test_the_newest_come_first_and_no_more_than_asked_for(desk: Desk) -> None:
    for number in range(12):
        desk.clock.go(1)
        desk.cases.create(desk.act(), intake_of("Same", str(number), "", ""))
    found = desk.cases.search(desk.act(), "same", limit=5)
    assert [card.given_names for card in found] == ["11", "10", "9", "8", "7"]
    assert len(desk.cases.all(desk.act())) == 12


def test_a_name_that_was_corrected_is_found_by_the_new_one_alone(desk: Desk) -> None:
    number = desk.cases.create(desk.act(), intake_of("Doe", "Jane", "", "")).number
    edit = Edit(id="1", path="patient.family_name", statements=say("Dowe").statements, base=1)
    desk.cases.save(desk.act(), number, [edit])
    assert desk.cases.search(desk.act(), "doe") == ()
    assert len(desk.cases.search(desk.act(), "dowe")) == 1


def test_two_words_begun_are_found_beside_each_other_however_many_a_case_tells(desk: Desk) -> None:
    brief = desk.cases.create(desk.act(), intake_of("Kowalski", "Marta", "", "")).number
    desk.cases.create(desk.act(), intake_of("Kowalski", "Maks", "", ""))
    told = " ".join(f"{one}{other}{one}" for one in "bcdfghk" for other in "aeiouy")
    intake = with_answer(
        intake_of("Kowalczyk", "Marta", "", ""), "status.told_by_doctor", say(told)
    )
    long = desk.cases.create(desk.act(), intake).number
    for typed in ("kowal mart", "mart kowal", "mart ko"):
        found = desk.cases.search(desk.act(), typed)
        assert {card.number for card in found} == {brief, long}, typed
    assert [card.number for card in desk.cases.search(desk.act(), "kow kyk")] == [long]
    assert desk.cases.search(desk.act(), "kow zzz") == ()


def test_the_middle_of_a_name_is_found_in_the_oldest_of_many_cases(desk: Desk) -> None:
    oldest = desk.cases.create(desk.act(), intake_of("Zabolotska", "Iryna", "", "")).number
    for number in range(250):
        desk.cases.create(desk.act(), intake_of("Same", str(number), "", ""))
    for typed in ("bolot", "otsk", "iryn bolot", "oLOTSk ryna"):
        assert [card.number for card in desk.cases.search(desk.act(), typed)] == [oldest], typed
    assert desk.cases.search(desk.act(), "bolots xq") == ()


def test_a_middle_leads_to_the_new_name_after_a_correction(desk: Desk) -> None:
    number = desk.cases.create(desk.act(), intake_of("Zabolotska", "Iryna", "", "")).number
    edit = Edit(id="1", path="patient.family_name", statements=say("Andrushko").statements, base=1)
    desk.cases.save(desk.act(), number, [edit])
    assert desk.cases.search(desk.act(), "bolot") == ()
    assert [card.number for card in desk.cases.search(desk.act(), "drush")] == [number]


def test_a_very_long_name_is_found_by_its_middle(desk: Desk) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff"
    desk.cases.create(desk.act(), intake_of(name, "Adolph", "", ""))
    for typed in (name[1:], name[3:30], "bergerdorf"):
        assert len(desk.cases.search(desk.act(), typed)) == 1, typed
    assert desk.cases.search(desk.act(), f"{name[3:28]}x") == ()
