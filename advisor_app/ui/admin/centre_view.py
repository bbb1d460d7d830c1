"""How the console looks, the settings of the centre, and the tables in force."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor_app.ui.admin.card import card
from advisor_app.ui.admin.centre_form import CentreForm
from advisor_app.ui.admin.columns import RULES
from advisor_app.ui.admin.picture import AdminPicture
from advisor_app.ui.admin.rules import RuleTable
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.kit.segmented import Segment, Segmented
from advisor_app.ui.page import StatusLine
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import RowsModel
from advisor_app.ui.text import plain_label

_LEFT: Final = (364, 312)
_THEMES: Final = (
    Segment(key="light", word="Light"),
    Segment(key="dark", word="Dark"),
    Segment(key="high_contrast", word="High contrast"),
)


class CentreView(QWidget):
    """Passive: `theme_chosen(name)`; the form tells of itself. `told(StatusLine)`."""

    theme_chosen = Signal(str)
    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.themes = Segmented("themeChoice", _THEMES, words="How the console looks")
        self.themes.changed.connect(lambda _index: self.theme_chosen.emit(self.themes.key()))
        self.form = CentreForm()
        self._rules: RowsModel[RuleTable] = RowsModel(RULES, key=lambda one: one.file)
        self.rules = RowsView("rulesTable", self._rules, words="Rules in force", compact=True)
        self._note = plain_label("", "sub", "ink3", name="rulesNote")
        self.rules.row_chosen.connect(self._tell_source)
        look = row((plain_label("Look", "h2"), 1), self.themes, margins=(16, 10, 12, 10))
        self._left = frame(
            "clear", column(frame("card", look), self.form, None, gap=12), width=_LEFT[0]
        )
        rules = card("Rules and who approved them", self._note, self.rules)
        self.setLayout(row(self._left, (rules, 1), gap=12))

    def show_centre(self, picture: AdminPicture) -> None:
        """Show everything, and say how many tables nobody answers for."""
        self.form.show_settings(picture.settings, may_change=picture.may_change)
        self._rules.set_rows(picture.rules)
        self._note.setText(f"version {picture.rules_version}")
        bare = sum(1 for one in picture.rules if not one.approved)
        words = f"{bare} of {len(picture.rules)} tables have nobody who answers for them"
        warns = StatusLine(text=words, icon="warning", role="warningInk")
        plain = StatusLine(text="Somebody answers for every table in force", icon="ok")
        self.told.emit(warns if bare else plain)

    def set_narrow(self, narrow: bool) -> None:
        """The window is narrow, or wide again."""
        self._left.setFixedWidth(_LEFT[1 if narrow else 0])
        self.rules.set_narrow(narrow)

    def _tell_source(self, key: str) -> None:
        """The whole source of the chosen table, which its column may cut."""
        one = self._rules.row_at(self._rules.place_of(key))
        if one is not None and self.rules.hasFocus():
            words = f"{one.file}, version {one.version}: {one.source}"
            self.told.emit(StatusLine(text=words, icon="info"))
