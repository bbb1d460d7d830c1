"""Who may be one person in two cases: told field by field, linked, and taken back exactly."""

import pytest

from advisor_app.domain.answers import say
from advisor_app.domain.case import Edit
from advisor_app.domain.dates import PartialDate
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.services.failures import NoSuchCase
from advisor_app.services.likeness import Agrees, Level
from advisor_app.services.people import Likely
from advisor_app.services.person_sketch import caller_sketch, sketch_of
from tests.services.desk import Desk


def person(
    family: str = "",
    given: str = "",
    born: str = "",
    phone: str = "",
    native: str = "",
    other: str = "",
    mrn: str = "",
) -> Intake:
    """An intake that tells who the patient is, and no more."""
    intake = Intake()
    told: dict[str, object] = {
        "patient.family_name": family,
        "patient.given_names": given,
        "patient.name_native": native,
        "patient.mrn": mrn,
        "contact.phone_primary": phone,
    }
    for path, value in told.items():
        if value:
            intake = with_answer(intake, path, say(value))
    if other:
        answer = say((other,))
        intake = with_answer(intake, "patient.other_names", answer)
    if born:
        year, month, day = (int(part) for part in born.split("-"))
        date = PartialDate(year=year, month=month, day=day)
        intake = with_answer(intake, "patient.dob", say(date))
    return intake


LILLIAN = person("Mercado", "Lillian Rose", "1961-03-04", "+12015550142")


@pytest.fixture
def line(desk: Desk) -> Desk:
    """A store with one patient among others."""
    act = desk.act()
    desk.cases.create(act, LILLIAN)
    desk.cases.create(act, person("Okafor", "Nnamdi", "1958-11-02", "+19735550111"))
    desk.cases.create(act, person("Schneider", "Ruth", "1949-07-21", "+12125550177"))
    return desk


def found(line: Desk, intake: Intake) -> tuple[Likely, ...]:
    return line.people.likely(line.act(), sketch_of(intake))


@pytest.mark.parametrize(
    ("typed", "field", "note"),
    [
        (person("Mercado", "Lily", "1961-03-04"), "first names", "short form"),
        (person("Mercdao", "Lillian", "1961-03-04"), "last name", "spelling"),
        (person("Lillian", "Mercado", "1961-03-04"), "last name", "first and last name swapped"),
        (person("Mercado", "Lillian", "1961-04-03"), "birth date", "day and month swapped"),
        (person("Mercado", "Lillian", "1961-03-14"), "birth date", "one slip apart"),
        (person("Ruiz", "Lillian", "1961-03-04", other="Mercado"), "last name", "former name"),
        (person("Мерсадо", "Лилиан", "1961-03-04"), "last name", ""),
        (person("MERCADO", "Lillian", phone="(201) 555-0124"), "phone", "one digit apart"),
    ],
)
def test_a_patient_is_known_again(line: Desk, typed: Intake, field: str, note: str) -> None:
    hits = found(line, typed)
    assert [one.card.number for one in hits] == ["Q-26-00001"]
    told = next(one for one in hits[0].comparison.fields if one.field == field)
    assert told.agrees is Agrees.LIKE
    assert note in told.note


@pytest.mark.parametrize(
    "typed",
    [
        person("Mertado", "Lilkian", "1961-03-05"),
        person("Mertado", "Lilkian"),
        person("Lillian", "Mercdo"),
    ],
    ids=["three slips", "both names", "swapped"],
)
def test_a_slip_that_changes_how_both_names_sound_hides_nobody(line: Desk, typed: Intake) -> None:
    assert [one.card.number for one in found(line, typed)] == ["Q-26-00001"]


def test_who_has_the_initials_and_nearly_the_date_is_found_among_many(desk: Desk) -> None:
    act = desk.act()
    for day in range(1, 29):
        desk.cases.create(act, person("Mars", "Lou", f"1961-03-{day:02d}"))
        desk.cases.create(act, person("Marton", "Lina", f"1961-04-{day:02d}"))
        desk.cases.create(act, person("Ruiz", "Lida", f"1961-02-{day:02d}"))
    number = desk.cases.create(act, LILLIAN).number
    assert found(desk, person("Mertado", "Lilkian", "1961-03-05"))[0].card.number == number


@pytest.mark.parametrize(
    ("kept", "typed"),
    [
        (person("Wang", "Xiaoming", "1970-01-30", native="王小明"), person("王", "小明")),
        (person("Kim", "Min-su", "1980-05-05"), person(native="김민수", born="1980-05-05")),
        (person("Nguyen", "Minh", "1966-02-01"), person("Nguyễn", "Minh", "1966-01-02")),
        (person("Al-Khatib", "Mohammed", "1955-09-09"), person("Alkhateeb", "Muhamad")),
        (person("Garcia", "José", "1950-12-01"), person("García", "Pepe", "1950-12-01")),
        (person("Kuznetsova", "Olga", "1972-08-08"), person("Кузнецова", "Ольга", "1972-08-08")),
    ],
)  # fmt: skip
def test_a_name_is_known_in_any_script(desk: Desk, kept: Intake, typed: Intake) -> None:
    desk.cases.create(desk.act(), kept)
    assert [one.card.number for one in found(desk, typed)] == ["Q-26-00001"]


def test_a_household_shares_its_phone_and_is_no_duplicate(line: Desk) -> None:
    hits = found(line, person("Alvarez", "Tomas", "1990-01-01", "+12015550142"))
    assert [one.level for one in hits] == [Level.SHARES_PHONE]


def test_twins_and_a_father_with_his_son_are_only_possible(line: Desk) -> None:
    twin = found(line, person("Mercado", "Carmen", "1961-03-04", "+12015550142"))
    son = found(line, person("Mercado", "Lillian", "1990-12-25", "+12015550142"))
    assert [one.level for one in (*twin, *son)] == [Level.POSSIBLE, Level.POSSIBLE]


def test_a_stranger_and_an_empty_page_find_nobody(line: Desk) -> None:
    assert found(line, person("Quigley", "Thaddeus", "1934-10-10", "+16465550199")) == ()
    assert found(line, Intake()) == ()


def test_every_field_says_what_it_says(line: Desk) -> None:
    (hit,) = found(line, person("Mercado", "Lillian", phone="+19175550100", mrn="1"))
    assert [(one.field, one.agrees) for one in hit.comparison.fields] == [
        ("last name", Agrees.SAME),
        ("first names", Agrees.SAME),
        ("birth date", Agrees.UNKNOWN),
        ("phone", Agrees.DIFFERS),
        ("record number", Agrees.UNKNOWN),
    ]


def test_a_link_changes_no_case_and_is_taken_back_exactly(line: Desk) -> None:
    act = line.act()
    for _ in range(2):
        line.cases.create(act, LILLIAN)
    before = [line.cases.open(act, f"Q-26-0000{one}") for one in (1, 4, 5)]
    line.people.same(act, "Q-26-00004", "Q-26-00001")
    line.people.same(act, "Q-26-00005", "Q-26-00004")
    assert linked(line, "Q-26-00001") == {"Q-26-00004", "Q-26-00005"}
    line.people.take_back(act, "Q-26-00001", "Q-26-00004")
    assert linked(line, "Q-26-00001") == set()
    assert linked(line, "Q-26-00005") == {"Q-26-00004"}
    line.people.take_back(act, "Q-26-00005", "Q-26-00004")
    assert linked(line, "Q-26-00004") == set()
    assert [line.cases.open(act, one.number) for one in before] == before
    actions = [entry.action for entry in line.audit.entries(act)]
    assert actions.count("person.link") == 2
    assert actions.count("person.take_back") == 2


def test_what_was_decided_is_not_asked_again_until_it_is_taken_back(line: Desk) -> None:
    act = line.act()
    number = line.cases.create(act, LILLIAN).number
    here = sketch_of(LILLIAN, number)
    assert [one.card.number for one in line.people.likely(act, here)] == ["Q-26-00001"]
    line.people.not_same(act, number, "Q-26-00001")
    assert line.people.likely(act, here) == ()
    assert line.people.likely(act, sketch_of(LILLIAN, "Q-26-00001")) == ()
    line.people.take_back(act, "Q-26-00001", number)
    assert len(line.people.likely(act, here)) == 1
    line.people.same(act, number, "Q-26-00001")
    assert line.people.likely(act, here) == ()


def test_a_caller_is_known_by_the_number_and_by_the_name(line: Desk) -> None:
    def levels(phone: str, caller: str) -> list[tuple[str, Level]]:
        hits = line.people.likely(line.act(), caller_sketch(phone, caller))
        return [(one.card.family_name, one.level) for one in hits]

    assert levels("(201) 555-0142", "MERCADO, L.") == [("Mercado", Level.LIKELY)]
    assert levels("(201) 555-0142", "") == [("Mercado", Level.SHARES_PHONE)]
    assert levels("", "OKAFOR,") == [("Okafor", Level.POSSIBLE)]
    assert levels("0142", "") == levels("", "number not shown") == []


def test_a_case_that_is_not_there_cannot_be_linked(line: Desk) -> None:
    with pytest.raises(NoSuchCase):
        line.people.same(line.act(), "Q-26-00001", "Q-26-99999")


def test_a_corrected_name_is_found_under_its_new_form_only(line: Desk) -> None:
    act = line.act()
    number = line.cases.create(act, person("Abcd", "Efgh", "1960-06-06")).number
    said = say("Zorrilla").statements
    line.cases.save(
        act, number, [Edit(id="z", path="patient.family_name", statements=said, base=1)]
    )
    assert [one.card.number for one in found(line, person("Zorrilla", "Efgh"))] == [number]


def linked(line: Desk, number: str) -> set[str]:
    return {one.card.number for one in line.people.linked(line.act(), number)}
