"""What the console is made of: every package that it needs, and under which licence each stands."""

from functools import cache
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from advisor_app.domain.resources import RESOURCES
from advisor_app.domain.tables import Row, read_table
from advisor_app.ui.admin.card import card
from advisor_app.ui.kit.layouts import column
from advisor_app.ui.page import StatusLine
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import Column, RowsModel
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import later, phrase

SCHEMA: Final = "licences/1"
_COLUMNS: Final[tuple[Column[Row], ...]] = (
    Column(key="package", title=later("Package"), value=lambda one: one["package"], width=280),
    Column(key="version", title=later("Version"), value=lambda one: one["version"], width=160),
    Column(key="licence", title=later("Licence"), value=lambda one: one["licence"]),
)
_OWN: Final = later("the console itself: MIT; faces and icons carry their licences beside them")


class AboutView(QWidget):
    """Passive; reads its table when it is first shown. `told(StatusLine)`."""

    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: RowsModel[Row] = RowsModel(_COLUMNS, key=lambda one: one["package"])
        self.table = RowsView("licencesTable", self._rows, words=phrase("Licences"), compact=True)
        note = plain_label(phrase(_OWN), "sub", "ink3", name="licencesNote")
        self.setLayout(column(card(phrase("Licences"), note, self.table)))

    def show_licences(self) -> None:
        """Show the packages of this release."""
        rows = licences()
        self._rows.set_rows(rows)
        self.told.emit(StatusLine(text=phrase("{count} packages", count=len(rows)), icon="info"))

    def set_narrow(self, narrow: bool) -> None:
        """The window is narrow, or wide again."""
        self.table.set_narrow(narrow)


@cache
def licences() -> tuple[Row, ...]:
    """The table `licences.tsv`, which the release's lock of packages gives. Raises TableError."""
    columns = ("package", "version", "licence")
    return tuple(read_table(RESOURCES / "licences.tsv", SCHEMA, columns).rows)
