"""The board: eight figures, one piece of advice, the calls, what waits by team, who does what."""

from typing import ClassVar, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from advisor_app.domain.clock import EASTERN
from advisor_app.line.behind import Figure
from advisor_app.ui.board.chart import CallsChart, Legend
from advisor_app.ui.board.figure_tiles import FORMULAS
from advisor_app.ui.board.heat import WaitingTable
from advisor_app.ui.board.people import AdvisorsCard
from advisor_app.ui.board.picture import Advice, Behind, BoardPicture, Span, TileShown
from advisor_app.ui.board.tiles import FigureTile, TileRow
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.marks import IconMark
from advisor_app.ui.kit.segmented import Segment, Segmented
from advisor_app.ui.kit.strips import Strip
from advisor_app.ui.page import PrimaryAction, StatusLine, WorkPage
from advisor_app.ui.text import ElidedLabel, plain_label
from advisor_app.ui.wording import dated, later, phrase

EXPORT_KEY: Final = "Ctrl Shift E"
SUPERVISE_KEY: Final = "Ctrl Shift A"
WHAT_IF_KEY: Final = "Ctrl Shift F"
TEAM_HELP_KEY: Final = "Ctrl Shift H"
_ADVISORS: Final = (300, 248)
_SPANS: Final = (
    Segment(key=Span.NOW.value, word=later("Now"), tip=later("The last two hours")),
    Segment(key=Span.TODAY.value, word=later("Today")),
    Segment(key=Span.WEEK.value, word=later("Week"), tip=later("The last seven days")),
)
_TITLES: Final = {
    Span.NOW: later("Calls, last two hours"),
    Span.TODAY: later("Calls today"),
    Span.WEEK: later("Calls, last seven days"),
}
_WAITING: Final = {
    Span.NOW: later("most at once, by quarter hour"),
    Span.TODAY: later("most at once, by half hour"),
    Span.WEEK: later("most at once, by day"),
}
_TILES: Final = (
    ("waiting", later("Waiting")),
    ("longest_wait", later("Longest wait")),
    ("service_level", later("Service level")),
    ("average_answer", later("Average answer")),
    ("abandoned", later("Abandoned")),
    ("handle_time", later("Handle time")),
    ("occupancy", later("Occupancy")),
    ("promises_kept", later("Promises kept")),
)


class BoardPage(WorkPage):
    """Passive: shown a BoardPicture; tells the span chosen, and what else is wanted.

    `came()` and `went()` follow the page to the front and away from it.
    """

    page_name: ClassVar[str] = "board"

    span_chosen = Signal(object)
    export_wanted = Signal()
    supervise_wanted = Signal()
    what_if_wanted = Signal()
    team_help_wanted = Signal()
    drill_wanted = Signal(object)
    came = Signal()
    went = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("boardPage")
        self._picture: BoardPicture | None = None
        self._advice: Advice | None = None
        self._effect_shown = False
        self._when = ElidedLabel("", "body", "ink2", name="boardWhen")
        self.spans = Segmented(
            "boardSpan", _SPANS, words=phrase("The time that the board looks at")
        )
        self.spans.show_key(Span.TODAY.value)
        self.spans.changed.connect(lambda _index: self.span_chosen.emit(self.span))
        self.export = Button("boardExport", phrase("Export CSV"), icon="download", key=EXPORT_KEY)
        self.export.clicked.connect(self.export_wanted)
        self.supervise = Button(
            "boardSupervise", phrase("Advisors"), icon="users", key=SUPERVISE_KEY
        )
        self.supervise.clicked.connect(self.supervise_wanted)
        self.what_if = Button("boardWhatIf", phrase("What if"), icon="help", key=WHAT_IF_KEY)
        self.what_if.clicked.connect(self.what_if_wanted)
        self.team_help = Button("boardTeamHelp", phrase("Teams"), icon="swap", key=TEAM_HELP_KEY)
        self.team_help.clicked.connect(self.team_help_wanted)
        self._formula = 0
        self.tiles = {
            key: FigureTile(TileShown(key=key, title=phrase(title), value="–", sub=""))
            for key, title in _TILES
        }
        self._tile_row = TileRow("boardTiles", self.tiles)
        self._tile_row.opened.connect(self._open_figure)
        self.strip = Strip("boardAdvice", "info", "", verb=phrase("Show effect"))
        self.strip.pressed.connect(self._turn_advice)
        self.strip.setVisible(False)
        self._chart_title = plain_label(phrase(_TITLES[Span.TODAY]), "h2", name="boardChartTitle")
        self._legend = Legend("boardLegend")
        self.chart = CallsChart("boardChart")
        self._waiting_note = ElidedLabel(phrase(_WAITING[Span.TODAY]), "sub", "ink3")
        self.teams = WaitingTable("boardTeams")
        self.people = AdvisorsCard("boardAdvisors")
        self.people.setFixedWidth(_ADVISORS[0])
        for part in (self.chart, self.teams, self.people):
            part.picked.connect(self.drill_wanted)
        self._build()

    @property
    def span(self) -> Span:
        """The span that is chosen."""
        return Span(self.spans.key())

    @property
    def picture(self) -> BoardPicture | None:
        """What is shown."""
        return self._picture

    def show_board(self, picture: BoardPicture) -> None:
        """Show the board."""
        self._picture = picture
        self.spans.show_key(picture.span.value)
        local = picture.at.astimezone(EASTERN)
        day = f"{dated(local, '%a')} {local.day} {dated(local, '%b')}".split()
        self._when.setText(
            phrase(
                "{day} {day2} {day3}, {local:%H:%M} ET",
                day=day[0],
                day2=day[1],
                day3=day[2].upper(),
                local=local,
            )
        )
        for shown in picture.tiles:
            self.tiles[shown.key].show_tile(shown)
        self._show_level()
        self._show_advice(picture.advice)
        self._chart_title.setText(phrase(_TITLES[picture.span]))
        self._waiting_note.setText(phrase(_WAITING[picture.span]))
        self._legend.show_expected(picture.expects or not any(one.to_come for one in picture.bars))
        self.chart.show_bars(picture)
        self.teams.show_teams(picture)
        self.people.show_states(picture.states)
        words = phrase("All figures from the call log, to {local:%H:%M:%S}", local=local)
        self.status_changed.emit(StatusLine(text=words, icon="ok"))

    def next_formula(self) -> None:
        """The service level by the next of its four formulas; what it divides is said."""
        self._formula = (self._formula + 1) % len(FORMULAS)
        self._show_level()
        name, _words, told = FORMULAS[self._formula]
        line = phrase("Service level, {name}: {told}", name=name.replace("_", " "), told=told)
        self.status_changed.emit(StatusLine(text=line, icon="info"))

    def show_trouble(self, words: str) -> None:
        """The figures could not be read: what stands there stays, and the status line says so."""
        line = StatusLine(text=words, icon="warning", role="warningInk")
        self.status_changed.emit(line)

    def show_done(self, words: str) -> None:
        """Something was done."""
        self.status_changed.emit(StatusLine(text=words, icon="ok", role="okInk"))

    def set_narrow(self, narrow: bool) -> None:
        self.people.setFixedWidth(_ADVISORS[1 if narrow else 0])
        self.teams.set_narrow(narrow)
        self._tile_row.set_narrow(narrow)
        for button in (self.supervise, self.what_if, self.team_help, self.export):
            button.set_compact(narrow)

    def on_show(self) -> None:
        self.primary_changed.emit(
            PrimaryAction(action="say_to_all", text=phrase("Message to all desks"))
        )
        self.spans.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.came.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.went.emit()

    def _build(self) -> None:
        head = row(
            plain_label(phrase("Board"), "h1"), (self._when, 1), self.spans, self.what_if,
            self.team_help,
            self.supervise, self.export,
        )  # fmt: skip
        calls = row((self._chart_title, 1), self._legend)
        chart = column(calls, (self.chart, 1), margins=(16, 10, 16, 8), gap=4)
        waiting = row(
            plain_label(phrase("Waiting by team"), "h2"),
            (self._waiting_note, 1),
            IconMark("urgent", 14),
            plain_label(phrase("over the team's limit"), "sub", "ink2"),
            10,
            plain_label(phrase("dashed: expected"), "sub", "ink3"),
        )
        heat = column(waiting, (self.teams, 1), margins=(16, 10, 16, 10), gap=4)
        left = column((frame("card", chart), 1), frame("card", heat), gap=12)
        body = row((left, 1), self.people, gap=12)
        whole = column(
            head, self._tile_row, self.strip, (body, 1), margins=(16, 12, 16, 12), gap=12
        )
        self.setLayout(column(frame("canvas", whole)))

    def _show_advice(self, advice: Advice | None) -> None:
        if advice is None or self._advice is None or advice.words != self._advice.words:
            self._effect_shown = False
        self._advice = advice
        self.strip.setVisible(advice is not None)
        if advice is None:
            return
        back = self._effect_shown and advice.effect
        verb = phrase("Show advice") if back else phrase("Show effect") if advice.effect else ""
        self.strip.show_words(advice.effect if back else advice.words, verb)

    def _show_level(self) -> None:
        if self._picture is not None and self._picture.levels:
            self.tiles[Figure.SERVICE_LEVEL].show_tile(self._picture.levels[self._formula])

    def _open_figure(self, key: str) -> None:
        title = phrase(dict(_TILES)[key])
        self.drill_wanted.emit(
            Behind(title=phrase("{title}: what stands behind it", title=title), figure=key)
        )

    def _turn_advice(self) -> None:
        self._effect_shown = not self._effect_shown
        self._show_advice(self._advice)
