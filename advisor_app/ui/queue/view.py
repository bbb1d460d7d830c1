"""The queue page: what waits, the call that is offered, and who it may be."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from advisor_app.domain.clock import waited
from advisor_app.ui.kit.file_choice import ask_for_file
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column
from advisor_app.ui.kit.strips import EmptyState, Strip
from advisor_app.ui.page import StatusLine, WorkPage
from advisor_app.ui.queue.banner import OfferBanner, ShownOffer
from advisor_app.ui.queue.columns import queue_columns
from advisor_app.ui.queue.head import QueueHead
from advisor_app.ui.queue.lines import (
    QueueLine,
    ShownLines,
    filtered,
    first_waiting,
    frozen,
    in_order,
    marked,
)
from advisor_app.ui.queue.who import Candidate, WhoPanel
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import RowLook, RowsModel
from advisor_app.ui.text import plain_tip
from advisor_app.ui.wording import counted, later, phrase

STANDS_STILL: Final = timedelta(seconds=15)
"""So long after the last key or click in it, a chosen row no longer keeps the list from moving."""
NEWS_STAYS: Final = timedelta(seconds=8)
_NOBODY: Final = (later("No one is waiting"), later("The next call rings here by itself."))
_FILTERED: Final = (
    later("Nothing fits the filter"),
    later("Empty the filter to see all that waits."),
)


class QueuePage(WorkPage):
    """Passive: shown lines, an offer and candidates; tells what the advisor does with them.

    `take(key)` takes a line, `accept` and `decline(reason)` answer the offer, `same(case)`,
    `not_same(case)` and `new_person` say who calls, `subject_changed(key)` follows the choice.
    """

    page_name: ClassVar[str] = "queue"
    side_width: ClassVar[tuple[int, int]] = (320, 288)

    accept = Signal()
    decline = Signal(str)
    take = Signal(str)
    import_requests = Signal(str)
    subject_changed = Signal(str)
    same = Signal(str)
    not_same = Signal(str)
    new_person = Signal()

    def __init__(
        self, say_first: str, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("queuePage")
        self._now = now
        self._fresh: tuple[QueueLine, ...] = ()
        self._shown: tuple[QueueLine, ...] = ()
        self._first: QueueLine | None = None
        self._marks: frozenset[str] = frozenset()
        self._used_at: datetime | None = None
        self._hours = ""
        self._news: tuple[StatusLine, datetime] | None = None
        self._live = StatusLine(text="")
        self.banner = OfferBanner()
        self.head = QueueHead()
        self._strip = Strip("importStrip", "info", "", verb=phrase("Close"))
        self._strip.hide()
        self._model: RowsModel[QueueLine] = RowsModel(
            queue_columns(lambda key: key in self._marks),
            key=lambda line: line.key,
            look=lambda line: RowLook(dim=line.dimmed),
        )
        self.table = RowsView("queueTable", self._model, words=phrase("What waits"))
        self._empty = EmptyState(
            "queueEmpty",
            "phone",
            *map(phrase, _NOBODY),
            verb=phrase("Import online requests"),
            key="Ctrl Shift I",
        )
        self.who = WhoPanel(say_first)
        self.side = frame("side", column(self.who), name="queueSide")
        self._build()
        self._connect()

    # ---- what is shown ----

    def show_rows(self, lines: Sequence[QueueLine]) -> None:
        """Show what waits now; a list that is in use keeps its order and counts the new."""
        self._fresh = in_order(lines)
        self._first = first_waiting(self._fresh)
        self._refresh()

    def show_offer(self, offer: ShownOffer | None) -> None:
        """Show the call that is offered to this desk, or that none is."""
        self.table.begins_at = offer.key if offer is not None else ""
        self.banner.show_offer(offer, self._now())

    def show_candidates(self, intro: str, candidates: Sequence[Candidate]) -> None:
        """Show who the caller may be; no intro means that no line is chosen."""
        self.who.show_candidates(intro, candidates)

    def show_hours(self, words: str) -> None:
        """Say on the empty page how long the line is open."""
        self._hours = words

    def show_blocked(self, why: str) -> None:
        """Nothing can be claimed now, and why; "" where it can."""
        self.banner.show_blocked(why)

    def show_imported(self, count: int, mistakes: Sequence[str]) -> None:
        """Say what came in from a file, and what did not."""
        came = counted("{count} online request came in.", "{count} online requests came in.", count)
        rest = (
            phrase(" {count} not read: {mistakes}", count=len(mistakes), mistakes=mistakes[0])
            if mistakes
            else ""
        )
        self._strip.show_words(came + rest)
        plain_tip(self._strip, "\n".join(mistakes))
        self._strip.show()

    def show_live(self, line: StatusLine) -> None:
        """The status line, when there is no news."""
        self._live = line
        self._tell_status()

    def show_news(self, line: StatusLine) -> None:
        """Say something in the status line for some seconds; it never takes the focus."""
        self._news = (line, self._now() + NEWS_STAYS)
        self._tell_status()

    def tick(self, now: datetime) -> None:
        """A second has passed: only the waiting cells, the countdown and the longest wait move."""
        self.table.tick(now)
        self.banner.tick(now)
        self._tell_longest(now)
        self._tell_status()

    # ---- what the window asks of a page ----

    def on_show(self) -> None:
        """The list is where work begins."""
        self.table.setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """Give way as the measures say."""
        self.head.set_narrow(narrow)
        self.table.set_narrow(narrow)

    def ask_for_requests(self) -> None:
        """Choose a file of online requests."""
        ask_for_file(
            self,
            "importRequestsDialog",
            phrase("Import online requests"),
            phrase("Requests (*.json *.csv)"),
            self.import_requests.emit,
        )

    def line(self, key: str) -> QueueLine | None:
        """The line of that key as it stands now."""
        return next((line for line in self._fresh if line.key == key), None)

    def show_all(self) -> None:
        """Take in what is new, even while the list is in use."""
        self._shown = ()
        self._refresh()

    # ---- keys ----

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in (self.table, self.who) and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress:
                self._used_at = self._now()
                return self._key(event)
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._used_at = self._now()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        key = event.key()
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            return self.who.choose(key - Qt.Key.Key_0)
        if key == Qt.Key.Key_N:
            self.new_person.emit()
        elif key == Qt.Key.Key_M:
            self.head.toggle_fit()
        elif key == Qt.Key.Key_Space:
            self._say_why()
        elif key == Qt.Key.Key_Escape:
            self.table.clearSelection()
            self.table.setCurrentIndex(self._model.index(-1, -1))
            self.show_all()
        else:
            return False
        return True

    # ---- inside ----

    def _build(self) -> None:
        card = frame("card", column(self.table, margins=(1, 1, 1, 1)), name="queueCard")
        empty = frame("card", column(self._empty), name="queueEmptyCard")
        self._stack = QStackedWidget()
        self._stack.addWidget(card)
        self._stack.addWidget(empty)
        layout = column(
            self.banner, self.head, self._strip, (self._stack, 1), margins=(16, 16, 16, 16), gap=12
        )
        self.setLayout(layout)

    def _connect(self) -> None:
        self.banner.accepted.connect(self.accept)
        self.banner.declined.connect(self.decline)
        self.head.filtered.connect(self._filter_changed)
        self.head.fit_wanted.connect(self._filter_changed)
        self.head.news_wanted.connect(self.show_all)
        self.table.row_activated.connect(self._activated)
        self.table.row_chosen.connect(self.subject_changed)
        self.table.installEventFilter(self)
        self.table.viewport().installEventFilter(self)
        self.who.installEventFilter(self)
        self._empty.pressed.connect(self.ask_for_requests)
        self._strip.pressed.connect(self._strip.hide)
        self.who.same.connect(self.same)
        self.who.not_same.connect(self.not_same)
        self.who.new_person.connect(self.new_person)

    def _in_use(self) -> bool:
        if self.table.hovered_row >= 0:
            return True
        if not self.table.chosen_key or self._used_at is None:
            return False
        return self._now() - self._used_at < STANDS_STILL

    def _refresh(self) -> None:
        now = self._now()
        still = self._in_use() and bool(self._shown)
        held = frozen(self._shown, self._fresh) if still else ShownLines(lines=self._fresh)
        self._shown = held.lines
        self._marks = marked(self._fresh, now)
        self.head.show_count(sum(1 for line in self._fresh if line.waits))
        self._tell_longest(now)
        self.head.show_new(held.new, held.new_urgent)
        self._show_lines()

    def _tell_longest(self, now: datetime) -> None:
        self.head.show_longest(None if self._first is None else self._first.seconds(now))

    def _show_lines(self) -> None:
        """The list, or the empty page; the focus stays in the place where it was."""
        here = self.table.hasFocus() or self._empty.button.hasFocus()
        lines = filtered(self._shown, self.head.filter.text(), my_fit=self.head.only_fitting)
        self._model.set_rows(lines)
        self._stack.setCurrentIndex(0 if lines else 1)
        if not lines:
            self._say_empty(filtered_away=bool(self._shown))
        if here:
            (self.table if lines else self._empty.button).setFocus()

    def _say_empty(self, *, filtered_away: bool) -> None:
        title, words = map(phrase, _FILTERED if filtered_away else _NOBODY)
        hours = "" if filtered_away else self._hours
        self._empty.show_words(title, f"{words} {hours}".strip())
        self._empty.button.setVisible(not filtered_away)

    def _filter_changed(self, _told: object) -> None:
        self._show_lines()

    def _activated(self, key: str) -> None:
        line = self.line(key)
        if line is None:
            self.show_news(StatusLine(text=phrase("This is no longer waiting."), icon="info"))
        elif line.takeable:
            self.take.emit(key)
        else:
            self.show_news(
                StatusLine(
                    text=phrase("{held_by} has this one.", held_by=line.held_by), icon="info"
                )
            )

    def _say_why(self) -> None:
        line = self.line(self.table.chosen_key)
        if line is None:
            return
        calls = [one for one in self._fresh if one.is_call]
        place = (
            phrase("call {index} of {count}", index=calls.index(line) + 1, count=len(calls))
            if line in calls
            else phrase("not a call")
        )
        parts = [
            place,
            phrase("waited {waited}", waited=waited(line.seconds(self._now())))
            if line.is_call
            else "",
        ]
        parts.append(line.fit_why or line.fit_words)
        parts.append(phrase("urgent first, then by arrival"))
        words = " · ".join(part for part in parts if part)
        self.show_news(StatusLine(text=f"{line.who}: {words}", icon="info", role="infoInk"))

    def _tell_status(self) -> None:
        if self._news is not None and self._now() >= self._news[1]:
            self._news = None
        self.status_changed.emit(self._news[0] if self._news is not None else self._live)
