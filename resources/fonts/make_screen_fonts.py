"""Makes the static screen faces of Desk Sans out of the variable Inter (build time only).

Run from anywhere, with fontTools and fontpkg-inter installed; the product never imports this.
Each face is cut at optical size 14, reduced to the scripts of the window, given digits of one
width (so that timers do not jump, with no font feature to lose on the way) and a family name of
its own, because the Open Font License reserves names for unmodified files.
"""

from importlib.resources import files
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

FAMILY = "Desk Sans"
OPTICAL_SIZE = 14
HERE = Path(__file__).resolve().parent / "screen"
SOURCE = files("fontpkg_inter") / "files"
UPRIGHT, SLANTED = "Inter[opsz,wght].ttf", "Inter-Italic[opsz,wght].ttf"

FACES = (
    (UPRIGHT, 400, "Regular"),
    (UPRIGHT, 500, "Medium"),
    (UPRIGHT, 600, "SemiBold"),
    (UPRIGHT, 700, "Bold"),
    (SLANTED, 400, "Italic"),
    (SLANTED, 500, "Medium Italic"),
)
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


def reduce_to(font: TTFont, codes: set[int]) -> None:
    """Drop every glyph that no code needs."""
    options = Options()
    options.layout_features = FEATURES
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 8, 9, 11, 12, 13, 14, 16, 17]
    options.notdef_outline = True
    options.hinting = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def rename(font: TTFont, style: str, weight: int) -> None:
    """Give the face the family's name, legacy names included."""
    slanted = "Italic" in style
    plain = style.replace("Italic", "").strip()
    legacy = FAMILY if weight in (400, 700) else f"{FAMILY} {plain}"
    legacy_style = "Italic" if slanted else "Bold" if weight == 700 else "Regular"
    names = font["name"]
    for identifier in (3, 16, 17, 21, 22, 25):
        names.removeNames(nameID=identifier)
    for identifier, text in (
        (1, legacy),
        (2, legacy_style),
        (3, f"{FAMILY} {style} 1"),
        (4, f"{FAMILY} {style}"),
        (6, f"DeskSans-{style.replace(' ', '')}"),
        (16, FAMILY),
        (17, style),
    ):
        names.setName(text, identifier, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight


def make(source: str, weight: int, style: str) -> Path:
    """Write one face and say where."""
    variable = TTFont(str(SOURCE / source))
    face = instancer.instantiateVariableFont(
        variable, {"opsz": OPTICAL_SIZE, "wght": weight}, updateFontNames=False
    )
    bake_digits(face)
    reduce_to(face, {code for first, last in RANGES for code in range(first, last + 1)})
    rename(face, style, weight)
    target = HERE / f"DeskSans-{style.replace(' ', '')}.ttf"
    face.save(str(target))
    return target


if __name__ == "__main__":
    HERE.mkdir(exist_ok=True)
    for source_name, face_weight, face_style in FACES:
        written = make(source_name, face_weight, face_style)
        print(written.name, written.stat().st_size)
