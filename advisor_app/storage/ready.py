"""Statements that are compiled once and run by the driver itself, for what is done all day.

SQLAlchemy takes several times as long for a statement as the store does. What a save, a claim or a
row of the audit needs is written with its tables and types as everything else, compiled at its
first use on each engine, and from then on costs what the driver costs.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Dialect, Executable
from sqlalchemy.sql.dml import UpdateBase

_CHANGED: Final = "changed tables"
_SHARED: Final = "postgresql"
"""Its connections run ahead. They are known by name: their driver is an extra, not always there."""
_Turn = Callable[[Any], Any]


class Ready:
    """One statement with named values. It runs within a transaction that has begun."""

    def __init__(self, statement: Executable) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}
        self._changes = ""
        if isinstance(statement, UpdateBase):
            self._changes = statement.entity_description["name"]

    def all(self, connection: Connection, **values: Any) -> list[Any]:
        """The rows, with the names of their columns."""
        compiled = self._on(connection)
        return compiled.rows(self._run(connection, compiled, values).fetchall())

    def firsts(self, connection: Connection, **values: Any) -> list[Any]:
        """The first column of all rows, as the driver gives it."""
        compiled = self._on(connection)
        return [row[0] for row in self._run(connection, compiled, values).fetchall()]

    def first(self, connection: Connection, **values: Any) -> Any:
        """The first row, None where there is none."""
        compiled = self._on(connection)
        row = self._run(connection, compiled, values).fetchone()
        return None if row is None else compiled.rows([row])[0]

    def change(self, connection: Connection, **values: Any) -> int:
        """How many rows were changed."""
        cursor = self._run(connection, self._on(connection), values)
        if connection.dialect.name == _SHARED:
            driver: Any = connection.connection.driver_connection
            driver.catch_up()
        return int(cursor.rowcount)

    def send(self, connection: Connection, **values: Any) -> None:
        """Run it; what came of it nobody needs to know before the transaction ends."""
        self._run(connection, self._on(connection), values)

    def _on(self, connection: Connection) -> "_Compiled":
        dialect = connection.dialect
        found = self._compiled.get(dialect.name)
        if found is None:
            found = self._compiled[dialect.name] = _Compiled(self._statement, dialect)
        return found

    def _run(self, connection: Connection, compiled: "_Compiled", values: dict[str, Any]) -> Any:
        if self._changes:
            changed_tables(connection).add(self._changes)
        driver: Any = connection.connection.driver_connection
        return driver.execute(compiled.text, compiled.bound(values), **compiled.how)


class _Compiled:
    """The text of a statement on one engine, and how values go in and come out."""

    def __init__(self, statement: Any, dialect: Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self.text = str(compiled)
        # The server, too, reads it once a connection; by itself the driver waits for the fifth use.
        self.how: dict[str, Any] = {"prepare": True} if dialect.name == _SHARED else {}
        self._order: Sequence[str] | None = compiled.positiontup
        self._always = {
            name: bind.value for name, bind in compiled.binds.items() if not bind.required
        }
        self._in = _turns(
            ((name, bind.type) for name, bind in compiled.binds.items()), dialect, "bind_processor"
        )
        columns = list(getattr(statement, "exported_columns", ()))
        names = [column.key for column in columns]
        row: Any = namedtuple("Row", names)  # type: ignore[misc]  # the columns name its fields
        self._row = row._make
        self._out = _turns(
            ((place, column.type) for place, column in enumerate(columns)),
            dialect,
            "result_processor",
            None,
        )

    def bound(self, values: Mapping[str, Any]) -> Any:
        """The values as the driver takes them."""
        given = {**self._always, **values}
        for name, turn in self._in:
            if name in given:
                given[name] = turn(given[name])
        return given if self._order is None else [given[name] for name in self._order]

    def rows(self, found: Sequence[Sequence[Any]]) -> list[Any]:
        """Rows of the driver as the columns mean them."""
        if not self._out:
            return [self._row(row) for row in found]
        made = []
        for row in found:
            turned = list(row)
            for place, turn in self._out:
                turned[place] = turn(turned[place])
            made.append(self._row(turned))
        return made


def changed_tables(connection: Connection) -> set[str]:
    """The tables that the unit on this connection has changed so far."""
    changed: set[str] = connection.info.setdefault(_CHANGED, set())
    return changed


def _turns(named: Any, dialect: Dialect, which: str, *more: Any) -> tuple[tuple[Any, _Turn], ...]:
    """For each value whose type is stored as something else: its name and what turns it."""
    found = []
    for name, kind in named:
        turn = getattr(kind.dialect_impl(dialect), which)(dialect, *more)
        if turn is not None:
            found.append((name, turn))
    return tuple(found)
