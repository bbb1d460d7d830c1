"""Cases that were opened by breaking the glass, and who looked at it afterwards."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from advisor_app.domain.case import Session
from advisor_app.services.records import OpenedGlass
from advisor_app.storage.house_tables import glass


class GlassRows:
    """Reads on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def standing(self, account: str, case: str, now: datetime) -> OpenedGlass | None:
        """The newest opening of a case for an account that has not run out."""
        query = (
            select(glass)
            .where(glass.c.account == account, glass.c.case == case, glass.c.until > now)
            .order_by(glass.c.id.desc())
            .limit(1)
        )
        row = self._connection.execute(query).one_or_none()
        return None if row is None else _opened(row)

    def to_review(self) -> tuple[OpenedGlass, ...]:
        """What nobody looked at yet, oldest first."""
        query = select(glass).where(glass.c.reviewed_by == "").order_by(glass.c.id)
        return tuple(_opened(row) for row in self._connection.execute(query))


class GlassWriting(GlassRows):
    """Changes on one connection."""

    def add(
        self, session: Session, case: str, reason: str, at: datetime, until: datetime
    ) -> OpenedGlass:
        """A case is open to an account until then."""
        row = self._connection.execute(
            insert(glass)
            .values(
                account=session.account,
                workstation=session.workstation,
                case=case,
                reason=reason,
                at=at,
                until=until,
                reviewed_by="",
                finding="",
            )
            .returning(glass)
        ).one()
        return _opened(row)

    def reviewed(self, id_: int, by: str, at: datetime, finding: str) -> None:
        """Somebody looked at it."""
        self._connection.execute(
            update(glass)
            .where(glass.c.id == id_)
            .values(reviewed_by=by, reviewed_at=at, finding=finding)
        )


def _opened(row: Row[Any]) -> OpenedGlass:
    return OpenedGlass(
        id=row.id,
        account=row.account,
        workstation=row.workstation,
        case=row.case,
        reason=row.reason,
        at=row.at,
        until=row.until,
        reviewed_by=row.reviewed_by,
        finding=row.finding,
    )
