"""Backup, restore, the check of the audit, the list of cases, and what is refused at the start."""

import base64
import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.console import CASES, DATA, run
from tests.cli.test_store import PASSPHRASE, centre, fresh, refused, surround, surroundings

__all__ = ["centre", "fresh", "surroundings"]

ROOT = Path(__file__).parents[2]
NAME = "Lindgren"


@pytest.fixture
def filled(centre: Path) -> Path:
    """A centre with one case."""
    assert run("import-case", CASES / "dcis-new-jersey.json").code == 0
    return centre


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and not file.name.endswith((".lock", "-shm", "-wal"))
    }


def test_an_untouched_audit_is_sound(filled: Path) -> None:
    assert filled.is_dir()
    ended = run("verify-audit")
    assert (ended.code, ended.err) == (0, "")
    assert "sound" in ended.out
    [told] = run("verify-audit", "--json").rows
    assert told["sound"] is True
    assert told["first_bad"] is None


def test_a_store_put_back_to_yesterday_is_named_by_its_first_lost_row(filled: Path) -> None:
    store = filled / "centre.store"
    yesterday, [before] = store.read_bytes(), run("verify-audit", "--json").rows
    for _ in range(2):
        run("import-case", CASES / "single-name.json")
    store.write_bytes(yesterday)
    ended = run("verify-audit")
    refused(ended, code=5)
    assert f"broken at row {before['rows'] + 1}" in ended.err
    refused(run("export", filled / "out.csv"), code=5)
    refused(run("export-case", "Q-26-00001", "-"), code=5)
    assert run("queue").code == 0, "calls go on"


def test_a_backup_is_put_back(filled: Path, tmp_path: Path) -> None:
    made = run("backup", tmp_path / "b")
    assert made.code == 0, made.err
    assert NAME.encode() not in (tmp_path / "b").read_bytes()
    number = run("import-case", CASES / "single-name.json").out.strip()
    assert run("export-case", number, "-").code == 0
    back = run("restore", tmp_path / "b")
    assert back.code == 0, back.err
    refused(run("export-case", number, "-"))
    assert run("export-case", "Q-26-00001", "-").code == 0
    assert run("verify-audit").code == 0
    assert list(filled.glob("before-restore-*"))


def test_a_backup_is_put_back_where_there_was_no_store(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert filled.is_dir()
    assert run("backup", tmp_path / "b").code == 0
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path / "another"))
    assert run("restore", tmp_path / "b").code == 0
    assert NAME in run("export-case", "Q-26-00001", "-").out


def test_what_is_no_backup_changes_nothing(filled: Path, tmp_path: Path) -> None:
    before = tree(filled)
    refused(run("restore", tmp_path / "none"))
    refused(run("restore", tmp_path))
    (tmp_path / "text").write_text("words\n" * 3000, encoding="utf-8")
    refused(run("restore", tmp_path / "text"), code=5)
    assert tree(filled) == before


@pytest.mark.parametrize("place", ["centre.store", "new", "keys/new", ""])
def test_a_backup_never_lands_among_the_files_of_the_store(filled: Path, place: str) -> None:
    before = tree(filled)
    refused(run("backup", filled / place))
    assert tree(filled) == before


def test_a_day_has_one_backup_and_fourteen_are_kept(filled: Path) -> None:
    folder = filled / "backups"
    [today] = folder.iterdir()
    first = today.read_bytes()
    assert run("import-case", CASES / "single-name.json").code == 0
    assert today.read_bytes() == first
    today.unlink()
    for day in range(1, 20):
        (folder / f"centre-2026-01-{day:02d}.backup").touch()
    (folder / "mine.txt").touch()
    assert run("queue").code == 0
    kept = sorted(file.name for file in folder.iterdir())
    assert len(kept) == 15
    assert kept[0] == "centre-2026-01-07.backup"
    assert today.name in kept


def test_the_list_of_cases_holds_no_formula(filled: Path, tmp_path: Path) -> None:
    assert filled.is_dir()
    for name in ("=cmd|' /C calc'!A0", "+1", "-1", "@x", "'quoted", 'He said "no", twice'):
        file = tmp_path / "case.json"
        file.write_text(json.dumps({"patient": {"family_name": name}}), encoding="utf-8")
        assert run("import-case", file).code == 0
    out = tmp_path / "list.csv"
    assert run("export", out).code == 0
    assert out.stat().st_mode & 0o777 == 0o600
    text = out.read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == 7
    names = {row["family_name"] for row in rows}
    assert {"'+1", "'-1", "'@x", "''quoted", "'=cmd|' /C calc'!A0", 'He said "no", twice'} <= names
    assert run("export", "-").out.splitlines()[0] == text.splitlines()[0]


def test_wrong_passphrases_make_the_next_try_wait_and_are_written_down(
    filled: Path, tmp_path: Path
) -> None:
    before = (filled / "centre.store").read_bytes()
    (tmp_path / "passphrase").write_text("another long passphrase", encoding="utf-8")
    for _ in range(3):
        refused(run("queue"), code=5)
    refused(run("queue"), code=3)
    assert (filled / "centre.store").read_bytes() == before
    (tmp_path / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    tries = filled / "keys" / "tries.json"
    told = json.loads(tries.read_text(encoding="utf-8"))
    tries.write_text(json.dumps(told | {"last": "2026-01-01T00:00:00+00:00"}), encoding="utf-8")
    assert run("queue").code == 0
    assert not tries.exists()


def _empty(_content: bytes) -> bytes:
    return b""


def _half(content: bytes) -> bytes:
    return content[: len(content) // 2]


def _words(_content: bytes) -> bytes:
    return b"words\n" * 5000


@pytest.mark.parametrize("damage", [_empty, _half, _words])
def test_a_damaged_store_is_refused_and_left_as_it_is(
    damage: Callable[[bytes], bytes], filled: Path
) -> None:
    store = filled / "centre.store"
    store.write_bytes(damage(store.read_bytes()))
    before = tree(filled)
    for words in (("queue",), ("verify-audit",), ("import-case", CASES / "single-name.json")):
        refused(run(*words), code=5)
    assert tree(filled) == before


def test_a_read_only_store_is_refused(filled: Path) -> None:
    (filled / "centre.store").chmod(0o400)
    refused(run("queue"), code=5)


def test_selfcheck_reads_every_page_of_the_centres_store(filled: Path) -> None:
    assert "centre's store" in run("selfcheck").out
    store = filled / "centre.store"
    page = bytearray(store.read_bytes())
    page[len(page) // 2] ^= 1
    store.write_bytes(page)
    ended = run("selfcheck")
    assert ended.code == 5
    assert "FAILED  the centre's store" in ended.out


@pytest.mark.parametrize("name", [".reportlab_mods", ".reportlab_settings", "reportlab_mods.py"])
@pytest.mark.parametrize("where", ["home", "work"])
def test_code_that_a_library_would_run_stops_the_start(
    name: str, where: str, tmp_path: Path
) -> None:
    for folder in ("home", "work"):
        (tmp_path / folder).mkdir()
    canary = tmp_path / "canary"
    (tmp_path / where / name).write_text(f"open({str(canary)!r}, 'w').close()", encoding="utf-8")
    case = CASES / "dcis-new-jersey.json"
    ended = subprocess.run(
        [sys.executable, ROOT / "main.py", "summary", case, tmp_path / "out.pdf"],
        cwd=tmp_path / "work",
        env=os.environ | {"HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert name in ended.stderr
    assert not canary.exists()
    assert not (tmp_path / "out.pdf").exists()


def test_a_process_leaves_no_core_and_no_file_for_others(tmp_path: Path) -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import os, resource; os.umask(0); os.environ['RL_trustedHosts'] = '*';"
            "from advisor_app.bootstrap.safe_start import make_safe; make_safe();"
            "print(resource.getrlimit(resource.RLIMIT_CORE), oct(os.umask(0)),"
            "'RL_trustedHosts' in os.environ);"
            "import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))",
        ],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert told == "(0, 0) 0o77 False\n0\n"


def test_every_file_of_a_centre_is_its_owners_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = surround(monkeypatch, tmp_path)
    before = os.umask(0)
    try:
        words = ("--centre", "C", "--administrator", "root.admin", "--name", "Ada Root")
        assert run("init", *words).code == 0
        os.umask(0)
        assert run("import-requests", DATA / "requests" / "three.csv").code == 0
        os.umask(0)
        assert run("export", tmp_path / "list.csv").code == 0
        os.umask(0)
        assert run("backup", tmp_path / "b").code == 0
        made = [store, *store.rglob("*"), tmp_path / "list.csv", tmp_path / "b"]
        for place in made:
            assert place.stat().st_mode & 0o777 == (0o700 if place.is_dir() else 0o600), place
    finally:
        os.umask(before)


def test_no_byte_on_the_disk_tells_a_patient(tmp_path: Path) -> None:
    """Every file that a day of verbs leaves, but for what was asked for, in four encodings."""
    sentinel, places = "ZQXSENTINELNAME", {}
    for name in ("HOME", "TMPDIR", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        places[name] = str(tmp_path / "disk" / name)
        (tmp_path / "disk" / name).mkdir(parents=True)
    (tmp_path / "pass").write_text(PASSPHRASE, encoding="utf-8")
    case = json.loads((CASES / "dcis-new-jersey.json").read_text(encoding="utf-8"))
    case["patient"]["family_name"] = sentinel
    (tmp_path / "case.json").write_text(json.dumps(case), encoding="utf-8")
    places |= {
        "ADVISOR_DATA_DIR": str(tmp_path / "disk" / "data"),
        "ADVISOR_PASSPHRASE_FILE": str(tmp_path / "pass"),
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": "offscreen",
    }
    centre_words = ("--centre", "C", "--administrator", "root.admin", "--name", "Ada Root")
    for words in (
        ("init", *centre_words),
        ("import-case", str(tmp_path / "case.json")),
        ("summary", "Q-26-00001", str(tmp_path / "out.pdf")),
        ("match", "Q-26-00001"),
        ("export", str(tmp_path / "list.csv")),
        ("backup", str(tmp_path / "disk" / "b")),
        ("restore", str(tmp_path / "disk" / "b")),
    ):
        ended = subprocess.run(
            [sys.executable, ROOT / "main.py", *words],
            cwd=tmp_path / "disk",
            env=os.environ | places,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, (words, ended.stderr)
    assert sentinel in (tmp_path / "list.csv").read_text(encoding="utf-8")
    said = sentinel.encode()
    forms = [said, said.lower(), sentinel.encode("utf-16-le"), base64.b64encode(said)[:16]]
    for file in (tmp_path / "disk").rglob("*"):
        if file.is_file():
            raw = file.read_bytes()
            assert not any(form in raw for form in forms), file
            assert b"%PDF" not in raw, file
            assert sentinel.lower() not in file.name.lower()


def test_nothing_is_printed_from_a_store_whose_audit_is_broken(
    filled: Path, tmp_path: Path
) -> None:
    store = filled / "centre.store"
    yesterday = store.read_bytes()
    run("import-case", CASES / "single-name.json")
    store.write_bytes(yesterday)
    refused(run("summary", "Q-26-00001", tmp_path / "out.pdf"), code=5)
    assert not (tmp_path / "out.pdf").exists()


def test_a_folder_put_back_whole_is_found_by_the_anchor_in_another_place(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "anchors").mkdir()
    monkeypatch.setenv("ADVISOR_ANCHOR_DIR", str(tmp_path / "anchors"))
    assert run("backup", tmp_path / "b").code == 0
    shutil.copytree(filled, tmp_path / "yesterday")
    assert run("import-case", CASES / "single-name.json").code == 0
    shutil.rmtree(filled)
    shutil.copytree(tmp_path / "yesterday", filled)
    ended = run("verify-audit")
    refused(ended, code=5)
    assert "are missing" in ended.err
    refused(run("export", "-"), code=5)
    assert run("restore", tmp_path / "b").code == 0, "what is put back on purpose counts"
    assert run("verify-audit").code == 0
    [anchor] = (tmp_path / "anchors").iterdir()
    assert anchor.stat().st_mode & 0o777 == 0o600


def test_an_anchor_in_a_place_that_is_gone_stops_nothing(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert filled.is_dir()
    monkeypatch.setenv("ADVISOR_ANCHOR_DIR", str(tmp_path / "unplugged"))
    assert run("import-case", CASES / "single-name.json").code == 0
    assert run("verify-audit").code == 0
