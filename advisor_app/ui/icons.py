"""Our own line drawings in any role of colour, sharp on any screen.

Each icon is one SVG on a grid of 24 with `currentColor` as its stroke; the role's colour is put in
when it is drawn, and the picture is kept until the theme changes its colour.
"""

from functools import lru_cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from advisor_app.domain.resources import RESOURCES
from advisor_app.ui.theme import colour_name, measures

ICONS: Final = RESOURCES / "icons"


class UnknownIcon(KeyError):
    """No drawing has this name."""


def icon_names(folder: Path = ICONS) -> tuple[str, ...]:
    """The names of all drawings."""
    return tuple(sorted(drawing.stem for drawing in folder.glob("*.svg")))


@lru_cache(maxsize=128)
def _drawing(name: str) -> str:
    try:
        return (ICONS / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise UnknownIcon(name) from None


@lru_cache(maxsize=1024)
def _pixmap(name: str, size: int, colour: str, dpr: float) -> QPixmap:
    weights = measures()["icon"]
    svg = _drawing(name).replace("currentColor", colour)
    if size <= weights["small"]:
        normal = f'stroke-width="{weights["stroke"]}"'
        svg = svg.replace(normal, f'stroke-width="{weights["stroke_small"]}"')
    pixmap = QPixmap(round(size * dpr), round(size * dpr))
    pixmap.setDevicePixelRatio(dpr)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap


def icon_pixmap(name: str, size: int = 18, role: str = "ink2", dpr: float = 1.0) -> QPixmap:
    """The drawing at `size` pixels (14, 16, 18, 20, 28) in a role's colour.

    Raises UnknownIcon for a name that has no drawing.
    """
    return _pixmap(name, size, colour_name(role), dpr)


def draw_icon(
    painter: QPainter, x: float, y: float, name: str, size: int = 18, role: str = "ink2"
) -> None:
    """Draw it with its upper left corner at (x, y), as sharp as the device allows."""
    dpr = painter.device().devicePixelRatioF()
    painter.drawPixmap(QPointF(x, y), icon_pixmap(name, size, role, dpr))
