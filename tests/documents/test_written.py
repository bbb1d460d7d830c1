"""Strings of a PDF as any viewer reads them."""

from advisor_app.documents.display import PageList, PageSize
from advisor_app.documents.drawing import as_pdf
from advisor_app.documents.pdfium import opened
from advisor_app.documents.runs import plain
from advisor_app.documents.sheet import Sheet
from advisor_app.documents.written import literal

MANY_LETTERS = bytes(
    byte for high in (0xB0, 0xB1, 0xB2) for low in range(0xA1, 0xFF) for byte in (high, low)
).decode("gb2312")


def test_what_a_viewer_would_read_otherwise_is_escaped() -> None:
    assert literal("a (b) \\ c") == "(a \\(b\\) \\\\ c)"
    assert literal("\x0c\r\x0e\n") == "(\x0c\\r\x0e\n)"


def test_a_face_with_a_letter_at_every_code_is_read_back_whole() -> None:
    sheet = Sheet(PageSize.LETTER)
    for start in range(0, len(MANY_LETTERS), 25):
        sheet.text(40.0, 60.0 + start, plain(MANY_LETTERS[start : start + 25]), 12.0)
    pages = [PageList(items=tuple(sheet.items))]
    pdf = as_pdf(pages, PageSize.LETTER, title="Letters", subject="Letters", creator="Letters")
    with opened(pdf) as document:
        drawn = document[0].get_textpage().get_text_bounded()
    assert "".join(drawn.split()) == MANY_LETTERS
