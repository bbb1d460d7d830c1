"""The units of work: a look at the store, and a transaction."""

from sqlalchemy import Connection

from advisor_app.domain.case import Act
from advisor_app.storage.appointment_rows import AppointmentRows, AppointmentWriting
from advisor_app.storage.audit_rows import AuditRows, AuditWriting
from advisor_app.storage.audit_seals import AuditSeal
from advisor_app.storage.broadcast_rows import BroadcastRows, BroadcastWriting
from advisor_app.storage.call_rows import CallRows, CallWriting
from advisor_app.storage.centre_rows import CentreRows, CentreWriting, PromiseRows, PromiseWriting
from advisor_app.storage.consult_rows import ConsultRows, ConsultWriting
from advisor_app.storage.desk_rows import DeskRows, DeskWriting
from advisor_app.storage.glass_rows import GlassRows, GlassWriting
from advisor_app.storage.person_rows import PersonRows, PersonWriting
from advisor_app.storage.search_rows import CaseShelf, CaseWritingShelf
from advisor_app.storage.staff_rows import (
    AccountRows,
    AccountWriting,
    PresenceRows,
    PresenceWriting,
)


class ReadingUnit:
    """One consistent look at the store."""

    def __init__(self, connection: Connection, seal: AuditSeal) -> None:
        self.cases = CaseShelf(connection)
        self.people = PersonRows(connection)
        self.consults = ConsultRows(connection)
        self.broadcasts = BroadcastRows(connection)
        self.calls = CallRows(connection)
        self.presence = PresenceRows(connection)
        self.desks = DeskRows(connection)
        self.appointments = AppointmentRows(connection)
        self.promises = PromiseRows(connection)
        self.accounts = AccountRows(connection)
        self.centre = CentreRows(connection)
        self.glass = GlassRows(connection)
        self.audit = AuditRows(connection, seal)


class WritingUnit:
    """One transaction for one act."""

    def __init__(self, connection: Connection, audit: AuditWriting, act: Act | None) -> None:
        self.act = act
        self.cases = CaseWritingShelf(connection)
        self.people = PersonWriting(connection)
        self.consults = ConsultWriting(connection)
        self.broadcasts = BroadcastWriting(connection)
        self.calls = CallWriting(connection)
        self.presence = PresenceWriting(connection)
        self.desks = DeskWriting(connection)
        self.appointments = AppointmentWriting(connection)
        self.promises = PromiseWriting(connection)
        self.accounts = AccountWriting(connection)
        self.centre = CentreWriting(connection)
        self.glass = GlassWriting(connection)
        self.audit = audit

    def act_as(self, act: Act) -> None:
        """The deed is done for that reason from now on."""
        self.act = self.audit.act = act
