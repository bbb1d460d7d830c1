"""The file itself: sealed, refused where it is not ours, brought up to date, backed up."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlcipher3.dbapi2

from advisor_app.services.failures import (
    StoreDamaged,
    StoreFailed,
    StoreForeign,
    StoreNewer,
    StoreReadOnly,
)
from advisor_app.storage import migrate
from advisor_app.storage.connections import connect
from advisor_app.storage.store import (
    check_store,
    create_store,
    new_key,
    open_store,
    throw_away_store,
)
from advisor_app.storage.units import WritingUnit
from tests.services.desk import Desk, StillClock

CLOCK = StillClock()
SENTINEL = "Zqxsentinel"


@pytest.fixture
def key() -> bytes:
    return new_key()


@pytest.fixture
def path(tmp_path: Path, key: bytes) -> Path:
    """A store with one case in it, closed."""
    file = tmp_path / "centre" / "centre.store"
    store = create_store(file, key, CLOCK)
    desk = Desk(store)
    number = desk.cases.create(desk.act()).number
    desk.cases.note(desk.act(), number, "told", SENTINEL)
    store.close()
    return file


def test_what_was_saved_is_there_after_reopening(path: Path, key: bytes) -> None:
    store = open_store(path, key, CLOCK)
    desk = Desk(store)
    assert [note.detail for note in desk.cases.notes(desk.act(), "Q-26-00001")] == [SENTINEL]
    store.close()


def test_nothing_on_the_disk_is_in_clear(path: Path, key: bytes) -> None:
    store = open_store(path, key, CLOCK)
    desk = Desk(store)
    desk.cases.note(desk.act(), "Q-26-00001", "told", SENTINEL)
    files = [file for file in path.parent.iterdir() if file.is_file()]
    assert {file.name for file in files} >= {"centre.store", "centre.store-wal"}
    for file in files:
        assert SENTINEL.encode() not in file.read_bytes()
        assert file.stat().st_mode & 0o077 == 0
    assert path.read_bytes()[:15] != b"SQLite format 3"
    store.close()


def test_another_key_opens_nothing_and_changes_nothing(path: Path) -> None:
    _is_refused(path, new_key(), StoreDamaged)


def test_an_empty_file_is_no_new_store(tmp_path: Path, key: bytes) -> None:
    file = tmp_path / "empty"
    file.touch()
    _is_refused(file, key, StoreDamaged)


def test_a_file_that_was_cut_off_is_refused(path: Path, key: bytes) -> None:
    whole = path.read_bytes()
    for length in (100, 4096, len(whole) // 2, len(whole) - 4096):
        path.write_bytes(whole[:length])
        _is_refused(path, key, StoreDamaged)


def test_files_of_others_are_refused(tmp_path: Path, key: bytes) -> None:
    text = tmp_path / "text"
    text.write_text("not a store\n" * 1000)
    _is_refused(text, key, StoreDamaged)
    plain = tmp_path / "plain"
    with closing(sqlite3.connect(plain)) as connection:
        connection.execute("CREATE TABLE t (a)")
    _is_refused(plain, key, StoreForeign)
    sealed = tmp_path / "sealed"
    with closing(sqlcipher3.dbapi2.connect(str(sealed))) as connection:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("CREATE TABLE t (a)")
    _is_refused(sealed, key, StoreForeign)


def test_a_store_of_a_newer_console_is_refused(path: Path, key: bytes) -> None:
    with closing(connect(path, key)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _is_refused(path, key, StoreNewer)


def test_a_store_that_may_only_be_read_is_refused(path: Path, key: bytes) -> None:
    path.chmod(0o400)
    _is_refused(path, key, StoreReadOnly)


def test_what_is_no_file_is_no_store(tmp_path: Path, key: bytes) -> None:
    os.mkfifo(tmp_path / "pipe")
    for place in (tmp_path, tmp_path / "pipe"):
        with pytest.raises(StoreForeign):
            open_store(place, key, CLOCK)


def test_a_store_is_never_made_over_another(path: Path, key: bytes) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreFailed):
        create_store(path, key, CLOCK)
    assert path.read_bytes() == before


def test_a_missing_store_is_not_made_by_opening(tmp_path: Path, key: bytes) -> None:
    with pytest.raises(StoreFailed):
        open_store(tmp_path / "none", key, CLOCK)
    assert not list(tmp_path.iterdir())


def test_every_flipped_byte_is_found(path: Path, key: bytes) -> None:
    whole = path.read_bytes()
    check_store(path, key)
    step = len(whole) // 12
    for place in range(7, len(whole), step):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(StoreDamaged):
            check_store(path, key)


def test_a_migrated_store_has_the_tables_of_a_new_one(tmp_path: Path, key: bytes) -> None:
    made, migrated = tmp_path / "made", tmp_path / "migrated"
    create_store(made, key, CLOCK).close()
    migrated.touch()
    migrate.upgrade(migrated, key, "")
    assert _shape(migrated, key) == _shape(made, key)


def test_the_patients_of_an_older_store_are_known_again(path: Path, key: bytes) -> None:
    with closing(connect(path, key)) as connection:
        later = (
            "appointment",
            "broadcast",
            "audit_chain",
            "consult",
            "case_to_project",
            "desk_place",
            "issued_paper",
            "name_piece",
            "opened_glass",
            "person",
            "person_link",
        )
        for table in later:
            connection.execute(f"DROP TABLE {table}")
        for column in ("desk", "asked_role", "asked_by"):
            connection.execute(f"ALTER TABLE account DROP COLUMN {column}")
        connection.execute("DROP INDEX audit_by_chain")
        for column in ("chain", "follows"):
            connection.execute(f"ALTER TABLE audit DROP COLUMN {column}")
        connection.execute("ALTER TABLE call DROP COLUMN prefers")
        connection.execute("ALTER TABLE store_secret DROP COLUMN since")
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    store = open_store(path, key, CLOCK)
    desk = Desk(store)
    assert desk.cases.catch_up(desk.act()) == 1
    assert desk.cases.catch_up(desk.act()) == 0
    with store.reading() as unit:
        assert [one.case for one in unit.people.sketches(["Q-26-00001"])] == ["Q-26-00001"]
    store.close()


def test_settings_of_every_connection(path: Path, key: bytes) -> None:
    store = open_store(path, key, CLOCK)
    for engine in (store._writer, store._readers):
        with engine.connect() as connection:
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in (
                    "journal_mode",
                    "synchronous",
                    "foreign_keys",
                    "recursive_triggers",
                    "trusted_schema",
                    "secure_delete",
                )
            }
        assert found == {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "recursive_triggers": 1,
            "trusted_schema": 0,
            "secure_delete": 1,
        }
    store.close()


def test_a_reader_cannot_write(path: Path, key: bytes) -> None:
    store = open_store(path, key, CLOCK)
    with pytest.raises(StoreReadOnly), store.reading() as unit:
        unit.cases._connection.exec_driver_sql("DELETE FROM case_file")
    store.close()


def test_a_copy_is_whole_and_the_older_one_stays_where_it_cannot_be_made(
    path: Path, key: bytes, tmp_path: Path
) -> None:
    store = open_store(path, key, CLOCK)
    out = tmp_path / "copy.store"
    store.copy_to(out)
    check_store(out, key)
    assert out.stat().st_mode & 0o077 == 0
    copied = open_store(out, key, CLOCK)
    assert Desk(copied).cases.recent(Desk(copied).act())[0].number == "Q-26-00001"
    copied.close()
    with pytest.raises(StoreFailed):
        store.copy_to(tmp_path / "no folder" / "copy.store")
    store.close()


def test_a_throw_away_store_leaves_nothing() -> None:
    store = throw_away_store(CLOCK)
    folder = store.path.parent
    assert folder.stat().st_mode & 0o077 == 0
    assert store.path.stat().st_mode & 0o077 == 0
    store.close()
    assert not folder.exists()


def test_a_transaction_that_fails_leaves_nothing(path: Path, key: bytes) -> None:
    store = open_store(path, key, CLOCK)
    with pytest.raises(KeyError), store.writing() as unit:
        _fail_after_giving_a_number(unit)
    with store.writing() as unit:
        assert unit.cases.next_number(2026) == "Q-26-00002"
    store.close()


def test_a_change_without_a_trace_is_not_kept(path: Path, key: bytes) -> None:
    store = open_store(path, key, CLOCK)
    with pytest.raises(RuntimeError), store.writing(Desk(store).act()) as unit:
        unit.cases.next_number(2026)
    with store.writing() as unit:
        assert unit.cases.next_number(2026) == "Q-26-00002"
    store.close()


def _fail_after_giving_a_number(unit: WritingUnit) -> None:
    unit.cases.next_number(2026)
    raise KeyError


def _is_refused(path: Path, key: bytes, failure: type[Exception]) -> None:
    before = path.read_bytes()
    with pytest.raises(failure) as told:
        open_store(path, key, CLOCK)
    assert "\n" not in str(told.value)
    assert path.read_bytes() == before


def _shape(path: Path, key: bytes) -> set[str]:
    """The statements that made the tables, however they are spaced."""
    with closing(connect(path, key)) as connection:
        rows = connection.execute(
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name <> 'alembic_version'"
        )
        shape = {" ".join(row[0].split()) for row in rows}
        mark = connection.execute("PRAGMA application_id").fetchone()[0]
        head = connection.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    return {*shape, str(mark), head}


def test_an_answer_belongs_to_a_case(path: Path, key: bytes) -> None:
    store = open_store(path, key, CLOCK)
    with pytest.raises(StoreFailed), store.writing() as unit:
        unit.cases.add_note("Q-26-99999", "told", "", "ann", CLOCK.now())
    store.close()
