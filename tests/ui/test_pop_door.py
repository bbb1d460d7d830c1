"""A number that a softphone hands over becomes an offer at this desk; nothing else gets through."""

import os
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from advisor_app.bootstrap.window import with_pops
from advisor_app.line.calls import IncomingCall
from advisor_app.ui.pop_door import PopDoor
from tests.advisor import Advisor, demonstration_desk, value_at

ROOT = Path(__file__).parent.parent.parent
NUMBER = "tel:+12125550100"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The socket of a console whose data lie in a folder of this test."""
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path))
    return tmp_path / "pop" / "console.socket"


@pytest.fixture
def desk(dressed: QApplication, place: Path) -> Iterator[Advisor]:
    """A console as a person starts it."""
    assert dressed
    with Advisor(with_pops(demonstration_desk())).at_desk() as advisor:
        assert place.exists()
        yield advisor


def pops(desk: Advisor, address: str) -> int:
    """The verb in a process of its own while the window lives; its exit code."""
    ended: list[int] = []
    words = [sys.executable, "main.py", "pop", address]
    work = threading.Thread(
        target=lambda: ended.append(subprocess.run(words, cwd=ROOT, check=False).returncode)
    )
    work.start()
    desk.hands.until(lambda: bool(ended), 60.0, what="the end of the verb")
    work.join()
    return ended[0]


def says(place: Path, sent: bytes) -> socket.socket:
    link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    link.connect(str(place))
    link.sendall(sent)
    return link


def test_a_pop_is_an_offer_and_leaves_the_form_as_it_is(desk: Advisor) -> None:
    desk.hands.opens_new_case()
    desk.answers({"patient.mrn": "4711"})
    number = desk.hands.case.number
    assert pops(desk, NUMBER) == 0
    desk.hands.until(lambda: desk.window.queue_presenter.offer is not None, what="the offer")
    offer = desk.window.queue_presenter.offer
    assert offer is not None
    assert "rings on your telephone" in offer.why
    assert desk.hands.case.number == number
    assert value_at(desk.intake, "patient.mrn") == "4711"


def test_only_this_user_can_reach_the_socket(desk: Advisor, place: Path) -> None:
    assert desk
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(place.stat().st_mode) & 0o077 == 0
    assert place.stat().st_uid == os.getuid()


def test_rubbish_and_crowds_do_not_stop_it(desk: Advisor, place: Path) -> None:
    crowd = [says(place, b"") for _ in range(40)]
    crowd.append(says(place, b"\x00\xff tel:\r\n"))
    with suppress(OSError):
        crowd.append(says(place, b"9" * 100_000))
    desk.hands.wait(0.2)
    last = says(place, f"{NUMBER}\n".encode())
    last.setblocking(False)
    heard: list[bytes] = []

    def answered() -> bool:
        try:
            heard.append(last.recv(32))
        except BlockingIOError:
            return False
        return True

    desk.hands.until(answered, 5.0, what="an answer")
    assert heard == [b"taken\n"]
    for link in (*crowd, last):
        link.close()


def test_a_second_console_leaves_the_door_to_the_first(desk: Advisor) -> None:
    pops_from = desk.window.console.pops
    assert pops_from is not None
    came: list[IncomingCall] = []
    other = PopDoor(pops_from.path, pops_from.read, came.append, desk.window)
    assert not other.open()
    assert pops(desk, NUMBER) == 0
    assert not came
