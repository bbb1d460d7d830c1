"""The type-ahead for the kind of cancer: the caller's words in, readings out, a person chooses."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from advisor_app.oncology.answers import CancerAnswer
from advisor_app.ui.intake.editors import Editor
from advisor_app.ui.kit.fields import OneLineEdit
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, holder, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.text import ElidedLabel, plain_label

ROW_HEIGHT = 44
MOST_ROWS = 6


class _Reading(QWidget):
    """One row of the list: the name, its place in the tree, the synonym that hit."""

    def __init__(self, answer: CancerAnswer) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        first = row((ElidedLabel(answer.name, "strong", "ink"), 1))
        sort = "finding, no diagnosis" if answer.finding else ("rare" if answer.rare else "")
        if sort:
            first.addWidget(plain_label(sort, "cap", "ink3"))
        where = ElidedLabel(tree_words(answer), "sub", "ink2")
        self.setLayout(column(first, where, margins=(12, 4, 12, 4), gap=1))


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
            placeholder="in the caller's words: islet cell, growth in the bile bag…",
        )
        self._tick = IconMark("ok", 16, "okInk")
        self._name = plain_label("", "strong", "ink", name=f"{object_name}_name")
        self._where = ElidedLabel("", "sub", "ink3")
        self._chosen = holder(row(self._tick, self._name, (self._where, 1), gap=6))
        self._chosen.setFixedHeight(20)
        self.setLayout(column(self._line, self._chosen, gap=4))
        self._answers: tuple[CancerAnswer, ...] = ()
        self._popup = self._make_popup()
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

    def show_readings(self, answers: object) -> None:
        """Show what the words can mean; nothing is chosen by itself."""
        self._answers = tuple(answers) if isinstance(answers, tuple) else ()
        self._list.clear()
        if not self._answers or not self._line.hasFocus():
            self._popup.hide()
            return
        for answer in self._answers[:MOST_ROWS]:
            item = QListWidgetItem()
            row = _Reading(answer)
            hint = row.sizeHint()
            hint.setHeight(ROW_HEIGHT)
            item.setSizeHint(hint)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{answer.name}, {tree_words(answer)}")
            self._list.addItem(item)
            self._list.setItemWidget(item, row)
        self._place()

    def focus_widget(self) -> QWidget:
        return self._line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self._popup.hide()
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._steer(event)
        return super().eventFilter(watched, event)

    def _steer(self, event: QKeyEvent) -> bool:
        if not self._popup.isVisible():
            return False
        row, key = self._list.currentRow(), event.key()
        if key == Qt.Key.Key_Down:
            self._list.setCurrentRow(min(row + 1, self._list.count() - 1))
        elif key == Qt.Key.Key_Up:
            self._list.setCurrentRow(max(row - 1, 0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose(max(row, 0))
        elif key == Qt.Key.Key_Escape:
            self._popup.hide()
        else:
            return False
        return True

    def _choose(self, row: int) -> None:
        if 0 <= row < len(self._answers):
            self._popup.hide()
            self.chosen.emit(self._answers[row])

    def _typed(self, text: str) -> None:
        if not text.strip():
            self._popup.hide()
            self.edited.emit(None)
        self.typed.emit(text)

    def words(self) -> str:
        """The caller's words as typed."""
        return self._line.text().strip()

    def _make_popup(self) -> QFrame:
        popup = frame("popup", name="typePopup", parent=self)
        self._list = QListWidget()
        self._list.setObjectName("typePopupList")
        self._list.setAccessibleName("What the words can mean")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(lambda item: self._choose(self._list.row(item)))
        popup.setLayout(column(self._list, margins=(4, 4, 4, 4)))
        popup.hide()
        return popup

    def _place(self) -> None:
        window = self.window()
        if self._popup.parentWidget() is not window:
            self._popup.setParent(window)
        corner = self._line.mapTo(window, QPoint(0, self._line.height() + 2))
        rows = min(len(self._answers), MOST_ROWS)
        self._popup.setGeometry(corner.x(), corner.y(), self._line.width(), rows * ROW_HEIGHT + 12)
        self._list.setCurrentRow(0 if len(self._answers) == 1 else -1)
        self._popup.show()
        self._popup.raise_()


def tree_words(answer: CancerAnswer) -> str:
    """Where a kind stands in the tree, and the synonym that hit."""
    place = " › ".join(answer.path[:-1]) or answer.family.replace("_", " ")
    return f"{place} · hit “{answer.hit}”" if answer.hit else place
