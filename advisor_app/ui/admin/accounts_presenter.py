"""Makes, changes and closes accounts for their page, and keeps one's own secrets."""

from collections.abc import Callable

from advisor_app.domain.people import Advisor
from advisor_app.ui.admin.account_form import AccountLine
from advisor_app.ui.admin.part import AdminPart
from advisor_app.ui.admin.view import AdminPage
from advisor_app.ui.context import Console
from advisor_app.ui.jobs import Jobs
from advisor_app.ui.wording import phrase

_Read = tuple[tuple[AccountLine, ...], bool]


class AccountsPresenter(AdminPart):
    """Between the accounts and their view."""

    view = "accounts"

    def __init__(self, console: Console, page: AdminPage, jobs: Jobs) -> None:
        super().__init__(console, page, jobs, page)
        form, own = page.accounts.form, page.accounts.own
        form.made.connect(self.make)
        form.changed.connect(self.change)
        form.closed.connect(self.change)
        form.let_in.connect(self.let_in)
        form.confirmed.connect(self.confirm)
        own.password_changed.connect(self.change_password)
        own.pin_set.connect(self.set_pin)

    def refresh(self) -> None:
        """Read all accounts, and what waits for a second person."""
        self._read(self._look, self._show)

    def make(self, advisor: Advisor, secret: str) -> None:
        """A new account."""
        accounts, act = self._console.accounts, self._console.act("a new account")
        self._keep(
            lambda: accounts.create(act, advisor, secret),
            advisor.id, phrase("The account {id} is made", id=advisor.id),
        )  # fmt: skip

    def change(self, advisor: Advisor) -> None:
        """The account as it is from now on."""
        accounts, act = self._console.accounts, self._console.act("an account is changed")
        done = "closed" if advisor.disabled else "kept"
        self._keep(
            lambda: accounts.update(act, advisor),
            advisor.id,
            phrase("The account {id} is {done}", id=advisor.id, done=done),
        )

    def let_in(self, account: str, secret: str) -> None:
        """A new passphrase for somebody else."""
        accounts, act = self._console.accounts, self._console.act("a new passphrase")
        self._keep(
            lambda: accounts.give_password(act, account, secret),
            account, phrase("{account} signs in by the new passphrase", account=account),
        )  # fmt: skip

    def confirm(self, account: str, agreed: bool) -> None:
        """The second person's word on a role."""
        accounts, act = self._console.accounts, self._console.act("a role is confirmed")
        words = "confirmed" if agreed else "dropped"
        self._keep(
            lambda: accounts.confirm_role(act, account, agreed=agreed),
            account, phrase("The role of {account} is {words}", account=account, words=words),
        )  # fmt: skip

    def change_password(self, old: str, new: str) -> None:
        """One's own passphrase."""
        accounts, act = self._console.accounts, self._console.act("own passphrase")
        self._own(
            lambda: accounts.change_password(act, old, new), phrase("Your passphrase is changed")
        )

    def set_pin(self, pin: str) -> None:
        """The PIN of one's own locked desk."""
        accounts, act = self._console.accounts, self._console.act("own PIN")
        self._own(
            lambda: accounts.set_pin(act, pin), phrase("The PIN opens your locked desk from now on")
        )

    def _look(self) -> _Read:
        accounts, act = self._console.accounts, self._console.act()
        if not accounts.may_change(act):
            return tuple(AccountLine(advisor=one) for one in accounts.list()), False
        waiting = {one.advisor.id: one for one in accounts.waiting(act)}
        lines = tuple(
            AccountLine(
                advisor=one,
                asked_role=waiting[one.id].asked_role if one.id in waiting else None,
                asked_by=waiting[one.id].asked_by if one.id in waiting else "",
            )
            for one in accounts.list(include_disabled=True)
        )
        return lines, True

    def _show(self, read: _Read) -> None:
        lines, may_change = read
        self._page.accounts.show_accounts(lines, may_change=may_change)

    def _keep(self, work: Callable[[], None], account: str, words: str) -> None:
        def kept(_nothing: None) -> None:
            def show(read: _Read) -> None:
                self._show(read)
                self._page.accounts.show_kept(account)
                self.say(words)

            self._read(self._look, show)

        self._write(work, kept)

    def _own(self, work: Callable[[], None], words: str) -> None:
        def kept(_nothing: None) -> None:
            self._page.accounts.own.forget()
            self.say(words)

        self._write(work, kept)
