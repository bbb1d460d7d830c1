"""A file is written whole or not at all."""

import stat
from pathlib import Path

import pytest

from advisor_app.exchange.mistakes import FileMistake
from advisor_app.exchange.writing import write_text


def test_a_file_is_replaced_and_belongs_to_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "case.json"
    file.write_text("old", encoding="utf-8")
    write_text(file, "né\n")
    assert file.read_bytes() == "né\n".encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    folder = tmp_path / "case.json"
    folder.mkdir()
    with pytest.raises(FileMistake, match="cannot be written"):
        write_text(folder, "text")
    with pytest.raises(FileMistake, match="cannot be written"):
        write_text(tmp_path / "none" / "case.json", "text")
    assert list(tmp_path.iterdir()) == [folder]
