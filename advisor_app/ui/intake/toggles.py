"""Words to switch on and off: the answer to a question that takes several."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from advisor_app.domain.questions import Choice
from advisor_app.ui import theme
from advisor_app.ui.icons import icon_pixmap
from advisor_app.ui.kit.layouts import FlowLayout

PAD = 10
TICK = 14


class Toggle(QAbstractButton):
    """One word: a tick and the accent when it is on, plain when it is off."""

    def __init__(self, text: str, object_name: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setText(text.replace("&", "&&"))
        self._words = text
        self.setObjectName(object_name)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def say(self, words: str) -> None:
        """Say it in other words."""
        self._words = words
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        self.updateGeometry()

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.type_font("subm")).horizontalAdvance(self._words)
        return QSize(
            width + 2 * PAD + (TICK + 4 if self.isChecked() else 0), theme.px("control.toggle")
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        edge = "accent" if on else ("ink3" if self.underMouse() else "line2")
        ring = self.hasFocus()
        painter.setPen(QPen(theme.color("focus" if ring else edge), 2 if ring else 1))
        painter.setBrush(theme.color("accentTint" if on else "surface"))
        inset = 1.0 if ring else 0.5
        box = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(box, self.height() / 2, self.height() / 2)
        left = PAD
        if on:
            tick = icon_pixmap("check", TICK, "accentInk", self.devicePixelRatioF())
            painter.drawPixmap(PAD - 2, (self.height() - TICK) // 2, tick)
            left += TICK + 2
        painter.setFont(theme.type_font("subm"))
        painter.setPen(theme.color("accentInk" if on else "ink2"))
        area = self.rect().adjusted(left, 0, 0, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, self._words)


class ToggleSet(QWidget):
    """Several toggles; free words that are no code stand after them, switched on."""

    changed = Signal(object)

    def __init__(self, codes: tuple[Choice, ...], object_name: str, accessible: str) -> None:
        super().__init__()
        self.setObjectName(object_name)
        self.setAccessibleName(accessible)
        self._flow = FlowLayout(gap=6)
        self.setLayout(self._flow)
        self._toggles: dict[str, Toggle] = {}
        for choice in codes:
            self._add(choice.code, choice.label)

    def first(self) -> QWidget:
        """The first toggle, which takes the focus."""
        return next(iter(self._toggles.values()))

    def show_chosen(self, codes: tuple[str, ...]) -> None:
        """Show what is chosen without telling of a change."""
        for code in codes:
            if code not in self._toggles:
                self._add(code, code)
        for code, toggle in self._toggles.items():
            if toggle.isChecked() != (code in codes):
                toggle.setChecked(code in codes)
                toggle.updateGeometry()
        self._flow.invalidate()

    def show_labels(self, labels: Mapping[str, str]) -> None:
        """Say the codes in other words; free words stay."""
        for code, label in labels.items():
            self._toggles[code].say(label)
        self._flow.invalidate()

    def _add(self, code: str, label: str) -> None:
        toggle = Toggle(label, f"{self.objectName()}_{code}".replace(" ", "_"))
        toggle.clicked.connect(self._told)
        self._toggles[code] = toggle
        self._flow.addWidget(toggle)

    def _told(self) -> None:
        for toggle in self._toggles.values():
            toggle.updateGeometry()
        self._flow.invalidate()
        chosen = tuple(code for code, toggle in self._toggles.items() if toggle.isChecked())
        self.changed.emit(chosen)
