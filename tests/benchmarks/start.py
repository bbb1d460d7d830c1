"""From the start of the process to a window that can be used, beside a bare PySide6 window.

`python -m tests.benchmarks --only start`. Three processes in turn, each a start of its own: a bare
window, the first window, and the live queue on a store with very many cases. Then one console
waits out of sight and is brought back by a second start, beside a bare window each time. The
least of the rounds counts: a start can only be made slower by what else the machine does. The
passphrase is not in it: that it takes its time (Argon2) is wanted.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.benchmarks.desk_on_store import WAITING, waiting_line
from tests.benchmarks.figures import Figure, p50

_ROUNDS: Final = 11
_PATIENCE: Final = 60
_ROOT: Final = Path(__file__).parent.parent.parent


def figures(quick: bool) -> Iterator[Figure]:
    """First window, and live queue."""
    count = 10_000 if quick else 1_000_000
    with waiting_line(count) as store, TemporaryDirectory() as home:
        ways = {
            "bare": ("tests.benchmarks.bare_window",),
            "first": ("tests.benchmarks.opened_console", "first"),
            "queue": ("tests.benchmarks.opened_console", "queue", str(store), str(WAITING)),
        }
        taken: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(4 if quick else _ROUNDS):
            for way, words in ways.items():
                taken[way].append(_started(words, home))
        yield _figure("start to first painted window", taken, "first", 1.5)
        yield _figure(f"start to live queue, {count:,} cases in the store", taken, "queue", 3.5)
        again = _reopened(store, home, 4 if quick else _ROUNDS)
    yield _figure("second start to the waiting console painted again", again, "whole", 0.25)
    yield _figure("waiting console asked for to painted again", again, "asked", 0.25)


def _reopened(store: Path, home: str, rounds: int) -> dict[str, list[float]]:
    """Milliseconds of a bare start, of a second start of the console, and of its window alone."""
    surroundings = _at_home(home)
    words = ("tests.benchmarks.opened_console", "resident", str(store), str(WAITING))
    taken: dict[str, list[float]] = {"bare": [], "whole": [], "asked": []}
    with subprocess.Popen(
        [sys.executable, "-m", *words], stdout=subprocess.PIPE, text=True, cwd=_ROOT,
        env=surroundings,
    ) as waiting:  # fmt: skip
        try:
            _line_of(waiting)
            for _ in range(rounds):
                taken["bare"].append(_started(("tests.benchmarks.bare_window",), home))
                begun = time.monotonic()
                second = subprocess.Popen([sys.executable, "main.py"], cwd=_ROOT, env=surroundings)
                asked, painted = map(float, _line_of(waiting).split())
                if second.wait(_PATIENCE) != 0:
                    raise RuntimeError("the second start found no console")
                taken["whole"].append((painted - begun) * 1000)
                taken["asked"].append((painted - asked) * 1000)
        finally:
            waiting.kill()
    return taken


def _line_of(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise RuntimeError("the waiting console ended")
    return line


def _at_home(home: str) -> dict[str, str]:
    own = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), home)
    return os.environ | own | {"ADVISOR_DATA_DIR": home}


def _figure(what: str, taken: dict[str, list[float]], way: str, times: float) -> Figure:
    medians = p50(taken[way]), p50(taken["bare"])
    return Figure(
        what=what, beside="bare PySide6 window", limit=min(taken["bare"]), ours=min(taken[way]),
        unit="ms", times=times,
        note=f"least of {len(taken[way])}; medians {medians[0]:.0f} beside {medians[1]:.0f} ms",
    )  # fmt: skip


def _started(words: tuple[str, ...], home: str) -> float:
    """Milliseconds from before the process to the instant that it tells."""
    begun = time.monotonic()
    ran = subprocess.run(
        [sys.executable, "-m", *words], capture_output=True, text=True, cwd=_ROOT, check=False,
        timeout=_PATIENCE, env=_at_home(home),
    )  # fmt: skip
    if ran.returncode:
        raise RuntimeError(f"{words} ended with {ran.returncode}: {ran.stderr}")
    return (float(ran.stdout.splitlines()[-1]) - begun) * 1000
