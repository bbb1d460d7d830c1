"""The chains of a shared audit: one for each connection, so that no desk waits for another.

Each connection adds to a chain of its own and alone knows its end. The table of chains holds the
newest row of each, sealed, and moves in the same transaction: rows that are cut off a chain's end
are missed, and so is a chain that is taken away, for chains are numbered without gaps.
"""

from dataclasses import dataclass
from typing import Final

from sqlalchemy import Connection, bindparam, func, insert, select, update

from advisor_app.storage.anchor import Head
from advisor_app.storage.audit_seals import AuditSeal
from advisor_app.storage.house_tables import audit_chain
from advisor_app.storage.ready import Ready
from advisor_app.storage.server_locks import begin_chains_one_by_one

_CHAIN: Final = "chain of the audit"
_MOVE: Final = Ready(
    update(audit_chain)
    .where(audit_chain.c.number == bindparam("of"))
    .values(last=bindparam("last"), mac=bindparam("mac"), seal=bindparam("seal"))
)
_NOTHING: Final = Head(seq=0, mac="")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainEnd:
    """The end of a chain: its number and its newest row; number 0 where there is none yet."""

    number: int
    head: Head = _NOTHING
    seal: str = ""


def chain_of(connection: Connection, seal: AuditSeal) -> ChainEnd:
    """The chain of this connection; a new one is begun, in a transaction of its own."""
    known: ChainEnd | None = connection.info.get(_CHAIN)
    if known is not None:
        return known
    with connection.begin():
        begin_chains_one_by_one(connection)
        last = connection.execute(select(func.max(audit_chain.c.number))).scalar() or 0
        begun = ChainEnd(number=last + 1)
        _add(connection, seal, begun)
    connection.info[_CHAIN] = begun
    return begun


def move_end(connection: Connection, seal: AuditSeal, number: int, head: Head) -> None:
    """Let the store know the newest row of a chain, in the transaction that adds it."""
    _MOVE.send(connection, of=number, last=head.seq, mac=head.mac, seal=seal.of_end(number, head))


def remember_end(connection: Connection, number: int, head: Head) -> None:
    """The transaction that added that row was committed."""
    connection.info[_CHAIN] = ChainEnd(number=number, head=head)


def forget_chain(connection: Connection) -> None:
    """Nobody knows whether the last row was kept: this connection goes on with a new chain."""
    connection.info.pop(_CHAIN, None)


def chain_ends(connection: Connection) -> tuple[ChainEnd, ...]:
    """What the store says of the ends of all chains, by number."""
    rows = connection.execute(select(audit_chain).order_by(audit_chain.c.number))
    return tuple(
        ChainEnd(number=row.number, head=Head(seq=row.last, mac=row.mac), seal=row.seal)
        for row in rows
    )


def _add(connection: Connection, seal: AuditSeal, end: ChainEnd) -> None:
    connection.execute(
        insert(audit_chain).values(
            number=end.number,
            last=end.head.seq,
            mac=end.head.mac,
            seal=seal.of_end(end.number, end.head),
        )
    )
