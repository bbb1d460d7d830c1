"""The one place where words become labels: always plain text, never markup.

Qt guesses that `<s>No known allergies</s>` is rich text and strikes it through; a name in angle
brackets vanishes. So every label that may show a person's words is made here, and every tooltip
is escaped here.
"""

from typing import Final

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from advisor_app.ui.theme import color, restyle, type_font

_LONGEST: Final = 1000
_AS_IT_STANDS: Final = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\n": "<br>"}
)
_LEFT: Final = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_BROKEN: Final = int(Qt.TextFlag.TextWordWrap)


def plain_label(
    text: str,
    type: str = "body",
    role: str = "ink",
    *,
    wrap: bool = False,
    italic: bool = False,
    align: Qt.AlignmentFlag = _LEFT,
    name: str = "",
    parent: QWidget | None = None,
) -> QLabel:
    """A label of plain text in one step of the type scale and one role of ink.

    A wrapped label asks for the whole width of its row: give it stretch 1 and no stretch beside it.
    """
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setProperty("role", role)
    label.setFont(type_font(type, italic))
    label.setWordWrap(wrap)
    label.setAlignment(_top(align) if wrap else align)
    label.setObjectName(name)
    return label


def set_role(label: QLabel, role: str) -> None:
    """Give a label of `plain_label` or an ElidedLabel another role of ink."""
    if label.property("role") != role:
        label.setProperty("role", role)
        restyle(label)


def plain_tip(widget: QWidget, text: str) -> None:
    """A tooltip that shows exactly these characters."""
    widget.setToolTip(tip_text(text))


def tip_text(text: str) -> str:
    """`text` as a tooltip must be given it so that it shows as it stands; empty stays empty."""
    if not text:
        return ""
    return f"<span>{text.translate(_AS_IT_STANDS)}</span>"


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where it does not fit; the tooltip then has all of it.

    `set_lines` lets it take more than one, for words that must be read whole.
    """

    def __init__(
        self,
        text: str = "",
        type: str = "body",
        role: str = "ink",
        *,
        italic: bool = False,
        align: Qt.AlignmentFlag = _LEFT,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self._lines = 1
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setFont(type_font(type, italic))
        self.setAlignment(align)
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:  # noqa: N802 - overrides Qt
        """Show `text`, cut to the width there is."""
        super().setText(text)
        self._tell_the_rest()

    def set_lines(self, lines: int) -> None:
        """Break the words over so many lines; whoever places it gives it their height."""
        if lines != self._lines:
            self._lines = lines
            self._tell_the_rest()
            self.update()

    def is_cut(self) -> bool:
        """Whether the text does not fit now."""
        room, metrics = self.contentsRect(), QFontMetrics(self.font())
        if self._lines == 1:
            return metrics.horizontalAdvance(self.text()) > room.width()
        broken = metrics.boundingRect(QRect(0, 0, room.width(), 0), _BROKEN, self.text())
        tallest = metrics.height() + (self._lines - 1) * metrics.lineSpacing()
        return broken.width() > room.width() or broken.height() > tallest

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self.text()) + 1, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(color(str(self.property("role"))))
        room = self.contentsRect()
        line = self.text()[:_LONGEST].replace("\n", " ")
        if self._lines > 1:
            painter.drawText(room, int(self.alignment()) | _BROKEN, line)
            return
        words = self.fontMetrics().elidedText(line, self._mode, room.width())
        painter.drawText(room, int(self.alignment()), words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_the_rest()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._tell_the_rest()

    def _tell_the_rest(self) -> None:
        wanted = tip_text(self.text()) if self.is_cut() else ""
        if self.toolTip() != wanted:
            self.setToolTip(wanted)


def _top(align: Qt.AlignmentFlag) -> Qt.AlignmentFlag:
    return (align & ~Qt.AlignmentFlag.AlignVertical_Mask) | Qt.AlignmentFlag.AlignTop
