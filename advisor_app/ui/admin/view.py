"""The admin page: how the console looks, the centre, the rules, who works here, what was done."""

from typing import ClassVar, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from advisor_app.domain.people import Advisor
from advisor_app.services.centre_values import CentreSettings
from advisor_app.services.records import AuditEntry
from advisor_app.ui.admin.centre_form import CentreForm
from advisor_app.ui.admin.columns import ACCOUNTS, RULES, TRAIL, subject, what
from advisor_app.ui.admin.picture import AdminPicture, verdict_words
from advisor_app.ui.admin.rules import RuleTable
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import Item, column, row
from advisor_app.ui.kit.marks import Pill
from advisor_app.ui.kit.segmented import Segment, Segmented
from advisor_app.ui.page import StatusLine, WorkPage
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import RowsModel
from advisor_app.ui.text import plain_label

_LEFT: Final = (364, 312)
_THEMES: Final = (
    Segment(key="light", word="Light"),
    Segment(key="dark", word="Dark"),
    Segment(key="high_contrast", word="High contrast"),
)


class AdminPage(WorkPage):
    """Passive: shown an AdminPicture; `theme_chosen(name)`, `settings_saved(CentreSettings)`."""

    page_name: ClassVar[str] = "admin"
    title: ClassVar[str] = "Admin"
    icon: ClassVar[str] = "admin"

    theme_chosen = Signal(str)
    settings_saved = Signal(object)
    came = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("adminPage")
        self.themes = Segmented("themeChoice", _THEMES, words="How the console looks")
        self.themes.changed.connect(lambda _index: self.theme_chosen.emit(self.themes.key()))
        self.centre = CentreForm()
        self.centre.saved.connect(self.settings_saved)
        self._rules: RowsModel[RuleTable] = RowsModel(RULES, key=lambda one: one.file)
        self._accounts: RowsModel[Advisor] = RowsModel(ACCOUNTS, key=lambda one: one.id)
        self._trail: RowsModel[AuditEntry] = RowsModel(TRAIL, key=lambda one: str(one.seq))
        self.rules = RowsView("rulesTable", self._rules, words="Rules in force", compact=True)
        self.accounts = RowsView("accountsTable", self._accounts, words="Accounts", compact=True)
        self.trail = RowsView("auditTable", self._trail, words="Audit trail", compact=True)
        self._rules_note = plain_label("", "sub", "ink3", name="rulesNote")
        self._accounts_note = plain_label("", "sub", "ink3", name="accountsNote")
        self._trail_note = plain_label("", "sub", "ink3", name="auditNote")
        self._verdict = Pill("", "ghost")
        self._verdict.setVisible(False)
        self.rules.row_chosen.connect(self._tell_source)
        self.trail.row_chosen.connect(self._tell_deed)
        self._build()

    def show_theme(self, name: str) -> None:
        """Show which look is in force."""
        self.themes.show_key(name)

    def show_admin(self, picture: AdminPicture) -> None:
        """Show everything."""
        self.centre.show_settings(picture.settings, may_change=picture.may_change)
        self._rules.set_rows(picture.rules)
        self._accounts.set_rows(picture.accounts)
        self._trail.set_rows(picture.trail)
        bare = sum(1 for one in picture.rules if not one.approved)
        self._rules_note.setText(f"version {picture.rules_version}")
        self._accounts_note.setText(str(len(picture.accounts)))
        self._trail_note.setText(f"the last {len(picture.trail)}")
        words, kind, icon = verdict_words(picture.verdict)
        self._verdict.setVisible(bool(words))
        self._verdict.show_words(words, kind, icon)
        told = f"{bare} of {len(picture.rules)} tables have nobody who answers for them"
        line = StatusLine(text=told, icon="warning", role="warningInk")
        plain = StatusLine(text="Somebody answers for every table in force", icon="ok")
        self.status_changed.emit(line if bare else plain)

    def show_settings_saved(self, settings: CentreSettings) -> None:
        """The settings of the centre were kept."""
        self.centre.show_saved(settings)
        self.status_changed.emit(
            StatusLine(text="The settings of the centre are saved", icon="ok", role="okInk")
        )

    def show_trouble(self, words: str) -> None:
        """Something could not be read or kept."""
        self.status_changed.emit(StatusLine(text=words, icon="warning", role="warningInk"))

    def set_narrow(self, narrow: bool) -> None:
        self._left.setFixedWidth(_LEFT[1 if narrow else 0])
        for table in (self.rules, self.accounts, self.trail):
            table.set_narrow(narrow)

    def on_show(self) -> None:
        self.themes.setFocus()
        self.came.emit()

    def _tell_source(self, key: str) -> None:
        """The whole source of the chosen table, which its column may cut."""
        one = self._rules.row_at(self._rules.place_of(key))
        if one is not None and self.rules.hasFocus():
            words = f"{one.file}, version {one.version}: {one.source}"
            self.status_changed.emit(StatusLine(text=words, icon="info"))

    def _tell_deed(self, key: str) -> None:
        """The whole of the chosen line of the audit."""
        one = self._trail.row_at(self._trail.place_of(key))
        if one is not None and self.trail.hasFocus():
            words = f"{one.actor} ({one.role}) at {one.workstation}: {what(one)}, {subject(one)}"
            self.status_changed.emit(StatusLine(text=words, icon="info"))

    def _build(self) -> None:
        head = row(plain_label("Admin", "h1"), None, margins=(0, 2, 0, 2))
        look = row((plain_label("Look", "h2"), 1), self.themes, margins=(16, 10, 12, 10))
        accounts = _card("Accounts", self._accounts_note, None, self.accounts)
        rules = _card("Rules and who approved them", self._rules_note, None, self.rules)
        trail = _card("Audit trail", self._trail_note, self._verdict, self.trail)
        self._left = frame(
            "clear",
            column(frame("card", look), self.centre, (accounts, 1), gap=12),
            width=_LEFT[0],
        )
        right = column((rules, 3), (trail, 2), gap=12)
        body = row(self._left, (right, 1), gap=12)
        whole = column(head, (body, 1), margins=(16, 12, 16, 12), gap=8)
        self.setLayout(column(frame("canvas", whole)))


def _card(title: str, note: QLabel, mark: QWidget | None, table: RowsView) -> QFrame:
    """A title with its note, and a table that fills the card."""
    items: list[Item] = [plain_label(title, "h2"), note, None]
    if mark is not None:
        items.append(mark)
    head = row(*items, margins=(16, 8, 12, 4))
    rows = row((table, 1), margins=(8, 0, 4, 0))
    return frame("card", column(head, (rows, 1), margins=(1, 1, 1, 8), gap=0))
