"""Asks why another advisor's case must be opened, and says what follows from it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.layouts import Item, column, row
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.text import plain_label, set_role
from advisor_app.ui.wording import later, phrase

_WIDTH = 560
_WORDS = later(
    "This case is another advisor's. It opens to you for 15 minutes, your reason is written down, "
    "and a supervisor looks at it afterwards."
)


class GlassOverlay(Overlay):
    """`broken(case, reason, secret)`; stays open, with what was typed, until it is told to go."""

    broken = Signal(str, str, str)

    def __init__(self, window: QWidget, *, free: bool) -> None:
        super().__init__(
            "glassCard", window, width=_WIDTH, words=phrase("Open another advisor's case")
        )
        self._case = ""
        self._title = plain_label("", "h1", "urgentInk", name="glassTitle")
        self._said = plain_label(phrase(_WORDS), "body", "ink2", wrap=True, name="glassNote")
        self._reason = OneLineEdit(
            "glassReason",
            phrase("Why must you open it?"),
            placeholder=phrase("for example: her daughter calls"),
        )
        self._secret = OneLineEdit("glassSecret", phrase("Your PIN or passphrase"))
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._open = Button("glassOpen", phrase("Open for 15 minutes"), "danger", key="Enter")
        self._leave = Button("glassLeave", phrase("Leave it"), key="Esc")
        self._open.clicked.connect(self._break)
        self._leave.clicked.connect(self.put_aside)
        for field in (self._reason, self._secret):
            field.returnPressed.connect(self._break)
        asked: list[Item] = [
            plain_label(phrase("Why must you open it?"), "subm", "ink2"),
            self._reason,
        ]
        if not free:
            asked += [
                8,
                plain_label(phrase("Your PIN or passphrase"), "subm", "ink2"),
                self._secret,
            ]
        self.card.setLayout(
            column(
                self._title, self._said, 8, *asked, 12, row(None, self._leave, self._open),
                margins=(24, 20, 24, 20), gap=4,
            )
        )  # fmt: skip

    def ask(self, case: str) -> None:
        """Ask for a reason to open that case."""
        self._case = case
        self._title.setText(phrase("Case {case}", case=case))
        self._say(phrase(_WORDS), "ink2")
        self._reason.clear()
        self._secret.clear()
        self.open(self._reason)

    def show_refused(self, words: str) -> None:
        """It did not open, and why."""
        self._say(words, "urgentInk")
        self._reason.setFocus()

    def _say(self, words: str, role: str) -> None:
        self._said.setText(words)
        set_role(self._said, role)
        self.place()

    def _break(self) -> None:
        self.broken.emit(self._case, self._reason.text(), self._secret.text())
