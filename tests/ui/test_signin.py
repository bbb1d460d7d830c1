"""The first window of a workstation that has a store: who works here, from the first paint on."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from advisor_app.ui.after_paint import AfterPaint
from advisor_app.ui.shell import READY, Shell
from tests.cli.console import run
from tests.cli.test_store import INIT, PASSPHRASE, surround
from tests.ui.hands import press, until


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store as the verb makes it: the key of its administrator takes a second."""
    with pytest.MonkeyPatch.context() as patched:
        store = surround(patched, tmp_path_factory.mktemp("made"))
        assert run(*INIT).code == 0
    return store


@pytest.fixture
def shell(
    dressed: QApplication, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shell]:
    """The first window on that store, before anything else is read."""
    shutil.copytree(made, surround(monkeypatch, tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    opened = Shell(demo=False)
    opened.show()
    opened.activateWindow()
    yield opened
    opened.close()
    until(lambda: not opened.isVisible())
    opened.deleteLater()
    dressed.processEvents()


def signs_in(shell: Shell, secret: str) -> None:
    """Type account and passphrase, and press Enter in the passphrase."""
    account, passphrase = (shell.findChild(QLineEdit, name) for name in ("loginUser", "loginPin"))
    assert account is not None
    assert passphrase is not None
    account.setFocus()
    account.clear()
    passphrase.clear()
    QTest.keyClicks(account, "root.admin")
    press(Qt.Key.Key_Return)
    QTest.keyClicks(passphrase, secret)
    press(Qt.Key.Key_Return)


def state(shell: Shell) -> str:
    label = shell.findChild(QLabel, "dbStatusLabel")
    assert label is not None
    return label.text()


def test_once_all_is_read_who_works_here_signs_in(shell: Shell) -> None:
    shell.begin()
    until(lambda: state(shell) == READY, tries=6000)
    signs_in(shell, PASSPHRASE)
    until(lambda: shell.currentWidget() is not shell.sign_in, tries=6000)


def test_who_is_quicker_than_the_reading_is_let_in_once_it_is_done(shell: Shell) -> None:
    signs_in(shell, PASSPHRASE)
    shell.begin()
    assert shell.currentWidget() is shell.sign_in
    until(lambda: shell.currentWidget() is not shell.sign_in, tries=6000)


def test_a_wrong_passphrase_typed_early_is_tried_once_and_can_be_mended(shell: Shell) -> None:
    asked: list[str] = []
    shell.sign_in.asked.connect(lambda _account, secret: asked.append(secret))
    shell.begin()
    signs_in(shell, "a wrong passphrase")
    press(Qt.Key.Key_Return)
    until(lambda: bool(asked) and state(shell) == "Ready", tries=6000)
    assert asked == ["a wrong passphrase"]
    signs_in(shell, PASSPHRASE)
    until(lambda: shell.currentWidget() is not shell.sign_in, tries=6000)


@pytest.mark.parametrize("seen", [True, False])
def test_what_may_wait_comes_once_after_the_paint_or_where_nobody_looks(
    qtbot: QtBot, seen: bool
) -> None:
    order: list[str] = []

    class Painted(QWidget):
        def paintEvent(self, _event: QPaintEvent) -> None:
            order.append("painted")

    widget = Painted()
    qtbot.addWidget(widget)
    AfterPaint(widget, lambda: order.append("then"))
    widget.setVisible(seen)
    until(lambda: "then" in order)
    assert (order[0] == "painted") is seen
    widget.repaint()
    QTest.qWait(250)
    assert order.count("then") == 1
