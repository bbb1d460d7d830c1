"""Joins the talk track on the screen with the case: what fits it, and what was told in it."""

from PySide6.QtCore import QObject

from advisor_app.domain.case import Case
from advisor_app.domain.clock import EASTERN
from advisor_app.domain.dates import format_day
from advisor_app.matching.results import MatchResult
from advisor_app.oncology.reading import read_facts
from advisor_app.oncology.talktrack import TalkTrack
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.facts_told import FactTold, facts_told, note_fact
from advisor_app.services.failures import ServiceFailure
from advisor_app.ui.context import Console
from advisor_app.ui.intake.presenter import IntakePresenter
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.matcher.panel import SidePanel
from advisor_app.ui.matcher.saying import SayPicture
from advisor_app.ui.wording import window_words


class TalkDesk(QObject):
    """One per desk; what is told is written into the log of the case that is open."""

    def __init__(
        self, console: Console, panel: SidePanel, presenter: IntakePresenter, jobs: Jobs
    ) -> None:
        super().__init__(panel)
        self._console, self._panel, self._presenter, self._jobs = console, panel, presenter, jobs
        self._track = console.talk_track
        self._told: tuple[FactTold, ...] = ()
        self._fitting: tuple[tuple[int, str], ...] = ()
        self._names: dict[str, str] = {}
        presenter.opened.connect(self._opened)
        presenter.ranked.connect(self._ranked)
        panel.saying.told.connect(self.tell)

    def show_talk_track(self, track: TalkTrack) -> None:
        """Another revision of the talk track is in force at this desk."""
        self._track = track
        self._panel.saying.show_talk_track(track)

    def show_settings(self, settings: CentreSettings) -> None:
        """Another greeting, or other numbers, are set at this desk."""
        greeting = settings.greeting_of(self._console.advisor.name, window_words())
        self._panel.saying.show_contacts(greeting, settings.contacts)

    def tell(self, fact: str, told: bool) -> None:
        """A fact was told to the caller, or was not after all: it stands in the case's log."""
        case = self._presenter.case
        if case is None:
            return
        console, act, number = self._console, self._console.act("fact told"), case.number
        version = self._track.version

        def work() -> tuple[FactTold, ...]:
            note_fact(console.cases, act, number, fact, version, told=told)
            return facts_told(console.cases.notes(act, number))

        self._jobs.write(self, work, lambda facts: self._read(number, facts), self._failed)

    def _opened(self, case: Case) -> None:
        self._told, self._fitting = (), ()
        self._show()
        console, act = self._console, self._console.act("facts told")

        def work() -> tuple[FactTold, ...]:
            self._names = {one.id: one.name for one in console.accounts.list()}
            return facts_told(console.cases.notes(act, case.number))

        self._jobs.read(self, work, lambda facts: self._read(case.number, facts), self._failed)

    def _read(self, number: str, facts: tuple[FactTold, ...]) -> None:
        case = self._presenter.case
        if case is not None and case.number == number:
            self._told = facts
            self._show()

    def _ranked(self, _result: MatchResult) -> None:
        intake, today = self._presenter.intake, self._presenter.today
        facts = read_facts(intake, self._console.knowledge, today)
        self._fitting = tuple((topic.key, why) for topic, why in self._track.fitting(intake, facts))
        self._show()

    def _show(self) -> None:
        told = tuple((one.fact, self._when(one)) for one in self._told)
        self._panel.show_talk(SayPicture(fitting=self._fitting, told=told))

    def _when(self, told: FactTold) -> str:
        at = told.at.astimezone(EASTERN)
        return f"{format_day(at.date())} {at:%H:%M}, {self._names.get(told.by, told.by)}"

    def _failed(self, failure: Exception) -> None:
        if not isinstance(failure, ServiceFailure):
            self._jobs.broke.emit(failure)
        self._show()
