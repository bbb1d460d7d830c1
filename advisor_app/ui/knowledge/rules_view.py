"""The tables of the centre: which are in force, who answers for them, their text and history."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.dates import format_day, parse_date
from advisor_app.services.table_values import TableRevision, TableState
from advisor_app.ui.cells import CellKind, PillCell, Two
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, empty, row
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.retelling import retold
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import Column, RowsModel
from advisor_app.ui.text import plain_label
from advisor_app.ui.theme import type_font
from advisor_app.ui.wording import DEED, later, phrase

NEXT_START: Final = later(
    "An edit is in force at each desk from its next start: no rule changes in a call."
)
_SHOWN: Final = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesPicture:
    """The tables in force, and whether this account may change them."""

    tables: tuple[TableState, ...] = ()
    may_edit: bool = False
    today: date = date(2000, 1, 1)


COLUMNS: Final[tuple[Column[TableState], ...]] = (
    Column(
        key="file",
        title=later("Table"),
        kind=CellKind.TWO,
        value=lambda one: Two(strong=one.file, sub=phrase("edited here") if one.edited else ""),
        tip=lambda one: one.header.source,
    ),
    Column(
        key="approved",
        title=later("Approved"),
        kind=CellKind.PILL,
        value=lambda one: (
            PillCell(text="yes", kind="ok", icon="check")
            if one.approved
            else PillCell(text="no", kind="warning", icon="warning")
        ),
        width=72,
    ),
)


class RulesView(QWidget):
    """`wanted(file)`; `edited(file, text, base, reason)`; `approved(file, base, name, day)`."""

    wanted = Signal(str)
    edited = Signal(str, str, int, str)
    approved = Signal(str, int, str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rulesView")
        self._picture = RulesPicture()
        self._state: TableState | None = None
        self._model: RowsModel[TableState] = RowsModel(COLUMNS, key=lambda one: one.file)
        self.table = RowsView(
            "rulesTable", self._model, words=phrase("Tables of rules"), compact=True
        )
        self.table.row_chosen.connect(lambda file: self.wanted.emit(file) if file else None)
        self.editor = _editor()
        self.reason = OneLineEdit(
            "ruleReason", phrase("Why it is changed"), placeholder=phrase("Why it is changed")
        )
        self.name = OneLineEdit(
            "ruleApprover", phrase("Approved by"), placeholder=phrase("Name and profession")
        )
        self.day = OneLineEdit("ruleApprovedOn", phrase("Approved on"), placeholder=phrase("Day"))
        self.save = Button("ruleSave", phrase("Save as a new revision"), key="Ctrl S")
        self.approve = Button("ruleApprove", phrase("Approve"), key="Enter")
        self._title = plain_label("", "h2", wrap=True)
        self._about = plain_label("", "sub", "ink2", wrap=True)
        self._trouble = plain_label("", "med", "urgentInk", wrap=True, name="ruleTrouble")
        self._history = column(gap=4)
        self.editor.textChanged.connect(self._typed)
        self.save.clicked.connect(self.try_to_save)
        self.approve.clicked.connect(self._try_to_approve)
        for line in (self.name, self.day):
            line.returnPressed.connect(self._try_to_approve)
        self._build()

    def show_tables(self, picture: RulesPicture) -> None:
        """Show the tables; the one that is open stays open."""
        self._picture = picture
        self._model.set_rows(picture.tables)
        for part in (self.reason, self.name, self.day, self.save, self.approve):
            part.setVisible(picture.may_edit)
        self.editor.setReadOnly(not picture.may_edit)
        self._note.setText(
            phrase(NEXT_START) if picture.may_edit else phrase("A supervisor edits and approves.")
        )
        self.table.choose_first()

    def show_table(self, state: TableState, history: tuple[TableRevision, ...]) -> None:
        """Show one table with its history; what somebody is typing into it stays."""
        again = self._state is not None and self._state.file == state.file
        if again and self.save.isEnabled():
            return
        self._state = state
        self._title.setText(state.file)
        header = state.header
        who = (
            phrase(
                "approved by {approved_by}, {approved_on}",
                approved_by=header.approved_by,
                approved_on=header.approved_on,
            )
            if header.approved
            else ""
        )
        told = who or phrase("nobody has approved it: it proposes, a nurse confirms")
        shipped = (
            phrase(". This release ships another text: compare it") if state.shipped_differs else ""
        )
        self._about.setText(
            phrase(
                "Version {version}, {told}. Source: {source}{shipped}.",
                version=header.version,
                told=told,
                source=header.source,
                shipped=shipped,
            )
        )
        self.editor.setPlainText(state.revision.text)
        self.name.show_text("")
        self.day.show_text(format_day(self._picture.today))
        self.reason.show_text("")
        self._settle("")
        empty(self._history)
        for one in history[:_SHOWN]:
            at = one.at.astimezone(EASTERN)
            why = f": {one.body.reason}" if one.body.reason else ""
            deed = phrase(one.deed.value, context=DEED)
            words = f"{retold(format_day(at.date()))} {at:%H:%M}  {one.by}, {deed}{why}"
            self._history.addWidget(plain_label(words, "sub", "ink2", wrap=True))
        if len(history) > _SHOWN:
            more = phrase("and {count} before", count=len(history) - _SHOWN)
            self._history.addWidget(plain_label(more, "sub", "ink3"))

    def show_kept(self) -> None:
        """The change was kept: the text in the editor is the table now."""
        self._settle("")

    def show_trouble(self, words: str, line: int = 0) -> None:
        """The change was refused: say why and go to the line; the text stays as it was typed."""
        self._trouble.setText(words)
        self._trouble.setVisible(True)
        if line > 0:
            block = self.editor.document().findBlockByNumber(line - 1)
            cursor = QTextCursor(block)
            cursor.select(QTextCursor.SelectionType.LineUnderCursor)
            self.editor.setTextCursor(cursor)
            self.editor.setFocus()

    def try_to_save(self) -> None:
        """Ask for the text to be the table from now on."""
        if self._state is not None and self.save.isEnabled() and not self.save.isHidden():
            text, base = self.editor.toPlainText(), self._state.revision.seq
            self.edited.emit(self._state.file, text, base, self.reason.text().strip())

    def set_narrow(self, narrow: bool) -> None:
        """Give way on a narrow window."""
        self._left.setFixedWidth(280 if narrow else 336)

    def _try_to_approve(self) -> None:
        day = parse_date(self.day.text())
        if self._state is None:
            return
        if self.save.isEnabled():
            self.show_trouble(phrase("Save the text first: what is approved is what is in force."))
        elif day is None or day.exact is None:
            self.show_trouble(
                phrase("The day of the approval cannot be read: write it as 4 DEC 2026.")
            )
        else:
            file, base = self._state.file, self._state.revision.seq
            self.approved.emit(file, base, self.name.text().strip(), day.exact)

    def _typed(self) -> None:
        text = self._state.revision.text if self._state is not None else ""
        self.save.setEnabled(self.editor.toPlainText() != text)

    def _settle(self, words: str) -> None:
        self.save.setEnabled(False)
        self._trouble.setText(words)
        self._trouble.setVisible(bool(words))

    def _build(self) -> None:
        self._note = plain_label("", "sub", "ink2", wrap=True)
        left = column(
            (frame("card", column(self.table, margins=(1, 1, 1, 1))), 1),
            self._note,
            margins=(16, 8, 8, 16),
        )
        self._left = frame("canvas", left, width=336)
        sign = row((self.name, 2), (self.day, 1), self.approve)
        keep = row((self.reason, 1), self.save)
        text = column(self._title, self._about, (self.editor, 1), self._trouble, keep, sign,
                      margins=(16, 12, 16, 12))  # fmt: skip
        past = column(
            plain_label(phrase("History"), "h2"), self._history, margins=(16, 8, 16, 12), gap=6
        )
        right = column(
            (frame("card", text), 1), frame("card", past), margins=(8, 8, 16, 16), gap=12
        )
        self.setLayout(row(self._left, (frame("canvas", right), 1), gap=0))


def _editor() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setObjectName("ruleText")
    made.setAccessibleName(phrase("The text of the table"))
    made.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
    made.setTabChangesFocus(False)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setFont(type_font("body"))
    made.setUndoRedoEnabled(True)
    made.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    return made
