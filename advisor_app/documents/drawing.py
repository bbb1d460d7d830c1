"""Draws a display list as a PDF: text selectable, faces embedded, the same bytes every time.

On each page shapes come first and text after them in reading order. Text that had to be shaped
carries its characters beside the glyphs, so that it can be found and copied.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, Final

from reportlab.graphics.barcode.code128 import Code128
from reportlab.lib.rl_accel import escapePDF
from reportlab.pdfbase.pdfmetrics import getFont

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
from advisor_app.documents.faces import (
    REGULAR,
    RIGHT_TO_LEFT,
    SHAPED,
    face_to_draw,
    shaped,
    unit_width,
)
from advisor_app.documents.packing import new_canvas

_INK: Final = ".05 .22 .32"
_INK_LINE: Final = f"{_INK} RG"
_COLOURS: Final = {Fill.INK: f"{_INK} rg", Fill.WHITE: "1 g", Fill.GREY: ".8 g"}
_PAINTED: Final = {
    (True, True): "B", (True, False): "S", (False, True): "f", (False, False): "n",
}  # fmt: skip
_SLANT: Final = 0.2


def as_pdf(
    pages: Sequence[PageList],
    size: PageSize,
    title: str,
    creator: str,
    *,
    subject: str = "Case summary",
    language: str = "en-US",
) -> bytes:
    """The pages as one PDF, whose title is what the window of a viewer shows."""
    canvas = new_canvas(size, face_to_draw(title, REGULAR), language)
    canvas.setTitle(title)
    canvas.setAuthor("Care-advisor console")
    canvas.setSubject(subject)
    canvas.setCreator(creator)
    pencil = _Pencil(canvas, size.height)
    for page in pages:
        pencil.draw(page)
        canvas.showPage()
    pdf: bytes = canvas.getpdfdata()
    return pdf


class _Pencil:
    """Draws the items of pages; it turns the origin from the top to the bottom."""

    def __init__(self, canvas: Any, height: float) -> None:
        self._canvas = canvas
        self._document = canvas._doc
        self._height = height
        self._open: list[str] = []
        self._set: tuple[str, float, bool] | None = None
        self._at = (0, 0)
        self._end: tuple[int, float] | None = None
        self._thick = 0.0
        self._ready: dict[str, tuple[str, list[str]]] = {}

    def draw(self, page: PageList) -> None:
        self._canvas._code.append("0 g 0 G")
        self._thick = 0.0
        texts: list[Text] = []
        words: list[MarginWord] = []
        for item in page.items:
            match item:
                case Text():
                    texts.append(item)
                case Rule():
                    self._rule(item)
                case Box():
                    self._box(item)
                case Barcode():
                    self._barcode(item)
                case MarginWord():
                    words.append(item)
        for text in texts:
            self._text(text)
        self._close()
        for word in words:
            self._margin_word(word)

    def _rule(self, rule: Rule) -> None:
        y0, y1 = self._height - rule.y0, self._height - rule.y1
        drawn = f"{rule.x0:.6g} {y0:.6g} m {rule.x1:.6g} {y1:.6g} l S"
        self._width(rule.thick)
        self._canvas._code.append(f"{_INK_LINE} {drawn} 0 G" if rule.ink else drawn)

    def _box(self, box: Box) -> None:
        painted = _PAINTED[box.line > 0, box.fill is not Fill.NOTHING]
        y = self._height - box.y - box.height
        drawn = f"{box.x:.6g} {y:.6g} {box.width:.6g} {box.height:.6g} re {painted}"
        if box.line > 0:
            self._width(box.line)
        colour = _COLOURS.get(box.fill)
        self._canvas._code.append(f"{colour} {drawn} 0 g" if colour else drawn)

    def _width(self, thick: float) -> None:
        if thick != self._thick:
            self._canvas._code.append(f"{thick:g} w")
            self._thick = thick

    def _barcode(self, code: Barcode) -> None:
        bars, modules = code_128(code.value)
        left = code.right - modules * code.module
        y = self._height - code.y - code.height
        self._canvas._code += [
            f"{left + bar * code.module:.2f} {y:.2f} {wide * code.module:.2f} {code.height:g} re"
            for bar, wide in bars
        ]
        self._canvas._code.append("f")

    def _text(self, text: Text) -> None:
        x, y, said, face, size, wide, white, slanted = text
        if slanted or face in SHAPED:
            self._close()
            self._apart(text)
            return
        if not self._open:
            self._open, self._at, self._end = ["BT"], (0, 0), None
        if self._end == (round(x * 10), y):
            place = ""
        else:
            at = round(x * 100), round((self._height - y) * 100)
            place = f"{(at[0] - self._at[0]) / 100:g} {(at[1] - self._at[1]) / 100:g} Td "
            self._at = at
        end = x + wide
        if said[-1] == " ":
            end += (len(said) - len(said.rstrip(" "))) * unit_width(" ", face) * size
        self._end = round(end * 10), y
        for name, coded in self._coded(said, face):
            wanted = (name, size, white)
            if wanted != self._set:
                grey = "" if self._set and self._set[2] is white else f" {int(white)} g"
                self._open.append(f"{name} {size:g} Tf{grey}")
                self._set = wanted
            self._open.append(f"{place}({escapePDF(coded)}) Tj")
            place = ""

    def _coded(self, said: str, face: str) -> Iterable[tuple[str, str | bytes]]:
        """The text as the document holds it, each part under the name of its font.

        Drawn with the ready letters of a face where they and their codes suffice.
        """
        document = self._document
        if said.isascii() and face in self._ready:
            name, kept = self._ready[face]
            kept.append(said)
            return ((name, said),)
        ready = face_to_draw(said, face)
        if ready != face and not document.codes.have_room(said):
            ready = face
        font = _font(ready)
        parts = [
            (font.getSubsetInternalName(subset, document), coded)
            for subset, coded in font.splitString(said, document)
        ]
        if ready != face:
            self._ready[face] = parts[0][0], document.codes.said[face]
        return parts

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
        line.setFont(face_to_draw(text.text, text.face), text.size)
        drawn = shaped(text.text, text.face, text.size)[0] if text.face in SHAPED else text.text
        line.textOut(drawn)
        canvas.drawText(line)
        if text.face in SHAPED:
            canvas._code.append("EMC")
        canvas.restoreState()

    def _close(self) -> None:
        if self._open:
            self._canvas._code += [*self._open, "ET"]
        self._open, self._set = [], None

    def _margin_word(self, word: MarginWord) -> None:
        canvas = self._canvas
        canvas.saveState()
        canvas.translate(word.x, self._height - word.y)
        canvas.rotate(90)
        canvas.setFillGray(word.grey)
        canvas.setFont(face_to_draw(word.text, word.face), word.size)
        canvas.drawString(0, 0, word.text, charSpace=word.spacing)
        canvas.restoreState()


@lru_cache(maxsize=64)
def code_128(value: str) -> tuple[tuple[tuple[int, int], ...], int]:
    """The bars of a value, each where it starts and how wide it is, and the width in modules."""
    code: Any = Code128(value)
    for step in (code.validate, code.encode, code.decompose):
        step()
    bars, x = [], 0
    for sign in code.decomposed:
        wide = ord(sign.lower()) - ord("a") + 1
        if sign.isupper():
            bars.append((x, wide))
        x += wide
    return tuple(bars), x


@cache
def _font(face: str) -> Any:
    """A registered face; the stubs of ReportLab know only faces that are never cut."""
    return getFont(face)


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
