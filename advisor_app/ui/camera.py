"""Takes pictures of a window: each state in every theme, and once more on a narrow window."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from advisor_app.ui.theme import THEME_NAMES, apply_theme, theme

WIDE: Final = (1280, 800)
NARROW: Final = (1024, 768)
SETTLES: Final = 0.1
"""How long a window gets to draw itself anew, in seconds."""


class Camera:
    """Leaves PNG files in a folder; `files` are their names in the order they were made."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self._app, self._folder = app, folder
        self.files: list[str] = []

    def fit(self, window: QWidget) -> None:
        """The size in which pages are shown."""
        window.resize(*WIDE)

    def shows(self, name: str, window: QWidget, wait: Callable[[float], None]) -> None:
        """`name-THEME.png` for each theme, and `name-narrow.png` in the first of them."""
        for look in sorted(THEME_NAMES, key=lambda one: one != theme().name):
            self._dress(look, wait)
            self._take(f"{name}-{look}", window)
            if look == THEME_NAMES[0]:
                self._take_narrow(name, window, wait)

    def _dress(self, look: str, wait: Callable[[float], None]) -> None:
        """Put on a theme; the one that is on stays, for a change takes most of a second."""
        if look != theme().name:
            apply_theme(self._app, look)
            wait(SETTLES)

    def _take_narrow(self, name: str, window: QWidget, wait: Callable[[float], None]) -> None:
        window.window().resize(*NARROW)
        wait(SETTLES)
        self._take(f"{name}-narrow", window)
        window.window().resize(*WIDE)
        wait(SETTLES)

    def alone(self, name: str, page: QWidget) -> None:
        """The pictures of a page that stands before there is a window of the desk."""
        self.fit(page)
        page.show()
        self.shows(name, page, lambda _seconds: self._app.processEvents())

    def keep(self, image: QImage, name: str) -> None:
        """Write a picture that was made elsewhere."""
        file = f"{name}.png"
        image.save(str(self._folder / file))
        self.files.append(file)

    def _take(self, name: str, window: QWidget) -> None:
        self.keep(window.window().grab().toImage(), name)
