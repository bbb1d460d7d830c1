"""All speed figures beside their limits and peers: one table, a chart and a file.

    python -m tests.benchmarks [--quick] [--out FOLDER] [--only PART...]

Each part runs in a process of its own, one after another, and measures its limit or peer in turn
with ours. The table is printed and written with `figures.json` and `chart.svg` into FOLDER (a new
folder for passing files where none is told). `--quick` measures with fewer turns and at most
100,000 cases. The store with a million cases is made at the first run (some minutes) and kept.
The exit code is 1 where a part broke off; a goal that is not met is a row of the table.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile, mkdtemp
from typing import Final

from tests.benchmarks.chart import drawn
from tests.benchmarks.figures import Figure, from_plain, markdown

PARTS: Final = (
    "start",
    "queue_page",
    "cancer_words",
    "ready",
    "any_input",
    "answers_typed",
    "matcher",
    "saves",
    "unlocking",
    "claims",
    "papers",
    "case_search",
    "people",
    "day",
)
ROOT: Final = Path(__file__).parent.parent.parent
_AT_MOST_SECONDS: Final = 900


def main() -> int:
    """Run the parts; 1 where one broke off."""
    options = _options()
    if options.part:
        module = import_module(f"tests.benchmarks.{options.part}")
        print(json.dumps([one.as_plain() for one in module.figures(options.quick)]), flush=True)
        # All is measured and tidied up: a window that Qt takes apart in the wrong order at the end
        # of the interpreter would be told as a part that broke off.
        os._exit(0)
    out = Path(options.out or mkdtemp(prefix="benchmarks-"))
    out.mkdir(parents=True, exist_ok=True)
    found, broken = [], []
    for part in options.only or PARTS:
        began = time.monotonic()
        figures = _measured(part, options.quick)
        if figures is None:
            broken.append(part)
        else:
            found += figures
        print(f"{part}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    _write(out, found, broken)
    print(f"\nIn {out}: table.md, figures.json, chart.svg")
    return 1 if broken else 0


def _measured(part: str, quick: bool) -> list[Figure] | None:
    """The figures of a part; None where it broke off or took too long."""
    command = [sys.executable, "-m", "tests.benchmarks", "--part", part]
    # Into a file: a pipe stays open for as long as any process that the part began.
    with TemporaryFile("w+", encoding="utf-8") as told:
        try:
            subprocess.run(
                command + ["--quick"] * quick, stdout=told, cwd=ROOT, check=True,
                timeout=_AT_MOST_SECONDS,
                env={"QT_QPA_PLATFORM": "offscreen"} | os.environ | {"PYTHONPATH": str(ROOT)},
            )  # fmt: skip
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            print(error, file=sys.stderr)
            return None
        told.seek(0)
        return [from_plain(one) for one in json.loads(told.read().splitlines()[-1])]


def _write(out: Path, found: list[Figure], broken: list[str]) -> None:
    table = markdown(found)
    met = sum(one.met for one in found)
    load = os.getloadavg()[0]
    summed = f"{met} of {len(found)} goals met; load of the machine at the end {load:.1f}"
    summed += f"; broke off: {', '.join(broken)}" if broken else ""
    print(f"{table}\n\n{summed}")
    (out / "table.md").write_text(f"{table}\n\n{summed}\n", encoding="utf-8")
    told = {"load": load, "broken": broken, "figures": [one.as_plain() for one in found]}
    (out / "figures.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    (out / "chart.svg").write_text(drawn(found, "How much of each goal is used up"), "utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="All speed figures beside their limits and peers.")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--out")
    parser.add_argument("--only", nargs="+", metavar="PART", choices=PARTS)
    parser.add_argument("--part", choices=PARTS, help=argparse.SUPPRESS)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
