"""The mark beside rules that nobody approved, and a nurse's confirmation of one case's route."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from advisor_app.domain.people import Role
from advisor_app.matching.report import to_json
from advisor_app.services.fired_rules import FiredRules, confirmation
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.matcher.rules_line import RulesLine
from advisor_app.ui.page import StatusLine
from tests.advisor import Advisor, demonstration_desk
from tests.ui.test_booking_desk import desk_of, settle, with_case

CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def at_centre(role: Role) -> Advisor:
    """Somebody of that role where nothing is for demonstration: unapproved rules only propose."""
    console = demonstration_desk()
    person = next(one for one in console.accounts.list() if one.role is role)
    session = replace(console.session, account=person.id, role=role.value)
    return Advisor(replace(console, session=session, advisor=person, demonstration=False))


def line_of(advisor: Advisor) -> QWidget:
    """The line beside the ranking."""
    found = advisor.hands.find("rulesLine")
    assert isinstance(found, RulesLine)
    return found


def test_the_demonstration_says_that_nobody_approved_and_routes_by_it() -> None:
    with desk_of(Role.ADVISOR).at_desk() as advisor:
        with_case(advisor)
        assert line_of(advisor).accessibleName().endswith("not approved yet")
        assert not line_of(advisor).findChildren(Button)
        result = advisor.window.intake_controller.result
        assert result is not None
        told = to_json(result, "case")
        words = f"Route {', '.join(told['routes'])}, rules {told['rules_version']}"
        assert line_of(advisor).accessibleName().startswith(words)


def test_a_nurse_confirms_the_route_by_a_key_and_it_stays_on_the_case() -> None:
    with at_centre(Role.NURSE).at_desk() as advisor:
        with_case(advisor)
        assert "not approved yet" in line_of(advisor).accessibleName()
        advisor.presses(Qt.Key.Key_N, CONTROL, ALT)
        settle(advisor)
        assert line_of(advisor).accessibleName().endswith("confirmed")
        told = [one.text() for one in line_of(advisor).findChildren(QLabel)]
        console = advisor.window.console
        assert any(console.advisor.name in one for one in told), told
        result = advisor.window.intake_controller.result
        assert result is not None
        notes = console.cases.notes(console.act(), advisor.hands.case.number)
        rules = FiredRules.of(result)
        assert confirmation(notes, rules) is not None
        assert confirmation(notes, replace(rules, routes=(*rules.routes, "Z9"))) is None


def test_an_advisor_asks_a_nurse_to_confirm() -> None:
    with at_centre(Role.ADVISOR).at_desk() as advisor:
        with_case(advisor)
        advisor.presses(Qt.Key.Key_N, CONTROL, ALT)
        assert advisor.window.consult_presenter.ask_card.is_open
        advisor.presses(Qt.Key.Key_Escape)


def test_nobody_chooses_at_a_centre_before_the_nurse_has_confirmed() -> None:
    with at_centre(Role.NURSE).at_desk() as advisor:
        with_case(advisor)
        told: list[StatusLine] = []
        advisor.window.matcher_desk.booking.told.connect(told.append)
        advisor.presses(Qt.Key.Key_B, CONTROL)
        settle(advisor)
        assert not advisor.intake.out.match.known
        assert "nurse confirms this route first" in told[-1].text
        advisor.presses(Qt.Key.Key_N, CONTROL, ALT)
        settle(advisor)
        advisor.presses(Qt.Key.Key_B, CONTROL)
        settle(advisor)
        assert advisor.intake.out.match.known
