"""The audit as somebody looks through it: by person, case, kind and day; checked and exported."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.clock import EASTERN
from advisor_app.domain.dates import parse_date
from advisor_app.services.records import AuditEntry, AuditQuestion, AuditVerdict
from advisor_app.ui.admin.card import card
from advisor_app.ui.admin.columns import TRAIL, subject, what, why
from advisor_app.ui.admin.picture import verdict_words
from advisor_app.ui.calls.keys import on_alt
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.choice_box import ChoiceBox
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import Item, column, row
from advisor_app.ui.kit.marks import Pill
from advisor_app.ui.kit.one_line import OneLineEdit
from advisor_app.ui.page import StatusLine
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import RowsModel
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import VERB, later, phrase

KINDS: Final = (
    ("", later("Every deed")),
    ("case", later("Cases")),
    ("call", later("Calls")),
    ("promise", later("Promises")),
    ("summary", later("Summaries")),
    ("paper", later("Other papers")),
    ("glass", later("Broken glass")),
    ("consult", later("Questions to nurses")),
    ("person", later("Patients linked")),
    ("account", later("Accounts")),
    ("desk", later("Locked desks")),
    ("audit", later("The audit itself")),
    ("store", later("Backup and restore")),
    ("table", later("Rules and tables")),
    ("centre", later("Settings")),
)
_NO_DAY: Final = later("A day is written as 24 NOV 2026")


class AuditView(QWidget):
    """Passive: `asked(AuditQuestion)`, `export_wanted()`, `check_wanted()`; `told(StatusLine)`."""

    asked = Signal(object)
    export_wanted = Signal()
    check_wanted = Signal()
    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.actor = OneLineEdit("auditActor", phrase("Account"), placeholder="any")
        self.about = OneLineEdit("auditAbout", phrase("Case, call or account"), placeholder="any")
        self.kind = ChoiceBox(
            "auditKind", phrase("Kind of deed"), [(key, phrase(words)) for key, words in KINDS]
        )
        self.kind.show_key("")
        self.first = OneLineEdit("auditFirst", phrase("From the day"), placeholder="24 NOV 2026")
        self.last = OneLineEdit("auditLast", phrase("To the day"), placeholder="24 NOV 2026")
        self.look = Button(
            "auditLook", phrase("Look", context=VERB), "primary", icon="search", key="Enter"
        )
        self.check = Button("auditCheck", phrase("Check all rows"), key="Alt V", height=28)
        self.export = Button("auditExport", phrase("Export CSV"), key="Alt X", height=28)
        self._trail: RowsModel[AuditEntry] = RowsModel(TRAIL, key=lambda one: str(one.seq))
        self.table = RowsView("auditTable", self._trail, words=phrase("Audit trail"), compact=True)
        self._note = plain_label("", "sub", "ink3", name="auditNote")
        self._verdict = Pill("", "ghost")
        self._verdict.setVisible(False)
        self.look.clicked.connect(self.ask)
        for field in (self.actor, self.about, self.first, self.last):
            field.returnPressed.connect(self.ask)
        self.kind.chosen.connect(lambda _key: self.ask())
        self.check.clicked.connect(self.check_wanted)
        self.export.clicked.connect(self.export_wanted)
        on_alt(self, Qt.Key.Key_V, self.check.click)
        on_alt(self, Qt.Key.Key_X, self.export.click)
        self.table.row_chosen.connect(self._tell_deed)
        self._lay_out()

    def question(self) -> AuditQuestion | None:
        """What the fields ask for; None where a day makes no sense."""
        try:
            first, last = _day(self.first.text()), _day(self.last.text())
        except ValueError:
            return None
        return AuditQuestion(
            actor=self.actor.text().strip(),
            about=self.about.text().strip(),
            kind=self.kind.key(),
            since=_midnight(first) if first else None,
            until=_midnight(last + timedelta(days=1)) if last else None,
        )

    def ask(self) -> None:
        """Look for what the fields say, or say which of them makes no sense."""
        question = self.question()
        if question is None:
            self.told.emit(StatusLine(text=phrase(_NO_DAY), icon="warning", role="warningInk"))
        else:
            self.asked.emit(question)

    def show_trail(self, entries: Sequence[AuditEntry], limit: int) -> None:
        """Show what was found, the newest first; `limit` is the most that is shown."""
        self._trail.set_rows(entries)
        more = phrase("the newest ") if len(entries) == limit else ""
        self._note.setText(phrase("{more}{count} rows", more=more, count=len(entries)))
        words = phrase("Enter looks, Alt V checks the chain, Alt X exports what is shown")
        self.told.emit(StatusLine(text=words, icon="info"))

    def show_verdict(self, verdict: AuditVerdict | None) -> None:
        """Show whether the rows hold together."""
        words, kind, icon = verdict_words(verdict)
        self._verdict.setVisible(bool(words))
        self._verdict.show_words(words, kind, icon)

    def set_narrow(self, narrow: bool) -> None:
        """The window is narrow, or wide again."""
        self.table.set_narrow(narrow)

    def _tell_deed(self, key: str) -> None:
        """The whole of the chosen line."""
        one = self._trail.row_at(self._trail.place_of(key))
        if one is not None and self.table.hasFocus():
            words = phrase(
                "{actor} ({role}) at {workstation}: {what}, {subject}",
                actor=one.actor,
                role=one.role,
                workstation=one.workstation,
                what=what(one),
                subject=subject(one),
            )
            self.told.emit(StatusLine(text=f"{words}; {why(one)}", icon="info"))

    def _lay_out(self) -> None:
        fields: list[Item] = []
        for words, field, share in (
            (phrase("Account"), self.actor, 3),
            (phrase("Case, call or account"), self.about, 4),
            (phrase("Kind"), self.kind, 4),
            (phrase("From the day"), self.first, 3),
            (phrase("To the day"), self.last, 3),
        ):
            fields.append((column(plain_label(words, "subm", "ink2"), field, gap=2), share))
        aside = column(plain_label("", "subm"), self.look, gap=2)
        asked = row(*fields, aside, margins=(16, 10, 16, 12), gap=12)
        buttons = (self._verdict, self.check, self.export)
        table = card(phrase("Audit trail"), self._note, self.table, *buttons)
        self.setLayout(column(frame("card", asked), (table, 1), gap=12))


def _day(words: str) -> date | None:
    """The day; None where nothing is written. Raises ValueError."""
    if not words.strip():
        return None
    told = parse_date(words)
    if told is None or told.exact is None:
        raise ValueError("no day")
    return told.exact


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), EASTERN)
