"""The words of two papers in the order in which a reader of PDF finds them.

`python -m tests.documents.test_golden` writes the files anew; look at the difference before it is
committed.
"""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from advisor_app.documents.display import PageSize, Text
from advisor_app.documents.summary import render_summary
from advisor_app.documents.summary_content import SummaryContent
from tests.documents.conftest import ISSUE
from tests.documents.geometry import faults
from tests.documents.sketches import DCIS, NODULE

GOLDEN = Path(__file__).resolve().parent / "golden"
PAPERS = {"dcis": DCIS, "nodule": NODULE}


def words_found(content: SummaryContent) -> str:
    pdf = render_summary(content, ISSUE, PageSize.LETTER).pdf
    pages = (page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return "\n----\n".join(pages) + "\n"


def geometry(content: SummaryContent) -> str:
    """Where each text starts, to a tenth of a point."""
    lists = render_summary(content, ISSUE, PageSize.LETTER).lists
    return "".join(
        f"{number} {item.x:.1f} {item.y:.1f} {item.size:g} {item.face} {item.text}\n"
        for number, page in enumerate(lists, start=1)
        for item in page.items
        if isinstance(item, Text)
    )


@pytest.mark.parametrize("name", PAPERS)
def test_words_and_places_are_as_they_were(name: str) -> None:
    content = PAPERS[name]
    assert words_found(content) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert geometry(content) == (GOLDEN / f"{name}.places.txt").read_text(encoding="utf-8")
    assert faults(render_summary(content, ISSUE, PageSize.A4)) == []


if __name__ == "__main__":
    for paper, value in PAPERS.items():
        (GOLDEN / f"{paper}.txt").write_text(words_found(value), encoding="utf-8")
        (GOLDEN / f"{paper}.places.txt").write_text(geometry(value), encoding="utf-8")
