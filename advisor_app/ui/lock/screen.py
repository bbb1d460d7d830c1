"""What a locked desk shows: who works here, what still runs, and not one name of a patient."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import SelectedCard, frame, hline, vline
from advisor_app.ui.kit.layouts import Item, column, empty, holder, row
from advisor_app.ui.kit.marks import Avatar, IconMark, Logo
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.text import plain_label, set_role
from advisor_app.ui.wording import later, phrase

COLUMN: Final = 440
_SECRET: Final = later("PIN or passphrase")


@dataclass(frozen=True, slots=True, kw_only=True)
class StillRuns:
    """One line of what goes on behind the lock."""

    icon: str
    what: str
    words: str = ""
    time: str = ""
    role: str = "ink2"


class LockScreen(QWidget):
    """Passive: `unlock_asked(secret)`, `switch_asked()`; is told what runs and how it went."""

    unlock_asked = Signal(str)
    switch_asked = Signal()

    def __init__(self, initials: str, name: str, workstation: str, *, free: bool) -> None:
        super().__init__()
        self._shown: tuple[StillRuns, ...] | None = None
        self.setObjectName("lockScreen")
        self.setAccessibleName(phrase("This desk is locked"))
        self._free = free
        self._since = plain_label("", "sub", "ink2", name="lockedSince")
        self._said = plain_label("", "body", "ink2", wrap=True, name="lockNote")
        self._secret = OneLineEdit("unlockSecret", phrase(_SECRET))
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret.returnPressed.connect(self._ask)
        self._button = Button("unlockButton", phrase("Unlock"), "primary", key="Enter", height=40)
        self._button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._button.clicked.connect(self._ask)
        self._switch = Button("switchPerson", phrase("Switch person"), icon="swap", key="Ctrl L")
        self._switch.clicked.connect(self.switch_asked)
        self._switch.setVisible(not free)
        self._runs = column(gap=0)
        self._workstation = workstation
        self._build(initials, name)

    def show_locked(self, since: str, why: str = "") -> None:
        """The desk was just locked; the field waits for the secret."""
        self._since.setText(since)
        words = why or phrase("Your call and every answer are kept. The line goes on.")
        self._said.setText(words)
        set_role(self._said, "ink2")
        self._secret.clear()
        (self._button if self._free else self._secret).setFocus()

    def show_refused(self, words: str) -> None:
        """It stays locked, and why."""
        self._said.setText(words)
        set_role(self._said, "urgentInk")
        self._button.setEnabled(True)
        self._secret.selectAll()
        self._secret.setFocus()

    def show_working(self) -> None:
        """The secret is looked at."""
        self._button.setEnabled(False)

    def show_unlocked(self) -> None:
        """The desk is open again; nothing typed stays."""
        self._secret.clear()
        self._button.setEnabled(True)

    def show_running(self, lines: Sequence[StillRuns]) -> None:
        """What goes on."""
        if tuple(lines) == self._shown:
            return
        self._shown = tuple(lines)
        empty(self._runs)
        if not lines:
            nothing = StillRuns(
                icon="check",
                what=phrase("Nothing"),
                words=phrase("no call, no promise due"),
                time="",
            )
            self._runs.addWidget(_line(nothing))
        for place, line in enumerate(lines):
            if place:
                self._runs.addWidget(hline())
            self._runs.addWidget(_line(line))

    def _build(self, initials: str, name: str) -> None:
        who = SelectedCard("lockedPerson")
        who.setLayout(
            row(
                Avatar(initials, name),
                (column(plain_label(name, "strong"), self._since, gap=0), 1),
                IconMark("check", 18, "accentInk"),
                margins=(12, 6, 12, 6),
                gap=10,
            )
        )
        head = row(Logo(), plain_label(phrase("Care advisor console"), "strong"), None, gap=10)
        field: list[Item] = []
        if not self._free:
            field = [plain_label(phrase(_SECRET), "subm", "ink2"), self._secret, 12]
        state = row(
            IconMark("ok", 16, "okInk"),
            plain_label(phrase("Store ready, encrypted"), "sub", "ink2"),
            None,
            plain_label(self._workstation, "sub", "ink3"),
            gap=6,
        )
        left = column(
            head, None, plain_label(phrase("Locked"), "display"), self._said, 16, who, 8,
            row(self._switch, None), 12, *field, self._button, None, state,
            margins=(40, 32, 40, 24), gap=4,
        )  # fmt: skip
        card = frame("card", self._runs, name="stillRunning")
        note = phrase(
            "Names stay hidden until you unlock. Ctrl E opens the emergency card without a PIN."
        )
        right = column(
            None, plain_label(phrase("Still running"), "h1"), 8, card, 8,
            plain_label(note, "sub", "ink2", wrap=True), None,
            margins=(72, 0, 72, 0), gap=4,
        )  # fmt: skip
        side = frame("surface", left, width=COLUMN)
        self.setLayout(row(side, vline(), (frame("canvas", right), 1), gap=0))

    def _ask(self) -> None:
        if self._button.isEnabled():
            self.unlock_asked.emit(self._secret.text())


def _line(line: StillRuns) -> QWidget:
    return holder(
        row(
            IconMark(line.icon, 18, line.role),
            plain_label(line.what, "strong"),
            (plain_label(line.words, "body", "ink2"), 1),
            plain_label(line.time, "strong", line.role),
            margins=(16, 10, 16, 10),
            gap=10,
        )
    )
