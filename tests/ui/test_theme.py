"""The tokens hold: contrast, every role in every theme, live switching, no colour in the code."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetricsF, QRawFont, QTextLayout
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

import advisor_app.ui
from advisor_app.ui.fonts import SCREEN_FONTS, FontError, load_screen_fonts
from advisor_app.ui.kit import buttons, strips
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.paint import pill_roles
from advisor_app.ui.text import plain_label
from advisor_app.ui.theme import (
    THEME_NAMES,
    apply_theme,
    choose_density,
    color,
    colour_of,
    compact_measures,
    contrast,
    density,
    load_theme,
    measures,
    px,
    theme,
    theme_signals,
    type_font,
    type_scale,
)

CODE = Path(advisor_app.ui.__file__).parent
COLOUR = re.compile(
    r"#[0-9A-Fa-f]{6}\b|QColor\(\s*[\d\"']|Qt\.GlobalColor\.(?!transparent)|\brgba?\(\d"
)


def test_black_on_white_has_the_contrast_that_the_standard_states() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1.0)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("name", THEME_NAMES)
def test_text_and_marks_are_legible(name: str) -> None:
    chosen = load_theme(name)
    colours = chosen.colours
    assert len(chosen.contrast_text) > 50
    assert len(chosen.contrast_marks) > 15
    for pairs, least in ((chosen.contrast_text, 4.5), (chosen.contrast_marks, 3.0)):
        weak = [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < least]
        assert not weak


def test_every_theme_has_every_role() -> None:
    roles = [set(load_theme(name).colours) for name in THEME_NAMES]
    assert roles[0] == roles[1] == roles[2]


def test_opaque_text_and_a_scrim_that_lets_shine_through() -> None:
    for name in THEME_NAMES:
        colours = load_theme(name).colours
        clear = {role for role, text in colours.items() if colour_of(text).alpha() < 255}
        assert clear == {"scrim"}


def test_no_colour_is_written_in_the_code_of_the_window() -> None:
    found = [
        f"{module.name}:{number}"
        for module in CODE.rglob("*.py")
        for number, line in enumerate(module.read_text(encoding="utf-8").splitlines(), start=1)
        if COLOUR.search(line)
    ]
    assert not found


def test_a_change_of_theme_reaches_labels_palette_and_listeners(dressed: QApplication) -> None:
    label = plain_label("pending", role="ink2")
    label.ensurePolished()
    heard: list[str] = []
    theme_signals().changed.connect(heard.append)
    apply_theme(dressed, "dark")
    theme_signals().changed.disconnect(heard.append)
    assert heard == ["dark"]
    assert theme().dark
    assert label.palette().color(QLabel().foregroundRole()) == color("ink2")
    assert label.font() == type_font("body")
    assert dressed.palette().window().color() == color("canvas")
    assert color("canvas") == colour_of(load_theme("dark").colours["canvas"])


def test_a_given_colour_may_be_changed_without_harm() -> None:
    color("ink").setAlpha(3)
    assert color("ink").alpha() == 255


def test_our_faces_are_the_ones_that_are_used() -> None:
    for name, style in type_scale().items():
        info = QFontInfo(type_font(name))
        assert info.family().startswith("Desk Sans")
        assert info.pixelSize() == style.px
        assert info.weight() == style.weight
    assert QFontInfo(type_font("body", italic=True)).italic()
    assert "Desk Sans" in QFontDatabase.families()


@pytest.mark.parametrize("style", ["body", "strong", "num", "sub"])
def test_digits_are_of_one_width_so_that_timers_stand_still(style: str) -> None:
    metrics = QFontMetricsF(type_font(style))
    assert len({round(metrics.horizontalAdvance(digit), 3) for digit in "0123456789"}) == 1


def test_the_faces_know_the_scripts_of_the_names_we_meet() -> None:
    latin = QRawFont(str(SCREEN_FONTS / "DeskSans-Regular.ttf"), 13)
    assert [
        letter for letter in "ŁłŞşĐőΩЖё’“–·→↑≥½" if not latin.supportsCharacter(ord(letter))
    ] == []
    arabic = QRawFont(str(SCREEN_FONTS / "DeskSansArabic-Regular.ttf"), 13)
    assert [letter for letter in "محمدپگ" if not arabic.supportsCharacter(ord(letter))] == []


def test_names_of_other_scripts_are_drawn_and_not_boxed() -> None:
    def drawn(words: str, italic: bool) -> list[int]:
        layout = QTextLayout(words, type_font("body", italic))
        layout.beginLayout()
        layout.createLine()
        layout.endLayout()
        return [glyph for run in layout.glyphRuns() for glyph in run.glyphIndexes()]

    for name in ("محمد العلي", "שרה כהן", "अमित शर्मा", "สมชาย", "김민준", "王芳", "অমিত", "குமார்"):
        for italic in (False, True):
            glyphs = drawn(name, italic)
            assert glyphs
            assert 0 not in glyphs, name


def test_a_folder_without_faces_is_told(tmp_path: Path) -> None:
    with pytest.raises(FontError):
        load_screen_fonts(tmp_path)
    (tmp_path / "broken.ttf").write_bytes(b"no font")
    with pytest.raises(FontError, match=r"broken\.ttf"):
        load_screen_fonts(tmp_path)


def test_the_faces_are_small_enough_to_start_quickly() -> None:
    assert sum(face.stat().st_size for face in SCREEN_FONTS.glob("*.ttf")) < 2_000_000
    assert len(list(SCREEN_FONTS.glob("OFL*.txt"))) == 2


def test_measures_are_whole_pixels() -> None:
    assert px("layout.top_bar") == 56
    assert px("control.button") == px("control.field") == 32


@pytest.fixture
def compact(dressed: QApplication) -> Iterator[None]:
    choose_density("compact")
    apply_theme(dressed, "light")
    yield
    choose_density("comfortable")
    apply_theme(dressed, "light")


@pytest.mark.usefixtures("compact")
def test_a_compact_window_is_made_of_smaller_measures(qtbot: QtBot) -> None:
    for table, smaller in compact_measures().items():
        for name, pixels in smaller.items():
            assert px(f"{table}.{name}") == pixels < measures()[table][name]
    line, button = OneLineEdit("line", "Name"), Button("go", "Go")
    for one in (line, button):
        qtbot.addWidget(one)
        one.show()
    assert line.height() == px("control.field") == 28
    assert button.sizeHint().height() == px("control.button")


def test_an_unknown_density_is_the_usual_one() -> None:
    choose_density("cosy")
    assert density() == "comfortable"


def drawn_pairs() -> set[tuple[str, str]]:
    """Ink and ground of every state that buttons, pills and strips are drawn in."""
    found = {("ink3", "off")}
    for kind, (ground, ink, _edge) in buttons._ROLES.items():
        for fill in (ground, buttons._HOVER.get(kind, ground), buttons._PRESSED.get(kind, ground)):
            grounds = [fill] if fill else ["surface", "canvas"]
            cap = ink if kind in buttons._FILLED else "ink3"
            found |= {(front, on) for on in grounds for front in (ink, cap)}
    for kind in ("urgent", "warning", "ok", "info", "accent", "ghost"):
        ink, tint, _edge = pill_roles(kind)
        found.add((ink, tint))
    for surface, _icon, role in strips._STRIPS.values():
        ground = "surface" if surface == "card" else surface
        found |= {("ink", ground), (role, ground)}
    return found


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_state_that_is_drawn_is_legible(name: str) -> None:
    colours = load_theme(name).colours
    pairs = drawn_pairs()
    assert len(pairs) > 20
    assert [pair for pair in pairs if contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []


@pytest.mark.parametrize("name", THEME_NAMES)
def test_focus_error_and_edges_are_seen_on_every_ground(name: str) -> None:
    colours = load_theme(name).colours
    grounds = ("canvas", "surface", "sunken", "raised", "select", "accentTint", "hover")
    marks = [("focus", on) for on in grounds]
    marks += [("warning", "surface"), ("warning", "canvas"), ("urgent", "surface"), ("ink3", "off")]
    marks += [("edge", on) for on in ("canvas", "surface", "sunken")]
    assert [pair for pair in marks if contrast(colours[pair[0]], colours[pair[1]]) < 3.0] == []
