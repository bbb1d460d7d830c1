"""How the staff get in: passwords, PINs, one desk a person, a growing wait after wrong secrets."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from advisor_app.domain.case import Act, Purpose, Session
from advisor_app.domain.people import OPERATOR, Advisor, Role
from advisor_app.services.failures import Denied, NoSuchAccount, SignInDelayed, WrongPassword
from advisor_app.services.gate import Gate
from advisor_app.services.passwords import hashed_password, hashed_pin, matches, wait_after
from advisor_app.services.ports import Clock, KeyHolder, Reading, Store, Writing
from advisor_app.services.records import AccountRecord

PIN_TRIES: Final = 5
"""After so many wrong secrets only the password opens a locked session."""


class SigningIn:
    """Sessions of the accounts of one centre, and the secrets that open them.

    `keys` wraps the store's key for whoever may open the store; a throw-away store has none.
    """

    def __init__(self, store: Store, clock: Clock, keys: KeyHolder | None = None) -> None:
        self._store = store
        self._clock = clock
        self._gate = Gate(store, clock)
        self._keys = keys

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
            session = self._session(record_of(unit, account).advisor, workstation)
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
        record = self._checked(act.session, old, "account.password")
        secret = hashed_password(new, own_words(record.advisor))
        with self._store.writing(act) as unit:
            found = record_of(unit, act.session.account)
            unit.accounts.put(replace(found, secret=secret, failed=0, blocked_until=None))
            unit.audit.append("account.password", "account", act.session.account, "changed")
            if self._keys is not None:
                self._keys.admit(act.session.account, new, act.session.role)

    def set_pin(self, act: Act, pin: str) -> None:
        """The PIN that unlocks one's own session. Raises WeakSecret, NoSuchAccount."""
        kept = hashed_pin(pin)
        with self._store.writing(act) as unit:
            unit.accounts.put(replace(record_of(unit, act.session.account), pin=kept))
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

    def why_not_here(self, session: Session) -> str:
        """Why that session may not go on at its desk, in words, or nothing.

        An account works at one desk: whoever signs in or unlocks at another locks the first.
        """
        with self._store.reading() as unit:
            record = unit.accounts.account(session.account)
        if record is None or record.advisor.disabled:
            return "This account was closed."
        if record.desk and record.desk != _desk_of(session):
            return "You went on at another desk. Unlock to work here again."
        return ""

    def _unlocks(self, record: AccountRecord, secret: str) -> bool:
        """The password always; the PIN for five tries; a demonstration has neither."""
        if self._store.throw_away and not record.secret and not record.pin:
            return True
        by_pin = record.failed < PIN_TRIES and matches(secret, record.pin)
        return by_pin or matches(secret, record.secret)

    def _checked(self, session: Session, password: str, action: str) -> AccountRecord:
        with self._store.reading() as unit:
            record = record_of(unit, session.account)
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
        with self._store.writing(Act(session=session)) as unit:
            # As it stands now: while the secret was looked at, the account may have been closed.
            found = record_of(unit, record.advisor.id)
            failed = 0 if right else found.failed + 1
            wait = wait_after(failed)
            until = self._clock.now() + timedelta(seconds=wait) if wait else None
            desk = _desk_of(session) if right else found.desk
            unit.accounts.put(replace(found, failed=failed, blocked_until=until, desk=desk))
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


def _desk_of(session: Session) -> str:
    """One sitting of one person at one workstation."""
    return f"{session.workstation} {session.started_at.isoformat()}"


def own_words(advisor: Advisor) -> tuple[str, ...]:
    """What somebody who knows them tries as their password first."""
    return (advisor.id, *advisor.name.split())


def record_of(unit: Reading | Writing, account: str) -> AccountRecord:
    """One account with its secrets. Raises NoSuchAccount."""
    record = unit.accounts.account(account)
    if record is None:
        raise NoSuchAccount
    return record
