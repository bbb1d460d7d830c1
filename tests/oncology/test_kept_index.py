"""The index that is kept between starts: the same answers, and made again where it is not whole."""

import os
from collections.abc import Callable
from pathlib import Path
from stat import S_IMODE

import pytest

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_folder import KeptTables
from advisor_app.oncology.catalogue_tables import load_catalogue
from advisor_app.oncology.search import CancerSearch, load_search
from tests.oncology.callers import DEVELOPMENT, spoken

FILE = "phrases.index"
SAID = [one.text for one in spoken(DEVELOPMENT)][:60]


def _kept(folder: Path) -> CancerSearch:
    return load_search(load_catalogue(), this_year=2026, kept=folder)


def test_a_kept_index_answers_as_a_new_one(search: CancerSearch, tmp_path: Path) -> None:
    _kept(tmp_path / "new")
    again = _kept(tmp_path / "new")
    for text in SAID:
        assert again.find(text) == search.find(text)
    assert S_IMODE((tmp_path / "new" / FILE).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    "damage",
    [
        lambda kept: kept[: len(kept) // 2],
        lambda kept: kept.replace(b"breast", b"breasr", 1),
        lambda _: b"",
        lambda kept: b"\xff" + kept,
    ],
)
def test_a_damaged_index_is_made_again(tmp_path: Path, damage: Callable[[bytes], bytes]) -> None:
    _kept(tmp_path)
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(damage(whole))
    assert _kept(tmp_path).find("breast cancer").answers[0].kind == "breast"
    assert (tmp_path / FILE).read_bytes() == whole
    assert os.listdir(tmp_path) == [FILE]


def test_an_index_of_other_tables_is_not_used(tmp_path: Path) -> None:
    _kept(tmp_path)
    path = "cancers/synonyms.tsv"
    text = (RESOURCES / path).read_text(encoding="utf-8")
    tables = KeptTables({path: text + "zork fever\ten\tgist\tlay\tno\t\n"}, RESOURCES)
    other = load_search(load_catalogue(tables), tables, this_year=2026, kept=tmp_path)
    assert other.find("zork fever").answers[0].kind == "gist"
    assert all(one.kind != "gist" for one in _kept(tmp_path).find("zork fever").answers)


def test_where_nothing_can_be_kept_the_search_works_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert _kept(tmp_path / "file" / "folder").find("breast cancer").answers
