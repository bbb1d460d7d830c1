"""The card in which a supervisor writes a line to every desk, and takes one back."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.clock import clock_time
from advisor_app.services.broadcasts import LONGEST
from advisor_app.services.records import Broadcast
from advisor_app.ui.board.deed_card import DeedCard
from advisor_app.ui.calls.keys import on_alt, on_control_enter
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.frames import hline
from advisor_app.ui.kit.labelled import labelled
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase

_WIDTH: Final = 640
_MINUTES: Final = (
    ("15", later("for 15 minutes")),
    ("30", later("for half an hour")),
    ("60", later("for an hour")),
    ("120", later("for two hours")),
    ("480", later("for the whole shift")),
)


class SayToAll(DeedCard):
    """Passive: `said(words, minutes)`, and `taken_back(id)` for the line that stands."""

    said = Signal(str, int)
    taken_back = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            "sayToAllCard",
            window,
            width=_WIDTH,
            words=phrase("A line to all desks"),
            said="sayToAllSaid",
        )
        self._standing = ""
        self.words = OneLineEdit(
            "sayToAllWords", phrase("The line"), placeholder=phrase("to be read by all")
        )
        self.words.setMaxLength(LONGEST)
        self.minutes = ChoiceBox(
            "sayToAllMinutes",
            phrase("How long it stands"),
            [(key, phrase(words)) for key, words in _MINUTES],
        )
        self.minutes.show_key("30")
        self._now = plain_label("", "body", "ink2", wrap=True, name="sayToAllNow")
        self.send = Button("sayToAllSend", phrase("Send"), "primary", key="Ctrl Enter", height=36)
        self.back = Button(
            "sayToAllBack", phrase("Take it back"), icon="undo", key="Alt B", height=36
        )
        self.send.clicked.connect(self._tell)
        self.words.returnPressed.connect(self._tell)
        self.back.clicked.connect(lambda: self.taken_back.emit(self._standing))
        on_control_enter(self, self._tell)
        on_alt(self, Qt.Key.Key_B, self.back.click)
        self._lay_out()

    def begin(self) -> None:
        """Open the card."""
        self.say("")
        self.open(self.words)

    def show_standing(self, standing: Sequence[Broadcast]) -> None:
        """What stands now."""
        newest = standing[0] if standing else None
        self._standing = newest.id if newest is not None else ""
        self.back.setVisible(newest is not None)
        self._now.setText(
            phrase(
                "Stands until {clock_time}: {newest}",
                clock_time=clock_time(newest.until),
                newest=newest.words,
            )
            if newest is not None
            else phrase("Nothing stands now.")
        )
        self.place()

    def _tell(self) -> None:
        self.said.emit(self.words.text(), int(self.minutes.key() or "30"))

    def _lay_out(self) -> None:
        aside = Button("sayToAllAside", phrase("Close"), "quiet", key="Esc")
        aside.clicked.connect(self.put_aside)
        title = plain_label(phrase("A line to all desks"), "h1", name="sayToAllTitle")
        head = row(IconMark("mail", 24, "accentInk"), (title, 1), aside, gap=12)
        note = plain_label(
            phrase(
                "Every desk reads it under the top bar. No patient in it: "
                "the audit keeps who sent it."
            ),
            "sub",
            "ink3",
            wrap=True,
        )
        self.card.setLayout(
            column(
                head,
                hline(),
                labelled(phrase("The line"), self.words),
                labelled(phrase("How long it stands"), self.minutes),
                note,
                hline(),
                self._now,
                self._said,
                row(None, self.back, self.send),
                margins=(20, 16, 20, 16),
                gap=12,
            )
        )
