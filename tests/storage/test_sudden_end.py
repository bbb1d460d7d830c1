"""A process that is killed while it saves loses nothing that it had acknowledged."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from advisor_app.storage.store import check_store, create_store, new_key, open_store
from tests.services.desk import Desk, StillClock

_KILLS = 3
_ROOT = Path(__file__).parents[2]


def test_every_acknowledged_save_is_there_after_a_kill(tmp_path: Path) -> None:
    path, key = tmp_path / "centre.store", new_key()
    desk = Desk(create_store(path, key, StillClock()))
    desk.cases.create(desk.act())
    desk.store.close()
    dice, first = random.Random(26), 0
    for _ in range(_KILLS):
        acknowledged = killed_typist(path, key, first, after=dice.randrange(1, 60))
        first = checked(path, key, acknowledged) + 1
    check_store(path, key)


def killed_typist(path: Path, key: bytes, first: int, after: int) -> int:
    """The last save that was acknowledged before the typist was killed."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.storage.typist", str(path), key.hex(), str(first)],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as typist:
        assert typist.stdout is not None
        for _ in range(after):
            last = int(typist.stdout.readline())
        os.kill(typist.pid, signal.SIGKILL)
        rest = typist.stdout.read().split("\n")
    told = [int(line) for line in rest[:-1] if line]
    return told[-1] if told else last


def checked(path: Path, key: bytes, acknowledged: int) -> int:
    """The last save that is in the store: the acknowledged one, or the one under way then."""
    store = open_store(path, key, StillClock())
    desk = Desk(store)
    intake = desk.cases.open(desk.act(), "Q-26-00001").intake
    values = (intake.patient.mrn.value, intake.patient.family_name.value)
    last = max(int(value[1:]) for value in values if value)
    assert last in (acknowledged, acknowledged + 1)
    with store.reading() as unit:
        rows = unit.audit.entries(0, 100_000)
        assert sum(1 for row in rows if row.action == "case.save") == last + 1
        assert unit.audit.verify().sound
    store.close()
    return last


@pytest.mark.parametrize("name", ["centre.store", "centre.store-wal"])
def test_the_store_and_its_journal_are_the_owners_alone(tmp_path: Path, name: str) -> None:
    before = os.umask(0)
    try:
        desk = Desk(create_store(tmp_path / "new" / "centre.store", new_key(), StillClock()))
        desk.cases.create(desk.act())
        assert (tmp_path / "new" / name).stat().st_mode & 0o777 == 0o600
        assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
        desk.store.close()
    finally:
        os.umask(before)
