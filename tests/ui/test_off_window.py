"""The thread of the window never asks the store: a server that freezes holds up no key."""

import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from PySide6.QtCore import Qt

from advisor_app import ui
from advisor_app.bootstrap.clocks import StartedClock
from advisor_app.bootstrap.demonstration import act_of
from advisor_app.bootstrap.house import invented_centre
from advisor_app.bootstrap.window import desk_of
from advisor_app.domain.case import Act
from advisor_app.services.failures import StoreOutOfReach
from advisor_app.services.ports import Reading, Store, Writing
from advisor_app.storage.store import throw_away_store
from advisor_app.ui.wording import window_words
from tests.advisor import AGREED, MONDAY, Advisor, advisor_on
from tests.ui.hands import CTRL
from tests.ui.side_by_side import SENDER, status_of

WINDOW = str(Path(str(ui.__file__)).parent)
TESTS = str(Path(__file__).parents[1])
HANDS = str(Path(WINDOW) / "hands.py")


class WatchedStore:
    """Notes each place of the window that asks the store in the window's own thread."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.asked: list[str] = []

    @property
    def throw_away(self) -> bool:
        return self._store.throw_away

    def reading(self) -> AbstractContextManager[Reading]:
        self._note()
        return self._store.reading()

    def writing(
        self, act: Act | None = None, *, on: str = "", for_all: str = ""
    ) -> AbstractContextManager[Writing]:
        self._note()
        return self._store.writing(act, on=on, for_all=for_all)

    def close(self) -> None:
        self._store.close()

    def _note(self) -> None:
        if threading.current_thread() is threading.main_thread():
            place = _place_in_window(sys._getframe(2))
            if place:
                self.asked.append(place)


def _place_in_window(frame: FrameType | None) -> str:
    """The nearest function of the window, unless the test itself asks."""
    while frame is not None:
        file = frame.f_code.co_filename
        if file.startswith(TESTS):
            return ""
        if file.startswith(WINDOW) and file != HANDS:
            return f"{Path(file).name}: {frame.f_code.co_name}"
        frame = frame.f_back
    return ""


class ForwardClock:
    """A clock that goes, and can be put forward."""

    def __init__(self) -> None:
        self._going = StartedClock(MONDAY)
        self.forward = timedelta()

    def now(self) -> datetime:
        return self._going.now() + self.forward


@pytest.fixture
def clock() -> ForwardClock:
    return ForwardClock()


@pytest.fixture
def watched(clock: ForwardClock) -> WatchedStore:
    return WatchedStore(throw_away_store(clock))


@pytest.fixture
def desk(watched: WatchedStore, clock: ForwardClock) -> Iterator[Advisor]:
    """A desk of the invented centre; what its window read as it was made does not count."""
    house = invented_centre(watched, clock)
    me = house.accounts.get(SENDER)
    with advisor_on(desk_of(house, me, act_of(me, clock.now()).session)) as advisor:
        advisor.hands.settle()
        watched.asked.clear()
        yield advisor


def test_a_call_is_worked_without_asking_in_the_windows_thread(
    desk: Advisor, watched: WatchedStore, clock: ForwardClock
) -> None:
    desk.hears_ringing(family="pancreas")
    desk.takes_call()
    desk.answers(AGREED)
    clock.forward = timedelta(minutes=1)
    desk.window.desk.tick()
    desk.presses(Qt.Key.Key_P, CTRL)
    desk.hands.until(lambda: desk.window.summary.pages_shown > 0, what="the summary")
    for page in ("queue", "mywork", "cases", "board", "directory", "knowledge", "intake"):
        desk.window.go(page)
        desk.hands.settle()
    desk.presses(Qt.Key.Key_F4)
    desk.hands.settle()
    desk.presses(Qt.Key.Key_F8)
    desk.hands.until(lambda: desk.window.desk.wrap_up.card.is_open, what="the wrap-up")
    desk.presses(Qt.Key.Key_Return, CTRL)
    desk.hands.until(lambda: desk.window.desk.call is None, what="the end of the call")
    assert watched.asked == []


def test_the_palette_finds_a_case_without_asking_in_the_windows_thread(
    desk: Advisor, watched: WatchedStore
) -> None:
    console = desk.window.console
    number = console.cases.create(console.act("a case to find")).number
    desk.presses(Qt.Key.Key_K, CTRL)
    desk.hands.types(number)
    palette = desk.window.palette
    desk.hands.until(
        lambda: number in [one.note.partition(",")[0] for one in palette.entries()], what="the case"
    )
    assert watched.asked == []


def test_a_desk_is_locked_and_unlocked_without_asking_in_the_windows_thread(
    desk: Advisor, watched: WatchedStore
) -> None:
    desk.window.lock.lock()
    desk.hands.settle()
    desk.window.lock.unlock("")
    desk.hands.until(lambda: not desk.window.lock.is_locked, what="the unlocked desk")
    assert watched.asked == []


def test_a_window_whose_store_is_away_stays_as_it_is(
    desk: Advisor, watched: WatchedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.window.go("knowledge")
    chosen: list[Any] = []
    desk.window.language_chosen.connect(chosen.append)
    desk.window.look.choose_language("es")
    desk.hands.until(lambda: bool(chosen), what="the other language")
    chosen.clear()

    def away() -> AbstractContextManager[Reading]:
        raise StoreOutOfReach

    with monkeypatch.context() as gone:
        gone.setattr(watched, "reading", away)
        desk.window.look.choose_language("es")
        desk.hands.until(lambda: "stays as it is" in status_of(desk), what="why the window stays")
    assert chosen == []
    assert window_words().language == "en"
