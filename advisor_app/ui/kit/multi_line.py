"""Lines of text that tell only of what the user did: `edited` never follows a `show_...`."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from advisor_app.ui.theme import type_font


class MultiLineEdit(QPlainTextEdit):
    """Two to six lines of plain text, growing with what is written; Tab goes to the next field."""

    edited = Signal(str)
    left = Signal()

    def __init__(
        self,
        name: str,
        words: str = "",
        *,
        placeholder: str = "",
        least: int = 2,
        most: int = 6,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._least, self._most = least, most
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setPlaceholderText(placeholder)
        self.setFont(type_font("body"))
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(4)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.textChanged.connect(self._tell)
        self._grow()

    def text(self) -> str:
        """What stands in it."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show `text` without telling of it."""
        if text != self.toPlainText():
            with QSignalBlocker(self):
                self.setPlainText(text)
            self._grow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _tell(self) -> None:
        self.edited.emit(self.toPlainText())

    def _grow(self) -> None:
        lines = round(self.document().documentLayout().documentSize().height())
        shown = min(self._most, max(self._least, lines))
        line = QFontMetrics(self.font()).lineSpacing()
        tall = shown * line + 2 * round(self.document().documentMargin()) + 12
        more = Qt.ScrollBarPolicy.ScrollBarAsNeeded
        none = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(more if lines > self._most else none)
        if tall != self.height():
            self.setFixedHeight(tall)
