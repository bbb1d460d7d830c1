"""The directory: found by what one knows of a person; edited, blocked out, undone, imported."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import Leave, Licence, Practitioner, Role, Roster
from advisor_app.ui.directory.finding import PersonLine, found_lines
from advisor_app.ui.directory.person_words import LINES, Unreadable, lines_of, with_lines
from advisor_app.ui.directory.spread import equals_of
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.multi_line import MultiLineEdit
from advisor_app.ui.kit.one_line import OneLineEdit
from tests.advisor import Advisor
from tests.ui.hands import child, nameless, until
from tests.ui.test_booking_desk import desk_of, settle, with_case

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def nurse() -> Iterator[Advisor]:
    """A nurse, who may change the directory, before its page."""
    with desk_of(Role.NURSE).at_desk() as one:
        one.window.go("directory")
        yield one


def person(id_: str = "a", **more: Any) -> Practitioner:
    """A breast surgeon."""
    given: dict[str, Any] = {"name": "Dr A", "kind": "surgeon", "team": "BREAST"}
    return Practitioner(id=id_, **{**given, "families": ("breast",), **more})


def found(people: list[Practitioner], text: str, families: tuple[str, ...] = ()) -> list[str]:
    """The ids that a search finds, in order."""
    lines = [PersonLine(person=one, team="Breast", sites="Harbor Bergen") for one in people]
    return [line.person.id for line in found_lines(lines, text, lambda _text: families)]


def test_people_are_found_by_what_one_knows_of_them_and_with_typing_mistakes() -> None:
    people = [
        person("adler", name="Naomi Adler, MD", languages=("en", "he")),
        person("lung", name="Ola Berg, MD", families=("lung",), focus=("EGFR",), languages=("es",)),
        person("any", name="Per Find, MD", families=("*",)),
    ]
    assert found(people, "adler") == ["adler"]
    assert found(people, "adlre") == ["adler"]
    assert found(people, "hebrew") == ["adler"]
    assert found(people, "spanish egfr") == ["lung"]
    assert found(people, "bergen") == ["adler", "lung", "any"]
    assert found(people, "small cell", ("lung",)) == ["lung"]
    assert found(people, "xyzzy") == []
    assert found(people, "") == ["adler", "lung", "any"]


def test_what_is_written_reads_back_as_it_was() -> None:
    one = person(licences=(Licence(state="NY"),), panel_load=0.85, min_age=18)
    typed = lines_of(one)
    assert set(typed) == {line.key for line in LINES}
    assert with_lines(one, typed, accepting=True) == one
    typed |= {"licences": "NY, NJ to 2027-03-31", "languages": "Spanish, en", "max_age": "",
              "leave": "24 DEC 2026 to 2027-01-03", "visit_modes": "In person, Video"}  # fmt: skip
    after = with_lines(one, typed, accepting=False)
    assert after.licences[1].state == "NJ"
    assert after.languages == ("es", "en")
    assert (after.leave[0].last.isoformat(), after.accepting) == ("2027-01-03", False)
    assert with_lines(after, lines_of(after), accepting=False) == after


@pytest.mark.parametrize(
    ("key", "text", "says"),
    [("name", "", "name"), ("licences", "Atlantis", "Atlantis"), ("leave", "soon", "24 DEC 2026"),
     ("min_age", "young", "whole number"), ("visit_modes", "by post", "by post"),
     ("panel_load", "full", "percent"), ("licences", "NY to spring", "24 DEC 2026")],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_one_sentence(key: str, text: str, says: str) -> None:
    one = person()
    with pytest.raises(Unreadable) as refused:
        with_lines(one, {**lines_of(one), key: text}, accepting=True)
    assert says in str(refused.value)
    assert str(refused.value).count(".") == 1


def test_a_fact_is_edited_by_keys_matched_at_once_and_taken_back(nurse: Advisor) -> None:
    page, presenter = nurse.window.directory, nurse.window.directory_presenter
    page.show_person("demo-adler")
    assert nameless(page) == []
    nurse.presses(Qt.Key.Key_Return, CONTROL)
    card = presenter.person_card
    assert card.is_open
    assert nameless(card) == []
    focus = child(card, OneLineEdit, "person_focus")
    focus.setFocus()
    focus.selectAll()
    nurse.hands.types("DCIS, second opinions")
    nurse.presses(Qt.Key.Key_Return, CONTROL)
    nurse.hands.settle()
    nurse.hands.settle()
    assert not presenter.person_card.is_open
    stored = nurse.window.console.directory.roster().practitioner("demo-adler")
    assert stored is not None
    assert stored.focus == ("DCIS", "second opinions")
    until(lambda: nurse.window.roster_desk.roster.practitioner("demo-adler") == stored)
    nurse.presses(Qt.Key.Key_Z, CONTROL)
    until(lambda: nurse.window.console.directory.roster().practitioner("demo-adler") != stored)
    again = nurse.window.console.directory.roster().practitioner("demo-adler")
    assert again is not None
    assert "second opinions" not in again.focus


def test_the_key_of_a_card_is_its_own_over_a_page_with_the_same_key(nurse: Advisor) -> None:
    presenter = nurse.window.directory_presenter
    nurse.window.directory.show_person("demo-adler")
    presenter.edit_places()
    places = presenter.places_card
    child(places, MultiLineEdit, "placesTemplate").setPlainText("no such line")
    for _ in range(3):
        places.fail("")
        nurse.presses(Qt.Key.Key_Return, CONTROL)
        assert "no such line" in child(places, QLabel, "placesMistake").text()
    places.put_aside()
    presenter.edit()
    child(presenter.person_card, OneLineEdit, "person_licences").setText("Atlantis")
    child(presenter.person_card, Button, "personAside").setFocus()
    nurse.presses(Qt.Key.Key_Return, CONTROL)
    assert presenter.person_card.is_open
    assert "Atlantis" in child(presenter.person_card, QLabel, "personMistake").text()


def test_places_are_made_from_the_template_and_days_are_blocked_out(nurse: Advisor) -> None:
    page, presenter = nurse.window.directory, nurse.window.directory_presenter
    page.show_person("demo-adler")
    before = nurse.window.console.directory.roster().practitioner("demo-adler")
    assert before is not None
    nurse.presses(Qt.Key.Key_P, CONTROL, ALT)
    card = presenter.places_card
    assert card.is_open
    assert nameless(card) == []
    child(card, MultiLineEdit, "placesTemplate").setPlainText("TUE 09:00 2x60 MARS")
    nurse.presses(Qt.Key.Key_M, ALT)
    nurse.hands.settle()
    assert "MARS" in child(card, QLabel, "placesMistake").text()
    child(card, MultiLineEdit, "placesTemplate").setPlainText("TUE 09:00 2x60 MAIN")
    nurse.presses(Qt.Key.Key_M, ALT)
    nurse.hands.settle()
    nurse.hands.settle()
    one = nurse.window.console.directory.roster().practitioner("demo-adler")
    assert one is not None
    made = {slot.at.astimezone(EASTERN).date() for slot in one.slots[len(before.slots) :]}
    assert made
    assert all(day.weekday() == 1 for day in made)
    block = min(made)
    child(card, OneLineEdit, "placesBlock").setText(block.isoformat())
    nurse.presses(Qt.Key.Key_B, ALT)
    nurse.hands.settle()
    after = nurse.window.console.directory.roster().practitioner("demo-adler")
    assert after is not None
    assert block not in {slot.at.astimezone(EASTERN).date() for slot in after.slots}
    assert Leave(first=block, last=block) in after.leave
    nurse.presses(Qt.Key.Key_Escape)


def test_a_roster_with_mistakes_is_refused_by_row_and_a_sound_one_is_taken(
    nurse: Advisor, tmp_path: Path
) -> None:
    presenter = nurse.window.directory_presenter
    before = nurse.window.console.directory.roster()
    bad, good = tmp_path / "bad.csv", tmp_path / "good.json"
    bad.write_text("id,name,kind,team,min_age\na,Dr A,surgeon,BREAST,old\nb,,surgeon,BREAST,1\n")
    presenter.import_roster(str(bad))
    nurse.hands.settle()
    assert presenter.report.is_open
    words = " ".join(one.text() for one in presenter.report.findChildren(QLabel))
    assert "row 2" in words
    assert "row 3" in words
    assert nurse.window.console.directory.roster() == before
    nurse.presses(Qt.Key.Key_Escape)
    entry = {"id": "a", "name": "Dr A", "kind": "surgeon", "team": "BREAST", "sites": ["MAIN"],
             "weekly": ["TUE 09:00 4x60 MAIN"]}  # fmt: skip
    good.write_text(json.dumps({"practitioners": [entry]}))
    presenter.import_roster(str(good))
    nurse.hands.settle()
    nurse.hands.settle()
    assert [one.id for one in nurse.window.roster_desk.roster.practitioners] == ["a"]


def typed_card(advisor: Advisor, **lines: str) -> None:
    """The open card with these lines, kept by its key: until it is, or says why not."""
    card = advisor.window.directory_presenter.person_card
    mistake = child(card, QLabel, "personMistake")
    mistake.setText("")
    for key, text in lines.items():
        child(card, OneLineEdit, f"person_{key}").setText(text)
    advisor.presses(Qt.Key.Key_Return, CONTROL)
    until(lambda: bool(mistake.text()) or not card.is_open)


def ids_of(advisor: Advisor) -> set[str]:
    """Who is in the directory of the store."""
    return {one.id for one in advisor.window.console.directory.roster().practitioners}


def test_somebody_new_is_added_by_keys_matched_and_taken_back(nurse: Advisor) -> None:
    page, presenter = nurse.window.directory, nurse.window.directory_presenter
    before = ids_of(nurse)
    card = presenter.person_card
    nurse.presses(Qt.Key.Key_A, CONTROL, ALT)
    assert card.is_open
    typed_card(nurse, name="Dr. Anna Ölund", team="BREAST")
    assert "needs a kind" in child(card, QLabel, "personMistake").text()
    typed_card(nurse, kind="surgeon", sites="MARS")
    assert "MARS" in child(card, QLabel, "personMistake").text()
    assert ids_of(nurse) == before
    typed_card(nurse, sites="MAIN", focus="DCIS")
    assert not presenter.person_card.is_open
    assert ids_of(nurse) - before == {"dr-anna-olund"}
    until(lambda: page.shown == "dr-anna-olund")
    assert nurse.window.roster_desk.roster.practitioner("dr-anna-olund") is not None
    nurse.presses(Qt.Key.Key_Z, CONTROL)
    until(lambda: ids_of(nurse) == before)
    until(lambda: nurse.window.roster_desk.roster.practitioner("dr-anna-olund") is None)


def test_a_specialist_is_removed_by_a_key_and_put_back(nurse: Advisor) -> None:
    page, before = nurse.window.directory, ids_of(nurse)
    page.show_person("demo-adler")
    one = nurse.window.console.directory.roster().practitioner("demo-adler")
    nurse.presses(Qt.Key.Key_X, CONTROL, ALT)
    until(lambda: before - ids_of(nurse) == {"demo-adler"})
    until(lambda: nurse.window.roster_desk.roster.practitioner("demo-adler") is None)
    assert page.shown not in ("", "demo-adler")
    nurse.presses(Qt.Key.Key_Z, CONTROL)
    until(lambda: nurse.window.console.directory.roster().practitioner("demo-adler") == one)
    until(lambda: nurse.window.roster_desk.roster.practitioner("demo-adler") == one)


def test_an_empty_directory_says_what_to_do(nurse: Advisor) -> None:
    page = nurse.window.directory
    page.show_roster(Roster())
    nurse.hands.wait(0.1)
    words = " ".join(one.text() for one in page.findChildren(QLabel) if one.isVisible())
    assert "No roster yet. Import one" in words


def test_the_spread_counts_what_was_chosen_among_equals(nurse: Advisor) -> None:
    with_case(nurse)
    nurse.window.matcher_desk.booking.begin("demo-adler")
    if nurse.window.matcher_desk.booking.card.is_open:
        nurse.presses(Qt.Key.Key_1)
        nurse.presses(Qt.Key.Key_Return, CONTROL)
    settle(nurse)
    console = nurse.window.console
    earlier = console.clock.now().replace(month=1)
    counts = console.referrals.chosen_since(console.act(), earlier)
    assert counts["demo-adler"] >= 1
    roster = console.directory.roster()
    adler = roster.practitioner("demo-adler")
    assert adler is not None
    equals = equals_of(adler, roster, counts)
    assert {roster.practitioner(one.id).kind for one in equals} == {"surgeon"}  # type: ignore[union-attr]
    assert equals[0].count == max(one.count for one in equals)
