"""The look of the window: roles of colour, type and measures, read from `resources/themes`.

Everything that paints asks for a role by name at the moment it paints, so a change of theme needs
no new widgets: `apply_theme` swaps the roles, the palette and the one style sheet, and the next
paint is in the new theme. No colour is named anywhere else in the window.
"""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from string import Template
from typing import Any, Final, NamedTuple, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.table_text import TableError, bytes_of, text_of, toml_of

FAMILY: Final = "Desk Sans"
OTHER_SCRIPTS: Final = (
    "PaperHebrew",
    "PaperDevanagari",
    "PaperBengali",
    "PaperTamil",
    "PaperThai",
    "PaperHangul",
    "PaperHan",
)
FALLBACKS: Final = ("Desk Sans Arabic", *OTHER_SCRIPTS, "Noto Sans", "DejaVu Sans")
THEME_NAMES: Final = ("light", "dark", "high_contrast")
DENSITY_NAMES: Final = ("comfortable", "compact")
STYLE: Final = ("-style", "Fusion")
"""Qt's own style beneath the sheet, as words to the application: told in any other way, all the
hundreds of names of QStyle are made before the first window is there."""

_THEMES: Final = RESOURCES / "themes"
_PALETTE: Final[tuple[tuple[QPalette.ColorRole, str], ...]] = (
    (QPalette.ColorRole.Window, "canvas"),
    (QPalette.ColorRole.WindowText, "ink"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "hover"),
    (QPalette.ColorRole.Text, "ink"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "ink"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "onaccent"),
    (QPalette.ColorRole.PlaceholderText, "ink3"),
    (QPalette.ColorRole.Link, "accentInk"),
    (QPalette.ColorRole.LinkVisited, "accentInk"),
    (QPalette.ColorRole.ToolTipBase, "ink"),
    (QPalette.ColorRole.ToolTipText, "surface"),
    (QPalette.ColorRole.Light, "raised"),
    (QPalette.ColorRole.Midlight, "hover"),
    (QPalette.ColorRole.Mid, "line"),
    (QPalette.ColorRole.Dark, "line2"),
    (QPalette.ColorRole.Shadow, "line2"),
    (QPalette.ColorRole.BrightText, "urgentInk"),
    (QPalette.ColorRole.Accent, "accent"),
)
_DISABLED: Final = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


class TypeStyle(NamedTuple):
    """One step of the type scale: size in pixels at 100 %, weight 400 to 700."""

    px: int
    weight: int


class Theme(NamedTuple):
    """One set of colours; `contrast_text` and `contrast_marks` are the pairs that must be legible.

    A pair is (role in front, role behind). `shadow_alpha` is 0 to 255, of each of the painted
    rings of a pop-up's shadow.
    """

    name: str
    title: str
    dark: bool
    high_contrast: bool
    shadow_alpha: int
    colours: Mapping[str, str]
    contrast_text: tuple[tuple[str, str], ...]
    contrast_marks: tuple[tuple[str, str], ...]


class _Announcer(QObject):
    changed = Signal(str)


class _Current:
    """The theme in force, and its colours once they were asked for."""

    def __init__(self) -> None:
        self.theme: Theme | None = None
        self.colours: dict[str, QColor] = {}
        self.announcer: _Announcer | None = None
        self.dressed: QApplication | None = None
        self.density = DENSITY_NAMES[0]


def colour_of(text: str) -> QColor:
    """The colour that a theme file writes as #RRGGBB or #RRGGBBAA."""
    if len(text) == 9:
        return QColor.fromString(f"#{text[7:9]}{text[1:7]}")
    return QColor.fromString(text)


@lru_cache(maxsize=8)
def load_theme(name: str, folder: Path = _THEMES) -> Theme:
    """Read one theme; raises TableError where the file is missing or wrong."""
    values = _read(folder / f"{name}.toml", "theme/1")
    head, contrast = values["theme"], values["contrast"]
    return Theme(
        name=head["name"],
        title=head["title"],
        dark=head["dark"],
        high_contrast=head["high_contrast"],
        shadow_alpha=head["shadow_alpha"],
        colours=dict(values["colour"]),
        contrast_text=_pairs(contrast["text"]),
        contrast_marks=_pairs(contrast["mark"]),
    )


@lru_cache(maxsize=1)
def _tokens(folder: Path) -> Mapping[str, Any]:
    return _read(folder / "tokens.toml", "tokens/1")


@lru_cache(maxsize=1)
def measures(folder: Path = _THEMES) -> Mapping[str, Mapping[str, float]]:
    """Tables of measures by name (space, radius, control, table, icon, layout), in pixels."""
    values = _tokens(folder)
    return {
        name: table for name, table in values.items() if name not in ("header", "type", "compact")
    }


@lru_cache(maxsize=1)
def compact_measures(folder: Path = _THEMES) -> Mapping[str, Mapping[str, float]]:
    """The measures that are smaller in the compact window, by table and name, in pixels."""
    return cast(Mapping[str, Mapping[str, float]], _tokens(folder)["compact"])


@lru_cache(maxsize=1)
def type_scale(folder: Path = _THEMES) -> Mapping[str, TypeStyle]:
    """The type scale by name: display h1 h2 h3 body strong med sub subm subs cap num huge key."""
    values = _tokens(folder)
    return {
        name: TypeStyle(px=style["px"], weight=style["weight"])
        for name, style in values["type"].items()
    }


_current: Final = _Current()


def px(path: str) -> int:
    """A measure in whole pixels at 100 %, such as `control.button` or `table.row`."""
    table, _, name = path.partition(".")
    if _current.density == "compact" and name in compact_measures().get(table, {}):
        return int(compact_measures()[table][name])
    return int(measures()[table][name])


def density() -> str:
    """How close together things stand: one of DENSITY_NAMES."""
    return _current.density


def choose_density(name: str) -> None:
    """Let what is made from now on be so dense; a window that stands has to be made anew.

    The style sheet has measures in it as well: call `apply_theme` after this.
    """
    _current.density = name if name in DENSITY_NAMES else DENSITY_NAMES[0]


def theme() -> Theme:
    """The theme in force; light until `apply_theme` was called."""
    if _current.theme is None:
        _current.theme = load_theme("light")
    return _current.theme


def theme_signals() -> _Announcer:
    """Emits `changed(name)` after the theme has changed, for pictures that are kept."""
    if _current.announcer is None:
        _current.announcer = _Announcer()
    return _current.announcer


def color(role: str) -> QColor:
    """The colour of a role in the theme in force; ask at paint time, keep nothing."""
    found = _current.colours.get(role)
    if found is None:
        found = colour_of(theme().colours[role])
        _current.colours[role] = found
    return QColor(found)


def colour_name(role: str) -> str:
    """The colour of a role as SVG and style sheets write it."""
    return _css(theme().colours[role])


@lru_cache(maxsize=64)
def _font(name: str, italic: bool, struck: bool) -> QFont:
    style = type_scale()[name]
    font = QFont([FAMILY, *FALLBACKS])
    font.setPixelSize(style.px)
    font.setWeight(QFont.Weight(style.weight))
    font.setItalic(italic)
    font.setStrikeOut(struck)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def type_font(name: str, italic: bool = False, *, struck: bool = False) -> QFont:
    """The font of one step of the type scale; italics mean that a fact is unverified."""
    return QFont(_font(name, italic, struck))


def palette_of(chosen: Theme) -> QPalette:
    """The palette that Qt's own dialogs and menus follow."""
    palette = QPalette()
    for role, name in _PALETTE:
        palette.setColor(role, colour_of(chosen.colours[name]))
    for role in _DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, colour_of(chosen.colours["ink3"]))
    return palette


def style_sheet_of(chosen: Theme, folder: Path = _THEMES) -> str:
    """The one style sheet with the theme's colours put in."""
    template = Template((folder / "window.qss").read_text(encoding="utf-8"))
    field, button = px("control.field"), px("control.button")
    inner = {"fieldInner": field - 2, "fieldThick": field - 4, "buttonInner": button - 4}
    tall = {name: f"{pixels}px" for name, pixels in (inner | {"buttonThick": button - 6}).items()}
    return template.substitute({role: _css(text) for role, text in chosen.colours.items()} | tall)


def apply_theme(app: QApplication, name: str) -> None:
    """Put a theme in force, live: palette first, then the style sheet, then the news of it."""
    chosen = load_theme(name)
    _current.theme = chosen
    _current.colours.clear()
    if _current.dressed is not app:
        _current.dressed = app
        app.setFont(type_font("body"))
    app.setPalette(palette_of(chosen))
    app.setStyleSheet(style_sheet_of(chosen))
    theme_signals().changed.emit(chosen.name)


def restyle(widget: QWidget) -> None:
    """Let the style sheet see a property of this one widget that changed after it was shown.

    The font that was set by code is set again: the style sheet's way out takes it off.
    """
    font, style = widget.font(), widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.setFont(font)
    widget.update()


def contrast(front: str, behind: str) -> float:
    """The WCAG 2.x contrast ratio, 1 to 21, of two colours as the theme files write them."""
    light, dark = sorted((_luminance(front), _luminance(behind)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(text: str) -> float:
    """Relative luminance as WCAG 2.x defines it."""
    parts = []
    for start in (1, 3, 5):
        value = int(text[start : start + 2], 16) / 255
        parts.append(value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4)
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _read(file: Path, schema: str) -> Mapping[str, Any]:
    """What stands in a file of the themes; its header, but for the schema, is for its reviewers."""
    values = toml_of(file.name, text_of(file.name, bytes_of(file)))
    if values.get("header", {}).get("schema") != schema:
        raise TableError(file.name, 1, f"is not of the schema {schema}")
    return values


def _pairs(lines: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple((front, behind) for front, _, behind in (line.partition(" on ") for line in lines))


def _css(text: str) -> str:
    colour = colour_of(text)
    if colour.alpha() == 255:
        return colour.name()
    return f"rgba({colour.red()}, {colour.green()}, {colour.blue()}, {colour.alpha()})"
