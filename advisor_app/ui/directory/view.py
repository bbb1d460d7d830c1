"""The specialists of the centre: who, what kind, where, how soon; find one as you type."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import Signal

from advisor_app.domain.people import Practitioner, Roster
from advisor_app.domain.places import language_name
from advisor_app.domain.text import fold
from advisor_app.ui.kit.fields import SearchField
from advisor_app.ui.kit.frames import frame, hline
from advisor_app.ui.kit.layouts import column, empty, holder, row, scrolled
from advisor_app.ui.kit.marks import Pill
from advisor_app.ui.matcher.specialist_words import MODE_WORDS, kind_words
from advisor_app.ui.page import StatusLine, WorkPage
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import CellKind, Column, Number, PillCell, RowsModel, Two
from advisor_app.ui.text import plain_label


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLine:
    """One specialist as a row of the table."""

    person: Practitioner
    team: str
    sites: str

    @property
    def words(self) -> str:
        """What a search looks at."""
        one = self.person
        parts = (one.name, kind_words(one.kind), self.team, self.sites, *one.focus, *one.languages)
        return fold(" ".join(parts))


COLUMNS: tuple[Column[PersonLine], ...] = (
    Column(
        key="name",
        title="Specialist",
        kind=CellKind.TWO,
        value=lambda line: Two(strong=line.person.name, sub=kind_words(line.person.kind)),
    ),
    Column(key="team", title="Team", value=lambda line: line.team, width=150, narrow_width=120),
    Column(
        key="sites",
        title="Sites",
        value=lambda line: line.sites,
        width=190,
        hide_when_narrow=True,
    ),
    Column(
        key="next",
        title="Next day",
        kind=CellKind.NUMBER,
        value=lambda line: Number(text=next_words(line.person)),
        width=84,
    ),
    Column(
        key="state",
        title="New patients",
        kind=CellKind.PILL,
        value=lambda line: (
            None if line.person.accepting else PillCell(text="not taking", kind="warning")
        ),
        width=120,
    ),
)


def next_words(person: Practitioner) -> str:
    """How soon the next new-patient place is."""
    days = person.next_available_days
    if person.slots:
        return f"{min(slot.at for slot in person.slots):%d %b}".upper()
    return "unknown" if days is None else f"{days} d"


class DirectoryPage(WorkPage):
    """Passive but for its own filter: shown a roster, tells who was chosen."""

    page_name: ClassVar[str] = "directory"
    title: ClassVar[str] = "Directory"
    icon: ClassVar[str] = "directory"

    chosen = Signal(str)

    def __init__(self, team_name: Callable[[str], str], record_name: Callable[[str], str]) -> None:
        super().__init__()
        self.setObjectName("directoryPage")
        self._team_name, self._record_name = team_name, record_name
        self._lines: tuple[PersonLine, ...] = ()
        self._roster = Roster()
        self._search = SearchField(
            "directorySearch",
            "Find a specialist",
            placeholder="A name, a cancer, a team, a site, a language",
        )
        self._search.setFixedWidth(340)
        self._search.edited.connect(lambda _text: self._filter())
        self._search.textChanged.connect(lambda _text: self._filter())
        self._count = plain_label("", "body", "ink2")
        self._model: RowsModel[PersonLine] = RowsModel(COLUMNS, key=lambda line: line.person.id)
        self._table = RowsView("directoryTable", self._model, words="Specialists", sortable=True)
        self._table.row_chosen.connect(self._show_person)
        self._table.row_activated.connect(self.chosen)
        head = row(plain_label("Directory", "h1"), self._count, None, self._search)
        card = frame("card", column(self._table, margins=(1, 1, 1, 1)))
        body = column(head, (card, 1), margins=(16, 16, 16, 16), gap=12)
        self.setLayout(column(frame("canvas", body)))
        self._person = column(gap=10)
        inner = holder(column(self._person, None, margins=(16, 16, 16, 16)))
        self.side = frame("side", column(scrolled(inner)), name="directorySide")

    def show_roster(self, roster: Roster) -> None:
        """Show a roster."""
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
        words = f"{len(self._lines)} specialists at {len(roster.sites)} sites"
        self.status_changed.emit(StatusLine(text=words, icon="info", role="ink2"))

    def show_person(self, person_id: str) -> None:
        """Choose one specialist, whatever the filter says."""
        self._search.show_text("")
        self._filter()
        self._table.choose(person_id)
        self._show_person(person_id)

    def search_for(self, words: str) -> None:
        """Show who fits these words."""
        self._search.show_text(words)
        self._filter()

    def set_narrow(self, narrow: bool) -> None:
        self._table.set_narrow(narrow)

    def on_show(self) -> None:
        self._search.setFocus()

    def _filter(self) -> None:
        words = fold(self._search.text()).split()
        shown = [line for line in self._lines if all(word in line.words for word in words)]
        self._model.set_rows(shown)
        self._count.setText(f"{len(shown)} of {len(self._lines)}" if words else "")
        if shown:
            self._table.choose_first()
            self._show_person(shown[0].person.id)

    def _show_person(self, person_id: str) -> None:
        line = next((one for one in self._lines if one.person.id == person_id), None)
        empty(self._person)
        if line is None:
            return
        person = line.person
        self._person.addWidget(plain_label(person.name, "h1", wrap=True))
        kind = f"{kind_words(person.kind)}, {line.team}"
        self._person.addWidget(plain_label(kind, "body", "ink2", wrap=True))
        if not person.accepting:
            self._person.addLayout(row(Pill("takes no new patients now", "warning"), None))
        self._person.addWidget(hline())
        for name, words in facts_of(person, line.sites, self._record_name):
            label = plain_label(name, "sub", "ink3")
            label.setFixedWidth(92)
            aside = column(label, None)
            self._person.addLayout(row(aside, (plain_label(words, "body", wrap=True), 1)))


def facts_of(
    person: Practitioner, sites: str, record_name: Callable[[str], str]
) -> tuple[tuple[str, str], ...]:
    """What the directory says of one specialist; what is unknown is said to be unknown."""
    volume = person.new_patients_per_year_in_focus
    licences = ", ".join(
        one.state if one.valid_until is None else f"{one.state} to {one.valid_until:%b %Y}"
        for one in person.licences
    )
    modes = ", ".join(MODE_WORDS.get(mode.value, mode.value) for mode in person.visit_modes)
    ages = ""
    if person.min_age is not None or person.max_age is not None:
        low = "0" if person.min_age is None else str(person.min_age)
        ages = f"{low} to {person.max_age}" if person.max_age is not None else f"from {low}"
    found = (
        ("Focus", ", ".join(person.focus) or "not told"),
        ("Sites", sites or "not told"),
        ("Next day", next_words(person)),
        ("Meets", modes or "not told"),
        ("Licences", licences or "unknown: no video offered"),
        ("A year", f"{volume} new patients in focus" if volume is not None else "unknown"),
        ("Languages", ", ".join(map(language_name, person.languages)) or "English"),
        ("Trials", ", ".join(person.trials)),
        ("Wants first", ", ".join(map(record_name, person.wants_before_visit))),
        ("Ages", ages),
        ("Note", person.note),
    )
    return tuple((name, words) for name, words in found if words)
