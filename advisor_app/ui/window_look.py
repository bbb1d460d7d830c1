"""How the window looks and speaks: theme, spacing, language and columns, in Admin or by a key."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from advisor_app.domain.words import languages
from advisor_app.line.calls import CallState
from advisor_app.ui.admin.view import AdminPage
from advisor_app.ui.context import Console
from advisor_app.ui.desk import Desk
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.table_columns import STEP, TableColumns
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.theme import DENSITY_NAMES, THEME_NAMES, apply_theme, density, theme
from advisor_app.ui.wording import phrase, window_words


class WindowLook(QObject):
    """One per window. A theme is put on at once, and `theme_chosen(name)` tells who remembers it.

    `language_chosen(code)` and `density_chosen(name)` ask whoever holds the window for this desk
    made anew; `refused(sentence)` says why it stays as it is.
    """

    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    density_chosen = Signal(str)
    refused = Signal(str)

    def __init__(self, console: Console, page: AdminPage, desk: Desk, jobs: Jobs) -> None:
        super().__init__(desk)
        self._console, self._page, self._desk, self._jobs = console, page, desk, jobs
        page.theme_chosen.connect(self.choose_theme)
        page.density_chosen.connect(self.choose_density)
        page.language_chosen.connect(self.choose_language)
        self._show()

    def calls(self) -> dict[str, Callable[[], object]]:
        """What the actions of the look call."""
        return {
            "theme": self._next_theme,
            "density": self._next_density,
            "window_language": self._next_language,
            "wider": lambda: self._size_column(lambda columns: columns.widen(STEP)),
            "narrower": lambda: self._size_column(lambda columns: columns.widen(-STEP)),
            "reset_columns": lambda: self._size_column(TableColumns.reset),
        }

    def choose_theme(self, name: str) -> None:
        """Another look, at once."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            apply_theme(app, name)
            self.theme_chosen.emit(name)

    def choose_density(self, name: str) -> None:
        """The window with things closer together, or wider apart."""
        if name != density():
            self._ask_for_another(lambda: self.density_chosen.emit(name))

    def choose_language(self, language: str) -> None:
        """The window in another language."""
        if language != window_words().language:
            self._ask_for_another(lambda: self.language_chosen.emit(language))

    def _next_theme(self) -> None:
        self.choose_theme(_next(tuple(THEME_NAMES), theme().name))

    def _next_density(self) -> None:
        self.choose_density(_next(tuple(DENSITY_NAMES), density()))

    def _next_language(self) -> None:
        self.choose_language(_next(tuple(languages()), window_words().language))

    def _size_column(self, size: Callable[[TableColumns], None]) -> None:
        """Do this to the columns of the list in front, rather to that which has the focus."""
        there = [one for one in self._page.window().findChildren(RowsView) if one.isVisible()]
        there.sort(key=lambda one: not one.hasFocus())
        for table in there[:1]:
            size(table.columns)

    def _ask_for_another(self, ask: Callable[[], None]) -> None:
        """Have this window made anew, or let it stay as it is and say why.

        Not while a call is written up: what stands on its card would be lost. Nor while the store
        is away: the other window is made of what it says, and would wait for it.
        """
        call = self._desk.call
        if call is not None and call.state is CallState.WRAP_UP:
            self._stay(phrase("Finish the call first, then change the window."))
            return
        self._jobs.read(
            self,
            self._console.centre.settings,
            lambda _settings: ask(),
            lambda _away: self._stay(
                phrase("The store does not answer; the window stays as it is.")
            ),
            key="window",
        )

    def _stay(self, why: str) -> None:
        self.refused.emit(why)
        self._show()

    def _show(self) -> None:
        self._page.show_density(density())
        self._page.show_language(window_words().language)


def _next(names: tuple[str, ...], here: str) -> str:
    return names[(names.index(here) + 1) % len(names)]
