"""Fields that tell only of what the user did: `edited` and `chosen` never follow a `show_...`."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from advisor_app.ui.icons import draw_icon, icon
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
from advisor_app.ui.theme import px, restyle, theme_signals, type_font
from advisor_app.ui.wording import phrase

_BOX: Final = 16


class FieldState(StrEnum):
    """What a question's field shows of its answer."""

    NOT_ASKED = "not_asked"
    KNOWN = "known"
    VERIFIED = "verified"
    UNKNOWN = "unknown"
    REFUSED = "refused"
    PROBLEM = "problem"
    FIXED = "fixed"


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


class CheckRow(QCheckBox):
    """A box to tick, its words, and the key that ticks it; `ticked(on)` when the user did it.

    `set_emphasis("now")` sets the step that is due in bold, "done" puts it back in rank.
    """

    ticked = Signal(bool)

    def __init__(
        self, name: str, words: str, *, key: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._words, self._key, self._emphasis = words, key, ""
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.ticked)
        self.set_words(words)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def set_words(self, words: str) -> None:
        """Say something else."""
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.update()

    def set_emphasis(self, emphasis: str) -> None:
        """Set it "now" (bold), "done" (quiet) or "" (plain)."""
        self._emphasis = emphasis
        self.update()

    def show_ticked(self, on: bool) -> None:
        """Show it ticked or not without telling of it."""
        self.setChecked(on)

    def sizeHint(self) -> QSize:
        width = _BOX + 10 + text_width(self._words, "strong") + 8
        width += key_cap_width(self._key) + 8 if self._key else 0
        return QSize(round(width), 24)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, 24)

    def hitButton(self, _pos: QPoint) -> bool:
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        middle = self.height() / 2
        square = QRectF(0, middle - _BOX / 2, _BOX, _BOX)
        on, enabled = self.isChecked(), self.isEnabled()
        if on:
            box(painter, square, 4, fill="accent" if enabled else "edge")
            draw_icon(painter, square.x() + 1, square.y() + 1, "check", 14, "onaccent")
        else:
            fill = "off" if not enabled else "hover" if self.underMouse() else "surface"
            box(painter, square, 4, fill=fill, pen=line_pen("edge", 1.2))
        cap = key_cap_width(self._key) if self._key else 0.0
        if self.hasFocus():
            wide = min(self.width() - cap - 6, _BOX + 16 + text_width(self._words, "strong"))
            focus_ring(painter, QRectF(-3, 0, wide + 3, self.height()), 6)
        style = "strong" if self._emphasis == "now" else "body"
        ink = "ink3" if self._emphasis == "done" or not enabled else "ink"
        room = QRectF(_BOX + 10, 0, self.width() - _BOX - 16 - cap, self.height())
        say(painter, room, self._words, style, ink)
        if self._key:
            draw_key_cap(painter, QRectF(self.width() - cap, middle - 9, cap, 18), self._key)
        painter.end()


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


def show_field_state(field: QWidget, state: FieldState, *, italic: bool) -> None:
    """Let a field, or all the fields inside it, look as its answer stands."""
    for part in _parts(field):
        part.setFont(type_font("body", italic))
        if isinstance(part, QLineEdit | QPlainTextEdit):
            part.setReadOnly(state is FieldState.FIXED)
        else:
            part.setEnabled(state is not FieldState.FIXED)
        if part.property("state") != str(state):
            part.setProperty("state", str(state))
            restyle(part)


def _parts(field: QWidget) -> list[QLineEdit | QPlainTextEdit | QComboBox]:
    parts = [field, *field.findChildren(QWidget)]
    return [
        part
        for part in parts
        if isinstance(part, QLineEdit | QPlainTextEdit | QComboBox) and not _inside_combo(part)
    ]


def _inside_combo(part: QWidget) -> bool:
    return isinstance(part.parentWidget(), QComboBox)
