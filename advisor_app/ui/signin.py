"""The first thing on the screen: who works here. It knows nothing but what it asks for."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame, vline
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark, Logo
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.text import plain_label, set_role
from advisor_app.ui.wording import phrase

COLUMN = 440


class SignIn(QWidget):
    """Name and passphrase; passive: says what was typed, is told how it went."""

    asked = Signal(str, str)

    def __init__(self, greeting: str, note: str, *, with_fields: bool) -> None:
        super().__init__()
        self.setObjectName("signIn")
        self._account = OneLineEdit(
            "loginUser", phrase("Your account"), placeholder=phrase("for example ruiz")
        )
        self._secret = OneLineEdit("loginPin", phrase("Passphrase"))
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._button = Button("loginButton", phrase("Sign in"), "primary", key="Enter", height=40)
        self._button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._button.clicked.connect(self._ask)
        self._secret.returnPressed.connect(self._ask)
        self._account.returnPressed.connect(self._secret.setFocus)
        self._said = plain_label(note, "body", "ink2", wrap=True, name="signInNote")
        self._state = plain_label(phrase("Getting ready…"), "sub", "ink2", name="dbStatusLabel")
        self._state_mark = IconMark("clock", 16, "ink3")
        fields: list[QWidget | int] = []
        if with_fields:
            fields = [
                plain_label(phrase("Account"), "subm", "ink2"),
                self._account,
                8,
                plain_label(phrase("Passphrase"), "subm", "ink2"),
                self._secret,
                12,
                self._button,
            ]
        head = row(Logo(), plain_label(phrase("Care advisor console"), "strong"), None, gap=10)
        foot = row(self._state_mark, self._state, None, gap=6)
        words = (plain_label(greeting, "display"), self._said, 16)
        left = column(head, None, *words, *fields, None, foot, margins=(40, 32, 40, 24), gap=4)
        side = frame("surface", left, width=COLUMN)
        self._time = plain_label("", "display", name="signInClock")
        self._day = plain_label("", "body", "ink2")
        clock = column(None, self._time, self._day, None, margins=(72, 0, 72, 0), gap=4)
        rest = frame("canvas", clock, name="signInRest")
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show_time)
        self._now: Callable[[], datetime] | None = None
        self.setLayout(row(side, vline(), (rest, 1), gap=0))
        self._with_fields = with_fields
        self._reading, self._early = True, False

    def show_clock(self, now: Callable[[], datetime]) -> None:
        """From now on show the time of the line, which `now` tells."""
        self._now = now
        self._tick.start()
        self._show_time()

    def forget(self) -> None:
        """Nobody has typed anything: the next person begins anew."""
        self._account.clear()
        self._secret.clear()
        self._button.setEnabled(True)
        self._account.setFocus()

    def begin_as(self, account: str) -> None:
        """Somebody who is known begins here; without an account nobody is."""
        self.forget()
        self._account.setText(account)
        (self._secret if account else self._account).setFocus()

    def show_reading(self, words: str) -> None:
        """The program is still being read; who signs in meanwhile is asked for once it is ready."""
        self._show_going_on(words)
        self._reading = True

    def show_ready(self, words: str) -> None:
        """Everything is loaded; where somebody signed in already, they are asked for now."""
        self._state.setText(words)
        set_role(self._state, "okInk")
        self._state_mark.show_icon("ok", "okInk")
        self._button.setEnabled(True)
        self._reading, early, self._early = False, self._early, False
        if early:
            self._ask()
        elif self._with_fields and not self._account.text():
            self._account.setFocus()

    def show_working(self, words: str) -> None:
        """Something goes on that takes a moment."""
        self._show_going_on(words)
        self._button.setEnabled(False)

    def show_refused(self, words: str) -> None:
        """It did not work, and why; what was typed stays."""
        self._said.setText(words)
        set_role(self._said, "urgentInk")
        self.show_ready(phrase("Ready"))
        self._secret.selectAll()
        self._secret.setFocus()

    def _show_going_on(self, words: str) -> None:
        self._state.setText(words)
        set_role(self._state, "ink2")
        self._state_mark.show_icon("clock", "ink3")

    def _show_time(self) -> None:
        if self._now is None:
            return
        now = self._now()
        self._time.setText(f"{now:%H:%M}")
        self._day.setText(phrase("Eastern time, {now:%a %d %b %Y}", now=now))

    def _ask(self) -> None:
        if not self._account.text().strip() or not self._button.isEnabled():
            return
        if self._reading:
            self._early = True
            self._button.setEnabled(False)
        else:
            self.asked.emit(self._account.text().strip(), self._secret.text())
