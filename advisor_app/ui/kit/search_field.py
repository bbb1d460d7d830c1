"""The line that is typed into to find something."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from advisor_app.ui.icons import draw_icon
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.paint import smooth
from advisor_app.ui.menu_icons import icon
from advisor_app.ui.theme import theme_signals
from advisor_app.ui.wording import phrase


class SearchField(OneLineEdit):
    """A line with a glass before it and a cross that empties it; Escape empties it too."""

    def __init__(
        self, name: str, words: str, *, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(name, words, placeholder=placeholder, parent=parent)
        self.setTextMargins(24, 0, 0, 0)
        self._clear = QAction(self)
        self._clear.setText(phrase("Clear"))
        self._clear.triggered.connect(self._empty)
        self._clear.setVisible(False)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.textChanged.connect(self._show_cross)
        theme_signals().changed.connect(self._dress)
        self._dress()

    def event(self, event: QEvent) -> bool:
        """Leave Undo to the window while nothing was typed here that could be taken back."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not self.isUndoAvailable()
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self._empty()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = smooth(self)
        draw_icon(painter, 10, self.height() / 2 - 8, "search", 16, "ink3")
        painter.end()

    def _dress(self) -> None:
        self._clear.setIcon(icon("close", "ink3"))

    def _show_cross(self, text: str) -> None:
        self._clear.setVisible(bool(text))

    def _empty(self) -> None:
        self.clear()
        self.edited.emit("")
