"""The open part of one record: each state with its digit, and who has it until when."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from advisor_app.oncology.record_list import RecordLine
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import FlowLayout, column, holder, row
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.matcher.record_row import STATE_KEYS, STATE_WORDS, short_day
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase

FIELDS: Final = (
    ("held_by", later("Held by"), later("hospital, practice, patient")),
    ("promised_by", later("Promised by"), later("a name")),
    ("due", later("Due"), later("by lead time")),
    ("reason", later("Why not to be had"), later("the reason")),
)


class RecordDetail(QWidget):
    """`state_pressed(code, state)`, `told(code, name, text)` when a field is left, `left()`."""

    state_pressed = Signal(str, str)
    told = Signal(str, str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("recordDetail")
        self._code = ""
        self._shown: dict[str, str] = {}
        self.buttons = {state: self._button(key, state) for key, state in STATE_KEYS.items()}
        self.fields = {
            name: self._field(name, phrase(words), phrase(hint)) for name, words, hint in FIELDS
        }
        self._places = {name: self._labelled(name, phrase(words)) for name, words, _ in FIELDS}
        states = FlowLayout(gap=4)
        for button in self.buttons.values():
            states.addWidget(button)
        inner = column(
            holder(states),
            row((self._places["held_by"], 1), (self._places["promised_by"], 1)),
            row((self._places["due"], 1), (self._places["reason"], 1)),
            margins=(10, 8, 10, 10),
            gap=8,
        )
        self.setLayout(column(frame("sunken", inner)))

    def show_line(self, line: RecordLine) -> None:
        """Show one record; what somebody is typing into a field stays."""
        self._code = line.need.code
        for state, button in self.buttons.items():
            button.set_kind("on" if state == line.state else "plain")
        due = "" if line.due is None else short_day(line.due)
        texts = {"held_by": line.held_by, "promised_by": line.promised_by, "reason": line.reason}
        for name, text in (texts | {"due": ""}).items():
            field = self.fields[name]
            if not field.hasFocus() or self._shown.get("code") != self._code:
                field.show_text(text)
            self._shown[name] = text
        self.fields["due"].setPlaceholderText(due or phrase("by lead time"))
        self._shown["code"] = self._code
        self._places["reason"].setVisible(line.state == "cannot_obtain")

    def enter(self) -> None:
        """Go to the first field."""
        reason = self._places["reason"]
        first = "reason" if not reason.isHidden() and not self._shown["reason"] else "held_by"
        self.fields[first].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._tell_all()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _button(self, key: str, state: str) -> Button:
        button = Button(
            f"recordState_{state}", phrase(STATE_WORDS[state]), key=key, height=26, pad=8
        )
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(
            lambda _on=False, state=state: self.state_pressed.emit(self._code, state)
        )
        return button

    def _field(self, name: str, words: str, hint: str) -> OneLineEdit:
        field = OneLineEdit(f"record_{name}", words, placeholder=hint)
        field.left.connect(lambda name=name: self._tell(name))
        return field

    def _labelled(self, name: str, words: str) -> QWidget:
        return holder(column(plain_label(words, "cap", "ink2"), self.fields[name], gap=2))

    def _tell_all(self) -> None:
        for name in self.fields:
            self._tell(name)

    def _tell(self, name: str) -> None:
        text = self.fields[name].text().strip()
        if self._code and text != self._shown.get(name, ""):
            self._shown[name] = text
            self.told.emit(self._code, name, text)


STATE_HELP: Final = later("Arrow to a record, 1 to 8 say where it is, 0 nothing, Enter its fields.")
