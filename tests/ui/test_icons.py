"""Every drawing draws, in the colour of its role, sharp at twice the size."""

import pytest
from PySide6.QtGui import QIcon, QImage
from PySide6.QtWidgets import QApplication

from advisor_app.ui.icons import ICONS, UnknownIcon, icon_names, icon_pixmap
from advisor_app.ui.menu_icons import icon
from advisor_app.ui.theme import apply_theme, color

NEEDED = [
    "admin",
    "arrow-left",
    "arrow-right",
    "board",
    "building",
    "calendar",
    "cases",
    "check",
    "chev",
    "clock",
    "close",
    "conflict",
    "copy",
    "directory",
    "down",
    "download",
    "edit",
    "end",
    "external",
    "file",
    "filter",
    "flag",
    "folder-plus",
    "globe",
    "heart",
    "help",
    "hold",
    "info",
    "intake",
    "keyboard",
    "knowledge",
    "link",
    "lock",
    "mail",
    "minus",
    "moon",
    "more",
    "mywork",
    "nurse",
    "ok",
    "online",
    "park",
    "person",
    "phone",
    "pin",
    "plus",
    "print",
    "promise",
    "queue",
    "refresh",
    "search",
    "slides",
    "star",
    "summary",
    "sun",
    "swap",
    "trash",
    "undo",
    "up",
    "upload",
    "urgent",
    "users",
    "video",
    "warning",
]


def strongest(image: QImage) -> int:
    """The highest alpha of any pixel."""
    return max(
        image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height())
    )


def test_all_drawings_are_there_and_no_other() -> None:
    assert sorted(NEEDED) == list(icon_names())


@pytest.mark.parametrize("name", NEEDED)
def test_a_drawing_leaves_ink_and_stays_inside_its_grid(name: str) -> None:
    image = icon_pixmap(name, 24, "ink").toImage()
    assert strongest(image) > 120
    edge = [image.pixelColor(x, y).alpha() for x in range(24) for y in (0, 23)]
    assert max(edge) == 0
    text = (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    assert 'viewBox="0 0 24 24"' in text
    assert text.count("currentColor") == 1


def test_the_colour_is_that_of_the_role_and_follows_the_theme(dressed: QApplication) -> None:
    def middle() -> str:
        return icon_pixmap("plus", 24, "urgentInk").toImage().pixelColor(12, 12).name()

    light = middle()
    assert light == color("urgentInk").name()
    apply_theme(dressed, "dark")
    assert middle() == color("urgentInk").name() != light


def test_twice_the_pixels_on_a_fine_screen() -> None:
    pixmap = icon_pixmap("queue", 18, "ink2", 2.0)
    assert pixmap.width() == 36
    assert pixmap.deviceIndependentSize().width() == 18


def test_a_picture_is_made_once() -> None:
    assert icon_pixmap("lock").cacheKey() == icon_pixmap("lock").cacheKey()


def test_menus_get_a_pale_one_for_what_is_off() -> None:
    made = icon("print")
    normal = made.pixmap(16, QIcon.Mode.Normal).toImage()
    assert normal != made.pixmap(16, QIcon.Mode.Disabled).toImage()


def test_a_name_without_a_drawing_is_refused() -> None:
    with pytest.raises(UnknownIcon):
        icon_pixmap("no-such-drawing")
