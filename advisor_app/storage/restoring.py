"""Puts a store back from a backup so that a kill at any step leaves the old store or the new one.

What a backup holds is unpacked and checked in a folder of its own beside the store. One file, the
order, then says that it shall take the place of the store; from there on the moves can be done
again and again until all are done, by whoever opens the store next.
"""

import json
import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from advisor_app.services.failures import AuditBroken, StoreDamaged, StoreFailed
from advisor_app.services.ports import Clock
from advisor_app.storage.anchor import ANCHOR_ENDING
from advisor_app.storage.backups import checked, unpack_backup
from advisor_app.storage.copies import draft_beside, settle, sync_folder, touch
from advisor_app.storage.in_use import StoreInUse
from advisor_app.storage.keys import KEYS_FOLDER
from advisor_app.storage.store import STORE_FILE

ORDER: Final = "restore.order"
_STAGED: Final = ".restoring-"
_ASIDE: Final = "before-restore-"
_JOURNALS: Final = (f"{STORE_FILE}-wal", f"{STORE_FILE}-shm")
_PARTS: Final = (KEYS_FOLDER, STORE_FILE + ANCHOR_ENDING, STORE_FILE)


def restore_backup(
    backup: Path, folder: Path, unlock: Callable[[Path], bytes], clock: Clock
) -> int:
    """Let the backup's store be the one in `folder`; how many rows its audit has.

    `unlock` opens the backup's keys (it is given their folder). The store that was there stays
    beside it, in a folder named `before-restore-...`. Raises what the backup, the keys and the
    store refuse, and StoreLocked where a console works on the store; then nothing is changed.
    """
    finish_restore(folder)
    staged = _made_aside(folder)
    try:
        unpack_backup(backup, staged)
        key = unlock(staged / KEYS_FOLDER)
        verdict = checked(staged / STORE_FILE, key, clock)
        if not verdict.sound:
            raise AuditBroken(verdict.first_bad or 0, verdict.why)
        _sync_all(staged)
        hold = StoreInUse(folder / STORE_FILE, alone=True)
        try:
            _give_order(folder, staged, clock.now())
            _carry_out(folder)
        finally:
            hold.close()
    except OSError:
        raise StoreFailed("The backup could not be put in place.") from None
    finally:
        if not (folder / ORDER).exists():
            shutil.rmtree(staged, ignore_errors=True)
    return verdict.rows


def finish_restore(folder: Path) -> None:
    """Carry out an order that a kill or a power cut interrupted; none is no news.

    Raises StoreLocked where another process does it just now, StoreFailed.
    """
    if not (folder / ORDER).exists():
        return
    try:
        hold = StoreInUse(folder / STORE_FILE, alone=True)
        try:
            _carry_out(folder)
        finally:
            hold.close()
    except OSError:
        raise StoreFailed("An interrupted restore could not be finished.") from None


def _made_aside(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in folder.glob(f"{_STAGED}*"):
            shutil.rmtree(left, ignore_errors=True)
        return Path(mkdtemp(prefix=_STAGED, dir=folder))
    except OSError:
        raise StoreFailed("The folder of the store cannot be written.") from None


def _sync_all(staged: Path) -> None:
    for part in sorted(staged.rglob("*")):
        if part.is_file():
            with part.open("rb+") as file:
                os.fsync(file.fileno())
        else:
            sync_folder(part)
    sync_folder(staged)


def _give_order(folder: Path, staged: Path, now: datetime) -> None:
    draft = draft_beside(folder / ORDER)
    touch(draft)
    told = {"staged": staged.name, "aside": f"{_ASIDE}{now:%Y%m%dT%H%M%SZ}"}
    draft.write_text(json.dumps(told), encoding="utf-8")
    settle(draft, folder / ORDER)


def _carry_out(folder: Path) -> None:
    """Every step can be done twice: a part that is not staged any more stands in its place."""
    order = folder / ORDER
    if not order.exists():
        return
    try:
        told = json.loads(order.read_text("utf-8"))
        staged, aside = folder / Path(told["staged"]).name, folder / Path(told["aside"]).name
    except (ValueError, KeyError, TypeError):
        raise StoreDamaged("The order of a restore is damaged.") from None
    aside.mkdir(mode=0o700, exist_ok=True)
    if (staged / STORE_FILE).exists():
        for name in _JOURNALS:
            _move(folder / name, aside / name)
    for name in _PARTS:
        if (staged / name).exists():
            _move(folder / name, aside / name)
            _move(staged / name, folder / name)
    sync_folder(aside)
    sync_folder(folder)
    if not any(aside.iterdir()):
        aside.rmdir()
    order.unlink()
    sync_folder(folder)
    shutil.rmtree(staged, ignore_errors=True)


def _move(part: Path, to: Path) -> None:
    if part.exists():
        os.replace(part, to)
