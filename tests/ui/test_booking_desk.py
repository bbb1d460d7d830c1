"""From the ranking to the booked place by keys alone: why not, override, hold, book, give back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from advisor_app.domain.people import Practitioner, Role, Roster, Slot
from advisor_app.matching.results import Match
from advisor_app.services.changes import Change
from advisor_app.services.referrals import NOBODY_AGAINST_LICENCE, NURSE_DECIDES
from advisor_app.ui.matcher.booking_desk import BookingDesk
from tests.advisor import AGREED, Advisor, demonstration_desk
from tests.ui.hands import child

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
DCIS = AGREED | {
    "status.code": "newly_diagnosed_untreated",
    "dx.rows/1/kind": "breast_dcis",
    "res.state": "NY",
}


def with_places(advisor: Advisor, days: int = 3) -> Roster:
    """Every specialist of the demonstration has a place at each site, one day after another."""
    console = advisor.window.console
    roster = console.directory.roster()
    morning = console.clock.now().replace(hour=15, minute=0, second=0, microsecond=0)

    def placed(one: Practitioner) -> Practitioner:
        slots = tuple(
            Slot(at=morning + timedelta(days=days + number), site=site)
            for number, site in enumerate((*one.sites, *one.sites))
        )
        return replace(one, slots=slots)

    people = tuple(placed(one) for one in roster.practitioners)
    console.directory.load(console.act(), replace(roster, practitioners=people))
    advisor.window.roster_desk.refresh()
    advisor.hands.settle()
    return console.directory.roster()


def with_case(advisor: Advisor) -> None:
    """A patient with DCIS, ranked."""
    advisor.hands.opens_new_case()
    presenter = advisor.window.intake_controller.presenter
    for path, plain in DCIS.items():
        presenter.say(path, plain)
    advisor.hands.asks_the_six()
    settle(advisor)


def settle(advisor: Advisor) -> None:
    """Until the ranking of what was told last stands on the panel."""
    advisor.hands.settle()
    advisor.hands.wait(0.2)
    advisor.hands.settle()


def booking(advisor: Advisor) -> BookingDesk:
    """The desk that books."""
    return advisor.window.matcher_desk.booking


def matches(advisor: Advisor) -> tuple[Match, ...]:
    """The order as shown."""
    result = advisor.window.intake_controller.result
    assert result is not None
    return result.matches


def desk_of(role: Role) -> Advisor:
    """Somebody of that role at a desk of the demonstration."""
    console = demonstration_desk()
    person = next(one for one in console.accounts.list() if one.role is role)
    session = replace(console.session, account=person.id, role=role.value)
    return Advisor(replace(console, session=session, advisor=person))


@pytest.fixture
def advisor() -> Iterator[Advisor]:
    """An advisor of the demonstration, at the desk."""
    with desk_of(Role.ADVISOR).at_desk() as one:
        yield one


def test_the_first_needs_no_reason_and_is_held_and_booked_by_one_key(advisor: Advisor) -> None:
    with_places(advisor)
    with_case(advisor)
    first = matches(advisor)[0]
    advisor.presses(Qt.Key.Key_B, CONTROL)
    settle(advisor)
    assert not booking(advisor).card.is_open
    held = booking(advisor).held
    assert held is not None
    assert held.practitioner == first.id
    assert held.slot == first.next_slot
    assert not advisor.intake.out.booked.known
    assert matches(advisor)[0].id == first.id
    advisor.presses(Qt.Key.Key_B, CONTROL)
    settle(advisor)
    booked = advisor.intake.out.booked.value
    assert booked is not None
    assert booked.text("practitioner") == first.id
    words = child(advisor.window.panel, QLabel, "chosenWhen").text()
    assert words.startswith(("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"))
    advisor.presses(Qt.Key.Key_B, CONTROL, ALT)
    settle(advisor)
    assert not advisor.intake.out.booked.known
    assert booking(advisor).held is None


def test_another_than_the_first_is_asked_why_and_the_reason_stays_on_the_case(
    advisor: Advisor,
) -> None:
    with_places(advisor)
    with_case(advisor)
    second = next(one for one in matches(advisor)[1:] if not one.tie)
    place = [one.id for one in matches(advisor)].index(second.id)
    for _ in range(place):
        advisor.presses(Qt.Key.Key_Down, ALT)
    advisor.presses(Qt.Key.Key_B, CONTROL)
    card = booking(advisor).card
    assert card.is_open
    advisor.presses(Qt.Key.Key_Return, CONTROL)
    assert card.is_open, "no reason was given yet"
    advisor.presses(Qt.Key.Key_7)
    advisor.presses(Qt.Key.Key_Return, CONTROL)
    assert card.is_open, "a clinical reason needs words"
    advisor.hands.types("had both breasts irradiated")
    advisor.presses(Qt.Key.Key_Return, CONTROL)
    settle(advisor)
    chosen = advisor.intake.out.match.value
    assert chosen is not None
    assert chosen.text("id") == second.id
    assert chosen.text("override") == "A clinical reason: had both breasts irradiated"
    console = advisor.window.console
    with console.audit._store.reading() as unit:
        rows = [one for one in unit.audit.entries(0, 9999) if one.action == "referral.choose"]
    assert rows[-1].reason == "A clinical reason: had both breasts irradiated"
    assert rows[-1].detail == f"place {place + 1}"


def test_why_not_of_a_name_by_keys_and_only_a_nurse_overrides_what_is_hard(
    advisor: Advisor,
) -> None:
    with_places(advisor)
    with_case(advisor)
    other = next(
        one for one in advisor.window.roster_desk.roster.practitioners if one.team == "NEURO"
    )
    advisor.presses(Qt.Key.Key_W, ALT)
    advisor.hands.types(other.name.split(",")[0])
    card = advisor.hands.find("whyCard")
    assert "not offered" in card.accessibleName()
    words = " ".join(one.text() for one in card.findChildren(QLabel))
    assert "Changes if" in words
    advisor.presses(Qt.Key.Key_Return)
    override = booking(advisor).card
    assert override.is_open
    assert child(override, QLabel, "overrideWho").text() == NURSE_DECIDES
    advisor.presses(Qt.Key.Key_Return, CONTROL)
    assert not booking(advisor).card.is_open
    assert advisor.window.consult_presenter.ask_card.is_open
    advisor.presses(Qt.Key.Key_Escape)
    assert not advisor.intake.out.match.known


def test_nobody_chooses_against_a_licence(advisor: Advisor) -> None:
    with_places(advisor)
    with_case(advisor)
    advisor.window.intake_controller.presenter.say("res.location_at_visit", "US-FL")
    settle(advisor)
    match = next(
        one
        for one in matches(advisor)
        if any(way.mode == "video" and way.by_licence for way in one.ways)
    )
    booking(advisor).begin(match.id, "video")
    override = booking(advisor).card
    assert override.is_open
    assert child(override, QLabel, "overrideWho").text() == NOBODY_AGAINST_LICENCE
    advisor.presses(Qt.Key.Key_Return, CONTROL)
    assert not advisor.intake.out.match.known


def test_a_nurse_overrides_a_hard_criterion_with_a_reason() -> None:
    with desk_of(Role.NURSE).at_desk() as advisor:
        with_places(advisor)
        with_case(advisor)
        result = advisor.window.intake_controller.result
        assert result is not None
        kept_out = next(
            one
            for one in result.excluded
            if [c.criterion for c in one.criteria if c.state == "not met"] == ["H3 kind"]
        )
        booking(advisor).begin(kept_out.id)
        advisor.presses(Qt.Key.Key_1)
        advisor.presses(Qt.Key.Key_Return, CONTROL)
        settle(advisor)
        chosen = advisor.intake.out.match.value
        assert chosen is not None
        assert (chosen.text("id"), chosen.text("rank")) == (kept_out.id, "")
        against = next(c.text for c in kept_out.criteria if c.criterion == "H3 kind")
        asked = "The patient asks for this doctor"
        assert chosen.text("override") == f"{asked} (although: {against})"
        advisor.presses(Qt.Key.Key_B, CONTROL)
        settle(advisor)
        booked = advisor.intake.out.booked.value
        assert booked is not None
        assert booked.text("practitioner") == kept_out.id


def test_the_second_desk_hears_who_was_first_and_what_is_next(advisor: Advisor) -> None:
    with_places(advisor)
    with_case(advisor)
    first = matches(advisor)[0]
    console = advisor.window.console
    other = next(one for one in console.accounts.list() if one.role is Role.NURSE)
    elsewhere = replace(console.session, account=other.id, role="nurse", workstation="desk 9")
    act = replace(console.act(), session=elsewhere)
    assert first.next_slot is not None
    theirs = console.cases.create(act, advisor.intake, owner=other.id).number
    console.referrals.hold(act, theirs, first.id, first.next_slot)
    told: list[Any] = []
    booking(advisor).told.connect(told.append)
    advisor.presses(Qt.Key.Key_B, CONTROL)
    settle(advisor)
    assert booking(advisor).held is None
    assert other.name in told[-1].text
    assert "Next: Book" in told[-1].text
    again = matches(advisor)
    assert first.next_slot not in [one.next_slot for one in again if one.id == first.id]


def test_a_place_that_another_desk_takes_is_shown_as_taken_at_once(advisor: Advisor) -> None:
    with_places(advisor)
    with_case(advisor)
    first = matches(advisor)[0]
    assert first.next_slot is not None
    console = advisor.window.console
    other = next(one for one in console.accounts.list() if one.role is Role.NURSE)
    elsewhere = replace(console.session, account=other.id, role="nurse", workstation="desk 9")
    act = replace(console.act(), session=elsewhere)
    theirs = console.cases.create(act, advisor.intake, owner=other.id).number
    console.referrals.hold(act, theirs, first.id, first.next_slot)
    news = Change(things=frozenset({("place", first.id)}), workstation="desk 9")
    advisor.window.matcher_desk.hear(news)
    settle(advisor)
    again = next(one for one in matches(advisor) if one.id == first.id)
    assert again.next_slot != first.next_slot


def test_the_whole_way_from_the_case_to_the_dated_step_needs_no_mouse(advisor: Advisor) -> None:
    with_places(advisor)
    with_case(advisor)
    number = advisor.hands.case.number
    advisor.parks()
    advisor.presses(Qt.Key.Key_K, CONTROL)
    advisor.hands.types(number)
    advisor.hands.wait(0.3)
    advisor.presses(Qt.Key.Key_Return)
    advisor.hands.until(lambda: advisor.window.desk.case is not None, what="the case")
    settle(advisor)
    wanted = next(one for one in matches(advisor)[1:] if not one.tie)
    advisor.presses(Qt.Key.Key_W, ALT)
    advisor.hands.types(wanted.name.split(",")[0])
    card = advisor.hands.find("whyCard")
    assert card.accessibleName().startswith(wanted.name)
    advisor.presses(Qt.Key.Key_Return)
    advisor.presses(Qt.Key.Key_1)
    advisor.presses(Qt.Key.Key_Return, CONTROL)
    settle(advisor)
    held = booking(advisor).held
    assert held is not None
    assert held.practitioner == wanted.id
    advisor.presses(Qt.Key.Key_B, CONTROL)
    settle(advisor)
    booked = advisor.intake.out.booked.value
    assert booked is not None
    assert booked.text("practitioner") == wanted.id
    assert advisor.stored.out.booked.value == booked
    assert advisor.stored.out.match.value is not None
    assert advisor.stored.out.match.value.text("override") == "The patient asks for this doctor"


def test_a_case_without_a_match_stands_on_a_ladder_with_a_promised_day() -> None:
    with desk_of(Role.ADVISOR).at_desk() as advisor:
        console = advisor.window.console
        nobody = Practitioner(
            id="eye", name="Dr Eye", kind="ophthalmic_oncologist", team="EYE", families=("eye",),
            sites=("MAIN",),
        )  # fmt: skip
        roster = console.directory.roster()
        console.directory.load(console.act(), replace(roster, practitioners=(nobody,)))
        advisor.window.roster_desk.refresh()
        with_case(advisor)
        assert matches(advisor) == ()
        ladder = child(advisor.window.panel, QWidget, "ladder")
        words = [one.text() for one in ladder.findChildren(QLabel)]
        assert any("calls back on" in one for one in words), words
        assert any("centre near home" in one for one in words), words
