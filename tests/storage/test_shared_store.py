"""The store on a server: made once, guarded, side by side where that is safe, and told plainly."""

import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest
from sqlalchemy.exc import DBAPIError

from advisor_app.line.calls import CallState, IncomingCall
from advisor_app.line.presence import PresenceState
from advisor_app.services.failures import (
    DoneElsewhere,
    ServiceFailure,
    StoreFailed,
    StoreForeign,
    StoreNewer,
    StoreOutOfReach,
)
from advisor_app.storage.server import server_engine, server_url
from advisor_app.storage.shared_store import SharedStore, create_shared_store, open_shared_store
from tests.servers import Server, running_server
from tests.services.desk import Desk, StillClock

CLOCK = StillClock()


@pytest.fixture
def store(server: Server) -> Iterator[SharedStore]:
    with server.store(CLOCK) as made:
        yield made


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """A server that may be frozen."""
    with running_server(CLOCK) as running:
        yield running


def test_a_store_is_made_in_an_empty_database_and_opened_again(server: Server) -> None:
    url = server.empty()
    made = create_shared_store(url, CLOCK)
    number = Desk(made).cases.create(Desk(made).act()).number
    made.close()
    opened = open_shared_store(url, CLOCK)
    assert Desk(opened).cases.recent(Desk(opened).act())[0].number == number
    opened.close()


def test_a_store_is_never_made_over_other_tables(server: Server) -> None:
    url = server.empty()
    engine = server_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE theirs (a int)")
    engine.dispose()
    with pytest.raises(StoreFailed, match="tables in that database"):
        create_shared_store(url, CLOCK)
    with pytest.raises(StoreForeign):
        open_shared_store(url, CLOCK)


def test_a_store_of_a_newer_console_is_refused(server: Server) -> None:
    url = server.empty()
    create_shared_store(url, CLOCK).close()
    engine = server_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    with pytest.raises(StoreNewer):
        open_shared_store(url, CLOCK)


@pytest.mark.parametrize(
    "statement", ["UPDATE audit SET actor = 'eve'", "DELETE FROM audit", "TRUNCATE audit"]
)
def test_not_even_the_owner_changes_what_is_only_added_to(
    store: SharedStore, statement: str
) -> None:
    desk = Desk(store)
    desk.cases.create(desk.act())
    engine = store.engine
    with pytest.raises(DBAPIError, match="only added to"), engine.begin() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    ("address", "refused"),
    [
        ("postgresql+psycopg://db.centre.example/line", True),
        ("postgresql+psycopg://db.centre.example/line?sslmode=require", True),
        ("postgresql+psycopg://db.centre.example/line?sslmode=verify-ca", True),
        ("postgresql+psycopg://db.centre.example/line?sslmode=verify-full", False),
        ("postgresql+psycopg:///line?host=/var/run/postgresql", False),
        ("postgresql+psycopg:///line?host=/var/run/postgresql&host=10.0.0.7", True),
        ("postgresql+psycopg://localhost/line", False),
        ("postgresql+psycopg://localhost/line?hostaddr=10.0.0.7", True),
        ("mysql://localhost/line", True),
        ("postgresql+psycopg2://localhost/line", True),
        ("nonsense", True),
    ],
)
def test_a_server_over_a_network_must_prove_its_name(address: str, refused: bool) -> None:
    if refused:
        with pytest.raises(StoreFailed):
            server_url(address)
    else:
        assert server_url(address, "ann", "secret").username == "ann"


def test_units_on_different_things_run_side_by_side(store: SharedStore) -> None:
    order: list[str] = []
    inside, go_on = threading.Event(), threading.Event()

    def first() -> None:
        with store.writing(on="case/1") as unit:
            unit.cases.record("1")
            order.append("first begins")
            inside.set()
            go_on.wait(5)
            order.append("first ends")

    def other(on: str) -> threading.Thread:
        def work() -> None:
            with store.writing(on=on) as unit:
                unit.cases.record("1")
                order.append(f"{on or 'all'} was here")

        thread = threading.Thread(target=work)
        thread.start()
        return thread

    begun = threading.Thread(target=first)
    begun.start()
    assert inside.wait(5)
    beside = other("case/2")
    beside.join(5)
    waiting = [other("case/1"), other("")]
    time.sleep(0.2)
    assert order == ["first begins", "case/2 was here"]
    go_on.set()
    for thread in (begun, *waiting):
        thread.join(5)
    assert order[2] == "first ends"
    assert set(order[3:]) == {"case/1 was here", "all was here"}


def test_a_server_that_is_not_there_is_told_in_one_sentence(tmp_path: os.PathLike[str]) -> None:
    url = server_url(f"postgresql+psycopg://ann@/line?host={os.fspath(tmp_path)}")
    with pytest.raises(StoreOutOfReach, match="does not answer"):
        open_shared_store(url, CLOCK)


def test_a_frozen_server_holds_nobody_and_work_goes_on_when_it_wakes(
    own_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("advisor_app.storage.server.UNIT_SECONDS", 1)
    with own_server.store(CLOCK) as store:
        desk = Desk(store)
        number = desk.cases.create(desk.act()).number
        backends = (own_server.pid, *_backends(own_server))
        for pid in backends:
            os.kill(pid, signal.SIGSTOP)
        try:
            begun = time.monotonic()
            with pytest.raises(ServiceFailure):
                desk.cases.note(desk.act(), number, "told", "while it was frozen")
            assert time.monotonic() - begun < 10
        finally:
            for pid in backends:
                os.kill(pid, signal.SIGCONT)
        desk.cases.note(desk.act(), number, "told", "afterwards")
        assert [one.detail for one in desk.cases.notes(desk.act(), number)][-1] == "afterwards"


def test_connections_that_the_server_ended_are_made_anew(
    store: SharedStore, server: Server
) -> None:
    desk = Desk(store)
    number = desk.cases.create(desk.act()).number
    server.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND datname LIKE 'centre_%'"
    )
    until = time.monotonic() + 60
    while _backends(server) and time.monotonic() < until:
        time.sleep(0.02)  # the server ends them when they next look up
    assert desk.cases.open(desk.act(), number).number == number


def _backends(server: Server) -> tuple[int, ...]:
    engine = server_engine(server.url("postgres"))
    with engine.connect() as connection:
        found = connection.exec_driver_sql(
            "SELECT pid FROM pg_stat_activity WHERE datname LIKE 'centre_%%'"
        )
        pids = tuple(int(row[0]) for row in found)
    engine.dispose()
    return pids


def test_one_console_dispatches_for_all_and_nobody_queues_behind_it(store: SharedStore) -> None:
    desk = Desk(store, clock=CLOCK)
    desk.staff("ann")
    desk.presences.choose(desk.act("ann"), PresenceState.AVAILABLE)
    desk.queue.arrived(IncomingCall(id="c1", phone="", arrived_at=CLOCK.now(), urgent=True))
    other = SharedStore(server_engine(store.engine.url), CLOCK)
    with other.writing(for_all="dispatch"):
        assert desk.queue.dispatch() == ()
        with pytest.raises(DoneElsewhere), store.writing(for_all="dispatch"):
            pytest.fail("two consoles did the same work at once")
    other.close()
    with store.reading() as unit:
        assert [one.state for one in unit.calls.in_states({CallState.WAITING})]
    assert [one.advisor for one in desk.queue.dispatch()] == ["ann"]
