"""The card of one specialist's places: the template of the week, more weeks, days blocked out."""

from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.clinics import (
    UnreadLine,
    blocked_out,
    clinic_words,
    read_clinic,
    with_more_places,
)
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import Practitioner, Slot
from advisor_app.ui.calls.keys import on_alt, on_control_enter
from advisor_app.ui.directory.person_words import Unreadable, read_leave
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, empty, holder, row, scrolled
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.multi_line import MultiLineEdit
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import dated, later, phrase

WIDTH: Final = 720
WEEKS: Final = 8
_LIST: Final = 208
TEMPLATE_HINT: Final = later("A line a clinic: TUE 09:00 4x60 MAIN")


class PlacesCard(Overlay):
    """`kept(before, after)` for each deed; Escape puts it aside. Enter is a new line here."""

    kept = Signal(object, object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(
            "placesCard", window, width=WIDTH, words=phrase("The places of a specialist")
        )
        self._one: Practitioner | None = None
        self._today = date.min
        self._title = ElidedLabel("", "h1", "ink", name="placesTitle")
        self._template = MultiLineEdit(
            "placesTemplate",
            phrase("The template of the week"),
            placeholder=phrase(TEMPLATE_HINT),
            least=4,
        )
        self._absence = OneLineEdit(
            "placesBlock",
            phrase("Block out these days"),
            placeholder=phrase("24 DEC 2026 to 03 JAN 2027"),
        )
        self._list = column(gap=0)
        self._count = plain_label("", "subs", "ink", name="placesCount")
        self._mistake = plain_label("", "sub", "warningInk", wrap=True, name="placesMistake")
        self._lay_out()

    def begin(self, one: Practitioner, today: date) -> None:
        """Work on the places of that specialist."""
        self._today = today
        self.show_person(one)
        self._absence.show_text("")
        self.open(self._template)

    def show_person(self, one: Practitioner) -> None:
        """The specialist as kept now."""
        self._one = one
        self._title.setText(one.name)
        self._template.show_text("\n".join(clinic_words(hours) for hours in one.weekly))
        self._show_places(one)
        self.fail("")

    def keep_template(self) -> None:
        """Keep the template as it is written."""
        after = self._with_template()
        if self._one is not None and after is not None and after != self._one:
            self.kept.emit(self._one, after)

    def make_more(self) -> None:
        """Keep the template, and make the places of some weeks more from it."""
        after = self._with_template()
        if self._one is None or after is None:
            return
        if not after.weekly:
            self.fail(phrase("Write the template of the week first: TUE 09:00 4x60 MAIN."))
            return
        self.kept.emit(self._one, with_more_places(after, self._today, WEEKS))

    def block_out(self) -> None:
        """No places on these days, now or when more are made."""
        if self._one is None:
            return
        try:
            absence = read_leave(self._absence.text())
        except Unreadable as mistake:
            self.fail(str(mistake))
            return
        self.kept.emit(self._one, blocked_out(self._one, absence))

    def take_out(self, slot: Slot) -> None:
        """One place less."""
        if self._one is not None:
            kept = tuple(one for one in self._one.slots if one != slot)
            self.kept.emit(self._one, replace(self._one, slots=kept))

    def fail(self, sentence: str) -> None:
        """Say in the card why it was not kept."""
        self._mistake.setText(sentence)
        self._mistake.setVisible(bool(sentence))
        self.place()

    def _with_template(self) -> Practitioner | None:
        if self._one is None:
            return None
        lines = [line for line in self._template.text().splitlines() if line.strip()]
        try:
            return replace(self._one, weekly=tuple(read_clinic(line) for line in lines))
        except UnreadLine as mistake:
            self.fail(str(mistake))
            return None

    def _show_places(self, one: Practitioner) -> None:
        empty(self._list)
        slots = sorted(one.slots, key=lambda slot: slot.at)
        self._count.setText(
            phrase("{count} places", count=len(slots)) if slots else phrase("No places listed")
        )
        for number, slot in enumerate(slots):
            words = place_line(slot)
            take = Button(f"placeOut_{number}", phrase("Take out"), "quiet", height=24, pad=6)
            take.setAccessibleName(phrase("Take out {words}", words=words))
            take.clicked.connect(lambda _on=False, slot=slot: self.take_out(slot))
            self._list.addWidget(holder(row((ElidedLabel(words, "body", "ink"), 1), take)))
        self._list.addStretch(1)

    def _lay_out(self) -> None:
        aside = Button("placesAside", phrase("Close"), "quiet", key="Esc")
        aside.clicked.connect(self.put_aside)
        keep = Button("placesKeep", phrase("Save template"), key="Ctrl Enter")
        keep.clicked.connect(self.keep_template)
        more = Button(
            "placesMore",
            phrase("Make {WEEKS} weeks more", WEEKS=WEEKS),
            "primary",
            key="Alt M",
            icon="plus",
        )
        more.clicked.connect(self.make_more)
        block = Button("placesBlockOut", phrase("Block out"), key="Alt B")
        block.clicked.connect(self.block_out)
        on_control_enter(self, self.keep_template)
        on_alt(self, Qt.Key.Key_M, self.make_more)
        on_alt(self, Qt.Key.Key_B, self.block_out)
        area = scrolled(holder(self._list), name="placesScroll")
        area.setFixedHeight(_LIST)
        listed = frame("sunken", column(self._count, area, margins=(12, 10, 4, 10), gap=6))
        template = column(
            plain_label(phrase("Template of the week"), "subs", "ink"), self._template,
            plain_label(phrase(TEMPLATE_HINT), "cap", "ink2", wrap=True),
            row(None, keep), 8,
            plain_label(phrase("Days without places"), "subs", "ink"),
            row((self._absence, 1), block), None, gap=6,
        )  # fmt: skip
        body = row((template, 1), (listed, 1), gap=16)
        head = row(IconMark("calendar", 24, "accentInk"), (self._title, 1), aside, gap=12)
        self.card.setLayout(
            column(head, body, self._mistake, row(None, more), margins=(20, 16, 20, 16), gap=12)
        )


def place_line(slot: Slot) -> str:
    """A place in one line: weekday, day, time, site, and the mode where it is no visit."""
    at = slot.at.astimezone(EASTERN)
    mode = "" if slot.mode == "in_person" else f", {slot.mode.value.replace('_', ' ')}"
    return f"{dated(at, '%a')} {dated(at, '%d %b %Y %H:%M').upper()}, {slot.site}{mode}"
