"""The wrapped copies of the store's key."""

from pathlib import Path

import pytest

from advisor_app.services import passwords
from advisor_app.services.failures import StoreDamaged, StoreFailed, WrongKey
from advisor_app.storage import keys as shipped
from advisor_app.storage.keys import RECOVERY, StoreKeys
from advisor_app.storage.store import new_key

SHIPPED_COST = shipped.COST
SHIPPED_HASHER, SHIPPED_PIN_HASHER = passwords.HASHER, passwords.PIN_HASHER


def test_a_guess_costs_what_the_standards_ask_for() -> None:
    """RFC 9106, section 4, for the key and for six digits; the least of OWASP for a password."""
    assert SHIPPED_COST.memory >= 64 * 1024
    assert SHIPPED_COST.passes >= 3
    assert SHIPPED_PIN_HASHER.memory_cost >= 64 * 1024
    assert SHIPPED_PIN_HASHER.time_cost >= 3
    assert SHIPPED_HASHER.memory_cost >= 19 * 1024
    assert SHIPPED_HASHER.time_cost >= 2


def test_each_account_and_the_recovery_code_open_the_same_store(tmp_path: Path) -> None:
    key = new_key()
    keys, code = StoreKeys.create(tmp_path / "keys", key)
    keys.admit("ann", "a passphrase of Łucja")
    keys.admit("bob", "another passphrase")
    fresh = StoreKeys.at(tmp_path / "keys")
    assert fresh.unlock("ann", "a passphrase of Łucja") == key
    assert fresh.unlock("bob", "another passphrase") == key
    assert fresh.recover(code.lower().replace("-", " ")) == key
    assert len(code.replace("-", "")) == 32
    for account, secret in (
        ("ann", "another passphrase"),
        ("ann", ""),
        ("eve", "another passphrase"),
        (RECOVERY, code),
    ):
        with pytest.raises(WrongKey):
            fresh.unlock(account, secret)


def test_nothing_beside_the_store_tells_key_account_or_secret(tmp_path: Path) -> None:
    key = new_key()
    keys, code = StoreKeys.create(tmp_path / "keys", key)
    keys.admit("ann-the-account", "a passphrase of hers")
    folder = tmp_path / "keys"
    assert folder.stat().st_mode & 0o077 == 0
    for file in folder.iterdir():
        assert file.stat().st_mode & 0o077 == 0
        told = file.name.encode() + file.read_bytes()
        for sign in (key, key.hex().encode(), b"ann-the", b"passphrase", code.encode()):
            assert sign not in told


def test_an_older_secret_opens_nothing_after_a_new_one(tmp_path: Path) -> None:
    keys, _ = StoreKeys.create(tmp_path / "keys", new_key())
    keys.admit("ann", "the first passphrase")
    keys.admit("ann", "the second passphrase")
    fresh = StoreKeys.at(tmp_path / "keys")
    with pytest.raises(WrongKey):
        fresh.unlock("ann", "the first passphrase")
    fresh.unlock("ann", "the second passphrase")
    assert len(list((tmp_path / "keys").iterdir())) == 4
    fresh.dismiss("ann")
    with pytest.raises(WrongKey):
        fresh.unlock("ann", "the second passphrase")


def test_damaged_keys_are_told_apart_from_wrong_passwords(tmp_path: Path) -> None:
    keys, _ = StoreKeys.create(tmp_path / "keys", new_key())
    keys.admit("ann", "the first passphrase")
    with pytest.raises(StoreFailed):
        StoreKeys.create(tmp_path / "keys", new_key())
    with pytest.raises(StoreFailed):
        StoreKeys.at(tmp_path / "keys").admit("bob", "another passphrase")
    for header in (tmp_path / "keys").glob("*.json"):
        header.write_text("{")
    with pytest.raises(StoreDamaged):
        StoreKeys.at(tmp_path / "keys").unlock("ann", "the first passphrase")
