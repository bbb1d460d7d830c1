"""Shows the emergency card over whatever is open, and writes what was done on it into the case."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Signal

from advisor_app.domain.answers import Answer, Source, say
from advisor_app.domain.intake import Intake
from advisor_app.domain.values import parts
from advisor_app.line.calls import Call
from advisor_app.oncology.redflags import EMERGENCIES, RaisedFlag, unsettled_emergency
from advisor_app.ui.calls.emergency import EmergencyDone, EmergencyStep, emergency_card
from advisor_app.ui.calls.emergency_view import EmergencyOverlay
from advisor_app.ui.context import Console
from advisor_app.ui.intake.controller import IntakeController
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.main_window import MainWindow
from advisor_app.ui.wording import phrase, window_words


class EmergencyPresenter(QObject):
    """One per desk. `nurse_wanted(sentence)` for the nurses of the line; `failed(exception)`."""

    nurse_wanted = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        console: Console,
        window: MainWindow,
        intake: IntakeController,
        call: Callable[[], Call | None],
        jobs: Jobs,
    ) -> None:
        super().__init__(window)
        self._console, self._intake, self._call, self._jobs = console, intake, call, jobs
        self.card = EmergencyOverlay(window, console.clock.now)
        self.card.done.connect(self._write)
        intake.emergency.connect(self.show_flag)

    @property
    def unsettled(self) -> bool:
        """Whether an emergency of this case is neither instructed nor put aside."""
        result = self._intake.result
        flags = result.red_flags if result is not None else ()
        return unsettled_emergency(self._intake.presenter.intake, flags) is not None

    def show(self) -> None:
        """Ctrl+E: the card of the first flag of the case, else of none."""
        result = self._intake.result
        self.show_flag(result.red_flags[0] if result is not None and result.red_flags else None)

    def show_flag(self, flag: RaisedFlag | None) -> None:
        """The card of a raised flag."""
        intake, call = self._intake.presenter.intake, self._call()
        phone = call.phone if call is not None else ""
        cancer = self._cancer_of(intake)
        self.card.show_card(emergency_card(flag, intake, phone, self._intake.words, cancer=cancer))

    def show_bare(self) -> None:
        """The card of a locked desk: what to say and do, and nothing of the case."""
        self.card.show_card(emergency_card(None, Intake(), "", window_words()))

    def _cancer_of(self, intake: Intake) -> str:
        rows = intake.dx.rows
        kind = str(rows[0].kind.value or "") if rows else ""
        return phrase(self._console.knowledge.catalogue.name_of(kind)) if kind else ""

    def _write(self, done: EmergencyDone) -> None:
        case = self._intake.presenter.case
        if case is None:
            return
        flags = (done.flag,) if done.flag else ()
        if done.step in (EmergencyStep.DIALS_911, EmergencyStep.NURSE):
            words = done.instruction or done.note
            self._answer(done.step.value, words, done.at, flags)
        elif done.step in (EmergencyStep.NOT_AN_EMERGENCY, EmergencyStep.READ_BACK):
            self._answer(done.step.value, done.reason, done.at, flags)
        if done.step is EmergencyStep.NURSE:
            self._call_nurse(done.flag)
        if done.step is not EmergencyStep.TICKED:
            self._note(case.number, done.note)

    def _answer(self, outcome: str, words: str, at: datetime, flags: tuple[str, ...]) -> None:
        """What was done on the card, written as answers of this case."""
        presenter, result = self._intake.presenter, self._intake.result
        urgent = presenter.intake.urg
        raised = result.red_flags if result is not None else ()
        open_ones = tuple(one.flag.id for one in raised if one.tier in EMERGENCIES)
        if flags or open_ones:
            every = tuple(dict.fromkeys((*(urgent.flags.value or ()), *flags, *open_ones)))
            presenter.put("urg.flags", _ours(every))
        if outcome == "not_an_emergency":
            presenter.put("urg.put_aside", _ours(parts(text=words, time=at.isoformat())))
            return
        read_back = outcome == "read_back"
        given = urgent.instruction_given.value
        said = given.text("text") if given is not None else ""
        text = f"{said} Read back: “{words}”".strip() if read_back else words
        done = parts(text=text, time=at.isoformat(), ack=read_back)
        presenter.put("urg.instruction_given", _ours(done))
        if result is not None and result.urgency:
            presenter.put("urg.disposition", _ours(result.urgency))

    def _call_nurse(self, flag: str) -> None:
        title = self.card.shown_card.title if self.card.shown_card else ""
        words = phrase("Emergency, please join the call: {title} {flag}", title=title, flag=flag)
        self.nurse_wanted.emit(words.strip())

    def _note(self, case: str, detail: str) -> None:
        act, cases = self._console.act(), self._console.cases
        self._jobs.write(
            self,
            lambda: cases.note(act, case, "emergency card", detail),
            None,
            self.failed.emit,
        )


def _ours(value: Any) -> Answer[Any]:
    """What the line says itself, and not a caller."""
    return say(value, source=Source.SYSTEM, verified=True)
