"""A store of every earlier release, with a day's work in it, opens as a store of today."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from advisor_app.domain.answers import say
from advisor_app.domain.case import Edit
from advisor_app.domain.people import Advisor, Role
from advisor_app.services.promises import NewPromise
from advisor_app.storage import migrate
from advisor_app.storage.anchor import ANCHOR_ENDING
from advisor_app.storage.connections import connect
from advisor_app.storage.schema import HEAD, KNOWN
from advisor_app.storage.server import server_engine
from advisor_app.storage.shared_store import create_shared_store, open_shared_store
from advisor_app.storage.store import check_store, create_store, new_key, open_store
from tests.servers import Server, with_bare_keys
from tests.services.desk import START, Desk, StillClock

KEY = new_key()
FAMILY = "patient.family_name"
GIVEN = "patient.given_names"
SECRET = "seven grey herons over water"
NUMBER = "Q-26-00001"


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of today with an account, a case with an answer and a note, and a promise."""
    path = tmp_path_factory.mktemp("today") / "centre.store"
    desk = Desk(create_store(path, KEY, StillClock()))
    root = Advisor(id="root", name="Ada Root", initials="AR", role=Role.ADMINISTRATOR)
    desk.accounts.create(None, root, SECRET)
    case = desk.cases.create(desk.act())
    for path_, told in ((FAMILY, "Sentinel"), (GIVEN, "Mara Ann")):
        edit = Edit(id=path_, path=path_, statements=say(told).statements, base=case.revision)
        desk.cases.save(desk.act(), case.number, [edit])
    desk.cases.note(desk.act(), case.number, "told")
    desk.promises.make(
        desk.act(),
        NewPromise(
            due_at=START,
            zone="America/New_York",
            phone="+12125550100",
            about="the report",
            owner="ann",
            case=case.number,
        ),
    )
    desk.store.close()
    return path


def as_of(revision: str, worked: Path, folder: Path) -> Path:
    """The same work in a store with the tables of that release."""
    path = folder / "centre.store"
    path.touch()
    migrate.upgrade(path, KEY, "", to=revision)
    with closing(connect(worked, KEY)) as today, closing(connect(path, KEY)) as older:
        older.execute("PRAGMA foreign_keys = OFF")
        for (table,) in older.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
            if table == "alembic_version" or table.startswith("sqlite_"):
                continue
            known_then = [row[1] for row in older.execute(f"PRAGMA table_info({table})")]
            named = ", ".join(f'"{name}"' for name in known_then)
            rows = today.execute(f"SELECT {named} FROM {table}").fetchall()
            marks = ", ".join("?" * len(known_then))
            older.executemany(f"INSERT INTO {table} ({named}) VALUES ({marks})", rows)
        older.commit()
        older.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    anchor = worked.with_name(worked.name + ANCHOR_ENDING)
    shutil.copy(anchor, path.with_name(path.name + ANCHOR_ENDING))
    return path


def keys_in(path: Path) -> list[tuple[str, ...]]:
    """The keys by which the case is found."""
    asked = 'SELECT kind, word, beside FROM person_key WHERE "case" = ? ORDER BY kind, word'
    with closing(connect(path, KEY)) as connection:
        return list(connection.execute(asked, (NUMBER,)).fetchall())


@pytest.mark.parametrize("revision", KNOWN[:-1])
def test_what_was_worked_on_an_older_store_is_all_there(
    revision: str, worked: Path, tmp_path: Path
) -> None:
    path = as_of(revision, worked, tmp_path)
    desk = Desk(open_store(path, KEY, StillClock()))
    auditor = desk.act("root", Role.AUDITOR)
    try:
        case = desk.cases.open(desk.act(), NUMBER)
        assert case.intake.patient.family_name.value == "Sentinel"
        desk.cases.catch_up(desk.act())
        for typed in ("sentinel", "ntine"):
            assert [one.number for one in desk.cases.search(desk.act(), typed)] == [NUMBER]
        assert [one.case for one in desk.promises.all(desk.act())] == [NUMBER]
        assert desk.accounts.sign_in("root", SECRET, "desk 1").role == Role.ADMINISTRATOR.value
        assert desk.audit.verify(auditor).sound
        assert desk.cases.create(desk.act()).number == "Q-26-00002", "the work goes on"
    finally:
        desk.store.close()
    check_store(path, KEY)
    assert path.with_name(f"{path.name}.before-{revision}").is_file(), "as it was, beside it"
    assert keys_in(path) == keys_in(worked), "as a store of today tells them"
    with closing(connect(path, KEY)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(HEAD,)]


def test_a_server_tells_beside_each_key_what_a_store_of_today_tells(server: Server) -> None:
    url = server.empty()
    made = create_shared_store(url, StillClock())
    desk = Desk(made)
    case = desk.cases.create(desk.act())
    for path, told in ((FAMILY, "Sentinel"), (GIVEN, "Mara Ann")):
        edit = Edit(id=path, path=path, statements=say(told).statements, base=case.revision)
        desk.cases.save(desk.act(), case.number, [edit])
    made.close()
    engine = server_engine(url)
    asked = text("SELECT kind, word, beside FROM person_key ORDER BY kind, word")
    with engine.begin() as connection:
        today = connection.execute(asked).all()
        with_bare_keys(connection)
        connection.execute(text("UPDATE alembic_version SET version_num = '0013'"))
    open_shared_store(url, StillClock()).close()
    with engine.connect() as connection:
        assert connection.execute(asked).all() == today
    engine.dispose()
