"""Going home, or covering for who is gone: nothing that is open is left with nobody."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import Advisor, Role
from advisor_app.domain.phones import shown_phone
from advisor_app.line.pairing import TAKES_CALLS
from advisor_app.line.presence import PresenceState
from advisor_app.line.promises import both_clocks
from advisor_app.services.failures import ServiceFailure
from advisor_app.services.handovers import OpenWork
from advisor_app.ui.calls.log_off_view import LogOff, OpenLine
from advisor_app.ui.calls.receiver_list import Receiver
from advisor_app.ui.context import Console
from advisor_app.ui.desk import Desk
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.names import name_of
from advisor_app.ui.wording import later, phrase

ON_THE_LINE: Final = later("A caller is with you: end the call (F8) or hand it on (F7) first.")
THEIR_CALL: Final = later("They have a caller: give the call back to the line first.")

Found = tuple[OpenWork, tuple[Advisor, ...]]


class LogOffPresenter(QObject):
    """One per window. `left` when this desk is free, `may_close` where its window was to close;
    `told(words)` what was handed over.
    """

    left = Signal()
    may_close = Signal()
    told = Signal(str)

    def __init__(
        self,
        console: Console,
        desk: Desk,
        unsaved: Callable[[], int],
        window: QWidget,
        jobs: Jobs,
    ) -> None:
        super().__init__(window)
        self._console, self._desk, self._unsaved, self._jobs = console, desk, unsaved, jobs
        self._whose = console.advisor
        self._closing = self._unanswered = False
        self.card = LogOff(window)
        self.card.handed_over.connect(self._hand_over)
        self.card.kept.connect(self._leave)

    def begin(self) -> None:
        """Ctrl+Shift+Q: log off; what is open is listed first, and nothing of it is lost."""
        self._closing = False
        self._desk.intake.presenter.flush()
        if self._has_work:
            self._look(self._console.advisor)
        else:
            self._gone()

    def asks_before_closing(self) -> bool:
        """The window is to close: whether what is open is asked first; `may_close` follows then.

        Who closes it again, at the card or while the store does not answer, is let go: all of it
        stays with them. Of a demonstration nothing is kept, so nothing is asked.
        """
        asked = self._closing and (self.card.is_open or self._unanswered)
        if asked or self._console.demonstration or not self._has_work:
            return False
        self.begin()
        self._closing = self._unanswered = True
        return True

    def begin_for(self, advisor: Advisor) -> None:
        """Hand over the work of somebody who is not there."""
        self._closing = False
        self._look(advisor)

    def _look(self, whose: Advisor) -> None:
        self._whose = whose
        console, act, account = self._console, self._console.act(), self._whose.id

        def work() -> Found:
            handovers = console.handovers
            return handovers.open_work(act, account), handovers.receivers(act, account)

        self._jobs.write(self, work, self._show, self._failed)

    def _show(self, found: Found) -> None:
        work, receivers = found
        self._unanswered = False
        lines = (*self._lines(work), *(self._drafts() if self._is_own else ()))
        if not lines:
            self._nothing_open()
            return
        name = self._whose.name
        title = phrase("Before you go") if self._is_own else phrase("The work of {name}", name=name)
        sub = phrase("This is open. To whom does it go?")
        self.card.name_deeds(*self._deeds())
        self.card.show_work(title, sub, lines, [_receiver(one) for one in receivers])
        busy = phrase(ON_THE_LINE) if self._is_own else phrase(THEIR_CALL)
        self.card.forbid(busy if work.call is not None else "")

    def _deeds(self) -> tuple[str, str]:
        """What the two buttons say."""
        if not self._is_own:
            return phrase("Hand over"), ""
        if self._closing:
            return phrase("Hand over and close"), phrase("It stays with me, close")
        return phrase("Hand over and log off"), phrase("It stays with me, log off")

    @property
    def _has_work(self) -> bool:
        """Whether this role answers calls: who administers or audits has nothing to hand over."""
        return self._console.advisor.role in TAKES_CALLS

    @property
    def _is_own(self) -> bool:
        return self._whose.id == self._console.advisor.id

    def _nothing_open(self) -> None:
        if self._is_own:
            self._leave()
        else:
            self.told.emit(phrase("{whose} has nothing open.", whose=self._whose.name))

    def _lines(self, work: OpenWork) -> Iterator[OpenLine]:
        if work.call is not None:
            who = work.call.caller or shown_phone(work.call.phone) or phrase("number not shown")
            state = work.call.state.value.replace("_", " ")
            yield OpenLine(icon="phone", what=phrase("Call: {state}", state=state), about=who)
        for call in work.parked:
            who = call.caller or shown_phone(call.phone) or phrase("number not shown")
            yield OpenLine(icon="hold", what=phrase("Caller parked on the line"), about=who)
        for case in work.cases:
            about = f"{case.card.number} · {case.cue}" if case.cue else case.card.number
            yield OpenLine(
                icon="park",
                what=phrase("Parked: {name_of}", name_of=name_of(case.card)),
                about=about,
            )
        for promise in work.promises:
            clocks = both_clocks(promise.due_at, promise.zone)
            day = promise.due_at.astimezone(EASTERN)
            yield OpenLine(
                icon="promise",
                what=phrase("Call back {day:%a %d %b} {clocks}", day=day, clocks=clocks.words),
                about=" · ".join(
                    part for part in (promise.speak_to, promise.case, promise.about) if part
                ),
            )

    def _drafts(self) -> Iterator[OpenLine]:
        waiting = self._unsaved()
        if waiting:
            words = phrase("answer is") if waiting == 1 else phrase("answers are")
            yield OpenLine(
                icon="edit",
                what=phrase("{waiting} {words} not in the store yet", waiting=waiting, words=words),
                about=phrase(
                    "kept on this workstation for your next sign-in here; nobody else gets it"
                ),
            )

    def _hand_over(self, to: str, note: str) -> None:
        console, act, whose = self._console, self._console.act(), self._whose
        self._jobs.write(
            self,
            lambda: console.handovers.hand_over(act, to, whose.id, note),
            partial(self._was_handed_over, to),
            self._failed,
        )

    def _was_handed_over(self, to: str, work: OpenWork) -> None:
        if self._is_own:
            self._leave()
            return
        self.card.put_aside()
        things = (
            phrase("one thing") if work.count == 1 else phrase("{count} things", count=work.count)
        )
        self.told.emit(
            phrase(
                "Handed over to {to}: {things} of {whose}.",
                to=to,
                things=things,
                whose=self._whose.name,
            )
        )

    def _leave(self) -> None:
        act, presences = self._console.act("logged off"), self._console.presences
        self._jobs.write(
            self,
            lambda: presences.choose(act, PresenceState.AWAY),
            lambda _away: self._gone(),
            self._failed,
        )

    def _gone(self) -> None:
        self.card.put_aside()
        (self.may_close if self._closing else self.left).emit()

    def _failed(self, failure: Exception) -> None:
        if not isinstance(failure, ServiceFailure):
            self._jobs.broke.emit(failure)
        elif self.card.is_open:
            self.card.refuse(str(failure))
        elif self._closing:
            again = phrase("Close the window again to leave all of it as it is.")
            self.told.emit(f"{failure} {again}")
        else:
            self.told.emit(str(failure))


def _receiver(advisor: Advisor) -> Receiver:
    role = phrase("nurse") if advisor.role is Role.NURSE else phrase("advisor")
    return Receiver(key=advisor.id, name=advisor.name, sub=role, fit="")
