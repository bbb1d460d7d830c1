"""The store is made: its recovery code, shown this once."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.ui.announcing import announce
from advisor_app.ui.calls.keys import on_control_enter
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark, Logo
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase

CARD: Final = 640
_HERE: Final = later(
    "This code opens the store if every passphrase is lost. It is shown this once and kept "
    "nowhere: write it on paper now and lock the paper away."
)
_SERVER: Final = later(
    "The store is on your server: whoever owns the database can give new passwords, so there is no "
    "recovery code. Set up every other workstation with the same address; it joins this store."
)


class MadePage(QWidget):
    """Passive: `gone_on()` once the code is written down."""

    gone_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("firstMade")
        self._words = plain_label("", "body", "ink2", wrap=True, name="firstMadeWords")
        self.code = plain_label(
            "", "h1", align=Qt.AlignmentFlag.AlignCenter, wrap=True, name="recoveryCode"
        )
        self.code.setAccessibleName(phrase("Recovery code"))
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._box = frame("sunken", column(self.code, margins=(16, 20, 16, 20)))
        self.go_on = Button("firstGoOn", "", "primary", key="Ctrl Enter", height=40)
        self.go_on.clicked.connect(self.gone_on)
        on_control_enter(self, self.go_on.click)
        head = row(
            IconMark("ok", 20, "okInk"),
            plain_label(phrase("The store is made"), "h1"),
            None,
            gap=10,
        )
        inner = column(
            head, self._words, self._box, row(None, self.go_on), margins=(24, 24, 24, 24), gap=16
        )
        brand = row(
            None, Logo(), plain_label(phrase("Care advisor console"), "strong"), None, gap=10
        )
        card = row(None, frame("card", inner, width=CARD), None)
        self.setLayout(column(brand, None, card, None, margins=(40, 32, 40, 32), gap=16))

    def show_code(self, code: str) -> None:
        """Show the code, or that a store on a server has none."""
        self.code.setText(code)
        self._box.setVisible(bool(code))
        self._words.setText(phrase(_HERE) if code else phrase(_SERVER))
        self.go_on.set_words(phrase("It is written down: sign in") if code else phrase("Sign in"))
        self.go_on.setFocus()
        announce(self, phrase("The store is made. {words}", words=self._words.text()))

    def forget(self) -> None:
        """The code is seen no more."""
        self.code.clear()
