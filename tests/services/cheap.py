"""Lets tests derive keys and hash passwords cheaply; the shipped cost is held elsewhere."""

import pytest
from argon2 import PasswordHasher

from advisor_app.services import passwords
from advisor_app.storage import keys


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """One pass over 64 KiB instead of three over 64 MiB."""
    monkeypatch.setattr(keys, "COST", keys.Cost(passes=1, memory=64, lanes=1))
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    monkeypatch.setattr(passwords, "HASHER", hasher)
    monkeypatch.setattr(passwords, "PIN_HASHER", hasher)
