"""Lets the n-th call on the files of a store fail in a process of its own, by `strace`."""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from advisor_app.storage.store import check_store, open_store
from tests.services.desk import Desk, StillClock

CALLS: Final = "pwrite64,write,fsync,fdatasync,ftruncate"
ENDINGS: Final = ("", "-wal", "-shm", ".anchor")
_ROOT: Final = Path(__file__).parents[2]
_WHOLE: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What fails: `when` counts calls from 1, and `1+` means that one and all after it."""

    when: str
    error: str = "ENOSPC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the typist said, in order, and whether a call failed at all."""

    said: tuple[tuple[str, int], ...]
    struck: bool

    @property
    def acknowledged(self) -> int:
        """The last save that was acknowledged; -1 where none was."""
        return max((number for word, number in self.said if word == "saved"), default=-1)

    @property
    def all_saved(self) -> bool:
        """Whether every save was acknowledged in the end, without a new start."""
        return self.acknowledged == _WHOLE and self.said[-1][0] == "end"


def typed_with(fault: Fault, path: Path, key: bytes, log: Path) -> Outcome:
    """Let the typist work on the store at `path` while that call fails. It never hangs or dies."""
    command = ["strace", "-f", "-qq", "-o", str(log)]
    for ending in ENDINGS:
        command += ["-P", f"{path}{ending}"]
    command += [
        "-e",
        f"trace={CALLS}",
        "-e",
        f"inject={CALLS}:error={fault.error}:when={fault.when}",
    ]
    ended = subprocess.run(
        [*command, sys.executable, "-m", "tests.storage.faulty_typist", str(path), key.hex()],
        cwd=_ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert ended.returncode == 0, ended.stderr[-600:]
    assert "Traceback" not in ended.stderr
    lines = [line.split() for line in ended.stdout.splitlines()]
    said = tuple((word, int(number)) for word, number in lines)
    return Outcome(said=said, struck="(INJECTED)" in log.read_text("utf-8", "replace"))


def checked(outcome: Outcome, path: Path, key: bytes) -> None:
    """Nothing that was acknowledged is missing, nothing is torn, and the audit tells each save."""
    check_store(path, key)
    desk = Desk(open_store(path, key, StillClock()))
    try:
        value = desk.cases.open(desk.act(), "Q-26-00001").intake.patient.mrn.value
        kept = int(str(value)[1:]) if value else -1
        assert kept in (outcome.acknowledged, outcome.acknowledged + 1), (kept, outcome)
        with desk.store.reading() as unit:
            rows = unit.audit.entries(0, 10_000)
            assert sum(1 for row in rows if row.action == "case.save") == kept + 1
            assert unit.audit.verify().sound
    finally:
        desk.store.close()
