"""Where a console that was handed out is started: away from the checkout, with nothing set."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
CASE: Final = ROOT / "tests" / "data" / "cases" / "dcis-new-jersey.json"


def surroundings(home: Path) -> dict[str, str]:
    """The variables of a new user without a screen; nothing of this checkout."""
    home.mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG") if name in os.environ}
    return {
        **kept,
        "HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
        "ADVISOR_DATA_DIR": str(home / "store"),
        "TMPDIR": str(home),
    }


def ended(program: Path, *words: str | Path, home: Path) -> str:
    """What a verb of that program prints; it must end well and say nothing is wrong."""
    done = subprocess.run(
        [program, *map(str, words)],
        cwd=home,
        env=surroundings(home),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def opens_a_demonstration(program: Path, home: Path) -> None:
    """The window comes so far that it takes screen pops, and ends when it is told to."""
    socket = home / "store" / "pop" / "console.socket"
    console = subprocess.Popen(
        [program, "--demo"],
        cwd=home,
        env=surroundings(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        limit = time.monotonic() + 90
        while not socket.exists() and console.poll() is None and time.monotonic() < limit:
            time.sleep(0.1)
        assert console.poll() is None, console.communicate()[1]
        assert socket.exists(), "no window after a minute and a half"
    finally:
        console.terminate()
        console.communicate(timeout=30)


def built(command: list[str], folder: Path) -> None:
    """Run what builds a thing to hand out. Fails with what it said."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
