"""The queue of cases that were opened by breaking the glass, and what somebody says of each."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from advisor_app.services.records import OpenedGlass
from advisor_app.ui.admin.card import card
from advisor_app.ui.admin.columns import moment
from advisor_app.ui.calls.keys import on_alt
from advisor_app.ui.cells import CellKind
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.kit.strips import EmptyState
from advisor_app.ui.page import StatusLine
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import Column, RowsModel
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase

OUTCOMES: Final = (
    ("Right to do so", later("Right to do so")),
    ("To be talked over", later("To be talked over")),
    ("Not right: reported", later("Not right: reported")),
)
_COLUMNS: Final[tuple[Column[OpenedGlass], ...]] = (
    Column(key="at", title=later("Opened"), value=lambda one: moment(one.at), width=132),
    Column(key="who", title=later("Account"), kind=CellKind.STRONG, value=lambda one: one.account,
           width=120),
    Column(key="desk", title=later("Desk"), value=lambda one: one.workstation, width=120,
           hide_when_narrow=True),
    Column(key="case", title=later("Case"), value=lambda one: one.case, width=120),
    Column(key="why", title=later("Why"), value=lambda one: one.reason, tip=lambda one: one.reason),
)  # fmt: skip


class GlassView(QWidget):
    """Passive: `reviewed(id, finding)` for the row that is chosen. `told(StatusLine)`."""

    reviewed = Signal(int, str)
    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: RowsModel[OpenedGlass] = RowsModel(_COLUMNS, key=lambda one: str(one.id))
        self.table = RowsView("glassTable", self._rows, words=phrase("To be reviewed"))
        self._note = plain_label("", "sub", "ink3", name="glassCount")
        self.outcome = ChoiceBox(
            "glassOutcome",
            phrase("What you find"),
            [(key, phrase(words)) for key, words in OUTCOMES],
        )
        self.outcome.show_key(OUTCOMES[0][0])
        self.outcome.setFixedWidth(220)
        self.words = OneLineEdit(
            "glassFinding",
            phrase("More about it"),
            placeholder=phrase("with whom it was talked over, for example"),
        )
        self.done = Button(
            "glassReviewed", phrase("Reviewed"), "primary", icon="check", key="Alt R"
        )
        self.done.clicked.connect(self._review)
        self.words.returnPressed.connect(self._review)
        self.table.row_activated.connect(lambda _key: self.outcome.setFocus())
        on_alt(self, Qt.Key.Key_R, self.done.click)
        asked = row(
            plain_label(phrase("What you find"), "subm", "ink2"),
            self.outcome,
            (self.words, 1),
            self.done,
            margins=(16, 12, 16, 12),
            gap=12,
        )
        self._asked = frame("card", asked)
        self._empty = EmptyState(
            "glassEmpty",
            "ok",
            phrase("Nothing waits to be reviewed"),
            phrase(
                "Whoever opens a case that is closed to them says why. It stands here until "
                "somebody says what they find."
            ),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        table = card(phrase("Opened by breaking the glass"), self._note, self._stack)
        self.setLayout(column((table, 1), self._asked, gap=12))

    def show_glasses(self, found: Sequence[OpenedGlass]) -> None:
        """Show what nobody has looked at yet, oldest first."""
        self._rows.set_rows(found)
        self._note.setText(phrase("{count} to review", count=len(found)))
        self.done.setEnabled(bool(found))
        self._stack.setCurrentWidget(self.table if found else self._empty)
        self._asked.setVisible(bool(found))
        if found and not self.table.chosen_key:
            self.table.choose_first()
        words = (
            phrase("Choose a line, say what you find")
            if found
            else phrase("Nothing waits to be reviewed")
        )
        self.told.emit(StatusLine(text=words, icon="info" if found else "ok"))

    def show_reviewed(self) -> None:
        """The finding was kept."""
        self.words.clear()

    def set_narrow(self, narrow: bool) -> None:
        """The window is narrow, or wide again."""
        self.table.set_narrow(narrow)

    def _review(self) -> None:
        key = self.table.chosen_key
        if key and self.done.isEnabled():
            more = self.words.text().strip()
            finding = f"{self.outcome.key()}. {more}" if more else self.outcome.key()
            self.reviewed.emit(int(key), finding)
