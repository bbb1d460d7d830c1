"""Asks, while one types, who the patient of the case may be already, and writes what is decided."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from advisor_app.services.failures import ServiceFailure
from advisor_app.services.people import Likely, LinkedCase
from advisor_app.services.person_sketch import PersonSketch, sketch_of
from advisor_app.ui.context import Console
from advisor_app.ui.intake.person_strip import PersonStrip
from advisor_app.ui.intake.picture import Picture
from advisor_app.ui.intake.presenter import IntakePresenter
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.page import StatusLine
from advisor_app.ui.wording import phrase

ASK_AFTER_MS = 200
_Found = tuple[tuple[Likely, ...], tuple[LinkedCase, ...]]


class PersonPresenter(QObject):
    """One per desk. `case_wanted(number)` opens another case; `told(StatusLine)` is news."""

    case_wanted = Signal(str)
    told = Signal(object)

    def __init__(
        self, console: Console, strip: PersonStrip, intake: IntakePresenter, jobs: Jobs
    ) -> None:
        super().__init__(strip)
        self._console, self._strip, self._intake, self._jobs = console, strip, intake, jobs
        self._asked: PersonSketch | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(ASK_AFTER_MS)
        self._timer.timeout.connect(self._ask)
        intake.opened.connect(lambda _case: self._forget())
        intake.changed.connect(self._look)
        strip.same.connect(lambda other: self._decide(other, "same"))
        strip.not_same.connect(lambda other: self._decide(other, "not_same"))
        strip.taken_back.connect(lambda other: self._decide(other, "take_back"))
        strip.opened.connect(self.case_wanted)
        strip.number_wanted.connect(lambda mrn: intake.say("patient.mrn", mrn))

    def stop(self) -> None:
        """Ask no more: the desk closes."""
        self._timer.stop()

    def _forget(self) -> None:
        self._asked = None
        self._strip.show_people((), ())

    def _look(self, picture: Picture) -> None:
        """Ask again where what tells who the patient is has changed."""
        if picture.number and sketch_of(picture.intake, picture.number) != self._asked:
            self._timer.start()

    def _ask(self) -> None:
        case = self._intake.case
        if case is None:
            return
        sought = self._asked = sketch_of(case.intake, case.number)
        act, people = self._console.act(), self._console.people

        def work() -> _Found:
            return people.likely(act, sought), people.linked(act, sought.case)

        self._jobs.read(
            self, work, lambda found: self._show(sought.case, found), self._failed, key="people"
        )

    def _show(self, number: str, found: _Found) -> None:
        case = self._intake.case
        if case is not None and case.number == number:
            self._strip.show_people(*found)

    def _decide(self, other: str, deed: str) -> None:
        case = self._intake.case
        if case is None:
            return
        act, people, number = self._console.act(), self._console.people, case.number
        deeds: dict[str, tuple[Callable[[], None], str]] = {
            "same": (
                lambda: people.same(act, number, other),
                phrase(
                    "Linked with {other}. Both cases stand as they are; Unlink takes it back.",
                    other=other,
                ),
            ),
            "not_same": (
                lambda: people.not_same(act, number, other),
                phrase("{other} is another person; nobody is asked again.", other=other),
            ),
            "take_back": (
                lambda: people.take_back(act, number, other),
                phrase("{other} is no longer linked; both cases stand as they were.", other=other),
            ),
        }
        work, words = deeds[deed]
        self._jobs.write(self, work, lambda _none: self._decided(words), self._failed)

    def _decided(self, words: str) -> None:
        self.told.emit(StatusLine(text=words, icon="ok", role="okInk"))
        self._ask()

    def _failed(self, failure: Exception) -> None:
        if not isinstance(failure, ServiceFailure):
            self._jobs.broke.emit(failure)
            return
        self.told.emit(StatusLine(text=str(failure), icon="warning", role="warningInk"))
