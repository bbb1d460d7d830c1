"""After a shift through the real window that is killed, no byte on the disk tells the patient."""

import base64
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from tests.cli.console import CASES
from tests.ui.sentinel_desk import SECRET, SENTINEL

_ROOT: Final = Path(__file__).parents[2]
_FREE: Final = frozenset({"free_text", "family_name", "given_names", "worry", "preferred_name"})
_PLACES: Final = (
    "HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME",
    "XDG_RUNTIME_DIR",
)  # fmt: skip


def told_everywhere(value: Any, key: str = "") -> Any:
    """The case with a sentinel in each answer that takes free words."""
    if isinstance(value, dict):
        return {name: told_everywhere(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [told_everywhere(inner, key) for inner in value]
    free = isinstance(value, str) and (key in _FREE or " " in value)
    return f"{value} {SENTINEL}" if free else value


def test_a_killed_shift_leaves_no_word_of_the_patient(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    places = {name: str(disk / name) for name in _PLACES}
    for place in places.values():
        Path(place).mkdir(parents=True, mode=0o700)
    (tmp_path / "pass").write_text(SECRET, encoding="utf-8")
    case = told_everywhere(json.loads((CASES / "dcis-new-jersey.json").read_text("utf-8")))
    (tmp_path / "case.json").write_text(json.dumps(case), encoding="utf-8")
    assert json.dumps(case).count(SENTINEL) > 5
    around = os.environ | places | {
        "ADVISOR_DATA_DIR": str(disk / "data"), "ADVISOR_PASSPHRASE_FILE": str(tmp_path / "pass"),
        "PYTHONPATH": str(_ROOT), "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip
    for words in (
        ("init", "--centre", "C", "--administrator", "ada", "--name", "Ada Root"),
        ("import-case", str(tmp_path / "case.json")),
    ):
        subprocess.run(
            [sys.executable, _ROOT / "main.py", *words], cwd=disk, env=around, check=True
        )
    paper = tmp_path / "chosen.pdf"
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.sentinel_desk", "Q-26-00001", str(paper)],
        cwd=disk, env=around, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as desk:  # fmt: skip
        assert desk.stdout is not None
        assert desk.stderr is not None
        said = desk.stdout.readline().strip()
        assert said == "worked", desk.stderr.read()[-2000:]
        os.kill(desk.pid, signal.SIGKILL)
        spoken = desk.stdout.read() + desk.stderr.read()
    assert SENTINEL not in spoken
    for asked_for in (paper, tmp_path / "job.pdf"):
        assert asked_for.read_bytes().startswith(b"%PDF"), "the paper that was asked for is there"
    [crashes] = disk.rglob("crashes.log")
    assert "ValueError" in crashes.read_text("utf-8")
    assert SENTINEL not in (tmp_path / "asked").read_text("utf-8"), "what the list of jobs shows"
    forms = [
        SENTINEL.encode(), SENTINEL.lower().encode(), SENTINEL.encode("utf-16-le"),
        base64.b64encode(SENTINEL.encode())[:16],
    ]  # fmt: skip
    searched = [file for file in disk.rglob("*") if file.is_file()]
    assert len(searched) > 5
    for file in searched:
        raw = file.read_bytes()
        assert not any(form in raw for form in forms), file
        assert b"%PDF" not in raw, file
        assert SENTINEL.lower() not in file.name.lower()
