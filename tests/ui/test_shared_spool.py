"""A shared store goes away while somebody types; the console is killed; all arrives once."""

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from advisor_app.domain.answers import Statement
from advisor_app.domain.case import Edit
from advisor_app.storage.spool import EditSpool
from tests.advisor import advisor_on, value_at
from tests.servers import Server, open_store_at
from tests.services.desk import StillClock
from tests.ui.shared_typing_desk import AFTER, SECRET, console_at

_ROOT: Final = Path(__file__).parents[2]
EDIT: Final = Edit(id="e", path="patient.mrn", statements=(Statement(value="ZQXSENTINEL"),))


def test_what_was_typed_without_the_server_survives_a_kill_and_arrives_once(
    server: Server, tmp_path: Path, dressed: QApplication
) -> None:
    assert dressed
    url = server.empty_store()
    name = str(url.database)
    told = url.render_as_string(hide_password=False)
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.shared_typing_desk", told, str(tmp_path)],
        cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    ) as desk:  # fmt: skip
        assert desk.stdin is not None
        assert desk.stdout is not None
        number = desk.stdout.readline().strip()
        assert number.startswith("Q-")
        server.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        server.run(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"
        )
        desk.stdin.write("gone\n")
        desk.stdin.flush()
        assert desk.stdout.readline().strip() == "spooled"
        os.kill(desk.pid, signal.SIGKILL)
    raw = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert AFTER.encode() not in raw
    server.run(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    console = console_at(open_store_at(url, StillClock()), tmp_path)
    kept = console.spool
    assert kept is not None
    assert kept.kept()
    with advisor_on(console) as advisor:
        advisor.hands.until(lambda: not kept.kept(), what="an empty spool", seconds=30)
        case = console.cases.open(console.act(), number)
    assert value_at(case.intake, "patient.mrn") == AFTER
    assert case.revision == 3, "made, saved before, and once after"


def test_another_passphrase_opens_no_spool_and_takes_nothing_away(tmp_path: Path) -> None:
    EditSpool.of_person(tmp_path, "ruiz", SECRET).keep({"Q-26-00001": (EDIT,)})
    assert EditSpool.of_person(tmp_path, "ruiz", SECRET).kept() == {"Q-26-00001": (EDIT,)}
    assert EditSpool.of_person(tmp_path, "bob", SECRET).kept() == {}
    other = EditSpool.of_person(tmp_path, "ruiz", "nine lamps hum at dusk")
    assert other.kept() == {}
    other.keep({"Q-26-00002": (EDIT,)})
    assert list(tmp_path.glob("*.unread"))
    for file in tmp_path.iterdir():
        assert file.stat().st_mode & 0o777 == 0o600
        assert b"ZQXSENTINEL" not in file.read_bytes()
