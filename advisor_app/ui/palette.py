"""Find or do: cancers, cases, specialists and actions in one list, at the speed of typing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget
from rapidfuzz import fuzz

from advisor_app.domain.text import fold
from advisor_app.ui.icons import draw_icon
from advisor_app.ui.kit.buttons import KeyCap
from advisor_app.ui.kit.frames import hline
from advisor_app.ui.kit.layouts import column, empty, holder, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.overlay import Overlay
from advisor_app.ui.kit.paint import draw_key_cap, key_cap_width, say, smooth, text_width
from advisor_app.ui.palette_words import parts_of, word_meant
from advisor_app.ui.text import plain_label
from advisor_app.ui.theme import color, px
from advisor_app.ui.wording import later, phrase

ROW: Final = 36
MOST_A_GROUP: Final = 4
LIKE: Final = 72
_BEGINS: Final = 3
GROUPS: Final = (later("Cancers"), later("Cases"), later("Specialists"), later("Actions"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing to find or to do; `run` does it."""

    group: str
    icon: str
    text: str
    note: str
    run: Callable[[], None]
    key: str = ""


Find = Callable[[str], Sequence[Entry]]


def likeness(query: str, text: str) -> float:
    """How well typed letters fit a text, 0 to 100; typing mistakes are forgiven."""
    wanted, given = fold(query), fold(text)
    if not wanted:
        return 100.0
    if any(word.startswith(wanted) for word in given.split()) or given.startswith(wanted):
        return 100.0
    if wanted in given:
        return 95.0
    if all(any(word.startswith(part) for word in given.split()) for part in wanted.split()):
        return 92.0
    return fuzz.partial_ratio(wanted, given) if len(wanted) > 3 else 0.0


class PaletteRow(QWidget):
    """One entry: icon, text with the words that fit in bold, a note, its key."""

    chosen = Signal()

    def __init__(self, entry: Entry, query: str) -> None:
        super().__init__()
        self.entry, self._on = entry, False
        self._parts = parts_of(entry.text, query)
        self.setFixedHeight(ROW)
        self.setAccessibleName(f"{entry.text}, {entry.note}")
        self.setObjectName(f"palette_{entry.group}_{entry.text}".replace(" ", "_"))

    def show_on(self, on: bool) -> None:
        """Whether Enter would open it."""
        if on != self._on:
            self._on = on
            self.update()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.chosen.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = smooth(self)
        if self._on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("select"))
            painter.drawRoundedRect(self.rect().toRectF(), 6, 6)
        draw_icon(painter, 12, 9, self.entry.icon, 18, "accentInk" if self._on else "ink2")
        left = self._paint_text(painter, 42)
        right = self.width() - 12
        if self.entry.key:
            width = key_cap_width(self.entry.key)
            cap = self.rect().toRectF().adjusted(right - width, 9, -12, -9)
            draw_key_cap(painter, cap, self.entry.key)
            right -= int(width) + 8
        area = self.rect().toRectF().adjusted(left + 10, 0, right - self.width(), 0)
        say(painter, area, self.entry.note, "sub", "ink2")
        painter.end()

    def _paint_text(self, painter: QPainter, left: float) -> float:
        room = self.rect().toRectF()
        for words, fits in self._parts:
            style, role = ("strong", "accentInk") if fits else ("body", "ink")
            say(painter, room.adjusted(left, 0, 0, 0), words, style, role)
            left += text_width(words, style)
        return left


class Palette(Overlay):
    """The command palette. Entries of cancers and specialists come from `finders`.

    `asked(str)` tells what is looked for; what the store knows of it comes later, by `add`.
    """

    asked = Signal(str)

    def __init__(self, window: QWidget, actions: Find, finders: Sequence[Find]) -> None:
        super().__init__(
            "commandPalette",
            window,
            width=px("layout.palette_width"),
            top=96,
            words=phrase("Find or do"),
            click_outside=True,
        )
        self._actions, self._finders = actions, tuple(finders)
        self._rows: list[PaletteRow] = []
        self._found: tuple[Entry, ...] = ()
        self._at = 0
        self._line = OneLineEdit(
            "paletteEdit", phrase("Find or do"), placeholder=phrase("Find or do anything")
        )
        self._line.setProperty("flat", True)
        self._line.edited.connect(self._typed)
        self._line.installEventFilter(self)
        head = row(
            IconMark("search", 20, "ink2"), (self._line, 1), KeyCap("Esc"), margins=(16, 8, 16, 8)
        )
        self._list = column(margins=(8, 6, 8, 8), gap=0)
        self._note = plain_label("", "sub", "ink2", name="paletteNote")
        foot = row(
            KeyCap("↑ ↓"),
            plain_label(phrase("move"), "sub", "ink2"),
            KeyCap("Enter"),
            plain_label(phrase("open"), "sub", "ink2"),
            None,
            self._note,
            margins=(16, 8, 16, 8),
            gap=6,
        )
        self.card.setLayout(column(head, hline(), holder(self._list), hline(), holder(foot), gap=0))

    def begin(self) -> None:
        """Open it empty: the actions that can be done now."""
        self._line.show_text("")
        self._typed("")
        self.open(self._line)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._line
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            return self._steer(event)
        return super().eventFilter(watched, event)

    def entries(self) -> tuple[Entry, ...]:
        """What the list shows now."""
        return tuple(line.entry for line in self._rows)

    def _steer(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Down:
            self._move(1)
        elif event.key() == Qt.Key.Key_Up:
            self._move(-1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self._at)
        else:
            return False
        return True

    def _typed(self, text: str) -> None:
        found: list[Entry] = []
        if text.strip():
            for finder in self._finders:
                found += finder(text)
        found += self._actions(text)
        self._found = tuple(found)
        self._show(found, text)
        self.asked.emit(text)

    def add(self, query: str, entries: Sequence[Entry]) -> None:
        """More was found for what was typed, unless something else is typed by now.

        The row that the arrows chose stays the chosen one.
        """
        if not entries or query != self._line.text():
            return
        chosen = self._rows[self._at].entry if self._at else None
        self._found = (*entries, *self._found)
        self._show(self._found, query)
        if chosen is not None:
            self._move(next((n for n, line in enumerate(self._rows) if line.entry == chosen), 0))

    def _show(self, entries: Sequence[Entry], query: str) -> None:
        empty(self._list)
        self._rows = []
        for group in sorted(GROUPS, key=lambda one: one != _meant(entries, query)):
            of_group = [entry for entry in entries if entry.group == group]
            most = MOST_A_GROUP if query.strip() else 10
            if not of_group:
                continue
            title = plain_label(phrase(group), "subm", "ink2")
            title.setContentsMargins(12, 4, 0, 2)
            self._list.addWidget(title)
            for entry in of_group[:most]:
                line = PaletteRow(entry, query)
                number = len(self._rows)
                line.chosen.connect(lambda number=number: self._run(number))
                self._rows.append(line)
                self._list.addWidget(line)
        if not self._rows:
            words = phrase(
                "Nothing fits. Try part of a name, a number, a cancer, or what you want to do."
            )
            self._list.addWidget(plain_label(words, "sub", "ink2"))
        self._note.setText(_how_read(query, self.entries()) if self._rows else phrase("0 found"))
        self._at = 0
        self._move(0)
        self._list.activate()
        self.place()
        # Once more when the old rows are gone: they still count in the height until then.
        QTimer.singleShot(0, self.place)

    def _move(self, by: int) -> None:
        if self._rows:
            self._at = (self._at + by) % len(self._rows)
        for number, line in enumerate(self._rows):
            line.show_on(number == self._at)

    def _run(self, number: int) -> None:
        if 0 <= number < len(self._rows):
            entry = self._rows[number].entry
            self.put_aside()
            entry.run()


def _how_read(query: str, entries: Sequence[Entry]) -> str:
    """How a slip of the typing was taken: the first typed word that nothing shown has in it."""
    for typed in fold(query).split():
        given = [one.text for one in entries]
        if any(typed in fold(f"{one.text} {one.note}") for one in entries):
            continue
        read = next((word for text in given if (word := word_meant(typed, text))), "")
        return phrase("“{typed}” read as {word}", typed=typed, word=read.casefold()) if read else ""
    return ""


def _meant(entries: Sequence[Entry], query: str) -> str:
    """The group to go first: the actions where one of them begins with what was typed."""
    asked = fold(query).strip()
    begins = any(one.group == "Actions" and fold(one.text).startswith(asked) for one in entries)
    return phrase("Actions") if len(asked) >= _BEGINS and begins else ""
