"""A call goes from window to window: offered with a brief, accepted, declined, taken back, lost."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from advisor_app.domain.case import Act
from advisor_app.line.calls import CallState
from advisor_app.line.presence import PresenceState
from advisor_app.ui.calls.receiver_list import ReceiverRow
from advisor_app.ui.kit.multi_line import MultiLineEdit
from tests.advisor import AGREED, Advisor, shown_text
from tests.servers import Server
from tests.ui.hands import CTRL, child
from tests.ui.side_by_side import (
    at_work,
    consoles_of_one_server,
    desks_of_one_file,
    is_free,
    sits_at,
    status_of,
)

WORRY = "She cried; begin with the children."


@pytest.fixture(params=["one file", "one server"])
def desks(request: pytest.FixtureRequest) -> Iterator[tuple[Advisor, Advisor]]:
    """The first advisor speaks with a caller; the second is free."""
    if request.param == "one file":
        with at_work(desks_of_one_file()) as pair:
            yield speaking(pair)
        return
    server: Server = request.getfixturevalue("server")
    with consoles_of_one_server(server) as consoles, at_work(consoles) as pair:
        yield speaking(pair)


def speaking(pair: tuple[Advisor, Advisor]) -> tuple[Advisor, Advisor]:
    """The first takes a call and writes down who it is."""
    first, second = pair
    sits_at(first)
    first.hears_ringing()
    first.takes_call()
    first.answers(AGREED)
    first.hands.settle()
    is_free(second)
    return first, second


def offers(first: Advisor, second: Advisor) -> str:
    """F7, a line of one's own, the colleague, Enter; the number of the case."""
    number = first.hands.case.number
    receiver = second.window.console.advisor.id
    first.presses(Qt.Key.Key_F7)
    card = first.window.hand_on.card
    first.hands.until(
        lambda: bool(card.findChildren(ReceiverRow, f"colleague_{receiver}")), what="the colleague"
    )
    child(card, MultiLineEdit, "handOnBrief").appendPlainText(WORRY)
    child(card, ReceiverRow, f"colleague_{receiver}").setChecked(True)
    child(card, ReceiverRow, f"colleague_{receiver}").setFocus()
    first.presses(Qt.Key.Key_Return)
    first.hands.until(lambda: state(first) is CallState.TRANSFERRING, what="the offer")
    return number


def state(desk: Advisor) -> CallState | None:
    call = desk.window.desk.call
    return call.state if call is not None else None


def rings(desk: Advisor) -> None:
    sits_at(desk)
    desk.hands.until(lambda: desk.window.queue_presenter.offer is not None, what="the ringing")


def test_the_brief_is_filled_in_and_the_colleague_takes_call_and_case(
    desks: tuple[Advisor, Advisor],
) -> None:
    first, second = desks
    number = offers(first, second)
    bar = child(first.window.top, QLabel, "holdTimer")
    assert bar.text().startswith(f"handing on to {second.window.console.advisor.name}, 0")
    rings(second)
    brief = child(second.window.queue.banner, QLabel, "offerBriefLabel")
    second.hands.until(lambda: WORRY in brief.text(), what="the brief in the offer")
    assert number in brief.text()
    assert "Janet Doe" in brief.text()
    assert "Still to ask" in brief.text()
    second.takes_call()
    assert second.hands.case.number == number
    beside = second.window.intake.brief
    second.hands.until(beside.isVisible, what="the brief beside the case")
    assert WORRY in shown_text(beside, "briefWords")
    first.hands.until(lambda: first.window.desk.case is None, what="the end of the case here")
    assert first.window.desk.call is None
    assert "has the call and the case now" in status_of(first)
    presence = first.window.console.presences.get(first.window.console.act())
    assert presence.state is PresenceState.AVAILABLE


def test_a_colleague_who_declines_leaves_the_sender_with_the_caller(
    desks: tuple[Advisor, Advisor],
) -> None:
    first, second = desks
    number = offers(first, second)
    rings(second)
    second.window.queue_presenter.decline("Called away")
    first.hands.until(lambda: state(first) is CallState.CONNECTED, what="the call back")
    first.hands.until(lambda: "Called away" in status_of(first), what="the reason")
    assert first.hands.case.number == number


def test_f7_again_takes_it_back(desks: tuple[Advisor, Advisor]) -> None:
    first, second = desks
    offers(first, second)
    rings(second)
    sits_at(first)
    first.presses(Qt.Key.Key_F7)
    first.hands.until(lambda: state(first) is CallState.CONNECTED, what="the call back")
    second.hands.until(lambda: second.window.queue_presenter.offer is None, what="the silence")


def test_a_team_gets_the_caller_with_the_brief(desks: tuple[Advisor, Advisor]) -> None:
    first, second = desks
    number = first.hands.case.number
    first.presses(Qt.Key.Key_F7)
    card = first.window.hand_on.card
    first.hands.until(lambda: bool(card.findChildren(ReceiverRow, "team_lung")), what="the teams")
    child(card, MultiLineEdit, "handOnBrief").appendPlainText(WORRY)
    console = first.window.console
    console.presences.choose(console.act(), PresenceState.BREAK)
    child(card, ReceiverRow, "team_lung").click()
    first.presses(Qt.Key.Key_Return, CTRL)
    first.hands.until(lambda: first.window.desk.case is None, what="the end of the case here")
    rings(second)
    second.takes_call()
    assert second.hands.case.number == number
    second.hands.until(second.window.intake.brief.isVisible, what="the brief")


def test_what_is_written_in_the_card_stays_when_it_is_put_aside(
    desks: tuple[Advisor, Advisor],
) -> None:
    first, _ = desks
    first.presses(Qt.Key.Key_F7)
    card = first.window.hand_on.card
    first.hands.until(lambda: card.is_open, what="the card")
    child(card, MultiLineEdit, "handOnBrief").appendPlainText(WORRY)
    first.presses(Qt.Key.Key_Escape)
    assert not card.is_open
    first.presses(Qt.Key.Key_F7)
    assert WORRY in card.brief


def test_a_desk_whose_call_was_taken_away_says_so_and_keeps_the_case(
    desks: tuple[Advisor, Advisor],
) -> None:
    first, second = desks
    number = first.hands.case.number
    call = first.window.desk.call
    assert call is not None
    console = first.window.console
    act = console.act("the desk is silent")
    supervisor = Act(session=replace(act.session, account="chief", role="supervisor"))
    console.queue.supervision.release(supervisor, call.id)
    first.hands.until(lambda: first.window.desk.call is None, what="the end of the call here")
    first.hands.until(lambda: "went back to the line" in status_of(first), what="the sentence")
    first.answers({"patient.mrn": "4711"})
    assert first.hands.case.number == number
    assert str(first.stored.patient.mrn.value) == "4711"
    rings(second)


def test_a_caller_who_hangs_up_leaves_the_wrap_up(desks: tuple[Advisor, Advisor]) -> None:
    first, _ = desks
    call = first.window.desk.call
    assert call is not None
    first.window.console.queue.abandoned(call.id)
    first.hands.until(lambda: first.window.desk.wrap_up.card.is_open, what="the wrap-up")
    assert state(first) is CallState.WRAP_UP
