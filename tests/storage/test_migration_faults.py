"""A migration that fails at any statement leaves the store as it was, and can be repeated."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from advisor_app.storage import migrate
from advisor_app.storage.connections import connect
from advisor_app.storage.schema import HEAD
from advisor_app.storage.store import check_store, new_key, open_store
from tests.services.desk import Desk, StillClock

KEY = new_key()
ROOT = Path(__file__).parents[2]


class _Broken(Exception):
    """The fault that the test makes."""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return old_store(tmp_path)


def old_store(folder: Path) -> Path:
    """A store with the first tables only, and something in it."""
    path = folder / "centre.store"
    path.touch()
    migrate.upgrade(path, KEY, "", to="0001")
    with closing(connect(path, KEY)) as connection:
        connection.execute("INSERT INTO counter VALUES ('case/26', 7)")
        connection.execute("INSERT INTO store_secret VALUES ('salt of the audit', x'00')")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@contextmanager
def fault_at(step: int) -> Iterator[list[int]]:
    """The `step`-th statement of any connection from now on fails; how many there were."""
    seen = [0]

    def strike(_on: Any, _cursor: Any, _statement: str, *_rest: Any) -> None:
        seen[0] += 1
        if seen[0] == step:
            raise _Broken

    event.listen(Engine, "before_cursor_execute", strike)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", strike)


def test_a_migration_that_is_killed_is_done_at_the_next_opening(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "tests.soak.migration_kills", "9"],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-800:]
    assert "killed" in ended.stdout


def shape(path: Path) -> tuple[object, ...]:
    with closing(connect(path, KEY)) as connection:
        tables = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        rows = connection.execute("SELECT * FROM counter").fetchall()
        head = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return tables, rows, head


def test_a_fault_at_any_statement_leaves_the_store_as_it_was(old: Path) -> None:
    before, step = shape(old), 0
    while True:
        step += 1
        with fault_at(step) as seen:
            try:
                migrate.upgrade(old, KEY, "0001")
            except _Broken:
                assert shape(old) == before
                check_store(old, KEY)
                continue
        assert seen[0] < step
        break
    assert step > 10
    assert shape(old)[1:] == (before[1], (HEAD,))
    backup = old.with_name(f"{old.name}.before-0001")
    assert shape(backup) == before
    desk = Desk(open_store(old, KEY, StillClock()))
    assert desk.cases.create(desk.act()).number == "Q-26-00008"
    desk.store.close()
