"""Asks what follows when a call has ended, and completes the call with it."""

from datetime import datetime, timedelta
from typing import Final

from PySide6.QtCore import QObject, Signal

from advisor_app.domain.case import Case
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.contact_wishes import contact_wishes
from advisor_app.line.calls import Call
from advisor_app.line.zones import zone_choices
from advisor_app.services.cases import EMERGENCY_OPEN
from advisor_app.services.promises import NewPromise
from advisor_app.services.queue import WrapUp
from advisor_app.ui.calls.emergency_presenter import EmergencyPresenter
from advisor_app.ui.calls.wrap_up import EndedCall, PromiseAsked, proposed_code
from advisor_app.ui.calls.wrap_up import WrapUp as WrittenUp
from advisor_app.ui.calls.wrap_up_view import WrapUpOverlay
from advisor_app.ui.centre_watch import CentreWatch
from advisor_app.ui.context import Console
from advisor_app.ui.intake.header import patient_name
from advisor_app.ui.intake.presenter import IntakePresenter
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.main_window import MainWindow
from advisor_app.ui.page import StatusLine
from advisor_app.ui.statusbar import StatusBar
from advisor_app.ui.wording import phrase

EXTENSION: Final = timedelta(seconds=60)


class WrapUpPresenter(QObject):
    """One per desk. `finished(sentence)` once the call is complete; `failed(exception)`."""

    finished = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        console: Console,
        window: MainWindow,
        status: StatusBar,
        intake: IntakePresenter,
        emergency: EmergencyPresenter,
        centre: CentreWatch,
        jobs: Jobs,
    ) -> None:
        super().__init__(window)
        self._console, self._status, self._centre, self._jobs = console, status, centre, jobs
        self._intake, self._emergency = intake, emergency
        self.card = WrapUpOverlay(window, console.clock.now)
        self.card.finished.connect(self._finish)
        self.card.extended.connect(self._extend)

    def ask(self, call: Call, since: datetime, *, cut_off: bool) -> None:
        """A call has ended that this desk had `since` then; `cut_off` where the caller hung up."""
        intake, now = self._intake.intake, self._console.clock.now()
        emergency = intake.urg.disposition.known
        wrap_seconds = timedelta(seconds=self._centre.settings.wrap_up_seconds)
        ended = EndedCall(
            call=call.id,
            caller=str(intake.caller.name.value or call.caller),
            lasted_seconds=(now - since).total_seconds(),
            phone=str(
                intake.call.callback_number.value
                or intake.contact.phone_primary.value
                or call.phone
            ),
            wishes=contact_wishes(intake),
            proposal=proposed_code(intake if self._case is not None else None, cut_off=cut_off),
            zones=zone_choices(intake, call.phone),
            hours=self._centre.hours,
            case=call.case,
            speak_to=str(intake.caller.name.value or patient_name(intake)),
            until=None if emergency else now + wrap_seconds,
        )
        self.card.show_call(ended)
        act, promises = self._console.act(), self._console.promises
        self._jobs.read(
            self, lambda: promises.full(act), self.card.show_full, self.failed.emit, key="full"
        )

    def forget(self) -> None:
        """The call is somebody else's now: what was written of it is dropped."""
        self.card.put_aside()
        self.card.forget()

    @property
    def _case(self) -> Case | None:
        return self._intake.case

    def _extend(self) -> None:
        call, now = self.card.call, self._console.clock.now()
        if call is not None:
            self.card.show_until(max(call.until or now, now) + EXTENSION)

    def _finish(self, written: WrittenUp) -> None:
        if self._case is not None and self._emergency.unsettled:
            self._status.show_line(StatusLine(text=EMERGENCY_OPEN, icon="urgent", role="urgentInk"))
            self._emergency.show()
            return
        act, queue = self._console.act(), self._console.queue
        promise = self._promise_of(written.promise)
        how = WrapUp(code=written.code, note=written.notes)
        self._jobs.write(
            self,
            lambda: queue.complete(act, written.call, how, promise),
            lambda _call: self._was_finished(written.promise),
            self.failed.emit,
        )

    def _promise_of(self, asked: PromiseAsked | None) -> NewPromise | None:
        if asked is None:
            return None
        return NewPromise(
            due_at=asked.due_at,
            zone=asked.zone,
            phone=asked.phone,
            about=asked.about,
            speak_to=asked.speak_to,
            owner=self._console.advisor.id,
            case=self._case.number if self._case is not None else "",
        )

    def _was_finished(self, promise: PromiseAsked | None) -> None:
        self.card.forget()
        words = phrase("Call finished.")
        if promise is not None:
            due = promise.due_at.astimezone(EASTERN)
            words = phrase("Call finished. You call back {due:%a %d %b, %H:%M} ET.", due=due)
        self.finished.emit(words)
