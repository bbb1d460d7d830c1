"""A few choices of which one is taken: `chosen` follows the user's deed, never a `show_...`."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from advisor_app.ui.icons import draw_icon
from advisor_app.ui.kit.paint import say
from advisor_app.ui.theme import px, type_font


class ChoiceBox(QComboBox):
    """One of a few choices by key; the wheel scrolls the page, not the choice.

    `chosen(key)` is emitted when the user chose. Nothing chosen is the key "".
    """

    chosen = Signal(str)

    def __init__(
        self,
        name: str,
        words: str = "",
        choices: Sequence[tuple[str, str]] = (),
        *,
        placeholder: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setFont(type_font("body"))
        self.setPlaceholderText(placeholder)
        self.setFixedHeight(px("control.field"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)
        self.view().setTextElideMode(Qt.TextElideMode.ElideRight)
        # Without a delegate of its own the list is painted as a menu, past the style sheet.
        self.setItemDelegate(QStyledItemDelegate(self))
        self.activated.connect(self._tell)
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer (key, words) pairs; what was chosen stays chosen where its key is still there."""
        kept = self.key()
        self.clear()
        for key, words in choices:
            self.addItem(words, key)
        self.show_key(kept)

    def key(self) -> str:
        """The key of what is chosen, or ""."""
        found = self.currentData()
        return found if isinstance(found, str) else ""

    def show_key(self, key: str) -> None:
        """Show the choice with this key, or nothing chosen, without telling of it."""
        self.setCurrentIndex(self.findData(key))

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = ""
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        chosen = self.currentIndex() >= 0
        words = self.currentText() if chosen else self.placeholderText()
        ink = "ink" if chosen and self.isEnabled() else "ink3"
        room = QRectF(11, 0, self.width() - 40, self.height())
        italic = self.font().italic() and chosen
        say(painter, room, words, "body", ink, italic=italic)
        middle = self.height() / 2
        draw_icon(painter, self.width() - 25, middle - 7, "down", 14, "ink2")
        painter.end()

    def _tell(self, index: int) -> None:
        found = self.itemData(index)
        self.chosen.emit(found if isinstance(found, str) else "")
