"""How the console looks, the settings of the centre, and the tables in force."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advisor_app.domain.words import languages, words_in
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
from advisor_app.ui.theme import theme, theme_signals
from advisor_app.ui.wording import later, phrase

_LEFT: Final = 364
_THEMES: Final = (
    Segment(key="light", word=later("Light")),
    Segment(key="dark", word=later("Dark")),
    Segment(key="high_contrast", word=later("High contrast")),
)
_DENSITIES: Final = (
    Segment(key="comfortable", word=later("Comfortable")),
    Segment(key="compact", word=later("Compact")),
)
ENDS, STAYS = "ends", "stays"
_CLOSING: Final = (
    Segment(key=ENDS, word=later("The console ends")),
    Segment(key=STAYS, word=later("It waits, locked")),
)


def _languages() -> tuple[Segment, ...]:
    """Each language names itself: whoever reads only one finds it."""
    return tuple(Segment(key=one, word=words_in(one).own_name) for one in languages())


class CentreView(QWidget):
    """Passive: `theme_chosen(name)`, `density_chosen(name)`, `language_chosen(code)`.

    `stay_chosen(bool)`: whether a closed window only waits, to open again at once.
    `told(StatusLine)`; the form tells of itself.
    """

    theme_chosen = Signal(str)
    density_chosen = Signal(str)
    language_chosen = Signal(str)
    stay_chosen = Signal(bool)
    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.themes = Segmented("themeChoice", _THEMES, words=phrase("How the console looks"))
        self.themes.changed.connect(lambda _index: self.theme_chosen.emit(self.themes.key()))
        theme_signals().changed.connect(self._show_theme)
        self._show_theme()
        self.densities = Segmented("densityChoice", _DENSITIES, words=phrase("How close"))
        self.densities.changed.connect(
            lambda _index: self.density_chosen.emit(self.densities.key())
        )
        self.languages = Segmented("windowLanguage", _languages(), words=phrase("Language"))
        self.languages.changed.connect(
            lambda _index: self.language_chosen.emit(self.languages.key())
        )
        self.closing = Segmented("closingChoice", _CLOSING, words=phrase("Closing the window"))
        self.closing.changed.connect(
            lambda _index: self.stay_chosen.emit(self.closing.key() == STAYS)
        )
        self.form = CentreForm()
        self._rules: RowsModel[RuleTable] = RowsModel(RULES, key=lambda one: one.file)
        self.rules = RowsView(
            "rulesInForceTable", self._rules, words=phrase("Rules in force"), compact=True
        )
        self._note = plain_label("", "sub", "ink3", name="rulesNote")
        self.rules.row_chosen.connect(self._tell_source)
        window = column(
            _choice(phrase("Look"), self.themes),
            _choice(phrase("Spacing"), self.densities),
            _choice(phrase("Language"), self.languages),
            _choice(phrase("Closing"), self.closing),
            margins=(16, 12, 16, 14),
            gap=10,
        )
        left = frame("clear", column(frame("card", window), self.form, None, gap=12), width=_LEFT)
        rules = card(phrase("Rules and who approved them"), self._note, self.rules)
        self.setLayout(row(left, (rules, 1), gap=12))

    def show_centre(self, picture: AdminPicture) -> None:
        """Show everything, and say how many tables nobody answers for."""
        self.form.show_settings(picture.settings, may_change=picture.may_change)
        self._rules.set_rows(picture.rules)
        self._note.setText(phrase("version {rules_version}", rules_version=picture.rules_version))
        bare = sum(1 for one in picture.rules if not one.approved)
        words = phrase(
            "{bare} of {count} tables have nobody who answers for them",
            bare=bare,
            count=len(picture.rules),
        )
        warns = StatusLine(text=words, icon="warning", role="warningInk")
        plain = StatusLine(text=phrase("Somebody answers for every table in force"), icon="ok")
        self.told.emit(warns if bare else plain)

    def set_narrow(self, narrow: bool) -> None:
        """The window is narrow, or wide again."""
        self.rules.set_narrow(narrow)

    def _show_theme(self) -> None:
        """Which look is in force, by whatever key it was put on."""
        self.themes.show_key(theme().name)

    def _tell_source(self, key: str) -> None:
        """The whole source of the chosen table, which its column may cut."""
        one = self._rules.row_at(self._rules.place_of(key))
        if one is not None and self.rules.hasFocus():
            words = phrase(
                "{file}, version {version}: {source}",
                file=one.file,
                version=one.version,
                source=one.source,
            )
            self.told.emit(StatusLine(text=words, icon="info"))


def _choice(words: str, among: Segmented) -> QVBoxLayout:
    """One thing that is chosen for this workstation, and under it what can be chosen."""
    return column(plain_label(words, "subm", "ink2"), row(among, None), gap=4)
