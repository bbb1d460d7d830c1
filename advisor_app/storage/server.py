"""Connections to the shared store, a PostgreSQL server: how they are opened and what fails."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final

import psycopg
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from advisor_app.services.failures import (
    ServiceFailure,
    StoreFailed,
    StoreLocked,
    StoreOutOfReach,
    WrongPassword,
)
from advisor_app.storage.timely import TimelyConnection

DRIVER: Final = "postgresql+psycopg"
CONNECT_SECONDS: Final = 3
UNIT_SECONDS: Final = 8
"""A unit that takes longer has its connection cut: a frozen server never answers."""
PING_SECONDS: Final = 2

_SAFE_MODE: Final = "verify-full"
_LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "::1"})
_CONNECTIONS: Final = 6
_SETTINGS: Final = (
    "-c statement_timeout=6000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000 "
    "-c timezone=UTC"
)
_BUSY: Final = frozenset({"55P03", "57014", "40P01", "40001"})  # locked, too slow, dead lock, race
_REFUSED: Final = frozenset({"28P01", "28000"})  # no such role, or a wrong password
_FULL: Final = frozenset({"53100"})
_FORBIDDEN: Final = frozenset({"42501"})


def server_url(text: str, user: str = "", password: str = "") -> URL:
    """The address of the shared store, as `user` where one is given.

    Raises StoreFailed for what is no address of a PostgreSQL, and for a connection over a network
    that is not checked to the server's name (`sslmode=verify-full`).
    """
    try:
        url = make_url(text)
    except ArgumentError:
        raise StoreFailed("That is not the address of a database (ADVISOR_DB_URL).") from None
    if url.drivername not in (DRIVER, "postgresql"):
        raise StoreFailed(f"The address of the store (ADVISOR_DB_URL) begins with {DRIVER}://.")
    if not is_local(url) and url.query.get("sslmode") != _SAFE_MODE:
        raise StoreFailed(
            f"The shared store is reached over a network only with sslmode={_SAFE_MODE}."
        )
    url = url.set(drivername=DRIVER)
    return url.set(username=user, password=password) if user else url


def without_person(url: URL) -> URL:
    """The address without the name and the password of whoever typed it."""
    return URL.create(
        url.drivername, host=url.host, port=url.port, database=url.database, query=url.query
    )


def is_local(url: URL) -> bool:
    """Whether the address never leaves this machine."""
    hosts = [url.host or "", *_named(url, "host"), *_named(url, "hostaddr")]
    return all(one in ("", *_LOOPBACK) or one.startswith("/") for one in hosts)


def server_engine(url: URL) -> Engine:
    """A pool of connections, each tried before it is lent."""
    engine = create_engine(
        url,
        pool_size=_CONNECTIONS,
        max_overflow=0,
        pool_timeout=CONNECT_SECONDS,
        hide_parameters=True,
        connect_args={
            "connect_timeout": CONNECT_SECONDS,
            "options": _SETTINGS,
            "keepalives_idle": 5,
            "keepalives_interval": 2,
            "keepalives_count": 2,
            "tcp_user_timeout": UNIT_SECONDS * 1000,
            "application_name": "care-advisor-console",
        },
    )
    event.listen(engine, "do_connect", _connected)
    event.listen(engine, "checkout", _tried)
    event.listen(engine, "before_cursor_execute", _walking)
    return engine


@contextmanager
def within_time(connection: Connection) -> Iterator[None]:
    """Cut the connection when its unit takes longer: no thread waits for a frozen server."""
    with driver_of(connection).within(UNIT_SECONDS):
        yield


def driver_of(connection: Connection) -> TimelyConnection:
    """The driver's own connection."""
    driver = connection.connection.driver_connection
    assert isinstance(driver, TimelyConnection)
    return driver


def _connected(_dialect: object, _record: object, words: Any, named: Any) -> Any:
    return TimelyConnection.connect(*words, **named)


def _walking(connection: Connection, *_more: object) -> None:
    """SQLAlchemy asks what came of each statement as soon as it is sent."""
    driver_of(connection).walk()


def _tried(connection: Any, _record: object, _proxy: object) -> None:
    """The pool makes a dead connection anew."""
    if not connection.is_alive(PING_SECONDS):
        raise DisconnectionError


@contextmanager
def told_by_server() -> Iterator[None]:
    """Failures of the server as failures of the store, without any value in them."""
    try:
        yield
    except ServiceFailure:
        raise
    except PoolTimeout:
        raise StoreLocked from None
    except DBAPIError as error:
        raise _failure(error.orig, lost=error.connection_invalidated) from None
    except psycopg.Error as error:
        raise _failure(error, lost=False) from None
    except (MemoryError, OSError):
        raise StoreFailed from None


def _failure(error: object, *, lost: bool) -> ServiceFailure:
    state = getattr(error, "sqlstate", None) or ""
    if state in _REFUSED or (not state and "authentication failed" in str(error)):
        return WrongPassword()
    if state in _BUSY:
        return StoreLocked()
    if state in _FULL:
        return StoreFailed("The disk is full; nothing was changed.")
    if state in _FORBIDDEN:
        return StoreFailed("This account has no right to that in the shared store.")
    if lost or isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return StoreOutOfReach()
    return StoreFailed()


def _named(url: URL, name: str) -> tuple[str, ...]:
    given = url.query.get(name, ())
    return (given,) if isinstance(given, str) else tuple(given)
