"""A paper that comes back: ours and newest, ours and older, not ours."""

from pathlib import Path

import pytest

from tests.cli.console import CASES, run
from tests.cli.test_store import centre as centre
from tests.cli.test_store import fresh as fresh
from tests.cli.test_store import surroundings as surroundings

NAME = "dcis-new-jersey.json"


@pytest.fixture
def number(centre: Path) -> str:
    assert centre.is_dir()
    return run("import-case", CASES / NAME).out.strip()


def test_a_paper_is_newest_until_another_is_issued(number: str, tmp_path: Path) -> None:
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    run("summary", number, first)
    told = run("verify", first)
    assert told.code == 0
    assert told.out.startswith(f"ours and newest: case {number}, version 1 of ")
    run("summary", number, second)
    older = run("verify", first)
    assert older.code == 0
    assert older.out.startswith("ours and older")
    assert older.out.rstrip().endswith("the newest is version 2")
    assert run("verify", second).out.startswith("ours and newest")


def test_one_changed_byte_is_not_ours(number: str, tmp_path: Path) -> None:
    paper = tmp_path / "1.pdf"
    run("summary", number, paper)
    data = bytearray(paper.read_bytes())
    data[len(data) // 2] ^= 1
    paper.write_bytes(bytes(data))
    told = run("verify", paper)
    assert told.code == 5
    assert told.out == ""
    assert told.err.startswith("not ours")


def test_what_is_no_pdf_is_bad_input(number: str, tmp_path: Path) -> None:
    other = tmp_path / "1.txt"
    other.write_text(number)
    assert run("verify", other).code == 2
    assert run("verify", tmp_path / "none.pdf").code == 2
    assert run("verify", tmp_path).code == 2


def test_a_summary_on_one_page(tmp_path: Path) -> None:
    out = tmp_path / "one.pdf"
    assert run("summary", CASES / NAME, out, "--one-page").code == 0
    assert b"%PDF" in out.read_bytes()[:8]
