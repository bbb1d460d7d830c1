"""The audit on a store that many write to at once: each connection adds to a chain of its own."""

from typing import Final, Protocol

from sqlalchemy import Connection, Sequence, select

from advisor_app.domain.case import Act
from advisor_app.services.ports import Clock
from advisor_app.storage.audit_chains import ChainEnd
from advisor_app.storage.audit_rows import AuditWriting, Link
from advisor_app.storage.audit_seals import AuditSeal
from advisor_app.storage.ready import Ready

_NEXT_NUMBER: Final = Ready(select(Sequence("audit_seq_seq").next_value().label("seq")))


class Turn(Protocol):
    """What comes with the turn of a unit on a shared store."""

    def first_number(self) -> int:
        """The number of the unit's first row."""
        ...

    def newest_key(self) -> int:
        """The first row that the newest key seals."""
        ...


class ChainedAuditWriting(AuditWriting):
    """Adds to the chain of one connection, on a store that many write to at once."""

    def __init__(
        self,
        connection: Connection,
        seal: AuditSeal,
        act: Act | None,
        clock: Clock,
        end: ChainEnd,
        turn: Turn,
    ) -> None:
        super().__init__(connection, seal, act, clock)
        self._end = end
        self._turn = turn

    def _first_of_new_key(self) -> int:
        """A number that is given to no row: whoever waits for this unit may hold a lower one."""
        return int(_NEXT_NUMBER.first(self._connection).seq)

    def _next(self) -> Link:
        if self.head is None:
            self._know_key(self._turn.newest_key())
            seq = self._turn.first_number()
        else:
            seq = _NEXT_NUMBER.first(self._connection).seq
        return Link(seq=seq, chain=self._end.number, before=self.head or self._end.head)
