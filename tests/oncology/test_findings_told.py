"""A finding or a fear is answered first with no code of a cancer."""

from pathlib import Path
from typing import Final

import pytest

from advisor_app.domain.tables import read_table
from advisor_app.oncology.search import CancerSearch

_FILE: Final = Path(__file__).resolve().parent.parent / "data" / "oncology" / "findings_told.tsv"
TEXTS: Final = tuple(row["text"] for row in read_table(_FILE, "findings-told/1", ("text",)).rows)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:40])
def test_a_finding_gets_no_code_of_a_cancer(search: CancerSearch, text: str) -> None:
    first, *_ = search.find(text).answers
    assert not any(code.startswith("C") for code in first.icd10)
