"""The centre itself: its name, its line, and the file of its specialists."""

from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.people import Roster
from advisor_app.ui.admin.centre_form import hours_of
from advisor_app.ui.calls.keys import on_alt
from advisor_app.ui.first_run.deeds import ReadRoster
from advisor_app.ui.first_run.fields import asked, show_problem
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.field_state import FieldState
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase

_HOURS = later("Empty: closed until they are set")
_ROSTER = later("JSON or CSV, now or later")


class CentreCard(QWidget):
    """Passive: `file_asked()` for a dialog, `file_told(path)` to have a file read."""

    file_asked = Signal()
    file_told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("firstCentre")
        self.roster: Roster | None = None
        self.name = OneLineEdit("firstCentreName", phrase("Name of the centre"))
        self.number = OneLineEdit("firstCentreNumber", phrase("Number of the line"))
        self.opens = OneLineEdit(
            "firstCentreOpens", phrase("The line opens, Eastern time"), placeholder="HH:MM"
        )
        self.closes = OneLineEdit(
            "firstCentreCloses", phrase("The line closes, Eastern time"), placeholder="HH:MM"
        )
        self.file = OneLineEdit("firstRoster", phrase("File of the specialists"))
        self.browse = Button(
            "firstRosterBrowse", phrase("Browse"), icon="upload", key="Alt B", height=32
        )
        self._name, self._number = (
            asked(self.name, phrase("Name")),
            asked(self.number, phrase("Line number")),
        )
        self._opens = asked(self.opens, phrase("Opens, Eastern time"))
        self._closes = asked(self.closes, phrase("Closes, Eastern time"))
        self._file = asked(self.file, phrase("File of the specialists and their sites"))
        self.file.edited.connect(lambda _text: self._forget_roster())
        self.file.left.connect(self._tell_file)
        self.file.returnPressed.connect(self._tell_file)
        self.browse.clicked.connect(self.file_asked)
        on_alt(self, Qt.Key.Key_B, self.browse.click)
        inner = column(
            plain_label(phrase("Centre"), "h2"),
            plain_label(phrase("What callers and papers know it by."), "sub", "ink2", wrap=True),
            row((self._name, 1), (self._number, 1), gap=12),
            row((self._opens, 1), (self._closes, 1), gap=12),
            row((self._file, 1), column(18 + 4, self.browse, None, gap=0), gap=12),
            margins=(16, 12, 16, 4),
            gap=4,
        )
        self.setLayout(column(frame("card", inner)))
        self.show_problems({})
        self._forget_roster()

    @property
    def hours(self) -> tuple[time | None, time | None]:
        """When the line opens and closes, unset where that makes no sense."""
        _, opens, closes = hours_of(self.opens.text(), self.closes.text())
        return opens, closes

    def problems(self) -> dict[str, str]:
        """What is wrong with what was typed, by `name`, `hours`, `file`."""
        found = {}
        if not self.name.text().strip():
            found["name"] = phrase("The name is missing")
        wrong, _, _ = hours_of(self.opens.text(), self.closes.text())
        if wrong:
            found["hours"] = wrong
        if self.file.text().strip() and self.roster is None:
            found["file"] = phrase("Not taken: choose another, or none")
        return found

    def show_problems(self, found: dict[str, str]) -> None:
        """Say beside each field what is wrong with it."""
        show_problem(self._name, found.get("name", ""))
        show_problem(self._number, "")
        show_problem(self._opens, found.get("hours", ""), otherwise=phrase(_HOURS))
        show_problem(self._closes, "")
        if "file" in found:
            show_problem(self._file, found["file"])

    def show_file(self, path: str) -> None:
        """The file that was chosen in a dialog."""
        self.file.show_text(path)
        self._forget_roster()
        self._tell_file()

    def show_roster(self, read: ReadRoster) -> None:
        """What the file holds, or that it was not taken."""
        self.roster = read.roster
        if read.roster is None:
            show_problem(self._file, phrase("Not taken: see below"))
            return
        people, sites = len(read.roster.practitioners), len(read.roster.sites)
        self._file.set_state(FieldState.NOT_ASKED)
        self._file.set_hint(
            phrase("{people} specialists at {sites} sites", people=people, sites=sites), "ok"
        )

    def _tell_file(self) -> None:
        if self.file.text().strip() and self.roster is None:
            self.file_told.emit(self.file.text().strip())

    def _forget_roster(self) -> None:
        self.roster = None
        show_problem(self._file, "", otherwise=phrase(_ROSTER))
