"""Places of specialists that are held or booked."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, or_, select, update

from advisor_app.domain.appointments import Appointment, AppointmentState
from advisor_app.domain.people import Slot, VisitMode
from advisor_app.storage.case_tables import appointment
from advisor_app.storage.upserts import add_once


class AppointmentRows:
    """Reads appointments on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def taken(self, now: datetime) -> tuple[Appointment, ...]:
        """Every place that is held or booked at that instant."""
        booked = appointment.c.state == AppointmentState.BOOKED.value
        standing = or_(booked, appointment.c.until > now)
        rows = self._connection.execute(select(appointment).where(standing))
        return tuple(_appointment(row) for row in rows)

    def of_case(self, number: str) -> tuple[Appointment, ...]:
        """What a case holds or has booked, soonest first; a hold may have ended."""
        query = select(appointment).where(appointment.c.case == number).order_by(appointment.c.at)
        return tuple(_appointment(row) for row in self._connection.execute(query))


class AppointmentWriting(AppointmentRows):
    """Changes appointments on one connection."""

    def take(self, one: Appointment, now: datetime) -> bool:
        """Hold a place, unless somebody else has it; whether it was taken.

        The primary key decides between two desks that ask at once.
        """
        here = (appointment.c.practitioner == one.practitioner, appointment.c.at == one.slot.at)
        held = appointment.c.state == AppointmentState.HELD.value
        ended = or_(appointment.c.until <= now, appointment.c.case == one.case)
        self._connection.execute(delete(appointment).where(*here, held, ended))
        values = {
            "practitioner": one.practitioner,
            "at": one.slot.at,
            "site": one.slot.site,
            "mode": one.slot.mode.value,
            "case": one.case,
            "by": one.by,
            "state": one.state.value,
            "until": one.until,
        }
        return add_once(self._connection, appointment, values)

    def book(self, one: Appointment) -> None:
        """Let a held place be booked."""
        booked = AppointmentState.BOOKED.value
        self._connection.execute(update(appointment).where(*_that(one)).values(state=booked))

    def give_back(self, one: Appointment) -> None:
        """Let one place of a case be free again."""
        self._connection.execute(delete(appointment).where(*_that(one)))

    def release(self, number: str) -> int:
        """Give back what a case holds or has booked; how many places."""
        done = self._connection.execute(delete(appointment).where(appointment.c.case == number))
        return int(done.rowcount)


def _that(one: Appointment) -> tuple[ColumnElement[bool], ...]:
    return (
        appointment.c.practitioner == one.practitioner,
        appointment.c.at == one.slot.at,
        appointment.c.case == one.case,
    )


def _appointment(row: Row[Any]) -> Appointment:
    return Appointment(
        practitioner=row.practitioner,
        slot=Slot(at=row.at, site=row.site, mode=VisitMode(row.mode)),
        case=row.case,
        by=row.by,
        state=AppointmentState(row.state),
        until=row.until,
    )
