"""Emergencies are heard; what is denied, another person's, long past or only supposed is not."""

from pathlib import Path
from typing import Final

import pytest

from advisor_app.domain.tables import Row, read_table
from advisor_app.oncology.search import CancerSearch

_FILE: Final = Path(__file__).resolve().parent.parent / "data" / "oncology" / "flag_phrases.tsv"
ROWS: Final = tuple(read_table(_FILE, "flag-phrases/1", ("text", "any_of", "never")).rows)


def test_every_flag_has_a_phrase() -> None:
    told = {flag for row in ROWS for flag in row.items("any_of")}
    assert told == {f"RF-{number:02d}" for number in range(1, 25)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_a_phrase_raises_its_flag_and_no_other_person_s(search: CancerSearch, row: Row) -> None:
    heard = set(search.find(row["text"]).red_flags)
    assert not row["any_of"] or heard & set(row.items("any_of"))
    assert row["never"] not in heard


@pytest.mark.parametrize(
    ("text", "raised"),
    [
        ("I'm calling about my daughter, she is 42 and has breast cancer", False),
        ("My daughter, age six, has a lump in her belly", True),
        ("My son has a tumor in his leg and he limps", True),
        ("Our daughter is 30 years old, lymphoma", False),
    ],
)
def test_a_grown_child_is_no_child(search: CancerSearch, text: str, raised: bool) -> None:
    assert ("RF-19" in search.find(text).red_flags) is raised
