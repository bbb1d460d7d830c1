"""What is still to ask, by the step it is needed for; one press goes to the question."""

from typing import Final

from PySide6.QtCore import Signal

from advisor_app.domain.asking import Missing
from advisor_app.domain.questions import Stage
from advisor_app.matching.results import AskNext
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.matcher.cards import AskNextCard
from advisor_app.ui.matcher.scrolled import ScrolledColumn
from advisor_app.ui.text import plain_label

STAGE_WORDS: Final = {
    Stage.FIRST_CONTACT: "Now, on this call",
    Stage.BOOKING: "Before booking",
    Stage.VISIT: "Before the visit",
}


class AskPanel(ScrolledColumn):
    """The list of what is missing, first what this call needs."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__("askPanel", spacing=4)
        self._shown: tuple[object, ...] = ()

    def show_missing(self, missing: tuple[Missing, ...], asks: tuple[AskNext, ...]) -> None:
        """Show what is missing; nothing is drawn again where nothing changed."""
        shown = (tuple(item.path for item in missing), asks)
        if shown == self._shown:
            return
        self._shown = shown
        self.clear()
        card = AskNextCard(asks)
        card.pressed.connect(self.pressed)
        self.add(card)
        if not missing:
            self.add(plain_label("Everything has been asked.", "sub", "okInk"))
        stage: Stage | None = None
        for item in missing:
            if item.stage is not stage:
                stage = item.stage
                count = sum(1 for one in missing if one.stage is stage)
                self.add(plain_label(f"{STAGE_WORDS[stage]}  {count}", "subs", "ink"))
            ask = Button(
                f"ask_{item.path}", item.question.short, "quiet", icon="chev", height=28, pad=6
            )
            ask.set_tip(item.question.label)
            ask.clicked.connect(lambda _on=False, path=item.path: self.pressed.emit(path))
            self.add(ask)
