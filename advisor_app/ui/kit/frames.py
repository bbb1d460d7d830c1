"""Surfaces and rules; a surface says what a place is for, by the name of a token."""

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QLayout, QWidget

from advisor_app.ui.kit.paint import line_pen, smooth
from advisor_app.ui.theme import color, px, restyle, theme

Surface = Literal[
    "canvas",
    "surface",
    "clear",
    "card",
    "popup",
    "warningTint",
    "urgentTint",
    "infoTint",
    "okTint",
    "accentTint",
    "sunken",
    "well",
    "hline",
    "vline",
    "top",
    "bottom",
    "rail",
    "side",
]


def frame(
    surface: Surface,
    layout: QLayout | None = None,
    *,
    name: str = "",
    width: int = 0,
    height: int = 0,
    parent: QWidget | None = None,
) -> QFrame:
    """A frame with one of the surfaces; `width` and `height` fix it, in pixels."""
    made = QFrame(parent)
    made.setProperty("surface", surface)
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    made.setObjectName(name)
    if layout is not None:
        made.setLayout(layout)
    if width:
        made.setFixedWidth(width)
    if height:
        made.setFixedHeight(height)
    return made


def set_surface(made: QFrame, surface: Surface) -> None:
    """Give a frame of `frame` another surface."""
    if made.property("surface") != surface:
        made.setProperty("surface", surface)
        restyle(made)


def hline() -> QFrame:
    """A rule from left to right."""
    return frame("hline", height=1)


def vline(height: int = 0) -> QFrame:
    """A rule from top to bottom."""
    return frame("vline", width=1, height=height)


class SelectedCard(QFrame):
    """A card that can be the chosen one: then with an accent line and a bar at its left edge.

    The bar is painted, because a wide left border of a rounded box swells at its corners.
    """

    def __init__(
        self,
        name: str = "",
        layout: QLayout | None = None,
        *,
        selected: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._selected = selected
        self.setObjectName(name)
        if layout is not None:
            self.setLayout(layout)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        wide = 2.0 if self._selected and theme().high_contrast else 1.0
        inset = wide / 2
        area = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        outline = QPainterPath()
        outline.addRoundedRect(area, px("radius.card"), px("radius.card"))
        painter.fillPath(outline, color("surface"))
        if self._selected:
            painter.save()
            painter.setClipPath(outline)
            bar = QRectF(0, 0, px("control.selected_bar"), self.height())
            painter.fillRect(bar, color("accent"))
            painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(line_pen("accent" if self._selected else "line", wide))
        painter.drawPath(outline)
        painter.end()
