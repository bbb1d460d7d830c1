"""The card that hands a call on: who can take it, and the brief that they read first."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from advisor_app.ui.calls.keys import on_control_enter
from advisor_app.ui.calls.receiver_list import Receiver, ReceiverList, ReceiverRow
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import hline
from advisor_app.ui.kit.layouts import column, holder, row, scrolled
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.multi_line import MultiLineEdit
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import VERB, later, phrase

WIDTH: Final = 760
_LISTS: Final = 276
_NOBODY: Final = later("No colleague is free now. A team can take the caller into its line.")


class HandOn(Overlay):
    """Passive: `handed_on(Receiver, brief)`; Escape keeps the brief of this call as written."""

    own_keys = frozenset({Qt.Key.Key_F7, Qt.Key.Key_Escape})

    handed_on = Signal(object, str)

    def __init__(self, window: QWidget) -> None:
        super().__init__("handOnCard", window, width=WIDTH, words=phrase("Hand the call on"))
        self._call = ""
        self._filled = ""
        self._looking = False
        self._sub = ElidedLabel("", "body", "ink2", name="handOnCall")
        self._group = QButtonGroup(self)
        self._free = ReceiverList(
            "handOnColleagues", phrase("Free now, best fit first"), self._group
        )
        self._teams = ReceiverList("handOnTeams", phrase("Or the line of a team"), self._group)
        self._brief = MultiLineEdit(
            "handOnBrief", phrase("Brief for the receiver"), least=4, most=6
        )
        self._mistake = plain_label("", "sub", "warningInk", wrap=True, name="handOnMistake")
        self._mistake.hide()
        self._offer = Button(
            "handOnOffer", phrase("Offer the call"), "primary", icon="swap", key="Enter", height=36
        )
        self._offer.clicked.connect(self.send)
        for one in (self._free, self._teams):
            one.taken.connect(self.send)
            one.chosen.connect(self._name_deed)
        on_control_enter(self, self.send)
        self._lay_out()

    @property
    def receiver(self) -> Receiver | None:
        """Who is chosen."""
        checked = self._group.checkedButton()
        return checked.receiver if isinstance(checked, ReceiverRow) else None

    @property
    def brief(self) -> str:
        """The brief as it is written."""
        return self._brief.text()

    def begin(self, call: str, words: str, brief: str) -> None:
        """Open the card for a call; `brief` is filled in where the advisor wrote none."""
        untouched = self._brief.text() in ("", self._filled)
        if call != self._call or untouched:
            self._brief.show_text(brief)
            self._filled = brief
        self._call = call
        self._sub.setText(words)
        self._looking = True
        self.fail("")
        self.open()
        self._focus_first()

    def show_receivers(self, free: Sequence[Receiver], teams: Sequence[Receiver]) -> None:
        """Who can take it now; whoever was chosen stays chosen."""
        before = self.receiver
        self._free.show_receivers(free, phrase(_NOBODY))
        self._teams.show_receivers(teams, "")
        rows = (*self._free.rows, *self._teams.rows)
        kept = [one for one in rows if before and one.receiver.key == before.key]
        for one in (*kept, *rows)[:1]:
            one.setChecked(True)
        self._name_deed()
        self.place()
        if self.is_open and self._looking and self._brief.text() == self._filled:
            self._focus_first()
        self._looking = False

    def send(self) -> None:
        """Offer it to whoever is chosen."""
        receiver = self.receiver
        if receiver is not None and self.is_open:
            self.handed_on.emit(receiver, self.brief)

    def fail(self, mistake: str) -> None:
        """Say in the card why it was not done."""
        self._mistake.setText(mistake)
        self._mistake.setVisible(bool(mistake))
        self.place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F7:
            self.put_aside()
        else:
            super().keyPressEvent(event)

    def _focus_first(self) -> None:
        checked = self._group.checkedButton()
        (checked or self._brief).setFocus(Qt.FocusReason.PopupFocusReason)

    def _name_deed(self) -> None:
        receiver = self.receiver
        to_team = receiver is not None and receiver.team
        self._offer.set_words(phrase("Send to the team") if to_team else phrase("Offer the call"))
        self._offer.setEnabled(receiver is not None)

    def _lay_out(self) -> None:
        aside = Button("handOnAside", phrase("Put aside", context=VERB), "quiet", key="Esc")
        aside.clicked.connect(self.put_aside)
        title = plain_label(phrase("Hand the call on"), "h1", name="handOnTitle")
        head = row(IconMark("swap", 24, "accentInk"), (column(title, self._sub, gap=2), 1), aside,
                   gap=12)  # fmt: skip
        lists = []
        for inner in (self._free, self._teams):
            area = scrolled(inner, name=f"{inner.objectName()}Scroll")
            area.setFixedHeight(_LISTS)
            lists.append((area, 1))
        said = plain_label(phrase("What they read before they take it"), "subs", "ink2")
        note = phrase("The caller stays with you until your colleague accepts.")
        foot = row((ElidedLabel(note, "sub", "ink2"), 1), self._offer)
        body = (
            head, hline(), holder(row(*lists, gap=20)), hline(), said, self._brief, self._mistake,
            foot,
        )  # fmt: skip
        self.card.setLayout(column(*body, margins=(20, 16, 20, 16), gap=12))
