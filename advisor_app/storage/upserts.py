"""Add a row or let it stand as told, in one statement, on either engine."""

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, insert

from advisor_app.storage.ready import Ready

_DIALECTS: Final = "sqlalchemy.dialects"
"""The words of one engine are read when it is used: the other's would make every start longer."""


def upsert(
    connection: Connection, table: Table[Any], key: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    """The row with that primary key has those values afterwards; names are those of columns."""
    adding = _upserting(connection.dialect.name, table, tuple(key), tuple(values))
    adding.send(connection, **key, **values)


def add_once(connection: Connection, table: Table[Any], values: Mapping[str, Any]) -> bool:
    """Add a row unless one of that primary key is there; whether it was added."""
    adding = _adding(connection.dialect.name, table, tuple(values))
    return adding.change(connection, **values) == 1


def put_once(connection: Connection, table: Table[Any], values: Mapping[str, Any]) -> None:
    """As `add_once`, where nobody needs to know whether it was added."""
    _adding(connection.dialect.name, table, tuple(values)).send(connection, **values)


@lru_cache(maxsize=128)
def _adding(dialect: str, table: Table[Any], names: tuple[str, ...]) -> Ready:
    return Ready(_inserting(dialect, table, names).on_conflict_do_nothing())


@lru_cache(maxsize=128)
def _upserting(
    dialect: str, table: Table[Any], key: tuple[str, ...], names: tuple[str, ...]
) -> Ready:
    columns = {column.key: column for column in table.columns}
    adding = _inserting(dialect, table, (*key, *names))
    return Ready(
        adding.on_conflict_do_update(
            index_elements=[columns[name] for name in key],
            set_={columns[name]: adding.excluded[name] for name in names},
        )
    )


def _inserting(dialect: str, table: Table[Any], names: tuple[str, ...]) -> Any:
    columns = {column.key: column for column in table.columns}
    given = {columns[name]: bindparam(name, type_=columns[name].type) for name in names}
    return import_module(f"{_DIALECTS}.{dialect}").insert(table).values(given)


def inserting(table: Table[Any], *left_out: str) -> Ready:
    """A row of that table, all columns but those given."""
    names = tuple(one.key for one in table.columns if one.key not in left_out)
    given = {column: bindparam(column.key, type_=column.type) for column in table.columns
             if column.key in names}  # fmt: skip
    return Ready(insert(table).values(given))
