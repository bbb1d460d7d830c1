"""A short list of codes: one key each, one of them proposed, exactly one chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from advisor_app.ui.icons import draw_icon
from advisor_app.ui.kit.layouts import column
from advisor_app.ui.kit.paint import (
    box,
    draw_key_cap,
    draw_pill,
    focus_ring,
    key_cap_width,
    line_pen,
    pill_width,
    say,
    smooth,
)
from advisor_app.ui.theme import px
from advisor_app.ui.wording import phrase

_TALL = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeChoice:
    """One code as shown: its key and its words."""

    code: StrEnum
    key: str
    words: str


class CodeRow(QAbstractButton):
    """One code; arrow keys move among them, as in any group of which one is chosen."""

    def __init__(self, name: str, choice: CodeChoice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = choice
        self._proposed = False
        self.setObjectName(f"{name}_{choice.code}")
        self.setText(phrase(choice.words).replace("&", "&&"))
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_proposed(False)

    def set_proposed(self, proposed: bool) -> None:
        """Mark it as the one that the case speaks for."""
        self._proposed = proposed
        said = (
            phrase("{choice}, proposed", choice=phrase(self.choice.words))
            if proposed
            else phrase(self.choice.words)
        )
        self.setAccessibleName(said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, _TALL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        area, middle = QRectF(self.rect()), self.height() / 2
        on = self.isChecked()
        if on:
            box(painter, area, px("radius.control"), fill="select", pen=line_pen("accent"))
        elif self.underMouse():
            box(painter, area, px("radius.control"), fill="hover")
        if self.hasFocus():
            focus_ring(painter, area, px("radius.control"))
        cap = QRectF(8, middle - 9, max(18.0, key_cap_width(self.choice.key)), 18)
        draw_key_cap(painter, cap, self.choice.key, "ink2")
        right = area.width() - 10
        if on:
            draw_icon(painter, right - 16, middle - 8, "check", 16, "accentInk")
            right -= 24
        if self._proposed:
            proposed = phrase("proposed")
            wide = pill_width(proposed, style="cap")
            right -= wide
            shape = QRectF(right, middle - 9, wide, 18)
            draw_pill(painter, shape, proposed, "ghost", style="cap")
        words = QRectF(cap.right() + 10, 0, right - cap.right() - 16, area.height())
        say(painter, words, phrase(self.choice.words), "strong" if on else "body", "ink")
        painter.end()


class CodeList(QWidget):
    """All codes; `chosen(code)` when the user chose one; its rows are named after the list."""

    chosen = Signal(object)

    def __init__(
        self, name: str, words: str, choices: Sequence[CodeChoice], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}List")
        self.setAccessibleName(words)
        self._rows = tuple(CodeRow(name, choice) for choice in choices)
        self.setLayout(column(*self._rows, None, gap=2))
        for code_row in self._rows:
            code_row.clicked.connect(lambda _=False, it=code_row: self.chosen.emit(it.choice.code))

    @property
    def code(self) -> StrEnum | None:
        """The code that is chosen."""
        return next((one.choice.code for one in self._rows if one.isChecked()), None)

    def show_code(self, code: StrEnum | None, *, proposed: StrEnum | None) -> None:
        """Choose a code and mark the proposed one, without telling of it."""
        for one in self._rows:
            one.setAutoExclusive(code is not None)
            one.setChecked(one.choice.code is code)
            one.set_proposed(one.choice.code is proposed)
        for one in self._rows:
            one.setAutoExclusive(True)

    def row_of(self, code: StrEnum) -> QWidget:
        """The row of a code, to put the focus on."""
        return next(one for one in self._rows if one.choice.code is code)

    def press(self, key: str) -> bool:
        """A digit was pressed; False where it chooses nothing."""
        for one in self._rows:
            if one.choice.key == key:
                one.setFocus()
                one.click()
                return True
        return False
