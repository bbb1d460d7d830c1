"""One record of the checklist as a line that takes the keyboard: a digit says where it is."""

from datetime import date
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy

from advisor_app.domain.dates import format_day
from advisor_app.domain.intake import RECORD_STATES
from advisor_app.oncology.record_list import ASKED_FOR, IN_HAND, RecordLine
from advisor_app.ui.icons import draw_icon
from advisor_app.ui.kit.paint import box, draw_pill, focus_ring, line_pen, pill_width, say, smooth
from advisor_app.ui.kit.pressable import Pressable
from advisor_app.ui.retelling import retold
from advisor_app.ui.theme import color, px
from advisor_app.ui.wording import later, phrase

STATE_WORDS: Final = {choice.code: choice.label for choice in RECORD_STATES}
STATE_KEYS: Final = {str(digit): code for digit, code in enumerate(STATE_WORDS, start=1)}
"""The digit of each state, in the order in which a record travels."""
NOTHING_SAID: Final = "0"
_HEAD: Final = 34
_LINE: Final = 18
_BOTTOM: Final = 6
_LEFT: Final = 34
_STEPS: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RecordRow(Pressable):
    """`state_pressed(code, state)`, `moved(step)`, `entered()` for its fields, `chosen(code)`."""

    state_pressed = Signal(str, str)
    moved = Signal(int)
    entered = Signal()
    chosen = Signal(str)

    def __init__(self, line: RecordLine) -> None:
        super().__init__()
        self._line, self._current = line, False
        self.setObjectName(f"record_{line.need.code}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self.entered)
        self.show_line(line)

    @property
    def line(self) -> RecordLine:
        """What it shows."""
        return self._line

    def show_line(self, line: RecordLine) -> None:
        """Show the record as it stands now."""
        self._line = line
        self._notes = notes_of(line)
        told = phrase(STATE_WORDS.get(line.state, later("nothing said yet")))
        words = "; ".join((told, *(text for text, _ in self._notes)))
        self.setAccessibleName(f"{phrase(line.need.name)}: {words}")
        self.setAccessibleDescription(phrase("1 to 8 say where it is, Enter goes to its fields"))
        self.updateGeometry()
        self.update()

    def set_current(self, current: bool) -> None:
        """Mark it as the one whose fields are open."""
        if current != self._current:
            self._current = current
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, _HEAD + _LINE * len(self._notes) + (_BOTTOM if self._notes else 0))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.sizeHint().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.chosen.emit(self._line.need.code)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        code = self._line.need.code
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and plain:
            self.moved.emit(step)
        elif plain and event.text() in STATE_KEYS:
            self.state_pressed.emit(code, STATE_KEYS[event.text()])
        elif plain and (event.text() == NOTHING_SAID or event.key() == Qt.Key.Key_Delete):
            self.state_pressed.emit(code, "")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        area = QRectF(self.rect())
        edge = line_pen("accent" if self._current else "line")
        fill = "hover" if self.underMouse() and not self._current else "surface"
        box(painter, area, px("radius.card"), fill=fill, pen=edge)
        if self._current:
            painter.fillRect(QRectF(1, 6, 3, area.height() - 12), color("accent"))
        self._paint_head(painter)
        for number, (text, role) in enumerate(self._notes):
            top = _HEAD - 4 + number * _LINE
            say(painter, QRectF(_LEFT, top, area.width() - _LEFT - 10, _LINE), text, "sub", role)
        if self.hasFocus():
            focus_ring(painter, area, px("radius.card"))
        painter.end()

    def _paint_head(self, painter: QPainter) -> None:
        icon, role = mark_of(self._line)
        draw_icon(painter, 10, (_HEAD - 16) / 2, icon, 16, role)
        words = phrase(STATE_WORDS.get(self._line.state, ""))
        right = self.width() - 10.0
        if words:
            wide = pill_width(words)
            pill = QRectF(right - wide, (_HEAD - 20) / 2, wide, 20)
            draw_pill(painter, pill, words, pill_of(self._line))
            right -= wide + 8
        name = QRectF(_LEFT, 0, right - _LEFT, _HEAD)
        say(painter, name, phrase(self._line.need.name), "med", "ink")


def mark_of(line: RecordLine) -> tuple[str, str]:
    """The icon of a record's state and its role of ink."""
    if line.state in IN_HAND:
        return "ok", "okInk"
    if line.overdue or line.blocked:
        return ("warning" if line.overdue else "lock"), "warningInk"
    if line.state in ASKED_FOR:
        return "clock", "infoInk"
    if line.state == "cannot_obtain":
        return "close", "urgentInk"
    return ("minus" if line.state == "not_needed" else "file"), "ink3"


def pill_of(line: RecordLine) -> str:
    """The kind of pill that says a record's state."""
    if line.state in IN_HAND:
        return "ok"
    if line.state == "cannot_obtain":
        return "urgent"
    return "info" if line.state in ASKED_FOR else "ghost"


def notes_of(line: RecordLine) -> tuple[tuple[str, str], ...]:
    """What stands under a record's name: words and their role of ink, the pressing first."""
    notes = []
    if line.blocked:
        notes.append((phrase("blocked: the release is only spoken"), "warningInk"))
    if line.wanted_by:
        notes.append((phrase("{wanted_by} wants it first", wanted_by=line.wanted_by), "accentInk"))
    when, role = due_words(line)
    if when:
        notes.append((when, role))
    if line.late:
        notes.append((phrase("comes after the visit: ask for the quickest way"), "warningInk"))
    promised = (
        phrase("promised by {promised_by}", promised_by=line.promised_by)
        if line.promised_by
        else ""
    )
    where = ", ".join(text for text in (line.held_by, promised) if text)
    if where:
        notes.append((where, "ink2"))
    if line.state == "cannot_obtain":
        notes.append(
            (line.reason or phrase("say why: Enter"), "urgentInk" if line.reason else "ink3")
        )
    elif line.by_rule:
        notes.append((phrase("the rules ask for it"), "ink2"))
    if line.need.why:
        notes.append((retold(line.need.why), "ink2"))
    return tuple(notes)


def due_words(line: RecordLine) -> tuple[str, str]:
    """When a record is due, in words, with the role of ink; nothing where nothing tells."""
    if line.due is None:
        return "", "ink2"
    day = short_day(line.due)
    if line.state in ASKED_FOR:
        words = (
            phrase("overdue since {day}", day=day) if line.overdue else phrase("due {day}", day=day)
        )
    else:
        words = (
            phrase("was to be asked for by {day}", day=day)
            if line.overdue
            else phrase("ask by {day}", day=day)
        )
    return words, "warningInk" if line.overdue else "ink2"


def short_day(day: date) -> str:
    """A day of these weeks, without its year: `04 DEC`."""
    return format_day(day)[:-5]
