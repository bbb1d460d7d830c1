"""The card of a supervisor: each advisor with their state, and three deeds for one of them."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QButtonGroup, QWidget

from advisor_app.ui.board.deed_card import DeedCard
from advisor_app.ui.calls.keys import on_alt
from advisor_app.ui.calls.receiver_list import Receiver, ReceiverList, ReceiverRow
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import hline
from advisor_app.ui.kit.layouts import column, row, scrolled
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase

_WIDTH: Final = 960
_LIST: Final = 400


class Supervise(DeedCard):
    """Passive: `give_back`, `set_away`, `offer_call`, `hand_over` (account) for who is chosen."""

    give_back = Signal(str)
    set_away = Signal(str)
    offer_call = Signal(str)
    hand_over = Signal(str)
    change_skills = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            "superviseCard",
            window,
            width=_WIDTH,
            words=phrase("Advisors of the line"),
            said="superviseSaid",
        )
        self._group = QButtonGroup(self)
        self._list = ReceiverList(
            "superviseAdvisors", phrase("State, and the calls they have"), self._group
        )
        self._back = Button(
            "superviseBack", phrase("Give the calls back"), icon="undo", key="Alt B", height=36
        )
        self._away = Button(
            "superviseAway", phrase("Set away"), icon="clock", key="Alt A", height=36
        )
        self._back.clicked.connect(lambda: self._tell(self.give_back))
        self._away.clicked.connect(lambda: self._tell(self.set_away))
        self._offer = Button(
            "superviseOffer", phrase("Offer the next call"), icon="phone", key="Alt O", height=36
        )
        self._offer.clicked.connect(lambda: self._tell(self.offer_call))
        self._hand = Button(
            "superviseHand", phrase("Hand work over"), icon="swap", key="Alt H", height=36
        )
        self._hand.clicked.connect(lambda: self._tell(self.hand_over))
        self._skills = Button(
            "superviseSkills", phrase("Skills"), icon="edit", key="Alt K", height=36
        )
        self._skills.clicked.connect(lambda: self._tell(self.change_skills))
        on_alt(self, Qt.Key.Key_K, self._skills.click)
        on_alt(self, Qt.Key.Key_H, self._hand.click)
        on_alt(self, Qt.Key.Key_O, self._offer.click)
        on_alt(self, Qt.Key.Key_B, self._back.click)
        on_alt(self, Qt.Key.Key_A, self._away.click)
        self._lay_out()

    @property
    def chosen(self) -> str:
        """The account of who is chosen; "" where nobody is."""
        checked = self._group.checkedButton()
        return checked.receiver.key if isinstance(checked, ReceiverRow) else ""

    def begin(self) -> None:
        """Open the card."""
        self.say("")
        self.open()

    def show_advisors(self, advisors: Sequence[Receiver]) -> None:
        """Everybody with what they do now; whoever was chosen stays chosen."""
        before = self.chosen
        self._list.show_receivers(advisors, phrase("Nobody works on the line yet."))
        kept = [one for one in self._list.rows if one.receiver.key == before]
        for one in (*kept, *self._list.rows)[:1]:
            one.setChecked(True)
            if self.is_open:
                one.setFocus(Qt.FocusReason.PopupFocusReason)

    def _tell(self, deed: SignalInstance) -> None:
        if self.chosen:
            deed.emit(self.chosen)

    def _lay_out(self) -> None:
        aside = Button("superviseAside", phrase("Close"), "quiet", key="Esc")
        aside.clicked.connect(self.put_aside)
        title = plain_label(phrase("Advisors of the line"), "h1", name="superviseTitle")
        area = scrolled(self._list, name="superviseScroll")
        area.setFixedHeight(_LIST)
        head = row(IconMark("users", 24, "accentInk"), (title, 1), aside, gap=12)
        foot = row(None, self._skills, self._offer, self._hand, self._away, self._back)
        self.card.setLayout(
            column(head, hline(), area, hline(), self._said, foot, margins=(20, 16, 20, 16), gap=12)
        )
