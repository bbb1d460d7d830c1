"""What the board shows of the calls of a day: figures, loads, teams and advisors, as values."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from advisor_app.domain.case import Promise, PromiseState
from advisor_app.domain.people import Role
from advisor_app.line.calendar import read_line_hours
from advisor_app.line.figures import PresenceSpan
from advisor_app.line.presence import Presence, PresenceState
from advisor_app.ui.board.export import figures_csv
from advisor_app.ui.board.picture import Span
from advisor_app.ui.board.reading import group_of_family
from advisor_app.ui.board.staff import states_of
from advisor_app.ui.board.steps import Expected, learn, ruler_of, shown_steps
from advisor_app.ui.board.whole import board_picture
from tests.ui.board_line import GROUPS, HOURS, NOW, advisor, call, reading, tile


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
