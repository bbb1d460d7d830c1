"""Latin faces of which a paper takes only the letters that it uses, ready as they must be written.

A Latin summary needs a few dozen letters of each face. They are kept as Type 2 charstrings (made by
`make_paper_fonts.py`), so that a font of a paper is those bytes in a row (Adobe Technical Notes
5176 and 5177) and nothing is parsed or subset while a paper is drawn.

A letter has its code in code page 1252; one outside it gets the next code that the page leaves
free, the same one in every face of the document. Where no code is left, the whole face is drawn.
"""

import struct
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, Final, NamedTuple

from advisor_app.documents.written import Written, WrittenStream, put
from advisor_app.domain.resources import RESOURCES

_FOLDER: Final = RESOURCES / "fonts" / "paper"
_CODE_PAGE: Final = "cp1252"
_LETTER: Final = struct.Struct(">HHHH")
_NOT_DEFINED: Final = b"\x8b\x0e"
_SPACE_LIKE: Final = {"\u00a0": " "}
_FREE_CODES: Final = (*range(1, 9), 11, 12, *range(14, 32), 127, 129, 141, 143, 144, 157)
_USUAL: Final = {
    sign: code for code in range(32, 256) if (sign := bytes((code,)).decode(_CODE_PAGE, "ignore"))
}
_SIGNS: Final = {code: sign for sign, code in _USUAL.items()}
_FIRST_OWN_NAME: Final = 391
_UNITS: Final = b"\x1e\x2c\x3f\x8b\x8b\x1e\x2c\x3f\x8b\x8b\x0c\x07"
"""The matrix [2E-3 0 0 2E-3 0 0]: charstrings are in five-hundredths of an em."""
_PRIVATE: Final = b"\x1c\x01\x2c\x15"
"""Charstrings tell their width as the difference to 300 units."""
_ROMAN, _ITALIC = 32, 64


class Letter(NamedTuple):
    """One letter: its standard name by number, or 0; its width in thousandths; its charstring."""

    name: int
    width: int
    drawing: bytes


class Codes:
    """The codes of a document: those of the code page, and those given to letters outside it.

    A text in codes has the character of each code in its place. `said` are the texts that each face
    draws, in codes, by its name.
    """

    def __init__(self) -> None:
        self.given: dict[str, int] = {}
        self.said: defaultdict[str, list[str]] = defaultdict(list)

    def have_room(self, text: str) -> bool:
        """Whether every letter of a text has a code, or can be given one."""
        new = {sign for sign in text if sign not in _USUAL}
        return len(new | self.given.keys()) <= len(_FREE_CODES)

    def coded(self, text: str) -> str:
        """A text in codes; letters that are new here get theirs."""
        if text.isascii():
            return text
        try:
            return text.replace("\u00a0", " ").encode(_CODE_PAGE).decode("latin-1")
        except UnicodeEncodeError:
            return "".join(chr(self._code(_SPACE_LIKE.get(sign, sign))) for sign in text)

    def letters(self, face: str) -> list[tuple[int, str]]:
        """The letters that a face draws, each with its code, in the order of the codes."""
        signs = {code: sign for sign, code in self.given.items()}
        codes = sorted(set("".join(self.said[face]).encode("latin-1")))
        return [(code, signs.get(code) or _SIGNS[code]) for code in codes]

    def _code(self, sign: str) -> int:
        usual = _USUAL.get(sign)
        if usual is not None:
            return usual
        return self.given.setdefault(sign, _FREE_CODES[len(self.given)])


@cache
def letters_of(face: str) -> dict[str, Letter]:
    """The letters of a face; none where the face has none ready."""
    file: Path = _FOLDER / f"{face}.cut"
    if not file.is_file():
        return {}
    rows, place = file.read_bytes(), 0
    found: dict[str, Letter] = {}
    while place < len(rows):
        sign, name, width, length = _LETTER.unpack_from(rows, place)
        place += _LETTER.size
        found[chr(sign)] = Letter(name, width, rows[place : place + length])
        place += length
    return found


@cache
def signs_of(face: str) -> frozenset[str]:
    """The characters that a face has ready."""
    ready = letters_of(face)
    return frozenset(ready) | {alike for alike, sign in _SPACE_LIKE.items() if sign in ready}


def compact_font(face: str, signs: Sequence[str]) -> bytes:
    """A Compact Font Format program with some letters of a face, in their order."""
    ready = letters_of(face)
    letters = [ready[sign] for sign in signs]
    numbers = [letter.name for letter in letters]
    own: list[bytes] = []
    for place, sign in enumerate(signs):
        if not numbers[place]:
            numbers[place] = _FIRST_OWN_NAME + len(own)
            own.append(glyph_name(sign).encode())
    names = b"\0" + struct.pack(f">{len(numbers)}H", *numbers)
    drawings = _index([_NOT_DEFINED, *[letter.drawing for letter in letters]])
    head, strings = _head(face), _index(own) + _NOTHING
    top = _index([_top_dict(len(head) + _TOP_LENGTH + len(strings), len(names))])
    return head + top + strings + _PRIVATE + names + drawings


@cache
def _head(face: str) -> bytes:
    return b"\x01\x00\x04\x04" + _index([face.encode()])


def glyph_name(sign: str) -> str:
    """The name of a letter that has none of the standard names."""
    return "Euro" if sign == "€" else f"uni{ord(sign):04X}"


def _top_dict(start: int, names: int) -> bytes:
    """The units, and where the private values, the names and the drawings stand."""
    after = start + len(_PRIVATE)
    return b"".join(
        (
            _UNITS, _number(len(_PRIVATE)), _number(start), b"\x12",
            _number(after), b"\x0f", _number(after + names), b"\x11",
        )
    )  # fmt: skip


def _number(value: int) -> bytes:
    return b"\x1c" + value.to_bytes(2, "big")


def _index(items: list[bytes]) -> bytes:
    if not items:
        return _NOTHING
    ends = tuple(accumulate(map(len, items), initial=1))
    size = 1 if ends[-1] < 256 else 2
    places = struct.pack(f">{len(ends)}{'B' if size == 1 else 'H'}", *ends)
    return len(items).to_bytes(2, "big") + bytes((size,)) + places + b"".join(items)


_NOTHING: Final = b"\0\0"
_TOP_LENGTH: Final = len(_index([_top_dict(0, 0)]))


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
        return sum(letters[_SPACE_LIKE.get(sign, sign)].width for sign in text) * size / 1000

    def splitString(self, text: str, document: Any) -> list[tuple[int, bytes]]:
        """The text in the codes of the document, which keeps it for its font."""
        coded: str = document.codes.coded(text)
        document.codes.said[self._of].append(coded)
        return [(0, coded.encode("latin-1"))]

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
        used = document.codes.letters(self._of)
        name = self.getSubsetInternalName(0, document)[1:]
        base = f"AAAAAA+{self._of}"
        letters = letters_of(self._of)
        first, last = used[0][0], used[-1][0]
        row = ["0"] * (last - first + 1)
        for code, sign in used:
            row[code - first] = str(letters[sign].width)
        characters = _characters(document)
        descriptor = put(document, self._descriptor(document, base, used), f"measures:{base}")
        font = Written(
            f"<</Type/Font/Subtype/Type1/BaseFont/{base}/Encoding{_encoding(document.codes)}"
            f"/ToUnicode {characters}/FirstChar {first}/LastChar {last}"
            f"/Widths[{' '.join(row)}]/FontDescriptor {descriptor}>>"
        )
        put(document, font, name)
        document.idToObject["BasicFonts"].dict[name] = font

    def _descriptor(self, document: Any, base: str, used: Iterable[tuple[int, str]]) -> Written:
        signs = [sign for _, sign in used]
        program = WrittenStream(b"/Subtype/Type1C", compact_font(self._of, signs))
        file = put(document, program, f"program:{base}")
        face = self.face
        flags = _ROMAN | (_ITALIC if face.italicAngle else 0)
        bounds = " ".join(str(value) for value in face.bbox)
        return Written(
            f"<</Type/FontDescriptor/FontName/{base}/Flags {flags}/FontBBox[{bounds}]"
            f"/ItalicAngle {face.italicAngle:g}/Ascent {face.ascent}/Descent {face.descent}"
            f"/CapHeight {face.capHeight}/StemV {face.stemV}/FontFile3 {file}>>"
        )


def _encoding(codes: Codes) -> str:
    """The code page, with the letters that were given a code of their own."""
    if not codes.given:
        return "/WinAnsiEncoding"
    other = "".join(f" {code}/{glyph_name(sign)}" for sign, code in codes.given.items())
    return f"<</BaseEncoding/WinAnsiEncoding/Differences[{other}]>>"


def _characters(document: Any) -> str:
    """The codes in Unicode: one table, to which all fonts of a document point."""
    if _CHARACTERS in document.idToObject:
        return put(document, document.idToObject[_CHARACTERS])
    signs = {sign: code for sign, code in _USUAL.items() if 0x80 <= code < 0xA0}
    odd = [
        f"<{code:02X}> <{ord(sign):04X}>" for sign, code in (signs | document.codes.given).items()
    ]
    mapped = f"{len(odd)} beginbfchar\n" + "\n".join(odd) + "\nendbfchar"
    stream = WrittenStream(b"", _CMAP.format(mapped=mapped).encode("ascii"))
    return put(document, stream, _CHARACTERS)


_CHARACTERS: Final = "characters:cp1252"
_CMAP: Final = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <00> <FF> endcodespacerange
2 beginbfrange <20> <7E> <0020> <A0> <FF> <00A0> endbfrange
{mapped}
endcmap CMapName currentdict /CMap defineresource pop end end
"""
