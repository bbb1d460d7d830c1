"""Keeps the directory true, and does what is changed there; a change of a person can be undone."""

from collections.abc import Callable, Collection
from datetime import date, timedelta
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.people import Practitioner, Roster
from advisor_app.oncology.knowledge import Knowledge
from advisor_app.services.failures import ServiceFailure
from advisor_app.services.rights import Deed, Right, right_of
from advisor_app.ui.context import Console
from advisor_app.ui.directory.import_report import ImportReport
from advisor_app.ui.directory.person_card import PersonCard
from advisor_app.ui.directory.places_card import PlacesCard
from advisor_app.ui.directory.spread import DAYS, equals_of
from advisor_app.ui.directory.view import DirectoryPage
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.matcher.roster_desk import RosterDesk
from advisor_app.ui.page import StatusLine
from advisor_app.ui.wording import phrase

SURE_ENOUGH: Final = 0.6
"""A kind of cancer that the type-ahead is less sure of finds no specialist by itself."""


class DirectoryPresenter(QObject):
    """One per window. `undo_offered(words)` after a change, with no words when it has gone."""

    undo_offered = Signal(str)

    def __init__(
        self,
        console: Console,
        page: DirectoryPage,
        window: QWidget,
        roster: RosterDesk,
        jobs: Jobs,
    ) -> None:
        super().__init__(window)
        self._console, self._page, self._roster, self._jobs = console, page, roster, jobs
        self._undo: Callable[[], None] | None = None
        self._wanted = ""
        self.person_card, self.places_card = PersonCard(window), PlacesCard(window)
        self.report = ImportReport(window)
        page.edit_wanted.connect(self.edit)
        page.places_wanted.connect(self.edit_places)
        page.import_wanted.connect(self.import_roster)
        page.new_wanted.connect(self.begin_new)
        page.removal_wanted.connect(self.remove)
        page.person_shown.connect(self._read_spread)
        page.came.connect(self.refresh)
        self.person_card.kept.connect(self._keep)
        self.places_card.kept.connect(self._keep)
        roster.roster_changed.connect(self._show_roster)

    def calls(self) -> dict[str, Callable[[], object]]:
        """What the actions of the directory call."""
        return {
            "edit_person": self.edit,
            "edit_places": self.edit_places,
            "new_person": self.begin_new,
            "remove_person": self.remove,
            "import_roster": self._page.ask_for_roster,
        }

    def start(self) -> None:
        """Show the roster and what this account may do with it."""
        may = self._console.directory.may_change(self._console.act())
        self._page.show_rights(may_change=may)
        self._page.show_roster(self._roster.roster)

    def refresh(self) -> None:
        """Read the roster and the places anew."""
        self._roster.refresh()

    def edit(self, id_: str = "") -> None:
        """Edit the facts of one specialist, by default of the one who is shown."""
        one = self._roster.roster.practitioner(id_ or self._page.shown)
        if one is not None and self._may():
            self.person_card.begin(one)

    def edit_places(self, id_: str = "") -> None:
        """Work on the places of one specialist, by default of the one who is shown."""
        one = self._roster.roster.practitioner(id_ or self._page.shown)
        if one is not None and self._may():
            self.places_card.begin(one, self._today())

    def begin_new(self) -> None:
        """Write down a specialist who is not in the directory yet."""
        if self._may():
            self.person_card.begin_new()

    def remove(self, id_: str = "") -> None:
        """Take a specialist out of the directory, by default who is shown; it can be undone."""
        one = self._roster.roster.practitioner(id_ or self._page.shown)
        if one is not None and self._may():
            self._take_out(one, phrase("{one} is matched no more", one=one.name))

    def undo(self) -> bool:
        """Take the last change of a person back; False where there is none."""
        if self._undo is None:
            return False
        undo, self._undo = self._undo, None
        undo()
        return True

    def import_roster(self, path: str) -> None:
        """Let the specialists of a file be those of the centre, all or none, with a report."""
        act, read = self._console.act("roster imported"), self._console.read_roster

        def done(told: tuple[int, tuple[str, ...]]) -> None:
            count, mistakes = told
            if mistakes:
                self.report.show_mistakes(mistakes)
                return
            self._undo = None
            self.undo_offered.emit("")
            self._roster.refresh()
            self._say(phrase("Imported: {count} specialists are matched from now on", count=count))

        words = phrase("The roster is read in")
        self._jobs.write(self, lambda: read(act, path), done, self._failed, words=words)

    # ---- within ----

    def _keep(self, before: Practitioner, after: Practitioner) -> None:
        words = phrase("{after} is saved and matched from now on", after=after.name)
        if before.id:
            self._change(before, after, words)
        else:
            self._put_in(after, words)

    def _change(
        self, before: Practitioner, after: Practitioner, words: str, *, undone: bool = False
    ) -> None:
        act, directory = self._console.act("directory changed"), self._console.directory
        back = phrase("{before} stands again as before", before=before.name)

        def done(_roster: Roster) -> None:
            if self.places_card.is_open:
                self.places_card.show_person(after)
            self._is_done(
                words,
                "" if undone else phrase("{after} changed", after=after.name),
                lambda: self._change(after, before, back, undone=True),
            )

        self._jobs.write(self, lambda: directory.change(act, before, after), done, self._refused)

    def _put_in(self, one: Practitioner, words: str, *, undone: bool = False) -> None:
        act, directory = self._console.act("specialist added"), self._console.directory

        def done(added: Practitioner) -> None:
            gone = phrase("{added} is out of the directory again", added=added.name)
            self._is_done(
                words,
                "" if undone else phrase("{added} added", added=added.name),
                lambda: self._take_out(added, gone, undone=True),
            )
            self._wanted = added.id

        self._jobs.write(self, lambda: directory.add(act, one), done, self._refused)

    def _take_out(self, one: Practitioner, words: str, *, undone: bool = False) -> None:
        act, directory = self._console.act("specialist removed"), self._console.directory
        back = phrase("{one} is in the directory again", one=one.name)

        def done(_roster: Roster) -> None:
            self._is_done(
                words,
                "" if undone else phrase("{one} removed", one=one.name),
                lambda: self._put_in(one, back, undone=True),
            )

        self._jobs.write(self, lambda: directory.remove(act, one), done, self._refused)

    def _is_done(self, words: str, offer: str, undo: Callable[[], None]) -> None:
        """Something was changed; `offer` says what can be undone, nothing after an undo."""
        self._undo = undo if offer else None
        self.undo_offered.emit(offer)
        self.person_card.put_aside()
        self._say(words)
        self._roster.refresh()

    def _show_roster(self, roster: Roster) -> None:
        self._page.show_roster(roster)
        if self._wanted and roster.practitioner(self._wanted) is not None:
            self._page.show_person(self._wanted)
            self._wanted = ""

    def _read_spread(self, id_: str) -> None:
        if right_of(self._console.session.role, Deed.SEE_FIGURES) is Right.NO:
            return
        act, referrals = self._console.act("spread among equals"), self._console.referrals
        since = self._console.clock.now() - timedelta(days=DAYS)
        one = self._roster.roster.practitioner(id_)
        if one is not None:
            self._jobs.read(
                self,
                lambda: equals_of(one, self._roster.roster, referrals.chosen_since(act, since)),
                lambda equals: self._page.show_spread(id_, equals),
                self._failed,
                key="spread",
            )

    def _may(self) -> bool:
        may = self._console.directory.may_change(self._console.act())
        if not may:
            self._say(phrase("Your role does not change the directory."), "lock", "warningInk")
        return may

    def _today(self) -> date:
        return self._console.clock.now().astimezone(EASTERN).date()

    def _refused(self, failure: Exception) -> None:
        if isinstance(failure, ServiceFailure):
            for card in (self.person_card, self.places_card):
                if card.is_open:
                    card.fail(str(failure))
                    return
        self._failed(failure)

    def _failed(self, failure: Exception) -> None:
        if isinstance(failure, ServiceFailure):
            self._say(str(failure), "warning", "warningInk")
        else:
            self._jobs.broke.emit(failure)

    def _say(self, words: str, icon: str = "ok", role: str = "okInk") -> None:
        self._page.status_changed.emit(StatusLine(text=words, icon=icon, role=role))


def families_in(knowledge: Knowledge, text: str) -> Collection[str]:
    """The families of cancers that these words stand for; none where they stand for no cancer."""
    if len(text.strip()) < 3:
        return ()
    answers = knowledge.search.find(text, limit=3).answers
    return {one.family for one in answers if one.confidence >= SURE_ENOUGH}
