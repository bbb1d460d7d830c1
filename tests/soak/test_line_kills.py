"""Desks die by signal 9 in the middle of their work: every call is done once, none is lost.

Small here. The figures of RESULTS.md come from
`LINE_WORKERS=12 LINE_CALLS=2000 LINE_KILLS=40 pytest tests/soak/test_line_kills.py -s`.
"""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Final

import pytest

from advisor_app.domain.people import Advisor, Role
from advisor_app.line.calls import CallEventKind, CallState, IncomingCall
from advisor_app.line.pairing import PairingRules
from advisor_app.services.centre_values import CentreSettings
from advisor_app.storage.shared_store import open_shared_store
from tests.servers import Server
from tests.services.desk import Desk, StillClock

WORKERS: Final = int(os.environ.get("LINE_WORKERS", "3"))
CALLS: Final = int(os.environ.get("LINE_CALLS", "40"))
KILLS: Final = int(os.environ.get("LINE_KILLS", "3"))
AT_ONCE: Final = 4 * WORKERS
LEASE_SECONDS: Final = 2
SECONDS: Final = 60 + CALLS // 5
ROOT: Final = Path(__file__).parent.parent.parent


class Workers:
    """The processes, each watched by a thread that keeps what it says."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.said: list[tuple[str, str]] = []
        self.last: dict[str, str] = {}
        self.running: dict[str, subprocess.Popen[str]] = {}
        self._readers: dict[str, threading.Thread] = {}

    def start(self, account: str) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak.line_worker", self._address, account,
             str(LEASE_SECONDS)],
            stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        self.running[account] = process
        reader = threading.Thread(target=self._read, args=(account, process))
        reader.start()
        self._readers[account] = reader

    def kill(self, account: str) -> None:
        process = self.running[account]
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        # What it said last is heard to the end, and forgotten: who starts works on nothing yet.
        self._readers[account].join()
        self.last.pop(account, None)

    def finish(self, within: float) -> None:
        until = time.monotonic() + within
        for process in self.running.values():
            process.wait(timeout=max(1.0, until - time.monotonic()))
        for reader in self._readers.values():
            reader.join()

    def stop(self) -> None:
        """Whatever came of it, nobody works on."""
        for process in self.running.values():
            process.kill()
            process.wait()

    def done(self) -> int:
        return sum(1 for what, _ in list(self.said) if what == "done")

    def at_work(self) -> str | None:
        """A desk that has claimed a call and not written it up."""
        return next((who for who, what in list(self.last.items()) if what == "claimed"), None)

    def _read(self, account: str, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                what, call = line.split()[:2]
                self.said.append((what, call))
                self.last[account] = what


@pytest.mark.timeout(300 + 2 * SECONDS)
def test_every_call_is_done_once_though_desks_die(server: Server) -> None:
    url = server.empty_store()
    store = open_shared_store(url)
    desk = Desk(store, clock=StillClock(at=store.clock.now()))
    names = [f"desk{number}" for number in range(WORKERS)]
    _staff(desk, names)
    calls = [f"c{number:05d}" for number in range(CALLS)]
    ringing = threading.Thread(target=_ring, args=(desk, calls))
    ringing.start()
    workers = Workers(url.render_as_string(hide_password=False))
    try:
        for name in names:
            workers.start(name)
        _kill_again_and_again(workers, names)
        ringing.join()
        workers.finish(SECONDS)
    finally:
        workers.stop()
    events = desk.queue.events(desk.act())
    by_kind = Counter((one.call, one.kind) for one in events)
    states = {call: desk.queue.call(desk.act(), call).state for call in calls}
    store.close()
    assert set(states.values()) == {CallState.DONE}, Counter(states.values())
    for call in calls:
        taken = by_kind[call, CallEventKind.ACCEPTED]
        lost = by_kind[call, CallEventKind.LEASE_LOST]
        assert by_kind[call, CallEventKind.WRAP_DONE] == 1
        assert taken == lost + 1
    first = [one.call for one in events if one.kind is CallEventKind.OFFERED]
    order = list(dict.fromkeys(first))
    late = max(abs(order.index(call) - place) for place, call in enumerate(calls))
    assert late <= WORKERS, "first come, first offered, within one round of the desks"
    lost = sum(count for (_, kind), count in by_kind.items() if kind is CallEventKind.LEASE_LOST)
    print(f"{CALLS} calls, {WORKERS} desks, {KILLS} kills: {lost} given back, none lost")


def _kill_again_and_again(workers: Workers, names: list[str]) -> None:
    """Now and then the desk that works on a call dies, and comes back."""
    chance = random.Random(7)
    for kill in range(KILLS):
        goal = (kill + 1) * CALLS // (KILLS + 2)
        until = time.monotonic() + SECONDS
        victim = None
        while (workers.done() < goal or victim is None) and time.monotonic() < until:
            time.sleep(0.002)
            victim = workers.at_work()
        victim = victim or chance.choice(names)
        workers.kill(victim)
        if kill % 2:
            # Dead for longer than its lease: others must take over what it had.
            time.sleep(LEASE_SECONDS + 0.5)
        workers.start(victim)


def _ring(desk: Desk, calls: list[str]) -> None:
    """Callers come in order, as fast as the line takes them up; all have waited for a while."""
    began = desk.clock.now() - timedelta(minutes=5)
    for number, call in enumerate(calls):
        while number % 10 == 0 and len(desk.queue.calls(desk.act())) > AT_ONCE:
            time.sleep(0.02)
        at = began + timedelta(milliseconds=number)
        desk.queue.arrived(IncomingCall(id=call, phone="(212) 555-0142", arrived_at=at))


def _staff(desk: Desk, names: list[str]) -> None:
    root = desk.act("root", Role.ADMINISTRATOR)
    staff = [Advisor(id=one, name=one, initials="DD", role=Role.ADVISOR) for one in names]
    for one in staff:
        desk.accounts.create(root, one, "")
    rules = PairingRules(offer_seconds=2, pass_seconds=1, lease_seconds=LEASE_SECONDS)
    desk.centre.change(root, CentreSettings(rules=rules))
