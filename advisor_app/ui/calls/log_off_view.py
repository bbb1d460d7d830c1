"""The card of who goes: what is open, line by line, and the colleague to whom it goes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from advisor_app.ui.calls.keys import on_alt, on_control_enter
from advisor_app.ui.calls.receiver_list import Receiver, ReceiverList, ReceiverRow
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import hline
from advisor_app.ui.kit.layouts import column, empty, holder, row, scrolled
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import later, phrase

_WIDTH: Final = 760
_LISTS: Final = 264
_NOBODY: Final = later("Nobody else answers calls here.")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLine:
    """One thing that is open: an icon, what it is, and of whom or until when."""

    icon: str
    what: str
    about: str


class LogOff(Overlay):
    """Passive: `handed_over(account, note)`, and `kept` where all of it stays with its owner."""

    own_keys = frozenset({Qt.Key.Key_Escape})

    handed_over = Signal(str, str)
    kept = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__("logOffCard", window, width=_WIDTH, words=phrase("What is open"))
        self._group = QButtonGroup(self)
        self._title = plain_label("", "h1", name="logOffTitle")
        self._sub = ElidedLabel("", "body", "ink2", name="logOffSub")
        self._lines = column(gap=8)
        self._receivers = ReceiverList("logOffReceivers", phrase("To whom it goes"), self._group)
        self._receivers.taken.connect(self.send)
        self._note = OneLineEdit("logOffNote", phrase("Note for your colleague"))
        self._said = plain_label("", "sub", "warningInk", wrap=True, name="logOffSaid")
        self._give = Button(
            "logOffGive", phrase("Hand over"), "primary", icon="swap", key="Ctrl Enter", height=36
        )
        self._keep = Button(
            "logOffKeep", phrase("It stays with me"), "quiet", key="Alt K", height=36
        )
        self._give.clicked.connect(self.send)
        self._keep.clicked.connect(self.kept)
        on_control_enter(self, self.send)
        on_alt(self, Qt.Key.Key_K, self._keep.click)
        self._lay_out()

    @property
    def chosen(self) -> str:
        """The account of who is to get it; "" where nobody is chosen."""
        checked = self._group.checkedButton()
        return checked.receiver.key if isinstance(checked, ReceiverRow) else ""

    def show_work(
        self, title: str, sub: str, lines: Sequence[OpenLine], receivers: Sequence[Receiver]
    ) -> None:
        """What is open, and who can be given it; open the card."""
        self._title.setText(title)
        self._sub.setText(sub)
        empty(self._lines)
        for one in lines:
            words = column(ElidedLabel(one.what, "strong"), ElidedLabel(one.about, "sub", "ink2"))
            line = holder(row(IconMark(one.icon, 18, "ink3"), (words, 1), gap=10))
            line.setAccessibleName(f"{one.what}, {one.about}")
            self._lines.addWidget(line)
        self._receivers.show_receivers(receivers, phrase(_NOBODY))
        for first in self._receivers.rows[:1]:
            first.setChecked(True)
        self._give.setEnabled(bool(receivers))
        self.open(self._receivers.rows[0] if receivers else self._keep)

    def name_deeds(self, give: str, keep: str) -> None:
        """What the two buttons say; an empty `keep` takes that button away."""
        self._give.set_words(give)
        self._keep.set_words(keep or " ")
        self._keep.setVisible(bool(keep))

    def refuse(self, words: str) -> None:
        """Say why nothing can be handed over now; empty where it can."""
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self.place()

    def forbid(self, words: str) -> None:
        """Something must be done first: nothing can be chosen here until then."""
        self.refuse(words)
        self._give.setEnabled(not words and bool(self._receivers.rows))
        self._keep.setEnabled(not words)

    def send(self) -> None:
        """Hand it over to whoever is chosen."""
        if self.is_open and self.chosen and self._give.isEnabled():
            self.handed_over.emit(self.chosen, self._note.text())

    def _lay_out(self) -> None:
        aside = Button("logOffAside", phrase("Not yet"), "quiet", key="Esc")
        aside.clicked.connect(self.put_aside)
        head = row(IconMark("swap", 24, "accentInk"), (column(self._title, self._sub, gap=2), 1),
                   aside, gap=12)  # fmt: skip
        listed = holder(
            column(plain_label(phrase("Open"), "subs", "ink2"), self._lines, None, gap=8)
        )
        sides = []
        for inner, name in ((listed, "logOffLines"), (self._receivers, "logOffPeople")):
            area = scrolled(inner, name=name)
            area.setFixedHeight(_LISTS)
            sides.append((area, 1))
        said = plain_label(phrase("Note for your colleague"), "subs", "ink2")
        foot = row(None, self._keep, self._give)
        self.card.setLayout(
            column(head, hline(), holder(row(*sides, gap=20)), hline(), said, self._note,
                   self._said, foot, margins=(20, 16, 20, 16), gap=12)
        )  # fmt: skip
