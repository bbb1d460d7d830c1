"""The audit of a shared store: a chain for each connection, and every tampering found and named."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import URL, Connection
from sqlalchemy.exc import DBAPIError

from advisor_app.services.failures import NoSuchCase
from advisor_app.services.records import AuditVerdict
from advisor_app.storage import migrate
from advisor_app.storage.server import server_engine
from advisor_app.storage.server_roles import install_groups
from advisor_app.storage.shared_store import SharedStore, open_shared_store
from tests.servers import Server, with_bare_keys
from tests.services.desk import Desk, StillClock

CLOCK = StillClock()
DESKS = 3
ROUNDS = 5
_REST = (
    "at, actor, role, workstation, action, entity, entity_id, purpose, reason, outcome, detail, mac"
)
Tamper = Callable[[Connection], int]
"""Changes the rows; gives the number of the row that is bad then."""


@pytest.fixture
def url(server: Server) -> URL:
    """A shared store in which three desks worked, each on a connection of its own."""
    url = server.empty_store()
    desks = [Desk(open_shared_store(url, CLOCK)) for _ in range(DESKS)]
    number = desks[0].cases.create(desks[0].act()).number
    for _ in range(ROUNDS):
        for desk in desks:
            desk.cases.note(desk.act(), number, "told", "words")
    for desk in desks:
        desk.store.close()
    return url


def verdict_of(url: URL, last: int | None = None) -> AuditVerdict:
    store = open_shared_store(url, CLOCK)
    try:
        with store.reading() as unit:
            return unit.audit.verify(last)
    finally:
        store.close()


@contextmanager
def unguarded(url: URL) -> Iterator[Connection]:
    """The store as somebody may change it who owns its tables."""
    engine = server_engine(url)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE audit DISABLE TRIGGER ALL")
            yield connection
            connection.exec_driver_sql("ALTER TABLE audit ENABLE TRIGGER ALL")
    finally:
        engine.dispose()


def one(connection: Connection, query: str) -> int:
    return int(connection.exec_driver_sql(query).scalar_one())


def middle(connection: Connection) -> int:
    """A row within chain 2."""
    return one(connection, "SELECT seq FROM audit WHERE chain = 2 ORDER BY seq OFFSET 2 LIMIT 1")


def test_each_connection_has_a_chain_of_its_own_and_all_hold(url: URL) -> None:
    engine = server_engine(url)
    with engine.connect() as connection:
        chains = connection.exec_driver_sql("SELECT chain, count(*) FROM audit GROUP BY chain")
        assert len(chains.all()) == DESKS
    engine.dispose()
    verdict = verdict_of(url)
    assert (verdict.sound, verdict.why, verdict.rows) == (True, "", 1 + DESKS * ROUNDS)
    assert verdict_of(url, last=4).sound


def edit(connection: Connection) -> int:
    seq = middle(connection)
    connection.exec_driver_sql("UPDATE audit SET actor = 'eve' WHERE seq = %s", (seq,))
    return seq


def delete(connection: Connection) -> int:
    seq = middle(connection)
    connection.exec_driver_sql("DELETE FROM audit WHERE seq = %s", (seq,))
    return seq


def delete_and_join(connection: Connection) -> int:
    """Take a row away and let the next one follow the one before."""
    seq = middle(connection)
    before = one(connection, f"SELECT follows FROM audit WHERE seq = {seq}")
    after = one(connection, f"SELECT seq FROM audit WHERE follows = {seq}")
    connection.exec_driver_sql("DELETE FROM audit WHERE seq = %s", (seq,))
    connection.exec_driver_sql("UPDATE audit SET follows = %s WHERE seq = %s", (before, after))
    return after


def swap(connection: Connection) -> int:
    """Let two rows of different chains change places."""
    seq = middle(connection)
    for old, new in ((seq, -1), (seq + 1, seq), (-1, seq + 1)):
        connection.exec_driver_sql("UPDATE audit SET seq = %s WHERE seq = %s", (new, old))
    return seq


def into_another_chain(connection: Connection) -> int:
    seq = middle(connection)
    connection.exec_driver_sql("UPDATE audit SET chain = 1 WHERE seq = %s", (seq,))
    return seq


def into_the_first_chain(connection: Connection) -> int:
    connection.exec_driver_sql("UPDATE audit SET chain = 0, follows = 0 WHERE seq = 1")
    return 1


def insert(connection: Connection) -> int:
    """One row more, a copy of another, at the end of a chain."""
    newest = one(connection, "SELECT max(seq) FROM audit")
    connection.exec_driver_sql(
        f"INSERT INTO audit (seq, chain, follows, {_REST}) "
        f"SELECT %s, chain, seq, {_REST} FROM audit WHERE seq = %s",
        (newest + 1, newest),
    )
    return newest + 1


def cut_the_end(connection: Connection) -> int:
    last = one(connection, "SELECT max(seq) FROM audit")
    connection.exec_driver_sql("DELETE FROM audit WHERE seq = %s", (last,))
    return last


def cut_the_end_of_one_chain(connection: Connection) -> int:
    """The end of the chain too, but for its seal, which takes the key."""
    last = one(connection, "SELECT max(seq) FROM audit WHERE chain = 1")
    before = one(connection, f"SELECT follows FROM audit WHERE seq = {last}")
    connection.exec_driver_sql("DELETE FROM audit WHERE seq = %s", (last,))
    connection.exec_driver_sql(
        "UPDATE audit_chain SET last = audit.seq, mac = audit.mac FROM audit "
        "WHERE number = 1 AND audit.seq = %s",
        (before,),
    )
    return before


def take_the_end_away(connection: Connection) -> int:
    connection.exec_driver_sql("DELETE FROM audit_chain WHERE number = 1")
    return one(connection, "SELECT max(seq) FROM audit") + 1


TAMPERS: tuple[Tamper, ...] = (
    edit, delete, delete_and_join, swap, into_another_chain, into_the_first_chain, insert,
    cut_the_end, cut_the_end_of_one_chain, take_the_end_away,
)  # fmt: skip


@pytest.mark.parametrize("tamper", TAMPERS)
def test_each_tampering_is_found_and_its_row_named(tamper: Tamper, url: URL) -> None:
    with unguarded(url) as connection:
        bad = tamper(connection)
    verdict = verdict_of(url)
    assert not verdict.sound
    assert verdict.why
    assert verdict.first_bad == bad


def test_a_whole_chain_that_is_taken_away_is_missed(url: URL) -> None:
    with unguarded(url) as connection:
        connection.exec_driver_sql("DELETE FROM audit WHERE chain = 2")
        connection.exec_driver_sql("DELETE FROM audit_chain WHERE number = 2")
    assert "chain 2 is missing" in verdict_of(url).why


def test_a_chain_cannot_fork(url: URL) -> None:
    with pytest.raises(DBAPIError, match="audit_by_chain"), unguarded(url) as connection:
        connection.exec_driver_sql(
            "UPDATE audit SET follows = 0 WHERE seq = (SELECT max(seq) FROM audit)"
        )


def test_desks_that_write_at_once_do_not_wait_for_one_another(url: URL) -> None:
    first, second = (Desk(open_shared_store(url, CLOCK)) for _ in range(2))
    done = threading.Event()

    def write() -> None:
        with second.store.writing(second.act(), on="case/2") as unit:
            unit.audit.append("case.note", "case", "2")
        done.set()

    with first.store.writing(first.act(), on="case/1") as unit:
        unit.audit.append("case.note", "case", "1")
        other = threading.Thread(target=write)
        other.start()
        assert done.wait(3), "a row of the audit held up another desk"
    other.join()
    for desk in (first, second):
        desk.store.close()
    assert verdict_of(url).sound


def test_a_row_that_was_rolled_back_leaves_the_chain_whole(url: URL) -> None:
    desk = Desk(open_shared_store(url, CLOCK))
    with pytest.raises(NoSuchCase):
        desk.cases.note(desk.act(), "Q-26-99999", "told")
    with suppress(ZeroDivisionError), desk.store.writing(desk.act()) as unit:
        unit.audit.append("case.note", "case", "1")
        raise ZeroDivisionError
    desk.cases.create(desk.act())
    desk.store.close()
    assert verdict_of(url).sound


def test_the_chain_of_an_older_store_is_closed_and_kept_whole(server: Server) -> None:
    url = server.empty_store()
    as_before_the_chains(url)
    desk = Desk(open_shared_store(url, CLOCK))
    with desk.store.reading() as unit:
        assert unit.audit.verify().rows == 3
    number = desk.cases.create(desk.act()).number
    desk.cases.note(desk.act(), number, "told")
    desk.store.close()
    assert verdict_of(url) == AuditVerdict(rows=5, sound=True)
    with unguarded(url) as connection:
        connection.exec_driver_sql("DELETE FROM audit WHERE seq = 3")
    assert verdict_of(url).first_bad == 3


def as_before_the_chains(url: URL) -> None:
    """Turn a new shared store into one of the revision before, with three rows in its audit."""
    store: SharedStore = open_shared_store(url, CLOCK)
    seal, before = store._seal, ""
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX audit_by_chain")
        connection.exec_driver_sql("ALTER TABLE audit DROP COLUMN chain, DROP COLUMN follows")
        connection.exec_driver_sql("DROP TABLE audit_chain")
        connection.exec_driver_sql("ALTER TABLE call DROP COLUMN prefers")
        connection.exec_driver_sql("DROP TABLE broadcast, name_piece, case_to_project")
        connection.exec_driver_sql("ALTER TABLE store_secret DROP COLUMN since")
        with_bare_keys(connection)
        connection.exec_driver_sql("UPDATE store_secret SET name = 'audit'")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0008'")
        for seq in (1, 2, 3):
            row = _OldRow(seq)
            mac = seal.of_row(row, before, chain=0, follows=0)
            connection.exec_driver_sql(
                "INSERT INTO audit VALUES (%s, %s, 'ann', '', '', 'a', 'case', '', '', '', 'ok', "
                "'', %s)",
                (seq, int(row.at.timestamp()) * 1_000_000, mac),
            )
            before = mac
    store.close()


class _OldRow:
    """A row as an older console wrote it."""

    actor, action, entity, outcome = "ann", "a", "case", "ok"
    role = workstation = entity_id = purpose = reason = detail = ""

    def __init__(self, seq: int) -> None:
        self.seq = seq
        self.at = CLOCK.now()


def test_an_older_store_is_migrated_once_however_many_desks_open_it(server: Server) -> None:
    url = server.empty_store()
    as_before_the_chains(url)
    engine = server_engine(url)
    migrate.upgrade_on_server(engine)
    migrate.upgrade_on_server(engine)
    with engine.begin() as connection:
        install_groups(connection)
        assert one(connection, "SELECT count(*) FROM audit_chain") == 1
    engine.dispose()
