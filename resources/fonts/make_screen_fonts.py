"""Makes the static screen faces of Desk Sans out of variable fonts (build time only).

Latin, Greek and Cyrillic come from Inter, Arabic from Noto Sans Arabic; both under the Open Font
License. Run from anywhere, with fontTools, fontpkg-inter and fontpkg-noto-sans-arabic installed;
the product never imports this.
Each face is cut at optical size 14, reduced to the scripts of the window, given digits of one
width (so that timers do not jump, with no font feature to lose on the way) and a family name of
its own, because the Open Font License reserves names for unmodified files.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FAMILY = "Desk Sans"
ARABIC_FAMILY = "Desk Sans Arabic"
OPTICAL_SIZE = 14
HERE = Path(__file__).resolve().parent / "screen"
INTER = files("fontpkg_inter") / "files"
ARABIC = files("fontpkg_noto_sans_arabic") / "files" / "NotoSansArabic[wdth,wght].ttf"
UPRIGHT, SLANTED = INTER / "Inter[opsz,wght].ttf", INTER / "Inter-Italic[opsz,wght].ttf"

FACES = (
    (UPRIGHT, 400, "Regular"),
    (UPRIGHT, 500, "Medium"),
    (UPRIGHT, 600, "SemiBold"),
    (UPRIGHT, 700, "Bold"),
    (SLANTED, 400, "Italic"),
    (SLANTED, 500, "Medium Italic"),
)
ARABIC_FACES = ((ARABIC, 400, "Regular"), (ARABIC, 600, "SemiBold"))
ARABIC_RANGES = ((0x0600, 0x06FF), (0x0750, 0x077F), (0x200B, 0x200F), (0xFB50, 0xFDFF))
ARABIC_FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "rlig", "calt", "liga", "curs"]
ARABIC_FEATURES += ["init", "medi", "fina", "isol"]
RANGES = (
    (0x0020, 0x024F),  # Latin and its first extensions
    (0x02B0, 0x036F),  # modifier letters, combining marks
    (0x0370, 0x052F),  # Greek, Cyrillic
    (0x1E00, 0x1EFF),  # Latin with marks, Vietnamese
    (0x2000, 0x20CF),  # punctuation, superscripts, currencies
    (0x2100, 0x22FF),  # letterlike signs, arrows, mathematics
    (0x2318, 0x2318),
    (0x2500, 0x25FF),  # lines and shapes
    (0x2713, 0x2717),
    (0xFB00, 0xFB04),
    (0xFFFD, 0xFFFD),
)
FEATURES = ["kern", "mark", "mkmk", "ccmp", "locl", "calt"]


def tabular_digits(font: TTFont) -> dict[str, str]:
    """Glyph of each digit -> its glyph of fixed width, read from the font's own feature."""
    table = font["GSUB"].table
    found: dict[str, str] = {}
    for record in table.FeatureList.FeatureRecord:
        if record.FeatureTag != "tnum":
            continue
        for index in record.Feature.LookupListIndex:
            for entry in table.LookupList.Lookup[index].SubTable:
                found.update(getattr(getattr(entry, "ExtSubTable", entry), "mapping", {}))
    return found


def bake_digits(font: TTFont) -> None:
    """Let U+0030 to U+0039 mean the digits of fixed width."""
    tabular = tabular_digits(font)
    for table in font["cmap"].tables:
        if table.isUnicode():
            for code in range(0x30, 0x3A):
                glyph = table.cmap[code]
                table.cmap[code] = tabular.get(glyph, glyph)


def reduce_to(font: TTFont, ranges: tuple[tuple[int, int], ...], features: list[str]) -> None:
    """Drop every glyph that no code needs."""
    options = Options()
    options.layout_features = features
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 8, 9, 11, 12, 13, 14, 16, 17]
    options.notdef_outline = True
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes={c for low, high in ranges for c in range(low, high + 1)})
    subsetter.subset(font)


def rename(font: TTFont, family: str, style: str, weight: int) -> None:
    """Give the face the family's name, legacy names included."""
    slanted = "Italic" in style
    plain = style.replace("Italic", "").strip()
    legacy = family if weight in (400, 700) else f"{family} {plain}"
    legacy_style = "Italic" if slanted else "Bold" if weight == 700 else "Regular"
    names = font["name"]
    for identifier in (3, 16, 17, 21, 22, 25):
        names.removeNames(nameID=identifier)
    for identifier, text in (
        (1, legacy),
        (2, legacy_style),
        (3, f"{family} {style} 1"),
        (4, f"{family} {style}"),
        (6, f"{family.replace(' ', '')}-{style.replace(' ', '')}"),
        (16, family),
        (17, style),
    ):
        names.setName(text, identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def save(font: TTFont, family: str, style: str, weight: int) -> Path:
    """Name a face, write it, and say where."""
    rename(font, family, style, weight)
    target = HERE / f"{family.replace(' ', '')}-{style.replace(' ', '')}.ttf"
    font.save(str(target))
    return target


def make(source: Traversable, weight: int, style: str) -> Path:
    """One face of the window."""
    face = instancer.instantiateVariableFont(
        TTFont(str(source)), {"opsz": OPTICAL_SIZE, "wght": weight}, updateFontNames=False
    )
    bake_digits(face)
    reduce_to(face, RANGES, FEATURES)
    return save(face, FAMILY, style, weight)


def make_arabic(source: Traversable, weight: int, style: str) -> Path:
    """One face for Arabic script, which Inter does not have."""
    face = instancer.instantiateVariableFont(
        TTFont(str(source)), {"wdth": 100, "wght": weight}, updateFontNames=False
    )
    reduce_to(face, ARABIC_RANGES, ARABIC_FEATURES)
    return save(face, ARABIC_FAMILY, style, weight)


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    made = [make(*face) for face in FACES] + [make_arabic(*face) for face in ARABIC_FACES]
    for written in made:
        print(written.name, written.stat().st_size)
