"""The cases page: one field that finds a case by whatever is remembered of it."""

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from advisor_app.ui.cases.lines import CaseLine
from advisor_app.ui.cases.side import CaseSide
from advisor_app.ui.cells import CellKind, PillCell
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.file_choice import ask_for_file
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.search_field import SearchField
from advisor_app.ui.kit.strips import EmptyState, LoadingRows
from advisor_app.ui.page import StatusLine, WorkPage
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import Column, RowsModel
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase

_FIELD: Final = (420, 300)
_LOADING: Final = (180, 80, 100, 160, 70)
_NO_CASE: Final = (later("No case yet"), later("The first call that you take opens one."))
_TRY: Final = later(
    "Try part of the last name, the last digits of a phone number, a birth date such as "
    "3/4/1964, or a case number."
)


class CasesPage(WorkPage):
    """Passive: shown lines; `searched(text)` as one types, `open_case`, `reopen_case(number)`.

    `import_case(path)` tells which file was chosen.
    """

    page_name: ClassVar[str] = "cases"
    side_width: ClassVar[tuple[int, int]] = (336, 304)

    searched = Signal(str)
    stopped = Signal()
    open_case = Signal(str)
    reopen_case = Signal(str)
    import_case = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("casesPage")
        self._lines: dict[str, CaseLine] = {}
        self._words = plain_label("", "body", "ink2", name="casesCountLabel")
        self.field = SearchField(
            "caseSearch",
            phrase("Find a case by name, phone, birth date or number"),
            placeholder=phrase("Name, phone, birth date or case number"),
        )
        self._model: RowsModel[CaseLine] = RowsModel(_columns(), key=lambda line: line.number)
        self._import = Button(
            "importCaseButton",
            phrase("Import"),
            icon="upload",
            tip=phrase("Import a case file (ours, or FHIR)"),
        )
        self.table = RowsView("caseTable", self._model, words=phrase("Cases"), sortable=True)
        self._loading = LoadingRows(
            "casesLoading", _LOADING, rows=6, words=phrase("Searching the cases")
        )
        self._empty = EmptyState("casesEmpty", "search", *map(phrase, _NO_CASE))
        self.panel = CaseSide()
        self.side = frame("side", column(self.panel), name="casesSide")
        self._build()
        self._connect()

    def show_lines(self, lines: Sequence[CaseLine], asked: str) -> None:
        """Show what was found for `asked`; nothing asked shows the cases worked on last."""
        self._loading.end()
        self._lines = {line.number: line for line in lines}
        self._model.set_rows(lines)
        self._words.setText(_count(len(lines), asked))
        if not lines:
            words = (
                (phrase("Nothing is found for “{asked}”", asked=asked), phrase(_TRY))
                if asked
                else tuple(map(phrase, _NO_CASE))
            )
            self._empty.show_words(*words)
        self._stack.setCurrentIndex(0 if lines else 1)
        if self.table.chosen_key not in self._lines:
            self.table.choose_first()
        self._show_chosen(self.table.chosen_key)

    def show_searching(self) -> None:
        """A search is under way; rows that stand there stay."""
        if not self._lines:
            self._stack.setCurrentIndex(2)
            self._loading.begin()

    def show_status(self, line: StatusLine) -> None:
        """What the status line says."""
        self.status_changed.emit(line)

    def open_chosen(self) -> None:
        """Open the chosen case, or the only one found."""
        number = self._target()
        if number:
            self.open_case.emit(number)

    def ask_for_case(self) -> None:
        """Choose a file with a case: ours, or a FHIR Bundle of any system."""
        ask_for_file(
            self,
            "importCaseDialog",
            phrase("Import a case"),
            phrase("Cases: ours, or FHIR Bundles (*.json)"),
            self.import_case.emit,
        )

    def on_show(self) -> None:
        """Finding is where work begins."""
        self.field.setFocus()
        self.field.selectAll()

    def set_narrow(self, narrow: bool) -> None:
        """Give way as the measures say."""
        self.field.setFixedWidth(_FIELD[1 if narrow else 0])
        self.table.set_narrow(narrow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent):
            if event.type() != QEvent.Type.KeyPress:
                return False
            if event.key() == Qt.Key.Key_Down and self._lines:
                self.table.setFocus()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.open_chosen()
                return True
        return False

    def _build(self) -> None:
        title = plain_label(phrase("Cases"), "h1", name="casesTitle")
        head = row(title, 4, (self._words, 1), self._import, self.field, gap=8)
        card = frame("card", column(self.table, margins=(1, 1, 1, 1)), name="casesCard")
        empty = frame("card", column(self._empty), name="casesEmptyCard")
        loading = frame("card", column(self._loading, margins=(12, 8, 12, 8)), name="casesWait")
        self._stack = QStackedWidget()
        for widget in (card, empty, loading):
            self._stack.addWidget(widget)
        self._stack.setCurrentIndex(1)
        self.field.setFixedWidth(_FIELD[0])
        self.setLayout(column(head, (self._stack, 1), margins=(16, 16, 16, 16), gap=12))

    def _connect(self) -> None:
        self._import.clicked.connect(self.ask_for_case)
        self.field.edited.connect(self.searched)
        self.field.installEventFilter(self)
        self.table.row_chosen.connect(self._show_chosen)
        self.table.row_activated.connect(self.open_case)
        self._loading.stopped.connect(self.stopped)
        self.panel.opened.connect(self.open_case)
        self.panel.reopened.connect(self.reopen_case)

    def _target(self) -> str:
        chosen = self.table.chosen_key
        if chosen in self._lines:
            return chosen
        return next(iter(self._lines), "") if len(self._lines) == 1 else ""

    def _show_chosen(self, key: str) -> None:
        self.panel.show_case(self._lines.get(key))


def _count(found: int, asked: str) -> str:
    if not asked:
        return phrase("worked on last") if found else ""
    return phrase("1 found") if found == 1 else phrase("{found} found", found=found)


def _columns() -> tuple[Column[CaseLine], ...]:
    return (
        Column(
            key="name",
            title=phrase("Name"),
            value=lambda line: line.name,
            kind=CellKind.STRONG,
            tip=lambda line: f"{line.name}, {line.number}",
        ),
        Column(key="born", title=phrase("Born"), value=lambda line: line.born, width=100),
        Column(
            key="place",
            title=phrase("Place"),
            value=lambda line: line.place,
            width=100,
            hide_when_narrow=True,
        ),
        Column(
            key="kind",
            title=phrase("Kind"),
            value=lambda line: line.kind,
            width=176,
            narrow_width=130,
            tip=lambda line: line.kind,
        ),
        Column(
            key="state",
            title=phrase("State"),
            value=lambda line: PillCell(
                text=line.state_words, kind=line.state_kind, icon=line.state_icon
            ),
            kind=CellKind.PILL,
            width=100,
            sort=lambda line: line.state_words,
        ),
        Column(
            key="owner",
            title=phrase("With"),
            value=lambda line: line.owner,
            width=112,
            hide_when_narrow=True,
        ),
        Column(
            key="saved",
            title=phrase("Saved"),
            value=lambda line: line.saved,
            width=100,
            narrow_width=102,
            sort=lambda line: line.saved_at,
        ),
    )
