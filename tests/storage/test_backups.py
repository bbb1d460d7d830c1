"""Backups and what is put back from them: whole, sound, and never the loss of what was there."""

import io
import json
import os
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from advisor_app.services.failures import AuditBroken, StoreDamaged, StoreLocked, WrongKey
from advisor_app.storage.backups import write_backup
from advisor_app.storage.keys import KEYS_FOLDER, StoreKeys
from advisor_app.storage.restoring import finish_restore, restore_backup
from advisor_app.storage.store import STORE_FILE, create_store, new_key, open_store
from tests.services.desk import Desk, StillClock

CLOCK = StillClock()
SECRET: Final = "a passphrase of the operator"
ROOT: Final = Path(__file__).parents[2]


def centre(folder: Path, cases: int) -> tuple[Path, bytes]:
    """A centre's folder with so many cases in its closed store; the folder and its key."""
    key = new_key()
    keys, _ = StoreKeys.create(folder / KEYS_FOLDER, key)
    keys.admit("operator", SECRET)
    desk = Desk(create_store(folder / STORE_FILE, key, CLOCK))
    for _ in range(cases):
        desk.cases.create(desk.act())
    desk.store.close()
    return folder, key


def backed_up(folder: Path, key: bytes, out: Path) -> Path:
    store = open_store(folder / STORE_FILE, key, CLOCK)
    assert write_backup(store, folder / KEYS_FOLDER, out, CLOCK).audit.sound
    store.close()
    return out


def opened(keys: Path) -> bytes:
    return StoreKeys.at(keys).unlock("operator", SECRET)


def cases_in(folder: Path) -> int:
    key = opened(folder / KEYS_FOLDER)
    desk = Desk(open_store(folder / STORE_FILE, key, CLOCK))
    found = len(desk.cases.all(desk.act()))
    assert desk.audit.verify(desk.act()).sound
    desk.store.close()
    return found


def test_a_backup_comes_back_on_a_new_machine(tmp_path: Path) -> None:
    folder, key = centre(tmp_path / "old", 3)
    backup = backed_up(folder, key, tmp_path / "b")
    assert backup.stat().st_mode & 0o777 == 0o600
    restore_backup(backup, tmp_path / "new" / "centre", opened, CLOCK)
    assert cases_in(tmp_path / "new" / "centre") == 3


def test_the_store_that_was_there_is_kept_beside_the_restored_one(tmp_path: Path) -> None:
    folder, key = centre(tmp_path / "centre", 2)
    backup = backed_up(folder, key, tmp_path / "b")
    desk = Desk(open_store(folder / STORE_FILE, key, CLOCK))
    desk.cases.create(desk.act())
    desk.store.close()
    restore_backup(backup, folder, opened, CLOCK)
    assert cases_in(folder) == 2
    [aside] = folder.glob("before-restore-*")
    assert cases_in(aside) == 3


def test_a_backup_while_others_save_is_one_moment_of_the_store(tmp_path: Path) -> None:
    folder, key = centre(tmp_path / "centre", 1)
    store = open_store(folder / STORE_FILE, key, CLOCK)
    desk, going = Desk(store), threading.Event()
    going.set()

    def work() -> None:
        while going.is_set():
            desk.cases.note(desk.act(), "Q-26-00001", "told", "x" * 400)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        for turn in range(3):
            made = write_backup(store, folder / KEYS_FOLDER, tmp_path / f"b{turn}", CLOCK)
            assert made.audit.sound
    finally:
        going.clear()
        worker.join()
    store.close()
    restore_backup(tmp_path / "b2", tmp_path / "new", opened, CLOCK)
    assert cases_in(tmp_path / "new") == 1


def test_nothing_is_put_back_while_a_console_works_on_the_store(tmp_path: Path) -> None:
    folder, key = centre(tmp_path / "centre", 1)
    backup = backed_up(folder, key, tmp_path / "b")
    store = open_store(folder / STORE_FILE, key, CLOCK)
    with pytest.raises(StoreLocked):
        restore_backup(backup, folder, opened, CLOCK)
    store.close()
    assert cases_in(folder) == 1
    assert not list(folder.glob(".restoring-*"))


def _cut(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _flipped(content: bytes) -> bytes:
    place = content.index(b"centre.store") + 40_000
    return content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :]


def _nothing(_content: bytes) -> bytes:
    return b""


def _text(_content: bytes) -> bytes:
    return b"no backup\n" * 2000


def _climbing(content: bytes) -> bytes:
    """A backup whose manifest names a file outside of the folder."""
    out = io.BytesIO()
    with tarfile.open(fileobj=io.BytesIO(content)) as old, tarfile.open(None, "w", out) as new:
        for entry in old:
            data = old.extractfile(entry)
            assert data is not None
            raw = data.read()
            if entry.name == "manifest.json":
                told = json.loads(raw)
                told["parts"]["../climbed"] = {"bytes": 0, "sha256": ""}
                raw = json.dumps(told).encode()
                entry.size = len(raw)
            new.addfile(entry, io.BytesIO(raw))
    return out.getvalue()


@pytest.mark.parametrize("damage", [_cut, _flipped, _nothing, _text, _climbing])
def test_a_damaged_backup_is_refused_and_changes_nothing(
    damage: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    folder, key = centre(tmp_path / "centre", 2)
    backup = backed_up(folder, key, tmp_path / "b")
    backup.write_bytes(damage(backup.read_bytes()))
    before = _tree(folder)
    with pytest.raises(StoreDamaged):
        restore_backup(backup, folder, opened, CLOCK)
    assert _tree(folder) == before
    assert not (tmp_path / "climbed").exists()


def test_a_backup_opens_only_with_a_passphrase_of_its_own(tmp_path: Path) -> None:
    folder, key = centre(tmp_path / "centre", 2)
    backup = backed_up(folder, key, tmp_path / "b")
    before = _tree(folder)

    def wrong(keys: Path) -> bytes:
        return StoreKeys.at(keys).unlock("operator", f"{SECRET}?")

    with pytest.raises(WrongKey):
        restore_backup(backup, folder, wrong, CLOCK)
    assert _tree(folder) == before


def test_a_broken_audit_is_backed_up_as_it_is_and_not_put_back(tmp_path: Path) -> None:
    folder, key = centre(tmp_path / "centre", 3)
    (folder / f"{STORE_FILE}.anchor").write_bytes(b"")
    store = open_store(folder / STORE_FILE, key, CLOCK)
    assert not write_backup(store, folder / KEYS_FOLDER, tmp_path / "b", CLOCK).audit.sound
    store.close()
    with pytest.raises(AuditBroken):
        restore_backup(tmp_path / "b", folder, opened, CLOCK)


def test_an_older_backup_stays_where_a_new_one_cannot_be_made(tmp_path: Path) -> None:
    folder, key = centre(tmp_path / "centre", 1)
    backup = backed_up(folder, key, tmp_path / "b")
    before = backup.read_bytes()
    store = open_store(folder / STORE_FILE, key, CLOCK)
    page = bytearray((folder / STORE_FILE).read_bytes())
    page[60_000] ^= 1
    (folder / STORE_FILE).write_bytes(page)
    with pytest.raises(StoreDamaged):
        write_backup(store, folder / KEYS_FOLDER, backup, CLOCK)
    store.close()
    assert backup.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["b", "centre"]


@pytest.mark.timeout(900)  # some twenty processes one after another, on whatever machine
def test_a_restore_killed_at_any_step_leaves_the_old_store_or_the_new_one(tmp_path: Path) -> None:
    made, key = centre(tmp_path / "made", 2)
    backup = backed_up(made, key, tmp_path / "b")
    seen = set()
    for step in range(1, 40):
        folder, _ = centre(tmp_path / f"centre-{step}", 1)
        code = killed_restore(backup, folder, step)
        finish_restore(folder)
        seen.add(cases_in(folder))
        assert not (folder / "restore.order").exists()
        if code == 0:
            break
        assert code == 9
    assert code == 0, "there were more steps than kills"
    assert step > 8
    assert seen == {1, 2}


def killed_restore(backup: Path, folder: Path, step: int) -> int:
    """Restore in a process of its own that ends without a word at its `step`-th system call."""
    return subprocess.run(
        [sys.executable, "-m", "tests.storage.killed_restore", backup, folder, str(step)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=False,
    ).returncode


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.endswith((".lock", "-shm", "-wal"))
    }
