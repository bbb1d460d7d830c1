"""How soon the search can be asked, and the memory that it takes, each in a process of its own.

`python -m tests.benchmarks --only ready`. The modules are there before: the application has
imported all of its own before it paints. The index is kept from the start before, as on every start
but the first. Times are of the processor.
"""

import subprocess
import sys
from collections.abc import Iterator
from statistics import median
from tempfile import TemporaryDirectory
from typing import Final

from tests.benchmarks.figures import Figure

_LIMIT_MS: Final = 50.0
_LIMIT_MB: Final = 60.0
_STARTS: Final = 11
_SCRIPT: Final = """
import sys
from pathlib import Path
from time import process_time
import rapidfuzz.process, advisor_app.domain.tables
def resident():
    with open("/proc/self/statm") as told:
        return int(told.read().split()[1]) * 4096 / 2**20
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.oncology.search import load_search
before = resident()
began = process_time()
kept = Path(sys.argv[1]) if sys.argv[1] else None
search = load_search(load_catalogue(), kept=kept)
ready = process_time()
search.find("breast cancer")
asked = process_time()
print((ready - began) * 1000, (asked - ready) * 1000, resident() - before)
"""


def figures(quick: bool) -> Iterator[Figure]:
    """Ready after the first paint, the first answer after that, and the memory of both."""
    with TemporaryDirectory() as kept:
        starts = [started(kept) for _ in range(4 if quick else _STARTS)][1:]
    ready, asked, memory = zip(*starts, strict=True)
    yield Figure(
        what="search ready, index kept from before", beside=f"{_LIMIT_MS:.0f} ms",
        limit=_LIMIT_MS, ours=median(ready), unit="ms cpu", note=f"at best {min(ready):.0f} ms",
    )  # fmt: skip
    yield Figure(
        what="search ready and asked once", beside=f"{_LIMIT_MS:.0f} ms", limit=_LIMIT_MS,
        ours=median(map(sum, zip(ready, asked, strict=True))), unit="ms cpu",
    )  # fmt: skip
    yield Figure(
        what="memory of the search", beside=f"{_LIMIT_MB:.0f} MB", limit=_LIMIT_MB,
        ours=max(memory), unit="MB",
    )  # fmt: skip


def started(kept: str) -> tuple[float, float, float]:
    """One start: milliseconds until ready, until the first answer after that, and megabytes.

    With no folder for the index, it is made anew.
    """
    command = [sys.executable, "-c", _SCRIPT, kept]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    ready, asked, memory = map(float, ran.stdout.split())
    return ready, asked, memory
