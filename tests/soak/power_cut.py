"""Power cuts by replay: what of a real run's writes was durable at a cut, and what is left then.

`strace` records every write, sync and acknowledgement of the unmodified typist. The replay keeps
what was synced before the cut; of the rest it keeps nothing, a random half, or random sectors of
512 bytes. That is worse than a disk is: nothing is written back in the background. Names of files
count as durable at once.
"""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

STYLES: Final = ("lost", "partial", "torn")
SECTOR: Final = 512
_CALLS: Final = "openat,close,write,pwrite64,fsync,fdatasync,ftruncate,unlink"
_LINE: Final = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+=\s+(-?\d+)")
_ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One call: `kind` is write, sync, cut, gone or said; `data` is what was written or said."""

    kind: str
    file: str = ""
    place: int = 0
    data: bytes = b""


@dataclass(slots=True)
class Disk:
    """A file as it surely is on the disk, and the writes that are not synced yet."""

    sure: bytearray = field(default_factory=bytearray)
    loose: list[Event] = field(default_factory=list)

    def take(self, event: Event) -> None:
        """One more call on this file."""
        if event.kind == "sync":
            for one in self.loose:
                _put(self.sure, one, one.data)
            self.loose.clear()
        else:
            self.loose.append(event)

    def after_cut(self, style: str, dice: random.Random) -> bytes:
        """What is found when the power is back."""
        found = bytearray(self.sure)
        for one in self.loose:
            if style == "partial" and dice.random() < 0.5:
                _put(found, one, one.data)
            elif style == "torn":
                _put_torn(found, one, dice)
        return bytes(found)


def recorded(path: Path, key: bytes, seconds: float, log: Path) -> list[Event]:
    """Let the typist work on a store for a while under `strace`: everything that it did."""
    command = [
        "strace",
        "-f",
        "-qq",
        "-xx",
        "-s",
        "1000000",
        "-e",
        f"trace={_CALLS}",
        "-o",
        str(log),
    ]
    typist = [sys.executable, "-m", "tests.storage.typist", str(path), key.hex(), "0"]
    with subprocess.Popen(
        [*command, *typist], cwd=_ROOT, stdout=subprocess.DEVNULL, start_new_session=True
    ) as run:
        time.sleep(seconds)
        os.killpg(run.pid, signal.SIGKILL)
    return list(_events(log, path))


def cut(events: list[Event], before: dict[str, bytes], at: int, style: str, seed: int,
        folder: Path) -> int:  # fmt: skip
    """Leave in `folder` what a cut after `at` events leaves; the last save acknowledged then."""
    disks = {name: Disk(bytearray(content)) for name, content in before.items()}
    acknowledged = -1
    for event in events[:at]:
        if event.kind == "said":
            acknowledged = int(event.data)
        elif event.kind == "gone":
            disks.pop(event.file, None)
        else:
            disks.setdefault(event.file, Disk()).take(event)
    dice = random.Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, disk in disks.items():
        if not name.endswith(("-shm", ".lock")):
            (folder / name).write_bytes(disk.after_cut(style, dice))
    return acknowledged


def _events(log: Path, store: Path) -> Iterator[Event]:
    names: dict[int, str] = {}
    with log.open(encoding="latin-1") as lines:
        for line in lines:
            found = _LINE.match(line)
            if found is None or found[3].startswith("-"):
                continue
            call, given, result = found[1], found[2], int(found[3])
            if call == "openat":
                name = _bytes(given.split(",")[1]).decode(errors="replace")
                names[result] = Path(name).name if Path(name).parent == store.parent else ""
                continue
            if call == "unlink":
                gone = Path(_bytes(given).decode(errors="replace"))
                if gone.parent == store.parent:
                    yield Event(kind="gone", file=gone.name)
                continue
            handle = int(given.split(",")[0])
            if call == "close":
                names.pop(handle, None)
            elif call == "write" and handle == 1:
                said = _bytes(given.split(",")[1]).strip()
                if said.isdigit():
                    yield Event(kind="said", data=said)
            elif names.get(handle):
                yield from _of_file(call, given, names[handle])


def _of_file(call: str, given: str, name: str) -> Iterator[Event]:
    parts = given.split(",")
    if call == "pwrite64":
        yield Event(kind="write", file=name, place=int(parts[3]), data=_bytes(parts[1]))
    elif call == "ftruncate":
        yield Event(kind="cut", file=name, place=int(parts[1]))
    elif call in ("fsync", "fdatasync"):
        yield Event(kind="sync", file=name)


def _bytes(quoted: str) -> bytes:
    digits = quoted.strip().strip('".').replace("\\x", "")
    return bytes.fromhex(digits)


def _put(content: bytearray, event: Event, data: bytes) -> None:
    if event.kind == "cut":
        del content[event.place :]
        return
    if len(content) < event.place:
        content.extend(bytes(event.place - len(content)))
    content[event.place : event.place + len(data)] = data


def _put_torn(content: bytearray, event: Event, dice: random.Random) -> None:
    if event.kind == "cut":
        return
    for start in range(0, len(event.data), SECTOR):
        if dice.random() < 0.5:
            part = event.data[start : start + SECTOR]
            _put(content, Event(kind="write", place=event.place + start), part)
