"""What a supervisor does from the board by keys: a line to all desks, when other teams help."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from advisor_app.line.presence import PresenceState
from advisor_app.services.changes import Change
from advisor_app.ui.broadcast_watch import NOTICE
from advisor_app.ui.calls.receiver_list import ReceiverRow
from tests.advisor import Advisor, neighbour_of
from tests.ui.hands import ALT, CTRL, SHIFT, child, nameless


def test_a_line_of_another_desk_stands_quietly_until_it_is_put_away(desk: Advisor) -> None:
    console, window = desk.window.console, desk.window
    other = neighbour_of(console)
    window.go("cases")
    typing = next(one for one in window.cases.findChildren(QLineEdit) if one.isVisible())
    typing.setFocus()
    first = other.broadcasts.send(other.act(), "<b>The portal</b> is down", 30)
    other.broadcasts.send(other.act(), "GI needs help", 30)
    window.broadcasts.hear(Change(things=frozenset({("case", "Q-26-00001")})))
    assert window.window.notice(NOTICE) == ""
    window.broadcasts.hear(Change(things=frozenset({("broadcast", first.id)})))
    desk.hands.until(lambda: "GI needs help" in window.window.notice(NOTICE), what="the line")
    assert other.session.name in window.window.notice(NOTICE)
    assert window.window.focusWidget() is typing
    desk.presses(Qt.Key.Key_Y, CTRL, SHIFT)
    assert window.window.notice(NOTICE).startswith("<b>The portal</b> is down")
    desk.presses(Qt.Key.Key_Y, CTRL, SHIFT)
    assert window.window.notice(NOTICE) == ""
    window.broadcasts.look()
    desk.hands.settle()
    assert window.window.notice(NOTICE) == ""
    assert window.window.focusWidget() is typing


def test_a_line_is_written_sent_and_taken_back_by_keys(desk: Advisor) -> None:
    console, window = desk.window.console, desk.window
    window.go("board")
    desk.presses(Qt.Key.Key_M, CTRL)
    card = window.broadcasts.card
    assert nameless(card) == []
    said = child(card, QLabel, "sayToAllSaid")
    desk.presses(Qt.Key.Key_Return, CTRL)
    desk.hands.until(lambda: said.text() == "Say what all desks shall read.", what="the refusal")
    desk.hands.types("The line closes at four today")
    desk.presses(Qt.Key.Key_Return)
    desk.hands.until(lambda: said.text() == "Sent to every desk.", what="what came of it")
    [stands] = console.broadcasts.standing()
    assert (stands.words, stands.by) == ("The line closes at four today", console.advisor.id)
    desk.hands.until(lambda: bool(window.window.notice(NOTICE)), what="the line at this desk")
    desk.presses(Qt.Key.Key_B, ALT)
    desk.hands.until(lambda: said.text() == "Taken back.", what="what came of it")
    assert console.broadcasts.standing() == ()
    desk.hands.until(lambda: not window.window.notice(NOTICE), what="the end of the line")


def test_a_supervisor_sets_how_long_a_team_keeps_its_calls(desk: Advisor) -> None:
    console, window = desk.window.console, desk.window
    window.go("board")
    desk.presses(Qt.Key.Key_H, CTRL, SHIFT)
    card = window.board_presenter.team_help
    desk.hands.until(lambda: card.is_open, what="the card")
    assert nameless(card) == []
    card.team.show_key("gi")
    assert card.words.startswith("In force: as for every team")
    card.seconds.show_value(60)
    for _ in range(4):
        QTest.keyClick(card.seconds, Qt.Key.Key_Left)
    desk.presses(Qt.Key.Key_Return, CTRL)
    desk.hands.until(lambda: "after 40 s" in card.words, what="the threshold in force")
    assert dict(console.centre.settings().rules.help_after) == {"gi": 40}
    desk.presses(Qt.Key.Key_U, ALT)
    desk.hands.until(lambda: "as for every team" in card.words, what="the usual one")
    assert console.centre.settings().rules.help_after == ()


def test_skills_are_added_saved_and_taken_back_by_keys(desk: Advisor) -> None:
    console, window = desk.window.console, desk.window
    other = neighbour_of(console)
    other.presences.choose(other.act(), PresenceState.AVAILABLE)
    window.go("board")
    desk.presses(Qt.Key.Key_A, CTRL, SHIFT)
    chooser, name = window.supervise.card, f"colleague_{other.advisor.id}"
    desk.hands.until(lambda: bool(chooser.findChildren(ReceiverRow, name)), what="the advisor")
    child(chooser, ReceiverRow, name).click()
    desk.presses(Qt.Key.Key_K, ALT)
    card = window.supervise.skills.card
    assert card.is_open
    assert nameless(card) == []
    said = child(card, QLabel, "skillsSaid")
    desk.hands.types("xqzvw")
    desk.presses(Qt.Key.Key_Return)
    assert said.text() == "No kind or family of cancers is called so."
    card.add.show_text("sarcoma")
    card.add.setFocus()
    desk.presses(Qt.Key.Key_Return)
    assert said.text().startswith("Added:")
    told = card.told()
    assert told is not None
    [added] = {one.node for one in told.skills} - {one.node for one in other.advisor.skills}
    desk.presses(Qt.Key.Key_Right)
    desk.presses(Qt.Key.Key_Return, CTRL)
    desk.hands.until(lambda: said.text().startswith("In force"), what="the skills in force")
    now = console.accounts.get(other.advisor.id)
    assert {one.node: one.level for one in now.skills}[added] == 4
    desk.presses(Qt.Key.Key_U, ALT)
    desk.hands.until(lambda: said.text() == "Taken back.", what="the skills before")
    assert console.accounts.get(other.advisor.id) == other.advisor
