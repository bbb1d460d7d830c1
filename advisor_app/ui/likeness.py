"""How alike two patients are, shown field by field: same, like, differs, unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from advisor_app.domain.phones import shown_phone
from advisor_app.services.likeness import Agrees, Level
from advisor_app.services.people import Likely
from advisor_app.ui.kit.layouts import holder, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.retelling import retold
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import later, phrase

_NAME_WIDTH: Final = 72
_SPEAKS: Final = {
    Agrees.SAME: ("check", "okInk", later("same")),
    Agrees.LIKE: ("swap", "warningInk", later("like")),
    Agrees.DIFFERS: ("close", "ink3", later("differs")),
    Agrees.UNKNOWN: ("minus", "ink3", later("not known of both")),
}
TAGS: Final[Mapping[Level, str]] = {
    Level.LIKELY: later("likely"),
    Level.POSSIBLE: later("possible"),
    Level.SHARES_PHONE: later("same number"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """One field of a person on record, and what it says about the one sought."""

    name: str
    text: str
    agrees: Agrees
    note: str = ""

    @property
    def words(self) -> str:
        """The field in words, as a screen reader says it."""
        way = phrase(self.note or _SPEAKS[self.agrees][2])
        return f"{self.name} {self.text}: {way}"


def likeness_of(found: Likely) -> tuple[Likeness, ...]:
    """The fields that are known of the person on record, in the order they are asked."""
    card = found.card
    texts = {
        "last name": (phrase("Last"), card.family_name),
        "first names": (phrase("First"), card.given_names),
        "birth date": (phrase("Born"), retold(card.born)),
        "phone": (phrase("Phone"), shown_phone(card.phone)),
        "record number": (phrase("Number"), found.mrn),
    }
    lines = []
    for one in found.comparison.fields:
        name, text = texts[one.field]
        if text:
            lines.append(Likeness(name=name, text=text, agrees=one.agrees, note=one.note))
    place = Likeness(name=phrase("Place"), text=phrase(card.place), agrees=Agrees.UNKNOWN)
    stands = f"{card.number}, {retold(card.state.value)}"
    case = Likeness(name=phrase("Case"), text=stands, agrees=Agrees.UNKNOWN)
    return (*lines, *((place,) if card.place else ()), case)


def likeness_line(one: Likeness) -> QWidget:
    """One line: the mark, the name of the field, what is on record, in what way it is alike."""
    icon, role, words = _SPEAKS[one.agrees]
    name = plain_label(one.name, "sub", "ink3")
    name.setFixedWidth(_NAME_WIDTH)
    mark = IconMark(icon, 14, role, words=phrase(words))
    line = row(mark, name, (ElidedLabel(one.text, "sub"), 1), gap=8)
    if one.note:
        line.addWidget(plain_label(phrase(one.note), "cap", role))
    made = holder(line)
    made.setAccessibleName(one.words)
    return made


def likeness_chip(one: Likeness) -> QWidget:
    """One field as a few words in a line of them."""
    icon, role, words = _SPEAKS[one.agrees]
    line = row(
        IconMark(icon, 14, role, words=phrase(words)),
        plain_label(one.name, "sub", "ink3"),
        plain_label(one.text, "subm", "ink"),
        gap=4,
    )
    if one.note:
        line.addWidget(plain_label(phrase(one.note), "sub", role))
    made = holder(line)
    made.setAccessibleName(one.words)
    return made
