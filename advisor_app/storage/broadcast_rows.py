"""Lines of text to every desk."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from advisor_app.services.records import Broadcast
from advisor_app.storage.line_tables import broadcast
from advisor_app.storage.upserts import upsert


class BroadcastRows:
    """Reads what was said to all on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def broadcast(self, id_: str) -> Broadcast | None:
        """One of them."""
        row = self._connection.execute(select(broadcast).where(broadcast.c.id == id_)).one_or_none()
        return None if row is None else _broadcast(row)

    def standing(self, now: datetime) -> tuple[Broadcast, ...]:
        """What still stands, the newest first."""
        rows = self._connection.execute(
            select(broadcast).where(broadcast.c.until > now).order_by(broadcast.c.at.desc())
        )
        return tuple(_broadcast(row) for row in rows)


class BroadcastWriting(BroadcastRows):
    """Changes what was said to all on one connection."""

    def put(self, one: Broadcast) -> None:
        """Say it, or let it stand as told."""
        upsert(
            self._connection,
            broadcast,
            {"id": one.id},
            {
                "words": one.words,
                "by": one.by,
                "by_name": one.by_name,
                "at": one.at,
                "until": one.until,
            },
        )


def _broadcast(row: Row[Any]) -> Broadcast:
    return Broadcast(
        id=row.id, words=row.words, by=row.by, by_name=row.by_name, at=row.at, until=row.until
    )
