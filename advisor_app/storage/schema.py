"""The stamp of the store's tables, and how an older store becomes one of today."""

from contextlib import closing
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection

from advisor_app.services.failures import StoreForeign, StoreNewer
from advisor_app.storage.column_types import metadata
from advisor_app.storage.connections import connect
from advisor_app.storage.tables import APPEND_ONLY, guards

APPLICATION_ID: Final = 0x43414331
"""Marks the file as a store of this console ("CAC1")."""

HEAD: Final = "0014"
"""The newest revision of the tables; `migrations/versions` leads to it."""

KNOWN: Final = tuple(f"{number:04d}" for number in range(1, int(HEAD) + 1))
_MIGRATE: Final = "advisor_app.storage.migrate"


def install(connection: Connection) -> None:
    """Make all tables and guards in an empty store, and stamp it."""
    metadata.create_all(connection)
    for guard in guards():
        connection.exec_driver_sql(guard)
    connection.exec_driver_sql(
        "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, "
        "CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
    )
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (HEAD,))
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def missing_guards(connection: Connection) -> tuple[str, ...]:
    """The guards of append-only tables that somebody took away, on either engine."""
    if connection.dialect.name == "sqlite":
        named = {guard.split()[2] for guard in guards()}
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        named = {f"{table}_guard" for table in APPEND_ONLY}
        query = "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'"
    rows = connection.exec_driver_sql(query)
    return tuple(sorted(named - {row[0] for row in rows}))


def brought_up_to_date(path: Path, key: bytes) -> None:
    """See that the file is a store of today; an older one is migrated, with a backup before.

    Raises StoreForeign or StoreNewer with the file untouched.
    """
    with closing(connect(path, key, mode="ro")) as connection:
        revision = _revision(connection)
    if revision not in KNOWN:
        raise StoreNewer
    if revision != HEAD:
        # Alembic takes half a second to load: only a store that is behind pays for it.
        import_module(_MIGRATE).upgrade(path, key, revision)


def _revision(connection: Any) -> str:
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise StoreForeign
    stamp = "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"
    if not connection.execute(stamp).fetchone()[0]:
        raise StoreForeign
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if row is None:
        raise StoreForeign
    return str(row[0])
