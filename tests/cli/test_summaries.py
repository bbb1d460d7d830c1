"""The physician's summary through the command line: what stands on it, and when none is written."""

import json
from pathlib import Path

import pypdf
import pytest

from advisor_app.domain.text import fold
from tests.cli.console import CASES, DATA, run
from tests.cli.test_cases import EXPECTED

NAMES = sorted(name for name, expected in EXPECTED.items() if expected["exit"] == 0)


@pytest.fixture(autouse=True)
def on_a_fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_NOW", "2026-11-24T10:00:00-05:00")


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The summaries of all written cases; those without authority are not among them."""
    folder = tmp_path_factory.mktemp("papers") / "out"
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("ADVISOR_NOW", "2026-11-24T10:00:00-05:00")
        ended = run("summary", *sorted(CASES.glob("*.json")), folder)
    assert ended.code == 6
    assert "no-authority" in ended.err
    return folder


def words_of(file: Path) -> str:
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    return fold(text)


def test_one_paper_a_case_and_none_without_authority(papers: Path) -> None:
    assert {file.stem for file in papers.iterdir()} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_what_must_stand_on_the_paper_stands_there(name: str, papers: Path) -> None:
    words = words_of(papers / f"{name}.pdf")
    for wanted in EXPECTED[name]["must"]:
        assert fold(wanted) in words, wanted
    for unwanted in EXPECTED[name]["must_not"]:
        assert fold(unwanted) not in words, unwanted


def test_without_authority_nothing_is_written_and_the_code_is_denied(tmp_path: Path) -> None:
    file = tmp_path / "out.pdf"
    ended = run("summary", CASES / "no-authority.json", file)
    assert ended.code == 6
    assert not file.exists()
    assert ended.out == ""
    assert "Vance" not in ended.err


def test_a_case_that_names_no_caller_is_no_call(tmp_path: Path) -> None:
    case = json.dumps({"patient": {"family_name": "Alone"}, "free_text": "DCIS"})
    file = tmp_path / "out.pdf"
    assert run("summary", "-", file, given=case).code == 0
    assert "alone" in words_of(file)


def test_the_same_case_is_the_same_paper(tmp_path: Path) -> None:
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    for file in (first, second):
        assert run("summary", CASES / "dcis-new-jersey.json", file).code == 0
    assert first.read_bytes() == second.read_bytes()


def test_the_roster_given_is_on_the_paper_and_nothing_invented(tmp_path: Path) -> None:
    file, roster = tmp_path / "out.pdf", DATA / "rosters" / "small.json"
    ended = run("summary", CASES / "dcis-new-jersey.json", file, "--roster", roster)
    assert (ended.code, ended.err) == (0, "")
    words = words_of(file)
    assert "ada quill" in words
    assert "harbor" not in words


@pytest.mark.parametrize(
    "words",
    [
        ("dcis-new-jersey", "dcis-new-jersey"),
        ("dcis-new-jersey", "two-stages"),
    ],
)
def test_several_cases_need_a_folder_and_names_of_their_own(
    words: tuple[str, ...], tmp_path: Path
) -> None:
    out = tmp_path / "out.pdf"
    if len(set(words)) > 1:
        out.write_bytes(b"%PDF-1.7")
    ended = run("summary", *(CASES / f"{name}.json" for name in words), out)
    assert ended.code == 2
    assert ended.err.count("\n") == 1
    assert not out.exists() or out.read_bytes() == b"%PDF-1.7"


def test_a_forgotten_out_does_not_write_over_a_case(tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    for file in (first, second):
        file.write_bytes((CASES / "dcis-new-jersey.json").read_bytes())
    before = second.read_bytes()
    assert run("summary", first, second).code == 2
    assert second.read_bytes() == before


def test_an_out_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    ended = run("summary", CASES / "dcis-new-jersey.json", tmp_path / "none" / "out.pdf")
    assert ended.code == 2
    assert "OUT" in ended.err


def test_a_bad_case_among_good_ones_is_told_and_the_others_are_written(tmp_path: Path) -> None:
    bad = tmp_path / "bad.json"
    bad.write_text("{", encoding="utf-8")
    out = tmp_path / "out"
    ended = run("summary", bad, CASES / "single-name.json", out)
    assert ended.code == 2
    assert [file.name for file in out.iterdir()] == ["single-name.pdf"]
