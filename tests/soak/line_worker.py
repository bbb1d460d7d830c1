"""One desk of the load test, as a process of its own: takes what is offered, writes it up, dies.

Usage: line_worker ADDRESS ACCOUNT LEASE_SECONDS. It prints `claimed ID` and `done ID`, and ends
when nothing has been left to do for a few seconds.
"""

import random
import sys
import time

from advisor_app.domain.case import Act, Session
from advisor_app.line.calls import CallState, WrapUpCode
from advisor_app.line.presence import PresenceState
from advisor_app.services.cases import Cases
from advisor_app.services.failures import ServiceFailure
from advisor_app.services.presences import Presences
from advisor_app.services.promises import Promises
from advisor_app.services.queue import Queue, WrapUp
from advisor_app.storage.server import server_url
from advisor_app.storage.shared_store import open_shared_store

NOTHING_FOR: float = 3.0


def work(address: str, account: str, lease_seconds: int) -> None:
    """Take calls until none is left."""
    store = open_shared_store(server_url(address))
    clock = store.clock
    cases = Cases(store, clock, emergency_open=lambda _intake: False)
    queue = Queue(
        store,
        clock,
        cases=cases,
        promises=Promises(store, clock),
        lease_seconds=lease_seconds,
    )
    session = Session(
        account=account, name=account, role="advisor", workstation=account, started_at=clock.now()
    )
    act = Act(session=session)
    presences = Presences(store, clock)
    pause = random.Random(account)
    idle_since = time.monotonic()
    while time.monotonic() - idle_since < NOTHING_FOR:
        try:
            if queue.calls(act):
                idle_since = time.monotonic()
            mine = queue.my_call(act)
            if mine is not None and mine.state is not CallState.WRAP_UP:
                queue.end(act, mine.id)
            if mine is not None:
                queue.complete(act, mine.id, WrapUp(code=WrapUpCode.INFORMATION_GIVEN))
                print(f"done {mine.id}", flush=True)
            if presences.get(act).state is PresenceState.AWAY:
                presences.choose(act, PresenceState.AVAILABLE)
            queue.dispatch()
            offered = next((one for one in queue.rows(act) if one.offered_to == account), None)
            if offered is None:
                time.sleep(0.02)
                continue
            call = queue.claim(act, offered.key, offered.version)
            print(f"claimed {call.id} {call.arrived_at.isoformat()}", flush=True)
            time.sleep(pause.uniform(0, 0.1))
            queue.complete(act, call.id, WrapUp(code=WrapUpCode.INFORMATION_GIVEN))
            print(f"done {call.id}", flush=True)
        except ServiceFailure:
            idle_since = time.monotonic()
            time.sleep(0.01)
    store.close()


if __name__ == "__main__":
    work(sys.argv[1], sys.argv[2], int(sys.argv[3]))
