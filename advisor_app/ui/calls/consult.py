"""Questions to the nurses at one desk: asked by a key, seen at once, answered."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.clock import clock_time
from advisor_app.domain.intake import URGENCY
from advisor_app.oncology.redflags import RaisedFlag
from advisor_app.services.consults import ANSWERS, ConsultUrgency, OpenConsult
from advisor_app.services.failures import ServiceFailure
from advisor_app.services.records import Consult
from advisor_app.ui.calls.consult_view import AnswerNurse, AskNurse
from advisor_app.ui.context import Console
from advisor_app.ui.intake.presenter import IntakePresenter
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.kit.strips import Strip
from advisor_app.ui.page import StatusLine
from advisor_app.ui.wording import phrase

LOOK_EVERY_MS: Final = 2000
_NURSE_NOW: Final = "U1_RN_now_48h"
_Seen = tuple[tuple[OpenConsult, ...], tuple[Consult, ...]]


class ConsultPresenter(QObject):
    """One per desk. `waiting(count)` is for the top bar of a nurse, `case_wanted(number)` opens."""

    waiting = Signal(int)
    case_wanted = Signal(str)
    told = Signal(object)

    def __init__(
        self,
        console: Console,
        window: QWidget,
        strip: Strip,
        intake: IntakePresenter,
        jobs: Jobs,
        name_of: Callable[[str], str],
    ) -> None:
        super().__init__(window)
        self._console, self._strip, self._intake, self._jobs = console, strip, intake, jobs
        self._open: tuple[OpenConsult, ...] = ()
        self._here: tuple[Consult, ...] = ()
        self._for_a_nurse = ""
        self._name = name_of
        self.ask_card, self.answer_card = AskNurse(window), AnswerNurse(window)
        self.ask_card.asked.connect(self._ask)
        self.answer_card.answered.connect(self._answer)
        strip.pressed.connect(self.begin)
        intake.opened.connect(lambda _case: self._show_case(()))
        intake.opened.connect(lambda _case: self.look())
        intake.opened.connect(lambda _case: self._propose(()))
        intake.ranked.connect(lambda result: self._propose(result.red_flags))
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)

    @property
    def open_ones(self) -> tuple[OpenConsult, ...]:
        """The questions of the whole line that wait."""
        return self._open

    @property
    def is_nurse(self) -> bool:
        """Whether questions are answered at this desk."""
        return self._console.session.role in ANSWERS

    def start(self) -> None:
        """Begin to look."""
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()

    def begin(self) -> None:
        """F5: a nurse answers what is open on this case; anybody else asks."""
        case = self._intake.case
        if case is None:
            return
        open_here = next((one for one in self._here if not one.answered), None)
        if open_here is not None and self._answers(open_here):
            self.answer_card.begin(open_here, self._name(open_here.asked_by))
        else:
            self.ask_card.begin(case.number, self._for_a_nurse)

    def ask_about(self, question: str) -> None:
        """Open the card with a question that another part of the window proposes."""
        case = self._intake.case
        if case is not None:
            self.ask_card.begin(case.number, question)

    def take_first(self) -> None:
        """The chip of the top bar: the case of the question that waits most."""
        mine = self._for_me()
        if mine:
            self.case_wanted.emit(mine[0].card.number)

    def ask_at_once(self, question: str) -> None:
        """The emergency card brings in a nurse: the question needs no card of its own."""
        self._ask(question, ConsultUrgency.NOW)

    def look(self) -> None:
        """Read what waits, and what was said about the case on the desk."""
        case, act, consults = self._intake.case, self._console.act(), self._console.consults
        number = case.number if case is not None else ""

        def work() -> _Seen:
            here = consults.of_case(act, number) if number else ()
            return consults.open_ones(act), here

        self._jobs.read(
            self, work, lambda seen: self._show(number, seen), self._failed, key="consults"
        )

    def _show(self, number: str, seen: _Seen) -> None:
        self._open = seen[0]
        self.waiting.emit(len(self._for_me()))
        case = self._intake.case
        if case is not None and case.number == number:
            self._show_case(seen[1])

    def _propose(self, raised: Sequence[RaisedFlag]) -> None:
        """The question that flags of the tier "a nurse now" put; the advisor may word it."""
        titles = dict.fromkeys(one.flag.title for one in raised if one.tier == _NURSE_NOW)
        self._for_a_nurse = (
            phrase("{titles}: please join this call.", titles=", ".join(titles)) if titles else ""
        )

    def _show_case(self, here: tuple[Consult, ...]) -> None:
        self._here = here
        newest = next((one for one in here if not one.answered), here[0] if here else None)
        self._strip.setVisible(newest is not None)
        if newest is not None:
            verb = phrase("Answer") if self._answers(newest) else phrase("Ask again")
            self._strip.show_words(state_words(newest, self._name), verb)

    def _ask(self, question: str, urgency: ConsultUrgency) -> None:
        case = self._intake.case
        if case is None:
            return
        act, consults, number = self._console.act(), self._console.consults, case.number
        self._jobs.write(
            self,
            lambda: consults.ask(act, number, question, urgency),
            lambda _asked: self._was_asked(),
            lambda failure: self._card_failed(self.ask_card.fail, failure),
        )

    def _was_asked(self) -> None:
        self.ask_card.sent()
        self.told.emit(StatusLine(text=phrase("The nurses see your question now."), icon="nurse"))
        self.look()

    def _answer(self, id_: str, words: str, disposition: str) -> None:
        act, consults = self._console.act(), self._console.consults
        self._jobs.write(
            self,
            lambda: consults.answer(act, id_, words, disposition),
            lambda _done: self._was_answered(),
            lambda failure: self._card_failed(self.answer_card.fail, failure),
        )

    def _was_answered(self) -> None:
        self.answer_card.sent()
        self.told.emit(
            StatusLine(text=phrase("Answered; it stands on the case."), icon="ok", role="okInk")
        )
        self.look()

    def _answers(self, consult: Consult) -> bool:
        """Whether this desk may answer: a nurse, and not who asked."""
        mine = consult.asked_by == self._console.session.account
        return self.is_nurse and not mine and not consult.answered

    def _for_me(self) -> tuple[OpenConsult, ...]:
        return tuple(one for one in self._open if self._answers(one.consult))

    def _card_failed(self, say: Callable[[str], None], failure: Exception) -> None:
        if isinstance(failure, ServiceFailure):
            say(str(failure))
        else:
            self._jobs.broke.emit(failure)

    def _failed(self, failure: Exception) -> None:
        # The next look comes by itself; what is shown stays as it was.
        if not isinstance(failure, ServiceFailure):
            self._jobs.broke.emit(failure)


def state_words(consult: Consult, name: Callable[[str], str]) -> str:
    """Where a question stands: `Nurse asked 10:41, not answered: ...`."""
    if consult.answered_at is None:
        asked = phrase(
            "Nurse asked {clock_time} by {name}",
            clock_time=clock_time(consult.asked_at),
            name=name(consult.asked_by),
        )
        return phrase("{asked}, not answered: “{question}”", asked=asked, question=consult.question)
    follows = next((phrase(one.label) for one in URGENCY if one.code == consult.disposition), "")
    answered = phrase(
        "Answered {clock_time} by {name}",
        clock_time=clock_time(consult.answered_at),
        name=name(consult.answered_by),
    )
    return f"{answered}, {follows}: “{consult.answer}”"
