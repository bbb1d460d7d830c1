"""Everything beside the intake that matches, chooses and books, joined into one."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.services.changes import Change
from advisor_app.ui.context import Console
from advisor_app.ui.intake.presenter import IntakePresenter
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.matcher.booking_desk import BookingDesk
from advisor_app.ui.matcher.panel import SidePanel
from advisor_app.ui.matcher.records_desk import RecordsDesk
from advisor_app.ui.matcher.roster_desk import RosterDesk
from advisor_app.ui.matcher.rules_desk import RulesDesk
from advisor_app.ui.matcher.why_desk import WhyDesk


class MatcherDesk(QObject):
    """One per window. `told(StatusLine)` is for the status line, `nurse_wanted(question)` for the
    card that asks a nurse.
    """

    told = Signal(object)
    nurse_wanted = Signal(str)

    def __init__(
        self,
        console: Console,
        window: QWidget,
        panel: SidePanel,
        presenter: IntakePresenter,
        roster: RosterDesk,
        jobs: Jobs,
        name_of: Callable[[str], str],
    ) -> None:
        super().__init__(window)
        self._panel, self._presenter, self._roster = panel, presenter, roster
        self.rules = RulesDesk(console, panel.ranking, presenter, jobs, name_of)
        self.booking = BookingDesk(
            console, window, presenter, roster, jobs, name_of, self.rules.awaits_nurse
        )
        self.why = WhyDesk(panel, roster, self.booking)
        self.records = RecordsDesk(
            panel.records,
            presenter,
            console.roster,
            console.knowledge.records.kinds,
            self.booking.warn,
        )
        self._join()

    def tick(self) -> None:
        """A second has passed."""
        self.booking.tick()
        self._panel.ranking.tick()

    def hear(self, change: Change) -> None:
        """Another desk changed something: places and people are read anew."""
        if any(change.touches(sort) for sort in ("place", "roster")):
            self._roster.refresh()

    def calls(self) -> dict[str, Callable[[], object]]:
        """What the actions of the matcher call."""
        ranking = self._panel.ranking
        return {
            "choose": ranking.choose_current,
            "give_back": self.booking.give_back,
            "why_not": self._panel.ask_why,
            "next_specialist": partial(ranking.step, 1),
            "last_specialist": partial(ranking.step, -1),
            "confirm_route": self.rules.confirm,
        }

    def _join(self) -> None:
        ranking, booking, presenter = self._panel.ranking, self.booking, self._presenter
        ranking.specialist_chosen.connect(booking.begin)
        ranking.book_pressed.connect(booking.book)
        ranking.give_back_pressed.connect(booking.give_back)
        booking.shown.connect(ranking.show_chosen)
        booking.decided.connect(self.records.plan_again)
        for desk in (booking, self.rules):
            desk.told.connect(self.told)
            desk.nurse_wanted.connect(self.nurse_wanted)
        presenter.opened.connect(lambda _case: self.why.show_result(None))
        presenter.ranked.connect(self.why.show_result)
        self._roster.places_changed.connect(presenter.rank_again)
        self._roster.roster_changed.connect(ranking.show_roster)
        self._roster.roster_changed.connect(self.records.show_roster)
