"""Reads what the knowledge page shows, and keeps what a supervisor changes there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.tables import TableHeader
from advisor_app.domain.text import fold
from advisor_app.oncology.kind_sheet import kind_sheet, load_headers, load_words
from advisor_app.oncology.talktrack import TalkTrack, load_talk_track
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.failures import BrokenTable, ServiceFailure
from advisor_app.services.table_values import TableRevision, TableState
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.knowledge.kinds_view import FoundLine
from advisor_app.ui.knowledge.rules_view import RulesPicture
from advisor_app.ui.knowledge.view import KnowledgePage
from advisor_app.ui.page import StatusLine
from advisor_app.ui.wording import phrase

ANSWERS: Final = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """What the sheets are made from besides the knowledge: all phrases, and the tables' headers."""

    words: Mapping[str, Mapping[str, tuple[str, ...]]]
    headers: tuple[tuple[str, TableHeader], ...]


class KnowledgePresenter(QObject):
    """`talk_track_changed(TalkTrack)` and `settings_changed(CentreSettings)` at this desk."""

    talk_track_changed = Signal(object)
    settings_changed = Signal(object)

    def __init__(self, console: Console, page: KnowledgePage, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._console, self._page, self._jobs = console, page, jobs
        self._library: Library | None = None
        self._states: dict[str, TableState] = {}
        page.came.connect(self.refresh)
        page.kinds.typed.connect(self.search)
        page.kinds.wanted.connect(self.look_up)
        page.rules.wanted.connect(self._read_history)
        page.rules.edited.connect(self.edit)
        page.rules.approved.connect(self.approve)
        page.talk.fact_retired.connect(self.retire)
        page.talk.contacts.saved.connect(self.keep_contacts)
        page.talk.show_talk_track(
            console.talk_track, may_edit=console.tables.may_edit(console.act())
        )

    def refresh(self, _view: str = "") -> None:
        """Read the tables in force, and what the sheets need, where they were not read yet."""
        self._jobs.read(self, self._settings, self._show_settings, self._failed, key="greeting")
        words = phrase("The tables are read")
        self._jobs.read(self, self._read, self._show, self._failed, key="knowledge", words=words)

    def search(self, text: str) -> None:
        """Find kinds as the type-ahead does; without words the families are shown."""
        self._page.kinds.show_found(found_lines(self._console, text))

    def look_up(self, id_: str) -> None:
        """Show the sheet of one kind or finding."""
        if self._library is not None:
            sheet = kind_sheet(
                id_, self._console.knowledge, self._library.words, self._library.headers,
                self._today(),
            )  # fmt: skip
            self._page.kinds.show_sheet(sheet)

    def edit(self, file: str, text: str, base: int, reason: str) -> None:
        """Keep a table as it was edited."""
        tables, act = self._console.tables, self._console.act("tables of the centre")
        self._write(
            lambda: tables.edit(act, file, text, base, reason), phrase("{file} is kept", file=file)
        )

    def approve(self, file: str, base: int, name: str, day: date) -> None:
        """Write down who answers for a table."""
        tables, act = self._console.tables, self._console.act("tables of the centre")
        self._write(
            lambda: tables.approve(act, file, base, name, day),
            phrase("{file} is approved", file=file),
        )

    def retire(self, fact: str, retired: bool, reason: str) -> None:
        """Let a fact be told no more, or again, at this desk from now on."""
        tables, act = self._console.tables, self._console.act("talk track")

        def work() -> TalkTrack:
            tables.retire_fact(act, fact, retired=retired, reason=reason)
            return load_talk_track(tables.kept())

        def shown(track: TalkTrack) -> None:
            self._page.talk.show_talk_track(track, may_edit=True)
            self.talk_track_changed.emit(track)
            words = phrase(
                "Fact {fact} is {value}; it is in the history",
                fact=fact,
                value="retired" if retired else phrase("told again"),
            )
            self._say(words, "ok", "okInk")

        self._jobs.write(self, work, shown, self._failed)

    def keep_contacts(self, settings: CentreSettings) -> None:
        """Keep the greeting and the numbers that may be given."""
        centre, act = self._console.centre, self._console.act("settings of the centre")

        def kept(_nothing: None) -> None:
            self._page.talk.show_settings(settings, may_change=True)
            self.settings_changed.emit(settings)
            self._say(phrase("The greeting and the numbers are saved"), "ok", "okInk")

        self._jobs.write(self, lambda: centre.change(act, settings), kept, self._failed)

    def _write(self, work: Callable[[], TableRevision], words: str) -> None:
        def kept(_revision: TableRevision) -> None:
            self._page.rules.show_kept()
            self._library = None
            self._say(
                phrase("{words}; in force at each desk from its next start", words=words),
                "ok",
                "okInk",
            )
            self.refresh()

        self._jobs.write(self, work, kept, self._refused)

    def _settings(self) -> tuple[CentreSettings, bool]:
        console, act = self._console, self._console.act()
        return console.centre.settings(act), console.tables.may_edit(act)

    def _show_settings(self, read: tuple[CentreSettings, bool]) -> None:
        self._page.talk.show_settings(read[0], may_change=read[1])

    def _read(self) -> tuple[RulesPicture, Library]:
        console, act = self._console, self._console.act()
        kept = console.tables.kept()
        library = self._library or Library(words=load_words(kept), headers=load_headers(kept))
        picture = RulesPicture(
            tables=console.tables.all(act),
            may_edit=console.tables.may_edit(act),
            today=self._today(),
        )
        return picture, library

    def _show(self, read: tuple[RulesPicture, Library]) -> None:
        picture, first = read[0], self._library is None
        self._library = read[1]
        self._states = {one.file: one for one in picture.tables}
        self._page.show_rules(picture)
        if first:
            self.search(self._page.kinds.search.text())
        chosen = self._page.rules.table.chosen_key
        if chosen:
            self._read_history(chosen)

    def _read_history(self, file: str) -> None:
        tables, act = self._console.tables, self._console.act()
        state = self._states.get(file)
        if state is None:
            return
        self._jobs.read(
            self,
            lambda: tables.history(act, file),
            lambda history: self._page.rules.show_table(state, history),
            self._failed,
            key="table history",
        )

    def _refused(self, failure: Exception) -> None:
        if isinstance(failure, ServiceFailure):
            line = failure.line if isinstance(failure, BrokenTable) else 0
            self._page.rules.show_trouble(
                phrase("Nothing was changed. {failure}", failure=failure), line
            )
        else:
            self._failed(failure)

    def _failed(self, failure: Exception) -> None:
        known = isinstance(failure, ServiceFailure)
        self._say(str(failure) if known else phrase("This cannot be read or kept now."), "warning")
        if not known:
            self._jobs.broke.emit(failure)

    def _say(self, words: str, icon: str, role: str = "warningInk") -> None:
        self._page.status_changed.emit(StatusLine(text=words, icon=icon, role=role))

    def _today(self) -> date:
        return self._console.clock.now().astimezone(EASTERN).date()


def found_lines(console: Console, text: str) -> tuple[FoundLine, ...]:
    """The answers of the search as lines, each once; all families where nothing is typed."""
    tree = console.knowledge.catalogue
    if len(text.strip()) < 2:
        roots = sorted(tree.families.values(), key=lambda one: one.name)
        return tuple(
            FoundLine(id=one.id, name=phrase(one.name), note=phrase(one.lay_name))
            for one in roots
            if one.id in tree.kinds
        )
    answers = console.knowledge.search.find(text, limit=ANSWERS).answers
    lines: dict[str, FoundLine] = {}
    for one in answers:
        own = fold(one.hit) == fold(one.name)
        note = f"“{one.hit}”" if one.hit and not own else tree.families[one.family].name
        lines.setdefault(one.kind, FoundLine(id=one.kind, name=one.name, note=note))
    return tuple(lines.values())
