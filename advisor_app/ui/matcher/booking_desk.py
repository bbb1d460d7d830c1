"""Takes the place of the chosen specialist in the store, so that no other desk gets it too."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from advisor_app.domain.answers import Source, say
from advisor_app.domain.appointments import Appointment
from advisor_app.domain.values import parts
from advisor_app.services.referrals import Choice
from advisor_app.ui.context import Console
from advisor_app.ui.intake.controller import Decision
from advisor_app.ui.intake.presenter import IntakePresenter
from advisor_app.ui.jobs import Jobs


class BookingDesk(QObject):
    """One per desk: what the advisor decides is held, booked, and written into the case."""

    def __init__(
        self,
        console: Console,
        presenter: IntakePresenter,
        jobs: Jobs,
        warn: Callable[[str], None],
    ) -> None:
        super().__init__(presenter)
        self._console, self._presenter, self._jobs, self._warn = console, presenter, jobs, warn

    def book(self, decision: Decision) -> None:
        """Book the place that was shown; nothing to do where the directory names no place."""
        case, slot = self._presenter.case, decision.slot
        if case is None or slot is None:
            return
        reason = (
            "" if decision.rank == 1 else f"the caller chose number {decision.rank} of the list"
        )
        act = self._console.act(reason)
        choice = Choice(practitioner=decision.practitioner, place=decision.rank)

        def work() -> Appointment:
            self._console.referrals.hold(act, case.number, decision.practitioner, slot)
            return self._console.referrals.book(act, case.number, choice)

        def done(made: Appointment) -> None:
            self._write(case.number, made)

        self._jobs.write(self, work, done, lambda failure: self._warn(f"Not booked: {failure}"))

    def _write(self, number: str, made: Appointment) -> None:
        """The booking as an answer of the case, where it is still on the page."""
        if self._presenter.case is None or self._presenter.case.number != number:
            return
        booked = parts(
            at=made.slot.at.isoformat(),
            zone="America/New_York",
            site=made.slot.site,
            mode=made.slot.mode.value,
            practitioner=made.practitioner,
        )
        self._presenter.put("out.booked", say(booked, source=Source.SYSTEM, verified=True))
