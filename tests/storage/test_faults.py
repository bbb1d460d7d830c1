"""A disk that refuses the n-th call of a running console: the whole loop is in `tests/soak`."""

import shutil
from pathlib import Path

import pytest

from advisor_app.storage.store import create_store, new_key
from tests.services.desk import Desk, StillClock
from tests.storage.faults import Fault, checked, typed_with

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")


@pytest.mark.parametrize("fault", [Fault(when="40"), Fault(when="75", error="EIO")])
def test_a_call_that_fails_once_loses_nothing_and_needs_no_new_start(
    fault: Fault, tmp_path: Path
) -> None:
    path, key = new_store(tmp_path)
    outcome = typed_with(fault, path, key, tmp_path / "calls.log")
    assert outcome.struck
    assert outcome.all_saved
    checked(outcome, path, key)


def test_a_disk_that_stays_full_refuses_and_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    path, key = new_store(tmp_path)
    outcome = typed_with(Fault(when="60+"), path, key, tmp_path / "calls.log")
    assert outcome.struck
    assert not outcome.all_saved
    assert {code for word, code in outcome.said if word in ("refused", "closed")} == {4}
    checked(outcome, path, key)


def new_store(folder: Path) -> tuple[Path, bytes]:
    path, key = folder / "centre.store", new_key()
    desk = Desk(create_store(path, key, StillClock()))
    desk.cases.create(desk.act())
    desk.store.close()
    return path, key
