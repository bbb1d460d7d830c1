"""A supervisor's line of text to every desk: said once, seen by all until it is over."""

from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import uuid4

from advisor_app.domain.case import Act
from advisor_app.domain.text import clean
from advisor_app.services.failures import NotPossible
from advisor_app.services.gate import Gate
from advisor_app.services.ports import Clock, Store
from advisor_app.services.records import Broadcast
from advisor_app.services.rights import Deed

LONGEST: Final = 160
"""Letters of one line: it must be read at a glance beside a call."""

MOST_MINUTES: Final = 480


class Broadcasts:
    """What is said to all desks, on whichever store they share."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._gate = Gate(store, clock)

    def send(self, act: Act, words: str, minutes: int) -> Broadcast:
        """Say it to every desk for so many minutes. Raises Denied, NotPossible."""
        line = " ".join(clean(words).split())
        if not line:
            raise NotPossible("Say what all desks shall read.")
        if len(line) > LONGEST:
            raise NotPossible(f"A line to all has at most {LONGEST} letters.")
        if not 1 <= minutes <= MOST_MINUTES:
            raise NotPossible(f"A line to all stands for 1 to {MOST_MINUTES} minutes.")
        now = self._clock.now()
        said = Broadcast(
            id=uuid4().hex,
            words=line,
            by=act.session.account,
            by_name=act.session.name,
            at=now,
            until=now + timedelta(minutes=minutes),
        )
        with self._gate.writing(act, Deed.SPEAK_TO_ALL, "broadcast.send", "broadcast") as unit:
            unit.broadcasts.put(said)
            unit.audit.append("broadcast.send", "broadcast", said.id, f"{minutes} min")
        return said

    def withdraw(self, act: Act, id_: str) -> None:
        """Let it be over at every desk; what is over already is no news. Raises Denied."""
        deed, now = Deed.SPEAK_TO_ALL, self._clock.now()
        with self._gate.writing(act, deed, "broadcast.withdraw", "broadcast", id_) as unit:
            said = unit.broadcasts.broadcast(id_)
            if said is not None and said.until > now:
                unit.broadcasts.put(replace(said, until=now))
            unit.audit.append("broadcast.withdraw", "broadcast", id_)

    def standing(self) -> tuple[Broadcast, ...]:
        """What is to be read at every desk now, the newest first."""
        with self._store.reading() as unit:
            return unit.broadcasts.standing(self._clock.now())
