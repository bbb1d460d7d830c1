"""Kills a migration before each of its statements: `python -m tests.soak.migration_kills [STEP]`.

Each time a process of its own brings a store with the first tables up to date and is killed. The
store must be sound, as it was or as it is to be, and become one of today at the next opening.
"""

import os
import signal
import sys
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from advisor_app.storage import migrate
from advisor_app.storage.schema import HEAD
from advisor_app.storage.store import check_store, open_store
from tests.services.desk import Desk, StillClock
from tests.storage.test_migration_faults import KEY, old_store, shape


def main(step: int = 1) -> None:
    """Kill it before every `step`-th statement, until it ends by itself."""
    found = {"0001": 0, HEAD: 0}
    for place in count(1, step):
        with TemporaryDirectory() as folder:
            path = old_store(Path(folder))
            before = shape(path)
            killed = was_killed(path, place)
            check_store(path, KEY)
            after = shape(path)
            revision = HEAD if after[2] == (HEAD,) else "0001"
            assert revision == HEAD or after == before, place
            desk = Desk(open_store(path, KEY, StillClock()))
            assert desk.cases.create(desk.act()).number == "Q-26-00008"
            desk.store.close()
            if not killed:
                break
            found[revision] += 1
    told = f"{found['0001']} times the store was as before, {found[HEAD]} times as it is to be"
    print(f"killed before {sum(found.values())} statements: {told}; each opened again, whole")


def was_killed(path: Path, place: int) -> bool:
    """Migrate in a process that does not outlive the statement at `place`."""
    child = os.fork()
    if child == 0:
        left = [place]

        def strike(*_statement: Any) -> None:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        event.listen(Engine, "before_cursor_execute", strike)
        migrate.upgrade(path, KEY, "0001")
        os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]))
