"""Takes pictures of a window: each state in every theme, and once more on a narrow window."""

from pathlib import Path
from typing import Final

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from advisor_app.ui.theme import THEME_NAMES, apply_theme, theme

WIDE: Final = (1280, 800)
NARROW: Final = (1024, 768)


class Camera:
    """Leaves PNG files in a folder; `files` are their names in the order they were made."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self._app, self._folder = app, folder
        self.files: list[str] = []

    def fit(self, window: QWidget) -> None:
        """The size in which pages are shown."""
        window.resize(*WIDE)

    def looks(self) -> tuple[str, ...]:
        """Every theme, the one that is on first: a change takes most of a second."""
        return tuple(sorted(THEME_NAMES, key=lambda one: one != theme().name))

    def dress(self, look: str) -> None:
        """Put on a theme."""
        if look != theme().name:
            apply_theme(self._app, look)
            self._app.processEvents()

    def takes(self, name: str, window: QWidget) -> None:
        """`name-THEME.png` as the window stands; in the first theme `name-narrow.png` as well."""
        self._take(f"{name}-{theme().name}", window)
        if theme().name == THEME_NAMES[0]:
            self._resize(window, NARROW)
            self._take(f"{name}-narrow", window)
            self._resize(window, WIDE)

    def shows(self, name: str, window: QWidget) -> None:
        """A state that comes only once, in all themes while it stands."""
        for look in self.looks():
            self.dress(look)
            self.takes(name, window)

    def alone(self, name: str, page: QWidget) -> None:
        """The pictures of a page that stands before there is a window of the desk."""
        self.fit(page)
        page.show()
        self._settle()
        self.shows(name, page)

    def keep(self, image: QImage, name: str) -> None:
        """Write a picture that was made elsewhere."""
        file = f"{name}.png"
        image.save(str(self._folder / file))
        self.files.append(file)

    def _resize(self, window: QWidget, size: tuple[int, int]) -> None:
        window.window().resize(*size)
        self._settle()

    def _settle(self) -> None:
        for _ in range(3):  # what flows over more lines is measured again when all is quiet
            self._app.processEvents()

    def _take(self, name: str, window: QWidget) -> None:
        self._app.processEvents()
        self.keep(window.window().grab().toImage(), name)
