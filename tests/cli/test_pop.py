"""The verb `pop` where no console runs, and what it refuses."""

from pathlib import Path

import pytest

from tests.cli.console import run


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVISOR_DATA_DIR", str(tmp_path))


def test_a_number_needs_a_console_that_runs() -> None:
    ended = run("pop", "tel:+12125550100")
    assert (ended.code, ended.out) == (3, "")
    assert ended.err.count("\n") == 1
    assert "5550100" not in ended.err


@pytest.mark.parametrize("address", ["tel:+1%0d%0aINJECT", "javascript:1", "tel:" + "9" * 100_000])
def test_anything_but_a_number_is_bad_input(address: str) -> None:
    ended = run("pop", address)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.count("\n") == 1
    assert "INJECT" not in ended.err
    assert "999" not in ended.err
