"""Who this may be already, under the form: one person on record, field by field; it never asks.

News that does not take the focus: the form above stays where it is, and every answer has a key.
"""

from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor_app.services.likeness import Level
from advisor_app.services.people import Likely, LinkedCase
from advisor_app.ui.announcing import announce
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame, hline
from advisor_app.ui.kit.layouts import FlowLayout, column, empty, holder, row
from advisor_app.ui.kit.marks import IconMark, Pill
from advisor_app.ui.likeness import TAGS, likeness_chip, likeness_of
from advisor_app.ui.names import name_of
from advisor_app.ui.text import ElidedLabel
from advisor_app.ui.wording import VERB, phrase

SAME_KEY, NOT_SAME_KEY, OPEN_KEY = "Alt S", "Alt N", "Alt O"
_BUTTON = 28


class PersonStrip(QWidget):
    """Passive: shows one proposal and the linked cases; each deed carries a case number."""

    same = Signal(str)
    not_same = Signal(str)
    opened = Signal(str)
    taken_back = Signal(str)
    number_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("personStrip")
        self._likely: tuple[Likely, ...] = ()
        self._linked: tuple[LinkedCase, ...] = ()
        self._wanted = True
        self._said = ""
        self._title = ElidedLabel("", "strong", "ink", name="personTitle")
        self._tag = Pill("", "ghost")
        self._same = self._button("samePersonButton", phrase("Same person"), SAME_KEY)
        self._other = self._button(
            "notSamePersonButton", phrase("Not the same"), NOT_SAME_KEY, quiet=True
        )
        self._open = self._button(
            "openPersonButton", phrase("Open", context=VERB), OPEN_KEY, quiet=True
        )
        self._fields = FlowLayout(gap=12)
        self._links = column(gap=4)
        self._proposal = holder(self._proposal_layout(), name="personProposal")
        self._known = holder(self._links, name="personLinked")
        self.setLayout(
            column(
                hline(),
                frame(
                    "sunken",
                    column(self._known, self._proposal, margins=(12, 8, 12, 8), gap=8),
                    name="personFrame",
                ),
                gap=0,
            )
        )
        self._same.clicked.connect(lambda: self.say_same())
        self._other.clicked.connect(lambda: self.say_not_same())
        self._open.clicked.connect(lambda: self.open_other())
        self.hide()

    @property
    def proposed(self) -> Likely | None:
        """The person on record that is shown."""
        return self._likely[0] if self._likely else None

    @property
    def linked(self) -> tuple[LinkedCase, ...]:
        """The other cases of the same person."""
        return self._linked

    def show_people(self, likely: Sequence[Likely], linked: Sequence[LinkedCase]) -> None:
        """Who it may be, the likeliest first, and who it is."""
        self._likely, self._linked = tuple(likely), tuple(linked)
        self._show_linked()
        self._show_proposal()
        self._settle()

    def want(self, wanted: bool) -> None:
        """Whether the section that is open is about who somebody is."""
        self._wanted = wanted
        self._settle()

    def say_same(self) -> None:
        """The key for "same person"."""
        self._tell(self.same)

    def say_not_same(self) -> None:
        """The key for "not the same"."""
        self._tell(self.not_same)

    def open_other(self) -> None:
        """The key that opens the case on record: the proposed one, else the linked one."""
        if self._likely:
            self._tell(self.opened)
        elif self._linked:
            self.opened.emit(self._linked[0].card.number)

    def _tell(self, signal: SignalInstance) -> None:
        one = self.proposed
        if one is not None and self.isVisible():
            signal.emit(one.card.number)

    def _settle(self) -> None:
        self._proposal.setVisible(bool(self._likely))
        self._known.setVisible(bool(self._linked))
        self.setVisible(self._wanted and bool(self._likely or self._linked))

    def _show_proposal(self) -> None:
        one = self.proposed
        if one is None:
            self._said = ""
            return
        more = phrase("  ·  1 of {count}", count=len(self._likely)) if len(self._likely) > 1 else ""
        words = phrase("May be {name_of}", name_of=name_of(one.card))
        self._title.setText(words + more)
        self._tag.show_words(
            phrase(TAGS[one.level]), "ok" if one.level is Level.LIKELY else "ghost"
        )
        empty(self._fields)
        for field in likeness_of(one):
            self._fields.addWidget(likeness_chip(field))
        if words != self._said:
            self._said = words
            announce(self, f"{words}, {phrase(TAGS[one.level])}")

    def _show_linked(self) -> None:
        empty(self._links)
        for one in self._linked:
            self._links.addWidget(self._linked_line(one))

    def _linked_line(self, one: LinkedCase) -> QWidget:
        card = one.card
        facts = (card.number, card.state.value, card.kind, card.next_step)
        words = ", ".join(fact for fact in facts if fact)
        line = row(
            IconMark("link", 16, "okInk", words=phrase("Same person")),
            (ElidedLabel(phrase("Earlier case of this patient: {words}", words=words), "body"), 1),
        )
        if one.mrn:
            number = self._button(
                f"takeNumber_{card.number}", phrase("Use number {mrn}", mrn=one.mrn), quiet=True
            )
            number.clicked.connect(lambda _on=False, mrn=one.mrn: self.number_wanted.emit(mrn))
            line.addWidget(number)
        opens = self._button(f"openLinked_{card.number}", phrase("Open", context=VERB), quiet=True)
        opens.clicked.connect(lambda _on=False, key=card.number: self.opened.emit(key))
        line.addWidget(opens)
        if one.link is not None:
            back = self._button(f"unlink_{card.number}", phrase("Unlink"), quiet=True)
            back.clicked.connect(lambda _on=False, key=card.number: self.taken_back.emit(key))
            line.addWidget(back)
        return holder(line)

    def _proposal_layout(self) -> QVBoxLayout:
        head = row(
            IconMark("users", 18, "ink2"),
            (self._title, 1),
            self._tag,
            8,
            self._same,
            self._other,
            self._open,
        )
        return column(head, holder(self._fields), gap=6)

    @staticmethod
    def _button(name: str, words: str, key: str = "", *, quiet: bool = False) -> Button:
        return Button(name, words, "quiet" if quiet else "plain", key=key, height=_BUTTON, pad=8)
