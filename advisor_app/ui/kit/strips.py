"""News that does not take the focus: strips, empty and loading places."""

from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from advisor_app.ui.announcing import announce
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import Surface, frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.paint import box, smooth
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.theme import color, px
from advisor_app.ui.wording import phrase

StripKind = Literal["warning", "urgent", "info", "ok", "plain"]
_STRIPS: Final[dict[str, tuple[Surface, str, str]]] = {
    "warning": ("warningTint", "warning", "warningInk"),
    "urgent": ("urgentTint", "urgent", "urgentInk"),
    "info": ("infoTint", "info", "infoInk"),
    "ok": ("okTint", "ok", "okInk"),
    "plain": ("card", "info", "ink2"),
}
_LOADING_AFTER_MS: Final = 200
_WORDS_AFTER_MS: Final = 1000


class Strip(QWidget):
    """What happened, what is safe, and one verb: at the top of the area that it concerns."""

    pressed = Signal()

    def __init__(
        self,
        name: str,
        kind: StripKind,
        words: str,
        *,
        verb: str = "",
        key: str = "",
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        surface, usual, role = _STRIPS[kind]
        self.setObjectName(name)
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._words = ElidedLabel(words, "body", name=f"{name}.words")
        self.button = Button(f"{name}.verb", verb, key=key, height=28, pad=10)
        self.button.setVisible(bool(verb))
        self.button.clicked.connect(self.pressed)
        mark = IconMark(icon or usual, 18, role)
        inner = row(mark, (self._words, 1), self.button, margins=(12, 0, 12, 0))
        self._frame = frame(surface, inner, height=px("control.strip"))
        self.setLayout(column(self._frame))

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        announce(self, self.words)

    def show_words(self, words: str, verb: str | None = None) -> None:
        """Say something else."""
        if words != self.words and self.isVisible():
            announce(self, words)
        self._words.setText(words)
        self.setAccessibleName(words)
        if verb is not None:
            self.button.set_words(verb)
            self.button.setVisible(bool(verb))


class EmptyState(QWidget):
    """Nothing is here: an icon, what happens next in one sentence, one plain button at most."""

    pressed = Signal()

    def __init__(
        self,
        name: str,
        icon: str,
        title: str,
        words: str,
        *,
        verb: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(f"{title}. {words}")
        centre = Qt.AlignmentFlag.AlignCenter
        self._title = plain_label(title, "h2", align=centre)
        self._words = plain_label(words, "body", "ink2", align=centre, wrap=True)
        self.button = Button(f"{name}.verb", verb, key=key)
        self.button.setVisible(bool(verb))
        self.button.clicked.connect(self.pressed)
        self._icon = IconMark(icon, 28, "ink3")
        self.setLayout(
            column(
                None,
                row(None, self._icon, None),
                self._title,
                self._words,
                row(None, self.button, None),
                None,
                margins=(16, 12, 16, 12),
            )
        )

    def show_words(self, title: str, words: str) -> None:
        """Say something else."""
        self._title.setText(title)
        self._words.setText(words)
        self.setAccessibleName(f"{title}. {words}")


class LoadingRows(QWidget):
    """Grey rows of the true column widths: after 200 ms; after a second words and Stop (Escape)."""

    stopped = Signal()

    def __init__(
        self,
        name: str,
        widths: Sequence[int],
        *,
        rows: int = 3,
        words: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(words)
        self._widths, self._rows, self._begun = tuple(widths), rows, False
        self._words = plain_label(words, "sub", "ink3")
        self.button = Button(f"{name}.stop", phrase("Stop"), key="Esc", height=28, pad=10)
        self.button.clicked.connect(self.stopped)
        self._told = QWidget(self)
        self._told.setLayout(row(None, self._words, self.button))
        self._told.setVisible(False)
        self.setLayout(column(self._told, None))
        self._soon, self._later = self._timer(self._begin), self._timer(self._tell)
        self.setMinimumHeight(px("control.button_small") + rows * (px("table.row") + 1))

    def begin(self) -> None:
        """Something is under way; show nothing for 200 ms."""
        self._begun = False
        self._told.setVisible(False)
        self._soon.start(_LOADING_AFTER_MS)
        self._later.start(_WORDS_AFTER_MS)
        self.update()

    def end(self) -> None:
        """It is there."""
        self._soon.stop()
        self._later.stop()
        self._begun = False
        self._told.setVisible(False)
        self.update()

    def show_now(self) -> None:
        """Show rows, words and Stop at once."""
        self._begin()
        self._tell()

    def sizeHint(self) -> QSize:
        return QSize(sum(self._widths) + 24 * len(self._widths), self.minimumHeight())

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._begun:
            return
        painter = smooth(self)
        tall, top = px("table.row"), px("control.button_small")
        for number in range(self._rows):
            y = top + number * (tall + 1)
            x = 12
            for index, width in enumerate(self._widths):
                shown = width - (number * 37 % 50 if index == len(self._widths) - 1 else 0)
                bar = QRectF(x, y + tall / 2 - 5, max(12, shown), 10)
                box(painter, bar, 4, fill="track")
                x += width + 24
            if number < self._rows - 1:
                painter.fillRect(QRectF(0, y + tall, self.width(), 1), color("line"))
        painter.end()

    def _begin(self) -> None:
        self._begun = True
        self.update()

    def _tell(self) -> None:
        self._told.setVisible(True)

    def _timer(self, then: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.timeout.connect(then)
        return timer
