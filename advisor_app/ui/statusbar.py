"""The line under every page: what is missing or saved on the left, the primary button right."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor_app.ui.announcing import announce
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import empty, holder, row
from advisor_app.ui.kit.marks import IconMark, Pill
from advisor_app.ui.page import PrimaryAction, StatusLine
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import phrase

HEIGHT = 48
NEWS = ("okInk", "warningInk", "urgentInk")
"""The inks of what was done and of what went wrong; other lines only say how things stand."""


class StatusBar(QWidget):
    """Passive: shows a StatusLine, the undo, and up to two buttons that name actions."""

    chip_pressed = Signal(str)
    action_pressed = Signal(str)
    undo_pressed = Signal()

    def __init__(self, *, demonstration: bool) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self._narrow = False
        self._line = StatusLine(text="")
        self._left = row(gap=8)
        self._undo_words = plain_label("", "sub", "ink", name="undoWords")
        self._undo = Button("undoButton", phrase("Undo"), key="Ctrl Z", height=28, pad=10)
        self._undo.clicked.connect(self.undo_pressed)
        self._undo_box = holder(row(IconMark("undo", 16, "ink2"), self._undo_words, self._undo))
        self._undo_box.hide()
        self._demo = Pill(phrase("Demonstration"), "ghost")
        self._demo.setVisible(demonstration)
        self._second = Button("secondButton", "", "plain")
        self._primary = Button("primaryButton", "", "primary")
        self._actions = {self._second: "", self._primary: ""}
        for button in self._actions:
            button.hide()
            button.clicked.connect(
                lambda _on=False, button=button: self.action_pressed.emit(self._actions[button])
            )
        left = holder(self._left, name="statusWords")
        bar = row(
            (left, 1),
            self._undo_box,
            self._demo,
            self._second,
            self._primary,
            margins=(16, 0, 16, 0),
        )
        self.setLayout(row(frame("bottom", bar, height=HEIGHT), gap=0))

    def set_narrow(self, narrow: bool) -> None:
        """On a narrow window the note after the chips goes first."""
        self._narrow = narrow
        self.show_line(self._line)

    def show_line(self, line: StatusLine) -> None:
        """Show words, or words and chips; a screen reader says what was done or went wrong."""
        if line.role in NEWS and line.text != self._line.text:
            announce(self, line.text)
        self._line = line
        empty(self._left)
        if line.icon:
            self._left.addWidget(IconMark(line.icon, 16, line.role))
        if not line.chips:
            self._left.addWidget(ElidedLabel(line.text, "sub", line.role, name="statusText"), 1)
            return
        self._left.addWidget(plain_label(line.text, "sub", line.role))
        for number, (path, words) in enumerate(line.chips):
            chip = Button(f"statusChip_{number}", words, height=28, pad=8)
            chip.clicked.connect(lambda _on=False, path=path: self.chip_pressed.emit(path))
            self._left.addWidget(chip)
        note = "" if self._narrow else line.chip_note
        self._left.addWidget(ElidedLabel(note, "sub", "ink3"), 1)

    def show_undo(self, words: str) -> None:
        """Offer to take something back; no words takes the offer away."""
        if words and words != self._undo_words.text():
            announce(self, f"{words}. {phrase('Undo')}: Ctrl Z")
        self._undo_words.setText(words)
        self._undo_box.setVisible(bool(words))

    def show_primary(self, action: PrimaryAction | None, key: str, icon: str) -> None:
        """The page's one primary button, or none."""
        self._show(self._primary, action, key, icon)

    def show_second(self, action: PrimaryAction | None, key: str, icon: str) -> None:
        """The plain button beside it, or none."""
        self._show(self._second, action, key, icon)

    def _show(self, button: Button, action: PrimaryAction | None, key: str, icon: str) -> None:
        button.setVisible(action is not None)
        if action is None:
            return
        self._actions[button] = action.action
        button.set_words(action.text)
        button.set_key(key)
        button.set_icon(icon)
        button.setEnabled(action.enabled)
        button.set_tip(action.why_not)
