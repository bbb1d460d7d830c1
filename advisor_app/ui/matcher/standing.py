"""What stands of the choice in the case on the desk: the ranking, the specialist, the places."""

from datetime import datetime

from PySide6.QtCore import QObject, Signal

from advisor_app.domain.appointments import Appointment
from advisor_app.matching.results import MatchResult
from advisor_app.ui.intake.presenter import IntakePresenter
from advisor_app.ui.matcher.case_places import CasePlaces
from advisor_app.ui.matcher.chosen import ChosenPicture, chosen_picture
from advisor_app.ui.matcher.roster_desk import RosterDesk


class ChoiceStanding(QObject):
    """`shown(ChosenPicture | None)` whenever what is chosen or held stands otherwise."""

    shown = Signal(object)

    def __init__(self, presenter: IntakePresenter, roster: RosterDesk) -> None:
        super().__init__(presenter)
        self._presenter, self._roster = presenter, roster
        self.result: MatchResult | None = None
        self.places = CasePlaces()
        self._picture: ChosenPicture | None = None
        presenter.changed.connect(lambda _picture: self.show())
        presenter.ranked.connect(self._ranked)

    def begin(self) -> None:
        """Another case: nothing is known of it yet."""
        self.result = None
        self.places.are(())

    def is_here(self, number: str) -> bool:
        """Whether that case is on the desk."""
        return self._presenter.case is not None and self._presenter.case.number == number

    def places_are(self, places: tuple[Appointment, ...]) -> None:
        """What the case holds and has booked now."""
        self.places.are(places)
        self.show()

    def end_holds(self, now: datetime) -> bool:
        """Let go of what is held no more; whether something was."""
        ended = self.places.end(now)
        if ended:
            self.show()
        return ended

    def show(self) -> None:
        """Tell what stands, where it is not as it was told last."""
        match = self._presenter.intake.out.match.value
        picture = None
        if match is not None:
            id_, result = match.text("id"), self.result
            asked = self._roster.asked_for(result, id_) if result is not None else None
            picture = chosen_picture(match, self.places.all, self._roster.roster, asked)
        if picture != self._picture:
            self._picture = picture
            self.shown.emit(picture)

    def _ranked(self, result: MatchResult) -> None:
        self.result = result
        self.show()
