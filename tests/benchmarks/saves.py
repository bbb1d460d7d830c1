"""What a save and a claim cost through the services, beside the store alone.

`python -m tests.benchmarks --only saves`. Each turn saves one answer of a case with its audit and
its card, and beside it the bare driver writes one field and one row of audit into an encrypted file
of the same settings. A claim is an offered call taken, beside one bare statement with its row.
"""

import time
from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from advisor_app.domain.answers import Statement
from advisor_app.domain.case import Act, Edit
from advisor_app.line.calls import IncomingCall, WrapUpCode
from advisor_app.line.presence import PresenceState
from advisor_app.services.queue import WrapUp
from advisor_app.storage.connections import connect
from advisor_app.storage.store import STORE_FILE, create_store, new_key
from tests.benchmarks.figures import Figure, milliseconds, p50, percentile
from tests.services.desk import Desk, StillClock

_SAVES: Final = 600
_CLAIMS: Final = 100
_SETTINGS: Final = ("journal_mode = WAL", "synchronous = FULL")
_TABLES: Final = (
    "CREATE TABLE field (path TEXT PRIMARY KEY, value TEXT)",
    "CREATE TABLE trail (seq INTEGER PRIMARY KEY, what TEXT)",
    "CREATE TABLE waiting (id INTEGER PRIMARY KEY, state TEXT, holder TEXT)",
)


def figures(quick: bool) -> Iterator[Figure]:
    """Save and claim."""
    with TemporaryDirectory() as folder:
        key, clock = new_key(), StillClock()
        desk = Desk(create_store(Path(folder) / STORE_FILE, key, clock), clock=clock)
        (Path(folder) / "bare").touch()
        with closing(connect(Path(folder) / "bare", key)) as bare:
            for setting in _SETTINGS:
                bare.execute(f"PRAGMA {setting}")
            for table in _TABLES:
                bare.execute(table)
            yield from _saved(desk, bare, _SAVES // 4 if quick else _SAVES)
            yield _claimed(desk, bare, _CLAIMS // 2 if quick else _CLAIMS)
        desk.store.close()


def _saved(desk: Desk, bare: Any, turns: int) -> Iterator[Figure]:
    act = desk.act()
    number = desk.cases.create(act).number
    ours, cpu, limit = [], [], []
    for turn in range(turns):
        edit = Edit(
            id=f"e{turn}", path="patient.mrn", statements=(Statement(value=f"N{turn}"),),
            base=turn + 1,
        )  # fmt: skip
        begun = time.process_time()
        ours.append(milliseconds(partial(desk.cases.save, act, number, [edit])))
        cpu.append((time.process_time() - begun) * 1000)
        limit.append(milliseconds(partial(_field, bare, turn)))
    yield Figure(
        what="save of one answer, p50", beside="5 ms", limit=5.0, ours=p50(ours), unit="ms",
        note=f"bare encrypted row and audit {p50(limit):.2f} ms, processor {p50(cpu):.2f} ms",
    )  # fmt: skip
    yield Figure(
        what="save of one answer, p99", beside="25 ms", limit=25.0, ours=percentile(ours, 99),
        unit="ms", note=f"bare {percentile(limit, 99):.2f} ms",
    )  # fmt: skip


def _field(bare: Any, turn: int) -> None:
    bare.execute("BEGIN IMMEDIATE")
    bare.execute("INSERT OR REPLACE INTO field VALUES ('patient.mrn', ?)", (f"N{turn}",))
    bare.execute("INSERT INTO trail (what) VALUES ('saved')")
    bare.execute("COMMIT")


def _claimed(desk: Desk, bare: Any, turns: int) -> Figure:
    act = desk.act("ann")
    desk.presences.choose(act, PresenceState.AVAILABLE)
    bare.executemany("INSERT INTO waiting VALUES (?, 'waiting', '')", [(n,) for n in range(turns)])
    ours, limit = [], []
    for turn in range(turns):
        call = IncomingCall(id=f"c-{turn}", phone="(212) 555-0142", arrived_at=desk.clock.now())
        desk.queue.arrived(call)
        version = desk.queue.call(act, call.id).version
        ours.append(milliseconds(partial(desk.queue.claim, act, call.id, version)))
        limit.append(milliseconds(partial(_taken, bare, turn)))
        _write_up(desk, act, call.id)
    return Figure(
        what="claim of a call on the embedded store, p50", beside="bare encrypted row and audit",
        limit=p50(limit), ours=p50(ours), unit="ms", times=3.0,
    )  # fmt: skip


def _taken(bare: Any, turn: int) -> None:
    bare.execute("BEGIN IMMEDIATE")
    bare.execute("UPDATE waiting SET state = 'connected', holder = 'ann' WHERE id = ?", (turn,))
    bare.execute("INSERT INTO trail (what) VALUES ('claimed')")
    bare.execute("COMMIT")


def _write_up(desk: Desk, act: Act, call: str) -> None:
    desk.queue.end(act, call)
    desk.queue.complete(act, call, WrapUp(code=WrapUpCode.INFORMATION_GIVEN))
