"""A line of text that tells only of what the user did: `edited` never follows a `show_...`."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from advisor_app.ui.theme import px, type_font


class OneLineEdit(QLineEdit):
    """One line of plain text. `edited(text)` while the user types, `left()` when the focus goes."""

    edited = Signal(str)
    left = Signal()

    def __init__(
        self, name: str, words: str = "", *, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setPlaceholderText(placeholder)
        self.setFont(type_font("body"))
        self.setFixedHeight(px("control.field"))
        self.textEdited.connect(self.edited)

    def show_text(self, text: str) -> None:
        """Show `text` without telling of it; the caret stays where it was if it is the same."""
        if text != self.text():
            self.setText(text)
            if not self.hasFocus():
                self.setCursorPosition(0)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
