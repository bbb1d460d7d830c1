"""The page of the board, and its presenter on real services."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from advisor_app.domain.people import Advisor
from advisor_app.line.calls import IncomingCall
from advisor_app.line.presence import Presence, PresenceState
from advisor_app.services.failures import StoreLocked
from advisor_app.ui.board.picture import BoardPicture, Span, StateShown
from advisor_app.ui.board.presenter import BoardPresenter
from advisor_app.ui.board.staff import states_of
from advisor_app.ui.board.steps import Expected
from advisor_app.ui.board.view import BoardPage
from advisor_app.ui.board.what_if import WhatIfCard
from advisor_app.ui.board.whole import board_picture
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.page import StatusLine
from tests.services.desk import Desk
from tests.ui.board_line import GROUPS, NOW, advisor, call, reading, tile
from tests.ui.hands import nameless


def test_each_formula_of_the_service_level_is_shown_in_its_turn(page: BoardPage) -> None:
    calls = (
        call("in time", 1500, answered=5),
        call("late", 1400, answered=50),
        call("soon gone", 1300, gone=5),
        call("late gone", 1200, gone=90),
    )
    page.show_board(board_picture(reading(*calls), Span.TODAY))
    shown = []
    for _ in range(5):
        shown.append(page.tiles["service_level"].accessibleName())
        page.next_formula()
    told = ["25 %", "50 %", "50 %", "33 %", "25 %"]
    assert shown == [f"Service level: {level}" for level in told]


def test_what_if_is_asked_and_answered_by_keys(qtbot: QtBot) -> None:
    expected = Expected(calls={"11:00": 50.0}, handle_seconds=180)
    window = QWidget()
    window.resize(1280, 800)
    qtbot.addWidget(window)
    window.show()
    card = WhatIfCard(window)
    card.begin(board_picture(reading(call("a", 1000, answered=5), expected=expected), Span.TODAY))
    assert nameless(card) == []
    assert card.words[0] == "1 advisor: 83 % within 20 s, mean wait 74 s, busy 18 %."
    for _ in range(4):
        QTest.keyClick(card.seconds, Qt.Key.Key_Right)
    assert card.words[1] == "Relaxing to 40 s would bring 83 % in place of 83 %."
    QTest.keyClick(card.advisors, Qt.Key.Key_PageUp)
    assert card.words[0].startswith("6 advisors: 100 % within 40 s")
    QTest.keyClick(card.half_hour, Qt.Key.Key_End)
    assert card.half_hour.key() == "11:00"
    assert card.words[0].startswith("1 advisor: too few")
    QTest.keyClick(card, Qt.Key.Key_Escape)
    assert not card.is_open


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[BoardPage]:
    """The page at the size that a window of 1280 by 800 gives it."""
    made = BoardPage()
    qtbot.addWidget(made)
    made.resize(1208, 696)
    made.show()
    yield made
    made.hide()


def crowd(count: int) -> tuple[StateShown, ...]:
    """So many advisors on the line."""
    staff = [advisor(f"a{n}") for n in range(count)]
    here = [Presence(advisor=a.id, state=PresenceState.ON_CALL, since=NOW) for a in staff]
    return states_of(staff, here, GROUPS, NOW, 120)


def test_every_control_has_a_name_and_the_span_is_told(page: BoardPage, qtbot: QtBot) -> None:
    page.show_board(board_picture(reading(), Span.TODAY))
    assert nameless(page) == []
    with qtbot.waitSignal(page.span_chosen) as told:
        page.spans.setFocus()
        QTest.keyClick(page.spans, Qt.Key.Key_Right)
    assert told.args == [Span.WEEK]


def test_advice_turns_to_its_effect_and_back_and_goes(page: BoardPage) -> None:
    waiting = [call(f"w{n}", 50 + n) for n in range(9)]
    past = [call(f"p{n}", 900 + n, answered=4) for n in range(3)]
    staff = (advisor("one"), *(advisor(f"g{n}", "gi") for n in range(4)))
    here = tuple(Presence(advisor=a.id, state=PresenceState.AVAILABLE, since=NOW) for a in staff)
    board = board_picture(reading(*waiting, *past, advisors=staff, presences=here), Span.TODAY)
    assert board.advice is not None
    page.show_board(board)
    page.strip.button.click()
    page.show_board(board)
    assert page.strip.words == board.advice.effect
    page.strip.button.click()
    assert page.strip.words == board.advice.words
    page.show_board(board_picture(reading(), Span.TODAY))
    assert not page.strip.isVisible()


def test_who_does_not_fit_can_be_shown(page: BoardPage) -> None:
    button = page.people.findChild(QObject, "boardAdvisors.all")
    page.people.show_states(crowd(4))
    assert not cast(Any, button).isVisible()
    page.people.show_states(crowd(30))
    assert cast(Any, button).isVisible()
    listed = page.people.findChild(QObject, "boardAdvisors.list")
    assert cast(Any, listed).minimumHeight() == 0
    cast(Any, button).click()
    assert cast(Any, listed).minimumHeight() > 30 * 30


def test_the_chart_and_the_table_are_read_to_who_cannot_see_them(page: BoardPage) -> None:
    page.show_board(board_picture(reading(call("a", 400, answered=5)), Span.TODAY))
    assert "10:30: answered 1, gave up 0, service level 100 %" in (
        page.chart.accessibleDescription()
    )
    assert "Lung, limit 8:" in page.teams.accessibleDescription()


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Services on a store of their own."""
    made = Desk()
    made.staff("ann", "ben")
    yield made
    made.store.close()


class Screen:
    """The page, its presenter, and a way to wait for them."""

    def __init__(self, desk: Desk, page: BoardPage) -> None:
        self.jobs, self.owner, self.page = Jobs(), QWidget(), page
        self.store_is_locked = False

        def accounts() -> tuple[Advisor, ...]:
            if self.store_is_locked:
                raise StoreLocked
            return desk.accounts.list()

        console = SimpleNamespace(
            clock=desk.clock,
            queue=desk.queue,
            presences=desk.presences,
            promises=desk.promises,
            accounts=SimpleNamespace(list=accounts),
            centre=desk.centre,
            act=lambda reason="": desk.act(),  # noqa: ARG005 - as the console is asked
        )
        self.lines: list[StatusLine] = []
        page.status_changed.connect(self.lines.append)
        self.presenter = BoardPresenter(cast(Console, console), page, self.jobs, self.owner)

    def settle(self) -> BoardPicture | None:
        """Let what was asked for arrive."""
        assert self.jobs.idle()
        return self.page.picture

    def reads(self) -> BoardPicture:
        """Read the line once."""
        self.presenter.refresh()
        picture = self.settle()
        assert picture is not None
        return picture

    def close(self) -> None:
        """Take everything down."""
        self.presenter.stop()
        self.jobs.close()
        self.owner.deleteLater()


@pytest.fixture
def screen(desk: Desk, page: BoardPage) -> Iterator[Screen]:
    """The board of that desk."""
    made = Screen(desk, page)
    yield made
    made.close()


def ring(desk: Desk, key: str, family: str) -> None:
    """Somebody calls."""
    desk.queue.arrived(
        IncomingCall(id=key, phone="(908) 555-0117", arrived_at=desk.clock.now(), family=family)
    )


def test_it_reads_the_line_when_it_is_started_in_front(desk: Desk, screen: Screen) -> None:
    ring(desk, "c1", "colorectal")
    desk.clock.go(75)
    screen.presenter.start()
    picture = screen.settle()
    assert picture is not None
    assert tile(picture, "waiting").value == "1"
    assert tile(picture, "longest_wait").sub == "GI, colorectal"
    assert [len(one.people) for one in picture.states] == [0, 0, 0, 2]


def test_it_rests_while_another_page_is_in_front(screen: Screen) -> None:
    screen.page.hide()
    screen.presenter.start()
    assert screen.settle() is None
    screen.page.show()
    assert screen.settle() is not None


def test_a_call_that_has_ended_keeps_its_team(desk: Desk, screen: Screen) -> None:
    ring(desk, "c1", "breast")
    desk.clock.go(20)
    desk.queue.abandoned("c1")
    breast = next(team for team in screen.reads().teams if team.name == "Breast")
    assert 1 in [cell.count for cell in breast.cells]


def test_the_figures_are_written_where_they_are_wanted(screen: Screen, tmp_path: Path) -> None:
    screen.reads()
    screen.presenter.export(str(tmp_path / "board.csv"))
    screen.settle()
    assert (tmp_path / "board.csv").read_bytes().startswith(b"board,today\r\n")
    assert screen.lines[-1].text == "The figures are in board.csv"
    screen.presenter.export(str(tmp_path / "nowhere" / "board.csv"))
    screen.settle()
    assert screen.lines[-1].role == "warningInk"


def test_a_failure_leaves_the_figures_and_says_so(screen: Screen) -> None:
    before = screen.reads()
    screen.store_is_locked = True
    screen.presenter.refresh()
    assert screen.settle() is before
    assert screen.lines[-1].icon == "warning"
