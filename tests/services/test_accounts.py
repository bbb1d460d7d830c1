"""Who can sign in, and what wrong passwords cost."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from advisor_app.domain.people import Advisor, Role, Skill
from advisor_app.services.accounts import Accounts
from advisor_app.services.failures import (
    AccountExists,
    Denied,
    NoSuchAccount,
    NotPossible,
    SignInDelayed,
    StoreFailed,
    WeakSecret,
    WrongKey,
    WrongPassword,
)
from advisor_app.storage.keys import StoreKeys
from advisor_app.storage.store import create_store, new_key, open_store
from tests.services.desk import Desk

GOOD = "correct horse battery"
OTHER = "staple correct horse"


def person(id_: str, role: Role = Role.ADVISOR) -> Advisor:
    return Advisor(
        id=id_,
        name=id_.title(),
        initials=id_[:2].upper(),
        role=role,
        skills=(Skill(node="breast", level=5),),
        languages=("en", "es"),
    )


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Desk]:
    """A store of a centre whose first administrator is Root, with keys beside it."""
    key = new_key()
    keys, _ = StoreKeys.create(tmp_path / "keys", key)
    desk = Desk()
    desk.store.close()
    desk = Desk(create_store(tmp_path / "centre.store", key, desk.clock))
    desk.accounts = Accounts(desk.store, desk.clock, keys)
    desk.accounts.create(None, person("root", Role.ADMINISTRATOR), GOOD)
    yield desk
    desk.store.close()


def test_the_first_account_opens_the_store_and_makes_the_others(
    centre: Desk, tmp_path: Path
) -> None:
    with pytest.raises(Denied):
        centre.accounts.create(None, person("eve", Role.ADMINISTRATOR), GOOD)
    session = centre.accounts.sign_in("root", GOOD, "desk 1")
    assert (session.account, session.role, session.workstation) == (
        "root",
        "administrator",
        "desk 1",
    )
    root = centre.act("root", Role.ADMINISTRATOR)
    centre.accounts.create(root, person("ann"), OTHER)
    with pytest.raises(AccountExists):
        centre.accounts.create(root, person("ann"), OTHER)
    with pytest.raises(Denied):
        centre.accounts.create(centre.act("ann"), person("bob"), OTHER)
    assert centre.accounts.get("ann") == person("ann")
    centre.store.close()
    key = StoreKeys.at(tmp_path / "keys").unlock("ann", OTHER)
    opened = Desk(open_store(tmp_path / "centre.store", key, centre.clock))
    assert [one.id for one in opened.accounts.list()] == ["ann", "root"]
    opened.store.close()


def test_a_new_password_opens_the_store_and_the_old_one_no_more(
    centre: Desk, tmp_path: Path
) -> None:
    act = centre.act("root", Role.ADMINISTRATOR)
    with pytest.raises(WrongPassword):
        centre.accounts.change_password(act, OTHER, OTHER)
    centre.accounts.change_password(act, GOOD, OTHER)
    centre.accounts.sign_in("root", OTHER, "desk 1")
    keys = StoreKeys.at(tmp_path / "keys")
    with pytest.raises(WrongKey):
        keys.unlock("root", GOOD)
    assert len(keys.unlock("root", OTHER)) == 32


class _NoRoom:
    """A place for keys that takes none."""

    def admit(self, account: str, secret: str, role: str) -> None:
        raise StoreFailed(f"no room for {len(account) + len(secret) + len(role)} signs")

    def assign(self, account: str, role: str) -> None:
        raise StoreFailed(account + role)

    def dismiss(self, account: str) -> None:
        raise StoreFailed(account)


def test_an_account_whose_key_cannot_be_kept_is_not_made(centre: Desk) -> None:
    accounts = Accounts(centre.store, centre.clock, _NoRoom())
    root = centre.act("root", Role.ADMINISTRATOR)
    with pytest.raises(StoreFailed):
        accounts.create(root, person("ann"), OTHER)
    with pytest.raises(StoreFailed):
        accounts.change_password(root, GOOD, OTHER)
    assert [one.id for one in accounts.list()] == ["root"]
    centre.accounts.sign_in("root", GOOD, "desk 1")


def test_who_left_opens_nothing(centre: Desk, tmp_path: Path) -> None:
    root = centre.act("root", Role.ADMINISTRATOR)
    centre.accounts.create(root, person("ann"), OTHER)
    centre.accounts.update(root, replace(person("ann"), disabled=True))
    with pytest.raises(WrongPassword):
        centre.accounts.sign_in("ann", OTHER, "desk 1")
    with pytest.raises(WrongKey):
        StoreKeys.at(tmp_path / "keys").unlock("ann", OTHER)
    assert [one.id for one in centre.accounts.list()] == ["root"]
    assert len(centre.accounts.list(include_disabled=True)) == 2
    with pytest.raises(Denied):
        centre.accounts.update(root, person("root", Role.NURSE))
    with pytest.raises(NoSuchAccount):
        centre.accounts.update(root, person("eve"))


def test_wrong_passwords_make_the_next_try_wait_longer_and_longer(centre: Desk) -> None:
    with pytest.raises(WrongPassword):
        centre.accounts.sign_in("nobody", GOOD, "desk 1")
    waits = []
    for _ in range(9):
        with pytest.raises(WrongPassword):
            centre.accounts.sign_in("root", OTHER, "desk 1")
        try:
            centre.accounts.unlock(centre.act("root").session, OTHER[:-1] + "!")
        except SignInDelayed as delayed:
            waits.append(delayed.seconds - 1)
            centre.clock.go(delayed.seconds)
        except WrongPassword:
            pass
    assert waits == sorted(waits)
    assert waits[-1] == 30
    centre.accounts.sign_in("root", GOOD, "desk 1")
    centre.accounts.sign_in("root", GOOD, "desk 1")
    with centre.store.reading() as unit:
        outcomes = [one.outcome for one in unit.audit.entries(0, 100) if "sign_in" in one.action]
    assert outcomes.count("denied") >= 7
    assert outcomes[-2:] == ["ok", "ok"]


def test_a_pin_unlocks_a_session_and_signs_nobody_in(centre: Desk) -> None:
    act = centre.act("root", Role.ADMINISTRATOR)
    centre.accounts.set_pin(act, "824613")
    centre.accounts.unlock(act.session, "824613")
    centre.accounts.unlock(act.session, GOOD)
    with pytest.raises(WrongPassword):
        centre.accounts.unlock(act.session, "824614")
    with pytest.raises(WrongPassword):
        centre.accounts.sign_in("root", "824613", "desk 1")


@pytest.mark.parametrize("weak", ["short", "aaaaaaaaaaaaaaaaaaaa", "x" * 14, "ab" * 600])
def test_weak_passwords_are_refused(centre: Desk, weak: str) -> None:
    with pytest.raises(WeakSecret):
        centre.accounts.create(centre.act("root", Role.ADMINISTRATOR), person("ann"), weak)
    assert len(centre.accounts.list()) == 1


@pytest.mark.parametrize("weak", ["12345", "111111", "121212", "abcdef", "1" * 13])
def test_weak_pins_are_refused(centre: Desk, weak: str) -> None:
    with pytest.raises(WeakSecret):
        centre.accounts.set_pin(centre.act("root", Role.ADMINISTRATOR), weak)


def test_only_a_throw_away_store_lets_in_without_a_password(centre: Desk, desk: Desk) -> None:
    desk.staff("ann")
    assert desk.accounts.sign_in_demonstration("ann", "desk 1").name == "Ann"
    with pytest.raises(NoSuchAccount):
        desk.accounts.sign_in_demonstration("bob", "desk 1")
    with pytest.raises(Denied):
        centre.accounts.sign_in_demonstration("root", "desk 1")
    with pytest.raises(Denied):
        centre.accounts.enrol(centre.act("root", Role.ADMINISTRATOR), [person("ann")])
    with pytest.raises(WrongPassword):
        desk.accounts.sign_in("ann", "", "desk 1")


@pytest.mark.parametrize(
    "easy",
    ["password12345678", "P@ssw0rd2026!!!!", "Summer2026Summer2026", "qwertyuiop123456",
     "annannannannann1", "letmein, letmein!"],
)  # fmt: skip
def test_passwords_that_are_guessed_first_are_refused(centre: Desk, easy: str) -> None:
    with pytest.raises(WeakSecret):
        centre.accounts.create(centre.act("root", Role.ADMINISTRATOR), person("ann"), easy)
    assert [one.id for one in centre.accounts.list()] == ["root"]


@pytest.mark.parametrize(
    "good", ["password of my own trombone", "four moss kettles sing", "пароль для работы тут"]
)
def test_a_common_word_beside_others_is_no_reason_to_refuse(centre: Desk, good: str) -> None:
    centre.accounts.create(centre.act("root", Role.ADMINISTRATOR), person("ann"), good)
    centre.accounts.sign_in("ann", good, "desk 1")


def test_a_higher_role_waits_for_a_second_administrator(centre: Desk, tmp_path: Path) -> None:
    root = centre.act("root", Role.ADMINISTRATOR)
    centre.accounts.create(root, person("ben", Role.ADMINISTRATOR), OTHER)
    assert centre.accounts.get("ben").role is Role.ADMINISTRATOR, "the only one acts alone"
    centre.accounts.create(root, person("ann", Role.SUPERVISOR), OTHER)
    assert centre.accounts.get("ann").role is Role.ADVISOR
    [asked] = centre.accounts.waiting(root)
    assert (asked.advisor.id, asked.asked_role, asked.asked_by) == ("ann", Role.SUPERVISOR, "root")
    for who in ("root", "ann"):
        with pytest.raises(Denied):
            centre.accounts.confirm_role(centre.act(who, Role.ADMINISTRATOR), "ann")
    ben = centre.act("ben", Role.ADMINISTRATOR)
    centre.accounts.confirm_role(ben, "ann")
    assert centre.accounts.get("ann").role is Role.SUPERVISOR
    assert not centre.accounts.waiting(root)
    with pytest.raises(NotPossible):
        centre.accounts.confirm_role(ben, "ann")
    assert len(StoreKeys.at(tmp_path / "keys").unlock("ann", OTHER)) == 32


def test_a_wish_for_a_role_is_dropped_and_a_lower_role_needs_nobody(centre: Desk) -> None:
    root, ben = centre.act("root", Role.ADMINISTRATOR), centre.act("ben", Role.ADMINISTRATOR)
    centre.accounts.create(root, person("ben", Role.ADMINISTRATOR), OTHER)
    centre.accounts.create(root, person("ann"), OTHER)
    centre.accounts.update(ben, person("ann", Role.NURSE))
    centre.accounts.update(root, replace(person("ann"), direct_line="(212) 555-0101"))
    assert centre.accounts.waiting(root), "other changes do not drop it"
    centre.accounts.confirm_role(root, "ann", agreed=False)
    assert not centre.accounts.waiting(root)
    centre.accounts.update(root, person("ben"))
    assert centre.accounts.get("ben").role is Role.ADVISOR


def test_who_forgot_a_password_gets_a_new_one_and_no_pin(centre: Desk, tmp_path: Path) -> None:
    root = centre.act("root", Role.ADMINISTRATOR)
    centre.accounts.create(root, person("ann"), OTHER)
    centre.accounts.set_pin(centre.act("ann"), "824613")
    centre.accounts.update(root, replace(person("ann"), disabled=True))
    centre.accounts.give_password(root, "ann", GOOD)
    session = centre.accounts.sign_in("ann", GOOD, "desk 1")
    with pytest.raises(WrongPassword):
        centre.accounts.unlock(session, "824613")
    assert len(StoreKeys.at(tmp_path / "keys").unlock("ann", GOOD)) == 32
    with pytest.raises(NotPossible):
        centre.accounts.give_password(root, "root", OTHER)
    with pytest.raises(Denied):
        centre.accounts.give_password(centre.act("ann"), "root", OTHER)


def test_an_account_works_at_one_desk(centre: Desk) -> None:
    first = centre.accounts.sign_in("root", GOOD, "desk 1")
    assert centre.accounts.why_not_here(first) == ""
    centre.clock.go(60)
    second = centre.accounts.sign_in("root", GOOD, "desk 2")
    assert "another desk" in centre.accounts.why_not_here(first)
    assert centre.accounts.why_not_here(second) == ""
    centre.accounts.unlock(first, GOOD)
    assert centre.accounts.why_not_here(first) == ""
    assert "another desk" in centre.accounts.why_not_here(second)
