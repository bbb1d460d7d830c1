"""Draws a display list as a PDF: text selectable, faces embedded, the same bytes every time.

On each page shapes come first and text after them in reading order. Text that had to be shaped
carries its characters beside the glyphs, so that it can be found and copied.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, Final

from reportlab.graphics.barcode.code128 import Code128
from reportlab.pdfbase.pdfmetrics import getFont
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
from advisor_app.documents.faces import (
    RIGHT_TO_LEFT,
    SHAPED,
    face_to_draw,
    shaped,
    unit_width,
)
from advisor_app.documents.packing import PackedDocument
from advisor_app.documents.written import literal

_INK: Final = ".05 .22 .32"
_INK_LINE: Final = f"{_INK} RG"
_COLOURS: Final = {Fill.INK: f"{_INK} rg", Fill.WHITE: "1 g", Fill.GREY: ".8 g"}
_PAINTED: Final = {
    (True, True): "B", (True, False): "S", (False, True): "f", (False, False): "n",
}  # fmt: skip
_SLANT: Final = 0.2
_TOUCHING: Final = 0.05


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
    document = PackedDocument(size, language)
    pencil = _Pencil(document, size)
    for page in pages:
        document.add_page(pencil.drawn(page))
    return document.written(title=title, subject=subject, creator=creator)


class _Pencil:
    """Draws the items of pages; it turns the origin from the top to the bottom."""

    def __init__(self, document: PackedDocument, size: PageSize) -> None:
        self._document = document
        self._size = size
        self._height = size.height
        self._code: list[str] = []
        self._canvas: Any = None
        self._writing = False
        self._set: tuple[str, float, bool] | None = None
        self._at = (0, 0)
        self._end = (0.0, 0.0)
        self._thick = 0.0
        self._ready: dict[str, tuple[str, list[str]]] = {}

    def drawn(self, page: PageList) -> list[str]:
        """The operators of a page."""
        self._code, self._thick = [], 0.0
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
        return self._code

    def _rule(self, rule: Rule) -> None:
        y0, y1 = self._height - rule.y0, self._height - rule.y1
        drawn = f"{rule.x0:.6g} {y0:.6g} m {rule.x1:.6g} {y1:.6g} l S"
        self._width(rule.thick)
        self._code.append(f"{_INK_LINE} {drawn} 0 G" if rule.ink else drawn)

    def _box(self, box: Box) -> None:
        painted = _PAINTED[box.line > 0, box.fill is not Fill.NOTHING]
        y = self._height - box.y - box.height
        drawn = f"{box.x:.6g} {y:.6g} {box.width:.6g} {box.height:.6g} re {painted}"
        if box.line > 0:
            self._width(box.line)
        colour = _COLOURS.get(box.fill)
        self._code.append(f"{colour} {drawn} 0 g" if colour else drawn)

    def _width(self, thick: float) -> None:
        if thick != self._thick:
            self._code.append(f"{thick:g} w")
            self._thick = thick

    def _barcode(self, code: Barcode) -> None:
        self._code.append(_bars(code, self._height))

    def _text(self, text: Text) -> None:
        x, y, said, face, size, wide, white, slanted = text
        if slanted or face in SHAPED:
            self._close()
            self._apart(text)
            return
        if not self._writing:
            self._code.append("BT")
            self._writing, self._at, self._end = True, (0, 0), (0.0, 0.0)
        end, line = self._end
        if line == y and -_TOUCHING < end - x < _TOUCHING:
            place = ""
        else:
            across, up = round(x * 100), round((self._height - y) * 100)
            place = f"{(across - self._at[0]) / 100:g} {(up - self._at[1]) / 100:g} Td "
            self._at = across, up
        end = x + wide
        if said[-1] == " ":
            end += (len(said) - len(said.rstrip(" "))) * unit_width(" ", face) * size
        self._end = end, y
        for name, coded in self._coded(said, face):
            wanted = (name, size, white)
            if wanted != self._set:
                grey = "" if self._set and self._set[2] is white else f" {int(white)} g"
                self._code.append(f"{name} {size:g} Tf{grey}")
                self._set = wanted
            self._code.append(f"{place}{literal(coded)} Tj")
            place = ""

    def _coded(self, said: str, face: str) -> Iterable[tuple[str, str]]:
        """The text in the codes of the document, each part under the name of its font.

        Drawn with the ready letters of a face where they and their codes suffice.
        """
        if said.isascii() and face in self._ready:
            name, kept = self._ready[face]
            kept.append(said)
            return ((name, said),)
        document = self._document
        ready = face_to_draw(said, face)
        if ready != face and not document.codes.have_room(said):
            ready = face
        font = _font(ready)
        parts = [
            (font.getSubsetInternalName(subset, document), coded.decode("latin-1"))
            for subset, coded in font.splitString(said, document)
        ]
        if ready != face:
            self._ready[face] = parts[0][0], document.codes.said[face]
        return parts

    def _apart(self, text: Text) -> None:
        """Text that is shaped or slanted, by the canvas of ReportLab, which knows how."""
        said = turned_round(text.text) if text.face in RIGHT_TO_LEFT else text.text
        canvas = self._own_canvas(text.face)
        slant = _SLANT if text.slanted else 0
        self._code.append(
            f"q {int(text.white)} g 1 0 {slant:g} 1 {text.x:.6g} {self._height - text.y:.6g} cm"
        )
        if text.face in SHAPED:
            # Python of ReportLab has no call for it: viewers copy and search this text.
            code = said.encode("utf-16-be").hex().upper()
            self._code.append(f"/Span <</ActualText <FEFF{code}>>> BDC")
        line = canvas.beginText(0, 0)
        line.setFont(face_to_draw(text.text, text.face), text.size)
        drawn = shaped(text.text, text.face, text.size)[0] if text.face in SHAPED else text.text
        line.textOut(drawn)
        self._code.append(line.getCode())
        if text.face in SHAPED:
            self._code.append("EMC")
        self._code.append("Q")

    def _own_canvas(self, face: str) -> Any:
        """A canvas that draws into our document; most papers need none."""
        if self._canvas is None:
            # The stubs of ReportLab call the name of a font a number.
            make: Any = Canvas
            self._canvas = make(None, pagesize=self._size.value, initialFontName=face)
            self._canvas._doc = self._document
        return self._canvas

    def _close(self) -> None:
        if self._writing:
            self._code.append("ET")
        self._writing, self._set = False, None

    def _margin_word(self, word: MarginWord) -> None:
        x, y = word.x, self._height - word.y
        self._code.append(f"BT {word.grey:g} g {word.spacing:g} Tc 0 1 -1 0 {x:.6g} {y:.6g} Tm")
        for name, coded in self._coded(word.text, word.face):
            self._code.append(f"{name} {word.size:g} Tf {literal(coded)} Tj")
        self._code.append("ET")


@lru_cache(maxsize=8)
def _bars(code: Barcode, page_height: float) -> str:
    """The operators that draw a barcode."""
    bars, modules = code_128(code.value)
    left = code.right - modules * code.module
    y = f"{page_height - code.y - code.height:.2f}"
    drawn = [
        f"{left + bar * code.module:.2f} {y} {wide * code.module:.2f} {code.height:g} re"
        for bar, wide in bars
    ]
    return "\n".join([*drawn, "f"])


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
