"""The key of the audit is changed: older rows keep theirs, and it seals nothing from then on."""

import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import URL

from advisor_app.domain.people import Role
from advisor_app.services.failures import Denied
from advisor_app.services.records import AuditVerdict
from advisor_app.storage.audit_keys import AuditKeys
from advisor_app.storage.connections import connect
from advisor_app.storage.shared_store import open_shared_store
from advisor_app.storage.store import create_store, new_key, open_store
from tests.servers import Server
from tests.services.desk import Desk, StillClock
from tests.storage.test_audit_chains import unguarded

KEY = new_key()
CLOCK = StillClock()


def worked(desk: Desk) -> Desk:
    number = desk.cases.create(desk.act()).number
    desk.cases.note(desk.act(), number, "told", "words")
    return desk


def change_key(desk: Desk) -> None:
    desk.audit.change_key(desk.act("root", Role.ADMINISTRATOR))


def verdict_of(desk: Desk) -> AuditVerdict:
    with desk.store.reading() as unit:
        verdict: AuditVerdict = unit.audit.verify()
        return verdict


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store on one file whose key was changed twice, with work before, between and after."""
    path = tmp_path / "centre.store"
    desk = worked(Desk(create_store(path, KEY, CLOCK)))
    for _ in range(2):
        change_key(desk)
        worked(desk)
    desk.store.close()
    return path


def test_rows_of_every_key_are_sound_and_each_change_is_a_row(path: Path) -> None:
    desk = worked(Desk(open_store(path, KEY, CLOCK)))
    assert verdict_of(desk) == AuditVerdict(rows=10, sound=True)
    with desk.store.reading() as unit:
        told = [row for row in unit.audit.entries(0, 100) if row.action == "audit.key"]
    assert [(row.seq, row.actor) for row in told] == [(3, "root"), (6, "root")]
    assert [one.since for one in desk.store._seal.keys.keys] == [1, 4, 7]
    assert len({one.key for one in desk.store._seal.keys.keys}) == 3
    desk.store.close()


def test_who_has_an_older_key_alone_seals_nothing_from_its_end_on(path: Path) -> None:
    store = open_store(path, KEY, CLOCK)
    old = replace(store._seal, keys=AuditKeys(keys=store._seal.keys.keys[:1], of_store=KEY))
    with store.reading() as unit:
        rows = unit.audit.entries(0, 100)
    store.close()
    with closing(connect(path, KEY)) as connection:
        before = connection.execute("SELECT mac FROM audit WHERE seq = 7").fetchone()[0]
        forged = replace(rows[7], actor="eve")
        mac = old.of_row(forged, before, chain=0, follows=0)
        connection.execute("DROP TRIGGER audit_no_update")
        connection.execute("UPDATE audit SET actor = 'eve', mac = ? WHERE seq = 8", (mac,))
    desk = Desk(open_store(path, KEY, CLOCK))
    assert verdict_of(desk).first_bad == 8
    desk.store.close()


@pytest.mark.parametrize(
    ("change", "bad"),
    [
        ("DELETE FROM store_secret WHERE since = 7", 7),
        ("UPDATE store_secret SET since = 5 WHERE since = 4", 4),
        ("UPDATE store_secret SET value = zeroblob(32) WHERE since = 4", 4),
    ],
)
def test_a_key_that_was_taken_away_or_changed_is_found_by_the_rows_it_sealed(
    change: str, bad: int, path: Path
) -> None:
    with closing(connect(path, KEY)) as connection:
        connection.execute(change)
    desk = Desk(open_store(path, KEY, CLOCK))
    assert verdict_of(desk).first_bad == bad
    desk.store.close()


def test_a_console_that_is_open_meanwhile_goes_on_with_the_new_key(path: Path) -> None:
    here, there = (Desk(open_store(path, KEY, CLOCK)) for _ in range(2))
    worked(here)
    change_key(there)
    worked(here)
    assert verdict_of(here).why == verdict_of(there).why == ""
    for desk in (here, there):
        desk.store.close()


@pytest.mark.parametrize("role", [Role.ADVISOR, Role.NURSE, Role.SUPERVISOR, Role.AUDITOR])
def test_nobody_but_an_administrator_changes_the_key(role: Role, path: Path) -> None:
    desk = Desk(open_store(path, KEY, CLOCK))
    with pytest.raises(Denied):
        desk.audit.change_key(desk.act("ann", role))
    assert len(desk.store._seal.keys.keys) == 3
    desk.store.close()


@pytest.fixture
def url(server: Server) -> URL:
    return server.empty_store()


def test_desks_that_write_at_once_seal_every_row_with_the_key_of_its_number(url: URL) -> None:
    desks = [Desk(open_shared_store(url, CLOCK)) for _ in range(3)]
    numbers = [desk.cases.create(desk.act()).number for desk in desks]
    stop = threading.Event()

    def write(desk: Desk, number: str) -> None:
        while not stop.is_set():
            desk.cases.note(desk.act(), number, "told", "words")

    writers = [
        threading.Thread(target=write, args=one) for one in zip(desks[1:], numbers[1:], strict=True)
    ]
    for writer in writers:
        writer.start()
    for _ in range(5):
        change_key(desks[0])
        desks[0].cases.note(desks[0].act(), numbers[0], "told", "words")
    stop.set()
    for writer in writers:
        writer.join()
    verdict = verdict_of(desks[0])
    assert verdict.why == ""
    with desks[1].store.reading() as unit:
        keys = unit.audit._seal_of_today().keys
    assert len(keys.keys) == 6
    for desk in desks:
        desk.store.close()


def test_a_key_that_the_server_lost_is_found_by_the_rows_it_sealed(url: URL) -> None:
    desk = worked(Desk(open_shared_store(url, CLOCK)))
    change_key(desk)
    worked(desk)
    desk.store.close()
    with unguarded(url) as connection:
        connection.exec_driver_sql("DELETE FROM store_secret WHERE since > 1")
    desk = Desk(open_shared_store(url, CLOCK))
    assert not verdict_of(desk).sound
    desk.store.close()
