"""The console starts once: a second start brings it forward, and closing may only put it away."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from advisor_app.bootstrap.running import front_socket
from advisor_app.ui.shell import Shell, settings
from tests.ui.hands import until
from tests.ui.test_pop_door import says

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def shell(
    dressed: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shell]:
    """A console with a demonstration at its desk, open to a second start of this test alone."""
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    opened = Shell(demo=True)
    opened.show()
    opened.listen(Path(front_socket()))
    opened.begin()
    until(lambda: opened.currentWidget() is not opened.sign_in, tries=6000)
    yield opened
    settings().setValue("stays", False)
    opened.close()
    opened.deleteLater()
    dressed.processEvents()


def started_again() -> int:
    """The exit code of `main.py` without words, in a process of its own."""
    ended: list[int] = []
    words = [sys.executable, "main.py"]
    work = threading.Thread(
        target=lambda: ended.append(subprocess.run(words, cwd=ROOT, check=False).returncode)
    )
    work.start()
    until(lambda: bool(ended), tries=6000)
    work.join()
    return ended[0]


def test_a_second_start_brings_the_window_to_the_front(shell: Shell) -> None:
    shell.showMinimized()
    assert started_again() == 0
    assert shell.isVisible()
    assert not shell.isMinimized()


def test_a_closed_window_ends_the_console_by_itself(shell: Shell) -> None:
    ends = []
    shell.closed.connect(lambda: ends.append(True))
    shell.close()
    assert ends
    assert not Path(front_socket()).exists()


def test_where_it_stays_a_closed_window_is_locked_and_comes_back_at_once(shell: Shell) -> None:
    desk = shell._console
    desk.admin.centre.closing.setCurrentIndex(1)
    assert settings().value("stays", type=bool)
    shell.close()
    assert not shell.isVisible()
    assert desk.lock.is_locked, "nobody who opens it again sits at an open desk"
    assert started_again() == 0
    assert shell.isVisible()
    assert desk.lock.is_locked


def test_with_a_caller_on_the_line_the_window_does_not_just_vanish(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings().setValue("stays", True)
    monkeypatch.setattr(type(shell._console.desk), "call", property(lambda _self: object()))
    ends = []
    shell.closed.connect(lambda: ends.append(True))
    shell.close()
    assert ends, "the call is let go as at any end, never held by a window that nobody sees"


def test_other_words_at_the_door_do_nothing(shell: Shell) -> None:
    shell.hide()
    for sent in (b"tel:+12125550100\n", b"x" * 64, b"\x00\xff\n"):
        with says(Path(front_socket()), sent):
            QTest.qWait(50)
    assert not shell.isVisible()
