"""From the start of the process to a window that can be used, beside a bare PySide6 window.

`python -m tests.benchmarks --only start`. Processes in turn, each a start of its own: a bare
window, the first window, the live queue on a store with very many cases, and the same for somebody
who types into the first window while the rest is read. Then one console waits out of sight and is
brought back by a second start, beside a bare window each time. Each is told by the wall and by the
processor (all threads, up to that instant). The least of the rounds counts: a start can only be
made slower by what else the machine does. The passphrase is not in it: that it takes its time
(Argon2) is wanted, and so is the time in which somebody types.

The modules are compiled before, as every installation leaves them.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

from tests.benchmarks.desk_on_store import WAITING, waiting_line
from tests.benchmarks.figures import Figure, p50

_ROUNDS: Final = 11
_PATIENCE: Final = 60
_ROOT: Final = Path(__file__).parent.parent.parent
_BARE: Final = ("bare_window",)


class _Taken(NamedTuple):
    """Milliseconds that somebody waited, and those of the processor."""

    wall: float
    processor: float


_Rounds = dict[str, list[_Taken]]


def figures(quick: bool) -> Iterator[Figure]:
    """First window, live queue, and the window that waits."""
    count = 10_000 if quick else 1_000_000
    rounds = 4 if quick else _ROUNDS
    with waiting_line(count) as store, TemporaryDirectory() as home:
        on_store = (str(store), str(WAITING))
        ways = {
            "bare": _BARE,
            "first": ("opened_console", "first"),
            "queue": ("opened_console", "queue", *on_store),
            "typed": ("opened_console", "typed", *on_store),
        }
        taken: _Rounds = {way: [] for way in ways}
        for words in ways.values():
            _started(words, home)
        for _ in range(rounds):
            for way, words in ways.items():
                taken[way].append(_started(words, home))
        queue = f"the queue of {count:,} cases"
        yield from _both("start to first painted window", taken, "first", 1.5)
        yield from _both(f"first window, then sign-in to {queue}", taken, "typed", 3.5)
        yield from _both(f"start to {queue}, nobody types", taken, "queue", 3.5)
        again = _reopened(store, home, rounds)
    for what, way in (
        ("second start to the waiting console painted again", "whole"),
        ("waiting console asked for to painted again", "asked"),
    ):
        yield _figure(what, again["bare"], again[way], 0.25, "wall")


def _reopened(store: Path, home: str, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of a bare start, of a second start of the console, and of its window alone."""
    surroundings = _at_home(home)
    told = ("opened_console", "resident", str(store), str(WAITING))
    taken: dict[str, list[float]] = {"bare": [], "whole": [], "asked": []}
    with subprocess.Popen(
        _command(told), stdout=subprocess.PIPE, text=True, cwd=_ROOT, env=surroundings
    ) as waiting:
        try:
            _line_of(waiting)
            for _ in range(rounds):
                taken["bare"].append(_started(_BARE, home).wall)
                begun = time.monotonic()
                with subprocess.Popen(
                    [sys.executable, "main.py"],
                    cwd=_ROOT,
                    env=surroundings,
                    stdout=subprocess.DEVNULL,
                ) as second:
                    asked, painted = map(float, _line_of(waiting).split())
                    _ended(second)
                taken["whole"].append((painted - begun) * 1000)
                taken["asked"].append((painted - asked) * 1000)
        finally:
            waiting.kill()
    return taken


def _ended(second: subprocess.Popen[bytes]) -> None:
    """Wait for a second start; where it found no console, it has opened one, which goes."""
    try:
        found = second.wait(_PATIENCE) == 0
    except subprocess.TimeoutExpired:
        second.kill()
        found = False
    if not found:
        raise RuntimeError("the second start found no console")


def _line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError("the waiting console ended")
    return line


def _both(what: str, taken: _Rounds, way: str, times: float) -> Iterator[Figure]:
    for clock in _Taken._fields:
        bare, ours = ([getattr(one, clock) for one in taken[key]] for key in ("bare", way))
        yield _figure(what, bare, ours, times, clock)


def _figure(what: str, bare: list[float], ours: list[float], times: float, clock: str) -> Figure:
    medians = p50(ours), p50(bare)
    return Figure(
        what=f"{what}, {clock}", beside="bare PySide6 window", limit=min(bare), ours=min(ours),
        unit="ms", times=times,
        note=f"least of {len(ours)}; medians {medians[0]:.0f} beside {medians[1]:.0f} ms",
    )  # fmt: skip


def _started(words: tuple[str, ...], home: str) -> _Taken:
    """What a start took, by the instants that it tells.

    The last line is the end; where two lines stand before it, the time between them is somebody's
    who types, and not counted.
    """
    begun = time.monotonic()
    ran = subprocess.run(
        _command(words), capture_output=True, text=True, cwd=_ROOT, check=False,
        timeout=_PATIENCE, env=_at_home(home),
    )  # fmt: skip
    if ran.returncode:
        raise RuntimeError(f"{words} ended with {ran.returncode}: {ran.stderr}")
    instants = [[float(told) for told in line.split()] for line in ran.stdout.splitlines()]
    *typed, end = instants
    left_out = [after - before for before, after in zip(*typed, strict=True)] or [0.0, 0.0]
    return _Taken((end[0] - begun - left_out[0]) * 1000, (end[1] - left_out[1]) * 1000)


def _command(words: tuple[str, ...]) -> list[str]:
    """A module of this folder as a program; one that is told by `-m` is compiled at each start."""
    module, *rest = words
    return [sys.executable, "-c", f"from tests.benchmarks.{module} import main; main()", *rest]


def _at_home(home: str) -> dict[str, str]:
    """A user who has nothing yet, with a folder of their own for what is compiled."""
    own = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), home)
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": f"{home}/compiled"}
    return os.environ | own | compiled | {"ADVISOR_DATA_DIR": home}
