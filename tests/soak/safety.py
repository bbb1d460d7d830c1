"""The safety figures at full size: `python -m tests.soak.safety [NAME...]`; see RESULTS.md."""

import random
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Final

from advisor_app.domain.answers import Statement, say
from advisor_app.domain.case import Edit
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.domain.people import Advisor, Role
from advisor_app.services.accounts import Accounts
from advisor_app.services.failures import ServiceFailure
from advisor_app.storage.backups import write_backup
from advisor_app.storage.keys import KEYS_FOLDER, StoreKeys
from advisor_app.storage.restoring import restore_backup
from advisor_app.storage.store import STORE_FILE, check_store, create_store, new_key, open_store
from tests.services.desk import Desk, StillClock
from tests.soak.power_cut import STYLES, cut, recorded
from tests.storage.tampering import TAMPERS, copied, tampered
from tests.storage.test_sudden_end import checked, killed_typist

KILLS: Final = 200
CUTS: Final = 200
TAMPERED: Final = 1000
ROWS: Final = 100_000
CASES: Final = 10_000
FLIPS: Final = 50
SAVES: Final = 1000
CLOCK: Final = StillClock()
SECRET: Final = "a passphrase of the operator"


def one_case(path: Path, key: bytes) -> None:
    """A closed store with one case."""
    desk = Desk(create_store(path, key, CLOCK))
    desk.cases.create(desk.act())
    desk.store.close()


def kills(folder: Path) -> str:
    """Kill the typist again and again; nothing acknowledged may be missing."""
    path, key, dice, first = folder / STORE_FILE, new_key(), random.Random(1), 0
    one_case(path, key)
    for _ in range(KILLS):
        first = checked(path, key, killed_typist(path, key, first, dice.randrange(1, 40))) + 1
    check_store(path, key)
    return f"{KILLS} kills, {first} saves, 0 acknowledged lost, 0 torn pairs"


def power_cuts(folder: Path) -> str:
    """Cut the power at random points of a recorded run, in three styles."""
    path, key = folder / STORE_FILE, new_key()
    one_case(path, key)
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    events = recorded(path, key, 25, folder.parent / "calls.log")
    said = [place for place, event in enumerate(events) if event.kind == "said"]
    dice, lost = random.Random(2), dict.fromkeys(STYLES, 0)
    for style in STYLES:
        for turn in range(CUTS):
            at = dice.randrange(said[0] + 1, len(events))
            acknowledged = cut(events, before, at, style, turn, folder.parent / "cut")
            try:
                checked(folder.parent / "cut" / STORE_FILE, key, acknowledged)
            except (AssertionError, ServiceFailure, ValueError):
                lost[style] += 1
    told = ", ".join(f"{style} {count} of {CUTS}" for style, count in lost.items())
    return f"{len(said)} acknowledged saves recorded; cuts that lost or tore one: {told}"


def tampers(folder: Path) -> str:
    """Tamper with the audit in every way; each must be found and its first row named."""
    key, rows, found, named = new_key(), 40, 0, 0
    path = folder / STORE_FILE
    desk = Desk(create_store(path, key, CLOCK))
    for _ in range(rows):
        desk.cases.create(desk.act())
    desk.store.close()
    for turn in range(TAMPERED):
        copy = copied(path, folder / "copy")
        bad = tampered(copy, key, TAMPERS[turn % len(TAMPERS)], random.Random(turn), rows)
        store = open_store(copy, key, CLOCK)
        with store.reading() as unit:
            verdict = unit.audit.verify()
        store.close()
        found += not verdict.sound
        named += bad is None or verdict.first_bad == bad
    return f"{found} of {TAMPERED} found, first bad row right in {named}"


def audit_speed(folder: Path) -> str:
    """Append and verify a long audit."""
    store = create_store(folder / STORE_FILE, new_key(), CLOCK)
    desk, begun = Desk(store), time.perf_counter()
    act, written = desk.act(), 1000
    for _ in range(written):
        desk.audit.note(act, "soak", "audit", "")
    each = written / (time.perf_counter() - begun)
    for _ in range(written, ROWS, 500):
        with store.writing(act) as unit:
            for _ in range(500):
                unit.audit.append("soak", "audit", "")
    begun = time.perf_counter()
    with store.reading() as unit:
        verdict = unit.audit.verify()
    took = time.perf_counter() - begun
    store.close()
    assert verdict.sound
    return f"{verdict.rows} rows verify in {took:.1f} s ({verdict.rows / took:,.0f} rows/s); " + (
        f"{each:.0f} rows/s appended, one transaction each"
    )


def flips(folder: Path) -> str:
    """Flip one bit at random places; each must be found."""
    path, key, dice, found = folder / STORE_FILE, new_key(), random.Random(3), 0
    one_case(path, key)
    whole = path.read_bytes()
    for _ in range(FLIPS):
        place = dice.randrange(len(whole))
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            check_store(path, key)
        except ServiceFailure:
            found += 1
    return f"{found} of {FLIPS} found"


def restoring(folder: Path) -> str:
    """Back up and put back a store with many cases."""
    key = new_key()
    keys, _ = StoreKeys.create(folder / KEYS_FOLDER, key)
    keys.admit("operator", SECRET)
    store = create_store(folder / STORE_FILE, key, CLOCK)
    desk, act = Desk(store), Desk.act(Desk(), "ann")
    intake = with_answer(Intake(), "patient.family_name", say("Doe"))
    for _ in range(0, CASES, 200):
        with store.writing(act) as unit:
            for _ in range(200):
                desk.cases.add(unit, act, intake)
    begun = time.perf_counter()
    write_backup(store, folder / KEYS_FOLDER, folder.parent / "b", CLOCK)
    backed = time.perf_counter() - begun
    store.close()
    begun = time.perf_counter()
    restore_backup(
        folder.parent / "b",
        folder,
        lambda found: StoreKeys.at(found).unlock("operator", SECRET),
        CLOCK,
    )
    took, size = time.perf_counter() - begun, (folder.parent / "b").stat().st_size
    return f"{CASES} cases ({size / 1e6:.0f} MB): backup {backed:.1f} s, restore {took:.1f} s"


def speed(folder: Path) -> str:
    """Saves and openings, beside one transaction of plain SQLite with the same settings."""
    store = create_store(folder / STORE_FILE, new_key(), CLOCK)
    desk = Desk(store)
    act = desk.act()
    number = desk.cases.create(act).number
    saves, opens, plain = [], [], []
    with closing(sqlite3.connect(folder / "plain", isolation_level=None)) as other:
        for setting in ("journal_mode = WAL", "synchronous = FULL"):
            other.execute(f"PRAGMA {setting}")
        other.execute("CREATE TABLE t (a TEXT)")
        for turn in range(SAVES):
            edit = Edit(
                id=f"e{turn}", path="patient.mrn", statements=(Statement(value=f"N{turn}"),),
                base=turn + 1,
            )  # fmt: skip
            saves.append(_timed(partial(desk.cases.save, act, number, [edit])))
            plain.append(_timed(lambda: other.execute("INSERT INTO t VALUES ('x')")))
            if turn % 5 == 0:
                opens.append(_timed(lambda: desk.cases.open(act, number)))
    store.close()
    return (
        f"save p50 {median(saves):.1f} ms, p99 {_p99(saves):.1f} ms; open a case p50 "
        f"{median(opens):.1f} ms; plain SQLite commit p50 {median(plain):.1f}, "
        f"p99 {_p99(plain):.1f} ms"
    )


def unlock(folder: Path) -> str:
    """Open the store by its passphrase, at the shipped cost, and sign in."""
    key = new_key()
    keys, _ = StoreKeys.create(folder / KEYS_FOLDER, key)
    store = create_store(folder / STORE_FILE, key, CLOCK)
    person = Advisor(id="ann", name="Ann", initials="AN", role=Role.ADMINISTRATOR)
    Accounts(store, CLOCK, keys).create(None, person, SECRET)
    store.close()
    times = []
    for _ in range(10):
        begun = time.perf_counter()
        opened = open_store(
            folder / STORE_FILE, StoreKeys.at(folder / KEYS_FOLDER).unlock("ann", SECRET), CLOCK
        )
        Accounts(opened, CLOCK).sign_in("ann", SECRET, "desk")
        times.append(time.perf_counter() - begun)
        opened.close()
    return f"p50 {median(times):.2f} s, worst {max(times):.2f} s"


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def _p99(times: list[float]) -> float:
    return quantiles(times, n=100)[98]


ALL: Final[dict[str, Callable[[Path], str]]] = {
    "speed": speed, "unlock": unlock, "audit": audit_speed, "restore": restoring, "flips": flips,
    "tampers": tampers, "cuts": power_cuts, "kills": kills,
}  # fmt: skip


def main(names: list[str]) -> None:
    """Run those, or all."""
    for name in names or list(ALL):
        with TemporaryDirectory() as folder:
            (Path(folder) / "store").mkdir()
            print(f"{name}: {ALL[name](Path(folder) / 'store')}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
