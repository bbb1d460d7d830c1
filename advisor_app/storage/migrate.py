"""Brings an older store up to date: a backup first, then every step in one transaction."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine

from advisor_app.services.failures import StoreFailed
from advisor_app.storage import migrations
from advisor_app.storage.connections import writer_engine
from advisor_app.storage.copies import copy_store
from advisor_app.storage.server_schema import alone_with_schema, install_guards


def upgrade(path: Path, key: bytes, revision: str, to: str = "head") -> None:
    """Migrate the store at `path`, which stands at `revision` ("" : no tables yet), to `to`.

    The store as it was stays beside it. All or nothing: a step that fails leaves it as it was.
    """
    if revision:
        _put_aside(path, key, revision)
    engine = writer_engine(path, key)
    try:
        with engine.connect() as connection:
            # Within a transaction SQLite passes over this setting.
            connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
            with connection.begin():
                command.upgrade(_config(connection), to)
                if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                    raise StoreFailed("The store could not be brought up to date.")
    finally:
        engine.dispose()


def upgrade_on_server(engine: Engine) -> None:
    """Migrate the shared store, as its owner; who comes second finds it done.

    The owner backs the database up before, with the server's own tools.
    """
    with engine.begin() as connection:
        alone_with_schema(connection)
        command.upgrade(_config(connection), "head")
        install_guards(connection)


def _config(connection: object) -> Config:
    config = Config()
    config.set_main_option("script_location", _folder())
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _folder() -> str:
    """Where the scripts are; the settings of Alembic take a percent sign for their own."""
    return str(Path(migrations.__file__).parent).replace("%", "%%")


def _put_aside(path: Path, key: bytes, revision: str) -> None:
    """A whole copy of the store as it was, beside it."""
    copy_store(path, key, path.with_name(f"{path.name}.before-{revision}"))
