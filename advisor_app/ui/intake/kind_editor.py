"""The type-ahead for the kind of cancer: the caller's words in, readings out, a person chooses."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from advisor_app.ui.intake.editor import Editor
from advisor_app.ui.intake.kind_readings import KindReadings
from advisor_app.ui.kit.layouts import column, holder, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import phrase


class KindEditor(Editor):
    """The field, the list of readings under it, and the chosen kind in our words.

    `typed` carries the words for the search, `chosen` the CancerAnswer that the person picked.
    """

    typed = Signal(str)
    chosen = Signal(object)

    def __init__(self, object_name: str, accessible: str) -> None:
        super().__init__()
        self._line = OneLineEdit(
            "cancerTypeEdit",
            accessible,
            placeholder=phrase("in the caller's words: islet cell, growth in the bile bag…"),
        )
        self._tick = IconMark("ok", 16, "okInk")
        self._name = plain_label("", "strong", "ink", name=f"{object_name}_name")
        self._where = ElidedLabel("", "sub", "ink3")
        self._chosen = holder(row(self._tick, self._name, (self._where, 1), gap=6))
        self._chosen.setFixedHeight(20)
        self.setLayout(column(self._line, self._chosen, gap=4))
        self._readings = KindReadings(self)
        self._readings.taken.connect(self.chosen)
        self._line.edited.connect(self._typed)
        self._line.installEventFilter(self)
        self.setFocusProxy(self._line)
        self.show_chosen("", "", "")

    def show_value(self, value: Any) -> None:
        if value is None and not self._line.hasFocus():
            self.show_chosen("", "", "")

    def show_chosen(self, name: str, path: str, words: str) -> None:
        """Show the chosen kind and, in the field, the words it was chosen for."""
        if words and not self._line.hasFocus():
            self._line.show_text(words)
        self._chosen.setVisible(bool(name))
        self._name.setText(name)
        self._where.setText(path)

    def show_readings(self, answers: object, near: int) -> None:
        """Show what the words can mean, the first `near` as equals; nothing is chosen by itself."""
        told = answers if isinstance(answers, tuple) else ()
        if not told or not self._line.hasFocus():
            self._readings.hide()
            return
        self._readings.show_answers(told, near)
        self._place()

    def focus_widget(self) -> QWidget:
        return self._line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self._readings.hide()
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._steer(event)
        return super().eventFilter(watched, event)

    def _steer(self, event: QKeyEvent) -> bool:
        if not self._readings.isVisible():
            return False
        key = event.key()
        beside = self._readings.picked is not None
        if key == Qt.Key.Key_Down or (beside and key == Qt.Key.Key_Right):
            self._readings.step(1)
        elif beside and key in (Qt.Key.Key_Up, Qt.Key.Key_Left):
            self._readings.step(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._readings.take_picked()
        elif key == Qt.Key.Key_Escape:
            self._readings.hide()
        else:
            return False
        return True

    def _typed(self, text: str) -> None:
        if not text.strip():
            self._readings.hide()
            self.edited.emit(None)
        self.typed.emit(text)

    def words(self) -> str:
        """The caller's words as typed."""
        return self._line.text().strip()

    def _place(self) -> None:
        window = self.window()
        if self._readings.parentWidget() is not window:
            self._readings.setParent(window)
        corner = self._line.mapTo(window, QPoint(0, self._line.height() + 2))
        tall = self._readings.height_wanted()
        self._readings.setGeometry(corner.x(), corner.y(), self._line.width(), tall)
        self._readings.show()
        self._readings.raise_()
