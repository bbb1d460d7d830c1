"""The verbs on a store that workstations share: made in an empty database, used, refused."""

import json
from pathlib import Path

import pytest
from sqlalchemy import URL

from tests.cli.console import CASES, DATA, Ended, run
from tests.servers import Server
from tests.storage.test_audit_chains import unguarded

PASSPHRASE = "a long enough passphrase"
INIT = ("init", "--centre", "Test Centre", "--administrator", "root.admin", "--name", "Ada Root")


def surround(patched: pytest.MonkeyPatch, folder: Path, url: URL) -> None:
    """Surroundings that name the database, and a passphrase in `folder`."""
    secret = folder / "passphrase"
    secret.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    patched.setenv("ADVISOR_DB_URL", url.render_as_string(hide_password=False))
    patched.setenv("ADVISOR_DATA_DIR", str(folder / "none"))
    patched.setenv("ADVISOR_PASSPHRASE_FILE", str(secret))


@pytest.fixture(scope="module")
def database(server: Server, tmp_path_factory: pytest.TempPathFactory) -> URL:
    """The database of a store as `init` makes it."""
    url = server.empty()
    with pytest.MonkeyPatch.context() as patched:
        surround(patched, tmp_path_factory.mktemp("init"), url)
        ended = run(*INIT, "--opens", "09:00", "--closes", "17:00")
    assert ended.code == 0, ended.err
    assert "on the server" in ended.out
    return url


@pytest.fixture
def centre(database: URL, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    surround(monkeypatch, tmp_path, database)
    return tmp_path


def refused(ended: Ended, code: int) -> None:
    assert ended.code == code
    assert ended.out == ""
    assert ended.err.count("\n") == 1


def test_a_case_goes_in_and_out_over_the_server(centre: Path) -> None:
    taken = run("import-case", CASES / "dcis-new-jersey.json")
    assert taken.code == 0, taken.err
    number = taken.out.strip()
    out = run("export-case", number, "-")
    assert json.loads(out.out)["patient"]["family_name"]
    assert run("import-roster", DATA / "rosters" / "small.json").code == 0
    matched = run("match", number, "--json")
    assert matched.code == 0, matched.err
    assert matched.rows[0]["case"] == number
    assert run("queue", "--json").code == 0
    assert run("report", "--json").rows[0]["calls_presented"] == 0
    assert run("verify-audit").code == 0
    left = {file.name for file in (centre / "none").iterdir()}
    assert left <= {"anchors", "index"}, "nothing of a patient of a shared store lies here"


def test_an_audit_that_the_servers_owner_began_anew_is_named_by_verify_audit(
    centre: Path, database: URL
) -> None:
    assert run("change-audit-key").code == 0
    sound = run("verify-audit")
    assert sound.code == 0, sound.err
    with unguarded(database) as connection:
        kept = connection.exec_driver_sql("SELECT * FROM audit ORDER BY seq").all()
        ends = connection.exec_driver_sql("SELECT * FROM audit_chain").all()
        connection.exec_driver_sql("TRUNCATE audit, audit_chain")
    refused(run("verify-audit"), 5)
    with unguarded(database) as connection:
        for table, rows in (("audit", kept), ("audit_chain", ends)):
            connection.exec_driver_sql(f"TRUNCATE {table}")
            for row in rows:
                marks = ", ".join(["%s"] * len(row))
                connection.exec_driver_sql(f"INSERT INTO {table} VALUES ({marks})", tuple(row))
    assert (centre / "none" / "anchors").is_dir()


@pytest.mark.usefixtures("centre")
def test_a_store_is_made_once() -> None:
    refused(run(*INIT), 4)


def test_a_wrong_passphrase_is_denied(centre: Path) -> None:
    (centre / "passphrase").write_text("quite another passphrase\n")
    refused(run("queue"), 6)


def test_a_server_that_is_not_there_fails_in_one_sentence(
    centre: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADVISOR_DB_URL", f"postgresql+psycopg:///line?host={centre}")
    refused(run("queue"), 4)


@pytest.mark.usefixtures("centre")
def test_an_unsafe_connection_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DB_URL", "postgresql+psycopg://db.centre.example/line")
    ended = run("queue")
    refused(ended, 4)
    assert "verify-full" in ended.err


def test_a_store_on_a_server_is_backed_up_there(centre: Path) -> None:
    refused(run("backup", str(centre / "copy.backup")), 2)
