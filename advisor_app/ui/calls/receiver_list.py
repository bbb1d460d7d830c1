"""To whom a call can be handed on: one list of colleagues and teams, of which one is chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QWidget

from advisor_app.ui.icons import draw_icon
from advisor_app.ui.kit.layouts import column, empty
from advisor_app.ui.kit.paint import RIGHT, box, focus_ring, line_pen, say, smooth, text_width
from advisor_app.ui.text import plain_label
from advisor_app.ui.theme import px

_TALL: Final = 40
_ICON: Final = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """Somebody who can be given the call: `key` is an account, or the id of a team.

    `sub` says role and languages, `fit` how well they know this cancer, or how busy the team is.
    """

    key: str
    name: str
    sub: str
    fit: str
    team: bool = False


class ReceiverRow(QAbstractButton):
    """One of them; `taken` when it is pressed twice."""

    taken = Signal()

    def __init__(self, receiver: Receiver, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.receiver = receiver
        sort = "team" if receiver.team else "colleague"
        self.setObjectName(f"{sort}_{receiver.key}")
        self.setText(receiver.name.replace("&", "&&"))
        self.setAccessibleName(f"{receiver.name}, {receiver.sub}, {receiver.fit}")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(240, _TALL)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        self.taken.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        area, on = QRectF(self.rect()), self.isChecked()
        if on:
            box(painter, area, px("radius.control"), fill="select", pen=line_pen("accent"))
        elif self.underMouse():
            box(painter, area, px("radius.control"), fill="hover")
        if self.hasFocus():
            focus_ring(painter, area, px("radius.control"))
        icon = "check" if on else "users" if self.receiver.team else "person"
        draw_icon(painter, 10, area.center().y() - 9, icon, _ICON, "accentInk" if on else "ink3")
        wide = text_width(self.receiver.fit, "sub") + 2
        words = area.adjusted(38, 2, -20 - wide, -2)
        upper = QRectF(words.x(), words.y(), words.width(), words.height() / 2)
        say(painter, upper, self.receiver.name, "strong" if on else "body", "ink")
        say(painter, upper.translated(0, upper.height()), self.receiver.sub, "sub", "ink2")
        fit = QRectF(area.right() - 10 - wide, area.y(), wide, area.height())
        say(painter, fit, self.receiver.fit, "sub", "ink2", RIGHT)
        painter.end()


class ReceiverList(QWidget):
    """Rows under a heading; one group of buttons over two lists keeps one of all chosen."""

    taken = Signal()
    chosen = Signal()

    def __init__(self, name: str, heading: str, group: QButtonGroup) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(heading)
        self._group = group
        self._nobody = plain_label("", "body", "ink2", wrap=True, name=f"{name}.nobody")
        self._rows = column(gap=2)
        title = plain_label(heading, "subs", "ink2")
        self.setLayout(column(title, self._nobody, self._rows, None, gap=4))

    @property
    def rows(self) -> tuple[ReceiverRow, ...]:
        """The rows, from above."""
        found = [self._rows.itemAt(place) for place in range(self._rows.count())]
        widgets = [one.widget() for one in found if one is not None]
        return tuple(one for one in widgets if isinstance(one, ReceiverRow))

    def show_receivers(self, receivers: Sequence[Receiver], nobody: str) -> None:
        """Other rows; `nobody` stands where there are none."""
        for old in self.rows:
            self._group.removeButton(old)
        empty(self._rows)
        for one in receivers:
            shown = ReceiverRow(one)
            shown.taken.connect(self.taken)
            shown.clicked.connect(self.chosen)
            self._group.addButton(shown)
            self._rows.addWidget(shown)
            # A layout shows its new items a turn later, and what is hidden takes no focus.
            shown.show()
        self._nobody.setText("" if receivers else nobody)
        self._nobody.setVisible(not receivers)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.taken.emit()
        else:
            super().keyPressEvent(event)
