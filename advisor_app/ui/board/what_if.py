"""What more advisors, or another goal, would bring: asked of any half hour, answered in words."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from advisor_app.line.supposing import HalfHourLoad, Supposed, load_words, supposed_words
from advisor_app.ui.announcing import announce
from advisor_app.ui.board.picture import BoardPicture
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.frames import frame, hline
from advisor_app.ui.kit.labelled import labelled
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.kit.slider import ScaleSlider
from advisor_app.ui.retelling import retold
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase

_WIDTH: Final = 640
_SECONDS: Final = (5, 180)
_LEAST: Final = 24
_ANSWERS: Final = 4


class WhatIfCard(Overlay):
    """Reckons from the board as it was when the card was opened; nothing on the line changes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__("whatIfCard", window, width=_WIDTH, words=phrase("What if"))
        self._loads: tuple[HalfHourLoad, ...] = ()
        self._usual, self._goal = 20, 0.8
        self.half_hour = ChoiceBox("whatIfHalfHour", phrase("Half hour"), [])
        self.advisors = ScaleSlider("whatIfAdvisors", phrase("Advisors on the line"), (1, _LEAST))
        self.seconds = ScaleSlider(
            "whatIfSeconds", phrase("Goal: answered within"), _SECONDS, step=5, unit="s"
        )
        self._known = plain_label("", "sub", "ink2", wrap=True, name="whatIfKnown")
        self._answers = tuple(
            plain_label("", "h2" if not place else "body", wrap=True, name=f"whatIfAnswer{place}")
            for place in range(_ANSWERS)
        )
        self.half_hour.currentIndexChanged.connect(self._choose)
        self.advisors.valueChanged.connect(self._reckon)
        self.seconds.valueChanged.connect(self._reckon)
        self._lay_out()

    @property
    def words(self) -> tuple[str, ...]:
        """The answers that are shown."""
        return tuple(one.text() for one in self._answers if one.text())

    def begin(self, picture: BoardPicture) -> None:
        """Open the card on the present half hour."""
        self._loads, self._usual, self._goal = picture.loads, picture.usual_seconds, picture.goal
        self.half_hour.set_choices(_named(picture.loads))
        self.half_hour.setCurrentIndex(0)
        self.seconds.show_value(self._usual)
        self._choose()
        self.open(self.advisors)

    def _load(self) -> HalfHourLoad | None:
        place = self.half_hour.currentIndex()
        return self._loads[place] if 0 <= place < len(self._loads) else None

    def _choose(self) -> None:
        load = self._load()
        if load is not None:
            self.advisors.setMaximum(max(_LEAST, load.advisors * 2))
            self.advisors.show_value(max(1, load.advisors))
            self._known.setText(retold(load_words(load)))
        self._reckon()

    def _reckon(self) -> None:
        load = self._load()
        if load is None:
            return
        words = supposed_words(
            Supposed(
                load=load,
                advisors=self.advisors.value(),
                seconds=self.seconds.value(),
                usual_seconds=self._usual,
                goal=self._goal,
            )
        )
        for place, label in enumerate(self._answers):
            label.setText(retold(words[place]) if place < len(words) else "")
        announce(self, words[0])
        self.place()

    def _lay_out(self) -> None:
        aside = Button("whatIfAside", phrase("Close"), "quiet", key="Esc")
        aside.clicked.connect(self.put_aside)
        head = row(
            IconMark("board", 24, "accentInk"),
            (plain_label(phrase("What if"), "h1", name="whatIfTitle"), 1),
            aside,
            gap=12,
        )
        asked = (
            (phrase("Half hour"), self.half_hour),
            (phrase("Advisors on the line"), self.advisors),
            (phrase("Goal: answered within"), self.seconds),
        )
        answers = column(*self._answers, margins=(16, 12, 16, 12), gap=6)
        note = plain_label(
            phrase("By the Erlang C formula: calls at random, one queue, nobody gives up."),
            "sub",
            "ink3",
        )
        self.card.setLayout(
            column(
                head, hline(), *(labelled(*one) for one in asked), self._known,
                frame("sunken", answers), note, margins=(20, 16, 20, 16), gap=12,
            )
        )  # fmt: skip


def _named(loads: Sequence[HalfHourLoad]) -> list[tuple[str, str]]:
    words = {True: "expected", False: phrase("as it came")}
    return [
        (
            one.label,
            f"{one.label}, {words[one.expected]}" if place else phrase("The last thirty minutes"),
        )
        for place, one in enumerate(loads)
    ]
