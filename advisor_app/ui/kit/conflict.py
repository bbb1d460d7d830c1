"""Two or more statements on one question, beside each other, until a person settles them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from advisor_app.ui.kit.buttons import Button, KeyCap
from advisor_app.ui.kit.frames import frame, vline
from advisor_app.ui.kit.layouts import Item, column, empty, row
from advisor_app.ui.kit.marks import IconMark, ProvenanceCode, ProvenanceMark
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementShown:
    """One statement: the words, who says so, and whether a document confirms it."""

    words: str
    code: ProvenanceCode
    source: str
    verified: bool = False


class ConflictCard(QWidget):
    """An amber card with every statement and "Use this"; nothing is chosen beforehand.

    `settled(index)` is emitted when the user chose; digits choose while the card has the focus.
    """

    settled = Signal(int)

    def __init__(
        self,
        name: str,
        label: str,
        statements: Sequence[StatementShown] = (),
        *,
        key: str = "Alt C",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._label, self._narrow = label, False
        self._statements: tuple[StatementShown, ...] = ()
        self.buttons: tuple[Button, ...] = ()
        self.setObjectName(name)
        self._title = plain_label("", "subs", "warningInk")
        self._note = ElidedLabel(phrase("both print until one is settled"), "sub", "warningInk")
        self._sides = row(gap=16)
        head = row(IconMark("conflict", 16, "warningInk"), self._title, (self._note, 1), gap=6)
        if key:
            head.addWidget(KeyCap(key))
        body = column(head, self._sides, margins=(12, 8, 12, 10), gap=8)
        self.setLayout(column(frame("warningTint", body)))
        self.show_statements(statements)

    def show_statements(self, statements: Sequence[StatementShown]) -> None:
        """Show these statements in their order."""
        if tuple(statements) == self._statements:
            return
        self._statements = tuple(statements)
        self._rebuild()

    def set_narrow(self, narrow: bool) -> None:
        """Say "Use" instead of "Use this"."""
        self._narrow = narrow
        for button in self.buttons:
            button.set_words(self._use())

    def focus_first(self) -> None:
        """Put the focus on the first "Use this"; it is not pressed by that."""
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = event.key() - Qt.Key.Key_1
        if 0 <= digit < len(self.buttons):
            self.buttons[digit].click()
        else:
            super().keyPressEvent(event)

    def _rebuild(self) -> None:
        empty(self._sides)
        count = len(self._statements)
        many = {2: "two", 3: "three"}.get(count, str(count))
        title = phrase("{label}: {many} statements", label=self._label, many=many)
        self._title.setText(title)
        self._note.setText(
            phrase("{value} print until one is settled", value="both" if count == 2 else "all")
        )
        self.setAccessibleName(title)
        buttons = []
        for index, statement in enumerate(self._statements):
            if index:
                self._sides.addWidget(vline(36))
            button = self._button(index, statement)
            buttons.append(button)
            self._sides.addLayout(row(*_told(statement), button, gap=8), 1)
        self.buttons = tuple(buttons)

    def _button(self, index: int, statement: StatementShown) -> Button:
        name = f"{self.objectName()}.use{index + 1}"
        button = Button(name, self._use(), key=str(index + 1), height=28, pad=10)
        button.setAccessibleDescription(f"{statement.words}, {statement.source}")
        button.clicked.connect(lambda _checked=False, chosen=index: self.settled.emit(chosen))
        return button

    def _use(self) -> str:
        return phrase("Use") if self._narrow else phrase("Use this")


def _told(statement: StatementShown) -> tuple[Item, ...]:
    words = ElidedLabel(statement.words, "med", italic=not statement.verified)
    mark = ProvenanceMark(statement.code, statement.source, verified=statement.verified)
    return ((column(words, row(mark, None), gap=3), 1),)
