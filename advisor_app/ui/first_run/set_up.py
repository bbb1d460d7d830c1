"""Setting up a centre: one page of what it begins with, and one button that makes its store."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from advisor_app.services.founding import NewCentre
from advisor_app.ui.calls.keys import on_control_enter
from advisor_app.ui.first_run.account_card import AccountCard
from advisor_app.ui.first_run.centre_card import CentreCard
from advisor_app.ui.first_run.place_card import PlaceCard
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, holder, row, scrolled
from advisor_app.ui.kit.marks import Logo
from advisor_app.ui.text import ElidedLabel, plain_label, set_role
from advisor_app.ui.wording import later, phrase

_MAKE: Final = later("Make the store")
_JOIN: Final = later("Join this store")
_FIRST: Final = later("You. This passphrase also opens the store for the operator's verbs.")
_SECOND: Final = later("Somebody else, who confirms roles with you; may be empty.")


class SetUpPage(QWidget):
    """Passive: `make_asked(centre, address)`, `join_asked(address)`, `left()`."""

    make_asked = Signal(object, str)
    join_asked = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("firstSetUp")
        self.centre, self.place = CentreCard(), PlaceCard()
        self.first = AccountCard("firstAdmin", phrase("First administrator"), phrase(_FIRST))
        self.second = AccountCard("secondAdmin", phrase("Second administrator"), phrase(_SECOND))
        self.back = Button("firstBack", phrase("Back"), key="Esc")
        self.make = Button("firstMake", phrase(_MAKE), "primary", icon="check", key="Ctrl Enter")
        self._state = ElidedLabel("", "body", "ink2", name="firstState")
        self.back.clicked.connect(self.left)
        self.make.clicked.connect(self.ask)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.back.click)
        on_control_enter(self, self.make.click)
        self.place.changed.connect(self._show_deed)
        self._lay_out()

    def begin(self) -> None:
        """Show it with the caret in the first field."""
        self.centre.name.setFocus()

    def ask(self) -> None:
        """Ask for what the button says, where everything makes sense; else say what does not."""
        if self.place.joins:
            self.join_asked.emit(self.place.told())
            return
        if self.place.on_server and not self.place.told():
            self.place.ask()
            return
        count = self._show_problems()
        if count:
            self.show_state(
                phrase("{count} answers to look at", count=count)
                if count > 1
                else phrase("One answer to look at"),
                "urgentInk",
            )
            return
        self.make_asked.emit(self._told(), self.place.told())

    def show_state(self, words: str, role: str = "ink2", *, busy: bool = False) -> None:
        """Say how it goes; while it is `busy` nothing else can be asked."""
        self._state.setText(words)
        set_role(self._state, role)
        self._state.update()
        for button in (self.make, self.back, self.place.test, self.centre.browse):
            button.setEnabled(not busy)

    def forget(self) -> None:
        """No passphrase stays on the page."""
        self.first.forget()
        self.second.forget()

    def _told(self) -> NewCentre:
        opens, closes = self.centre.hours
        return NewCentre(
            name=self.centre.name.text().strip(),
            line_number=self.centre.number.text().strip(),
            administrator=self.first.told(),
            second=None if self.second.is_empty else self.second.told(),
            opens=opens,
            closes=closes,
            roster=self.centre.roster,
        )

    def _show_problems(self) -> int:
        """Show what does not make sense, put the caret there, and count it."""
        centre, first = self.centre.problems(), self.first.problems()
        second = {} if self.second.is_empty else self.second.problems()
        if not self.second.is_empty and self.second.told().id == self.first.told().id:
            second["id"] = phrase("Another account than the first")
        self.centre.show_problems(centre)
        self.first.show_problems(first)
        self.second.show_problems(second)
        wrong = [*self._fields_of(centre, first, second)]
        if wrong:
            wrong[0].setFocus()
        return len(wrong)

    def _fields_of(
        self, centre: dict[str, str], first: dict[str, str], second: dict[str, str]
    ) -> list[QWidget]:
        of_centre = {
            "name": self.centre.name, "hours": self.centre.opens, "file": self.centre.file,
        }  # fmt: skip
        found: list[QWidget] = [field for key, field in of_centre.items() if key in centre]
        for card, wrong in ((self.first, first), (self.second, second)):
            named = {
                "id": card.id, "name": card.name, "secret": card.secret, "again": card.again,
            }  # fmt: skip
            found += [field for key, field in named.items() if key in wrong]
        return found

    def _show_deed(self) -> None:
        joins = self.place.joins
        self.make.set_words(phrase(_JOIN) if joins else phrase(_MAKE))
        for card in (self.centre, self.first, self.second):
            card.setEnabled(not joins)
        self.show_state("")

    def _lay_out(self) -> None:
        head = row(Logo(), plain_label(phrase("Set up our centre"), "h1"), None, gap=10)
        left = column(self.centre, self.place, None, gap=16)
        right = column(self.first, self.second, None, gap=16)
        cards = row((holder(left), 1), (holder(right), 1), gap=16)
        body = column(head, 8, cards, None, margins=(40, 24, 40, 16), gap=8)
        foot = row((self._state, 1), self.back, self.make, margins=(40, 12, 40, 12), gap=8)
        area = scrolled(holder(body), name="firstSetUpArea")
        self.setLayout(column((area, 1), frame("bottom", foot), gap=0))
