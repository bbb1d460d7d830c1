"""Questions to the nurses."""

from typing import Any

from sqlalchemy import Connection, Row, select

from advisor_app.services.records import Consult
from advisor_app.storage.case_tables import consult
from advisor_app.storage.upserts import upsert


class ConsultRows:
    """Reads questions on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def consult(self, id_: str) -> Consult | None:
        """One question."""
        row = self._connection.execute(select(consult).where(consult.c.id == id_)).one_or_none()
        return None if row is None else _consult(row)

    def open_ones(self) -> tuple[Consult, ...]:
        """The questions that nobody answered yet, by age."""
        rows = self._connection.execute(
            select(consult).where(consult.c.answered_by == "").order_by(consult.c.asked_at)
        )
        return tuple(_consult(row) for row in rows)

    def of_case(self, number: str) -> tuple[Consult, ...]:
        """All questions about a case, the newest first."""
        rows = self._connection.execute(
            select(consult).where(consult.c.case == number).order_by(consult.c.asked_at.desc())
        )
        return tuple(_consult(row) for row in rows)


class ConsultWriting(ConsultRows):
    """Changes questions on one connection."""

    def put(self, one: Consult) -> None:
        """Add a question, or let it stand as told."""
        upsert(
            self._connection,
            consult,
            {"id": one.id},
            {
                "case": one.case,
                "question": one.question,
                "urgency": one.urgency,
                "asked_by": one.asked_by,
                "asked_at": one.asked_at,
                "answer": one.answer,
                "disposition": one.disposition,
                "answered_by": one.answered_by,
                "answered_at": one.answered_at,
            },
        )


def _consult(row: Row[Any]) -> Consult:
    return Consult(
        id=row.id,
        case=row.case,
        question=row.question,
        urgency=row.urgency,
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        answer=row.answer,
        disposition=row.disposition,
        answered_by=row.answered_by,
        answered_at=row.answered_at,
    )
