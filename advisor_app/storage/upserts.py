"""Add a row or let it stand as told, in one statement, on either engine."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from sqlalchemy import Connection, Executable, Table, bindparam
from sqlalchemy.dialects import postgresql, sqlite

_INSERTS: Final[Mapping[str, Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


def upsert(
    connection: Connection, table: Table[Any], key: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    """The row with that primary key has those values afterwards; names are those of columns."""
    statement = _upserting(connection.dialect.name, table, tuple(key), tuple(values))
    connection.execute(statement, {**key, **values})


def add_once(connection: Connection, table: Table[Any], values: Mapping[str, Any]) -> bool:
    """Add a row unless one of that primary key is there; whether it was added."""
    adding = _INSERTS[connection.dialect.name](table).values(values).on_conflict_do_nothing()
    done = connection.execute(adding, execution_options={"preserve_rowcount": True})
    return done.rowcount == 1


@lru_cache(maxsize=128)
def _upserting(
    dialect: str, table: Table[Any], key: tuple[str, ...], names: tuple[str, ...]
) -> Executable:
    columns = {column.key: column for column in table.columns}
    given = {columns[name]: bindparam(name, type_=columns[name].type) for name in (*key, *names)}
    adding = _INSERTS[dialect](table).values(given)
    upserting: Executable = adding.on_conflict_do_update(
        index_elements=[columns[name] for name in key],
        set_={columns[name]: adding.excluded[name] for name in names},
    )
    return upserting
