"""Fifty desks that claim calls on one shared store, through the services and by the bare driver."""

import multiprocessing
import random
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final, Self

import psycopg

from advisor_app.domain.people import Advisor, Role
from advisor_app.line.calls import IncomingCall, WrapUpCode
from advisor_app.line.presence import PresenceState
from advisor_app.services.cases import Cases
from advisor_app.services.presences import Presences
from advisor_app.services.promises import Promises
from advisor_app.services.queue import Queue, WrapUp
from advisor_app.storage.server import server_url
from advisor_app.storage.shared_store import SharedStore, open_shared_store
from tests.services.desk import Desk, StillClock

ADVISORS: Final = 50
_BARE: Final = """
WITH next AS (
    SELECT id FROM bare_call WHERE state = 'waiting' ORDER BY arrived FOR UPDATE SKIP LOCKED LIMIT 1
), taken AS (
    UPDATE bare_call SET state = 'connected', holder = %(me)s, version = version + 1
    FROM next WHERE bare_call.id = next.id RETURNING bare_call.id
)
INSERT INTO bare_audit (actor, action, entity) SELECT %(me)s, 'claim', id FROM taken
"""
_BARE_TABLES: Final = (
    "CREATE TABLE bare_call (id serial PRIMARY KEY, state text, holder text, version int, "
    "arrived timestamptz)",
    "CREATE INDEX ON bare_call (arrived) WHERE state = 'waiting'",
    "CREATE TABLE bare_audit (seq bigserial PRIMARY KEY, actor text, action text, entity int)",
)
_FILL: Final = """
INSERT INTO bare_call (state, holder, version, arrived)
SELECT 'waiting', '', 0, now() FROM generate_series(1, %s)
"""


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds of one claim on the wall, and what they were."""

    wall: float
    computing: float
    queued: float

    @property
    def server(self) -> float:
        """What is left: waiting for the server's answers."""
        return max(0.0, self.wall - self.computing - self.queued)

    @classmethod
    def by(cls, deed: Callable[[], object]) -> Self:
        """How long that took."""
        queued, computing, begun = _queued(), time.thread_time(), time.perf_counter()
        deed()
        wall = time.perf_counter() - begun
        return cls(
            wall=wall * 1000,
            computing=(time.thread_time() - computing) * 1000,
            queued=_queued() - queued,
        )


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of one advisor, or of all: by the bare driver first, then by both in turn.

    The first through the services, in which a desk makes its statements ready, stands apart.
    """

    alone: list[Took] = field(default_factory=list)
    bare: list[Took] = field(default_factory=list)
    ours: list[Took] = field(default_factory=list)
    first: list[Took] = field(default_factory=list)

    def add(self, more: "Claims") -> None:
        """Those of another advisor, too."""
        self.alone.extend(more.alone)
        self.bare.extend(more.bare)
        self.ours.extend(more.ours)
        self.first.extend(more.first)


def fill(address: str, claims: int) -> None:
    """The advisors, and as many calls of either kind as they will claim."""
    store, names = open_shared_store(server_url(address)), _names()
    desk = Desk(store, clock=StillClock(at=store.clock.now()))
    root = desk.act("root", Role.ADMINISTRATOR)
    for name in names:
        advisor = Advisor(id=name, name=name, initials="AD", role=Role.ADVISOR)
        desk.accounts.create(root, advisor, "")
        for turn in range(claims):
            told = IncomingCall(
                id=f"{name}-{turn}", phone="(212) 555-0142", arrived_at=store.clock.now()
            )
            desk.queue.arrived(told)
    store.close()
    with _bare_connection(address) as connection:
        for table in _BARE_TABLES:
            connection.execute(table.encode())
        connection.execute(_FILL, (2 * len(names) * claims,))


def claimed_by_all(address: str, threads: int, claims: int) -> Claims:
    """What all desks took; all begin at once, when each has signed on."""
    names, far = _names(), multiprocessing.get_context("fork")
    begin, told = far.Barrier(-(-len(names) // threads)), far.SimpleQueue()
    desks = [
        far.Process(target=_work, args=(address, names[at : at + threads], claims, begin, told))
        for at in range(0, len(names), threads)
    ]
    for desk in desks:
        desk.start()
    found = Claims()
    for _ in names:
        found.add(told.get())
    for desk in desks:
        desk.join()
    return found


def _work(address: str, names: Sequence[str], claims: int, begin: Any, told: Any) -> None:
    """The advisors of one process, each a desk with a store of its own."""
    ready = threading.Barrier(len(names), action=begin.wait)

    def one(name: str) -> None:
        told.put(_claimed(address, name, claims, ready.wait))

    advisors = [threading.Thread(target=one, args=(name,)) for name in names]
    for advisor in advisors:
        advisor.start()
    for advisor in advisors:
        advisor.join()


def _claimed(address: str, name: str, claims: int, begin: Callable[[], object]) -> Claims:
    """What one advisor's claims took, with up to a second of thinking before each."""
    store, chance, found = open_shared_store(server_url(address)), random.Random(name), Claims()
    queue = _queue(store)
    act = Desk(store, clock=StillClock(at=store.clock.now())).act(name, at=name)
    Presences(store, store.clock).choose(act, PresenceState.AVAILABLE)
    with _bare_connection(address) as connection:

        def claim_bare() -> None:
            connection.execute(_BARE, {"me": name})
            connection.commit()

        def thinks() -> None:
            time.sleep(chance.uniform(0, 1))

        begin()
        for _ in range(claims):
            thinks()
            found.alone.append(Took.by(claim_bare))
        begin()
        for turn in range(claims):
            call = f"{name}-{turn}"
            thinks()
            took = Took.by(partial(queue.claim, act, call, 0))
            (found.ours if turn else found.first).append(took)
            thinks()
            found.bare.append(Took.by(claim_bare))
            queue.complete(act, call, WrapUp(code=WrapUpCode.INFORMATION_GIVEN))
    store.close()
    return found


def _queue(store: SharedStore) -> Queue:
    cases = Cases(store, store.clock, emergency_open=lambda _intake: False)
    return Queue(
        store, store.clock, cases=cases, promises=Promises(store, store.clock), lease_seconds=45
    )


def _bare_connection(address: str) -> psycopg.Connection:
    plain = server_url(address).set(drivername="postgresql")
    return psycopg.connect(plain.render_as_string(hide_password=False))


def _queued() -> float:
    """Milliseconds that this thread has waited for a core so far."""
    return int(Path("/proc/thread-self/schedstat").read_text().split()[1]) / 1e6


def _names() -> list[str]:
    return [f"desk{number:02d}" for number in range(ADVISORS)]
