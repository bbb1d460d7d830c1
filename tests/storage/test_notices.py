"""What one desk commits is told to the others at once, by name and never by content."""

import queue
import time
from collections.abc import Iterator

import psycopg
import pytest

from advisor_app.domain.answers import say
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.line.presence import PresenceState
from advisor_app.services.changes import Change
from advisor_app.storage.notices import CHANNEL
from advisor_app.storage.shared_store import SharedStore
from tests.servers import Server, open_store_at
from tests.services.desk import Desk, StillClock

SENTINEL = "Zqxsentinel"


@pytest.fixture
def store(server: Server) -> Iterator[SharedStore]:
    with server.store(StillClock()) as made:
        yield made


@pytest.fixture
def other(store: SharedStore) -> Iterator[SharedStore]:
    """The same store as another console has it."""
    made = open_store_at(store.engine.url, StillClock())
    yield made
    made.close()


@pytest.fixture
def heard(store: SharedStore, other: SharedStore) -> Iterator["queue.Queue[Change]"]:
    """What the other console hears."""
    news: queue.Queue[Change] = queue.Queue()
    notices = other.notices()
    notices.start(news.put)
    _until_listening(store)
    yield news
    notices.stop()


def test_another_desk_hears_of_a_saved_case_and_of_nothing_else(
    store: SharedStore, heard: "queue.Queue[Change]"
) -> None:
    desk = Desk(store)
    intake = with_answer(Intake(), "patient.family_name", say(SENTINEL))
    number = desk.cases.create(desk.act(at="desk 1"), intake).number
    change = heard.get(timeout=5)
    assert change.touches("case", number)
    assert not change.touches("call")
    assert SENTINEL not in repr(change)
    desk.presences.choose(desk.act(at="desk 1"), PresenceState.AVAILABLE)
    assert heard.get(timeout=5).touches("presence")


def test_a_console_does_not_hear_itself_nor_of_reading(
    store: SharedStore, other: SharedStore, heard: "queue.Queue[Change]"
) -> None:
    number = Desk(other).cases.create(Desk(other).act()).number
    desk = Desk(store)
    desk.cases.open(desk.act(), number)
    desk.cases.note(desk.act(), number, "told")
    assert heard.get(timeout=5).touches("case_note")
    assert heard.empty()


def test_after_a_lost_connection_everything_may_have_changed(
    store: SharedStore, heard: "queue.Queue[Change]"
) -> None:
    with store.engine.connect() as connection:
        connection.exec_driver_sql(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE query LIKE 'LISTEN%%' AND datname = current_database()"
        )
    missed = heard.get(timeout=10)
    assert missed == Change()
    assert missed.touches("call")
    assert missed.touches("case", "Q-26-00001")


def test_a_notice_that_nobody_understands_means_that_anything_changed(
    store: SharedStore, heard: "queue.Queue[Change]"
) -> None:
    with store.engine.begin() as connection:
        connection.exec_driver_sql("SELECT pg_notify(%s, %s)", (CHANNEL, "{"))
    assert heard.get(timeout=5) == Change()


def _until_listening(store: SharedStore) -> None:
    address = store.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        for _ in range(100):
            found = connection.execute(
                "SELECT 1 FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND state = 'idle' "
                "AND datname = current_database()"
            ).fetchone()
            if found:
                return
            time.sleep(0.05)
    raise AssertionError("nobody listens")
