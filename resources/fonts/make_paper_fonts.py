"""Makes the faces that the papers are printed with, out of variable fonts (build time only).

Needs fontTools, and a folder into which the wheels `fontpkg-ibm-plex-sans`, `fontpkg-noto-sans`,
`fontpkg-noto-sans-arabic`, `-devanagari`, `-thai`, `justmytype-intl-rtl`, `-south-asia` and `-cjk`
and the Debian package `fonts-noto-core` are unpacked: `python make_paper_fonts.py FOLDER`; names of
faces after it make only those, and `letters` only the cut letters. The product never imports this.

Latin, Greek and Cyrillic are cut from IBM Plex Sans (its own width axis gives the narrow faces);
all other scripts from Noto Sans. Han is reduced to the characters of everyday use (GB 2312 level 1,
Big5 level 1, JIS level 1), Hangul to KS X 1001: a name outside them is told as not printable.
Faces carry names of our own, because the Open Font License reserves names for unmodified files.
Marks such as `[R]` are four small fonts drawn here: brackets carry the sides of the box and the
letter its top and bottom, so that the text stays `[R]` wherever it is copied or searched.

The letters of each Latin face are also kept ready as Type 2 charstrings in a `.cut` file: a paper
takes the few it needs without parsing a font, and stays small.
"""

import struct
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fontTools.agl import UV2AGL
from fontTools.cffLib import cffStandardStrings
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.qu2cuPen import Qu2CuPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.reverseContourPen import ReverseContourPen
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

HERE = Path(__file__).resolve().parent / "paper"

LATIN = (
    (0x0020, 0x007E), (0x00A0, 0x024F), (0x02B0, 0x036F), (0x0370, 0x052F), (0x1E00, 0x1EFF),
    (0x2010, 0x2027), (0x202F, 0x205E), (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x2193),
    (0x2200, 0x22FF),
)  # fmt: skip
ARABIC = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x08A0, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC))
HEBREW = ((0x0590, 0x05FF), (0xFB1D, 0xFB4F))
KANA = (*range(0x3001, 0x3016), *range(0x3041, 0x3100), *range(0xFF01, 0xFF5F))
SHAPES = ["ccmp", "locl", "rlig", "calt", "liga", "curs", "init", "medi", "fina", "isol", "mark"]
SHAPES += ["mkmk", "nukt", "akhn", "rphf", "rkrf", "pref", "blwf", "half", "pstf", "vatu", "cjct"]
SHAPES += ["pres", "abvs", "blws", "psts", "haln", "dist", "abvm", "blwm"]


@dataclass(frozen=True)
class Cut:
    """One face: where it is cut from, with which axes, characters and shaping features."""

    name: str
    source: str
    axes: dict[str, float]
    characters: frozenset[int]
    shaped: bool = False


def spread(ranges: Iterable[tuple[int, int]]) -> frozenset[int]:
    """All codes of some ranges."""
    return frozenset(code for low, high in ranges for code in range(low, high + 1))


def of_charset(codec: str, first: range, second: Iterable[int]) -> frozenset[int]:
    """The characters of a double-byte standard whose lead byte lies in `first`."""
    found = set()
    trails = tuple(second)
    for lead in first:
        for trail in trails:
            text = bytes((lead, trail)).decode(codec, errors="ignore")
            if len(text) == 1:
                found.add(ord(text))
    return frozenset(found)


BIG5_TRAILS = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
SJIS_TRAILS = (*range(0x40, 0x7F), *range(0x80, 0xFD))
HAN = (
    of_charset("gb2312", range(0xB0, 0xD8), range(0xA1, 0xFF))
    | of_charset("big5", range(0xA4, 0xC7), BIG5_TRAILS)
    | of_charset("shift_jis", range(0x88, 0x99), SJIS_TRAILS)
    | frozenset(KANA)
)
HANGUL = of_charset("euc_kr", range(0xB0, 0xC9), range(0xA1, 0xFF))

PLEX = "fontpkg_ibm_plex_sans/files/IBMPlexSans[wdth,wght].ttf"
PLEX_ITALIC = "fontpkg_ibm_plex_sans/files/IBMPlexSans-Italic[wdth,wght].ttf"
ASIA = "justmytype_intl_south_asia/fonts/ofl/"
CJK = "justmytype_intl_cjk/fonts/ofl/"
DEBIAN = "usr/share/fonts/truetype/noto/"
JOINERS = (0x200C, 0x200D)
MAIN = tuple(
    Cut(name, source, {"wght": weight, "wdth": width}, spread(LATIN))
    for name, source, weight, width in (
        ("PaperSans-Regular", PLEX, 400, 100),
        ("PaperSans-Bold", PLEX, 650, 100),
        ("PaperSans-Italic", PLEX_ITALIC, 400, 100),
        ("PaperSans-BoldItalic", PLEX_ITALIC, 650, 100),
        ("PaperSans-Narrow", PLEX, 400, 88),
        ("PaperSans-NarrowBold", PLEX, 650, 88),
        ("PaperSans-NarrowItalic", PLEX_ITALIC, 400, 88),
        ("PaperSans-NarrowBoldItalic", PLEX_ITALIC, 650, 88),
    )
)
OTHERS = (
    Cut("PaperArabic", "fontpkg_noto_sans_arabic/files/NotoSansArabic[wdth,wght].ttf",
        {"wght": 500, "wdth": 100}, spread(ARABIC), True),
    Cut("PaperHebrew", "justmytype_intl_rtl/fonts/ofl/notosanshebrew/NotoSansHebrew[wdth,wght].ttf",
        {"wght": 500, "wdth": 100}, spread(HEBREW), True),
    Cut("PaperDevanagari", "fontpkg_noto_sans_devanagari/files/NotoSansDevanagari[wdth,wght].ttf",
        {"wght": 450, "wdth": 100}, spread(((0x0900, 0x097F), (0x200C, 0x200D))), True),
    Cut("PaperBengali", ASIA + "notosansbengali/NotoSansBengali[wdth,wght].ttf",
        {"wght": 450, "wdth": 100}, spread(((0x0964, 0x0965), (0x0980, 0x09FF))), True),
    Cut("PaperTamil", ASIA + "notosanstamil/NotoSansTamil[wdth,wght].ttf",
        {"wght": 450, "wdth": 100}, spread(((0x0B80, 0x0BFF),)), True),
    Cut("PaperThai", "fontpkg_noto_sans_thai/files/NotoSansThai[wdth,wght].ttf",
        {"wght": 450, "wdth": 100}, spread(((0x0E00, 0x0E7F),)), True),
    *(
        Cut(f"Paper{script}", f"{DEBIAN}NotoSans{script}-Regular.ttf", {}, spread(codes), shaped)
        for script, codes, shaped in (
            ("Armenian", ((0x0530, 0x058F), (0xFB13, 0xFB17)), False),
            ("Georgian", ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F)), False),
            ("Ethiopic", ((0x1200, 0x139F), (0x2D80, 0x2DDF), (0xAB00, 0xAB2F)), False),
            ("Telugu", ((0x0C00, 0x0C7F), JOINERS), True),
            ("Kannada", ((0x0C80, 0x0CFF), JOINERS), True),
            ("Malayalam", ((0x0D00, 0x0D7F), JOINERS), True),
            ("Gujarati", ((0x0A80, 0x0AFF), JOINERS), True),
            ("Gurmukhi", ((0x0A00, 0x0A7F), JOINERS), True),
            ("Sinhala", ((0x0D80, 0x0DFF), JOINERS), True),
            ("Khmer", ((0x1780, 0x17FF), JOINERS), True),
            ("Lao", ((0x0E80, 0x0EFF),), True),
            ("Myanmar", ((0x1000, 0x109F),), True),
        )
    ),
    Cut("PaperHan", CJK + "notosanssc/NotoSansSC[wght].ttf", {"wght": 400}, HAN),
    Cut("PaperHangul", CJK + "notosanskr/NotoSansKR[wght].ttf", {"wght": 400}, HANGUL),
)  # fmt: skip
LICENCES = {
    "OFL-IBM-Plex.txt": "fontpkg_ibm_plex_sans/LICENSE",
    "OFL-Noto-Sans.txt": "fontpkg_noto_sans/LICENSE",
    "OFL-Noto-Sans-Arabic.txt": "fontpkg_noto_sans_arabic/LICENSE",
    "OFL-Noto-Sans-Hebrew.txt": "justmytype_intl_rtl/fonts/ofl/notosanshebrew/OFL.txt",
    "OFL-Noto-Sans-Devanagari.txt": "fontpkg_noto_sans_devanagari/LICENSE",
    "OFL-Noto-Sans-Bengali.txt": ASIA + "notosansbengali/OFL.txt",
    "OFL-Noto-Sans-Tamil.txt": ASIA + "notosanstamil/OFL.txt",
    "OFL-Noto-Sans-Thai.txt": "fontpkg_noto_sans_thai/LICENSE",
    "OFL-Noto-Sans-CJK.txt": CJK + "notosanssc/OFL.txt",
}


def reduced(font: TTFont, characters: frozenset[int], shaped: bool) -> None:
    """Drop every glyph that no character needs, and the hints, which a printer does not use."""
    options = Options()
    options.layout_features = SHAPES if shaped else []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.glyph_names = False
    options.drop_tables += ["GDEF", "GPOS", "GSUB", "DSIG", "STAT", "meta"] if not shaped else []
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)


def named(font: TTFont, name: str) -> None:
    """Give the face a name of ours; faces of one name would collide in a PDF."""
    names = font["name"]
    for record in list(names.names):
        if record.nameID not in (0, 13, 14):
            names.removeNames(nameID=record.nameID)
    for identifier in (1, 4, 6):
        names.setName(name, identifier, 3, 1, 0x409)
    names.setName("Regular", 2, 3, 1, 0x409)
    names.setName(f"{name} 1", 3, 3, 1, 0x409)


def cut(folder: Path, face: Cut) -> Path:
    """Make one face."""
    font = TTFont(str(folder / face.source), recalcTimestamp=False)
    reduced(font, face.characters, face.shaped)
    if face.axes:
        font = instancer.instantiateVariableFont(font, face.axes, updateFontNames=False)
    named(font, face.name)
    target = HERE / f"{face.name}.ttf"
    font.save(str(target))
    return target


def other_signs(folder: Path) -> Cut:
    """Noto Sans with the Latin, Greek and Cyrillic signs that the main face does not have."""
    had = frozenset(TTFont(str(folder / PLEX)).getBestCmap())
    wanted = spread(
        (*LATIN, (0x0250, 0x02FF), (0x2C60, 0x2C7F), (0xA640, 0xA69F), (0xA720, 0xA7FF))
    )
    source = "fontpkg_noto_sans/files/NotoSans[wdth,wght].ttf"
    return Cut("PaperSigns", source, {"wght": 400, "wdth": 100}, wanted - (had & spread(LATIN)))


LETTER = struct.Struct(">HHHH")
GLYPH_NAMES = {0xB9: "onesuperior", 0xB2: "twosuperior", 0xB3: "threesuperior"}
HALF_UNITS = (0.5, 0, 0, 0.5, 0, 0)
USUAL_WIDTH = 300
"""In half units; a charstring tells its width as the difference to it, mostly in one byte."""


def cut_letters(name: str) -> Path:
    """The letters of one face: character, standard name, width, length, charstring.

    A letter outside code page 1252 has no standard name (0). Curves become cubic again, at most a
    thousandth and a half of an em off, which takes fewer points; they are written in units of a
    five-hundredth of an em, most of which fit one byte.
    """
    font = TTFont(str(HERE / f"{name}.ttf"))
    glyphs, cmap = font.getGlyphSet(), font.getBestCmap()
    rows = []
    for sign, own in sorted(cmap.items()):
        if sign in (0xA0, 0xAD) or sign > 0xFFFF:
            continue
        standard = GLYPH_NAMES.get(sign) or UV2AGL.get(sign, "")
        number = cffStandardStrings.index(standard) if standard in cffStandardStrings else 0
        if not chr(sign).encode("cp1252", errors="ignore"):
            number = 0
        glyph = glyphs[own]
        pen = T2CharStringPen(round(glyph.width / 2) - USUAL_WIDTH, glyphs)
        glyph.draw(Qu2CuPen(TransformPen(pen, HALF_UNITS), 1.5, all_cubic=True))
        drawn = pen.getCharString()
        drawn.compile()
        size = len(drawn.bytecode)
        rows.append(LETTER.pack(sign, number, glyph.width, size) + drawn.bytecode)
    target = HERE / f"{name}.cut"
    target.write_bytes(b"".join(rows))
    return target


TOP, BOTTOM, STROKE, SIDE = 800, -110, 62, 170
LETTER_SCALE = 0.94


def box(pen: Any, x0: float, y0: float, x1: float, y1: float) -> None:
    """One filled rectangle."""
    pen.moveTo((x0, y0))
    pen.lineTo((x0, y1))
    pen.lineTo((x1, y1))
    pen.lineTo((x1, y0))
    pen.closePath()


def square_side(pen: Any, solid: bool, mirror: bool) -> None:
    """Left end of a square mark, or its mirror image."""
    outer, inner = (30, SIDE + 8) if not mirror else (-8, SIDE - 30)
    if solid:
        box(pen, outer, BOTTOM, inner, TOP)
        return
    upright = (outer, outer + STROKE) if not mirror else (inner - STROKE, inner)
    box(pen, upright[0], BOTTOM, upright[1], TOP)
    box(pen, outer, TOP - STROKE, inner, TOP)
    box(pen, outer, BOTTOM, inner, BOTTOM + STROKE)


def round_side(pen: Any, solid: bool, mirror: bool) -> None:
    """Left end of a round mark, or its mirror image."""
    middle = (TOP + BOTTOM) / 2
    flat, far, near = (
        (-8, SIDE + 20, SIDE + 12 - STROKE) if mirror else (SIDE + 8, -20, STROKE - 12)
    )
    top, bottom = (BOTTOM, TOP) if not mirror else (TOP, BOTTOM)
    inset = STROKE if not mirror else -STROKE
    pen.moveTo((flat, top))
    pen.qCurveTo((far, top), (far, middle))
    pen.qCurveTo((far, bottom), (flat, bottom))
    if not solid:
        pen.lineTo((flat, bottom - inset))
        pen.qCurveTo((near, bottom - inset), (near, middle))
        pen.qCurveTo((near, top + inset), (flat, top + inset))
    pen.closePath()


def mark_font(name: str, letters: str, *, rounded: bool, solid: bool) -> Path:
    """A font whose `[`, letter and `]` together draw one mark."""
    bold = TTFont(str(HERE / "PaperSans-Bold.ttf"))
    glyphs, cmap = bold.getGlyphSet(), bold.getBestCmap()
    pens: dict[str, Any] = {}
    widths: dict[str, float] = {}

    def new(glyph: str, width: float) -> Any:
        pens[glyph], widths[glyph] = TTGlyphPen(None), width
        return pens[glyph]

    new(".notdef", 500)
    new("space", 250)
    side = round_side if rounded else square_side
    side(new("left", SIDE), solid, False)
    side(new("right", SIDE), solid, True)
    for letter in letters:
        own = glyphs[cmap[ord(letter)]].width * LETTER_SCALE
        width = max(own - 60, 480)
        pen = new(f"mark{ord(letter):04x}", width)
        if solid:
            box(pen, -8, BOTTOM, width + 8, TOP)
        else:
            box(pen, -8, TOP - STROKE, width + 8, TOP)
            box(pen, -8, BOTTOM, width + 8, BOTTOM + STROKE)
        drawn = DecomposingRecordingPen(glyphs)
        glyphs[cmap[ord(letter)]].draw(drawn)
        shift = (LETTER_SCALE, 0, 0, LETTER_SCALE, (width - own) / 2, 22)
        drawn.replay(TransformPen(ReverseContourPen(pen) if solid else pen, shift))
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(pens))
    builder.setupCharacterMap(
        {32: "space", 91: "left", 93: "right"}
        | {ord(letter): f"mark{ord(letter):04x}" for letter in letters}
    )
    builder.setupGlyf({glyph: pen.glyph() for glyph, pen in pens.items()})
    builder.setupHorizontalMetrics({glyph: (int(widths[glyph]), 0) for glyph in pens})
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    builder.setupNameTable(
        {"familyName": name, "styleName": "Regular", "psName": name, "fullName": name}
    )
    builder.setupOS2(sTypoAscender=900, usWinAscent=900, usWinDescent=200)
    builder.setupPost()
    target = HERE / f"{name}.ttf"
    builder.save(str(target))
    return target


def marks() -> list[Path]:
    """The four small fonts of marks."""
    return [
        mark_font("PaperMarkBox", "R", rounded=False, solid=False),
        mark_font("PaperMarkSolid", "D", rounded=False, solid=True),
        mark_font("PaperMarkRound", "PCKO", rounded=True, solid=False),
        mark_font("PaperMarkAsk", "?", rounded=True, solid=True),
    ]


MARKS = ("PaperMarkBox", "PaperMarkSolid", "PaperMarkRound", "PaperMarkAsk")


def main(folder: Path, wanted: frozenset[str]) -> None:
    """Make the faces that are wanted, or all, and put the licences beside them."""
    HERE.mkdir(exist_ok=True)
    faces = (*MAIN, *OTHERS, *((other_signs(folder),) if not wanted else ()))
    made = [cut(folder, face) for face in faces if not wanted or face.name in wanted]
    if not wanted:
        made += marks()
    if not wanted or "letters" in wanted:
        made += [cut_letters(name) for name in (*(face.name for face in MAIN), *MARKS)]
    for name, source in LICENCES.items():
        if (folder / source).is_file():
            (HERE / name).write_bytes((folder / source).read_bytes())
    for path in made:
        print(path.name, path.stat().st_size)
    print("total", sum(path.stat().st_size for path in made))


if __name__ == "__main__":
    main(Path(sys.argv[1]), frozenset(sys.argv[2:]))
