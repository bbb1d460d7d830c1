"""Who can sign in, and how: accounts, passwords, PINs, and the growing wait after wrong ones."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final

from advisor_app.domain.case import Act, Purpose, Session
from advisor_app.domain.people import Advisor, Role
from advisor_app.services.failures import (
    AccountExists,
    Denied,
    NoSuchAccount,
    SignInDelayed,
    WrongPassword,
)
from advisor_app.services.gate import Gate
from advisor_app.services.passwords import hashed_password, hashed_pin, matches, wait_after
from advisor_app.services.ports import Clock, KeyHolder, Reading, Store, Writing
from advisor_app.services.records import AccountRecord
from advisor_app.services.rights import Deed

OPERATOR: Final = "operator"
PIN_TRIES: Final = 5
"""After so many wrong secrets only the password opens a locked session."""


class Accounts:
    """The accounts of one centre.

    `keys` wraps the store's key for whoever may open the store; a throw-away store has none.
    """

    def __init__(self, store: Store, clock: Clock, keys: KeyHolder | None = None) -> None:
        self._store = store
        self._clock = clock
        self._gate = Gate(store, clock)
        self._keys = keys

    def list(self, *, include_disabled: bool = False) -> tuple[Advisor, ...]:
        """The staff of the line, by name."""
        with self._store.reading() as unit:
            found = [one.advisor for one in unit.accounts.accounts()]
        return tuple(one for one in found if include_disabled or not one.disabled)

    def get(self, account: str) -> Advisor:
        """One account. Raises NoSuchAccount."""
        with self._store.reading() as unit:
            return _record(unit, account).advisor

    def create(self, act: Act | None, advisor: Advisor, password: str) -> None:
        """A new account; without an act only the very first, afterwards by an administrator.

        An empty password lets nobody in by password. Raises AccountExists, WeakSecret, Denied.
        """
        secret = hashed_password(password) if password else ""
        acting = act or self._act_of(advisor)
        with self._store.writing(acting) as unit:
            if act is None:
                if any(one.advisor.role is not Role.OPERATOR for one in unit.accounts.accounts()):
                    raise Denied("Only an administrator makes accounts.")
            else:
                self._gate.refuse_unless(act, Deed.CHANGE_STAFF)
            if unit.accounts.account(advisor.id) is not None:
                raise AccountExists
            unit.accounts.put(AccountRecord(advisor=advisor, secret=secret))
            unit.audit.append("account.create", "account", advisor.id, advisor.role.value)
            if password and self._keys is not None:
                self._keys.admit(advisor.id, password, advisor.role.value)

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

        Nobody changes their own role.
        """
        with self._gate.writing(
            act, Deed.CHANGE_STAFF, "account.update", "account", advisor.id
        ) as unit:
            record = _record(unit, advisor.id)
            if advisor.id == act.session.account and advisor.role is not record.advisor.role:
                raise Denied("Nobody changes their own role.")
            unit.accounts.put(replace(record, advisor=advisor))
            unit.audit.append("account.update", "account", advisor.id, advisor.role.value)
            if self._keys is None:
                return
            if advisor.disabled:
                self._keys.dismiss(advisor.id)
            elif advisor.role is not record.advisor.role:
                self._keys.assign(advisor.id, advisor.role.value)

    def sign_in(self, account: str, password: str, workstation: str) -> Session:
        """Begin to work at a desk.

        Raises WrongPassword for an unknown account, a disabled one and a wrong password alike, and
        SignInDelayed after several wrong ones.
        """
        with self._store.reading() as unit:
            record = unit.accounts.account(account)
        if record is None:
            raise WrongPassword
        self._refuse_early(record)
        session = self._session(record.advisor, workstation)
        right = matches(password, record.secret) and not record.advisor.disabled
        self._count(session, record, "account.sign_in", right=right)
        if not right:
            raise WrongPassword
        return session

    def sign_in_demonstration(self, account: str, workstation: str) -> Session:
        """Begin to work on a throw-away store, without a password. Raises Denied, NoSuchAccount."""
        if not self._store.throw_away:
            raise Denied("Only a demonstration is opened without a password.")
        with self._store.reading() as unit:
            session = self._session(_record(unit, account).advisor, workstation)
        with self._store.writing(Act(session=session, purpose=Purpose.DEMONSTRATION)) as unit:
            unit.audit.append("account.sign_in", "account", account, "demonstration")
        return session

    def operator(self, workstation: str) -> Session:
        """The session of the verbs, on a store that its passphrase has opened."""
        return Session(
            account=OPERATOR,
            name="Operator",
            role=Role.OPERATOR.value,
            workstation=workstation,
            started_at=self._clock.now(),
        )

    def change_password(self, act: Act, old: str, new: str) -> None:
        """A new password for one's own account. Raises WrongPassword, WeakSecret, SignInDelayed."""
        secret = hashed_password(new)
        record = self._checked(act.session, old, "account.password")
        with self._store.writing(act) as unit:
            unit.accounts.put(replace(record, secret=secret, failed=0, blocked_until=None))
            unit.audit.append("account.password", "account", act.session.account, "changed")
            if self._keys is not None:
                self._keys.admit(act.session.account, new, act.session.role)

    def set_pin(self, act: Act, pin: str) -> None:
        """The PIN that unlocks one's own session. Raises WeakSecret, NoSuchAccount."""
        kept = hashed_pin(pin)
        with self._store.writing(act) as unit:
            unit.accounts.put(replace(_record(unit, act.session.account), pin=kept))
            unit.audit.append("account.pin", "account", act.session.account)

    def unlock(self, session: Session, secret: str) -> None:
        """Go on with a locked session, by PIN or password. Raises WrongPassword, SignInDelayed."""
        with self._store.reading() as unit:
            record = unit.accounts.account(session.account)
        if record is None:
            raise WrongPassword
        self._refuse_early(record)
        right = not record.advisor.disabled and self._unlocks(record, secret)
        self._count(session, record, "account.unlock", right=right)
        if not right:
            raise WrongPassword

    def _unlocks(self, record: AccountRecord, secret: str) -> bool:
        """The password always; the PIN for five tries; a demonstration has neither."""
        if self._store.throw_away and not record.secret and not record.pin:
            return True
        by_pin = record.failed < PIN_TRIES and matches(secret, record.pin)
        return by_pin or matches(secret, record.secret)

    def _checked(self, session: Session, password: str, action: str) -> AccountRecord:
        with self._store.reading() as unit:
            record = _record(unit, session.account)
        self._refuse_early(record)
        if not matches(password, record.secret):
            self._count(session, record, action, right=False)
            raise WrongPassword
        return record

    def _refuse_early(self, record: AccountRecord) -> None:
        if record.blocked_until is None:
            return
        left = (record.blocked_until - self._clock.now()).total_seconds()
        if left > 0:
            raise SignInDelayed(int(left) + 1)

    def _count(self, session: Session, record: AccountRecord, action: str, *, right: bool) -> None:
        """Write the try down; wrong ones make the next try wait 1, 2, 4 ... 30 seconds."""
        failed = 0 if right else record.failed + 1
        wait = wait_after(failed)
        until = self._clock.now() + timedelta(seconds=wait) if wait else None
        with self._store.writing(Act(session=session)) as unit:
            unit.accounts.put(replace(record, failed=failed, blocked_until=until))
            unit.audit.append(
                action, "account", record.advisor.id, outcome="ok" if right else "denied"
            )

    def _session(self, advisor: Advisor, workstation: str) -> Session:
        return Session(
            account=advisor.id,
            name=advisor.name,
            role=advisor.role.value,
            workstation=workstation,
            started_at=self._clock.now(),
        )

    def _act_of(self, advisor: Advisor) -> Act:
        return Act(session=self._session(advisor, ""), purpose=Purpose.OPERATIONS)


def _record(unit: Reading | Writing, account: str) -> AccountRecord:
    record = unit.accounts.account(account)
    if record is None:
        raise NoSuchAccount
    return record
