"""Keeps the queue page true once a second, and does what the advisor does with it."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from advisor_app.line.calendar import line_state, read_line_hours
from advisor_app.line.calls import Call
from advisor_app.line.groups import load_groups
from advisor_app.line.pairing import Setting
from advisor_app.services.arrivals import Arrivals
from advisor_app.services.failures import AlreadyClaimed, ServiceFailure
from advisor_app.services.people import Likely as Found
from advisor_app.services.person_sketch import caller_sketch
from advisor_app.services.queue_values import QueueRow
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.page import StatusLine
from advisor_app.ui.queue.banner import ShownOffer
from advisor_app.ui.queue.lines import LineKind
from advisor_app.ui.queue.live import EVERY_MS, LineRead, LiveQueue
from advisor_app.ui.queue.reading import candidates_of, intro_of, offer_to
from advisor_app.ui.queue.view import QueuePage
from advisor_app.ui.retelling import retold
from advisor_app.ui.wording import phrase

T = TypeVar("T")


class QueuePresenter(QObject):
    """Between the queue service and the page; it never waits, and drops no deed.

    `call_taken(Call, case number or None, Candidate of the services or None)` after a claim that
    was won, `request_taken(case number)` for an online request, `promise_taken(promise id, case
    number)` for a promise of this desk, `person_chosen(key, case number or "")` when the advisor
    says who calls, `offered(ShownOffer or None)` when an offer comes or goes, `counted(Waiting)`.
    """

    call_taken = Signal(object, object, object)
    request_taken = Signal(str)
    promise_taken = Signal(str, str)
    person_chosen = Signal(str, str)
    offered = Signal(object)
    counted = Signal(object)

    def __init__(
        self,
        console: Console,
        page: QueuePage,
        jobs: Jobs,
        parent: QObject,
        live: LiveQueue | None = None,
    ) -> None:
        super().__init__(parent)
        self._console, self._page, self._jobs = console, page, jobs
        self._live = live or LiveQueue(
            page, self._read, console.advisor, console.clock.now, jobs, self
        )
        self._live.read_with(self._read)
        self._live.judge_by(
            Setting(within=console.knowledge.catalogue.is_within, groups=load_groups())
        )
        self._live.shown.connect(self._was_shown)
        self._live.counted.connect(self.counted)
        self._calendar = read_line_hours()
        self._arrivals = Arrivals(console.queue)
        self._offer: ShownOffer | None = None
        self._subject = ""
        self._found: tuple[Found, ...] = ()
        self._refused: dict[str, set[str]] = {}
        self._chosen: dict[str, str] = {}
        self._claiming: set[str] = set()
        self._dispatching = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.poll)
        self._connect()

    def start(self) -> None:
        """Begin to look at the queue every second."""
        self._live.stop()
        self._timer.start()
        self.poll()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        self._live.stop()

    @property
    def count(self) -> int:
        """How many wait."""
        return max(0, self._live.waiting.count)

    @property
    def offer(self) -> ShownOffer | None:
        """The call that is offered to this desk now."""
        return self._offer

    def poll(self) -> None:
        """One second: feed the line, make the offers that are due, read the queue."""
        self._page.tick(self._now())
        if self._dispatching:
            self.refresh()
            return
        self._dispatching = True
        self._jobs.write(self, self._run_the_line, self._was_dispatched, self._not_dispatched)

    def refresh(self) -> None:
        """Read the queue now."""
        self._live.refresh()

    def accept(self) -> None:
        """F2: take the call that is offered."""
        if self._offer is not None:
            self.take(self._offer.key)

    def decline(self, reason: str) -> None:
        """F3: let the offered call go to somebody else."""
        if self._offer is None:
            return
        key, act = self._offer.key, self._console.act(reason)
        self._set_offer(None)
        self._do(lambda: self._console.queue.decline(act, key, reason), lambda _: self.refresh())

    def take(self, key: str) -> None:
        """Take a call, an online request, or a promise of this desk."""
        row, line = self._live.rows.get(key), self._page.line(key)
        if row is None or line is None or key in self._claiming:
            return
        if line.kind is LineKind.PROMISE:
            self.promise_taken.emit(key, row.case)
            return
        self._claiming.add(key)
        if line.kind is LineKind.REQUEST:
            act = self._console.act()
            self._do(
                lambda: self._console.queue.take_request(act, key),
                lambda case: self._request_won(key, case.number),
                key,
            )
            return
        self._claim(row)

    def import_requests(self, path: str) -> None:
        """Read a file of online requests into the queue."""
        act, read = self._console.act("import of online requests"), self._console.read_requests
        self._do(lambda: read(act, path), lambda told: self._imported(*told))

    # ---- on the job threads ----

    def _run_the_line(self) -> None:
        act, now = self._console.act(), self._now()
        for source in self._console.sources:
            for news in source.news_until(now):
                self._arrivals.take(act, news)
        self._console.queue.dispatch()

    def _read(self) -> LineRead:
        console = self._console
        hours = console.centre.hours(self._calendar)
        staff = console.accounts.list()
        return LineRead(
            rows=console.queue.rows(console.act()),
            names={one.id: one.name for one in staff},
            me=next((one for one in staff if one.id == console.advisor.id), console.advisor),
            offer_seconds=console.centre.settings().offer_seconds,
            hours=_hours_words(line_state(self._now(), hours).words),
        )

    # ---- what came of it ----

    def _was_dispatched(self, _nothing: None) -> None:
        self._dispatching = False
        self.refresh()

    def _not_dispatched(self, failure: Exception) -> None:
        self._dispatching = False
        self._live.tell_failure(failure)

    def _was_shown(self, read: LineRead) -> None:
        self._set_offer(self._offer_in(read, self._now()))
        if self._subject and self._subject not in self._live.rows:
            self._about("")

    def _offer_in(self, read: LineRead, now: datetime) -> ShownOffer | None:
        offer = offer_to(read.rows, self._live.desk, now)
        return None if offer is not None and offer.key in self._claiming else offer

    def _set_offer(self, offer: ShownOffer | None) -> None:
        before = self._offer.key if self._offer is not None else ""
        self._offer = offer
        self._page.show_offer(offer)
        after = offer.key if offer is not None else ""
        if before != after:
            self.offered.emit(offer)
            if after:
                self._about(after)

    def _claim(self, row: QueueRow) -> None:
        act, console = self._console.act(), self._console

        def work() -> Call:
            claimed = console.queue.claim(act, row.key, row.version)
            for source in console.sources:
                source.answered(claimed.id)
            return claimed

        self._jobs.write(
            self,
            work,
            lambda call: self._won(row.key, call),
            lambda failure: self._lost(row.key, failure),
        )

    def _won(self, key: str, call: Call) -> None:
        self._claiming.discard(key)
        self._set_offer(None)
        number = self._chosen.pop(key, "") or call.case
        person = next((one for one in self._found if one.card.number == number), None)
        self._refused.pop(key, None)
        self.call_taken.emit(call, number or None, person)
        self.refresh()

    def _lost(self, key: str, failure: Exception) -> None:
        self._claiming.discard(key)
        if isinstance(failure, AlreadyClaimed):
            who = failure.by or phrase("Another desk")
            words = phrase("{who} took this call first.", who=who)
        else:
            words = (
                str(failure)
                if isinstance(failure, ServiceFailure)
                else phrase("The call was not taken.")
            )
        self._page.show_news(StatusLine(text=words, icon="info", role="infoInk"))
        if not isinstance(failure, ServiceFailure):
            self._jobs.broke.emit(failure)
        self.refresh()

    def _request_won(self, key: str, number: str) -> None:
        self._claiming.discard(key)
        self.request_taken.emit(number)
        self.refresh()

    def _imported(self, count: int, mistakes: tuple[str, ...]) -> None:
        self._page.show_imported(count, mistakes)
        self.refresh()

    # ---- who calls ----

    def _about(self, key: str) -> None:
        """Whom the side panel is about: the offered call, or the row that the advisor chose."""
        row = self._live.rows.get(key)
        self._subject = key if row is not None else ""
        self._found = ()
        if row is None:
            self._page.show_candidates("", ())
            return
        act, people = self._console.act(), self._console.people
        sought = caller_sketch(row.phone, row.caller)
        self._jobs.read(
            self,
            lambda: people.likely(act, sought),
            lambda found: self._show_found(key, found),
            self._live.tell_failure,
            key="candidates",
        )

    def _show_found(self, key: str, found: tuple[Found, ...]) -> None:
        row = self._live.rows.get(key)
        if row is None or key != self._subject:
            return
        refused = self._refused.get(key, set())
        self._found = tuple(one for one in found if one.card.number not in refused)
        candidates = candidates_of(self._found)
        self._page.show_candidates(intro_of(self._found, row), candidates)

    def _same(self, number: str) -> None:
        if self._subject:
            self._chosen[self._subject] = number
            person = next((one for one in self._found if one.card.number == number), None)
            words = phrase("The call opens {number}.", number=number) if person is not None else ""
            self._page.show_news(StatusLine(text=words, icon="ok", role="okInk"))
            self.person_chosen.emit(self._subject, number)

    def _not_same(self, number: str) -> None:
        if self._subject:
            self._refused.setdefault(self._subject, set()).add(number)
            if self._chosen.get(self._subject) == number:
                del self._chosen[self._subject]
            self._show_found(self._subject, self._found)

    def _new_person(self) -> None:
        if self._subject:
            self._chosen.pop(self._subject, None)
            self._page.show_news(StatusLine(text=phrase("The call opens a new case."), icon="ok"))
            self.person_chosen.emit(self._subject, "")

    # ---- small things ----

    def _connect(self) -> None:
        page = self._page
        page.accept.connect(self.accept)
        page.decline.connect(self.decline)
        page.take.connect(self.take)
        page.import_requests.connect(self.import_requests)
        page.subject_changed.connect(self._about)
        page.same.connect(self._same)
        page.not_same.connect(self._not_same)
        page.new_person.connect(self._new_person)

    def _do(self, work: Callable[[], T], done: Callable[[T], None], key: str = "") -> None:
        self._jobs.write(self, work, done, lambda failure: self._failed(key, failure))

    def _failed(self, key: str, failure: Exception) -> None:
        self._claiming.discard(key)
        if not isinstance(failure, ServiceFailure):
            self._jobs.broke.emit(failure)
            return
        line = StatusLine(text=str(failure), icon="warning", role="warningInk")
        self._page.show_news(line)
        self.refresh()

    def _now(self) -> datetime:
        return self._console.clock.now()


def _hours_words(words: str) -> str:
    told = retold(words)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _sentence(failure: Exception, otherwise: str) -> str:
    return str(failure) if isinstance(failure, ServiceFailure) else otherwise
