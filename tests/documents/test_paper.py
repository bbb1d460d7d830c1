"""What must hold of every paper: furniture, identifiers, fonts, barcode, bytes, geometry."""

import re
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from advisor_app.documents.display import Drawn, MarginWord, PageSize
from advisor_app.documents.summary import render_summary
from advisor_app.domain.intake import Intake
from tests.documents.conftest import CASES, ISSUE, Printed, Told
from tests.documents.generated import generated
from tests.documents.geometry import faults, words_on
from tests.documents.hostile import case_full_of

NAMES = sorted(path.stem for path in CASES.glob("*.json"))
Written = Callable[[str], Intake]


def pages_of(drawn: Drawn) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(drawn.pdf)).pages]


@pytest.mark.parametrize("name", NAMES)
def test_a_written_case_takes_two_sound_pages(
    name: str, printed: Printed, written: Written
) -> None:
    drawn = printed(written(name))
    assert drawn.pages == 2
    assert faults(drawn) == []
    assert drawn.notes == ()


@pytest.mark.parametrize("size", list(PageSize))
def test_every_page_names_the_patient_twice_over(
    size: PageSize, printed: Printed, written: Written
) -> None:
    pages = pages_of(printed(written("dcis-new-jersey"), size))
    for number, text in enumerate(pages, start=1):
        assert "LINDGREN" in text
        assert "DOB 14 MAY 1968" in text
        assert "Q-26-00412" in text
        assert f"Page {number} of {len(pages)}" in text


def test_the_foot_says_which_version_this_is(printed: Printed, written: Written) -> None:
    for text in pages_of(printed(written("dcis-new-jersey"))):
        assert "v3 of 24 NOV 2026 10:00 ET, replaces v2" in text
        assert "24 NOV 2026 10:00 ET by J. Ruiz, RN, workstation WS-12" in text
        assert "Copy 2" in text
        assert "Rules 2026.1-demo" in text
        assert "If found call (212) 555-0103" in text
        assert "DRAFT - not signed" in text


def test_demonstration_is_marked_only_where_it_is_one(content_of: Told, written: Written) -> None:
    content = content_of(written("dcis-new-jersey"))
    marked = render_summary(content, ISSUE, PageSize.LETTER)
    for page in marked.lists:
        words = [item for item in page.items if isinstance(item, MarginWord)]
        assert len(words) == 1
        assert any(text.text == "DEMONSTRATION" for text in page.texts)
    real = render_summary(content, replace(ISSUE, demonstration=False), PageSize.LETTER)
    assert b"DEMONSTRATION" not in real.pdf
    assert "DEMONSTRATION" not in words_on(real)
    assert not any(isinstance(item, MarginWord) for page in real.lists for item in page.items)


def test_both_sizes_break_lines_alike(printed: Printed, written: Written) -> None:
    for name in ("dcis-new-jersey", "lung-nodule", "aml-relapse-abroad"):
        letter, a4 = (printed(written(name), size) for size in PageSize)
        assert letter.pages == a4.pages
        assert [text.text for text in letter.lists[0].texts] == [
            text.text for text in a4.lists[0].texts
        ]
        assert faults(a4) == []


def test_the_barcode_is_the_case_number(printed: Printed, written: Written) -> None:
    document = pypdfium2.PdfDocument(printed(written("dcis-new-jersey")).pdf)
    for number in range(len(document)):
        picture = document[number].render(scale=200 / 72, grayscale=True).to_pil()
        found = zxingcpp.read_barcodes(picture)
        assert [code.text for code in found] == ["Q-26-00412"]
    document.close()


def test_the_same_values_give_the_same_bytes(content_of: Told, written: Written) -> None:
    for name in ("dcis-new-jersey", "single-name"):
        content = content_of(written(name))
        first, second = (render_summary(content, ISSUE, PageSize.A4) for _ in range(2))
        assert first.pdf == second.pdf
        assert first.digest == second.digest


def test_only_faces_of_ours_and_no_active_content(printed: Printed) -> None:
    text = '<a href="javascript:alert(1)">x</a> سميرة 王小明 Ђорђе'
    reader = PdfReader(BytesIO(printed(case_full_of(text)).pdf))
    for page in reader.pages:
        assert "/Annots" not in page
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            face = font.get_object()
            assert re.fullmatch(r"/[A-Z]{6}\+Paper\w+(-\w+)?", face["/BaseFont"])
            assert {"/FontFile2", "/FontFile3"} & set(face["/FontDescriptor"])
    assert not {"/OpenAction", "/AcroForm"} & set(reader.root_object)


def test_the_title_is_the_number_alone(printed: Printed, written: Written) -> None:
    metadata = PdfReader(BytesIO(printed(written("dcis-new-jersey")).pdf)).metadata
    assert metadata is not None
    assert metadata.title == "Case Q-26-00412"
    assert "Lindgren" not in str(dict(metadata))


def test_text_stands_in_reading_order(printed: Printed, written: Written) -> None:
    text = pages_of(printed(written("dcis-new-jersey")))[0]
    heads = (
        "LINDGREN", "Reason and", "Told by", "Diagnosis", "ECOG", "Blood thinner",
        "Other doctors", "Matched to", "Records", "Five questions", "Upright", "Page 1 of 2",
    )  # fmt: skip
    places = [text.index(head) for head in heads]
    assert places == sorted(places)


FOUND_BY_THE_SOAK = (3526, 4188, 6283, 8535)


@pytest.mark.parametrize("number", [*range(0, 120, 5), *FOUND_BY_THE_SOAK])
def test_nothing_lies_over_anything_whatever_is_told(number: int) -> None:
    """A sample of `python -m tests.benchmarks.papers --soak 10000`."""
    for size in PageSize:
        assert faults(render_summary(generated(number), ISSUE, size)) == []
