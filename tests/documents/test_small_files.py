"""Papers stay small, and the letters that are kept ready look like those of the whole face."""

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader

from advisor_app.documents.cut_faces import signs_of
from advisor_app.documents.display import PageList, PageSize, Text
from advisor_app.documents.drawing import as_pdf
from advisor_app.documents.faces import MARK_FACES, width_of
from advisor_app.documents.runs import Run
from advisor_app.domain.intake import Intake
from tests.documents.conftest import CASES, Printed
from tests.documents.hostile import case_full_of

MOST_BYTES = 30_000
NAMES = sorted(path.stem for path in CASES.glob("*.json"))
LATIN_FACES = [
    f"PaperSans-{name}"
    for name in (
        "Regular", "Bold", "Italic", "BoldItalic", "Narrow", "NarrowBold", "NarrowItalic",
        "NarrowBoldItalic",
    )
]  # fmt: skip
WHOLE = "Ж"
"""One letter outside the code page brings the whole face to its line."""


def page_of(face: str, texts: list[str]) -> bytes:
    items = tuple(
        Text(48.0, 60.0 + 30 * row, text, face, 16.0, width_of(text, face, 16.0))
        for row, text in enumerate(texts)
    )
    return as_pdf((PageList(items),), PageSize.LETTER, "Letters", "test")


def picture(pdf: bytes) -> Image.Image:
    document = pypdfium2.PdfDocument(pdf)
    shown: Image.Image = document[0].render(scale=2, grayscale=True).to_pil()
    document.close()
    return shown


@pytest.mark.parametrize("name", NAMES)
def test_a_latin_summary_takes_at_most_thirty_kilobytes(
    name: str, printed: Printed, written: Callable[[str], Intake]
) -> None:
    assert len(printed(written(name)).pdf) <= MOST_BYTES


@pytest.mark.parametrize("face", LATIN_FACES)
def test_ready_letters_look_like_those_of_the_whole_face(face: str) -> None:
    signs = sorted(signs_of(face) - {" ", "\u00a0"})
    assert len(signs) > 200
    rows = ["".join(signs[start : start + 30]) for start in range(0, len(signs), 30)]
    ready = picture(page_of(face, rows))
    whole = picture(page_of(face, [row + WHOLE for row in rows]))
    right = 48.0 + min(width_of(row, face, 16.0) for row in rows[:-1])
    area = (0, 0, int(right * 2), ready.height)
    difference = ImageChops.difference(ready.crop(area), whole.crop(area))
    assert ImageStat.Stat(difference).mean[0] < 0.35
    assert ImageStat.Stat(ready.crop(area)).mean[0] < 250


@pytest.mark.parametrize("face", [*LATIN_FACES, *dict.fromkeys(MARK_FACES.values())])
def test_ready_letters_are_found_again(face: str) -> None:
    signs = "".join(sorted(signs_of(face) - {" ", "\u00a0"}))
    found = PdfReader(BytesIO(page_of(face, [signs]))).pages[0].extract_text()
    assert found.replace("\n", "").replace(" ", "") == signs


def test_a_name_with_one_foreign_letter_is_whole(printed: Printed) -> None:
    drawn = printed(case_full_of("Łukasz Żółć"))
    assert "Łukasz Żółć" in PdfReader(BytesIO(drawn.pdf)).pages[0].extract_text()
    assert Run("Łukasz").text in "".join(text.text for text in drawn.lists[0].texts)
