"""The specialists and their free places as this desk knows them, read anew when they change."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from advisor_app.domain.intake import Intake
from advisor_app.domain.people import Roster
from advisor_app.matching.matcher import Matcher
from advisor_app.matching.results import Exclusion, Match, MatchResult
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs


class RosterDesk(QObject):
    """One per window. `roster_changed(Roster)` where people or sites changed, `places_changed()`
    where anything did that a ranking reads: then the case on the desk is ranked anew.
    """

    roster_changed = Signal(object)
    places_changed = Signal()

    def __init__(self, console: Console, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._console, self._jobs = console, jobs
        self._roster, self._matcher = console.roster, console.matcher
        self._case = ""

    @property
    def roster(self) -> Roster:
        """The specialists with every place they offer, taken or not."""
        return self._roster

    def rank(self, intake: Intake, now: datetime) -> MatchResult:
        """Rank a case by the places that are free; may be called on any thread."""
        return self._matcher.rank(intake, now)

    def asked_for(self, result: MatchResult, id_: str) -> Match | Exclusion | None:
        """What that ranking says of one specialist who is asked for by name."""
        return self._matcher.asked_for(result, id_)

    def open_case(self, number: str) -> None:
        """Another case is on the desk: its own places are free to it."""
        self._case = number
        self.refresh()

    def refresh(self, then: Callable[[], None] | None = None) -> None:
        """Read the roster and the places that are taken; `then` follows, changed or not."""
        console, before, case = self._console, self._matcher, self._case

        def work() -> tuple[Roster, Matcher]:
            roster = console.directory.roster()
            free = console.referrals.free(roster, case)
            same = free == before.roster
            return roster, before if same else Matcher(console.knowledge, free)

        def read(found: tuple[Roster, Matcher]) -> None:
            self._show(*found)
            if then is not None:
                then()

        self._jobs.read(self, work, read, key="" if then is not None else "roster")

    def _show(self, roster: Roster, matcher: Matcher) -> None:
        other_people, other_places = roster != self._roster, matcher is not self._matcher
        self._roster, self._matcher = roster, matcher
        if other_people:
            self.roster_changed.emit(roster)
        if other_places:
            self.places_changed.emit()
