"""Twelve very different papers as they were: words in reading order, places, and a picture.

`python -m tests.documents.test_golden` writes the files anew; look at the difference before it is
committed.
"""

from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader

from advisor_app.documents.display import PageSize, Text
from advisor_app.documents.summary import render_summary
from advisor_app.documents.summary_content import SummaryContent
from tests.documents.conftest import ISSUE
from tests.documents.geometry import faults
from tests.documents.sketches import twelve

GOLDEN = Path(__file__).resolve().parent / "golden"
PAPERS = twelve()
PICTURE_SCALE = 0.2
MOST_DIFFERENCE = 2.0
"""Of 255 greys, on average: another version of the picture maker is not another paper."""


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


def picture(content: SummaryContent) -> Image.Image:
    """Page 1 in grey, small: where there is ink, and how much."""
    document = pypdfium2.PdfDocument(render_summary(content, ISSUE, PageSize.LETTER).pdf)
    shown: Image.Image = document[0].render(scale=PICTURE_SCALE, grayscale=True).to_pil()
    document.close()
    return shown


@pytest.mark.parametrize("name", PAPERS)
def test_page_one_looks_as_it_did(name: str) -> None:
    golden = Image.open(GOLDEN / f"{name}.png")
    difference = ImageChops.difference(picture(PAPERS[name]), golden.convert("L"))
    assert ImageStat.Stat(difference).mean[0] < MOST_DIFFERENCE


def test_all_text_is_black_or_white_and_reads_in_grey() -> None:
    for content in PAPERS.values():
        document = pypdfium2.PdfDocument(render_summary(content, ISSUE, PageSize.LETTER).pdf)
        grey = document[0].render(scale=2, grayscale=True).to_pil()
        document.close()
        counts = grey.histogram()
        assert sum(counts[:60]) > 0.02 * sum(counts)
        assert sum(counts[240:]) > 0.7 * sum(counts)


@pytest.mark.parametrize("name", PAPERS)
def test_words_and_places_are_as_they_were(name: str) -> None:
    content = PAPERS[name]
    assert words_found(content) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8")
    assert geometry(content) == (GOLDEN / f"{name}.places.txt").read_text(encoding="utf-8")
    for size in PageSize:
        assert faults(render_summary(content, ISSUE, size)) == []


if __name__ == "__main__":
    for paper, value in PAPERS.items():
        (GOLDEN / f"{paper}.txt").write_text(words_found(value), encoding="utf-8")
        (GOLDEN / f"{paper}.places.txt").write_text(geometry(value), encoding="utf-8")
        picture(value).save(GOLDEN / f"{paper}.png", optimize=True)
