"""The desk of one advisor: the call, the case and the pages, joined; it holds no data of its own.

What happens to a call goes to the queue service first and is shown when the service has answered.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import uuid4

from PySide6.QtCore import QObject, QTimer, Signal

from advisor_app.domain.answers import Source, say
from advisor_app.domain.case import Case, CaseState, DeskPlace
from advisor_app.domain.clock import EASTERN, clock_time, waited
from advisor_app.domain.contact_wishes import contact_wishes
from advisor_app.domain.intake import Intake
from advisor_app.domain.paths import with_answer
from advisor_app.domain.questions import Page
from advisor_app.line.calendar import line_state
from advisor_app.line.calls import Call, CallState
from advisor_app.line.pairing import LEASED
from advisor_app.line.presence import CHOICES, WORDS, Presence, PresenceState
from advisor_app.line.zones import zone_choices
from advisor_app.oncology.redflags import RaisedFlag, unsettled_emergency
from advisor_app.services.cases import EMERGENCY_OPEN
from advisor_app.services.failures import GlassNeeded, ServiceFailure
from advisor_app.services.promises import NewPromise
from advisor_app.services.queue import WrapUp
from advisor_app.ui.calls.emergency import EmergencyDone, EmergencyStep, emergency_card
from advisor_app.ui.calls.emergency_view import EmergencyOverlay
from advisor_app.ui.calls.wrap_up import EndedCall, PromiseAsked, proposed_code
from advisor_app.ui.calls.wrap_up import WrapUp as WrittenUp
from advisor_app.ui.calls.wrap_up_view import WrapUpOverlay
from advisor_app.ui.centre_watch import CentreWatch
from advisor_app.ui.context import Console
from advisor_app.ui.intake.controller import IntakeController
from advisor_app.ui.intake.header import patient_name
from advisor_app.ui.intake.picture import Picture
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.main_window import MainWindow
from advisor_app.ui.page import StatusLine
from advisor_app.ui.place_keeper import PlaceKeeper
from advisor_app.ui.retelling import retold
from advisor_app.ui.statusbar import StatusBar
from advisor_app.ui.topbar import CallWords, TopBar
from advisor_app.ui.wording import later, phrase

TICK_MS: Final = 1000
HOLD_IS_LONG: Final = 60
EXTENSION: Final = timedelta(seconds=60)
NOT_TOLD: Final = later(
    "Patient not told: do not name the diagnosis to the patient, on a voicemail or in a letter"
)
DOTS: Final = {
    PresenceState.AVAILABLE: "ok",
    PresenceState.ON_CALL: "accent",
    PresenceState.WRAP_UP: "warning",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDesk:
    """The call at this desk as the desk last heard of it."""

    call: Call
    since: datetime
    held_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskStand:
    """Where a desk stands, for the window that follows: its call, its case, the word under hand."""

    on_desk: OnDesk | None
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
    nurse_wanted = Signal(str)
    ticked = Signal()

    def __init__(
        self,
        console: Console,
        window: MainWindow,
        top: TopBar,
        status: StatusBar,
        intake: IntakeController,
        jobs: Jobs,
        name_of: Callable[[str], str],
        centre: CentreWatch,
    ) -> None:
        super().__init__(window)
        self._name_of, self._centre = name_of, centre
        self._console, self._window, self._top, self._status = console, window, top, status
        self.intake, self._jobs = intake, jobs
        self._on_desk: OnDesk | None = None
        self._presence = Presence(advisor=console.advisor.id, since=console.clock.now())
        self._raised: RaisedFlag | None = None
        self._places = PlaceKeeper(console.desk_places, console.act, jobs, self)
        intake.presenter.changed.connect(self._show_banner)
        intake.presenter.saved.connect(lambda _saved: self._keep_place())
        self.wrap_up = WrapUpOverlay(window, console.clock.now)
        self.emergency = EmergencyOverlay(window, console.clock.now)
        self.wrap_up.finished.connect(self._finish_call)
        self.wrap_up.extended.connect(self._extend_wrap_up)
        self.emergency.done.connect(self._write_emergency)
        intake.emergency.connect(self.show_emergency)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
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
            on_desk=self._on_desk,
            case=self.case.number if self.case is not None else "",
            page=self.intake.view.section,
            path=path,
            cursor=cursor,
            asked_in=self.intake.asked_in,
        )

    def take_over(self, stand: DeskStand, then: Callable[[], None]) -> None:
        """Go on where another window of this desk stood; `then` follows when all is there."""
        self._on_desk = stand.on_desk
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
        return self._on_desk.call if self._on_desk is not None else None

    @property
    def case(self) -> Case | None:
        """The case on the desk."""
        return self.intake.presenter.case

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
        case, on_desk = self.case, self._on_desk
        if case is None:
            return
        self.intake.presenter.flush()
        self.intake.remember_section()
        act, cue = self._console.act(), self.cue()
        call = on_desk.call if on_desk is not None else None

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
        self._on_desk = OnDesk(call=call, since=self._now())
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
        on_desk = self._on_desk
        if on_desk is None:
            return
        act, queue, call = self._console.act(), self._console.queue, on_desk.call
        deed = queue.resume if call.state is CallState.HELD else queue.hold
        self._jobs.write(self, lambda: deed(act, call.id), self.show_call, self._failed)

    def end_call(self) -> None:
        """F8: the call has ended; what follows is asked for."""
        on_desk = self._on_desk
        if on_desk is None:
            return
        self.intake.presenter.flush()
        act, call = self._console.act(), on_desk.call
        self._jobs.write(
            self, lambda: self._console.queue.end(act, call.id), self._ask_wrap_up, self._failed
        )

    def show_call(self, call: Call) -> None:
        """The call at this desk as it stands now."""
        now = self._now()
        before = self._on_desk
        since = before.since if before is not None else now
        held = call.state is CallState.HELD
        held_since = (before.held_since or now) if before is not None and held else None
        if held and held_since is None:
            held_since = now
        self._on_desk = OnDesk(call=call, since=since, held_since=held_since)
        self.tick()

    def let_go(self, words: str, *, with_case: bool) -> None:
        """The call has left this desk; the case stays here unless it goes `with_case`."""
        self._on_desk = None
        self.wrap_up.put_aside()
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

    # ---- emergency ----

    def show_emergency(self, raised: object = None) -> None:
        """Ctrl+E: the card, for a raised flag or by hand."""
        flag = raised if isinstance(raised, RaisedFlag) else self._first_flag()
        self._raised = flag
        call = self.call
        phone = call.phone if call is not None else ""
        cancer = self._cancer_name()
        card = emergency_card(flag, self.intake.presenter.intake, phone, cancer=cancer)
        self.emergency.show_card(card)

    def show_bare_emergency(self) -> None:
        """The card of a locked desk: what to say and do, and nothing of the case."""
        self._raised = None
        self.emergency.show_card(emergency_card(None, Intake(), ""))

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

    def presence_choices(self) -> tuple[tuple[PresenceState, str], ...]:
        """What can be chosen, in words."""
        return tuple((state, phrase(WORDS[state])) for state in CHOICES)

    # ---- each second ----

    def tick(self) -> None:
        """Move every timer of the frame on by one second."""
        now = self._now()
        presence = self._presence
        role = DOTS.get(presence.state, "ink3")
        self._top.presence.show_state(presence_words(presence), waited(presence.seconds(now)), role)
        self._top.show_call(self._call_words(now))
        self._centre.look(now)
        words = retold(line_state(now, self._centre.hours).words)
        self._top.show_clock(phrase("{clock_time} ET", clock_time=clock_time(now)), words)
        self.wrap_up.tick(now)
        self.intake.presenter.look_for_news()
        self._keep_place()

    # ---- within ----

    _wished: tuple[Intake, str] | None = None
    """The case that was asked for and not heard of yet: asked for again, it is made once."""

    def _now(self) -> datetime:
        return self._console.clock.now()

    def _create(self, intake: Intake, then: Callable[[], None] | None) -> None:
        act, console = self._console.act(), self._console
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
        self._on_desk = None
        self.done.emit(phrase("Parked. It waits for you in My work."))
        self._put_away()
        self._read_presence()
        self._window.show_page("mywork")
        self.tick()

    def _call_words(self, now: datetime) -> CallWords | None:
        on_desk = self._on_desk
        if on_desk is None:
            return None
        intake = self.intake.presenter.intake
        caller = intake.caller
        who = str(caller.name.value or on_desk.call.caller or on_desk.call.phone)
        relation = str(caller.relationship.value or "")
        relation = (
            ""
            if relation in ("", "self")
            else phrase("{relation} of the patient", relation=relation.replace("_", " "))
        )
        held = on_desk.held_since
        seconds = (now - held).total_seconds() if held is not None else 0.0
        return CallWords(
            who=who,
            relation=relation,
            timer=waited(seconds),
            held=held is not None,
            hold_long=seconds >= HOLD_IS_LONG,
            wrap_up=on_desk.call.state is CallState.WRAP_UP,
            wishes=contact_wishes(intake),
            handing=self._handing(on_desk.call, now),
        )

    def _handing(self, call: Call, now: datetime) -> str:
        if call.state is not CallState.TRANSFERRING or call.offer_until is None:
            return ""
        left = waited(max(0.0, (call.offer_until - now).total_seconds()))
        return phrase(
            "handing on to {name_of}, {left}", name_of=self._name_of(call.offered_to), left=left
        )

    def _ask_wrap_up(self, call: Call, *, cut_off: bool = False) -> None:
        self.show_call(call)
        self._read_presence()
        on_desk = self._on_desk
        if on_desk is None:
            return
        intake = self.intake.presenter.intake
        emergency = intake.urg.disposition.known
        wrap_seconds = timedelta(seconds=self._centre.settings.wrap_up_seconds)
        ended = EndedCall(
            call=call.id,
            caller=str(intake.caller.name.value or call.caller),
            lasted_seconds=(self._now() - on_desk.since).total_seconds(),
            phone=str(
                intake.call.callback_number.value
                or intake.contact.phone_primary.value
                or call.phone
            ),
            wishes=contact_wishes(intake),
            proposal=proposed_code(intake if self.case is not None else None, cut_off=cut_off),
            zones=zone_choices(intake, call.phone),
            hours=self._centre.hours,
            case=call.case,
            speak_to=str(intake.caller.name.value or patient_name(intake)),
            until=None if emergency else self._now() + wrap_seconds,
        )
        self.wrap_up.show_call(ended)
        act, promises = self._console.act(), self._console.promises
        self._jobs.read(
            self, lambda: promises.full(act), self.wrap_up.show_full, self._failed, key="full"
        )

    def _extend_wrap_up(self) -> None:
        call = self.wrap_up.call
        if call is not None:
            base = max(call.until or self._now(), self._now())
            self.wrap_up.show_until(base + EXTENSION)

    def _finish_call(self, written: WrittenUp) -> None:
        if self._emergency_open() and self.case is not None:
            self._status.show_line(StatusLine(text=EMERGENCY_OPEN, icon="urgent", role="urgentInk"))
            self.show_emergency()
            return
        act, queue = self._console.act(), self._console.queue
        promise = self._promise_of(written.promise)
        how = WrapUp(code=written.code, note=written.notes)
        self._jobs.write(
            self,
            lambda: queue.complete(act, written.call, how, promise),
            lambda _call: self._call_finished(written),
            self._failed,
        )

    def _promise_of(self, asked: PromiseAsked | None) -> NewPromise | None:
        if asked is None:
            return None
        case = self.case
        return NewPromise(
            due_at=asked.due_at,
            zone=asked.zone,
            phone=asked.phone,
            about=asked.about,
            speak_to=asked.speak_to,
            owner=self._console.advisor.id,
            case=case.number if case is not None else "",
        )

    def _call_finished(self, written: WrittenUp) -> None:
        self._on_desk = None
        self.wrap_up.forget()
        words = phrase("Call finished.")
        if written.promise is not None:
            due = written.promise.due_at.astimezone(EASTERN)
            words = phrase("Call finished. You call back {due:%a %d %b, %H:%M} ET.", due=due)
        self.done.emit(words)
        self._put_away()
        self._read_presence()
        self._window.show_page("queue")
        self.tick()

    def _emergency_open(self) -> bool:
        result = self.intake.result
        flags = result.red_flags if result is not None else ()
        return unsettled_emergency(self.intake.presenter.intake, flags) is not None

    def _first_flag(self) -> RaisedFlag | None:
        result = self.intake.result
        return result.red_flags[0] if result is not None and result.red_flags else None

    def _cancer_name(self) -> str:
        rows = self.intake.presenter.intake.dx.rows
        kind = str(rows[0].kind.value or "") if rows else ""
        return self._console.knowledge.catalogue.name_of(kind) if kind else ""

    def _write_emergency(self, done: EmergencyDone) -> None:
        if self.case is None:
            return
        flags = (done.flag,) if done.flag else ()
        if done.step in (EmergencyStep.DIALS_911, EmergencyStep.NURSE):
            words = done.instruction or done.note
            self.intake.answer_red_flag(done.step.value, words, done.at, flags)
        elif done.step in (EmergencyStep.NOT_AN_EMERGENCY, EmergencyStep.READ_BACK):
            self.intake.answer_red_flag(done.step.value, done.reason, done.at, flags)
        if done.step is EmergencyStep.NURSE:
            title = self.emergency.shown_card.title if self.emergency.shown_card else ""
            self.nurse_wanted.emit(
                phrase(
                    "Emergency, please join the call: {title} {flag}", title=title, flag=done.flag
                ).strip()
            )
        if done.step is not EmergencyStep.TICKED:
            self._note("emergency card", done.note)

    def _note(self, what: str, detail: str) -> None:
        case = self.case
        if case is None:
            return
        act = self._console.act()
        self._jobs.write(
            self,
            lambda: self._console.cases.note(act, case.number, what, detail),
            None,
            self._failed,
        )

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


def presence_words(presence: Presence) -> str:
    """What the advisor does now, and what the advisor chose to do after the call."""
    now = phrase(WORDS[presence.state])
    if presence.pending is None:
        return now
    then = phrase(WORDS[presence.pending]).lower()
    return phrase("{now}, then {then}", now=now, then=then)


def first_answers(call: Call, advisor: str) -> Intake:
    """What is known when a call is taken: when, by whom, from which number, in which language."""
    intake = Intake()
    known = {
        "call.received_at": call.arrived_at.isoformat(),
        "call.channel": call.channel,
        "call.advisor_id": advisor,
        "call.callback_number": call.phone,
        "lang.spoken": call.language,
    }
    for path, value in known.items():
        if value:
            intake = with_answer(intake, path, say(value, source=Source.SYSTEM))
    return intake
