"""Where each desk is at work."""

from sqlalchemy import Connection, delete, select

from advisor_app.domain.case import DeskPlace
from advisor_app.storage.line_tables import desk_place
from advisor_app.storage.upserts import upsert


class DeskRows:
    """Reads the places of desks on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def place(self, by: str, workstation: str) -> DeskPlace | None:
        """Where that desk was last, where nobody signed out since."""
        row = self._connection.execute(
            select(desk_place).where(desk_place.c.by == by, desk_place.c.workstation == workstation)
        ).one_or_none()
        if row is None:
            return None
        return DeskPlace(case=row.case, path=row.path, cursor=row.cursor, call=row.call, at=row.at)


class DeskWriting(DeskRows):
    """Changes the places of desks on one connection."""

    def put(self, by: str, workstation: str, place: DeskPlace) -> None:
        """The desk is there now."""
        upsert(
            self._connection,
            desk_place,
            {"by": by, "workstation": workstation},
            {
                "case": place.case,
                "path": place.path,
                "cursor": place.cursor,
                "call": place.call,
                "at": place.at,
            },
        )

    def forget(self, by: str, workstation: str) -> None:
        """The desk is at no case any more."""
        self._connection.execute(
            delete(desk_place).where(desk_place.c.by == by, desk_place.c.workstation == workstation)
        )
