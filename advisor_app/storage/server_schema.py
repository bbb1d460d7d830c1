"""The tables of the shared store: made in an empty database, guarded, stamped, kept up to date."""

from importlib import import_module
from typing import Final

from sqlalchemy import Connection, Engine, inspect

from advisor_app.services.failures import StoreFailed, StoreForeign, StoreNewer
from advisor_app.services.founding import AddressState
from advisor_app.storage.column_types import metadata
from advisor_app.storage.house_tables import secret
from advisor_app.storage.schema import HEAD, KNOWN
from advisor_app.storage.tables import APPEND_ONLY

_STAMP: Final = "alembic_version"
_MIGRATE: Final = "advisor_app.storage.migrate"
_SCHEMA_LOCK: Final = "SELECT pg_advisory_xact_lock(hashtext('care-advisor-console schema'))"
_OLDEST: Final = (16,)
_REFUSAL: Final = """
CREATE OR REPLACE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '%% is only added to', TG_TABLE_NAME; END $$
"""


def install_on_server(connection: Connection) -> None:
    """Make all tables and guards in an empty database, and stamp it. Raises StoreFailed."""
    _refuse_old(connection)
    alone_with_schema(connection)
    if inspect(connection).get_table_names():
        raise StoreFailed("There are tables in that database already; nothing was changed.")
    metadata.create_all(connection)
    install_guards(connection)
    connection.exec_driver_sql(
        f"CREATE TABLE {_STAMP} (version_num VARCHAR(32) NOT NULL PRIMARY KEY)"
    )
    connection.exec_driver_sql(f"INSERT INTO {_STAMP} VALUES (%s)", (HEAD,))


def state_of_database(connection: Connection) -> AddressState:
    """Whether a database is empty or holds a store. Raises StoreFailed, StoreForeign."""
    _refuse_old(connection)
    tables = inspect(connection).get_table_names()
    if not tables:
        return AddressState.EMPTY
    if _STAMP not in tables or secret.name not in tables:
        raise StoreForeign
    return AddressState.STANDS


def uninstall_from_server(connection: Connection) -> None:
    """Take away all that `install_on_server` made."""
    metadata.drop_all(connection)
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {_STAMP}")
    connection.exec_driver_sql("DROP FUNCTION IF EXISTS only_added_to")


def alone_with_schema(connection: Connection) -> None:
    """Wait until nobody else changes the tables; until this transaction ends nobody will."""
    connection.exec_driver_sql(_SCHEMA_LOCK)


def install_guards(connection: Connection) -> None:
    """Let the append-only tables be what they are called, for their owner too."""
    connection.exec_driver_sql(_REFUSAL)
    for table in APPEND_ONLY:
        connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_guard ON {table}")
        connection.exec_driver_sql(
            f"CREATE TRIGGER {table}_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION only_added_to()"
        )


def server_brought_up_to_date(engine: Engine) -> bool:
    """See that the database holds a store of today; its owner migrates an older one.

    Whether it was migrated. Raises StoreForeign, StoreNewer.
    """
    with engine.connect() as connection:
        if not inspect(connection).has_table(_STAMP):
            raise StoreForeign
        stamp = connection.exec_driver_sql(f"SELECT version_num FROM {_STAMP}").scalar()
    if stamp is None:
        raise StoreForeign
    if stamp not in KNOWN:
        raise StoreNewer
    if stamp == HEAD:
        return False
    # Alembic takes half a second to load: only a store that is behind pays for it.
    import_module(_MIGRATE).upgrade_on_server(engine)
    return True


def _refuse_old(connection: Connection) -> None:
    if connection.dialect.server_version_info < _OLDEST:  # type: ignore[operator]
        raise StoreFailed("The shared store needs PostgreSQL 16 or newer.")
