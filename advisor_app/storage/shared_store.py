"""The store that many workstations share: one PostgreSQL, the same services, the same units."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import psycopg
from sqlalchemy import URL, Connection, Engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.dml import UpdateBase

from advisor_app.domain.case import Act
from advisor_app.services.changes import Change
from advisor_app.services.failures import DoneElsewhere, StoreForeign, WrongPassword
from advisor_app.services.founding import AddressState
from advisor_app.services.ports import Clock
from advisor_app.storage.anchor import Head
from advisor_app.storage.audit_chains import (
    chain_of,
    forget_chain,
    move_end,
    remember_end,
)
from advisor_app.storage.audit_keys import audit_keys, begins_with_key
from advisor_app.storage.audit_seals import AuditSeal
from advisor_app.storage.chained_audit import ChainedAuditWriting
from advisor_app.storage.desk_anchors import DeskAnchors
from advisor_app.storage.notices import Notices, send_notice
from advisor_app.storage.ready import changed_tables
from advisor_app.storage.server import driver_of, server_engine, told_by_server, within_time
from advisor_app.storage.server_clock import ServerClock
from advisor_app.storage.server_roles import install_groups
from advisor_app.storage.server_schema import (
    install_on_server,
    server_brought_up_to_date,
    state_of_database,
    uninstall_from_server,
)
from advisor_app.storage.server_turns import is_first_at, take_turn
from advisor_app.storage.units import ReadingUnit, WritingUnit

_AUDIT: Final = frozenset({"audit", "audit_chain"})


class SharedStore:
    """Units of many workstations on one server.

    A unit that names nothing has the store for itself, as on one file. Units that name different
    things (`on`) run side by side; each waits only for units on the same thing.

    `anchors` are folders outside the server, for what this workstation knows of the audit.
    """

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        *,
        anchors: Sequence[Path] = (),
        throw_away: bool = False,
    ) -> None:
        self.throw_away = throw_away
        self.engine = engine
        self._name = secrets.token_hex(8)
        self.clock = clock
        with told_by_server(), engine.connect() as connection:
            keys = audit_keys(connection)
        if keys is None:
            raise StoreForeign
        event.listen(engine, "before_execute", _note_change)
        self._anchors = DeskAnchors(anchors, keys.first, clock) if anchors else None
        self._seal = AuditSeal(keys=keys, anchor=self._anchors)

    @property
    def is_new_here(self) -> bool:
        """Whether this workstation should know the audit of the store and knows nothing of it."""
        return self._anchors is not None and self._anchors.are_new

    @contextmanager
    def reading(self) -> Iterator[ReadingUnit]:
        """A look at the store; what others write meanwhile is not seen."""
        with told_by_server(), self.engine.connect() as plain:
            connection = plain.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
            with within_time(connection), connection.begin():
                yield ReadingUnit(connection, self._seal)

    @contextmanager
    def writing(
        self, act: Act | None = None, *, on: str = "", for_all: str = ""
    ) -> Iterator[WritingUnit]:
        """A transaction: all of it or nothing. Raises DoneElsewhere for work that another does."""
        with told_by_server(), self.engine.connect() as connection, within_time(connection):
            end = chain_of(connection, self._seal)
            try:
                with connection.begin():
                    driver_of(connection).run_ahead()
                    if for_all and not is_first_at(connection, for_all):
                        raise DoneElsewhere
                    turn = take_turn(connection, on)
                    changed = changed_tables(connection)
                    changed.clear()
                    audit = ChainedAuditWriting(connection, self._seal, act, self.clock, end, turn)
                    yield WritingUnit(connection, audit, act)
                    if act is not None and not audit.appended:
                        raise RuntimeError("a change without a row in the audit is not kept")
                    if audit.head is not None:
                        move_end(connection, audit.seal, end.number, audit.head)
                    if changed - _AUDIT:
                        self._tell(connection, act, changed, audit.things)
            except (DBAPIError, psycopg.Error):
                forget_chain(connection)
                raise
            if audit.head is not None:
                self._seal = audit.seal
                remember_end(connection, end.number, audit.head)
                self._anchor(end.number, audit.head)

    def _anchor(self, chain: int, head: Head) -> None:
        if self._anchors is not None:
            self._anchors.move(chain, head)

    def _tell(
        self, connection: Connection, act: Act | None, tables: set[str], named: set[tuple[str, str]]
    ) -> None:
        """Let other consoles know what changed, as soon as it is committed."""
        things = frozenset({(table, "") for table in tables} | named)
        desk = act.session.workstation if act is not None else ""
        send_notice(connection, Change(things=things, workstation=desk), self._name)

    def notices(self) -> Notices:
        """What other consoles change, as soon as they have changed it."""
        return Notices(self.engine.url, self._name)

    def close(self) -> None:
        """Let go of the server."""
        self.engine.dispose()


def create_shared_store(url: URL, clock: Clock) -> SharedStore:
    """A new store in the empty database at `url`, as its owner. Raises StoreFailed."""
    engine = server_engine(url)
    try:
        with told_by_server(), engine.begin() as connection:
            install_on_server(connection)
            install_groups(connection)
            begins_with_key(connection)
        return SharedStore(engine, clock)
    except BaseException:
        engine.dispose()
        raise


def open_shared_store(
    url: URL, clock: Clock | None = None, anchors: Sequence[Path] = ()
) -> SharedStore:
    """The store at `url`, brought up to date; its clock is the server's unless another is given.

    `anchors` are the folders of this workstation for what it knows of the audit.

    Raises StoreForeign, StoreNewer, WrongPassword, StoreOutOfReach.
    """
    engine = server_engine(url)
    try:
        with told_by_server():
            if server_brought_up_to_date(engine):
                with engine.begin() as connection:
                    install_groups(connection)
        return SharedStore(engine, clock or ServerClock(engine), anchors=anchors)
    except BaseException:
        engine.dispose()
        raise


def state_of_server(url: URL) -> AddressState:
    """What answers at `url`; nothing is changed there.

    Raises StoreForeign where other tables stand, StoreOutOfReach where nothing
    answers, and StoreFailed.
    """
    engine = server_engine(url)
    try:
        with told_by_server(), engine.connect() as connection:
            return state_of_database(connection)
    except WrongPassword:
        return AddressState.ASKS_WHO
    finally:
        engine.dispose()


def remove_shared_store(store: SharedStore) -> None:
    """Take a store away that could not be made whole; the database is empty again."""
    with told_by_server(), store.engine.begin() as connection:
        uninstall_from_server(connection)


def _note_change(connection: Connection, statement: object, *_more: object) -> None:
    """Remember which tables a unit changes, for the notice that goes with its commit."""
    if isinstance(statement, UpdateBase):
        changed_tables(connection).add(statement.entity_description["name"])
