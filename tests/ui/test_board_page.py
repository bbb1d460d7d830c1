"""The board: what it counts, what it leaves out, how it gives way, and when it reads."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from advisor_app.domain.case import Promise, PromiseState
from advisor_app.domain.people import Advisor, Role
from advisor_app.line.calendar import read_line_hours, with_hours
from advisor_app.line.calls import CallEvent, CallEventKind, IncomingCall
from advisor_app.line.figures import PresenceSpan
from advisor_app.line.groups import load_groups
from advisor_app.line.presence import Presence, PresenceState
from advisor_app.services.failures import StoreLocked
from advisor_app.ui.board.export import figures_csv
from advisor_app.ui.board.picture import BoardPicture, Span, StateShown, TileShown
from advisor_app.ui.board.presenter import BoardPresenter
from advisor_app.ui.board.reading import BoardReading, group_of_family
from advisor_app.ui.board.staff import states_of
from advisor_app.ui.board.steps import Expected, learn, ruler_of, shown_steps
from advisor_app.ui.board.view import BoardPage
from advisor_app.ui.board.what_if import WhatIfCard
from advisor_app.ui.board.whole import board_picture
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.page import StatusLine
from tests.services.desk import Desk
from tests.ui.hands import nameless

NOW = datetime(2026, 11, 23, 15, 38, 5, tzinfo=UTC)  # a Monday, 10:38 Eastern
GROUPS = load_groups()
HOURS = with_hours(read_line_hours(), "09:00", "17:00")
K = CallEventKind


def call(
    key: str, ago: float, *, answered: float | None = None, gone: float | None = None
) -> list[CallEvent]:
    """A call that came so many seconds ago, answered or given up so many seconds later."""
    came = NOW - timedelta(seconds=ago)
    events = [CallEvent(call=key, kind=K.ARRIVED, at=came)]
    if answered is not None:
        taken = came + timedelta(seconds=answered)
        events.append(CallEvent(call=key, kind=K.ACCEPTED, at=taken, by="ann"))
        events.append(CallEvent(call=key, kind=K.ENDED, at=taken + timedelta(seconds=300)))
        events.append(CallEvent(call=key, kind=K.WRAP_DONE, at=taken + timedelta(seconds=330)))
    if gone is not None:
        left = came + timedelta(seconds=gone)
        events.append(CallEvent(call=key, kind=K.ABANDONED, at=left))
    return events


def reading(*calls: list[CallEvent], **more: Any) -> BoardReading:
    """A line on which this happened; every call is about the lung."""
    events = tuple(event for one in calls for event in one)
    values: dict[str, Any] = {
        "now": NOW,
        "events": events,
        "groups": GROUPS,
        "hours": HOURS,
        "group_of_call": {event.call: "lung" for event in events},
    }
    return BoardReading(**(values | more))


def tile(picture: BoardPicture, key: str) -> TileShown:
    """One tile of a board."""
    return next(one for one in picture.tiles if one.key == key)


def advisor(key: str, group: str = "lung", role: Role = Role.ADVISOR) -> Advisor:
    """A member of the staff."""
    return Advisor(id=key, name=f"{key.title()}, RN", initials="AA", role=role, group=group)


# ---- values ----


def test_the_tiles_say_what_the_call_log_says() -> None:
    board = board_picture(
        reading(
            call("a", 1500, answered=10),
            call("b", 1400, answered=40),
            call("c", 1300, gone=50),
            call("d", 200),
            call("e", 30),
        ),
        Span.TODAY,
    )
    shown = {one.key: (one.value, one.sub, one.level) for one in board.tiles}
    assert shown == {
        "waiting": ("2", "1 over 60 s", ""),
        "longest_wait": ("03:20", "Lung", "urgent"),
        "service_level": ("33 %", "goal 80 % in 20 s", "warning"),
        "average_answer": ("25 s", "2 answered", ""),
        "abandoned": ("33.3 %", "1 of 3", ""),
        "handle_time": ("05:30", "wrap-up 00:30", ""),
        "occupancy": ("–", "high above 85 %", ""),
        "promises_kept": ("–", "none was due", ""),
    }


def test_who_is_busy_is_told_by_the_time_between_calls() -> None:
    span = PresenceSpan(
        advisor="ann", state=PresenceState.AVAILABLE, start=NOW - timedelta(seconds=1330)
    )
    busy = reading(call("a", 1500, answered=10), spans=(span,))
    shown = tile(board_picture(busy, Span.TODAY), "occupancy")
    assert (shown.value, shown.level) == ("20 %", "")
    early = PresenceSpan(
        advisor="ann", state=PresenceState.AVAILABLE, start=NOW - timedelta(days=2)
    )
    assert reading(spans=(early,)).figures(Span.NOW).occupancy == 0
    hurried = replace(span, start=NOW - timedelta(seconds=30))
    shown = tile(board_picture(replace(busy, spans=(hurried,)), Span.TODAY), "occupancy")
    assert (shown.value, shown.level) == ("92 %", "warning")


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


def test_half_hours_are_loads_with_who_was_at_work() -> None:
    span = PresenceSpan(
        advisor="ann",
        state=PresenceState.ON_CALL,
        start=NOW.replace(hour=15, minute=0, second=0),
        end=NOW.replace(hour=15, minute=30, second=0),
    )
    expected = Expected(calls={"11:00": 21.5}, handle_seconds=400)
    staff = (advisor("one"), advisor("two"))
    here = (Presence(advisor="one", state=PresenceState.AVAILABLE, since=NOW),)
    board = board_picture(
        reading(
            call("a", 1000, answered=5), call("b", 100), spans=(span,), expected=expected,
            advisors=staff, presences=here,
        ),
        Span.WEEK,
    )  # fmt: skip
    loads = {one.label: one for one in board.loads}
    assert (loads["Now"].calls, loads["Now"].advisors, loads["Now"].aht_seconds) == (2, 1, 330)
    assert (loads["10:00"].calls, loads["10:00"].advisors) == (1, 1)
    assert (loads["9:30"].calls, loads["9:30"].advisors) == (0, 0)
    assert (loads["11:00"].calls, loads["11:00"].expected) == (21.5, True)
    assert "10:30" not in loads
    empty = board_picture(reading(expected=expected), Span.TODAY)
    assert empty.loads[0].aht_seconds == 400


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


def test_promises_count_once_they_are_due_within_the_span() -> None:
    def promise(key: str, minutes: int, state: PromiseState) -> Promise:
        due = NOW + timedelta(minutes=minutes)
        return Promise(id=key, case="", due_at=due, zone="", phone="", about="", state=state)

    promises = (
        promise("kept", -5, PromiseState.KEPT),
        promise("late", -2, PromiseState.DUE),
        promise("to come", 9, PromiseState.DUE),
        promise("last week", -60 * 24 * 6, PromiseState.DUE),
    )
    kept = tile(board_picture(reading(promises=promises), Span.TODAY), "promises_kept")
    assert (kept.value, kept.sub, kept.level) == ("50 %", "1 of 2", "warning")


def test_the_day_runs_over_the_hours_of_the_line_and_what_came_outside_of_them() -> None:
    early = NOW.replace(hour=13, minute=40)
    plain, wider = ruler_of(Span.TODAY, NOW, HOURS), ruler_of(Span.TODAY, NOW, HOURS, [early])
    assert (plain.label(0), plain.count) == ("9:00", 16)
    assert (wider.label(0), wider.count) == ("8:30", 17)
    unset = ruler_of(Span.TODAY, NOW, read_line_hours())
    assert (unset.label(0), unset.label(unset.count - 1)) == ("8:30", "10:30")


def test_the_week_leaves_out_days_on_which_the_line_is_closed_and_silent() -> None:
    ruler = ruler_of(Span.WEEK, NOW, HOURS)
    silent = shown_steps(Span.WEEK, ruler, HOURS, [0] * 7)
    labels = [ruler.label(index) for index in silent]
    assert labels == ["Tue 17", "Wed 18", "Thu 19", "Fri 20", "Mon 23"]
    saturday = [0, 0, 0, 0, 3, 0, 0]
    assert len(shown_steps(Span.WEEK, ruler, HOURS, saturday)) == 6


def test_bars_hold_what_came_and_frames_what_is_to_come() -> None:
    expected = Expected(calls={"11:00": 21.5}, waiting={"lung": {"11:00": 3.4}})
    board = board_picture(
        reading(call("a", 400, answered=5), call("b", 300, gone=9), expected=expected), Span.TODAY
    )
    bars = {bar.label: bar for bar in board.bars}
    assert (bars["10:30"].answered, bars["10:30"].gave_up, bars["10:30"].level) == (1, 1, 0.5)
    assert (bars["11:00"].to_come, bars["11:00"].expected) == (True, 21.5)
    assert bars["9:00"].expected is None
    lung = next(team for team in board.teams if team.name == "Lung")
    cells = dict(zip(board.columns, lung.cells, strict=True))
    assert list(board.columns) == [
        "9:00", "9:30", "10:00", "10:30", "11:00", "11:30", "12:00", "12:30",
    ]  # fmt: skip
    assert (cells["10:30"].count, cells["11:00"].count, cells["11:30"].count) == (1, 3, None)


def test_expectations_are_the_mean_of_earlier_days_and_never_of_today() -> None:
    day = 86400
    events = [*call("a", 4 * day), *call("b", 4 * day - 60), *call("c", 3 * day), *call("d", 60)]
    groups = {"a": "lung", "b": "lung", "c": "lung", "d": "lung"}
    learned = learn(events, groups, NOW)
    assert learned.calls["10:30"] == 1.5
    assert learned.calls["11:00"] == 0
    assert learn(call("d", 60), groups, NOW) == Expected()


def test_a_team_over_its_limit_is_marked_and_another_lends() -> None:
    waiting = [call(f"w{n}", 50 + n) for n in range(9)]
    past = [call(f"p{n}", 900 + n, answered=4) for n in range(3)]
    staff = (advisor("one"), advisor("two", "gi"), advisor("three", "gi"), advisor("four", "gi"))
    here = tuple(
        Presence(advisor=one.id, state=PresenceState.AVAILABLE, since=NOW) for one in staff
    )
    board = board_picture(reading(*waiting, *past, advisors=staff, presences=here), Span.TODAY)
    lung = next(team for team in board.teams if team.name == "Lung")
    assert [cell.over for cell in lung.cells] == [False, False, False, True] + [False] * 4
    assert board.advice is not None
    assert board.advice.words.startswith("Lung is over its limit of 8. Lending")
    assert "2 advisors from GI, colorectal" in board.advice.words
    assert board.advice.effect.startswith("Reckoned mean wait: Lung")
    alone = board_picture(reading(*waiting, *past, advisors=staff[:1]), Span.TODAY)
    assert alone.advice is not None
    assert alone.advice.words.endswith("No other team can spare an advisor now.")
    assert board_picture(reading(*waiting[:8]), Span.TODAY).advice is None


def test_advisors_stand_under_what_they_do_the_longest_first() -> None:
    staff = [advisor(key) for key in ("ann", "ben", "cat", "dan")]
    staff.append(advisor("op", role=Role.OPERATOR))

    def since(key: str, state: PresenceState, seconds: float, **more: Any) -> Presence:
        start = NOW - timedelta(seconds=seconds)
        return Presence(advisor=key, state=state, since=start, **more)

    here = [
        since("ann", PresenceState.WRAP_UP, 30),
        since("ben", PresenceState.WRAP_UP, 190),
        since("cat", PresenceState.LUNCH, 60, back_at=NOW + timedelta(minutes=22)),
    ]
    states = states_of(staff, here, GROUPS, NOW, wrap_up_seconds=120)
    assert [(one.word, one.count) for one in states] == [
        ("Available", "0 of 4"),
        ("On call", "0"),
        ("Wrap-up", "2"),
        ("Away", "2"),
    ]
    wrap_up, away = states[2].people, states[3].people
    assert [(one.name, one.time, one.late) for one in wrap_up] == [
        ("Ben", "03:10", True),
        ("Ann", "00:30", False),
    ]
    assert {(one.name, one.detail, one.time) for one in away} == {
        ("Cat", "lunch", "back 11:00"),
        ("Dan", "Lung", "signed out"),
    }


def test_calls_of_no_known_family_belong_to_the_team_for_them() -> None:
    assert group_of_family("colorectal", GROUPS) == "gi"
    assert group_of_family("", GROUPS) == "diagnostic"


def test_the_file_holds_figures_and_no_call() -> None:
    board = board_picture(reading(call("secret-id", 400, answered=5)), Span.TODAY)
    lines = figures_csv(board).split("\r\n")
    assert "calls_answered,1" in lines
    assert "10:30,1,0,1.0000," in lines
    assert lines[lines.index("") - 1] == "at,23 NOV 2026 10:38 ET"
    assert "secret-id" not in figures_csv(board)


# ---- the page ----


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


# ---- the presenter, on real services ----


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
