"""A painted part of the board whose pieces are chosen by the arrows and opened by Enter."""

from abc import abstractmethod
from typing import Final

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent

from advisor_app.ui.announcing import announce
from advisor_app.ui.board.picture import Behind
from advisor_app.ui.kit.pressable import Pressable

_OPEN: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_STEPS: Final = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Pickable(Pressable):
    """`picked(Behind)` asks for the calls behind the piece that is chosen, or pressed."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.clicked.connect(self._pick)

    @abstractmethod
    def step(self, right: int, down: int) -> str:
        """Choose the next piece in a direction; what it is, in words."""

    @abstractmethod
    def chosen(self) -> Behind | None:
        """What the chosen piece is reckoned from."""

    @abstractmethod
    def choose_at(self, place: QPointF) -> bool:
        """Choose the piece at a place; whether there is one."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            announce(self, self.step(*step))
            self.update()
        elif event.key() in _OPEN and not event.modifiers():
            self._pick()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.choose_at(event.position()):
            self.update()
            self._pick()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _pick(self, _on: bool = False) -> None:
        behind = self.chosen()
        if behind is not None:
            self.picked.emit(behind)
