"""The desk is covered when the machine sleeps or its screen is locked: a real, private bus."""

import shutil
import subprocess
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from advisor_app.ui.lock.desktop import OF_THE_SESSION, OF_THE_SYSTEM, DesktopWatch, Word

pytestmark = pytest.mark.skipif(
    shutil.which("dbus-daemon") is None, reason="dbus-daemon is not installed"
)
_ANYBODY = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
</policy></busconfig>
"""


@pytest.fixture
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a bus that only this test knows."""
    folder = tmp_path_factory.mktemp("bus")
    settings = folder / "bus.conf"
    settings.write_text(_ANYBODY.replace("{folder}", str(folder)), encoding="utf-8")
    command = ["dbus-daemon", f"--config-file={settings}", "--nofork", "--print-address"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as daemon:
        assert daemon.stdout is not None
        yield daemon.stdout.readline().strip()
        daemon.terminate()


@pytest.fixture
def buses(address: str) -> Iterator[tuple[QDBusConnection, QDBusConnection]]:
    """Who listens, and who speaks."""
    names = ("test-ear", "test-mouth")
    ear, mouth = (QDBusConnection.connectToBus(address, name) for name in names)
    assert ear.isConnected()
    assert mouth.isConnected()
    yield ear, mouth
    for name in names:
        QDBusConnection.disconnectFromBus(name)


@pytest.fixture
def watch(buses: tuple[QDBusConnection, QDBusConnection]) -> Iterator[DesktopWatch]:
    """The watch, with one bus in the place of both."""
    owner = QObject()
    made = DesktopWatch(owner, buses[0], buses[0])
    made.start()
    yield made
    made.stop()


def say(mouth: QDBusConnection, word: Word, *told: bool) -> None:
    """Say that word as the service that it belongs to."""
    assert mouth.registerService(word.service) or True
    message = QDBusMessage.createSignal("/org/freedesktop/anything", word.interface, word.name)
    message.setArguments(list(told))
    assert mouth.send(message)


@pytest.mark.parametrize("word", [*OF_THE_SYSTEM, *OF_THE_SESSION], ids=lambda one: one.interface)
def test_what_covers_the_screen_covers_the_desk(
    word: Word, watch: DesktopWatch, buses: tuple[QDBusConnection, QDBusConnection], qtbot: QtBot
) -> None:
    assert len(watch.heard) == 4
    with qtbot.waitSignal(watch.covered, timeout=5000):
        say(buses[1], word, *([True] if word.told else []))


def test_waking_up_covers_nothing(
    watch: DesktopWatch, buses: tuple[QDBusConnection, QDBusConnection], qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(watch.covered, wait=300):
        say(buses[1], OF_THE_SYSTEM[0], False)


def test_without_a_bus_nothing_is_heard_and_nothing_fails(qtbot: QtBot) -> None:
    owner = QObject()
    nowhere = QDBusConnection("nowhere")
    made = DesktopWatch(owner, nowhere, nowhere)
    made.start()
    assert made.heard == ()
    made.stop()
    assert qtbot is not None
