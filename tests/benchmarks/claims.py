"""How fast a call is claimed on the shared store, and how soon other desks hear of it.

    python -m tests.benchmarks.claims [--threads N]

Fifty advisors claim calls at a realistic pace (up to a second of thinking) from one PostgreSQL on
this machine: through the services, and in the same run by the bare driver with one statement and
one row of audit. Each advisor is a process of its own, as a console is, or one of N threads of a
process, who then also wait for Python's lock. Then one desk changes something 300 times and another
listens.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import psycopg

from advisor_app.domain.case import Act
from advisor_app.domain.people import Advisor, Role
from advisor_app.line.calls import IncomingCall, WrapUpCode
from advisor_app.line.presence import PresenceState
from advisor_app.services.cases import Cases
from advisor_app.services.presences import Presences
from advisor_app.services.promises import Promises
from advisor_app.services.queue import Queue, WrapUp
from advisor_app.storage.server import server_url
from advisor_app.storage.shared_store import SharedStore, open_shared_store
from tests.servers import Server, running_server
from tests.services.desk import Desk, StillClock

ADVISORS: Final = 50
CLAIMS: Final = 12
NOTICES: Final = 300
ROOT: Final = Path(__file__).parent.parent.parent
_BARE: Final = """
WITH next AS (
    SELECT id FROM bare_call WHERE state = 'waiting' ORDER BY arrived FOR UPDATE SKIP LOCKED LIMIT 1
), taken AS (
    UPDATE bare_call SET state = 'connected', holder = %(me)s, version = version + 1
    FROM next WHERE bare_call.id = next.id RETURNING bare_call.id
)
INSERT INTO bare_audit (actor, action, entity) SELECT %(me)s, 'claim', id FROM taken
"""


@dataclass(frozen=True, slots=True)
class Desks:
    """The advisors of one process; each waits, claims and notes how long it took."""

    address: str
    names: tuple[str, ...]

    def by_services(self) -> list[float]:
        """Through `Queue.claim`, all that a claim writes included; a store for each desk."""
        stores: list[SharedStore] = []

        def one(name: str) -> Callable[[int], Callable[[], object]]:
            store = open_shared_store(server_url(self.address))
            stores.append(store)
            queue = _queue(store)
            act = Desk(store, clock=StillClock(at=store.clock.now())).act(name, at=name)
            Presences(store, store.clock).choose(act, PresenceState.AVAILABLE)

            def prepare(turn: int) -> Callable[[], object]:
                call = f"{name}-{turn}"
                if turn:
                    _write_up(queue, act, f"{name}-{turn - 1}")
                return lambda: queue.claim(act, call, 0)

            return prepare

        found = self._together(one)
        for store in stores:
            store.close()
        return found

    def bare(self) -> list[float]:
        """The one statement on a connection of the advisor's own."""

        def one(name: str) -> Callable[[int], Callable[[], object]]:
            address = server_url(self.address).set(drivername="postgresql")
            connection = psycopg.connect(address.render_as_string(hide_password=False))

            def claim() -> None:
                connection.execute(_BARE, {"me": name})
                connection.commit()

            return lambda _turn: claim

        return self._together(one)

    def _together(self, one: Callable[[str], Callable[[int], Callable[[], object]]]) -> list[float]:
        found: list[float] = []

        def work(name: str) -> None:
            prepare, chance = one(name), random.Random(name)
            ready.wait()
            begin.wait()
            for turn in range(CLAIMS):
                deed = prepare(turn)
                time.sleep(chance.uniform(0, 1))
                begun = time.perf_counter()
                deed()
                found.append((time.perf_counter() - begun) * 1000)

        ready = threading.Barrier(len(self.names) + 1)
        begin = threading.Event()
        threads = [threading.Thread(target=work, args=(name,)) for name in self.names]
        for thread in threads:
            thread.start()
        ready.wait()
        print("ready", flush=True)
        sys.stdin.readline()
        begin.set()
        for thread in threads:
            thread.join()
        return found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--threads", type=int, default=5)
    options = parser.parse_args()
    with running_server(StillClock()) as server:
        url = server.empty_store()
        address = url.render_as_string(hide_password=False)
        store = open_shared_store(url)
        _prepare(server, store, url.database or "")
        bare = _run(address, "bare", options.threads)
        ours = _run(address, "by_services", options.threads)
        heard = _heard(store)
        store.close()
    print(
        f"{len(ours)} claims by {ADVISORS} advisors, 0 to 1 s of thinking, "
        f"{options.threads} in a process"
    )
    print("                          p50 ms   p99 ms   max ms")
    for name, times in (("bare driver", bare), ("through the services", ours)):
        print(f"  {name:22} {_row(times)}")
    print(f"  ratio                  {_ratio(ours, bare, 50):8.2f} {_ratio(ours, bare, 99):8.2f}")
    print(f"  notice heard           {_row(heard)}   ({len(heard)} of {NOTICES})")


def _run(address: str, way: str, threads: int) -> list[float]:
    """Let all desks begin at once, when each has signed on."""
    names = _names()
    running = [
        subprocess.Popen(
            [
                sys.executable, "-m", "tests.benchmarks.claims", way, address,
                *names[at : at + threads],
            ],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )
        for at in range(0, len(names), threads)
    ]  # fmt: skip
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    outputs = [process.communicate()[0] for process in _all_begun(running)]
    return [float(word) for output in outputs for word in output.split()]


def _all_begun(running: Sequence["subprocess.Popen[str]"]) -> Sequence["subprocess.Popen[str]"]:
    for process in running:
        assert process.stdin is not None
        process.stdin.write("\n")
        process.stdin.flush()
    return running


def _prepare(server: Server, store: SharedStore, database: str) -> None:
    desk = Desk(store, clock=StillClock(at=store.clock.now()))
    root = desk.act("root", Role.ADMINISTRATOR)
    names = _names()
    for name in names:
        desk.accounts.create(
            root, Advisor(id=name, name=name, initials="AD", role=Role.ADVISOR), ""
        )
    at = store.clock.now()
    for name in names:
        for turn in range(CLAIMS):
            desk.queue.arrived(
                IncomingCall(id=f"{name}-{turn}", phone="(212) 555-0142", arrived_at=at)
            )
    address = server.url(database).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False)) as connection:
        connection.execute(
            "CREATE TABLE bare_call (id serial PRIMARY KEY, state text, holder text, "
            "version int, arrived timestamptz)"
        )
        connection.execute("CREATE INDEX ON bare_call (arrived) WHERE state = 'waiting'")
        connection.execute(
            "CREATE TABLE bare_audit (seq bigserial PRIMARY KEY, actor text, action text, "
            "entity int)"
        )
        connection.execute(
            "INSERT INTO bare_call (state, holder, version, arrived) "
            "SELECT 'waiting', '', 0, now() FROM generate_series(1, %s)",
            (len(names) * CLAIMS,),
        )


def _heard(store: SharedStore) -> list[float]:
    """Milliseconds from the end of a deed to the moment another desk knows of it."""
    desk, times = Desk(store, clock=StillClock(at=store.clock.now())), []
    came = threading.Event()
    other = open_shared_store(store.engine.url)
    notices = other.notices()
    notices.start(lambda _change: came.set())
    time.sleep(1)
    number = desk.cases.create(desk.act()).number
    came.wait(2)
    for _ in range(NOTICES):
        came.clear()
        begun = time.perf_counter()
        desk.cases.note(desk.act(), number, "told")
        if came.wait(2):
            times.append((time.perf_counter() - begun) * 1000)
    notices.stop()
    other.close()
    return times


def _queue(store: SharedStore) -> Queue:
    cases = Cases(store, store.clock, emergency_open=lambda _intake: False)
    return Queue(
        store, store.clock, cases=cases, promises=Promises(store, store.clock), lease_seconds=45
    )


def _write_up(queue: Queue, act: Act, call: str) -> None:
    queue.complete(act, call, WrapUp(code=WrapUpCode.INFORMATION_GIVEN))


def _names() -> list[str]:
    return [f"desk{number:02d}" for number in range(ADVISORS)]


def _row(times: Sequence[float]) -> str:
    return f"{_at(times, 50):8.2f} {_at(times, 99):8.2f} {max(times):8.2f}"


def _ratio(ours: Sequence[float], theirs: Sequence[float], percent: int) -> float:
    return _at(ours, percent) / _at(theirs, percent)


def _at(times: Sequence[float], percent: int) -> float:
    return statistics.quantiles(times, n=100)[percent - 1]


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] in ("bare", "by_services"):
        desks: Any = Desks(sys.argv[2], tuple(sys.argv[3:]))
        print(*(f"{one:.3f}" for one in getattr(desks, sys.argv[1])()))
    else:
        main()
