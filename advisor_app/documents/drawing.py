"""Draws a display list as a PDF: text selectable, faces embedded, the same bytes every time.

On each page shapes come first and text after them in reading order. Text that had to be shaped
carries its characters beside the glyphs, so that it can be found and copied.
"""

import unicodedata
from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from reportlab.graphics.barcode.code128 import Code128
from reportlab.pdfgen.canvas import Canvas

from advisor_app.documents.display import (
    Barcode,
    Box,
    Fill,
    MarginWord,
    PageList,
    PageSize,
    Rule,
    Text,
)
from advisor_app.documents.faces import REGULAR, RIGHT_TO_LEFT, SHAPED, characters_of, shaped

INK: Final = (0.05, 0.22, 0.32)
_SLANT: Final = 0.2


def as_pdf(pages: Sequence[PageList], size: PageSize, title: str, creator: str) -> bytes:
    """The pages as one PDF, whose title is what the window of a viewer shows."""
    written = BytesIO()
    characters_of(REGULAR)
    # The stubs of ReportLab call the name of a font a number.
    new_canvas: Any = Canvas
    canvas = new_canvas(
        written,
        pagesize=size.value,
        invariant=1,
        pageCompression=1,
        initialFontName=REGULAR,
        lang="en-US",
    )
    canvas.setTitle(title)
    canvas.setAuthor("Care-advisor console")
    canvas.setSubject("Case summary")
    canvas.setCreator(creator)
    for page in pages:
        _Pencil(canvas, size.height).draw(page)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


class _Pencil:
    """Draws the items of one page; it turns the origin from the top to the bottom."""

    def __init__(self, canvas: Any, height: float) -> None:
        self._canvas = canvas
        self._height = height
        self._open: Any = None
        self._set: tuple[str, float, bool] | None = None

    def draw(self, page: PageList) -> None:
        self._canvas.setFillGray(0)
        self._canvas.setStrokeGray(0)
        for item in page.items:
            match item:
                case Rule():
                    self._rule(item)
                case Box():
                    self._box(item)
                case Barcode():
                    self._barcode(item)
        for item in page.items:
            if isinstance(item, Text):
                self._text(item)
        self._close()
        for item in page.items:
            if isinstance(item, MarginWord):
                self._margin_word(item)

    def _rule(self, rule: Rule) -> None:
        canvas = self._canvas
        canvas.setLineWidth(rule.thick)
        if rule.ink:
            canvas.setStrokeColorRGB(*INK)
        canvas.line(rule.x0, self._height - rule.y0, rule.x1, self._height - rule.y1)
        if rule.ink:
            canvas.setStrokeGray(0)

    def _box(self, box: Box) -> None:
        canvas = self._canvas
        canvas.setLineWidth(box.line or 0.5)
        if box.fill is Fill.WHITE:
            canvas.setFillGray(1)
        canvas.rect(
            box.x,
            self._height - box.y - box.height,
            box.width,
            box.height,
            stroke=int(box.line > 0),
            fill=int(box.fill is not Fill.NOTHING),
        )
        canvas.setFillGray(0)

    def _barcode(self, code: Barcode) -> None:
        drawn: Any = Code128(code.value, barHeight=code.height, barWidth=code.module, quiet=0)
        drawn.drawOn(self._canvas, code.right - drawn.width, self._height - code.y - code.height)

    def _text(self, text: Text) -> None:
        characters_of(text.face)
        if text.face in SHAPED or text.slanted:
            self._close()
            self._apart(text)
            return
        if self._open is None:
            self._open = self._canvas.beginText()
        wanted = (text.face, text.size, text.white)
        if wanted != self._set:
            self._open.setFont(text.face, text.size)
            self._open.setFillGray(1 if text.white else 0)
            self._set = wanted
        self._open.setTextOrigin(text.x, self._height - text.y)
        self._open.textOut(text.text)

    def _apart(self, text: Text) -> None:
        canvas = self._canvas
        said = text.text
        if text.face in RIGHT_TO_LEFT:
            said = turned_round(said)
        canvas.saveState()
        canvas.setFillGray(1 if text.white else 0)
        canvas.transform(1, 0, _SLANT if text.slanted else 0, 1, text.x, self._height - text.y)
        if text.face in SHAPED:
            # Python of ReportLab has no call for it: viewers copy and search this text.
            code = said.encode("utf-16-be").hex().upper()
            canvas._code.append(f"/Span <</ActualText <FEFF{code}>>> BDC")
        line = canvas.beginText(0, 0)
        line.setFont(text.face, text.size)
        drawn = shaped(text.text, text.face, text.size)[0] if text.face in SHAPED else text.text
        line.textOut(drawn)
        canvas.drawText(line)
        if text.face in SHAPED:
            canvas._code.append("EMC")
        canvas.restoreState()

    def _close(self) -> None:
        if self._open is not None:
            self._canvas.drawText(self._open)
        self._open, self._set = None, None

    def _margin_word(self, word: MarginWord) -> None:
        canvas = self._canvas
        characters_of(word.face)
        canvas.saveState()
        canvas.translate(word.x, self._height - word.y)
        canvas.rotate(90)
        canvas.setFillGray(word.grey)
        canvas.setFont(word.face, word.size)
        canvas.drawString(0, 0, word.text, charSpace=word.spacing)
        canvas.restoreState()


def turned_round(word: str) -> str:
    """A word from right to left with its letters in visual order, numbers as they are.

    pdfium and poppler turn the text of such a span round again; in logical order it comes out
    reversed. A letter keeps its points.
    """
    letters: list[str] = []
    for sign in word:
        digit = unicodedata.category(sign) == "Nd"
        if letters and (
            unicodedata.combining(sign) or (digit and unicodedata.category(letters[-1][-1]) == "Nd")
        ):
            letters[-1] += sign
        else:
            letters.append(sign)
    return "".join(reversed(letters))
