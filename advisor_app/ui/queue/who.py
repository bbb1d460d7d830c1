"""Who is calling: the people whom this number, or this name, may mean; a person decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import FlowLayout, column, empty, holder, row, scrolled
from advisor_app.ui.kit.marks import IconMark, Pill, PillKind
from advisor_app.ui.likeness import Likeness, likeness_line
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import phrase

MOST_SHOWN = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A person on record who may be calling; `case` is their newest case or empty."""

    key: str
    name: str
    tag: str
    tag_kind: PillKind
    likeness: tuple[Likeness, ...]
    case: str = ""


class WhoPanel(QWidget):
    """The right panel of the queue: candidates with one key each, and what to say first."""

    same = Signal(str)
    not_same = Signal(str)
    new_person = Signal()

    def __init__(self, say_first: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("popPanel")
        self.setAccessibleName(phrase("Who is calling"))
        self._candidates: tuple[Candidate, ...] = ()
        self._intro = plain_label("", "body", "ink2", wrap=True, name="popIntroLabel")
        self._cards = column(gap=12)
        self._list = holder(self._cards, name="candidateList")
        self._say = _say_first(say_first)
        self._new = Button("newPersonButton", phrase("New person"), "quiet", icon="plus", key="N")
        self._new.clicked.connect(self.new_person)
        body = holder(
            column(
                plain_label(phrase("Who is calling"), "h2", name="popTitleLabel"),
                4,
                self._intro,
                self._list,
                self._say,
                row(self._new, None),
                None,
                margins=(16, 16, 16, 16),
                gap=8,
            )
        )
        self.setLayout(column(scrolled(body, name="popScroll")))
        self.show_candidates("", ())

    @property
    def candidates(self) -> tuple[Candidate, ...]:
        """The people who are shown, in order."""
        return self._candidates

    def show_candidates(self, intro: str, candidates: Sequence[Candidate]) -> None:
        """Show who it may be; without a call the panel says what it is for."""
        self._candidates = tuple(candidates[:MOST_SHOWN])
        empty(self._cards)
        self._intro.setText(
            intro or phrase("Choose a row: people on record with that number stand here.")
        )
        for number, candidate in enumerate(self._candidates, start=1):
            self._cards.addWidget(self._card(number, candidate))
        self._list.setVisible(bool(self._candidates))
        self._say.setVisible(bool(intro))
        self._new.setVisible(bool(intro))

    def choose(self, number: int) -> bool:
        """The key of a candidate was pressed; False where there is none of that number."""
        if not 1 <= number <= len(self._candidates):
            return False
        self.same.emit(self._candidates[number - 1].key)
        return True

    def _card(self, number: int, candidate: Candidate) -> QFrame:
        same = Button(f"sameButton{number}", phrase("Same person"), key=str(number), height=28)
        same.setAccessibleName(phrase("Same person: {candidate}", candidate=candidate.name))
        same.clicked.connect(lambda _=False, key=candidate.key: self.same.emit(key))
        other = Button(f"notSameButton{number}", phrase("Not this one"), "quiet", height=28)
        other.setAccessibleName(phrase("Not this one: {candidate}", candidate=candidate.name))
        other.clicked.connect(lambda _=False, key=candidate.key: self.not_same.emit(key))
        deeds = FlowLayout(gap=4)
        deeds.addWidget(same)
        deeds.addWidget(other)
        lines = [likeness_line(one) for one in candidate.likeness]
        card = frame(
            "card",
            column(
                row(
                    (ElidedLabel(candidate.name, "h3"), 1),
                    Pill(
                        candidate.tag,
                        candidate.tag_kind,
                        "ok" if candidate.tag_kind == "ok" else "",
                    ),
                ),
                column(*lines, gap=2),
                holder(deeds),
                margins=(12, 10, 12, 10),
                gap=6,
            ),
            name=f"candidate{number}",
        )
        card.setAccessibleName(f"{candidate.name}, {candidate.tag}")
        return card


def _say_first(words: str) -> QFrame:
    return frame(
        "infoTint",
        column(
            row(IconMark("info", 16, "infoInk"), plain_label(phrase("Say first"), "subs"), None),
            plain_label(f"“{words}”", "body", wrap=True, name="sayFirstLabel"),
            margins=(12, 10, 12, 10),
            gap=6,
        ),
        name="sayFirstCard",
    )
