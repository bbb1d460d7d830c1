"""A shift on a shared server that fails again and again: `python -m tests.soak.server_faults`.

Eight desks claim calls, write into their cases and write the calls up, while the server is frozen,
restarted, kept away for half a minute, and robbed of the answers to its commits. A desk that hears
nothing asks for the same again, as the window does. At the end every call was done once, everything
acknowledged stands in the store once, and the audit holds. See RESULTS.md.
"""

import random
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from sqlalchemy import URL

from advisor_app.domain.answers import Statement
from advisor_app.domain.case import Edit
from advisor_app.domain.paths import answer_at
from advisor_app.line.calls import CallEventKind, IncomingCall, WrapUpCode
from advisor_app.line.presence import PresenceState
from advisor_app.services.failures import StoreLocked, StoreOutOfReach
from advisor_app.services.queue import WrapUp
from tests.answer_thief import AnswerThief
from tests.servers import Server, open_store_at, running_server
from tests.services.desk import Desk, StillClock

DESKS: Final = 8
CALLS: Final = 300
AWAY_SECONDS: Final = 30
STOLEN: Final = 20
CLOCK: Final = StillClock()
_AGAIN: Final = (StoreOutOfReach, StoreLocked)


@dataclass
class Shift:
    """What the desks did, as they were told."""

    calls: list[str]
    turn: threading.Lock = field(default_factory=threading.Lock)
    present: threading.Barrier = field(default_factory=lambda: threading.Barrier(DESKS + 1))
    saved: dict[str, str] = field(default_factory=dict)
    asked_again: int = 0
    slowest: float = 0.0

    def next(self) -> str | None:
        """The next call that nobody works on."""
        with self.turn:
            return self.calls.pop() if self.calls else None

    def surely(self, deed: Callable[[], object]) -> None:
        """Ask until it is known to be done."""
        begun = time.monotonic()
        while True:
            try:
                deed()
                break
            except _AGAIN:
                with self.turn:
                    self.asked_again += 1
                time.sleep(0.1)
        with self.turn:
            self.slowest = max(self.slowest, time.monotonic() - begun)


def main() -> None:
    """Play the shift and say what came of it."""
    with running_server(CLOCK) as server, AnswerThief(server.empty_store()) as thief:
        first = Desk(open_store_at(thief.url, CLOCK), clock=CLOCK)
        names = [f"desk{number}" for number in range(DESKS)]
        first.staff(*names)
        calls = [f"call-{number}" for number in range(CALLS)]
        for call in calls:
            at = CLOCK.now()
            first.queue.arrived(IncomingCall(id=call, phone="(212) 555-0142", arrived_at=at))
        shift = Shift(calls[::-1])
        desks = [
            threading.Thread(target=work, args=(shift, thief.url, name, number))
            for number, name in enumerate(names)
        ]
        for desk in desks:
            desk.start()
        shift.present.wait()
        told = fail(server, thief, desks)
        for desk in desks:
            desk.join()
        print(f"{told}; {checked(first, shift)}")
        first.store.close()


def work(shift: Shift, url: URL, name: str, seed: int) -> None:
    """One advisor, call after call."""
    desk, dice = Desk(open_store_at(url, CLOCK), clock=CLOCK), random.Random(seed)
    act = desk.act(name, at=name)
    shift.surely(lambda: desk.presences.choose(act, PresenceState.AVAILABLE))
    made: list[str] = []
    shift.surely(lambda: made.append(desk.cases.create(act).number))
    number, base = made[-1], 1
    shift.present.wait()
    while (call := shift.next()) is not None:
        shift.surely(partial(desk.queue.claim, act, call, 0))
        for turn in range(3):
            words = f"{call}/{turn}"
            edit = Edit(
                id=words, path="patient.mrn", statements=(Statement(value=words),), base=base
            )
            shift.surely(partial(desk.cases.save, act, number, [edit]))
            base += 1
            shift.saved[number] = words
            time.sleep(dice.uniform(0, 0.1))
        done = WrapUp(code=WrapUpCode.INFORMATION_GIVEN)
        shift.surely(partial(desk.queue.complete, act, call, done))
    desk.store.close()


def fail(server: Server, thief: AnswerThief, desks: list[threading.Thread]) -> str:
    """Let the server fail in every way, and what was done to it."""
    stolen = 0
    server.freeze()
    time.sleep(12)
    server.thaw()
    for _ in range(STOLEN):
        time.sleep(0.2)
        thief.arm()
        stolen += thief.stolen.wait(5)
    server.stop()
    server.start()
    time.sleep(1)
    server.stop()
    time.sleep(AWAY_SECONDS)
    server.start()
    left = sum(desk.is_alive() for desk in desks)
    return (
        f"frozen 12 s, {stolen} answers to commits lost, restarted, away {AWAY_SECONDS} s; "
        f"{left} of {DESKS} desks still at work then"
    )


def checked(desk: Desk, shift: Shift) -> str:
    """Raises AssertionError where anything is lost or was done twice."""
    with desk.store.reading() as unit:
        events = unit.calls.events()
        cases = {number: unit.cases.intake(number) for number in shift.saved}
        verdict = unit.audit.verify()
    for kind in (CallEventKind.ACCEPTED, CallEventKind.ENDED, CallEventKind.WRAP_DONE):
        done = [one.call for one in events if one.kind is kind]
        assert len(done) == len(set(done)) == CALLS, f"{kind.value}: {len(done)}"
    for number, words in shift.saved.items():
        lead = answer_at(cases[number], "patient.mrn").lead
        assert lead is not None
        assert lead.value == words
    assert verdict.sound, verdict.why
    return (
        f"{CALLS} calls each claimed, ended and written up once, {3 * CALLS} saves all there, "
        f"{shift.asked_again} deeds asked for again, the longest wait {shift.slowest:.0f} s; "
        f"audit of {verdict.rows} rows sound"
    )


if __name__ == "__main__":
    main()
