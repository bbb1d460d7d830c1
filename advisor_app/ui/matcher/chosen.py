"""The specialist whom the case was given to: how, why, and the place that is held or booked."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from advisor_app.domain.appointments import Appointment, AppointmentState
from advisor_app.domain.clock import EASTERN, clock_time, stamp
from advisor_app.domain.people import Roster, VisitMode
from advisor_app.domain.values import Parts
from advisor_app.matching.results import Exclusion, Match
from advisor_app.matching.visit_words import MODE_WORDS
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark, Pill
from advisor_app.ui.retelling import retold
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import dated, phrase


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenPicture:
    """`place` is what is held or booked, `until` when a hold ends; else `step` says what to do."""

    id: str
    name: str
    how: str
    override: str = ""
    place: str = ""
    until: str = ""
    booked: bool = False
    step: str = ""


def chosen_picture(
    match: Parts,
    places: Sequence[Appointment],
    roster: Roster,
    asked: Match | Exclusion | None,
) -> ChosenPicture:
    """What is known of the choice of a case; `asked` is what the ranking says of them now."""
    id_ = match.text("id")
    person = roster.practitioner(id_)
    mine = sorted(
        (one for one in places if one.practitioner == id_),
        key=lambda one: one.state is AppointmentState.BOOKED,
    )
    place = mine[0] if mine else None
    held = place is not None and place.state is AppointmentState.HELD
    return ChosenPicture(
        id=id_,
        name=person.name if person is not None else id_,
        how=_how(match, roster),
        override=match.text("override"),
        place=place_words(place, roster) if place is not None else "",
        until=clock_time(place.until) if place is not None and held else "",
        booked=place is not None and not held,
        step=asked.step if isinstance(asked, Match) else "",
    )


def place_words(place: Appointment, roster: Roster) -> str:
    """When and where, with the weekday, as it is read back."""
    site = roster.site(place.slot.site)
    where = (
        (site.name if site is not None else place.slot.site)
        if place.slot.mode is VisitMode.IN_PERSON
        else phrase(MODE_WORDS[place.slot.mode])
    )
    day = dated(place.slot.at.astimezone(EASTERN), "%a").upper()
    return ", ".join(part for part in (f"{day} {retold(stamp(place.slot.at))}", where) if part)


def _how(match: Parts, roster: Roster) -> str:
    mode = VisitMode(match.text("mode")) if match.text("mode") in set(VisitMode) else None
    site = roster.site(match.text("site"))
    if mode is VisitMode.IN_PERSON or mode is None:
        return site.name if site is not None else match.text("site")
    return phrase(MODE_WORDS[mode])


class ChosenCard(QWidget):
    """Stands above the ranking while a specialist is chosen."""

    book_pressed = Signal()
    give_back_pressed = Signal()

    def __init__(self, picture: ChosenPicture, *, narrow: bool = False) -> None:
        super().__init__()
        self._narrow = narrow
        self.setObjectName("chosenCard")
        held = phrase("held until {until}", until=picture.until)
        state = "booked" if picture.booked else held if picture.place else "chosen"
        self.setAccessibleName(f"{picture.name}, {state}. {picture.place or retold(picture.step)}")
        pill = Pill(state, "ok" if picture.booked or not picture.place else "info")
        head = row(
            IconMark("ok" if picture.booked else "check", 18, "okInk"),
            (ElidedLabel(picture.name, "h3", "ink"), 1),
        )
        if not narrow:
            head.addWidget(pill)
        inner = column(head, margins=(12, 9, 12, 10), gap=4)
        when = picture.place or picture.how
        inner.addWidget(plain_label(when, "subm", "ink", wrap=True, name="chosenWhen"))
        if narrow:
            inner.addLayout(row(pill, None))
        if picture.override:
            words = plain_label(
                phrase("Why: {override}", override=picture.override), "sub", "ink2", wrap=True
            )
            words.setObjectName("chosenWhy")
            inner.addWidget(words)
        if picture.place:
            inner.addLayout(self._keys(picture))
        elif picture.step:
            inner.addWidget(
                plain_label(retold(picture.step), "sub", "ink2", wrap=True, name="chosenStep")
            )
        self.setLayout(column(frame("okTint", inner, name="chosenFrame")))

    def _keys(self, picture: ChosenPicture) -> QHBoxLayout:
        key = "" if self._narrow else "Ctrl Alt B"
        back = Button("giveBackButton", phrase("Give back"), "quiet", key=key, height=28, pad=6)
        back.clicked.connect(self.give_back_pressed)
        if picture.booked:
            return row(None, back)
        book = Button("bookButton", phrase("Book"), key="Ctrl B", height=28, pad=8)
        book.clicked.connect(self.book_pressed)
        return row(None, back, book, gap=4)
