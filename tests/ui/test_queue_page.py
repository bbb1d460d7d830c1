"""The queue: its order, its freeze, its marks, and what the page lets one do."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from advisor_app.line.calls import Call, IncomingCall
from advisor_app.services.queue_values import QueueRow
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.layouts import row
from advisor_app.ui.kit.strips import EmptyState, Strip
from advisor_app.ui.page import StatusLine
from advisor_app.ui.queue.lines import (
    LineKind,
    QueueLine,
    filtered,
    first_waiting,
    frozen,
    in_order,
    marked,
)
from advisor_app.ui.queue.presenter import QueuePresenter
from advisor_app.ui.queue.view import QueuePage
from tests.ui.desk_fakes import NOW, Desk, call_row, card
from tests.ui.hands import child, nameless, press


def call(key: str, seconds: float, **more: object) -> QueueLine:
    """A call that has waited so long."""
    values: dict[str, object] = {
        "key": key,
        "kind": LineKind.CALL,
        "who": key,
        "since": NOW - timedelta(seconds=seconds),
        "ticks": 3,
    }
    return QueueLine(**(values | more))  # type: ignore[arg-type]


def test_an_overdue_promise_outranks_calls_but_urgent_ones_and_what_is_due_follows() -> None:
    request = call("request", 9000, kind=LineKind.REQUEST)
    promise = call("promise", 0, kind=LineKind.PROMISE, since=None, due=NOW)
    urgent = call("urgent", 5, kind=LineKind.URGENT)
    late = replace(promise, key="late", promise_level="urgent")
    lines = in_order([request, promise, call("new", 10), late, call("old", 200), urgent])
    keys = [line.key for line in lines]
    assert keys == ["urgent", "late", "old", "new", "promise", "request"]


def test_a_frozen_list_keeps_its_order_takes_fresh_values_and_counts_the_new() -> None:
    shown = (call("a", 50), call("b", 40))
    fresh = (call("urgent", 1, kind=LineKind.URGENT), call("b", 40, held_by="K. Osei"))
    after = frozen(shown, fresh)
    assert [line.key for line in after.lines] == ["a", "b"]
    assert after.lines[0].gone
    assert not after.lines[0].takeable
    assert after.lines[1].held_by == "K. Osei"
    assert (after.new, after.new_urgent) == (1, 1)


def test_at_most_two_waits_are_marked_the_longest_ones() -> None:
    lines = [call("a", 300), call("b", 200), call("c", 190), call("d", 10)]
    assert marked(lines, NOW) == {"a", "b"}
    held = call("held", 400, held_by="K. Osei")
    assert marked([held, *lines], NOW) == {"a", "b"}


def test_the_longest_wait_counts_callers_only() -> None:
    lines = [call("a", 74), call("form", 9000, kind=LineKind.REQUEST), call("g", 90, gone="left")]
    first = first_waiting(lines)
    assert first is not None
    assert first.seconds(NOW) == 74
    assert first_waiting([]) is None


def test_the_filter_reads_every_column_and_my_fit_never_hides_an_urgent_call() -> None:
    lines = [
        call("Müller, Ann", 9, group="Lung", ticks=4),
        call("Diaz", 9, group="Breast", ticks=1),
        call("R. K.", 9, kind=LineKind.URGENT, ticks=1),
    ]
    assert [line.who for line in filtered(lines, "muller lung", my_fit=False)] == ["Müller, Ann"]
    assert [line.who for line in filtered(lines, "", my_fit=True)] == ["Müller, Ann", "R. K."]


# ---- the page and its presenter ----


@dataclass(slots=True)
class Bench:
    """A desk, its queue page and the presenter between them."""

    desk: Desk
    page: QueuePage
    presenter: QueuePresenter
    jobs: Jobs

    def second(self) -> None:
        """A second passes and everything that it started is done."""
        self.desk.clock.passes(1)
        self.presenter.poll()
        assert self.jobs.idle()

    def keys(self) -> tuple[str, ...]:
        """The rows in the order shown."""
        return self.page.table.rows.keys()

    def offer(self, key: str) -> None:
        """Offer a waiting call to this desk."""
        until = self.desk.clock.now() + timedelta(seconds=20)
        self.desk.queue.waiting = [
            replace(row, offered_to="mr", offer_until=until) if row.key == key else row
            for row in self.desk.queue.waiting
        ]
        self.second()


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    """A page in a window, worked by hand: no timer runs."""
    desk, jobs, owner = Desk(), Jobs(), QObject()
    page = QueuePage("What number do I call?", desk.clock.now)
    window = QWidget()
    window.setLayout(row((page, 1), page.side or QWidget()))
    window.resize(1208, 700)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    presenter = QueuePresenter(desk.console(), page, jobs, owner)
    yield Bench(desk, page, presenter, jobs)
    presenter.stop()
    jobs.close()


def taken_by(bench: Bench) -> list[tuple[object, ...]]:
    """What the presenter says was taken."""
    found: list[tuple[object, ...]] = []
    bench.presenter.call_taken.connect(lambda *told: found.append(told))
    return found


def test_calls_of_the_line_come_in_wait_and_leave(bench: Bench) -> None:
    bench.desk.source.coming = [
        IncomingCall(id="c1", phone="(908) 555-0101", arrived_at=NOW, caller="A. W.")
    ]
    bench.second()
    assert bench.keys() == ("c1",)
    bench.desk.source.leaving = ["c1"]
    bench.second()
    assert bench.keys() == ()


def test_an_offer_shows_its_banner_with_the_person_and_is_accepted(bench: Bench) -> None:
    bench.desk.cases.cards = [card()]
    bench.desk.queue.waiting = [call_row("c1")]
    bench.offer("c1")
    assert bench.page.banner.isVisible()
    assert bench.page.who.candidates[0].key == "Q-26-00412"
    assert bench.page.who.candidates[0].tag == "likely"
    taken = taken_by(bench)
    bench.page.on_show()
    press(Qt.Key.Key_1)
    child(bench.page, Button, "acceptButton").click()
    assert bench.jobs.idle()
    call_taken, number, person = taken[0]
    assert isinstance(call_taken, Call)
    assert (call_taken.id, number) == ("c1", "Q-26-00412")
    assert person is not None
    assert not bench.page.banner.isVisible()


def test_the_loser_of_a_claim_sees_who_won(bench: Bench) -> None:
    bench.desk.queue.waiting = [call_row("c1")]
    bench.desk.queue.winner = "K. Osei"
    bench.second()
    lines: list[StatusLine] = []
    bench.page.status_changed.connect(lines.append)
    taken = taken_by(bench)
    bench.page.table.choose("c1")
    bench.page.on_show()
    press(Qt.Key.Key_Return)
    assert bench.jobs.idle()
    assert not taken
    assert any("K. Osei took this call first" in line.text for line in lines)


def test_a_decline_carries_its_reason(bench: Bench) -> None:
    bench.desk.queue.waiting = [call_row("c1")]
    bench.offer("c1")
    bench.presenter.decline("Called away")
    assert bench.jobs.idle()
    assert ("decline", "c1", "Called away") in bench.desk.queue.done
    assert bench.presenter.offer is None


def test_the_list_stands_still_while_it_is_used_and_the_chip_counts(bench: Bench) -> None:
    bench.desk.queue.waiting = [call_row("c1", 30)]
    bench.second()
    bench.page.on_show()
    press(Qt.Key.Key_Down)
    bench.desk.queue.waiting.append(call_row("urgent", 1, urgent=True))
    bench.second()
    chip = child(bench.page, Button, "newItemsChip")
    assert bench.keys() == ("c1",)
    assert (chip.isVisible(), chip.words) == (True, "1 urgent")
    chip.click()
    assert bench.keys() == ("urgent", "c1")
    assert bench.page.table.chosen_key == "c1"


def test_a_list_that_nobody_touches_moves_again(bench: Bench) -> None:
    bench.desk.queue.waiting = [call_row("c1", 30)]
    bench.second()
    bench.page.on_show()
    press(Qt.Key.Key_Down)
    bench.desk.queue.waiting.append(call_row("c2", 90))
    bench.desk.clock.passes(30)
    bench.second()
    assert bench.keys() == ("c2", "c1")


def test_what_others_hold_cannot_be_taken(bench: Bench) -> None:
    bench.desk.queue.waiting = [call_row("c1", holder="ko"), call_row("c2", offered_to="ko")]
    bench.second()
    asked: list[str] = []
    bench.page.take.connect(asked.append)
    bench.page.on_show()
    for key in ("c1", "c2"):
        bench.page.table.choose(key)
        press(Qt.Key.Key_Return)
    assert asked == []
    line = bench.page.line("c2")
    assert line is not None
    assert line.held_by == "K. Osei"


def test_my_fit_and_the_filter_leave_what_is_asked_for(bench: Bench) -> None:
    bench.desk.queue.waiting = [
        call_row("mine", family="lung"),
        call_row("far", family="breast", caller="A. W."),
    ]
    bench.second()
    bench.page.on_show()
    press(Qt.Key.Key_M)
    assert bench.keys() == ("mine",)
    press(Qt.Key.Key_M)
    QTest.keyClicks(bench.page.head.filter, "a. w.")
    assert bench.keys() == ("far",)


def test_without_the_store_the_old_rows_stay_and_nothing_is_claimed(bench: Bench) -> None:
    bench.desk.queue.waiting = [call_row("c1")]
    bench.offer("c1")
    bench.desk.queue.locked = True
    bench.second()
    assert bench.keys() == ("c1",)
    assert not child(bench.page, Button, "acceptButton").isEnabled()
    bench.desk.queue.locked = False
    bench.second()
    assert child(bench.page, Button, "acceptButton").isEnabled()


def test_not_this_one_takes_a_candidate_away(bench: Bench) -> None:
    bench.desk.cases.cards = [card(), card("Q-26-00500", given_names="Janet")]
    bench.desk.queue.waiting = [call_row("c1")]
    bench.offer("c1")
    child(bench.page.who, Button, "notSameButton1").click()
    assert [one.key for one in bench.page.who.candidates] == ["Q-26-00500"]


def test_an_online_request_is_taken_and_a_file_of_them_is_reported(bench: Bench) -> None:
    bench.desk.queue.waiting = [
        QueueRow(key="r1", sort="online", arrived_at=NOW, caller="OKAFOR, N.", case="Q-26-00009")
    ]
    bench.second()
    opened: list[str] = []
    bench.presenter.request_taken.connect(opened.append)
    bench.presenter.take("r1")
    bench.presenter.import_requests("/somewhere/requests.csv")
    assert bench.jobs.idle()
    assert opened == ["Q-26-00009"]
    strip = child(bench.page, Strip, "importStrip")
    assert "2 online requests came in. 1 not read: row 3" in strip.words


def test_nobody_waiting_says_until_when_the_line_is_open(bench: Bench) -> None:
    bench.second()
    empty = child(bench.page, EmptyState, "queueEmpty")
    assert empty.isVisible()
    assert "17:00" in empty.accessibleName()


def test_every_control_of_the_queue_has_a_name_for_eyes_and_ears(bench: Bench) -> None:
    bench.desk.cases.cards = [card()]
    bench.desk.queue.waiting = [call_row("c1")]
    bench.offer("c1")
    assert not nameless(bench.page)
    assert not nameless(bench.page.who)


def test_a_caller_without_a_name_is_known_by_the_number(bench: Bench) -> None:
    bench.desk.queue.waiting = [
        call_row("c1", 20, caller=""),
        call_row("c2", 10, caller="Bauer, Ingrid", offered_to="rn"),
    ]
    bench.second()
    first, second = bench.page.line("c1"), bench.page.line("c2")
    assert first is not None
    assert second is not None
    assert (first.who, second.who) == ("(908) 555-0117", "BAUER, Ingrid")
    assert second.held_by == "another desk"


def test_the_keys_of_the_page_work_in_its_panel_too(bench: Bench) -> None:
    bench.desk.cases.cards = [card()]
    bench.desk.queue.waiting = [call_row("c1")]
    bench.offer("c1")
    chosen: list[tuple[str, str]] = []
    bench.presenter.person_chosen.connect(lambda key, number: chosen.append((key, number)))
    child(bench.page.who, Button, "notSameButton1").setFocus()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_N)
    assert chosen == [("c1", "Q-26-00412"), ("c1", "")]


def test_the_focus_stays_in_the_list_while_it_empties_and_fills(bench: Bench) -> None:
    bench.page.on_show()
    bench.second()
    assert child(bench.page, EmptyState, "queueEmpty").button.hasFocus()
    bench.desk.queue.waiting = [call_row("c1")]
    bench.second()
    assert bench.page.table.hasFocus()
