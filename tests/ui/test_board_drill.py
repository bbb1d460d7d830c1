"""From every figure, step, team and advisor of the board to the calls behind it, by keys."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from advisor_app.domain.case import Promise, PromiseState
from advisor_app.domain.people import Role
from advisor_app.line.behind import Figure
from advisor_app.line.presence import Presence, PresenceState
from advisor_app.ui.board.behind import call_lines, calls_behind, promises_behind
from advisor_app.ui.board.picture import Behind, Span
from advisor_app.ui.board.reading import BoardReading
from advisor_app.ui.board.whole import board_picture
from tests.advisor import Advisor
from tests.services.conftest import desk as services_desk
from tests.services.desk import Desk
from tests.services.test_queue import ring
from tests.ui.board_line import NOW, advisor, call, reading
from tests.ui.hands import nameless

services = services_desk


def line() -> BoardReading:
    """Five calls of today: in time, late, given up, and two that wait."""
    return reading(
        call("in time", 1500, answered=10),
        call("late", 1400, answered=40),
        call("gone", 1300, gone=50),
        call("waits", 200),
        call("fresh", 30),
        advisors=(advisor("ann"),),
        presences=(Presence(advisor="ann", state=PresenceState.AVAILABLE, since=NOW),),
    )


def behind(read: BoardReading, asked: Behind, span: Span = Span.TODAY) -> list[str]:
    """The calls behind a piece of the board."""
    return [one.call for one in calls_behind(read, span, asked)]


@pytest.mark.parametrize(
    ("figure", "calls"),
    [
        (Figure.WAITING, ["fresh", "waits"]),
        (Figure.LONGEST_WAIT, ["waits"]),
        (Figure.SERVICE_LEVEL, ["gone", "late", "in time"]),
        (Figure.AVERAGE_ANSWER, ["late", "in time"]),
        (Figure.ABANDONED, ["gone"]),
        (Figure.HANDLE_TIME, ["late", "in time"]),
        (Figure.OCCUPANCY, ["late", "in time"]),
        (Figure.PROMISES_KEPT, []),
    ],
)
def test_behind_each_figure_stand_the_calls_that_it_counts(
    figure: Figure, calls: list[str]
) -> None:
    assert behind(line(), Behind(title="", figure=figure)) == calls


def test_a_step_a_team_in_it_and_an_advisor_have_their_calls() -> None:
    read, board = line(), board_picture(line(), Span.TODAY)
    bars = {bar.label: bar for bar in board.bars}
    ten = bars["10:00"]
    assert behind(read, Behind(title="", start=ten.start, end=ten.end)) == [
        "gone", "late", "in time",
    ]  # fmt: skip
    lung = next(team for team in board.teams if team.name == "Lung")
    cell = dict(zip(board.columns, lung.cells, strict=True))["10:30"]
    asked = Behind(title="", start=cell.start, end=cell.end, group=lung.group)
    assert behind(read, asked) == ["fresh", "waits"]
    assert behind(read, Behind(title="", start=cell.start, end=cell.end, group="breast")) == []
    assert behind(read, Behind(title="", advisor="ann")) == ["late", "in time"]
    assert behind(read, Behind(title="", advisor="ben")) == []


def test_a_line_says_how_the_call_went() -> None:
    lines = {one.key: one for one in call_lines(line(), line().calls(), {})}
    late, gone = lines["late"], lines["gone"]
    assert (late.waited, late.late, late.outcome, late.by) == ("00:40", True, "answered", "Ann")
    assert (late.handled, late.group, late.who) == ("05:30", "Lung", "Caller not shown")
    assert (gone.outcome, gone.handled, lines["waits"].outcome) == ("gave up", "", "waits")


def test_behind_the_promises_kept_stand_promises() -> None:
    def promise(key: str, minutes: int, state: PromiseState) -> Promise:
        due = NOW + timedelta(minutes=minutes)
        return Promise(
            id=key, case="Q-26-00001", due_at=due, zone="", phone="", about="", state=state,
            team="lung", owner="ann",
        )  # fmt: skip

    promises = (
        promise("kept", -9, PromiseState.KEPT),
        promise("late", -5, PromiseState.DUE),
        promise("moved", -5, PromiseState.MOVED),
        promise("to come", 5, PromiseState.DUE),
    )
    lines = promises_behind(reading(promises=promises, advisors=(advisor("ann"),)), Span.TODAY)
    assert [(one.key, one.outcome, one.late, one.by) for one in lines] == [
        ("late", "not kept", True, "Ann"),
        ("kept", "kept", False, "Ann"),
    ]


# ---- who is seen ----


def test_a_caller_is_initials_until_the_call_is_ones_own(services: Desk) -> None:
    services.staff("ann", "bob")
    services.presences.choose(services.act("ann"), PresenceState.AVAILABLE)
    ring(services, "c1", caller="Doe, Jane")
    seen = services.queue.figure_calls.seen
    assert seen(services.act("ann"), ["c1", "nowhere"])["c1"].caller == "D. J."
    services.queue.claim(services.act("ann"), "c1", 0)
    assert seen(services.act("ann"), ["c1"])["c1"].caller == "Doe, Jane"
    assert seen(services.act("bob"), ["c1"])["c1"].caller == "D. J."
    assert seen(services.act("chief", Role.SUPERVISOR), ["c1"])["c1"].caller == "Doe, Jane"
    assert seen(services.act("watch", Role.AUDITOR), ["c1"])["c1"].caller == ""


# ---- by keys, in the window ----


def test_every_part_is_opened_by_keys_and_escape_leads_back(desk: Advisor) -> None:
    window = desk.window
    desk.calls_the_line()
    window.go("board")
    window.board_presenter.refresh()
    page, card = window.board, window.board_presenter.drill.card
    desk.hands.until(lambda: page.picture is not None, what="the board")
    desk.hands.until(
        lambda: page.tiles["waiting"].accessibleName() == "Waiting: 1", what="the call that waits"
    )

    def opens(part: QWidget, lines: int) -> None:
        part.setFocus()
        desk.presses(Qt.Key.Key_Return)
        assert card.is_open
        desk.hands.until(lambda: not card.count.startswith("Reading"), what="the calls")
        assert len(card.lines) == lines
        assert nameless(card) == []
        desk.presses(Qt.Key.Key_Escape)
        assert not card.isVisible()
        assert QApplication.focusWidget() is part

    window.window.activateWindow()
    QTest.qWaitForWindowActive(window.window, 2000)
    opens(page.tiles["waiting"], 1)
    opens(page.tiles["abandoned"], 0)
    page.tiles["waiting"].setFocus()
    QTest.keyClick(page.tiles["waiting"], Qt.Key.Key_Left)
    assert page.tiles["promises_kept"].hasFocus()
    page.chart.setFocus()
    desk.presses(Qt.Key.Key_Right)
    places = [bar.to_come for bar in page.chart.bars]
    for _ in range(places.index(False) + len(places)):
        desk.presses(Qt.Key.Key_Left)
    for _ in range(places.count(False) - 1):
        desk.presses(Qt.Key.Key_Right)
    opens(page.chart, 1)
    team = [one.name for one in page.picture.teams].index("Not known yet") if page.picture else 0
    page.teams.setFocus()
    for _ in range(team):
        desk.presses(Qt.Key.Key_Down)
    while page.teams.chosen() is not None:
        desk.presses(Qt.Key.Key_Right)
    desk.presses(Qt.Key.Key_Left)
    opens(page.teams, 1)
