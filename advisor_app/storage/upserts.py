"""Add a row or let it stand as told, in one statement."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, bindparam
from sqlalchemy.dialects.sqlite import Insert, insert


def upsert(
    connection: Connection, table: Table[Any], key: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    """The row with that primary key has those values afterwards; names are those of columns."""
    connection.execute(_statement(table, tuple(key), tuple(values)), {**key, **values})


@lru_cache(maxsize=64)
def _statement(table: Table[Any], key: tuple[str, ...], names: tuple[str, ...]) -> Insert:
    columns = {column.key: column for column in table.columns}
    given = {columns[name]: bindparam(name, type_=columns[name].type) for name in (*key, *names)}
    adding = insert(table).values(given)
    return adding.on_conflict_do_update(
        index_elements=[columns[name] for name in key],
        set_={columns[name]: adding.excluded[name] for name in names},
    )
