"""A console that is killed while somebody types has kept everything that it showed as saved."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

from advisor_app.storage.store import check_store, create_store, new_key, open_store
from tests.services.desk import Desk, StillClock

_ROOT: Final = Path(__file__).parents[2]
_SAVES: Final = 3


def test_what_was_shown_as_saved_is_there_after_a_kill(tmp_path: Path) -> None:
    path, key = tmp_path / "centre.store", new_key()
    Desk(create_store(path, key, StillClock())).store.close()
    told = killed_console(path, key)
    case, shown = told[-1]
    assert len({number for _, number in told}) >= _SAVES
    check_store(path, key)
    desk = Desk(open_store(path, key, StillClock()))
    kept = desk.cases.open(desk.act(), case).intake.patient.mrn.value
    desk.store.close()
    assert kept is not None
    assert int(kept[1:]) >= int(shown[1:])


def killed_console(path: Path, key: bytes) -> list[tuple[str, str]]:
    """Every answer that a console showed as saved before it was killed: case and answer."""
    told = []
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.typing_desk", str(path), key.hex()],
        cwd=_ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    ) as console:
        assert console.stdout is not None
        for line in console.stdout:
            told.append(line)
            if len(told) == _SAVES:
                os.kill(console.pid, signal.SIGKILL)
                break
        told += [line for line in console.stdout if line.endswith("\n")]
    assert console.returncode == -signal.SIGKILL
    return [(case, number) for case, number in (line.split() for line in told)]
