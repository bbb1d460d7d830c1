"""What waits, as one account may see it: all that the first picture of a desk needs of the line."""

from datetime import timedelta
from typing import Final

from advisor_app.domain.case import Act
from advisor_app.services.gate import Gate
from advisor_app.services.look_trail import LookTrail
from advisor_app.services.ports import Clock, Store
from advisor_app.services.queue_rows import as_seen, queue_rows
from advisor_app.services.queue_values import QueueRow
from advisor_app.services.rights import Deed

SOON: Final = timedelta(hours=1)


class QueueLooks:
    """Reads the line and changes nothing of it; every look is in the audit."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._gate = Gate(store, clock)
        self._trail = LookTrail(store, clock)

    def rows(self, act: Act, *, promises_within: timedelta = SOON) -> tuple[QueueRow, ...]:
        """All that waits: urgent calls, overdue promises, calls, promises due soon, requests."""
        now = self._clock.now()
        self._trail.write_down(act, "queue.read", "call", "")
        right = self._gate.right(act, Deed.SEE_QUEUE)
        with self._gate.reading(act, Deed.SEE_QUEUE, "queue.read", "call") as unit:
            rows = queue_rows(unit, now, now + promises_within)
        return tuple(as_seen(one, right, act.session.account) for one in rows)
