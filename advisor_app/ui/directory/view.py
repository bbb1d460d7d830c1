"""The specialists of the centre: who, what kind, where, how soon; find one as you type."""

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.people import Roster
from advisor_app.ui.cells import CellKind, Number, PillCell, Two
from advisor_app.ui.directory.facts import facts_of, next_words
from advisor_app.ui.directory.finding import FamiliesOf, PersonLine, found_lines
from advisor_app.ui.directory.spread import Equal, Spread
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.file_choice import ask_for_file
from advisor_app.ui.kit.frames import frame, hline
from advisor_app.ui.kit.layouts import FlowLayout, column, empty, holder, row, scrolled
from advisor_app.ui.kit.marks import IconMark, Pill
from advisor_app.ui.kit.search_field import SearchField
from advisor_app.ui.matcher.specialist_words import kind_words
from advisor_app.ui.page import StatusLine, WorkPage
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import Column, RowsModel
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase

COLUMNS: tuple[Column[PersonLine], ...] = (
    Column(
        key="name",
        title=later("Specialist"),
        kind=CellKind.TWO,
        value=lambda line: Two(strong=line.person.name, sub=kind_words(line.person.kind)),
    ),
    Column(
        key="team", title=later("Team"), value=lambda line: line.team, width=132, narrow_width=120
    ),
    Column(
        key="sites",
        title=later("Sites"),
        value=lambda line: line.sites,
        width=190,
        hide_when_narrow=True,
    ),
    Column(
        key="next",
        title=later("Next day"),
        kind=CellKind.NUMBER,
        value=lambda line: Number(text=next_words(line.person)),
        width=84,
    ),
    Column(
        key="state",
        title=later("New patients"),
        kind=CellKind.PILL,
        value=lambda line: (
            None if line.person.accepting else PillCell(text=phrase("not taking"), kind="warning")
        ),
        width=104,
    ),
)


class DirectoryPage(WorkPage):
    """Passive but for its own filter: shown a roster, tells who is to be edited and what to import.

    `edit_wanted(id)`, `places_wanted(id)`, `removal_wanted(id)`, `new_wanted()`,
    `import_wanted(path)`; `person_shown(id)` so that what only a supervisor sees can follow by
    `show_spread`.
    """

    page_name: ClassVar[str] = "directory"

    edit_wanted = Signal(str)
    places_wanted = Signal(str)
    removal_wanted = Signal(str)
    new_wanted = Signal()
    import_wanted = Signal(str)
    person_shown = Signal(str)
    came = Signal()

    def __init__(
        self,
        team_name: Callable[[str], str],
        record_name: Callable[[str], str],
        families_of: FamiliesOf,
    ) -> None:
        super().__init__()
        self.setObjectName("directoryPage")
        self._team_name, self._record_name = team_name, record_name
        self._families_of = families_of
        self._lines: tuple[PersonLine, ...] = ()
        self._roster = Roster()
        self._may_change = False
        self._shown = ""
        self._search = SearchField(
            "directorySearch",
            phrase("Find a specialist"),
            placeholder=phrase("A name, a cancer, a team, a site, a language"),
        )
        self._search.textChanged.connect(lambda _text: self._filter())
        self._count = plain_label("", "body", "ink2")
        self._new = Button("directoryNew", phrase("New specialist"), icon="plus", key="Ctrl Alt A")
        self._new.clicked.connect(self.new_wanted)
        self._import = Button("directoryImport", phrase("Import a roster"), icon="upload")
        self._import.clicked.connect(self.ask_for_roster)
        self._model: RowsModel[PersonLine] = RowsModel(COLUMNS, key=lambda line: line.person.id)
        self._table = RowsView(
            "directoryTable", self._model, words=phrase("Specialists"), sortable=True
        )
        self._table.row_chosen.connect(self._show_person)
        self._table.row_activated.connect(self.edit_wanted)
        self._nobody = column(gap=8)
        self._card = frame("card", column(self._table, margins=(1, 1, 1, 1)))
        self._empty = frame("card", column(None, self._nobody, None, margins=(24, 24, 24, 24)))
        title = row(
            plain_label(phrase("Directory"), "h1"), self._count, None, self._new, self._import
        )
        body = column(
            title, self._search, (self._card, 1), (self._empty, 1),
            margins=(16, 16, 16, 16), gap=12,
        )  # fmt: skip
        self.setLayout(column(frame("canvas", body)))
        self._person = column(gap=10)
        self._spread = column(gap=0)
        inner = holder(column(self._person, self._spread, None, margins=(16, 16, 16, 16), gap=16))
        self.side = frame("side", column(scrolled(inner)), name="directorySide")
        self.show_rights(may_change=False)

    @property
    def shown(self) -> str:
        """The id of the specialist on the right, or nothing."""
        return self._shown

    def show_rights(self, *, may_change: bool) -> None:
        """Whether this account may change the directory."""
        self._may_change = may_change
        self._new.setVisible(may_change)
        self._import.setVisible(may_change)
        self._show_person(self._shown)

    def show_roster(self, roster: Roster) -> None:
        """Show a roster; who was looked at stays in view."""
        self._roster = roster
        names = {site.id: site.name for site in roster.sites}
        self._lines = tuple(
            PersonLine(
                person=one,
                team=self._team_name(one.team),
                sites=", ".join(names.get(site, site) for site in one.sites),
            )
            for one in roster.practitioners
        )
        self._filter()

    def show_person(self, person_id: str) -> None:
        """Choose one specialist, whatever the filter says."""
        self._search.show_text("")
        self._filter()
        self._table.choose(person_id)
        self._show_person(person_id)

    def show_spread(self, person_id: str, equals: tuple[Equal, ...]) -> None:
        """How often the equals of the specialist on the right were chosen."""
        empty(self._spread)
        if person_id == self._shown and len(equals) > 1:
            self._spread.addWidget(hline())
            self._spread.addSpacing(12)
            self._spread.addWidget(Spread(equals, person_id))

    def set_narrow(self, narrow: bool) -> None:
        self._table.set_narrow(narrow)

    def on_show(self) -> None:
        self._search.setFocus()
        words = phrase(
            "{count} specialists at {count2} sites",
            count=len(self._lines),
            count2=len(self._roster.sites),
        )
        self.status_changed.emit(StatusLine(text=words, icon="info", role="ink2"))
        self.came.emit()

    def ask_for_roster(self) -> None:
        """Choose a roster file."""
        ask_for_file(
            self,
            "importRosterDialog",
            phrase("Import a roster"),
            phrase("Rosters (*.json *.csv)"),
            self.import_wanted.emit,
        )

    def _filter(self) -> None:
        text = self._search.text()
        found = found_lines(self._lines, text, self._families_of)
        self._model.set_rows(list(found))
        self._count.setText(
            phrase("{count} of {count2}", count=len(found), count2=len(self._lines))
            if text.strip()
            else ""
        )
        self._card.setVisible(bool(found))
        self._empty.setVisible(not found)
        if not found:
            self._say_nobody(text)
            self._show_person("")
            return
        ids = [line.person.id for line in found]
        wanted = self._shown if self._shown in ids and not text.strip() else ids[0]
        self._table.choose(wanted)
        self._show_person(wanted)

    def _say_nobody(self, text: str) -> None:
        empty(self._nobody)
        if self._lines:
            words = phrase(
                "Nobody fits “{text}”. A name, a cancer, a team, a site or a language.",
                text=text.strip(),
            )
        elif self._may_change:
            words = phrase(
                "No roster yet. Import one (JSON or CSV) and specialists can be matched."
            )
        else:
            words = phrase(
                "No roster yet. A supervisor imports one, and specialists can be matched."
            )
        self._nobody.addLayout(row(None, IconMark("directory", 28, "ink3"), None))
        label = plain_label(words, "body", "ink2", align=Qt.AlignmentFlag.AlignHCenter)
        label.setWordWrap(True)
        self._nobody.addWidget(label)

    def _show_person(self, person_id: str) -> None:
        line = next((one for one in self._lines if one.person.id == person_id), None)
        empty(self._person)
        empty(self._spread)
        self._shown = person_id if line is not None else ""
        if line is None:
            return
        person = line.person
        self._person.addWidget(plain_label(person.name, "h1", wrap=True))
        kind = f"{kind_words(person.kind)}, {line.team}"
        self._person.addWidget(plain_label(kind, "body", "ink2", wrap=True))
        if not person.accepting:
            self._person.addLayout(row(Pill(phrase("takes no new patients now"), "warning"), None))
        if self._may_change:
            self._person.addWidget(self._keys(person_id))
        self._person.addWidget(hline())
        for name, words in facts_of(person, line.sites, self._record_name):
            label = plain_label(name, "sub", "ink3")
            label.setFixedWidth(92)
            aside = column(label, None)
            self._person.addLayout(row(aside, (plain_label(words, "body", wrap=True), 1)))
        self.person_shown.emit(person_id)

    def _keys(self, person_id: str) -> QWidget:
        edit = Button("editPerson", phrase("Edit"), key="Ctrl Enter", icon="edit", height=28, pad=8)
        edit.clicked.connect(lambda: self.edit_wanted.emit(person_id))
        places = Button(
            "editPlaces", phrase("Places"), key="Ctrl Alt P", icon="calendar", height=28, pad=8
        )
        places.clicked.connect(lambda: self.places_wanted.emit(person_id))
        remove = Button(
            "removePerson",
            phrase("Remove"),
            "quiet",
            key="Ctrl Alt X",
            icon="trash",
            height=28,
            pad=8,
        )
        remove.clicked.connect(lambda: self.removal_wanted.emit(person_id))
        keys = FlowLayout(gap=8)
        keys.addWidget(edit)
        keys.addWidget(places)
        keys.addWidget(remove)
        return holder(keys)
