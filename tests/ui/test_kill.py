"""A console that is killed while somebody types has kept everything that it showed as saved.

Signing in again brings the advisor back to the case, the question and the place of the cursor.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from advisor_app.domain.paths import answer_at
from advisor_app.domain.people import Role
from advisor_app.storage.store import check_store, create_store, new_key, open_store
from advisor_app.ui.theme import apply_theme
from tests.advisor import Advisor
from tests.services.desk import Desk, StillClock
from tests.ui.typing_desk import LAST_FIELD, LAST_WORDS, console_on

_ROOT: Final = Path(__file__).parents[2]
_SAVES: Final = 9
Said = tuple[str, str, str]
Enough = Callable[[list[Said]], bool]


def test_what_was_shown_as_saved_is_there_after_a_kill(tmp_path: Path) -> None:
    path, key = tmp_path / "centre.store", new_key()
    Desk(create_store(path, key, StillClock())).store.close()
    told = killed_console(path, key, lambda said: len(said) >= _SAVES)
    check_store(path, key)
    desk = Desk(open_store(path, key, StillClock()))
    kept = desk.cases.open(desk.act("ruiz", Role.NURSE), told[-1][0]).intake
    desk.store.close()
    shown = {name: value for _, name, value in told}
    assert len(shown) > 1
    for name, value in shown.items():
        stored = answer_at(kept, name).value
        assert stored is not None
        assert int(str(stored)[1:]) >= int(value[1:])


def test_after_a_kill_the_advisor_is_back_at_the_word(
    tmp_path: Path, dressed: QApplication
) -> None:
    path, key = tmp_path / "centre.store", new_key()
    Desk(create_store(path, key, StillClock())).store.close()
    told = killed_console(path, key, lambda said: said[-1][1] == "resting")
    number, _, cursor = told[-1]
    apply_theme(dressed, "light")
    again = Advisor(console_on(path, key))
    again.starts()
    try:
        again.hands.until(lambda: again.window.desk.case is not None, what="the case of the kill")
        again.hands.settle()
        strip = again.window.intake.findChild(QWidget, "recoveryStrip")
        assert strip is not None
        assert strip.isVisible()
        assert again.hands.case.number == number
        assert again.window.intake.focused_path() == LAST_FIELD
        line = again.line(LAST_FIELD)
        assert isinstance(line, QPlainTextEdit)
        assert line.toPlainText() == LAST_WORDS
        assert line.textCursor().position() == int(cursor) == len(LAST_WORDS)
    finally:
        again.stops()
    assert signed_out(path, key)


def signed_out(path: Path, key: bytes) -> bool:
    """Whether the desk left nothing to come back to."""
    console = console_on(path, key)
    try:
        return console.desk_places.left_open(console.act()) is None
    finally:
        for close in console.closing:
            close()


def killed_console(path: Path, key: bytes, enough: Enough) -> list[Said]:
    """What a console said before it was killed: case, field and what stood there."""
    told: list[Said] = []
    with subprocess.Popen(
        [sys.executable, "-m", "tests.ui.typing_desk", str(path), key.hex()],
        cwd=_ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    ) as console:
        assert console.stdout is not None
        for line in console.stdout:
            told.append(said(line))
            if enough(told):
                os.kill(console.pid, signal.SIGKILL)
                break
        told += [said(line) for line in console.stdout if line.endswith("\n")]
    assert console.returncode == -signal.SIGKILL
    return told


def said(line: str) -> Said:
    """Case, field and value of one line."""
    case, name, value = line.split(maxsplit=2)
    return case, name, value.strip()
