"""Between the pages of the first run and what makes or joins a centre's store."""

from PySide6.QtCore import QObject, Signal

from advisor_app.services.failures import ServiceFailure
from advisor_app.services.founding import NewCentre
from advisor_app.ui.first_run.deeds import FirstDeeds, ReadRoster
from advisor_app.ui.first_run.view import FirstRunPages
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.kit.file_choice import ask_for_file
from advisor_app.ui.wording import later, phrase

_TOOK_NONE = later("It did not work; nothing was changed.")


class FirstRun(QObject):
    """`pages` is what is shown. `sample_chosen()`; `ready(account)` when there is a store to open.

    The account is empty where the workstation joined a store that others made.
    """

    sample_chosen = Signal()
    ready = Signal(str)

    def __init__(self, deeds: FirstDeeds) -> None:
        super().__init__()
        self._deeds = deeds
        self._account = ""
        self.pages = FirstRunPages()
        self.jobs = Jobs(self)
        pages = self.pages
        pages.choice.sample_chosen.connect(self.sample_chosen)
        pages.choice.centre_chosen.connect(pages.show_set_up)
        pages.set_up.left.connect(pages.show_choice)
        pages.set_up.make_asked.connect(self.make)
        pages.set_up.join_asked.connect(self.join)
        pages.set_up.place.tested.connect(self.look)
        pages.set_up.centre.file_asked.connect(self._ask_for_file)
        pages.set_up.centre.file_told.connect(self.read_roster)
        pages.made.gone_on.connect(self._go_on)

    def stop(self) -> None:
        """End: no passphrase, no code and no thread is left."""
        self.pages.set_up.forget()
        self.pages.made.forget()
        self.jobs.close()

    def make(self, new: NewCentre, address: str) -> None:
        """Make the store; its recovery code is shown when it stands."""
        self._account = new.administrator.id
        self.pages.set_up.show_state(phrase("Making the store…"), busy=True)
        self.jobs.write(self, lambda: self._deeds.found(new, address), self._made, self._refused)

    def join(self, address: str) -> None:
        """Use the store that stands at that address."""
        self._account = ""
        self.pages.set_up.show_state(phrase("Joining the store…"), busy=True)
        self.jobs.write(
            self, lambda: self._deeds.join(address), lambda _none: self._go_on(), self._refused
        )

    def look(self, address: str) -> None:
        """See what answers at an address."""
        place = self.pages.set_up.place
        self.jobs.read(
            self,
            lambda: self._deeds.look(address),
            place.show_state,
            lambda failure: place.show_refused(self._words_of(failure)),
            key="look",
        )

    def read_roster(self, path: str) -> None:
        """Read the specialists of a file; they are kept when the store is made."""
        self.jobs.read(
            self,
            lambda: self._deeds.read_roster(path),
            self._show_roster,
            lambda failure: self.pages.set_up.show_state(self._words_of(failure), "urgentInk"),
            key="roster",
        )

    def _show_roster(self, read: ReadRoster) -> None:
        self.pages.set_up.centre.show_roster(read)
        more = len(read.mistakes) - 1
        told = (
            phrase("{mistakes} (and {more} more)", mistakes=read.mistakes[0], more=more)
            if more > 0
            else "".join(read.mistakes)
        )
        self.pages.set_up.show_state(told, "urgentInk")

    def _made(self, code: str) -> None:
        self.pages.set_up.show_state("")
        self.pages.set_up.forget()
        self.pages.show_made(code)

    def _go_on(self) -> None:
        self.pages.made.forget()
        self.ready.emit(self._account)

    def _refused(self, failure: Exception) -> None:
        self.pages.set_up.show_state(self._words_of(failure), "urgentInk")

    def _words_of(self, failure: Exception) -> str:
        """The sentence of a failure that was foreseen; any other one goes to the crash report."""
        if isinstance(failure, ServiceFailure) or hasattr(failure, "reason"):
            return str(failure)
        self.jobs.broke.emit(failure)
        return phrase(_TOOK_NONE)

    def _ask_for_file(self) -> None:
        ask_for_file(
            self.pages,
            "firstRosterDialog",
            phrase("Specialists and their sites"),
            phrase("Roster (*.json *.csv)"),
            self.pages.set_up.centre.show_file,
        )
