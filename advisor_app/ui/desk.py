"""The desk of one advisor: its call, its case and its presence; it holds no data of its own.

What happens to a call goes to the queue service first and is shown when the service has answered.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from advisor_app.domain.case import Case, CaseState, DeskPlace
from advisor_app.domain.intake import Intake
from advisor_app.domain.questions import Page
from advisor_app.line.calls import Call, CallState
from advisor_app.line.pairing import LEASED
from advisor_app.line.presence import Presence, PresenceState
from advisor_app.services.failures import GlassNeeded, ServiceFailure
from advisor_app.ui.calls.emergency_presenter import EmergencyPresenter
from advisor_app.ui.calls.taken import TakenCall, first_answers, taken
from advisor_app.ui.calls.wrap_up_presenter import WrapUpPresenter
from advisor_app.ui.centre_watch import CentreWatch
from advisor_app.ui.context import Console
from advisor_app.ui.desk_top import DeskTop
from advisor_app.ui.intake.controller import IntakeController
from advisor_app.ui.intake.picture import Picture
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.main_window import MainWindow
from advisor_app.ui.place_keeper import PlaceKeeper
from advisor_app.ui.statusbar import StatusBar
from advisor_app.ui.wording import later, phrase

TICK_MS: Final = 1000
NOT_TOLD: Final = later(
    "Patient not told: do not name the diagnosis to the patient, on a voicemail or in a letter"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskStand:
    """Where a desk stands, for the window that follows: its call, its case, the word under hand."""

    taken: TakenCall | None
    case: str
    page: Page
    path: str
    cursor: int
    asked_in: Mapping[str, str]


class Desk(QObject):
    """One per window. `case_opened(Case)`, `glass_needed(number)`, `done(words)` to be shown."""

    case_opened = Signal(object)
    glass_needed = Signal(str)
    done = Signal(str)
    warned = Signal(str)
    ticked = Signal()

    def __init__(
        self,
        console: Console,
        window: MainWindow,
        top: DeskTop,
        status: StatusBar,
        intake: IntakeController,
        jobs: Jobs,
        centre: CentreWatch,
    ) -> None:
        super().__init__(window)
        self._console, self._window, self._top, self._centre = console, window, top, centre
        self.intake, self._jobs = intake, jobs
        self._taken: TakenCall | None = None
        self._wished: tuple[Intake, str] | None = None
        self._presence = Presence(advisor=console.advisor.id, since=console.clock.now())
        self._places = PlaceKeeper(console.desk_places, console.act, jobs, self)
        self.emergency = EmergencyPresenter(console, window, intake, lambda: self.call, jobs)
        self.wrap_up = WrapUpPresenter(
            console, window, status, intake.presenter, self.emergency, centre, jobs
        )
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._join()

    def _join(self) -> None:
        self.intake.presenter.changed.connect(self._show_banner)
        self.intake.presenter.saved.connect(lambda _saved: self._keep_place())
        self._top.presence_chosen.connect(self.choose_presence)
        self.emergency.failed.connect(self._failed)
        self.wrap_up.failed.connect(self._failed)
        self.wrap_up.finished.connect(self._call_finished)
        self._tick.timeout.connect(self.tick)
        self._tick.timeout.connect(self.ticked)

    def start(self) -> None:
        """Begin to tick; the presence is read, and where the desk was after a sudden end."""
        self._tick.start()
        self._places.find(self._come_back)
        self._read_presence()
        self.tick()

    def stop(self) -> None:
        """Tick no more, and save what waits."""
        self._tick.stop()
        self.intake.stop()
        self._places.leave()

    def stand(self) -> DeskStand:
        """Where this desk stands now; what was typed is on its way to the store."""
        self.intake.presenter.finish()
        path, cursor = self.intake.view.cursor_place()
        return DeskStand(
            taken=self._taken,
            case=self.case.number if self.case is not None else "",
            page=self.intake.view.section,
            path=path,
            cursor=cursor,
            asked_in=self.intake.asked_in,
        )

    def take_over(self, stand: DeskStand, then: Callable[[], None]) -> None:
        """Go on where another window of this desk stood; `then` follows when all is there."""
        self._taken = stand.taken
        self.intake.asked_in = dict(stand.asked_in)
        self.tick()
        if not stand.case:
            then()
            return

        def back() -> None:
            then()
            self.intake.choose_section(stand.page)
            # The page puts the focus where work begins a turn after it is shown.
            QTimer.singleShot(
                0, self, lambda: self.intake.view.put_cursor(stand.path, stand.cursor)
            )

        self.open_case(stand.case, back)

    @property
    def call(self) -> Call | None:
        """The call at this desk."""
        return self._taken.call if self._taken is not None else None

    @property
    def case(self) -> Case | None:
        """The case on the desk."""
        return self.intake.presenter.case

    def calls(self) -> dict[str, Callable[[], object]]:
        """What the actions of the desk call."""
        return {
            "new_case": self.new_case,
            "park": self.park,
            "hold": self.hold,
            "end": self.end_call,
        }

    # ---- cases ----

    def new_case(self) -> None:
        """A case for somebody who is there without a call."""
        self._create(Intake(), None)

    def open_case(self, number: str, then: Callable[[], None] | None = None) -> None:
        """Put a case on the desk."""
        act = self._console.act()

        def shown(case: Case) -> None:
            self._show_case(case)
            if then is not None:
                then()

        # After the edits of the case that goes: it may be this very case that comes back.
        self.intake.presenter.flush()
        self._jobs.write(self, lambda: self._console.cases.open(act, number), shown, self._failed)

    def park(self) -> None:
        """F6: park the case, and the call with it; F6 again on a parked case takes it up."""
        case, call = self.case, self.call
        if case is None:
            return
        self.intake.presenter.flush()
        self.intake.remember_section()
        act, cue = self._console.act(), self.cue()

        def work() -> None:
            self._console.cases.set_state(act, case.number, CaseState.PARKED, cue)
            if call is not None and call.state in (CallState.CONNECTED, CallState.HELD):
                self._console.queue.park(act, call.id)

        self._jobs.write(self, work, lambda _none: self._was_parked(), self._failed)

    def cue(self) -> str:
        """Where the advisor was, in words, for the parked tray."""
        page = self.intake.view.section.value
        missing = [item.question.short for item in self.intake.presenter.picture().missing[:2]]
        open_ones = f"; open: {', '.join(missing).lower()}" if missing else ""
        return f"you were at: {page.capitalize()}{open_ones}"

    # ---- calls ----

    def take_call(self, call: Call, number: str | None) -> None:
        """A claim was won: the case of the caller, or a new one, comes onto the desk."""
        self._taken = TakenCall(call=call, since=self._now())
        self._presence = Presence(
            advisor=self._presence.advisor, state=PresenceState.ON_CALL, since=self._now()
        )
        if number:
            # Who works on the call of a case may open it: so the call comes first.
            self._attach(number, lambda: self.open_case(number))
        else:
            self._create(first_answers(call, self._console.advisor.id), self._attach)
        self.tick()

    def resume_call(self, call: Call) -> None:
        """Take a parked call up where it was left."""
        act = self._console.act()
        self._jobs.write(
            self,
            lambda: self._console.queue.resume(act, call.id),
            lambda resumed: self.take_call(resumed, resumed.case or None),
            self._failed,
        )

    def hold(self) -> None:
        """F4: hold the caller, or talk on."""
        call = self.call
        if call is None:
            return
        act, queue = self._console.act(), self._console.queue
        deed = queue.resume if call.state is CallState.HELD else queue.hold
        self._jobs.write(self, lambda: deed(act, call.id), self.show_call, self._failed)

    def end_call(self) -> None:
        """F8: the call has ended; what follows is asked for."""
        call = self.call
        if call is None:
            return
        self.intake.presenter.flush()
        act = self._console.act()
        self._jobs.write(
            self, lambda: self._console.queue.end(act, call.id), self._ask_wrap_up, self._failed
        )

    def show_call(self, call: Call) -> None:
        """The call at this desk as it stands now."""
        before, now = self._taken, self._now()
        self._taken = before.moved(call, now) if before is not None else taken(call, now)
        self.tick()

    def let_go(self, words: str, *, with_case: bool) -> None:
        """The call has left this desk; the case stays here unless it goes `with_case`."""
        self._taken = None
        self.wrap_up.forget()
        if with_case:
            self.intake.presenter.flush()
            self._put_away()
            self._window.show_page("queue")
        self._read_presence()
        self.tick()
        if words:
            self.done.emit(words)

    def warn(self, words: str) -> None:
        """Say in the status line what the advisor must know."""
        self.warned.emit(words)

    def write_up(self, call: Call) -> None:
        """The caller has hung up: what follows is asked for."""
        self._ask_wrap_up(call, cut_off=True)

    # ---- presence ----

    @property
    def is_available(self) -> bool:
        """Whether this desk can be rung."""
        return self._presence.state is PresenceState.AVAILABLE

    def choose_presence(self, state: PresenceState) -> None:
        """The advisor chose a state; during a call it waits."""
        act = self._console.act()
        self._jobs.write(
            self,
            lambda: self._console.presences.choose(act, state),
            self._show_presence,
            self._failed,
        )

    # ---- each second ----

    def tick(self) -> None:
        """Move every timer of the frame on by one second."""
        now = self._now()
        self._centre.look(now)
        self._top.show_desk(now, self._presence, self._taken, self.intake.presenter.intake)
        self.wrap_up.card.tick(now)
        self.intake.presenter.look_for_news()
        self._keep_place()

    # ---- within ----

    def _now(self) -> datetime:
        return self._console.clock.now()

    def _create(self, intake: Intake, then: Callable[[], None] | None) -> None:
        act, console = self._console.act(), self._console
        # A case that was asked for and not heard of yet: asked for again, it is made once.
        if self._wished is None or self._wished[0] != intake:
            self._wished = intake, uuid4().hex
        wish = self._wished[1]

        def work() -> Case:
            return console.cases.create(
                act,
                intake,
                owner=console.advisor.id,
                demonstration=console.demonstration,
                wish=wish,
            )

        def shown(case: Case) -> None:
            self._wished = None
            self._show_case(case)
            if then is not None:
                then()

        self._jobs.write(self, work, shown, self._failed)

    def _show_case(self, case: Case) -> None:
        self.intake.open(case)
        self._window.show_page("intake")
        self.case_opened.emit(case)

    def _put_away(self) -> None:
        self.intake.presenter.close()
        self.intake.view.show_nothing()
        self._window.show_banner("")
        self._places.leave()

    def _show_banner(self, picture: Picture) -> None:
        self._window.show_banner(phrase(NOT_TOLD) if picture.patient_not_told else "")

    def _keep_place(self) -> None:
        case, call = self.case, self.call
        if case is not None:
            path, cursor = self.intake.view.cursor_place()
            number = call.id if call is not None else ""
            self._places.keep(DeskPlace(case=case.number, path=path, cursor=cursor, call=number))

    def _come_back(self, place: DeskPlace | None) -> None:
        """The desk ended without being signed out: to the case, the question and the word."""
        if place is None or self.case is not None:
            return
        self.open_case(place.case, lambda: self.intake.come_back(place))
        if place.call:
            act = self._console.act()
            self._jobs.read(
                self, lambda: self._console.queue.call(act, place.call), self._take_up, self._failed
            )

    def _take_up(self, call: Call) -> None:
        """The call of the sudden end, where it is still at this desk."""
        if call.state in LEASED and call.holder == self._console.advisor.id:
            self.show_call(call)

    def _attach(self, number: str = "", then: Callable[[], None] | None = None) -> None:
        """The call at this desk is about that case; about the one on the desk by default."""
        call, case = self.call, self.case
        about = number or (case.number if case is not None else "")
        if call is None or not about:
            return
        act = self._console.act()

        def attached(moved: Call) -> None:
            self.show_call(moved)
            if then is not None:
                then()

        self._jobs.write(
            self,
            lambda: self._console.queue.attach_case(act, call.id, about),
            attached,
            self._failed,
        )

    def _was_parked(self) -> None:
        self._taken = None
        self.done.emit(phrase("Parked. It waits for you in My work."))
        self._put_away()
        self._read_presence()
        self._window.show_page("mywork")
        self.tick()

    def _ask_wrap_up(self, call: Call, *, cut_off: bool = False) -> None:
        self.show_call(call)
        self._read_presence()
        if self._taken is not None:
            self.wrap_up.ask(call, self._taken.since, cut_off=cut_off)

    def _call_finished(self, words: str) -> None:
        self._taken = None
        self.done.emit(words)
        self._put_away()
        self._read_presence()
        self._window.show_page("queue")
        self.tick()

    def _read_presence(self) -> None:
        act = self._console.act()
        self._jobs.read(
            self, lambda: self._console.presences.get(act), self._show_presence, self._failed
        )

    def _show_presence(self, presence: Presence) -> None:
        self._presence = presence
        self.tick()

    def _failed(self, failure: Exception) -> None:
        if isinstance(failure, GlassNeeded):
            self.glass_needed.emit(failure.case)
        elif isinstance(failure, ServiceFailure):
            self.warn(str(failure))
        else:
            self._jobs.broke.emit(failure)
