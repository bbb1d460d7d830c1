"""The faces of the papers, and which of them has a character.

ReportLab has no fallback: a character that a face lacks prints as a black box without a word. So a
face is chosen for each character, and what no face has is told.
"""

from functools import cache, lru_cache
from itertools import product
from typing import Any, Final

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, shapeStr

from advisor_app.documents.cut_faces import CutFace, letters_of, signs_of
from advisor_app.domain.resources import RESOURCES

rl_config.useA85 = 0

FOLDER: Final = RESOURCES / "fonts" / "paper"
REGULAR: Final = "PaperSans-Regular"
BOLD: Final = "PaperSans-Bold"
SIGNS: Final = "PaperSigns"
_CUT: Final = " cut"
MARK_FACES: Final = {
    "[R]": "PaperMarkBox",
    "[D]": "PaperMarkSolid",
    "[P]": "PaperMarkRound",
    "[C]": "PaperMarkRound",
    "[K]": "PaperMarkRound",
    "[O]": "PaperMarkRound",
    "[?]": "PaperMarkAsk",
}
RIGHT_TO_LEFT: Final = frozenset({"PaperArabic", "PaperHebrew"})
SHAPED: Final = RIGHT_TO_LEFT | {
    "PaperDevanagari", "PaperBengali", "PaperTamil", "PaperThai", "PaperTelugu", "PaperKannada",
    "PaperMalayalam", "PaperGujarati", "PaperGurmukhi", "PaperSinhala", "PaperKhmer", "PaperLao",
    "PaperMyanmar",
}  # fmt: skip
UNSPACED: Final = frozenset({"PaperHan"})
"""Scripts written without spaces, where a line may break after any character."""

_SCRIPTS: Final = (
    (0x0590, 0x05FF, "PaperHebrew"),
    (0xFB1D, 0xFB4F, "PaperHebrew"),
    (0x0600, 0x08FF, "PaperArabic"),
    (0xFB50, 0xFDFF, "PaperArabic"),
    (0xFE70, 0xFEFC, "PaperArabic"),
    (0x0900, 0x0963, "PaperDevanagari"),
    (0x0964, 0x0965, "PaperDevanagari"),
    (0x0966, 0x097F, "PaperDevanagari"),
    (0x0980, 0x09FF, "PaperBengali"),
    (0x0B80, 0x0BFF, "PaperTamil"),
    (0x0A00, 0x0A7F, "PaperGurmukhi"),
    (0x0A80, 0x0AFF, "PaperGujarati"),
    (0x0C00, 0x0C7F, "PaperTelugu"),
    (0x0C80, 0x0CFF, "PaperKannada"),
    (0x0D00, 0x0D7F, "PaperMalayalam"),
    (0x0D80, 0x0DFF, "PaperSinhala"),
    (0x0E00, 0x0E7F, "PaperThai"),
    (0x0E80, 0x0EFF, "PaperLao"),
    (0x1000, 0x109F, "PaperMyanmar"),
    (0x1780, 0x17FF, "PaperKhmer"),
    (0x0530, 0x058F, "PaperArmenian"),
    (0xFB13, 0xFB17, "PaperArmenian"),
    (0x10A0, 0x10FF, "PaperGeorgian"),
    (0x1C90, 0x1CBF, "PaperGeorgian"),
    (0x2D00, 0x2D2F, "PaperGeorgian"),
    (0x1200, 0x139F, "PaperEthiopic"),
    (0x2D80, 0x2DDF, "PaperEthiopic"),
    (0xAB00, 0xAB2F, "PaperEthiopic"),
    (0x3000, 0x33FF, "PaperHan"),
    (0x3400, 0x9FFF, "PaperHan"),
    (0xFF00, 0xFFEF, "PaperHan"),
    (0xAC00, 0xD7A3, "PaperHangul"),
)


@cache
def main_face(bold: bool = False, italic: bool = False, narrow: bool = False) -> str:
    """The Latin face of a style; narrow is the real width axis of the face, not a squeeze."""
    name = ("Narrow" if narrow else "") + ("Bold" if bold else "")
    return f"PaperSans-{name + ('Italic' if italic else '') or 'Regular'}"


@cache
def characters_of(face: str) -> frozenset[int]:
    """The characters that a face can draw; the face is registered on first use."""
    font: Any = TTFont(
        face, str(FOLDER / f"{face}.ttf"), shapable=face in SHAPED, asciiReadable=False
    )
    pdfmetrics.registerFont(font)
    if letters_of(face):
        pdfmetrics.registerFont(CutFace(face + _CUT, face, font.face))
    known = frozenset(font.face.charToGlyph)
    if face in SHAPED:
        _number_glyphs(font)
    return known


@cache
def font_of(face: str) -> Any:
    """The whole face as ReportLab holds it."""
    characters_of(face)
    return pdfmetrics.getFont(face)


def face_to_draw(text: str, face: str) -> str:
    """The face as it goes into the paper: its ready letters where they are all that is needed."""
    ready, cut = _ready(face)
    return cut if ready.issuperset(text) else face


@cache
def _ready(face: str) -> tuple[frozenset[str], str]:
    characters_of(face)
    return signs_of(face), face + _CUT


def _number_glyphs(font: Any) -> None:
    """Give every glyph without a character its private code now, in the order of the face.

    Left to ReportLab, codes follow the order of first use, and the same paper would differ by
    what was printed before it.
    """
    shaper = font.hbFont()
    for glyph in range(font.hbFace.glyph_count):
        if glyph not in font.face.glyphToChar:
            advance = shaper.get_glyph_h_advance(glyph)
            font.hbAddPrivate(shaper.glyph_to_string(glyph), glyph, advance)


@cache
def letters_with(face: str) -> frozenset[str]:
    """The same characters as text."""
    return frozenset(map(chr, characters_of(face)))


@lru_cache(maxsize=8192)
def face_for(character: str, main: str = REGULAR) -> str | None:
    """The face that draws a character where the Latin face is `main`; None where nobody has it."""
    code = ord(character)
    if code in characters_of(main):
        return main
    for first, last, face in _SCRIPTS:
        if first <= code <= last:
            return face if code in characters_of(face) else None
    return SIGNS if code in characters_of(SIGNS) else None


def ready_faces() -> None:
    """Read the Latin faces and the marks now, so that the first paper does not wait for them."""
    mains = {main_face(*style) for style in product((False, True), repeat=3)}
    for face in (*mains, *MARK_FACES.values()):
        letters_with(face)
        face_to_draw("", face)


def slants_of_itself(face: str) -> bool:
    """Whether a face has an italic; the others are slanted when drawn."""
    return face.startswith("PaperSans-")


def width_of(text: str, face: str, size: float) -> float:
    """The width of a text in points, shaped where the script needs it."""
    return unit_width(text, face) * size


@lru_cache(maxsize=32768)
def unit_width(text: str, face: str) -> float:
    """The width of a text at a size of one point."""
    if face in SHAPED:
        return shaped(text, face, 1.0)[1]
    return float(font_of(face).stringWidth(text, 1.0))


def shaped(text: str, face: str, size: float) -> tuple[Any, float]:
    """The glyphs of a text in a script that needs shaping, in visual order, and their width."""
    characters_of(face)
    drawn: Any = shapeStr(text, face, size, force=True)
    advance = sum(glyph.x_advance for glyph in drawn.__shapeData__)
    return drawn, float(advance) * size / 1000
