"""A real softphone and a real caller for the tests: baresip and sipp, on loopback."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

CALLER: Final = "+12125550117"
_DATA: Final = Path(__file__).parent.parent / "data" / "telephony"
_MODULES: Final = Path("/usr/lib/baresip/modules")
_STARTS_WITHIN: Final = 15.0

needs_sip = pytest.mark.skipif(
    shutil.which("baresip") is None or shutil.which("sipp") is None,
    reason="needs baresip and sipp: apt-get install baresip-core sip-tester",
)


@dataclass(frozen=True)
class RunningPhone:
    """A baresip that runs: where it is driven, where it can be called."""

    control: tuple[str, int]
    sip: int


@contextmanager
def running_softphone(folder: Path) -> Iterator[RunningPhone]:
    """baresip with no sound card, ready to be rung."""
    control, sip = free_port(socket.SOCK_STREAM), free_port(socket.SOCK_DGRAM)
    settings = (_DATA / "baresip.config").read_text(encoding="utf-8")
    settings = settings.format(modules=_MODULES, control=control, sip=sip)
    (folder / "config").write_text(settings, encoding="utf-8")
    account = f"<sip:desk@127.0.0.1:{sip}>;regint=0\n"
    (folder / "accounts").write_text(account, encoding="utf-8")
    (folder / "contacts").touch()
    with (folder / "baresip.log").open("wb") as log:
        phone = subprocess.Popen(
            ["baresip", "-f", str(folder)],
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            _wait_for(control, phone)
            yield RunningPhone(control=("127.0.0.1", control), sip=sip)
        finally:
            phone.terminate()
            phone.wait(10)


@contextmanager
def caller(
    folder: Path, sip: int, scenario: str = "caller.xml"
) -> Iterator[subprocess.Popen[bytes]]:
    """Somebody calls that softphone and talks until the other side hangs up."""
    with (folder / "sipp.log").open("wb") as log:
        call = subprocess.Popen(
            ["sipp", "-sf", str(_DATA / scenario), "-m", "1", "-nostdin", "-i", "127.0.0.1",
             "-p", str(free_port(socket.SOCK_DGRAM)), f"127.0.0.1:{sip}"],
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, cwd=folder,
        )  # fmt: skip
        try:
            yield call
        finally:
            if call.poll() is None:
                call.kill()
            call.wait(10)


def free_port(kind: socket.SocketKind) -> int:
    """A port of this machine that nobody uses now."""
    with socket.socket(socket.AF_INET, kind) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(port: int, phone: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + _STARTS_WITHIN
    while time.monotonic() < limit:
        assert phone.poll() is None, "baresip ended at once"
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("baresip does not listen")
