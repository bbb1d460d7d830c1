"""Loads the window's own faces, so that it looks the same on every desk."""

from pathlib import Path
from typing import Final

from PySide6.QtGui import QFontDatabase

from advisor_app.domain.resources import RESOURCES
from advisor_app.ui.theme import OTHER_SCRIPTS

SCREEN_FONTS: Final = RESOURCES / "fonts" / "screen"
PAPER_FONTS: Final = RESOURCES / "fonts" / "paper"


class FontError(RuntimeError):
    """A face that ships with the console cannot be loaded; the text names its file."""


def load_screen_fonts(folder: Path = SCREEN_FONTS) -> tuple[str, ...]:
    """Register every face in `folder` with Qt; returns the families, each once.

    Needs a QGuiApplication. Raises FontError where a file is missing or damaged.
    """
    faces = sorted(folder.glob("*.ttf"))
    if not faces:
        raise FontError(f"{folder.name} holds no face")
    return _registered(faces)


def load_other_scripts(papers: Path = PAPER_FONTS) -> tuple[str, ...]:
    """Register the papers' faces for scripts that the window's own lack, as the other function.

    A name that prints can be read on the screen then. The first window does without them: nobody's
    name stands in it.
    """
    return _registered([papers / f"{name}.ttf" for name in OTHER_SCRIPTS])


def _registered(faces: list[Path]) -> tuple[str, ...]:
    families: dict[str, None] = {}
    for face in faces:
        identifier = QFontDatabase.addApplicationFont(str(face))
        if identifier < 0:
            raise FontError(f"{face.name} cannot be loaded")
        families.update(dict.fromkeys(QFontDatabase.applicationFontFamilies(identifier)))
    return tuple(families)
