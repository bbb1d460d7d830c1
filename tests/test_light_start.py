"""What a start reads before anybody sees something: the rest of the program waits."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def read_by(statement: str) -> set[str]:
    """The modules that are there after a statement in a process of its own."""
    script = f"{statement}\nimport sys\nprint(*sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return set(ran.stdout.split())


def heavy(modules: set[str]) -> set[str]:
    """Those of other packages that take longer to read than a window to paint."""
    return {name.partition(".")[0] for name in modules} & {
        "alembic", "argon2", "holidays", "phonenumbers", "rapidfuzz", "reportlab", "sqlalchemy",
        "sqlcipher3",
    }  # fmt: skip


def test_a_second_start_reads_nothing_but_what_asks_for_the_first() -> None:
    read = read_by("import advisor_app.start")
    ours = {name for name in read if name.startswith("advisor_app.")}
    assert ours == {
        "advisor_app.start", "advisor_app.bootstrap", "advisor_app.bootstrap.running",
        "advisor_app.domain", "advisor_app.domain.own_folders",
    }  # fmt: skip
    assert not read & {"PySide6", "argparse"}
    assert not heavy(read)


def test_the_first_window_reads_only_what_it_shows() -> None:
    read = read_by("import advisor_app.start, advisor_app.cli, advisor_app.ui.shell")
    rooms = {name.split(".")[1] for name in read if name.startswith("advisor_app.")}
    assert rooms == {"start", "cli", "bootstrap", "domain", "ui"}
    assert not read & {"PySide6.QtNetwork", "zoneinfo", "advisor_app.domain.tables"}
    assert not heavy(read)


def test_the_queue_reads_the_words_of_one_engine_alone() -> None:
    read = read_by("import advisor_app.bootstrap.front")
    assert "sqlalchemy.dialects.sqlite" in read
    assert "sqlalchemy.dialects.postgresql" not in read
    assert not heavy(read) & {"alembic", "holidays", "reportlab"}
