"""Papers stay small, and the letters that are kept ready look like those of the whole face."""

from collections.abc import Callable
from io import BytesIO
from typing import Any, cast

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat
from pypdf import PdfReader

from advisor_app.documents.cut_faces import signs_of
from advisor_app.documents.display import PageList, PageSize, Text
from advisor_app.documents.drawing import as_pdf
from advisor_app.documents.faces import MARK_FACES, width_of
from advisor_app.documents.runs import Run
from advisor_app.domain.intake import Intake
from advisor_app.telephony.demonstration import demonstration_cases
from tests.documents.conftest import CASES, NOW, Printed
from tests.documents.hostile import case_full_of

MOST_BYTES = 30_000
MOST_BYTES_WITH_ARABIC = 32_000
NAMES = sorted(path.stem for path in CASES.glob("*.json"))
LATIN_FACES = [
    f"PaperSans-{name}"
    for name in (
        "Regular", "Bold", "Italic", "BoldItalic", "Narrow", "NarrowBold", "NarrowItalic",
        "NarrowBoldItalic",
    )
]  # fmt: skip
WHOLE = "".join(map(chr, range(0x410, 0x440)))
"""More letters outside the code page than it has free codes bring the whole face to their line."""
A_ROW = 30
MOST_OTHER_INK = 0.25
"""The two kinds of font may stand half a pixel apart; a letter that lacks is all of its ink."""
DEMONSTRATION = demonstration_cases(NOW.date())


def page_of(face: str, texts: list[str]) -> bytes:
    items = tuple(
        Text(48.0, 60.0 + 30 * row, text, face, 16.0, width_of(text, face, 16.0))
        for row, text in enumerate(texts)
    )
    return as_pdf((PageList(items),), PageSize.LETTER, "Letters", "test")


def whole_faces(pdf: bytes) -> int:
    """How many fonts of a file are parts of whole faces instead of ready letters."""
    resources = cast(Any, PdfReader(BytesIO(pdf)).pages[0])["/Resources"]
    fonts = [one.get_object() for one in resources["/Font"].values()]
    return sum(font["/Subtype"] == "/TrueType" for font in fonts)


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


@pytest.mark.parametrize("name", DEMONSTRATION)
def test_so_does_every_latin_summary_of_the_demonstration(name: str, printed: Printed) -> None:
    drawn = printed(DEMONSTRATION[name])
    faces = {text.face for page in drawn.lists for text in page.texts}
    other = {face for face in faces if not face.startswith(("PaperSans", "PaperMark"))}
    assert other <= {"PaperArabic"}
    assert len(drawn.pdf) <= (MOST_BYTES_WITH_ARABIC if other else MOST_BYTES)


def rows_of(face: str) -> list[list[str]]:
    """The letters of a face, a document's worth of rows each: no more new ones than have codes."""
    signs = sorted(signs_of(face) - {" ", "\u00a0"})
    usual = [sign for sign in signs if sign.encode("cp1252", errors="ignore")]
    usual_rows = ["".join(usual[at : at + A_ROW]) for at in range(0, len(usual), A_ROW)]
    others = [sign for sign in signs if sign not in usual][::5]
    return [
        usual_rows,
        *(["".join(others[at : at + A_ROW])] for at in range(0, len(others), A_ROW)),
    ]


@pytest.mark.parametrize("face", LATIN_FACES)
def test_ready_letters_look_like_those_of_the_whole_face(face: str) -> None:
    assert len(signs_of(face)) > 800
    for rows in rows_of(face):
        ready_pdf, whole_pdf = page_of(face, rows), page_of(face, [row + WHOLE for row in rows])
        assert not whole_faces(ready_pdf)
        assert whole_faces(whole_pdf)
        ready, whole = picture(ready_pdf), picture(whole_pdf)
        right = 48.0 + min(width_of(row, face, 16.0) for row in rows)
        area = (0, 0, int(right * 2) - 8, 120 + 60 * len(rows))
        shown = [one.crop(area).filter(ImageFilter.GaussianBlur(3)) for one in (ready, whole)]
        difference = ImageChops.difference(*shown)
        ink = 255 - ImageStat.Stat(shown[1]).mean[0]
        assert ink > 0.5
        assert ImageStat.Stat(difference).mean[0] < MOST_OTHER_INK * ink


@pytest.mark.parametrize("face", LATIN_FACES)
def test_ready_letters_are_found_again(face: str) -> None:
    for rows in rows_of(face):
        found = PdfReader(BytesIO(page_of(face, rows))).pages[0].extract_text()
        assert found.replace("\n", "").replace(" ", "") == "".join(rows)


@pytest.mark.parametrize("face", dict.fromkeys(MARK_FACES.values()))
def test_marks_are_found_again(face: str) -> None:
    signs = "".join(sorted(signs_of(face) - {" ", "\u00a0"}))
    found = PdfReader(BytesIO(page_of(face, [signs]))).pages[0].extract_text()
    assert found.replace("\n", "").replace(" ", "") == signs


def test_a_name_with_one_foreign_letter_is_whole(printed: Printed) -> None:
    drawn = printed(case_full_of("Łukasz Żółć"))
    assert "Łukasz Żółć" in PdfReader(BytesIO(drawn.pdf)).pages[0].extract_text()
    assert Run("Łukasz").text in "".join(text.text for text in drawn.lists[0].texts)
