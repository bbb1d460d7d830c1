"""Reads the line for the board again and again while somebody looks at it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from advisor_app.domain.clock import EASTERN
from advisor_app.line.calendar import read_line_hours
from advisor_app.line.calls import CallEvent, CallEventKind
from advisor_app.line.groups import load_groups
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.failures import NoSuchCall, ServiceFailure
from advisor_app.ui.board.drill import DrillPresenter
from advisor_app.ui.board.export import figures_csv
from advisor_app.ui.board.picture import Behind, BoardPicture, Span
from advisor_app.ui.board.reading import BoardReading, group_of_family
from advisor_app.ui.board.steps import LEARN_DAYS, Expected, learn, midnight, read_since
from advisor_app.ui.board.team_help import TeamHelpCard
from advisor_app.ui.board.view import BoardPage
from advisor_app.ui.board.what_if import WhatIfCard
from advisor_app.ui.board.whole import board_picture
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.wording import phrase

EVERY_MS: Final = 5000
WEEK_EVERY_MS: Final = 30_000
"""A week is some ten thousand events: they need not be reckoned anew every five seconds."""

_LOOKS: Final = 40
"""So many calls are looked up in one reading; the next reading looks up more."""


class BoardPresenter(QObject):
    """Between the line and the board; it reads only while the page is in front."""

    def __init__(self, console: Console, page: BoardPage, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._console, self._page, self._jobs = console, page, jobs
        self._groups, self._calendar = load_groups(), read_line_hours()
        self._group_of_call: Mapping[str, str] = {}
        self._learned: tuple[date, Expected] | None = None
        self._running = False
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.refresh)
        page.came.connect(self._came)
        page.went.connect(self._timer.stop)
        page.span_chosen.connect(lambda _span: self.refresh())
        page.export_wanted.connect(self.ask_export)
        page.what_if_wanted.connect(self.ask_what_if)
        page.team_help_wanted.connect(self.ask_team_help)
        self.what_if = WhatIfCard(window)
        self.team_help = TeamHelpCard(window, self._groups)
        self.team_help.wanted.connect(self._set_help)
        self.drill = DrillPresenter(console, window, jobs)
        self._reading: BoardReading | None = None
        page.drill_wanted.connect(self._drill)

    def calls(self) -> dict[str, Callable[[], object]]:
        """What the actions of the board call."""
        return {
            "board_export": self.ask_export,
            "team_help": self.ask_team_help,
            "what_if": self.ask_what_if,
            "service_formula": self._page.next_formula,
        }

    def start(self) -> None:
        """Read from now on, whenever the page is in front."""
        self._running = True
        if self._page.isVisible():
            self._came()

    def stop(self) -> None:
        """Read no more."""
        self._running = False
        self._timer.stop()

    def refresh(self) -> None:
        """Read the line once."""
        span = self._page.span
        self._timer.setInterval(WEEK_EVERY_MS if span is Span.WEEK else EVERY_MS)
        self._jobs.read(self, lambda: self._read(span), self._show, self._not_read, key="board")

    def ask_what_if(self) -> None:
        """Ask what other staff or another goal would bring, once the board was read."""
        if self._page.picture is not None:
            self.what_if.begin(self._page.picture)

    def ask_team_help(self) -> None:
        """Ask how long a team shall keep its calls."""
        settings = self._console.centre.settings
        self._jobs.read(self, settings, lambda found: self.team_help.begin(found.rules))

    def _set_help(self, group: str, seconds: int | None) -> None:
        act, supervision = self._console.act(), self._console.queue.supervision

        def done(settings: CentreSettings) -> None:
            self.team_help.show_rules(settings.rules)
            self.team_help.say(phrase("In force from the next offer on, at every desk."))

        def failed(failure: Exception) -> None:
            if isinstance(failure, ServiceFailure):
                self.team_help.say(str(failure), warns=True)
            else:
                self._jobs.broke.emit(failure)

        self._jobs.write(self, lambda: supervision.help_after(act, group, seconds), done, failed)

    def ask_export(self) -> None:
        """Ask where the figures go, and write them there."""
        picture = self._page.picture
        if picture is None:
            return
        day = picture.at.astimezone(EASTERN)
        name = f"board-{picture.span.value}-{day:%Y-%m-%d-%H%M}.csv"
        dialog = QFileDialog(
            self._page, phrase("Export the figures"), name, phrase("Figures (*.csv)")
        )
        dialog.setObjectName("boardExportDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(name)
        dialog.fileSelected.connect(self.export)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export(self, path: str) -> None:
        """Write the figures that are shown to a file."""
        picture = self._page.picture
        if picture is None:
            return
        words = figures_csv(picture)
        self._jobs.write(
            self,
            lambda: _write(Path(path), words),
            lambda _nothing: self._page.show_done(
                phrase("The figures are in {Path}", Path=Path(path).name)
            ),
            self._not_written,
        )

    def _came(self) -> None:
        if self._running:
            self._timer.start()
            self.refresh()

    def _drill(self, behind: Behind) -> None:
        if self._reading is not None and self._page.picture is not None:
            self.drill.open(self._reading, self._page.picture.span, behind)

    def _read(self, span: Span) -> tuple[BoardReading, BoardPicture]:
        console, act, now = self._console, self._console.act(), self._console.clock.now()
        since = read_since(span, now)
        events = console.queue.events(act, since)
        reading = BoardReading(
            now=now,
            events=events,
            presences=console.presences.all(),
            spans=console.presences.spans(since),
            promises=console.promises.all(act, since),
            advisors=tuple(console.accounts.list()),
            settings=console.centre.settings(act),
            groups=self._groups,
            hours=console.centre.hours(self._calendar),
            group_of_call=self._groups_of(events),
            expected=self._expected(now),
        )
        return reading, board_picture(reading, span)

    def _expected(self, now: datetime) -> Expected:
        """What earlier days lead to expect; they are read once a day."""
        today = now.astimezone(EASTERN).date()
        if self._learned is None or self._learned[0] != today:
            first = midnight(today - timedelta(days=LEARN_DAYS))
            earlier = [
                event
                for event in self._console.queue.events(self._console.act(), first)
                if event.at.astimezone(EASTERN).date() < today
            ]
            self._learned = (today, learn(earlier, self._group_of_call, now))
        return self._learned[1]

    def _groups_of(self, events: Iterable[CallEvent]) -> Mapping[str, str]:
        """The group of every call; each is looked up once, the newest first."""
        act, queue, known = self._console.act(), self._console.queue, self._group_of_call
        arrived = {event.call: event.at for event in events if event.kind is CallEventKind.ARRIVED}
        fresh = sorted(arrived.keys() - known.keys(), key=lambda id_: arrived[id_], reverse=True)
        if not fresh:
            return known
        found = dict(known)
        waiting = {call.id: call for call in queue.calls(act)}
        for id_ in fresh[:_LOOKS]:
            try:
                call = waiting.get(id_) or queue.call(act, id_)
            except NoSuchCall:
                continue
            found[id_] = group_of_family(call.family, self._groups)
        self._group_of_call = found
        return found

    def _show(self, read: tuple[BoardReading, BoardPicture]) -> None:
        reading, picture = read
        if picture.span is self._page.span:
            self._reading = reading
            self._page.show_board(picture)

    def _not_read(self, failure: Exception) -> None:
        known = isinstance(failure, ServiceFailure)
        why = str(failure) if known else phrase("The figures cannot be read now.")
        self._page.show_trouble(phrase("{why} Trying again.", why=why))
        if not known:
            self._jobs.broke.emit(failure)

    def _not_written(self, failure: Exception) -> None:
        self._page.show_trouble(phrase("The file could not be written. Choose another place."))
        if not isinstance(failure, OSError):
            self._jobs.broke.emit(failure)


def _write(path: Path, words: str) -> None:
    path.write_text(words, encoding="utf-8", newline="")
