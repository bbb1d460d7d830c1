"""Buttons with their key on them; the key belongs to the button, so that a shift needs no mouse."""

from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from advisor_app.ui.icons import draw_icon
from advisor_app.ui.kit.paint import (
    box,
    draw_key_cap,
    focus_ring,
    key_cap_width,
    line_pen,
    say,
    smooth,
    text_width,
)
from advisor_app.ui.text import plain_tip
from advisor_app.ui.theme import px

ButtonKind = Literal["primary", "plain", "quiet", "danger", "urgent", "on"]
_ICON: Final = 18
_FILLED: Final = ("primary", "urgent")
_ROLES: Final[dict[str, tuple[str, str, str]]] = {
    "primary": ("accent", "onaccent", "accent"),
    "plain": ("surface", "ink", "line2"),
    "quiet": ("", "ink2", ""),
    "danger": ("surface", "urgentInk", "urgent"),
    "urgent": ("urgentFill", "onurgent", "urgentFill"),
    "on": ("accentTint", "accentInk", "accent"),
}
_HOVER: Final = {"primary": "accentH", "plain": "hover", "quiet": "hover", "danger": "urgentTint"}
_PRESSED: Final = {
    "primary": "accentP",
    "plain": "sunken",
    "quiet": "sunken",
    "danger": "urgentTint",
}


class Button(QAbstractButton):
    """A button: kind, words, icon, key cap; Enter and Space press it.

    One primary button a page; `urgent` only on the emergency card; `on` for a filter that is on.
    The words are never cut: told `set_compact(True)` it keeps icon and key cap, and the words
    become its tooltip.
    """

    def __init__(
        self,
        name: str,
        words: str,
        kind: ButtonKind = "plain",
        *,
        icon: str = "",
        key: str = "",
        height: int = 0,
        pad: int = 12,
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words, self._kind, self._icon, self._key = words, kind, icon, key
        self._height, self._pad, self._compact = height or px("control.button"), pad, False
        self._tip = tip
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_words(words)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    @property
    def key(self) -> str:
        """The key on its cap."""
        return self._key

    def set_words(self, words: str) -> None:
        """Say something else; an ampersand is an ampersand, not a mnemonic."""
        self._words = words
        self.setText(words.replace("&", "&&"))
        self._relay()

    def set_key(self, key: str) -> None:
        """Show another key cap, or none."""
        self._key = key
        self._relay()

    def set_icon(self, icon: str) -> None:
        """Show another icon, or none."""
        self._icon = icon
        self._relay()

    def set_kind(self, kind: ButtonKind) -> None:
        """Give it another rank."""
        self._kind = kind
        self.update()

    def set_tip(self, tip: str) -> None:
        """Say more on hover, such as why it is off; screen readers hear it as well."""
        self._tip = tip
        self._relay()

    def set_compact(self, compact: bool) -> None:
        """Keep only icon and key cap; without an icon nothing changes."""
        self._compact = compact
        self._relay()

    def sizeHint(self) -> QSize:
        width = 2.0 * self._pad - (4 if self._icon else 0)
        if self._shows_words():
            width += text_width(self._words, "med")
        if self._icon:
            width += _ICON + (px("control.icon_text_gap") if self._shows_words() else 0)
        if self._key:
            width += key_cap_width(self._key) + px("control.icon_text_gap")
        return QSize(round(width + 0.49), self._height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        fill, ink, edge = self._look()
        area, radius = QRectF(self.rect()), px("radius.control")
        box(painter, area, radius, fill=fill, pen=line_pen(edge) if edge else None)
        filled = self._kind in _FILLED and self.isEnabled()
        if self.hasFocus():
            focus_ring(painter, area, radius, filled=filled)
        middle, x = area.center().y(), self._start()
        if self._icon:
            draw_icon(painter, x, middle - _ICON / 2, self._icon, _ICON, ink)
            x += _ICON + px("control.icon_text_gap")
        if self._shows_words():
            say(painter, QRectF(x, 0, area.width() - x, area.height()), self._words, "med", ink)
        if self._key:
            wide = key_cap_width(self._key)
            cap = QRectF(area.right() - wide - self._pad + 4, middle - 9, wide, 18)
            draw_key_cap(painter, cap, self._key, ink if filled else "ink3", strong=filled)
        painter.end()

    def _start(self) -> float:
        x = self._pad - (2 if self._icon else 0)
        spare = self.width() - self.sizeHint().width()
        if spare <= 40:
            return x
        wide = text_width(self._words, "med") + (_ICON + 6 if self._icon else 0)
        return (self.width() - wide) / 2

    def _look(self) -> tuple[str, str, str]:
        if not self.isEnabled():
            return "off", "ink3", "offEdge"
        fill, ink, edge = _ROLES[self._kind]
        if self.isDown():
            fill = _PRESSED.get(self._kind, fill)
        elif self.underMouse():
            fill = _HOVER.get(self._kind, fill)
        return fill, ink, edge

    def _shows_words(self) -> bool:
        return bool(self._words) and not (self._compact and self._icon)

    def _relay(self) -> None:
        plain_tip(self, self._tip or ("" if self._shows_words() else self._words))
        self.setAccessibleName(self._words or self._tip)
        self.setAccessibleDescription(self._tip if self._words else "")
        self.updateGeometry()
        self.update()


class KeyCap(QWidget):
    """A key, drawn as on the keyboard, beside words that say what it does."""

    def __init__(self, keys: str, *, role: str = "ink3", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys, self._role = keys, role
        self.setAccessibleName(keys)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(round(key_cap_width(self._keys) + 0.49), px("control.key_cap"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        draw_key_cap(painter, QRectF(self.rect()), self._keys, self._role)
        painter.end()
