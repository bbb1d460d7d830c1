"""Where the centre's store lies: on this workstation, or on a server that all desks share."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.services.founding import AddressState
from advisor_app.ui.calls.keys import on_alt
from advisor_app.ui.first_run.fields import asked, show_problem
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.field_state import FieldState
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.segmented import Segment, Segmented
from advisor_app.ui.text import plain_label, set_role
from advisor_app.ui.wording import later, phrase

HERE: Final = "here"
SERVER: Final = "server"
_EXAMPLE: Final = "postgresql+psycopg://owner:password@db.example/line?sslmode=verify-full"
_HERE: Final = later(
    "One encrypted file in this user's folder; backed up once a day beside itself."
)
_SHARED: Final = later("One PostgreSQL, 16 or newer; a store that stands there already is joined.")
_FOUND: Final = {
    AddressState.EMPTY: later("The server answers; the database is empty and ready."),
    AddressState.STANDS: later(
        "A centre's store stands there already: this workstation can join it."
    ),
    AddressState.ASKS_WHO: later(
        "The server answers and lets in accounts only: join it, then sign in."
    ),
}


class PlaceCard(QWidget):
    """Passive: `tested(address)`; `changed()` after the choice or the address did."""

    tested = Signal(str)
    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("firstPlace")
        self._state: AddressState | None = None
        self.place = Segmented(
            "firstPlaceKind",
            (
                Segment(key=HERE, word=phrase("This workstation")),
                Segment(key=SERVER, word=phrase("Our server")),
            ),
            words=phrase("Where the store lies"),
        )
        self.address = OneLineEdit(
            "firstAddress", phrase("Address of the database"), placeholder=_EXAMPLE
        )
        self.test = Button("firstTest", phrase("Test"), icon="link", key="Alt E", height=32)
        self._address = asked(self.address, phrase("Address of the database"))
        self._words = plain_label("", "body", "ink2", wrap=True, name="firstPlaceWords")
        self.place.changed.connect(lambda _index: self._chosen())
        self.address.edited.connect(lambda _text: self._forget_state())
        self.address.returnPressed.connect(self.ask)
        self.test.clicked.connect(self.ask)
        on_alt(self, Qt.Key.Key_E, self.ask)
        button = column(18 + 4, self.test, None, gap=0)
        self._line = frame("clear", row((self._address, 1), button, gap=12))
        head = row(plain_label(phrase("Store"), "h2"), None, self.place)
        inner = column(head, self._words, self._line, margins=(16, 12, 16, 8), gap=4)
        self.setLayout(column(frame("card", inner)))
        self._chosen()

    @property
    def on_server(self) -> bool:
        """Whether the store lies on a server."""
        return self.place.key() == SERVER

    @property
    def joins(self) -> bool:
        """Whether a store stands there already."""
        found = (AddressState.STANDS, AddressState.ASKS_WHO)
        return self.on_server and self._state in found

    def told(self) -> str:
        """The address, empty for this workstation."""
        return self.address.text().strip() if self.on_server else ""

    def ask(self) -> None:
        """Have the address tested."""
        if not self.on_server:
            return
        if not self.told():
            show_problem(self._address, phrase("The address is missing"))
            return
        self.test.setEnabled(False)
        self._address.set_state(FieldState.NOT_ASKED)
        self._address.set_hint(phrase("Testing…"))
        self.tested.emit(self.told())

    def show_state(self, state: AddressState) -> None:
        """What answered at the address."""
        self._state = state
        self.test.setEnabled(True)
        show_problem(self._address, "")
        self._say(phrase(_FOUND[state]), "okInk")
        self.changed.emit()

    def show_refused(self, words: str) -> None:
        """Why the address is of no use."""
        self._state = None
        self.test.setEnabled(True)
        show_problem(self._address, phrase("Of no use: see above"))
        self._say(words, "urgentInk")
        self.changed.emit()

    def _forget_state(self) -> None:
        self._state = None
        show_problem(self._address, "")
        self._say(phrase(_SHARED) if self.on_server else phrase(_HERE), "ink2")
        self.changed.emit()

    def _chosen(self) -> None:
        self._line.setVisible(self.on_server)
        self._forget_state()

    def _say(self, words: str, role: str) -> None:
        self._words.setText(words)
        set_role(self._words, role)
