"""The choice of the first run: look around, or begin in earnest."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.ui.calls.keys import on_alt
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark, Logo
from advisor_app.ui.text import plain_label, set_role
from advisor_app.ui.wording import later, phrase

CARD: Final = 440
_SAMPLE: Final = (
    later("A morning of an invented centre: callers ring, colleagues answer, cases are under way."),
    later("Take a call, fill in the intake, choose a specialist, print the summary."),
    later("Every person and number in it is invented, and nothing of it is kept."),
)
_CENTRE: Final = (
    later("Name and hours of the line, the first accounts, and your specialists from a file."),
    later("One encrypted store on this workstation, or one server that all desks share."),
    later("Takes about five minutes; all of it can be changed later under Admin."),
)


class ChoicePage(QWidget):
    """Passive: `sample_chosen()`, `centre_chosen()`."""

    sample_chosen = Signal()
    centre_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("firstChoice")
        self.sample = Button(
            "trySample", phrase("Try a sample shift"), icon="phone", key="Alt T", height=40
        )
        self.centre = Button(
            "setUpCentre",
            phrase("Set up our centre"),
            "primary",
            icon="building",
            key="Alt S",
            height=40,
        )
        self._state = plain_label("", "body", "ink2", name="firstChoiceState")
        self.sample.clicked.connect(self.sample_chosen)
        self.centre.clicked.connect(self.centre_chosen)
        on_alt(self, Qt.Key.Key_T, self.sample.click)
        on_alt(self, Qt.Key.Key_S, self.centre.click)
        words = plain_label(
            phrase("There is no store on this workstation yet. How do you want to begin?"),
            "body",
            "ink2",
        )
        cards = row(
            None,
            _card("queue", phrase("Look around first"), tuple(map(phrase, _SAMPLE)), self.sample),
            _card("building", phrase("Begin in earnest"), tuple(map(phrase, _CENTRE)), self.centre),
            None,
            gap=24,
        )
        head = row(
            None, Logo(), plain_label(phrase("Care advisor console"), "strong"), None, gap=10
        )
        centred = Qt.AlignmentFlag.AlignHCenter
        title = plain_label(phrase("Welcome"), "display", align=centred)
        words.setAlignment(centred)
        self._state.setAlignment(centred)
        self.setLayout(
            column(
                head, None, title, words, 24, cards, 24, self._state, None,
                margins=(40, 32, 40, 32), gap=8,
            )
        )  # fmt: skip

    def show_working(self, words: str) -> None:
        """Something goes on that takes a moment; nothing can be chosen meanwhile."""
        self._say(words, "ink2", enabled=False)

    def show_ready(self, words: str = "") -> None:
        """A choice can be made."""
        self._say(words, "ink2", enabled=True)

    def show_refused(self, words: str) -> None:
        """It did not work, and why."""
        self._say(words, "urgentInk", enabled=True)

    def _say(self, words: str, role: str, *, enabled: bool) -> None:
        self._state.setText(words)
        set_role(self._state, role)
        self.sample.setEnabled(enabled)
        self.centre.setEnabled(enabled)


def _card(icon: str, title: str, sentences: tuple[str, ...], button: Button) -> QWidget:
    lines = [
        row(IconMark("check", 16, "accentInk"), (plain_label(one, "body", "ink2", wrap=True), 1))
        for one in sentences
    ]
    head = row(IconMark(icon, 20, "ink2"), plain_label(title, "h1"), None, gap=10)
    inner = column(head, 8, *lines, None, row(button, None), margins=(24, 24, 24, 24), gap=10)
    return frame("card", inner, width=CARD, height=296)
