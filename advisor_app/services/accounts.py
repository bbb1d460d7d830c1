"""The accounts of the staff: made, changed, closed; a higher role takes two people."""

from collections.abc import Sequence
from dataclasses import replace

from advisor_app.domain.case import Act, Purpose
from advisor_app.domain.people import OPERATOR, Advisor, Role
from advisor_app.services.failures import AccountExists, Denied, NotPossible
from advisor_app.services.passwords import hashed_password
from advisor_app.services.records import AccountRecord
from advisor_app.services.rights import Deed
from advisor_app.services.second_person import confirmed, given_or_asked, withdrawn
from advisor_app.services.signing_in import SigningIn, own_words, record_of

__all__ = ["OPERATOR", "Accounts"]


class Accounts(SigningIn):
    """The accounts of one centre, and how their owners sign in."""

    def list(self, *, include_disabled: bool = False) -> tuple[Advisor, ...]:
        """The staff of the line, by name."""
        with self._store.reading() as unit:
            found = [one.advisor for one in unit.accounts.accounts()]
        return tuple(one for one in found if include_disabled or not one.disabled)

    def get(self, account: str) -> Advisor:
        """One account. Raises NoSuchAccount."""
        with self._store.reading() as unit:
            return record_of(unit, account).advisor

    def create(self, act: Act | None, advisor: Advisor, password: str) -> None:
        """A new account; without an act only the very first, afterwards by an administrator.

        An empty password lets nobody in by password. Raises AccountExists, WeakSecret, Denied.
        """
        secret = hashed_password(password, own_words(advisor)) if password else ""
        acting = act or self._act_of(advisor)
        opened = (
            self._store.writing(acting)
            if act is None
            else self._gate.writing(act, Deed.CHANGE_STAFF, "account.create", "account", advisor.id)
        )
        with opened as unit:
            others = unit.accounts.accounts()
            if act is None and any(one.advisor.role is not Role.OPERATOR for one in others):
                raise Denied("Only an administrator makes accounts.")
            if unit.accounts.account(advisor.id) is not None:
                raise AccountExists
            lowest = replace(advisor, role=Role.ADVISOR)
            record = given_or_asked(
                unit,
                acting.session.account,
                AccountRecord(advisor=lowest, secret=secret),
                advisor.role,
            )
            unit.accounts.put(record)
            unit.audit.append("account.create", "account", advisor.id, _roles_of(record))
            if password and self._keys is not None:
                self._keys.admit(advisor.id, password, record.advisor.role.value)

    def enrol(self, act: Act, advisors: Sequence[Advisor]) -> None:
        """Many accounts at once that nobody signs in to by password: the staff of a demonstration.

        Raises Denied on the store of a centre.
        """
        if not self._store.throw_away:
            raise Denied("A centre's accounts are made one by one.")
        with self._store.writing(act) as unit:
            for advisor in advisors:
                unit.accounts.put(AccountRecord(advisor=advisor))
            unit.audit.append("account.enrol", "account", "", f"{len(advisors)} accounts")

    def update(self, act: Act, advisor: Advisor) -> None:
        """Change what is known of an advisor, or disable the account. Raises NoSuchAccount, Denied.

        Nobody changes their own role; a higher one waits until a second administrator confirms it.
        """
        with self._gate.writing(
            act, Deed.CHANGE_STAFF, "account.update", "account", advisor.id
        ) as unit:
            record = record_of(unit, advisor.id)
            if advisor.id == act.session.account and advisor.role is not record.advisor.role:
                raise Denied("Nobody changes their own role.")
            changed = replace(record, advisor=replace(advisor, role=record.advisor.role))
            if advisor.role is not record.advisor.role:
                changed = given_or_asked(unit, act.session.account, changed, advisor.role)
            unit.accounts.put(changed)
            unit.audit.append("account.update", "account", advisor.id, _roles_of(changed))
            if advisor.disabled and self._keys is not None:
                self._keys.dismiss(advisor.id)
            elif changed.advisor.role is not record.advisor.role:
                self._assign(changed)

    def may_change(self, act: Act) -> bool:
        """Whether the account may make and change others."""
        return self._gate.may(act, Deed.CHANGE_STAFF)

    def waiting(self, act: Act) -> tuple[AccountRecord, ...]:
        """The accounts for which another role was asked, by name. Raises Denied."""
        with self._gate.reading(act, Deed.CHANGE_STAFF, "account.waiting", "account") as unit:
            return tuple(one for one in unit.accounts.accounts() if one.asked_role is not None)

    def confirm_role(self, act: Act, account: str, *, agreed: bool = True) -> None:
        """Give the role that another administrator asked for, or drop the wish.

        Raises NotPossible, NoSuchAccount, and Denied for who asked and for whose role it is.
        """
        with self._gate.writing(
            act, Deed.CONFIRM_ROLE, "account.confirm", "account", account
        ) as unit:
            before = record_of(unit, account)
            record = confirmed(before, act.session.account) if agreed else withdrawn(before)
            unit.accounts.put(record)
            told = _roles_of(record) if agreed else f"{_roles_of(before)}: dropped"
            unit.audit.append("account.confirm", "account", account, told)
            if agreed:
                self._assign(record)

    def give_password(self, act: Act, account: str, password: str) -> None:
        """A new password for somebody who forgot theirs or comes back; their PIN is gone.

        Raises WeakSecret, NoSuchAccount, Denied, and NotPossible for one's own account.
        """
        if account == act.session.account:
            raise NotPossible("Your own password is changed with the old one.")
        self._give(act, account, password, "account.let_in")

    def recover(self, act: Act, account: str, password: str) -> None:
        """A new password for an account, its own included, by who opened the store with its code.

        Raises WeakSecret, NoSuchAccount, and Denied for an account that was closed.
        """
        if self.get(account).disabled:
            raise Denied("That account was closed: an administrator lets it in again.")
        self._give(act, account, password, "account.recover")

    def _give(self, act: Act, account: str, password: str, action: str) -> None:
        with self._gate.writing(act, Deed.CHANGE_STAFF, action, "account", account) as unit:
            record = record_of(unit, account)
            secret = hashed_password(password, own_words(record.advisor))
            advisor = replace(record.advisor, disabled=False)
            unit.accounts.put(
                replace(
                    record, advisor=advisor, secret=secret, pin="", failed=0, blocked_until=None
                )
            )
            unit.audit.append(action, "account", account, "a new password")
            if self._keys is not None:
                self._keys.admit(account, password, advisor.role.value)

    def _assign(self, record: AccountRecord) -> None:
        if self._keys is not None:
            self._keys.assign(record.advisor.id, record.advisor.role.value)

    def _act_of(self, advisor: Advisor) -> Act:
        return Act(session=self._session(advisor, ""), purpose=Purpose.OPERATIONS)


def _roles_of(record: AccountRecord) -> str:
    """The role, and the one that waits for a second person."""
    asked = record.asked_role
    return record.advisor.role.value + (f", {asked.value} asked for" if asked else "")
