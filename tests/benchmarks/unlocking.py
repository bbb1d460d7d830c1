"""What the encryption costs an advisor: at unlock, and at each case that is opened.

`python -m tests.benchmarks --only unlocking`. An unlock derives the key of the store, opens it and
signs in; beside it stands the derivation of the key alone. A full case is opened in turn in a store
as it ships and in one that is the same but for its encryption.
"""

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

import sqlcipher3.dbapi2

from advisor_app.domain.people import Advisor, Role
from advisor_app.services.accounts import Accounts
from advisor_app.storage import connections
from advisor_app.storage.keys import COST, KEYS_FOLDER, StoreKeys, derived_key
from advisor_app.storage.store import STORE_FILE, create_store, new_key, open_store
from tests.benchmarks.figures import Figure, milliseconds, p50, percentile
from tests.benchmarks.intake_page import full_case
from tests.services.desk import Desk, StillClock

_SECRET = "seven grey herons over water"
_CLOCK = StillClock()


def figures(quick: bool) -> Iterator[Figure]:
    """Unlock, and the opening of a case."""
    with TemporaryDirectory() as folder:
        yield from _unlocked(Path(folder) / "centre", 5 if quick else 20)
        yield _opened(Path(folder), 20 if quick else 100)


def _unlocked(folder: Path, turns: int) -> Iterator[Figure]:
    key = new_key()
    keys, _ = StoreKeys.create(folder / KEYS_FOLDER, key)
    store = create_store(folder / STORE_FILE, key, _CLOCK)
    ann = Advisor(id="ann", name="Ann Doe", initials="AD", role=Role.ADMINISTRATOR)
    Accounts(store, _CLOCK, keys).create(None, ann, _SECRET)
    store.close()
    ours, alone = [], []
    for _ in range(turns):
        ours.append(milliseconds(partial(_unlock, folder)))
        alone.append(milliseconds(partial(derived_key, _SECRET, b"salt of 16 bytes", COST)))
    yield Figure(
        what="unlock of the store and sign-in, slowest", beside="1.5 s", limit=1500.0,
        ours=max(ours), unit="ms", note=f"p50 {p50(ours):.0f} ms, least {min(ours):.0f} ms",
    )  # fmt: skip
    yield Figure(
        what="unlock of the store and sign-in, p50", beside="the key's argon2id alone",
        limit=p50(alone), ours=p50(ours), unit="ms", times=1.5,
    )  # fmt: skip


def _unlock(folder: Path) -> None:
    key = StoreKeys.at(folder / KEYS_FOLDER).unlock("ann", _SECRET)
    store = open_store(folder / STORE_FILE, key, _CLOCK)
    Accounts(store, _CLOCK).sign_in("ann", _SECRET, "desk 1")
    store.close()


def _opened(folder: Path, turns: int) -> Figure:
    shipped = _with_case(folder / "shipped")
    with patch.object(connections, "connect", _without_key):
        plain = _with_case(folder / "plain")
        plain.cases.open(plain.act(), "Q-26-00001")
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(turns):
        for desk, times in ((shipped, ours), (plain, bare)):
            opening = partial(desk.cases.open, desk.act(), "Q-26-00001")
            times.append(milliseconds(opening, time.process_time))
    for desk in (shipped, plain):
        desk.store.close()
    assert (folder / "plain" / STORE_FILE).read_bytes().startswith(b"SQLite format 3")
    return Figure(
        what="more for opening a full case than unencrypted, p50 (processor)", beside="10 ms",
        limit=10.0, ours=max(0.0, p50(ours) - p50(bare)), unit="ms",
        note=f"p50 {p50(ours):.1f} and {p50(bare):.1f} ms, "
             f"p99 {percentile(ours, 99):.1f} and {percentile(bare, 99):.1f} ms",
    )  # fmt: skip


def _with_case(folder: Path) -> Desk:
    desk = Desk(create_store(folder / STORE_FILE, new_key(), _CLOCK))
    desk.cases.create(desk.act(), full_case())
    return desk


def _without_key(path: Path, _key: bytes, *, mode: str = "rw") -> Any:
    """The same library on a file that it does not encrypt."""
    return sqlcipher3.dbapi2.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=connections.BUSY_SECONDS,
        check_same_thread=False,
        isolation_level=None,
    )
