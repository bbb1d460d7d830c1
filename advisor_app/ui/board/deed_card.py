"""A card of the board on which something is done, and that says below what came of it."""

from PySide6.QtWidgets import QWidget

from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.text import plain_label, set_role


class DeedCard(Overlay):
    """`_said` is the line for what came of it: each card gives it its place."""

    def __init__(self, name: str, window: QWidget, *, width: int, words: str, said: str) -> None:
        super().__init__(name, window, width=width, words=words)
        self._said = plain_label("", "sub", "ink2", wrap=True, name=said)

    def say(self, words: str, *, warns: bool = False) -> None:
        """What came of the last deed; nothing before the first."""
        self._said.setText(words)
        set_role(self._said, "warningInk" if warns else "okInk")
        self._said.setVisible(bool(words))
        self.place()
