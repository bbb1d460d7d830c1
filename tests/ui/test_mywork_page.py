"""My work: groups, both clocks, a better time, and every deed with its way back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from advisor_app.domain.answers import Answer, say
from advisor_app.domain.case import Promise, PromiseState
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.services.records import RecordDue
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.check_row import CheckRow
from advisor_app.ui.kit.layouts import row
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.mywork.items import (
    DueRecord,
    WorkGroup,
    WorkItem,
    chosen,
    head_words,
    in_groups,
    promise_item,
    record_item,
    to_call,
)
from advisor_app.ui.mywork.presenter import MyWorkPresenter
from advisor_app.ui.mywork.ready import ready_of
from advisor_app.ui.mywork.view import MyWorkPage
from advisor_app.ui.page import PrimaryAction
from tests.ui.desk_fakes import NOW, Desk, card, promise
from tests.ui.hands import child, nameless, press

TODAY = date(2026, 11, 23)


def at(hour: int, minute: int = 0, day: int = 23) -> datetime:
    """An instant in November, by the clock of UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def item(key: str, due_at: datetime, **more: object) -> WorkItem:
    """The row of a promise that stands."""
    found = promise_item(promise(key, due_at, **more), key, NOW)
    assert found is not None
    return found


# ---- values ----


def test_promises_fall_into_their_groups_by_how_they_stand() -> None:
    items = [item("later", at(15, day=25)), item("late", at(14)), item("today", at(20))]
    assert [group for group, _ in in_groups(items)] == [
        WorkGroup.OVERDUE,
        WorkGroup.TODAY,
        WorkGroup.LATER,
    ]
    assert head_words(items) == "3 to do, 1 overdue"
    first = to_call(items)
    assert first is not None
    assert first.key == "promise/late"


def test_a_row_shows_both_clocks_and_warns_of_quiet_hours() -> None:
    found = item("p1", at(21), zone="Europe/Madrid")
    assert (found.ours, found.theirs) == ("16:00", "22:00 CET")
    assert (found.state, found.state_kind) == ("Quiet hours there", "warning")


def test_a_quiet_time_comes_with_a_better_one_on_both_clocks() -> None:
    found = chosen(item("p1", at(21), zone="Europe/Madrid"), Desk().hours, NOW)
    assert found is not None
    assert found.better_words == "Move to 14:30 · 20:30"
    fine = chosen(item("p2", at(15, 45), zone="Europe/Madrid"), Desk().hours, NOW)
    assert fine is not None
    assert fine.better_words == ""


def test_a_record_that_is_due_today_is_marked() -> None:
    record = DueRecord(case="Q", member="1", who="N", what="slides", due=TODAY, state="Requested")
    assert record_item(record, TODAY).ours == "today"
    assert record_item(record, TODAY).ours_role == "warningInk"


def test_what_to_have_ready_lists_what_is_missing_after_what_is_done() -> None:
    intake = Intake()
    told: Answer[str] = say("received")
    intake = with_answer(intake, "rec.rows/1/code", say("SLIDES"))
    intake = with_answer(intake, "rec.rows/1/state", told)
    ready = ready_of(intake, TODAY, str)
    assert ready[0].done
    assert "1 record is here" in ready[0].text
    assert any(not one.done and "not asked" in one.text for one in ready)


# ---- the page and its presenter ----


@dataclass(slots=True)
class Bench:
    """A desk, its page and the presenter between them."""

    desk: Desk
    page: MyWorkPage
    presenter: MyWorkPresenter
    jobs: Jobs

    def look(self) -> None:
        """Read everything and show it."""
        self.presenter.refresh()
        self.settle()

    def settle(self) -> None:
        """Everything that was started is done."""
        assert self.jobs.idle()
        assert self.jobs.idle()

    def choose(self, key: str) -> None:
        """Put the choice and the focus on a row."""
        self.page.on_show()
        assert self.page.table.choose(key)
        self.settle()


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    """A page in a window, worked by hand: no timer runs."""
    desk, jobs, owner = Desk(), Jobs(), QObject()
    desk.cases.cards = [card()]
    desk.promises.ledger = {"p1": promise("p1", at(21), zone="Europe/Madrid")}
    page, window = MyWorkPage(), QWidget()
    window.setLayout(row((page, 1), page.side or QWidget()))
    window.resize(1208, 700)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    presenter = MyWorkPresenter(desk.console(), page, jobs, window, owner)
    found = Bench(desk, page, presenter, jobs)
    found.look()
    yield found
    presenter.stop()
    jobs.close()


def standing(bench: Bench) -> list[Promise]:
    """The promises that still stand."""
    ledger = bench.desk.promises.ledger.values()
    return [one for one in ledger if one.state is PromiseState.DUE]


def test_the_primary_button_calls_whoever_was_promised_first(bench: Bench) -> None:
    actions: list[PrimaryAction | None] = []
    wanted: list[Promise] = []
    bench.page.primary_changed.connect(actions.append)
    bench.presenter.call_wanted.connect(wanted.append)
    bench.look()
    assert actions[-1] == PrimaryAction(action="call_next", text="Call DOE, Jane")
    bench.page.call_next.emit()
    assert [one.id for one in wanted] == ["p1"]


def test_the_side_panel_shows_both_clocks_and_what_to_have_ready(bench: Bench) -> None:
    bench.choose("promise/p1")
    assert child(bench.page.panel, QLabel, "theirClockLabel").text() == "22:00"
    assert child(bench.page.panel, QLabel, "ourClockLabel").text() == "16:00"
    assert bench.page.panel.findChild(Button, "betterTimeButton") is not None


def test_a_promise_moves_only_when_the_caller_agreed_and_moves_back(bench: Bench) -> None:
    bench.choose("promise/p1")
    press(Qt.Key.Key_1)
    move = bench.presenter.move
    assert move.is_open
    assert not child(move, Button, "moveButton").isEnabled()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert move.is_open
    child(move, CheckRow, "moveConsentCheck").click()
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    assert [one.due_at for one in standing(bench)] == [at(19, 30)]
    assert bench.presenter.undo()
    bench.settle()
    assert [one.due_at for one in standing(bench)] == [at(21)]


def test_another_time_is_typed_on_the_patients_clock(bench: Bench) -> None:
    bench.choose("promise/p1")
    press(Qt.Key.Key_M)
    move = bench.presenter.move
    QTest.keyClicks(child(move, OneLineEdit, "promiseWhenEdit"), "tomorrow 16:00")
    press(Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    bench.settle()
    assert [one.due_at for one in standing(bench)] == [at(15, day=24)]


def test_a_kept_promise_can_be_taken_back(bench: Bench) -> None:
    offers: list[str] = []
    bench.page.undo_offered.connect(offers.append)
    bench.choose("promise/p1")
    press(Qt.Key.Key_K)
    bench.settle()
    assert standing(bench) == []
    assert offers[-1] == "DOE, Jane called back"
    assert bench.presenter.undo()
    bench.settle()
    assert [one.due_at for one in standing(bench)] == [at(21)]
    assert not bench.presenter.undo()


def test_an_attempt_is_written_down_and_shown(bench: Bench) -> None:
    bench.choose("promise/p1")
    press(Qt.Key.Key_A)
    bench.settle()
    assert bench.desk.promises.tried == [("p1", "no answer")]
    bench.look()
    texts = [label.text() for label in bench.page.panel.findChildren(QLabel)]
    assert "1 time, no answer" in texts


def test_a_cancelled_promise_carries_its_reason_and_one_handed_over_goes(bench: Bench) -> None:
    bench.page.handed_over.emit("promise/p1", "ko")
    bench.settle()
    assert [one.owner for one in standing(bench)] == ["ko"]
    assert bench.presenter.undo()
    bench.settle()
    bench.look()
    bench.page.cancelled.emit("promise/p1", "Has found help elsewhere")
    bench.settle()
    assert standing(bench) == []


def test_the_team_view_shows_what_others_owe(bench: Bench) -> None:
    bench.desk.promises.ledger["p2"] = promise("p2", at(22), owner="ko", case="Q-26-00500")
    bench.desk.cases.cards.append(card("Q-26-00500", family_name="Lind", owner="ko"))
    bench.look()
    assert bench.page.table.rows.keys() == ("promise/p1",)
    bench.page.on_show()
    press(Qt.Key.Key_T)
    bench.settle()
    assert bench.page.table.rows.keys() == ("promise/p1", "promise/p2")


def test_records_that_are_due_stand_last(bench: Bench) -> None:
    bench.desk.cases.due = [
        RecordDue(
            number="Q-26-00412",
            member="1",
            code="PATH_REPORT",
            state="requested",
            held_by="Mercy",
            due=TODAY + timedelta(days=1),
            card=card(),
        )
    ]
    bench.look()
    assert bench.page.table.rows.keys()[-1] == "record/Q-26-00412/1"


def test_nothing_owed_says_so(bench: Bench) -> None:
    bench.desk.promises.ledger.clear()
    bench.desk.cases.cards.clear()
    bench.look()
    assert child(bench.page, QWidget, "myWorkEmpty").isVisible()


def test_every_control_of_my_work_has_a_name_for_eyes_and_ears(bench: Bench) -> None:
    bench.choose("promise/p1")
    assert not nameless(bench.page)
    assert not nameless(bench.page.panel)
    press(Qt.Key.Key_M)
    assert not nameless(bench.presenter.move)
