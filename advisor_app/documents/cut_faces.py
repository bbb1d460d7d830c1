"""Latin faces of which a paper takes only the letters that it uses, ready as they must be written.

A Latin summary needs a few dozen letters of each face. They are kept as Type 2 charstrings (made by
`make_paper_fonts.py`), so that a font of a paper is those bytes in a row (Adobe Technical Notes
5176 and 5177) and nothing is parsed or subset while a paper is drawn. What code page 1252 does not
have is drawn with the whole face instead.
"""

import struct
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from reportlab.pdfbase import pdfdoc

from advisor_app.domain.resources import RESOURCES

_FOLDER: Final = RESOURCES / "fonts" / "paper"
_CODE_PAGE: Final = "cp1252"
_LETTER: Final = struct.Struct(">B2sHH")
_NOT_DEFINED: Final = b"\x0e"
_SPACE_LIKE: Final = {"\u00a0": " "}
_SYMBOLIC, _ROMAN, _ITALIC = 4, 32, 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter: the number of its standard name, its width in thousandths, its charstring."""

    name: bytes
    width: int
    drawing: bytes


@cache
def letters_of(face: str) -> dict[int, Letter]:
    """The letters of a face by their code in the code page; none where the face has none ready."""
    file: Path = _FOLDER / f"{face}.cut"
    if not file.is_file():
        return {}
    rows, place = file.read_bytes(), 0
    found: dict[int, Letter] = {}
    while place < len(rows):
        code, name, width, length = _LETTER.unpack_from(rows, place)
        place += _LETTER.size
        found[code] = Letter(name=name, width=width, drawing=rows[place : place + length])
        place += length
    return found


@cache
def signs_of(face: str) -> frozenset[str]:
    """The characters that a face has ready."""
    ready = {bytes((code,)).decode(_CODE_PAGE) for code in letters_of(face)}
    return frozenset(ready | {alike for alike, sign in _SPACE_LIKE.items() if sign in ready})


def compact_font(face: str, codes: frozenset[int]) -> bytes:
    """A Compact Font Format program with the letters of `codes`, in the order of their codes."""
    letters = [letters_of(face)[code] for code in sorted(codes)]
    names = b"\0" + b"".join([letter.name for letter in letters])
    drawings = _index([_NOT_DEFINED, *[letter.drawing for letter in letters]])
    head = b"\x01\x00\x04\x04" + _index([face.encode()])
    strings = _index([]) + _index([])
    after_head = len(head) + len(_index([_top_dict(0, 0)])) + len(strings)
    top = _index([_top_dict(after_head, after_head + len(names))])
    return head + top + strings + names + drawings


def _top_dict(names: int, drawings: int) -> bytes:
    """Where the names and the drawings stand; there are no private values."""
    return b"".join(
        (_number(names), b"\x0f", _number(drawings), b"\x11", _number(0), _number(0), b"\x12")
    )


def _number(value: int) -> bytes:
    return b"\x1d" + value.to_bytes(4, "big")


def _index(items: list[bytes]) -> bytes:
    if not items:
        return b"\0\0"
    ends = tuple(accumulate(map(len, items), initial=1))
    size = 1 if ends[-1] < 256 else 2
    places = struct.pack(f">{len(ends)}{'B' if size == 1 else 'H'}", *ends)
    return len(items).to_bytes(2, "big") + bytes((size,)) + places + b"".join(items)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What a viewer is told of a face, in thousandths of its size; ReportLab knows it by `name`."""

    name: str
    bbox: tuple[int, ...]
    italicAngle: float
    ascent: int
    descent: int
    capHeight: int
    stemV: int


def measures_of(name: str, face: Any) -> Measures:
    """The measures of a whole face, under another name."""
    return Measures(
        name=name,
        bbox=tuple(round(value) for value in face.bbox),
        italicAngle=round(face.italicAngle, 1),
        ascent=round(face.ascent),
        descent=round(face.descent),
        capHeight=round(face.capHeight),
        stemV=round(face.stemV),
    )


class CutFace:
    """A face as ReportLab asks for one that takes what it needs of itself into each document."""

    _multiByte = 1
    _dynamicFont = 1
    shapable = False

    def __init__(self, name: str, face: str, whole: Any) -> None:
        self.fontName = name
        self.face = measures_of(name, whole)
        self._of = face

    def stringWidth(self, text: str, size: float, encoding: str = "utf8") -> float:  # noqa: ARG002
        """The width of a text in points."""
        letters = letters_of(self._of)
        return sum(letters[code].width for code in _coded(text)) * size / 1000

    def splitString(self, text: str, document: Any) -> list[tuple[int, bytes]]:
        """The text in the code page; its letters are kept for the font of the document."""
        coded = _coded(text)
        document.letters[self._of].append(coded)
        return [(0, coded)]

    def getSubsetInternalName(self, _subset: int, document: Any) -> str:
        """The name of the font in the pages of the document."""
        known: str | None = document.fontMapping.get(self.fontName)
        if known is None:
            known = f"/F{len(document.fontMapping) + 1}"
            document.fontMapping[self.fontName] = known
            document.delayedFonts.append(self)
        return known

    def addObjects(self, document: Any) -> None:
        """Put the font into the document: its letters, their widths, and how it is called."""
        used = frozenset(b"".join(document.letters[self._of]))
        name = self.getSubsetInternalName(0, document)[1:]
        base = f"AAAAAA+{self._of}"
        letters = letters_of(self._of)
        first, last = min(used), max(used)
        row = ["0"] * (last - first + 1)
        for code in used:
            row[code - first] = str(letters[code].width)
        characters = _characters(document).format(document).decode()
        descriptor = document.Reference(self._descriptor(document, base, used), f"measures:{base}")
        font = _Written(
            f"<</Type/Font/Subtype/Type1/BaseFont/{base}/Encoding/WinAnsiEncoding"
            f"/ToUnicode {characters}/FirstChar {first}/LastChar {last}"
            f"/Widths[{' '.join(row)}]/FontDescriptor {descriptor.format(document).decode()}>>"
        )
        document.Reference(font, name)
        document.idToObject["BasicFonts"].dict[name] = font

    def _descriptor(self, document: Any, base: str, used: frozenset[int]) -> Any:
        program = pdfdoc.PDFStream(content=compact_font(self._of, used))
        program.dictionary["Subtype"] = pdfdoc.PDFName("Type1C")
        file = document.Reference(program, f"program:{base}").format(document).decode()
        face = self.face
        flags = _ROMAN | (_ITALIC if face.italicAngle else 0)
        bounds = " ".join(str(value) for value in face.bbox)
        return _Written(
            f"<</Type/FontDescriptor/FontName/{base}/Flags {flags}/FontBBox[{bounds}]"
            f"/ItalicAngle {face.italicAngle:g}/Ascent {face.ascent}/Descent {face.descent}"
            f"/CapHeight {face.capHeight}/StemV {face.stemV}/FontFile3 {file}>>"
        )


class _Written(pdfdoc.PDFObject):
    """An object that stands as it must be written; ReportLab formats number by number, slowly."""

    __RefOnly__ = 1

    def __init__(self, words: str) -> None:
        self._words = words

    def format(self, _document: Any) -> bytes:
        """The bytes."""
        return self._words.encode("ascii")


def _characters(document: Any) -> Any:
    """The code page in Unicode: one table, to which all fonts of a document point."""
    if _CHARACTERS in document.idToObject:
        return pdfdoc.PDFObjectReference(_CHARACTERS)
    odd = [
        f"<{code:02X}> <{ord(sign):04X}>"
        for code in range(0x80, 0xA0)
        if (sign := bytes((code,)).decode(_CODE_PAGE, errors="ignore"))
    ]
    mapped = f"{len(odd)} beginbfchar\n" + "\n".join(odd) + "\nendbfchar"
    stream = pdfdoc.PDFStream(content=_CMAP.format(mapped=mapped))
    return document.Reference(stream, _CHARACTERS)


_CHARACTERS: Final = "characters:cp1252"
_CMAP: Final = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfrange <20> <7E> <0020> <A0> <FF> <00A0> endbfrange
{mapped}
endcmap CMapName currentdict /CMap defineresource pop end end
"""


def _coded(text: str) -> bytes:
    if text.isascii():
        return text.encode("ascii")
    for alike, sign in _SPACE_LIKE.items():
        text = text.replace(alike, sign)
    return text.encode(_CODE_PAGE)
