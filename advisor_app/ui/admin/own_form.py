"""One's own passphrase, and the PIN that opens one's own locked desk."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.labelled import labelled
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase


class OwnForm(QWidget):
    """Passive: `password_changed(old, new)`, `pin_set(pin)`."""

    password_changed = Signal(str, str)
    pin_set = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("ownForm")
        self.old = OneLineEdit("ownOld", phrase("Your passphrase now"))
        self.new = OneLineEdit(
            "ownNew", phrase("Your new passphrase"), placeholder=phrase("15 signs or more")
        )
        self.pin = OneLineEdit("ownPin", phrase("Your PIN"), placeholder=phrase("6 digits or more"))
        for field in (self.old, self.new, self.pin):
            field.setEchoMode(QLineEdit.EchoMode.Password)
        self.change = Button("ownChange", phrase("Change"), key="Enter")
        self.keep = Button("ownPinSet", phrase("Set the PIN"), key="Enter")
        self.change.clicked.connect(self._change)
        self.new.returnPressed.connect(self._change)
        self.keep.clicked.connect(self._keep)
        self.pin.returnPressed.connect(self._keep)
        first = row(
            (labelled(phrase("Passphrase now"), self.old), 1),
            (labelled(phrase("New passphrase"), self.new), 1),
            gap=12,
        )
        second = row((labelled(phrase("PIN for a locked desk"), self.pin), 1), gap=12)
        foot = row(None, self.keep, self.change)
        inner = column(
            plain_label(phrase("Your own"), "h2"), first, second, foot,
            margins=(16, 10, 16, 12), gap=8,
        )  # fmt: skip
        self.setLayout(column(frame("card", inner)))

    def forget(self) -> None:
        """Nothing that was typed stays."""
        for field in (self.old, self.new, self.pin):
            field.clear()

    def _change(self) -> None:
        if self.old.text() or self.new.text():
            self.password_changed.emit(self.old.text(), self.new.text())

    def _keep(self) -> None:
        if self.pin.text():
            self.pin_set.emit(self.pin.text())
