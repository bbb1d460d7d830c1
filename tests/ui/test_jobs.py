"""Work off the window's thread: order, owners, failures, overtaking, and a clean end."""

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from advisor_app.ui.jobs import Jobs


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()
    assert not [thread for thread in made.threads if thread.is_alive()]
    assert qapp.thread().isCurrentThread()


def test_a_result_arrives_on_the_thread_of_the_window(jobs: Jobs, qtbot: QtBot) -> None:
    here, there, back = threading.get_ident(), [], []

    def work() -> int:
        there.append(threading.get_ident())
        return 42

    jobs.read(jobs, work, lambda result: back.append((result, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(back))
    assert back == [(42, here)]
    assert there[0] != here


def test_writes_keep_their_order(jobs: Jobs) -> None:
    written: list[int] = []
    told: list[int] = []
    for number in range(200):
        jobs.write(jobs, lambda n=number: written.append(n) or n, told.append)  # type: ignore[misc, func-returns-value]
    assert jobs.flush()
    assert written == told == list(range(200))


def test_a_failure_goes_to_its_owner_and_the_line_goes_on(jobs: Jobs) -> None:
    failures: list[Exception] = []
    results: list[str] = []
    jobs.write(jobs, lambda: 1 // 0, failed=failures.append)
    jobs.write(jobs, lambda: "after", results.append)
    assert jobs.flush()
    assert [type(failure) for failure in failures] == [ZeroDivisionError]
    assert results == ["after"]


def test_a_failure_that_nobody_awaits_is_told(jobs: Jobs) -> None:
    broken: list[Exception] = []
    jobs.broke.connect(broken.append)
    jobs.write(jobs, lambda: dict[str, int]()["gone"])
    assert jobs.flush()
    assert isinstance(broken[0], KeyError)


def test_the_result_of_an_owner_that_is_gone_is_dropped(jobs: Jobs) -> None:
    owner = QObject()
    go = threading.Event()
    results: list[object] = []
    jobs.write(owner, go.wait, results.append)
    delete(owner)
    go.set()
    assert jobs.flush()
    assert results == []


def test_a_waiting_read_is_overtaken_by_a_newer_one(jobs: Jobs) -> None:
    go = threading.Event()
    ran: list[int] = []
    told: list[int] = []
    for _ in range(2):
        jobs.read(jobs, go.wait)
    for number in range(5):
        jobs.read(jobs, lambda n=number: ran.append(n) or n, told.append, key="match")  # type: ignore[misc, func-returns-value]
    go.set()
    assert jobs.idle()
    assert ran == told == [4]


def test_an_older_read_is_not_shown_after_a_newer_one(jobs: Jobs) -> None:
    begun, go = threading.Event(), threading.Event()
    told: list[str] = []

    def slow() -> str:
        begun.set()
        go.wait()
        return "old"

    jobs.read(jobs, slow, told.append, key="match")
    begun.wait()
    jobs.read(jobs, lambda: "new", told.append, key="match")
    while not told:
        QApplication.processEvents()
    go.set()
    assert jobs.idle()
    assert told == ["new"]


def test_reads_run_beside_a_slow_write(jobs: Jobs, qtbot: QtBot) -> None:
    go = threading.Event()
    told: list[str] = []
    jobs.write(jobs, go.wait)
    jobs.read(jobs, lambda: "read", told.append)
    qtbot.waitUntil(lambda: told == ["read"])
    assert not jobs.flush(0.01)
    go.set()
    assert jobs.flush()


def test_closing_finishes_every_write() -> None:
    jobs, written = Jobs(), []
    for number in range(50):
        jobs.write(jobs, lambda n=number: written.append(n))  # type: ignore[misc]
    jobs.close()
    assert written == list(range(50))
    with pytest.raises(RuntimeError):
        jobs.write(jobs, lambda: None)


def test_a_result_that_comes_with_the_end_may_ask_for_more_and_nobody_reads_it() -> None:
    jobs, asked = Jobs(), []
    jobs.write(jobs, int, lambda _done: jobs.read(jobs, lambda: asked.append("late")))
    jobs.close()
    assert asked == []


def test_what_lasts_is_told_once_and_can_be_waited_for_no_more(
    jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor_app.ui.jobs.LASTS_AFTER_MS", 10)
    go_on = threading.Event()
    lasting: list[tuple[int, str, bool]] = []
    over: list[int] = []
    shown: list[bool] = []
    jobs.lasts.connect(lambda *told: lasting.append(told))
    jobs.ended.connect(over.append)
    jobs.read(jobs, go_on.wait, shown.append, words="The audit is checked")
    qtbot.waitUntil(lambda: bool(lasting))
    number, words, may_stop = lasting[0]
    assert (words, may_stop) == ("The audit is checked", True)
    jobs.stop(number)
    assert over == [number]
    go_on.set()
    assert jobs.idle()
    qtbot.wait(20)
    assert shown == []
    assert over == [number]


def test_a_write_that_lasts_is_told_and_kept(
    jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor_app.ui.jobs.LASTS_AFTER_MS", 10)
    go_on = threading.Event()
    lasting: list[tuple[int, str, bool]] = []
    shown: list[bool] = []
    jobs.lasts.connect(lambda *told: lasting.append(told))
    jobs.write(jobs, go_on.wait, shown.append, words="The roster is read in")
    qtbot.waitUntil(lambda: bool(lasting))
    assert not lasting[0][2]
    go_on.set()
    assert jobs.flush()
    assert shown == [True]
