"""A desk on a store of its own for each test."""

from collections.abc import Iterator

import pytest

from tests.services.cheap import cheap_hashes
from tests.services.desk import Desk

__all__ = ["cheap_hashes", "desk"]


@pytest.fixture
def desk() -> Iterator[Desk]:
    """Every service on a throw-away store."""
    made = Desk()
    yield made
    made.store.close()
