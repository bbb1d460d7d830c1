"""Loads the window's own faces, so that it looks the same on every desk."""

from pathlib import Path
from typing import Final

from PySide6.QtGui import QFontDatabase

from advisor_app.domain.resources import RESOURCES

SCREEN_FONTS: Final = RESOURCES / "fonts" / "screen"


class FontError(RuntimeError):
    """A face that ships with the console cannot be loaded; the text names its file."""


def load_screen_fonts(folder: Path = SCREEN_FONTS) -> tuple[str, ...]:
    """Register every face in `folder` with Qt; returns the families, each once.

    Needs a QGuiApplication. Raises FontError where a file is missing or damaged.
    """
    families: dict[str, None] = {}
    for face in sorted(folder.glob("*.ttf")):
        identifier = QFontDatabase.addApplicationFont(str(face))
        if identifier < 0:
            raise FontError(f"{face.name} cannot be loaded")
        families.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(identifier)))
    if not families:
        raise FontError(f"{folder.name} holds no face")
    return tuple(families)
