"""The strokes that several painted controls share."""

from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPaintDevice, QPainter, QPen

from advisor_app.ui.icons import draw_icon
from advisor_app.ui.theme import color, px, theme, type_font

LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LONGEST: Final = 1000
CENTRE = Qt.AlignmentFlag.AlignCenter


def smooth(device: QPaintDevice) -> QPainter:
    """A painter on `device` with soft edges; end it, or let it go, before the event returns."""
    painter = QPainter(device)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def text_width(words: str, style: str) -> float:
    """How wide `words` are in one step of the type scale, in pixels."""
    return QFontMetricsF(type_font(style)).horizontalAdvance(words)


def line_pen(role: str, width: float = 1.0, *, dashes: tuple[float, ...] = ()) -> QPen:
    """A pen in a role's colour."""
    pen = QPen(color(role), width)
    if dashes:
        pen.setDashPattern(list(dashes))
    return pen


def box(
    painter: QPainter,
    area: QRectF,
    radius: float,
    *,
    fill: str = "",
    pen: QPen | None = None,
) -> None:
    """A rounded box that lies within `area`; its border is drawn on whole pixels."""
    painter.setBrush(color(fill) if fill else QBrush(Qt.BrushStyle.NoBrush))
    if pen is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(area, radius, radius)
        return
    inset = pen.widthF() / 2
    painter.setPen(pen)
    painter.drawRoundedRect(area.adjusted(inset, inset, -inset, -inset), radius, radius)


def say(
    painter: QPainter,
    area: QRectF,
    words: str,
    style: str,
    role: str,
    align: Qt.AlignmentFlag = LEFT,
    *,
    struck: bool = False,
    italic: bool = False,
) -> None:
    """Plain words on one line in a role of ink, cut with an ellipsis where `area` is narrow."""
    font = type_font(style, italic, struck=struck)
    painter.setFont(font)
    painter.setPen(color(role))
    if not words:
        return
    line = words[:_LONGEST].replace("\n", " ")
    shown = QFontMetricsF(font).elidedText(line, Qt.TextElideMode.ElideRight, area.width() + 1)
    painter.drawText(area.adjusted(0, 0, 1, 0), int(align), shown)


def focus_ring(painter: QPainter, area: QRectF, radius: float, *, filled: bool = False) -> None:
    """The one mark of the keyboard focus; on a filled control a gap keeps it visible."""
    width = px("control.focus_ring")
    box(painter, area, radius, pen=line_pen("focus", width))
    if filled:
        gap = area.adjusted(width - 0.25, width - 0.25, 0.25 - width, 0.25 - width)
        box(painter, gap, radius - 2, pen=line_pen("surface", 1.5))


def key_cap_width(keys: str) -> float:
    """The width of the cap that `draw_key_cap` draws."""
    return text_width(keys, "key") + 10


def draw_key_cap(
    painter: QPainter, area: QRectF, keys: str, role: str = "ink3", *, strong: bool = False
) -> None:
    """A key as it stands on the keyboard; `strong` on a filled button."""
    edge = color(role)
    edge.setAlpha(150 if strong else 120)
    if theme().high_contrast:
        edge.setAlpha(255)
    box(painter, area, px("radius.key_cap"), pen=QPen(edge, 1))
    say(painter, area, keys, "key", role, CENTRE)


def draw_pill(
    painter: QPainter,
    area: QRectF,
    words: str,
    kind: str,
    icon: str = "",
    *,
    style: str = "subm",
) -> None:
    """A word on a tint, with its icon; `kind` is urgent warning ok info accent ghost."""
    ink, tint, edge = pill_roles(kind)
    pen = line_pen(edge) if theme().high_contrast else None
    box(painter, area, px("radius.pill"), fill=tint, pen=pen)
    left = 8.0
    if icon:
        draw_mark(painter, area.x() + 6, area.center().y(), icon, ink)
        left = 24.0
    say(painter, area.adjusted(left, 0, -6, 0), words, style, ink)


def draw_mark(painter: QPainter, x: float, middle: float, icon: str, role: str) -> None:
    """A small icon whose middle lies on `middle`."""
    draw_icon(painter, x, middle - 7, icon, 14, role)


def pill_roles(kind: str) -> tuple[str, str, str]:
    """The roles of ink, fill and edge of a pill."""
    if kind == "ghost":
        return "ink2", "ghost", "ghostEdge"
    if kind == "accent":
        return "accentInk", "accentTint", "accent"
    return f"{kind}Ink", f"{kind}Tint", kind


def pill_width(words: str, icon: str = "", style: str = "subm") -> float:
    """The width of the pill that `draw_pill` draws."""
    return text_width(words, style) + 16 + (18 if icon else 0)
