"""Keeps My work true, and does what the advisor does with a promise; every deed can be undone."""

from datetime import date, datetime
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.case import CaseCard, Promise
from advisor_app.domain.clock import EASTERN
from advisor_app.line.calendar import read_line_hours
from advisor_app.services.failures import ServiceFailure
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.knowledge.names import record_name
from advisor_app.ui.mywork.deeds import PromiseDeeds
from advisor_app.ui.mywork.items import (
    Ready,
    WorkGroup,
    WorkItem,
    chosen,
    to_call,
)
from advisor_app.ui.mywork.move import MoveOverlay
from advisor_app.ui.mywork.owed import Owed, items_of, read_owed
from advisor_app.ui.mywork.ready import ready_of
from advisor_app.ui.mywork.reminders import Reminders
from advisor_app.ui.mywork.view import MyWorkPage
from advisor_app.ui.page import StatusLine
from advisor_app.ui.wording import phrase

READ_EVERY_MS: Final = 60_000
"""Every look at the cases is written to the audit; the window's own clock moves in between."""
REDRAW_EVERY_MS: Final = 5000


class MyWorkPresenter(QObject):
    """Between the services and the page.

    `call_wanted(Promise)` is for the telephone, `case_wanted(number)` opens a case,
    `resume_wanted(call id)` takes a parked call up again, `counted(int)` is for the rail,
    `reminded(sentence)` for a promise that is due soon or overdue.
    """

    call_wanted = Signal(object)
    case_wanted = Signal(str)
    resume_wanted = Signal(str)
    counted = Signal(int)
    reminded = Signal(str)

    def __init__(
        self, console: Console, page: MyWorkPage, jobs: Jobs, window: QWidget, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._console, self._page, self._jobs = console, page, jobs
        self._calendar = read_line_hours()
        self._work: Owed | None = None
        self._items: dict[str, WorkItem] = {}
        self._cards: dict[str, CaseCard] = {}
        self._ready: tuple[Ready, ...] = ()
        self._kept_as_is: set[str] = set()
        self._reminders = Reminders(console.advisor.id)
        self._shown: object = None
        self.move = MoveOverlay(window, console.clock.now)
        self._timer, self._clock = QTimer(self), QTimer(self)
        self._timer.setInterval(READ_EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        self._clock.setInterval(REDRAW_EVERY_MS)
        self._clock.timeout.connect(self._redraw)
        self._deeds = PromiseDeeds(console, jobs, self)
        self._deeds.done.connect(self._say)
        self._deeds.refused.connect(self._not_done)
        self._deeds.undo_offered.connect(page.offer_undo)
        self._deeds.changed.connect(self.refresh)
        page.item_chosen.connect(self._choose)
        page.deed.connect(self._do)
        page.cancelled.connect(self._cancel)
        page.handed_over.connect(self._hand_over)
        page.team_wanted.connect(lambda _on: self.refresh())
        page.call_next.connect(self.call_next)
        self.move.moved.connect(self._move)

    def start(self) -> None:
        """Begin to look once a minute, and to move the clocks every few seconds."""
        self._timer.start()
        self._clock.start()
        self.refresh()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._clock.stop()

    def refresh(self) -> None:
        """Read everything that is owed, now."""
        console, team, known = self._console, self._page.whole_team, dict(self._cards)
        self._jobs.read(
            self,
            lambda: read_owed(console, self._calendar, known, team=team),
            self._show,
            self._not_read,
            key="mywork",
        )

    def call_next(self) -> None:
        """F2: call whoever was promised first."""
        item = to_call(tuple(self._items.values()))
        if item is not None and item.promise is not None:
            self.call_wanted.emit(item.promise)

    def undo(self) -> bool:
        """Ctrl+Z within ten seconds: take the last deed back. False where there is none."""
        return self._deeds.undo()

    # ---- reading ----

    def _show(self, work: Owed) -> None:
        self._work, self._cards = work, work.cards
        me = self._console.advisor.id
        self._page.show_colleagues([(key, name) for key, name in work.names.items() if key != me])
        self._redraw()

    def _redraw(self) -> None:
        """The rows as they stand now: minutes pass, promises fall due."""
        if self._work is None:
            return
        items = items_of(self._work, self._console, self._now())
        self._items = {item.key: item for item in items}
        self._page.show_items(items)
        self._page.tick(self._now())
        self.counted.emit(sum(1 for item in items if item.group is not WorkGroup.RECORDS))
        self._show_chosen()
        self._tell_next(items)
        self._remind(self._work)

    def _remind(self, work: Owed) -> None:
        words = self._reminders.words(
            work.promises,
            self._now(),
            work.notice,
            lambda one: work.name(one.case, one.speak_to or one.phone),
        )
        if words:
            self.reminded.emit(words)

    def _not_read(self, failure: Exception) -> None:
        words = (
            str(failure)
            if isinstance(failure, ServiceFailure)
            else phrase("This cannot be read now.")
        )
        line = StatusLine(
            text=phrase("{words} Trying again.", words=words), icon="warning", role="warningInk"
        )
        self._page.show_status(line)

    # ---- the chosen row ----

    def _choose(self, key: str) -> None:
        self._ready = ()
        item = self._items.get(key)
        self._show_chosen()
        if item is None or item.promise is None or not item.case:
            return
        act, number, today = self._console.act("call back prepared"), item.case, self._today()
        named = partial(record_name, self._console.knowledge)
        self._jobs.read(
            self,
            lambda: self._console.cases.open(act, number).intake,
            lambda intake: self._show_ready(key, ready_of(intake, today, named)),
            self._not_read,
            key="ready",
        )

    def _show_ready(self, key: str, ready: tuple[Ready, ...]) -> None:
        if self._page.table.chosen_key == key:
            self._ready = ready
            self._show_chosen()

    def _show_chosen(self) -> None:
        item = self._page.chosen
        if item is None or self._work is None:
            self._shown = None
            return
        found = chosen(item, self._work.hours, self._now(), self._ready)
        if found is not None and found.promise.id in self._kept_as_is:
            found = found.kept_as_is()
        shown: object = found if found is not None else item
        if shown == self._shown:
            return
        self._shown = shown
        if found is not None:
            self._page.show_promise(found)
        else:
            self._page.show_item(item)

    # ---- deeds ----

    def _do(self, key: str, name: str) -> None:
        item = self._items.get(key)
        if item is None:
            return
        promise = item.promise
        if name == "open":
            self._open(item)
        elif promise is None or self._work is None:
            return
        elif name == "call":
            self.call_wanted.emit(promise)
        elif name in ("move", "better"):
            found = chosen(item, self._work.hours, self._now())
            better = found.better if found is not None and name == "better" else None
            self.move.show_promise(promise, item.who, self._work.hours, better)
            act, promises = self._console.act(), self._console.promises
            self._jobs.read(
                self, lambda: promises.full(act), self.move.show_full, self._not_read, key="full"
            )
        elif name == "keep":
            self._kept_as_is.add(promise.id)
            self._show_chosen()
        elif name == "attempt":
            self._deeds.attempt(promise, item.who)
        elif name == "kept":
            self._deeds.keep(promise, item.who)

    def _open(self, item: WorkItem) -> None:
        if item.parked is not None and item.parked.holds:
            self.resume_wanted.emit(item.parked.call)
        elif item.case:
            self.case_wanted.emit(item.case)

    def _cancel(self, key: str, reason: str) -> None:
        item = self._items.get(key)
        if item is not None and item.promise is not None:
            self._deeds.cancel(item.promise, item.who, reason)

    def _move(self, promise: Promise, due_at: datetime, how: str) -> None:
        if self._work is not None:
            self._deeds.move(promise, self._work.name(promise.case, promise.phone), due_at, how)

    def _hand_over(self, key: str, account: str) -> None:
        item = self._items.get(key)
        if item is not None and item.promise is not None and self._work is not None:
            owner = self._work.owner(account)
            self._deeds.hand_over(item.promise, item.who, account, owner)

    def _not_done(self, words: str) -> None:
        self._page.show_status(StatusLine(text=words, icon="warning", role="warningInk"))

    # ---- words ----

    def _say(self, words: str) -> None:
        self._page.show_status(StatusLine(text=words, icon="ok", role="okInk"))

    def _tell_next(self, items: tuple[WorkItem, ...]) -> None:
        item = to_call(items)
        if item is None or item.promise is None:
            self._page.show_status(StatusLine(text=phrase("No promise is open"), icon="ok"))
            return
        words = phrase("Next promise: {who} at {ours}", who=item.who, ours=item.ours)
        self._page.show_status(StatusLine(text=words, icon="promise"))

    def _now(self) -> datetime:
        return self._console.clock.now()

    def _today(self) -> date:
        return self._now().astimezone(EASTERN).date()
