"""Who can sign in: the list of accounts, one of them to change, and one's own secrets."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from advisor_app.ui.admin.account_form import NEW, AccountForm, AccountLine
from advisor_app.ui.admin.card import card
from advisor_app.ui.admin.columns import ACCOUNTS
from advisor_app.ui.admin.own_form import OwnForm
from advisor_app.ui.calls.keys import on_alt
from advisor_app.ui.kit.buttons import Button
from advisor_app.ui.kit.frames import frame
from advisor_app.ui.kit.layouts import column, row
from advisor_app.ui.page import StatusLine
from advisor_app.ui.table_view import RowsView
from advisor_app.ui.tables import RowsModel
from advisor_app.ui.text import plain_label
from advisor_app.ui.wording import phrase

_RIGHT: Final = (460, 448)


class AccountsView(QWidget):
    """Passive; its forms tell what the user did. `told(StatusLine)`."""

    told = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: RowsModel[AccountLine] = RowsModel(ACCOUNTS, key=lambda one: one.advisor.id)
        self.table = RowsView("accountsTable", self._rows, words=phrase("Accounts"))
        self._note = plain_label("", "sub", "ink3", name="accountsNote")
        self.form = AccountForm()
        self.own = OwnForm()
        self.new = Button("accountNew", phrase("New account"), icon="plus", key="Alt N", height=28)
        self.new.clicked.connect(self.begin_new)
        on_alt(self, Qt.Key.Key_N, self.new.click)
        self.table.row_chosen.connect(self._show_chosen)
        self.table.row_activated.connect(lambda _key: self.form.name.setFocus())
        self._right = frame("clear", column(self.form, self.own, None, gap=12), width=_RIGHT[0])
        accounts = card(phrase("Accounts"), self._note, self.table, self.new)
        self.setLayout(row((accounts, 1), self._right, gap=12))

    def show_accounts(self, lines: Sequence[AccountLine], *, may_change: bool) -> None:
        """Show all accounts; the one that is chosen stays chosen, with what is typed."""
        before = self._rows.row_at(self._rows.place_of(self.table.chosen_key))
        self._rows.set_rows(lines)
        after = self._rows.row_at(self._rows.place_of(self.table.chosen_key))
        if after is not None and after != before and not self.form.is_new:
            self.form.show_account(after)
        waiting = sum(1 for one in lines if one.asked_role is not None)
        note = (
            phrase("{count}, {waiting} to confirm", count=len(lines), waiting=waiting)
            if waiting
            else str(len(lines))
        )
        self._note.setText(note)
        self.new.setVisible(may_change)
        self.form.setVisible(may_change)
        words = phrase("A higher role waits until a second administrator confirms it")
        self.told.emit(StatusLine(text=words, icon="info"))

    def show_kept(self, account: str) -> None:
        """The account was kept: it is the one that is shown from now on."""
        self.form.secret.clear()
        if self.table.choose(account):
            self._show_chosen(account)

    def begin_new(self) -> None:
        """Empty fields for somebody new."""
        self.table.clearSelection()
        self.form.show_account(AccountLine(advisor=NEW))
        self.form.id.setFocus()

    def set_narrow(self, narrow: bool) -> None:
        """The window is narrow, or wide again."""
        self._right.setFixedWidth(_RIGHT[1 if narrow else 0])
        self.table.set_narrow(narrow)

    def _show_chosen(self, key: str) -> None:
        one = self._rows.row_at(self._rows.place_of(key))
        if one is not None:
            self.form.show_account(one)
