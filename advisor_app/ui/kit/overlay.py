"""A card over the window: scrim, shadow, focus kept inside, Escape puts it aside."""

from typing import ClassVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from shiboken6 import isValid

from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.paint import box, smooth
from advisor_app.ui.theme import color, px, theme

_SHADOW = 24


class Overlay(QWidget):
    """A card `width` wide over its parent, `top` pixels down or in the middle where it is 0.

    Put the content into `card` by `card.setLayout(...)`. `dismissed` is emitted after Escape, a
    click beside the card (where `click_outside` is on) or `put_aside()`; the focus then returns
    to where it was.
    """

    own_keys: ClassVar[frozenset[Qt.Key]] = frozenset()
    """Keys that are the card's while it is open, and not those of an action of the window."""

    dismissed = Signal()

    def __init__(
        self,
        name: str,
        window: QWidget,
        *,
        width: int,
        top: int = 0,
        words: str = "",
        click_outside: bool = False,
    ) -> None:
        super().__init__(window)
        self._width, self._top, self._click_outside = width, top, click_outside
        self._before: QWidget | None = None
        self.setObjectName(name)
        self.setAccessibleName(words or name)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.card: QFrame = frame("popup", name=f"{name}.card", parent=self)
        self.setVisible(False)
        window.installEventFilter(self)
        self.card.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._hold_focus)

    @property
    def is_open(self) -> bool:
        """Whether it is shown."""
        return self.isVisible()

    def open(self, first: QWidget | None = None) -> None:
        """Show it and put the focus on `first`, or on its first field or button."""
        focused = QApplication.focusWidget()
        if focused is not None and not self.isAncestorOf(focused):
            self._before = focused
        self._cover()
        self.setVisible(True)
        self.raise_()
        self.place()
        chain = self._chain()
        goal = first or (chain[0] if chain else self)
        goal.setFocus(Qt.FocusReason.PopupFocusReason)

    def put_aside(self) -> None:
        """Hide it, give the focus back, and tell."""
        if not self.isVisible():
            return
        self.setVisible(False)
        before, self._before = self._before, None
        # What had the focus may have been drawn anew while the card stood over it.
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.dismissed.emit()

    def place(self) -> None:
        """Lay the card out again after its content has changed."""
        width = min(self._width, self.width() - 32)
        layout = self.card.layout()
        wanted = self.card.sizeHint().height()
        if layout is not None:
            layout.activate()
            if layout.hasHeightForWidth():
                wanted = layout.totalHeightForWidth(width)
        height = min(wanted, self.height() - 32)
        y = self._top or max(16, (self.height() - height) // 2 - 16)
        y = max(16, min(y, self.height() - height - 16))
        self.card.setGeometry(QRect(QPoint((self.width() - width) // 2, y), self.card.size()))
        self.card.resize(width, height)
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            bare = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if bare and event.key() in self.own_keys:
                event.accept()
                return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self.isVisible():
            return False
        if event.type() == QEvent.Type.Resize and watched is self.parent():
            self._cover()
        elif event.type() == QEvent.Type.LayoutRequest and watched is self.card:
            self.place()  # something in the card has come, gone or grown
        return False

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802 - overrides Qt
        """Keep Tab inside the card."""
        chain = self._chain()
        if not chain:
            return True
        focused = QApplication.focusWidget()
        here = chain.index(focused) if focused in chain else -1 if next else 0
        goal = chain[(here + (1 if next else -1)) % len(chain)]
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        goal.setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_aside()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        outside = not self.card.geometry().contains(event.position().toPoint())
        if self._click_outside and outside:
            self.put_aside()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        painter.fillRect(self.rect(), color("scrim"))
        if theme().shadow_alpha:
            shadow, area = color("shadow"), QRectF(self.card.geometry())
            shadow.setAlpha(theme().shadow_alpha)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shadow)
            for spread in range(_SHADOW, 0, -1):
                ring = area.adjusted(-spread, 4 - spread, spread, spread)
                radius = px("radius.popup") + spread * 0.6
                painter.drawRoundedRect(ring, radius, radius)
        box(painter, QRectF(self.card.geometry()), px("radius.popup"), fill="raised")
        painter.end()

    def _hold_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Take the focus back from what lies under the card: its keys work while it is open."""
        window = self.window()
        astray = now is None or (now.window() is window and not self.isAncestorOf(now))
        if self.isVisible() and astray and window.isActiveWindow() and self._is_on_top():
            chain = self._chain()
            if chain and now is not chain[0]:
                chain[0].setFocus(Qt.FocusReason.PopupFocusReason)

    def _is_on_top(self) -> bool:
        window = self.parentWidget()
        layers = [one for one in window.children() if isinstance(one, Overlay)] if window else []
        return next((one for one in reversed(layers) if one.isVisible()), self) is self

    def _cover(self) -> None:
        window = self.parentWidget()
        if window is not None:
            self.setGeometry(window.rect())

    def _chain(self) -> list[QWidget]:
        """What takes Tab in the card, in the order in which it was laid out.

        Qt's own chain is not walked: PySide lets each widget keep the next one of it for good, with
        the picture of a page where it is one.
        """
        return [one for one in self.findChildren(QWidget) if _takes_tab(one)]


def _takes_tab(widget: QWidget) -> bool:
    tab = Qt.FocusPolicy.TabFocus
    takes = (widget.focusPolicy() & tab) == tab
    return takes and widget.isEnabled() and widget.isVisible() and widget.focusProxy() is None
